"""Which class each row of an indicator table is under, and which cells are no row, by their heights on the page.

Owns heights, where a reader gives the boxes of cells. It must not read cells: rows and headings are told apart before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.forms import classes
from store.forms.tokens import Token

_FAR = 0.75  # of a line's height: a heading farther from where it should stand does not stand there


def levels(headings: Sequence[Token], rows: Sequence[Mapping[str, Sequence[Token]]]) -> list[classes.Levels] | None:
    """For each row its levels; None where boxes are not known."""
    of_rows = [[token for of_cell in row.values() for token in of_cell] for row in rows]
    every = [*headings, *(token for tokens in of_rows for token in tokens)]
    if not headings or not rows or any(token.place.box is None for token in every):
        return None
    scale = _Scale(every)
    extents = [(min(map(scale.top, tokens)), max(map(scale.bottom, tokens))) for tokens in of_rows]
    placed = [classes.PlacedHeading(classes.heading(t), scale.top(t), scale.bottom(t)) for t in headings]
    placed.sort(key=lambda heading: heading.first)
    from_the_top = classes.from_the_top(placed, [bottom for _, bottom in extents])
    around = classes.around_the_middle(placed, extents)
    return min(from_the_top, around, key=lambda found: (classes.oddness(found), _misplaced(placed, found, extents)))


def level_rows(rows: Sequence[Mapping[str, Sequence[Token]]]) -> list[bool]:
    """For each row whether its cells stand at one height: at the top of it, or in the middle. True where not known."""
    every = [token for row in rows for of_cell in row.values() for token in of_cell]
    if not every or any(token.place.box is None for token in every):
        return [True] * len(rows)
    scale = _Scale(every)
    return [_is_level([(min(map(scale.top, c)), max(map(scale.bottom, c))) for c in row.values()]) for row in rows]


def _is_level(cells: Sequence[classes.Extent]) -> bool:
    tops, middles = [top for top, _ in cells], [(top + bottom) / 2 for top, bottom in cells]
    return any(max(heights) - min(heights) <= _FAR for heights in (tops, middles))


def _misplaced(
    placed: Sequence[classes.PlacedHeading], found: Sequence[classes.Levels], extents: Sequence[classes.Extent]
) -> int:
    """How many headings stand neither at the top of their rows nor in the middle of them, or have none."""
    far = 0
    for heading in placed:
        own = [
            extent for extent, of_row in zip(extents, found, strict=True) if any(heading.heading is h for h in of_row)
        ]
        if not own:
            far += 1
            continue
        middle = (own[0][0] + own[-1][1]) / 2
        off = min(abs(own[0][0] - heading.first), abs(middle - (heading.first + heading.last) / 2))
        far += off > _FAR
    return far


class _Scale:
    """Heights of tokens in lines, from the first page to the last, without what is blank between two pages."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        boxes = [(token.place.page or 1, token.place.box) for token in tokens if token.place.box]
        self._line = max(min(bottom - top for _, (_, top, _, bottom) in boxes), 1.0)
        self._offsets: dict[int, float] = {}
        end = 0.0
        for page in sorted({page for page, _ in boxes}):
            tops = [box[1] for at, box in boxes if at == page]
            bottoms = [box[3] for at, box in boxes if at == page]
            self._offsets[page] = end - min(tops)
            end += max(bottoms) - min(tops) + self._line / 2

    def top(self, token: Token) -> float:
        return self._height(token, 1)

    def bottom(self, token: Token) -> float:
        return self._height(token, 3)

    def _height(self, token: Token, side: int) -> float:
        box = token.place.box or (0.0, 0.0, 0.0, 0.0)
        return (box[side] + self._offsets[token.place.page or 1]) / self._line
