"""An answer's rows with what belongs to them: the table, how it is looked at, and the chart.

Owns which of the two is shown, and the line that says how many rows there are and which of them are in sight.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.answer import Answer
from assistant.tui.cells import heading
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts
from assistant.tui.widgets.chart import BarChart, bars_of, columns_of
from assistant.tui.widgets.ordering import FIRST_ROWS
from assistant.tui.widgets.result import ResultTable


class Rows(Vertical):
    """A result table that says what it shows; `toggle_chart` draws its figures beside it."""

    def __init__(self, answer: Answer, texts: Texts, room: int) -> None:
        super().__init__()
        self._answer, self._texts, self._room = answer, texts, room
        self._shown: tuple[int, ...] = ()
        self._drawn: int | None = None  # the column in the chart

    def compose(self) -> ComposeResult:
        yield ResultTable(self._answer, self._texts, self._room)
        yield Static(classes="note seen", markup=False)

    def on_mount(self) -> None:
        self.query_one(".seen").display = False

    def on_result_table_seen(self, event: ResultTable.Seen) -> None:
        event.stop()
        self._shown = event.shown
        said = self._said(event)
        self.query_one(".seen", Static).update(Content(said))
        self.query_one(".seen").display = bool(said)
        if self._drawn is not None:
            self.query_one(BarChart).show(bars_of(self._answer, self._drawn, self._shown))

    def toggle_chart(self) -> bool:
        """The chart of the first column of figures, of the next one, and no chart again. False: there is none."""
        drawable = columns_of(self._answer)
        if not drawable:
            return False
        following = drawable[drawable.index(self._drawn) + 1 :] if self._drawn is not None else drawable
        if self._drawn is None:
            self.mount(BarChart(bars_of(self._answer, drawable[0], self._shown)), before=self.query_one(ResultTable))
        elif not following:
            self.query_one(BarChart).remove()
        else:
            self.query_one(BarChart).show(bars_of(self._answer, following[0], self._shown))
        self._drawn = following[0] if following else None
        return True

    def _said(self, event: ResultTable.Seen) -> str:
        """`共 128 条，显示 50 条；筛选“信访”；按全年执行数从大到小`; nothing where all is shown as answered."""
        texts, view, total = self._texts, event.view, len(self._answer.rows)
        parts = []
        if len(event.shown) < total:
            parts.append(texts("rows_cut", total=total, shown=len(event.shown)))
        if len(event.shown) < event.matching:
            parts.append(texts("rows_more"))
        elif total > FIRST_ROWS and not view.typed and len(event.shown) > FIRST_ROWS:
            parts.append(texts("rows_all", total=total))
        if view.typed:
            parts.append(texts("rows_filtered", typed=one_line(view.typed), found=event.matching))
        if view.column is not None:
            order = "rows_down" if view.descending else "rows_up"
            parts.append(texts(order, column=heading(self._answer.columns[view.column])))
        return texts("joint").join(parts)
