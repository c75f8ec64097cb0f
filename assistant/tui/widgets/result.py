"""The rows of an answer, as one table that fits the width of the conversation.

Owns column widths, wrapping and alignment. It must not change a value: `cells` writes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widgets import DataTable

from assistant.answer import Answer
from assistant.tui.cells import cell_text, heading, is_numeric
from assistant.tui.messages import SourcesWanted
from assistant.tui.wrapping import wrapped

MOST_ROWS = 200  # of one answer; more are said to be there, not shown
PADDING = 2  # cells to the right of every column
LEAST_WIDTH = 8  # of a column of text that has to wrap: four Chinese characters


def column_widths(
    contents: Sequence[Sequence[str]], headings: Sequence[str], numeric: Sequence[bool], room: int
) -> list[int]:
    """Cells for each column: what it needs, or less for the widest columns of text until all fit into `room`.

    Numbers are never cut or wrapped, so that a table can come out wider than `room`: it scrolls sideways.
    """
    needed = [max((cell_len(line) for text in column for line in text.split("\n")), default=0) for column in contents]
    heads = [cell_len(head) for head in headings]
    natural = [max(pair) for pair in zip(needed, heads, strict=True)]
    least = [
        width if is_number else min(natural[n], LEAST_WIDTH)
        for n, (width, is_number) in enumerate(zip(needed, numeric, strict=True))
    ]
    widths = natural
    excess = sum(widths) + PADDING * len(widths) - room
    while excess > 0:
        shrinkable = [n for n in range(len(widths)) if widths[n] > max(least[n], 2)]
        if not shrinkable:
            break
        widths[max(shrinkable, key=widths.__getitem__)] -= 1
        excess -= 1
    return widths


class ResultTable(DataTable[Text]):
    """An answer's rows. Enter or a click on a row opens what it came from."""

    def __init__(self, answer: Answer, room: int) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0)
        self._answer = answer
        self._rows = answer.rows[:MOST_ROWS]
        self._room = room

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._room:
            self._room = event.size.width
            self._fill()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        sources = self._answer.sources
        if event.cursor_row < len(sources) and sources[event.cursor_row]:
            self.post_message(SourcesWanted(tuple(dict.fromkeys(sources[event.cursor_row]))))

    def _fill(self) -> None:
        columns = self._answer.columns
        numeric = [is_numeric(self._answer, n) for n in range(len(columns))]
        headings = [heading(column) for column in columns]
        texts = [[cell_text(row[n], column) for row in self._rows] for n, column in enumerate(columns)]
        widths = column_widths(texts, headings, numeric, self._room)
        cursor = self.cursor_row
        self.clear(columns=True)
        head_lines = [wrapped(head, width) for head, width in zip(headings, widths, strict=True)]
        self.header_height = max(map(len, head_lines), default=1)
        for lines, width, right in zip(head_lines, widths, numeric, strict=True):
            self.add_column(_cell(lines, width, right), width=width + PADDING)
        for index in range(len(self._rows)):
            row = [wrapped(column[index], width) for column, width in zip(texts, widths, strict=True)]
            cells = (_cell(lines, width, right) for lines, width, right in zip(row, widths, numeric, strict=True))
            self.add_row(*cells, height=max(map(len, row), default=1))
        self.move_cursor(row=cursor)


def _cell(lines: Sequence[str], width: int, right: bool) -> Text:
    """Lines set in a column. Padded by hand: the widths are of cells, and nothing here is markup."""
    if right:
        lines = [" " * (width - cell_len(line)) + line for line in lines]
    return Text("\n".join(lines), no_wrap=True, end="")
