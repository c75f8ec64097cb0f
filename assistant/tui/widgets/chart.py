"""The figures of an answer as bars: for the eye, what the table says to the digit.

Owns the choice of the column that is drawn, and the drawing. Bars are grounds, not glyphs: plotting libraries draw in
blocks and braille, whose width terminals disagree on, and count a Chinese character as one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from assistant.answer import Answer
from assistant.tabling import is_numeric, written
from assistant.tui.cells import heading
from assistant.tui.plain import one_line

_COMPARED = ("元", "%", "分")  # units of figures that bars say something about
_LABEL = 36  # cells at most for what a bar is of
MOST_BARS = 20


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows: a heading, and for each bar its label, its figure as written, and its size."""

    title: str
    labels: list[str]
    figures: list[str]
    sizes: list[float]


def columns_of(answer: Answer) -> list[int]:
    """The columns that can be drawn: amounts, rates or scores of two rows or more."""
    if len(answer.rows) < 2:
        return []
    return [n for n, c in enumerate(answer.columns) if c.unit in _COMPARED and is_numeric(answer, n)]


def bars_of(answer: Answer, column: int, rows: Sequence[int]) -> Bars:
    """The bars of a column, for the rows that have a figure in it, labelled by the texts that tell rows apart."""
    shown = [n for n in rows if answer.rows[n][column] is not None][:MOST_BARS]
    telling = [n for n, c in enumerate(answer.columns) if c.unit is None]
    several = [n for n in telling if len({answer.rows[r][n] for r in shown}) > 1] or telling[:1]
    labels = [" ".join(one_line(written(answer.rows[r][n], None)) for n in several[:2]) for r in shown]
    unit = answer.columns[column].unit
    values = [answer.rows[r][column] for r in shown]
    sizes = [float(value) if isinstance(value, int | float) else 0.0 for value in values]
    return Bars(heading(answer.columns[column]), labels, [written(value, unit) for value in values], sizes)


class BarChart(Widget):
    """Horizontal bars, one a line. A negative figure has its bar in another colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chart--bar", "chart--below"}

    def __init__(self, bars: Bars) -> None:
        super().__init__()
        self._bars = bars

    def show(self, bars: Bars) -> None:
        self._bars = bars
        self.refresh(layout=True)

    def get_content_height(self, *_: object) -> int:
        return len(self._bars.labels) + 1

    def render(self) -> Content:
        bars, width = self._bars, self.size.width
        label = min(_LABEL, max(map(cell_len, bars.labels), default=0), max(4, width // 3))
        figure = max(map(cell_len, bars.figures), default=0)
        room = max(1, width - label - figure - 2)
        most = max(map(abs, bars.sizes), default=0.0)
        lines = [Content(set_cell_size(bars.title, width)).stylize("$text-muted")]
        for name, written_figure, size in zip(bars.labels, bars.figures, bars.sizes, strict=True):
            length = round(room * abs(size) / most) if most else 0
            if size and not length:
                length = 1  # there is something, however little
            style = self.get_visual_style("chart--below" if size < 0 else "chart--bar")
            bar = Content(" " * length).stylize(style) + Content(" " * (room - length))
            right = " " * (figure - cell_len(written_figure)) + written_figure
            lines.append(Content.assemble(set_cell_size(name, label), " ", bar, " ", right))
        return Content("\n").join(lines)
