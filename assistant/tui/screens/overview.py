"""The store at a glance: totals, by year and office, points lost, what does not add up. Every row asks on.

Owns the layout of the overview; its figures are answers that the conversation gave (`assistant.dashboard`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import ItemGrid, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from assistant.answer import Answer
from assistant.dashboard import Part
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.plain import one_line, plain
from assistant.tui.texts import Texts
from assistant.tui.widgets.result import ResultTable

_COLUMN = 70  # cells that a part needs at least


class PartTable(ResultTable):
    """A part of the overview. Enter or a click on a row asks the question that goes on from it."""

    def __init__(self, part: Part, texts: Texts, room: int) -> None:
        super().__init__(replace(part.answer, sources=()), texts, room)  # a row here asks, it opens nothing
        self._part = part

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        event.prevent_default()
        row = self.row_in_answer
        question = self._part.asks[row] if row is not None else None
        if question is not None and isinstance(self.screen, OverviewScreen):
            self.screen.dismiss(question)


class OverviewScreen(Screen[str | None]):
    """Returns the question that was chosen, or None."""

    CONTEXT = ("overview", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("overview", "over")

    def __init__(self, totals: Answer, parts: Sequence[Part], texts: Texts) -> None:
        super().__init__()
        self._totals, self._parts, self._texts = totals, tuple(parts), texts
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(self._texts("overview"), classes="panel-title", markup=False)
            yield Static(Content(plain(self._totals.text)), classes="headline", markup=False)
            with ItemGrid(min_column_width=_COLUMN):
                for part in self._parts:
                    with Vertical(classes="part"):
                        yield Static(Content(one_line(part.title)), classes="label", markup=False)
                        yield PartTable(part, Texts(part.answer.language), _COLUMN - 4)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        if self._parts:
            self.query(PartTable).first().focus()

    def action_ask_part(self) -> None:
        """The question that the focused part is the answer to."""
        if isinstance(self.focused, PartTable):
            self.dismiss(self.focused._part.answer.question)
