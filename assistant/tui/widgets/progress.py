"""How far the reading of files has come.

Owns one line whose ground fills from the left: no glyph in it has a width that terminals disagree on.
"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from assistant.tui.plain import one_line
from assistant.tui.wrapping import break_offsets


class IndexProgress(Widget):
    """A text over a bar; `fraction` from 0 to 1."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--done"}

    text: reactive[str] = reactive("")
    fraction: reactive[float] = reactive(0.0)

    def render(self) -> Content:
        width = self.size.width
        text = one_line(self.text)
        cut = break_offsets(text, width)
        line = text[: cut[0]] if cut else text
        line += " " * max(0, width - cell_len(line))
        filled, end = 0, 0
        target = round(width * self.fraction)
        while end < len(line) and filled < target:
            filled += cell_len(line[end])
            end += 1
        return Content(line).stylize(self.get_visual_style("progress--done"), 0, end)
