"""The rows of an answer, as one table that fits the width of the conversation.

Owns column widths, wrapping and alignment. It must not change a value: `cells` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import DataTable

from assistant.answer import Answer
from assistant.tabling import is_numeric, numbered, ranges
from assistant.tui.cells import cell_text, heading
from assistant.tui.commands.binding import bindings_of
from assistant.tui.messages import RowWanted, SourcesWanted
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts
from assistant.tui.widgets.ordering import FIRST_ROWS, MOST_ROWS, View, matching, ordered
from assistant.tui.wrapping import least_width, wrapped
from store.dataclass import dataclass, replace

# How far a table is squeezed until it fits, in steps: the lines that a heading may take, the cells that a text keeps
# (None: all), and the blanks between columns. Headings give way first: they are read once, the texts row by row.
STEPS: tuple[tuple[int, int | None, int], ...] = (
    (1, None, 2),
    (2, None, 2),
    (3, 16, 2),
    (3, 10, 2),
    (3, 6, 2),
    (3, 6, 1),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table shows: a heading, an alignment and a width for each column, and the columns' cells as text."""

    headings: list[str]
    right: list[bool]  # columns of numbers
    columns: list[list[str]]

    def widths(self, room: int) -> tuple[list[int], int]:
        """Cells for each column, and the blanks between them: less for the widest until all fit into `room`.

        A number is never cut or wrapped, so that the sum can be more than `room`: the table then scrolls sideways.
        """
        contents = [_widest(column) for column in self.columns]
        widths = [max(content, cell_len(head)) for content, head in zip(contents, self.headings, strict=True)]
        gap = 0
        for head_lines, kept, gap in STEPS:
            least = [
                max(content if right or kept is None else min(content, kept), self._head_width(n, head_lines))
                for n, (content, right) in enumerate(zip(contents, self.right, strict=True))
            ]
            while sum(widths) + gap * (len(widths) - 1) > room:
                shrinkable = [n for n in range(len(widths)) if widths[n] > least[n]]
                if not shrinkable:
                    break
                widths[max(shrinkable, key=widths.__getitem__)] -= 1
            else:
                break
        return widths, gap

    def _head_width(self, column: int, head_lines: int) -> int:
        """What a heading needs to be set in about so many lines, its words whole."""
        head = self.headings[column]
        return max(min(cell_len(head), -(-cell_len(head) // head_lines) + 1), least_width(head), 2)

    def fits(self, room: int) -> bool:
        """Whether there is room for the table without a cell being wrapped."""
        widths, gap = self.widths(room)
        whole = all(width >= _widest(column) for width, column in zip(widths, self.columns, strict=True))
        return whole and sum(widths) + gap * (len(widths) - 1) <= room


def shape(answer: Answer, texts: Texts, room: int, rows: Sequence[int] | None = None) -> Shape:
    """A row a row, of these or of all; but a single row that has no room is turned, each field on a line of its own."""
    chosen = range(len(answer.rows)) if rows is None else rows
    headings = [heading(column) for column in answer.columns]
    columns = [[cell_text(answer.rows[r][n], column) for r in chosen] for n, column in enumerate(answer.columns)]
    flat = Shape(headings, [is_numeric(answer, n) for n in range(len(columns))], columns)
    if len(answer.rows) == 1 and chosen and not flat.fits(room):
        return Shape(["", ""], [False, False], [headings, [column[0] for column in columns]])
    numbers = numbered(answer)
    if len(numbers) < 2 or len(answer.sources) < len(answer.rows):
        return flat
    cited = [ranges(numbers[source] for source in answer.sources[r]) for r in chosen]
    return Shape([*headings, texts("source_column")], [*flat.right, False], [*columns, cited])


class ResultTable(DataTable[Text]):
    """An answer's rows. Enter or a click on a row opens what it came from; a click on a heading sorts by it."""

    CONTEXT = "table"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("table")

    class Seen(Message):
        """Which of the answer's rows are shown now, of how many that match."""

        def __init__(self, view: View, shown: Sequence[int], matching: int) -> None:
            super().__init__()
            self.view, self.shown, self.matching = view, tuple(shown), matching

    def __init__(self, answer: Answer, texts: Texts, room: int) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0)
        self._answer = answer
        self._texts = texts
        self._room = room
        self._rows: list[int] = []  # of the answer, as they stand in the table
        self.view = View()

    def on_mount(self) -> None:
        self.show(self.view)

    def on_resize(self) -> None:
        room = self.size.width - 1  # for the scroll bar that a long table has
        if room != self._room:
            self._room = room
            self._fill()

    def show(self, view: View) -> None:
        """Look at the rows in another way."""
        self.view = view
        found = ordered(self._answer, matching(self._answer, view.typed), view)
        self._rows = found[: view.most]
        self._fill()
        self.post_message(self.Seen(view, self._rows, len(found)))

    @property
    def row_in_answer(self) -> int | None:
        """Which row of the answer the cursor is on; None where nothing is shown."""
        if len(self._answer.rows) == 1:
            return 0
        return self._rows[self.cursor_row] if self.cursor_row < len(self._rows) else None

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        row = self.row_in_answer
        sources = self._answer.sources[row : row + 1] if row is not None else ()
        if sources and sources[0]:
            self.post_message(SourcesWanted(tuple(dict.fromkeys(sources[0]))))

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        column = event.column_index
        if column >= len(self._answer.columns) or len(self._answer.rows) < 2:
            return
        if column == self.view.column:
            self.action_turn()
        else:
            self._sort(column)

    def _sort(self, column: int | None) -> None:
        """Figures the largest first, texts in their order."""
        figures = column is not None and is_numeric(self._answer, column)
        self.show(replace(self.view, column=column, descending=figures))

    # keys

    async def on_key(self, event: events.Key) -> None:
        """What is typed here filters the rows; Esc takes the filter away before it leaves the table."""
        typed = self.view.typed
        if event.is_printable and event.character and event.character != " " and len(self._answer.rows) > 1:
            self._filter(event, typed + event.character)
        elif typed and event.key in ("backspace", "escape"):
            self._filter(event, typed[:-1] if event.key == "backspace" else "")

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.show(replace(self.view, typed=self.view.typed + one_line(event.text)))

    def _filter(self, event: events.Key, typed: str) -> None:
        event.stop()
        event.prevent_default()
        self.show(replace(self.view, typed=typed))

    def action_sort(self, step: int) -> None:
        """Sort by the next column to the right or left; beyond the last the rows stand as answered."""
        places: list[int | None] = [None, *range(len(self._answer.columns))]
        if len(self._answer.rows) > 1:
            self._sort(places[(places.index(self.view.column) + step) % len(places)])

    def action_turn(self) -> None:
        self.show(replace(self.view, descending=not self.view.descending))

    def action_more(self) -> None:
        self.show(replace(self.view, most=MOST_ROWS if self.view.most == FIRST_ROWS else FIRST_ROWS))

    def action_whole_row(self) -> None:
        row = self.row_in_answer
        if row is not None:
            self.post_message(RowWanted(self._answer, row))

    def _fill(self) -> None:
        drawn = shape(self._answer, self._texts, self._room, self._rows)
        widths, gap = drawn.widths(self._room)
        cursor = self.cursor_row
        self.clear(columns=True)
        self.show_header = any(drawn.headings)
        heads = [wrapped(head, width) for head, width in zip(drawn.headings, widths, strict=True)]
        self.header_height = max(map(len, heads), default=1)
        for n, (lines, width, right) in enumerate(zip(heads, widths, drawn.right, strict=True), 1):
            head = _cell(lines, width, right)
            if n - 1 == self.view.column and any(drawn.headings):
                head.stylize("underline")
            self.add_column(head, width=width + (gap if n < len(widths) else 0))
        for texts in zip(*drawn.columns, strict=True):
            row = [wrapped(text, width) for text, width in zip(texts, widths, strict=True)]
            cells = (_cell(lines, width, right) for lines, width, right in zip(row, widths, drawn.right, strict=True))
            self.add_row(*cells, height=max(map(len, row), default=1))
        self.move_cursor(row=cursor)


def _widest(column: Sequence[str]) -> int:
    return max((cell_len(line) for text in column for line in text.split("\n")), default=0)


def _cell(lines: Sequence[str], width: int, right: bool) -> Text:
    """Lines set in a column. Padded by hand: the widths are of cells, and nothing here is markup."""
    if right:
        lines = [" " * (width - cell_len(line)) + line for line in lines]
    return Text("\n".join(lines), no_wrap=True, end="")
