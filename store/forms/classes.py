"""Classes of indicators: which tokens are the headings 产出指标 (50分), 数量指标, and which level each is.

Owns headings: their recognition, their points, and the level of one that may be either. It must not read rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from store.dataclass import dataclass
from store.forms import cells, labels
from store.forms.tokens import Gap, Token, firsts, folded, joined, label_end

_MOST_ROWS = 300  # of a table that is searched for the middles of classes: far more than a form has
_NO_ROWS = 5.0  # cost of a class without rows
FIRSTS = firsts(labels.LEVEL1 | labels.LEVEL2 | labels.LEVEL2_OR_NAME)  # of the known classes
_OTHER_KIND = 4.0  # cost of rows under a class of level 1 that theirs is not usually under


@dataclass(frozen=True, slots=True)
class Heading:
    """A class as a heading prints it: its name without the points in brackets, the points, the first token."""

    name: str
    points: Decimal | None
    token: Token


def heading(token: Token) -> Heading:
    """The heading that a token (whose pieces are joined) prints."""
    text = folded(token.text)
    points = labels.POINTS.search(text)
    return Heading(labels.POINTS.sub("", text), Decimal(points[1]) if points else None, token)


def is_known(text: str) -> bool:
    name = labels.POINTS.sub("", text)
    return name in labels.LEVEL1 or name in labels.LEVEL2 or name in labels.LEVEL2_OR_NAME


def with_headings(found: Sequence[Token]) -> tuple[list[Token], frozenset[int]]:
    """The tokens with every heading's pieces joined to one, and the indexes of those."""
    result: list[Token] = []
    headings: set[int] = set()
    i = 0
    while i < len(found):
        end = _heading_end(found, i, after_row=not result or len(result) - 1 in headings or _ends_row(result[-1]))
        if end > i:
            headings.add(len(result))
            first = found[i]
            result.append(Token(joined(found[i:end]), first.place, first.gap, first.width))
            i = end
        else:
            result.append(found[i])
            i += 1
    return result, frozenset(headings)


def _heading_end(found: Sequence[Token], i: int, after_row: bool) -> int:
    if found[i].gap is Gap.SPACE and not after_row:
        return i
    end = label_end(found, i, is_known, FIRSTS)
    if end == i and after_row:
        end = label_end(found[: i + 3], i, lambda text: bool(labels.CLASS_END.fullmatch(labels.POINTS.sub("", text))))
        if any(label_end(found[:end], n, is_known, FIRSTS) > n for n in range(i + 1, end)):
            return i  # a cell, and a known class after it
    return end


def _ends_row(token: Token) -> bool:
    return bool(
        cells.NUMBER.fullmatch(token.text) or token.text in cells.DASHES or cells.PLACEHOLDER.fullmatch(token.text)
    )


Levels = tuple[Heading | None, Heading | None]
Extent = tuple[float, float]  # heights of the first and the last line


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A heading and the heights of its first and last line, on the scale of the rows."""

    heading: Heading
    first: float
    last: float


def oddness(levels: Sequence[Levels]) -> int:
    """How many rows lack a level, or have a class of level 1 that theirs of level 2 is not usually under."""
    return sum(
        2 - bool(level1) - bool(level2)
        if not level1 or not level2
        else labels.LEVEL1_OF.get(level2.name, level1.name) != level1.name
        for level1, level2 in levels
    )


def from_the_top(headings: Sequence[PlacedHeading], rows: Sequence[float]) -> list[Levels]:
    """For each row its levels, if headings stand at the top of their rows: each holds from there on.

    `rows` are the heights of the rows' numbers.
    """
    found: list[Levels] = []
    level1: Heading | None = None
    level2: Heading | None = None
    left = list(headings)
    for row in rows:
        run = []
        while left and left[0].first <= row:
            run.append(left.pop(0).heading)
        for i, met in enumerate(run):
            if not _is_level1(met, run[i + 1] if i + 1 < len(run) else None, level1):
                level2 = met
            elif level1 is None or level1.name != met.name:
                level1, level2 = met, None
        found.append((level1, level2))
    return found


def _is_level1(met: Heading, follower: Heading | None, current: Heading | None) -> bool:
    """Whether a heading is a level 1, of those that may be either: by what follows it and what holds."""
    if met.name not in labels.LEVEL1:
        return False
    if met.name not in labels.LEVEL2:
        return True
    if follower is not None:
        return follower.name not in labels.LEVEL1 or follower.name == met.name
    if current is None or current.name == met.name:
        return current is not None
    return met.points is not None and current.name not in ("产出指标", "过程指标")


def around_the_middle(headings: Sequence[PlacedHeading], rows: Sequence[Extent]) -> list[Levels]:
    """For each row its levels, if each heading stands in the middle of its rows. No levels of a table too long."""
    if len(rows) > _MOST_ROWS:
        return [(None, None)] * len(rows)
    names = {placed.heading.name for placed in headings}

    def is_first(placed: PlacedHeading) -> bool:
        name = placed.heading.name
        if name not in labels.LEVEL1 or name not in labels.LEVEL2:
            return name in labels.LEVEL1
        kind = name.removesuffix("指标")  # it is a level 1 if there are classes of its kind under it
        return any(other != name and kind in other for other in names)

    second = _nearest_middles([p for p in headings if not is_first(p)], rows)
    # Rows of one level 2 are of one level 1: what is shared out are groups of rows.
    groups = [list(group) for _, group in groupby(range(len(rows)), key=lambda i: id(second[i]) if second[i] else None)]
    extents = [(rows[group[0]][0], rows[group[-1]][1]) for group in groups]
    kinds = [labels.LEVEL1_OF.get(level2.name) if (level2 := second[group[0]]) else None for group in groups]
    first = _nearest_middles([p for p in headings if is_first(p)], extents, kinds)
    return [(first[n], second[i]) for n, group in enumerate(groups) for i in group]


def _nearest_middles(
    headings: Sequence[PlacedHeading], rows: Sequence[Extent], kinds: Sequence[str | None] = ()
) -> list[Heading | None]:
    """The heading of each row, such that each heading is as near as can be to the middle of its rows.

    `kinds` are the names of the headings that rows are usually under, where that is known.
    """
    if not headings or not rows:
        return [None] * len(rows)
    # best[n]: the rows before n are the headings' so far: cost, and where each heading's rows begin
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for placed in headings:
        middle = (placed.first + placed.last) / 2
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, starts) in best.items():
            following.setdefault(start, (cost + _NO_ROWS, [*starts, start]))
            for end in range(start + 1, len(rows) + 1):
                total = cost + abs((rows[start][0] + rows[end - 1][1]) / 2 - middle)
                total += _OTHER_KIND * sum(kind not in (None, placed.heading.name) for kind in kinds[start:end])
                if end not in following or total < following[end][0]:
                    following[end] = (total, [*starts, start])
        best = following
    starts = best[len(rows)][1]
    ends = [*starts[1:], len(rows)]
    return [placed.heading for placed, a, b in zip(headings, starts, ends, strict=True) for _ in range(b - a)]
