"""The rows of an indicator table whose lines are the page's lines ("rows" layout): the likeliest reading.

What stands at one height is one line there, so a wrapped cell's pieces lie above and below the line with the
row's numbers, as many above as below, side by side with pieces of other cells. Owns the search for which line
belongs to which row, and which piece to which column. It must not know classes: their pieces are taken out
before. Costs come from `cells`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, zip_longest
from typing import TypeAlias

from store.dataclass import dataclass, replace
from store.forms import cells
from store.forms.labels import NOT_APPLICABLE
from store.forms.table import LACKS, MISSING, UNMEASURED, Kind, Row
from store.forms.tokens import Gap, Token

_BEAM = 24  # readings of a row that are followed at a time
_NEVER_WRAPPED = (*cells.NUMBERS, "operator", "measure")
_UNEVEN = 4.0  # cost of every piece of a cell that has no other on the other side of the numbers
_FAR = 3.0  # cost of every line too many between two pieces of a cell
_NEAR = 2  # lines from one piece to the next: every other line is a neighbour's, if that has one piece more or less
_STRAY = 6.0  # cost of a piece that belongs to no row
_MOST_AROUND = 14  # lines above or below the numbers of a row

Line = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A cell's pieces from top to bottom, and the lines of the first and the last."""

    pieces: tuple[Token, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Partial:
    """A row as far as its lines have been read."""

    cost: float
    cells: Mapping[str, Wrapped]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row, the index of the line with its numbers, and of its first and last line."""

    row: Row
    anchor: int
    first: int
    last: int


_Chain: TypeAlias = "tuple[PlacedRow, _Chain] | None"  # the last row, and those before it


def read_rows(
    lines: Sequence[Line], columns: Sequence[str], widths: Mapping[str, int]
) -> tuple[list[PlacedRow], float, list[Token]]:
    """The rows, what they cost, and the tokens that are left over at the end: a row cut off."""
    anchors = [i for i, line in enumerate(lines) if _placings(line, tuple(columns), True)]
    if not anchors:
        return [], cells.NEVER, [token for line in lines for token in line]
    bounds = [-1, *anchors, len(lines)]
    between = [[i for i in range(a + 1, b) if lines[i]] for a, b in pairwise(bounds)]
    search = _Search(lines, tuple(columns), widths)
    # best[s]: the cheapest reading of the rows so far that leaves the lines from s on, in the gap before, to the next
    free = len(between[0])
    best: dict[int, tuple[float, _Chain]] = {
        n: (_STRAY * n, None) for n in range(max(free - _MOST_AROUND, 0), free + 1)
    }
    for k, anchor in enumerate(anchors):
        following: dict[int, tuple[float, _Chain]] = {}
        gap_before, gap_after = between[k], between[k + 1]
        for taken, (cost, rows) in best.items():
            strays = max(len(gap_before) - taken - _MOST_AROUND, 0)
            above = gap_before[taken + strays :]
            for n in _likely(len(above), len(gap_after)):
                below = gap_after[:n]
                partial = search.row(tuple(above), anchor, tuple(below))
                total = cost + _STRAY * strays + partial.cost
                if n not in following or total < following[n][0]:
                    placed = PlacedRow(_row(partial), anchor, (above or [anchor])[0], (below or [anchor])[-1])
                    following[n] = (total, (placed, rows))
        best = following
    left = {n: (cost + _STRAY * (len(between[-1]) - n), rows) for n, (cost, rows) in best.items()}
    n = min(left, key=lambda n: left[n][0])
    return _in_order(left[n][1]), left[n][0], [token for i in between[-1][n:] for token in lines[i]]


def _in_order(chain: _Chain) -> list[PlacedRow]:
    rows: list[PlacedRow] = []
    while chain:
        row, chain = chain
        rows.append(row)
    return rows[::-1]


def _likely(above: int, free: int) -> range:
    """How many of the free lines after the numbers may be the row's own, when `above` before them are."""
    return range(max(above - 1, 0), min(above + 1, free) + 1) if free >= above - 1 else range(free, free + 1)


@lru_cache(maxsize=4096)
def _choices(n: int, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(combinations(columns, n))


def _placings(line: Line, columns: tuple[str, ...], with_numbers: bool) -> list[tuple[str, ...]]:
    """In which columns the line's tokens may stand, left to right; with the row's numbers or without any."""
    numbers = [c for c in columns if c in cells.NUMBERS]
    if len(line) > len(columns) or (with_numbers and len(line) < max(len(numbers), 2)):
        return []
    if not with_numbers:
        return list(_choices(len(line), tuple(c for c in columns if c not in _NEVER_WRAPPED)))
    found = []
    for placing in _choices(len(line), columns):
        if all(c in placing for c in numbers) and all(
            cells.cell_cost(c, (token,)) < cells.NEVER
            for c, token in zip(placing, line, strict=True)
            if c in _NEVER_WRAPPED
        ):
            found.append(placing)
    return found


class _Search:
    """Readings of single rows, kept by which lines they are made of."""

    def __init__(self, lines: Sequence[Line], columns: tuple[str, ...], widths: Mapping[str, int]) -> None:
        self.lines = lines
        self.columns = columns
        self.widths = widths
        self.known: dict[tuple[tuple[int, ...], int, tuple[int, ...]], Partial] = {}

    def row(self, above: tuple[int, ...], anchor: int, below: tuple[int, ...]) -> Partial:
        """The likeliest row whose numbers stand in line `anchor`.

        It is read from its numbers outwards, two lines at a time: what stands above is mirrored below.
        """
        key = above, anchor, below
        if key in self.known:
            return self.known[key]
        beam = [self._start(anchor, placing) for placing in _placings(self.lines[anchor], self.columns, True)]
        for over, under in zip_longest(reversed(above), below):
            read = [wider for partial in beam for wider in self._widened(partial, over, under)]
            beam = sorted(read, key=lambda p: p.cost)[:_BEAM]
        self.known[key] = min((self._whole(partial) for partial in beam), key=lambda p: p.cost)
        return self.known[key]

    def _start(self, anchor: int, placing: Sequence[str]) -> Partial:
        tokens = zip(placing, self.lines[anchor], strict=True)
        return Partial(0.0, {column: Wrapped((_piece(token),), anchor, anchor) for column, token in tokens})

    def _widened(self, partial: Partial, over: int | None, under: int | None) -> Iterator[Partial]:
        """The row with one line more above, and one below."""
        one, other = (self.lines[i] if i is not None else () for i in (over, under))
        longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
        placings = _placings(longer, self.columns, False)
        if not placings:  # more tokens than columns: blanks inside a cell
            yield replace(partial, cost=partial.cost + _STRAY * (len(one) + len(other)))
        for placing in placings:
            for mirrored in combinations(placing, len(shorter)):
                by_side = (placing, mirrored) if longer is one else (mirrored, placing)
                cost = partial.cost + _UNEVEN * (len(longer) - len(shorter))
                cells_read = dict(partial.cells)
                for i, line, columns in ((over, one, by_side[0]), (under, other, by_side[1])):
                    for column, token in zip(columns, line, strict=True):
                        cost += self._add(cells_read, column, _piece(token), i or 0)
                yield Partial(cost, cells_read)

    def _add(self, cells_read: dict[str, Wrapped], column: str, piece: Token, i: int) -> float:
        """Add a piece to its cell, above or below those that it has; returns what that costs."""
        known = cells_read.get(column)
        if known is None:
            cells_read[column] = Wrapped((piece,), i, i)
            return 0.0
        page_width = self.widths.get(column, cells.UNKNOWN)
        if i < known.first:
            cells_read[column] = Wrapped((piece, *known.pieces), i, known.last)
            return cells.seam(piece, known.pieces[0]).joining(page_width) + _FAR * max(known.first - i - _NEAR, 0)
        cells_read[column] = Wrapped((*known.pieces, piece), known.first, i)
        return cells.seam(known.pieces[-1], piece).joining(page_width) + _FAR * max(i - known.last - _NEAR, 0)

    def _whole(self, partial: Partial) -> Partial:
        """The row with what its cells cost as a whole."""
        pieces = {column: wrapped.pieces for column, wrapped in partial.cells.items()}
        cost = partial.cost + sum(cells.cell_cost(column, of_column) for column, of_column in pieces.items())
        name = "".join(t.text for t in pieces.get("level3", ()))
        free = LACKS[Kind.NOT_APPLICABLE] if cells.NUMBERED.sub("", name) == NOT_APPLICABLE else ()
        operator = pieces.get("operator")
        if operator and operator[0].text not in cells.OPERATORS:
            free = LACKS[Kind.IN_WORDS]
            cost += UNMEASURED if "measure" in pieces else 0.0
        cost += sum(MISSING.get(c, 0.0) for c in self.columns if c not in pieces and c not in free)
        if "deviation" in pieces and cells.same_number(pieces.get("weight"), pieces.get("score")):
            cost += 2.0
        return replace(partial, cost=cost)


def _piece(token: Token) -> Token:
    return token._replace(gap=Gap.NEWLINE)


def _row(partial: Partial) -> Row:
    return {column: list(wrapped.pieces) for column, wrapped in partial.cells.items()}
