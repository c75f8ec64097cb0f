"""A window to read a text in: a row of a table whole, the SQL of an answer, the summary of a run.

Owns the window. Texts are shown as they are, and can be selected.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.plain import one_line, plain
from assistant.tui.texts import Texts


class ReadingScreen(ModalScreen[None]):
    """A title, and below it parts, each with a heading of its own ("" for none)."""

    CONTEXT = "over"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("over"), Binding("enter,space", "dismiss", show=False)]

    def __init__(self, title: str, parts: Sequence[tuple[str, str]], texts: Texts) -> None:
        super().__init__()
        self._title, self._parts = title, tuple(parts)
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content(one_line(self._title)), classes="panel-title", markup=False)
            for name, text in self._parts:
                if name:
                    yield Static(Content(one_line(name)), classes="label", markup=False)
                yield Static(Content(plain(text)), markup=False)
        yield Footer(show_command_palette=False)
