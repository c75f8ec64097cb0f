"""The rows of an answer, as one table that fits the width of the conversation.

Owns column widths, wrapping and alignment. It must not change a value: `cells` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import DataTable

from assistant.answer import Answer
from assistant.tabling import is_numeric, numbered, ranges
from assistant.tui.cells import cell_text, heading
from assistant.tui.messages import SourcesWanted
from assistant.tui.texts import Texts
from assistant.tui.wrapping import least_width, wrapped
from store.dataclass import dataclass

MOST_ROWS = 200  # of one answer; more are said to be there, not shown
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


def shape(answer: Answer, texts: Texts, room: int) -> Shape:
    """A row a row; but a single row that has no room is turned, so that each field has a line of its own."""
    rows = answer.rows[:MOST_ROWS]
    headings = [heading(column) for column in answer.columns]
    columns = [[cell_text(row[n], column) for row in rows] for n, column in enumerate(answer.columns)]
    flat = Shape(headings, [is_numeric(answer, n) for n in range(len(columns))], columns)
    if len(rows) == 1 and not flat.fits(room):
        return Shape(["", ""], [False, False], [headings, [column[0] for column in columns]])
    numbers = numbered(answer)
    if len(numbers) < 2 or len(answer.sources) < len(rows):
        return flat
    cited = [ranges(numbers[source] for source in of_row) for of_row in answer.sources[: len(rows)]]
    return Shape([*headings, texts("source_column")], [*flat.right, False], [*columns, cited])


class ResultTable(DataTable[Text]):
    """An answer's rows. Enter or a click on a row opens what it came from."""

    CONTEXT = "table"

    def __init__(self, answer: Answer, texts: Texts, room: int) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0)
        self._answer = answer
        self._texts = texts
        self._room = room

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        room = self.size.width - 1  # for the scroll bar that a long table has
        if room != self._room:
            self._room = room
            self._fill()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        index = event.cursor_row if len(self._answer.rows) > 1 else 0
        sources = self._answer.sources[index : index + 1]
        if sources and sources[0]:
            self.post_message(SourcesWanted(tuple(dict.fromkeys(sources[0]))))

    def _fill(self) -> None:
        drawn = shape(self._answer, self._texts, self._room)
        widths, gap = drawn.widths(self._room)
        cursor = self.cursor_row
        self.clear(columns=True)
        self.show_header = any(drawn.headings)
        heads = [wrapped(head, width) for head, width in zip(drawn.headings, widths, strict=True)]
        self.header_height = max(map(len, heads), default=1)
        for n, (lines, width, right) in enumerate(zip(heads, widths, drawn.right, strict=True), 1):
            self.add_column(_cell(lines, width, right), width=width + (gap if n < len(widths) else 0))
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
