"""A file's content as lines of a given width: its tables as they stand, each cell in its column, merged ones across.

Owns where each cell comes to stand in the text, so that it can be pointed at. It must not parse a form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.cells import cell_len

from assistant.tui.plain import one_line, plain
from assistant.tui.wrapping import least_width, wrapped
from store.reading.document import Document, Grid, GridCell, Line
from store.records import Place

GAP = 1  # blanks between two columns
LEAST = 4  # cells of the narrowest column: two characters of Chinese
WHOLE = 14  # of a word or figure that is kept together
MOST = 28  # of the widest, before what is left over is given out


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, in characters."""

    line: int
    start: int
    end: int


@dataclass(slots=True)
class Laid:
    """The lines of a document. `places` has where each of them stands, `shaded` every second row of a table."""

    lines: list[str] = field(default_factory=list)
    places: list[tuple[Place, tuple[Span, ...]]] = field(default_factory=list)
    shaded: set[int] = field(default_factory=set)

    def find(self, line: int | None, page: int | None, cell: str | None) -> tuple[Span, ...]:
        """Where a place stands; where the document has no such place, the first of its page, or else ()."""
        wanted = {"line": line, "page": page, "cell": cell}
        exact = {name: value for name, value in wanted.items() if value is not None}
        for place in (exact, {"page": page} if page is not None else {}):
            for one, spans in self.places:
                if place and spans and all(getattr(one, name) == value for name, value in place.items()):
                    return spans
        return ()


def laid_out(document: Document, width: int) -> Laid:
    """The whole document. Lines of text are kept whole, whatever their length; tables are fitted to the width."""
    laid = Laid()
    for block in document.blocks:
        if isinstance(block, Line):
            text = plain(block.text)
            laid.places.append((block.place, (Span(len(laid.lines), 0, len(text)),)))
            laid.lines.append(text)
        else:
            _lay_grid(block, width, laid)
    return laid


def _lay_grid(grid: Grid, width: int, laid: Laid) -> None:
    widths = _widths(grid, width)
    edges = [0]
    for one in widths:
        edges.append(edges[-1] + one + GAP)
    texts = {id(cell): _in_lines(cell, edges) for cell in grid.cells}
    starts = _starts(grid, texts)
    canvas: dict[int, list[tuple[int, str, GridCell]]] = {}
    for cell in grid.cells:
        for n, text in enumerate(texts[id(cell)]):
            canvas.setdefault(starts[cell.row] + n, []).append((edges[cell.column], text, cell))
    first = len(laid.lines)
    spans: dict[int, list[Span]] = {}
    height = max(canvas, default=-1) + 1
    for y in range(height):
        text = ""
        for x, part, cell in sorted(canvas.get(y, ()), key=lambda piece: piece[0]):
            text += " " * max(0, x - cell_len(text))
            spans.setdefault(id(cell), []).append(Span(first + y, len(text), len(text) + len(part)))
            text += part
        laid.lines.append(text)
    for n, row in enumerate(sorted(starts)):
        if n % 2:
            following = [starts[other] for other in sorted(starts) if other > row]
            laid.shaded |= set(range(first + starts[row], first + (following[0] if following else height)))
    laid.places += [(cell.place, tuple(spans.get(id(cell), ()))) for cell in grid.cells]


def _in_lines(cell: GridCell, edges: list[int]) -> list[str]:
    room = edges[min(cell.end, len(edges) - 1)] - edges[cell.column] - GAP
    return [line for part in plain(cell.text).split("\n") for line in wrapped(one_line(part), max(2, room))]


def _starts(grid: Grid, texts: dict[int, list[str]]) -> dict[int, int]:
    """The line that each row begins in. A merged cell that needs more lines than its rows have lengthens the last."""
    rows = sorted({cell.row for cell in grid.cells})
    heights = dict.fromkeys(rows, 1)
    for cell in sorted(grid.cells, key=lambda cell: cell.height):
        own = [row for row in rows if cell.row <= row < cell.row + cell.height]
        lacking = len(texts[id(cell)]) - sum(heights[row] for row in own)
        if lacking > 0:
            heights[own[-1]] += lacking
    starts, at = {}, 0
    for row in rows:
        starts[row] = at
        at += heights[row]
    return starts


def _widths(grid: Grid, width: int) -> list[int]:
    """Cells for each column: what its own cells need, less for the widest until all fit, never below the least."""
    count = max((cell.end for cell in grid.cells), default=0)
    widths = [LEAST if _used(grid.cells, column) else 0 for column in range(count)]
    least = list(widths)
    for cell in sorted(grid.cells, key=lambda cell: cell.width):  # a merged cell widens what its columns have by then
        lines = plain(cell.text).split("\n")
        longest = min(max(map(cell_len, lines), default=0), MOST if cell.width == 1 else 2 * MOST)
        whole = min(max(map(least_width, lines), default=0), WHOLE)  # a figure is not broken
        _widen(widths, cell, max(longest, whole))
        _widen(least, cell, whole)
    room = width - GAP * (count - 1)
    for floor in (least, [min(LEAST, one) for one in least]):
        while sum(widths) > room:
            wide = [n for n in range(count) if widths[n] > floor[n]]
            if not wide:
                break
            widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _widen(widths: list[int], cell: GridCell, wanted: int) -> None:
    """Give a cell's columns, the narrowest first, what they lack for it."""
    own = range(cell.column, cell.end)
    lacking = wanted - sum(widths[n] for n in own) - GAP * (cell.width - 1)
    for _ in range(lacking):
        widths[min(own, key=widths.__getitem__)] += 1


def _used(cells: Iterable[GridCell], column: int) -> bool:
    """Whether anything begins in a column; the columns of a PDF are of all its tables, most have nothing here."""
    return any(cell.column == column for cell in cells)
