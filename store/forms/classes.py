"""Classes of indicators: which tokens are the headings 产出指标 (50分), 数量指标, and which level each is.

Owns headings: their recognition, their points, and the level of one that may be either. It must not read rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from store.forms import cells, labels
from store.forms.tokens import Gap, Token, folded, joined, label_end


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
    end = label_end(found, i, is_known)
    if end == i and after_row:
        end = label_end(found[: i + 3], i, lambda text: bool(labels.CLASS_END.fullmatch(labels.POINTS.sub("", text))))
    return end


def _ends_row(token: Token) -> bool:
    return bool(
        cells.NUMBER.fullmatch(token.text) or token.text in cells.DASHES or cells.PLACEHOLDER.fullmatch(token.text)
    )


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A heading and its height: the index of the row that it stands before, beside (.0) or after."""

    heading: Heading
    first: float
    middle: float


def levels_of_rows(
    headings: Sequence[PlacedHeading], rows: Sequence[float]
) -> list[tuple[Heading | None, Heading | None]]:
    """For each row its level 1 and level 2. `rows` are the rows' heights, on the headings' scale, in order.

    Headings stand at the top of their rows, or in the middle: in the middle if some class of level 1 begins
    without one of level 2, or the first row has none above it.
    """
    if not rows or not headings:
        return [(None, None)] * len(rows)
    found, whole = _from_the_top(headings, rows)
    return found if whole else _around_the_middle(headings, rows)


def _from_the_top(
    headings: Sequence[PlacedHeading], rows: Sequence[float]
) -> tuple[list[tuple[Heading | None, Heading | None]], bool]:
    """The rows' levels, and whether every row has both."""
    found: list[tuple[Heading | None, Heading | None]] = []
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
    return found, all(level1 and level2 for level1, level2 in found)


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


def _around_the_middle(
    headings: Sequence[PlacedHeading], rows: Sequence[float]
) -> list[tuple[Heading | None, Heading | None]]:
    names = {placed.heading.name for placed in headings}
    under_cost = bool(names & {"经济成本指标", "社会成本指标", "生态环境成本指标"})
    under_satisfaction = bool(names & {"服务对象满意度指标", "其他满意度指标"})
    either = {"成本指标": under_cost, "满意度指标": under_satisfaction}

    def is_first(placed: PlacedHeading) -> bool:
        name = placed.heading.name
        return name in labels.LEVEL1 and (name not in labels.LEVEL2 or either.get(name, False))

    first = _nearest_middles([p for p in headings if is_first(p)], rows)
    found: list[tuple[Heading | None, Heading | None]] = []
    for level1, group in groupby(range(len(rows)), key=lambda i: first[i]):
        of_group = [rows[i] for i in group]
        within = [p for p in headings if not is_first(p) and of_group[0] - 1 < p.middle < of_group[-1] + 1]
        found += [(level1, level2) for level2 in _nearest_middles(within, of_group)]
    return found


def _nearest_middles(headings: Sequence[PlacedHeading], rows: Sequence[float]) -> list[Heading | None]:
    """The heading of each row, such that each heading is as near as can be to the middle of its rows."""
    if not headings or not rows:
        return [None] * len(rows)
    # best[n]: the rows before n are the headings' so far: cost, and where each heading's rows begin
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for placed in headings:
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, starts) in best.items():
            following.setdefault(start, (cost + 5.0, [*starts, start]))  # a class without rows
            for end in range(start + 1, len(rows) + 1):
                total = cost + abs((rows[start] + rows[end - 1]) / 2 - placed.middle)
                if end not in following or total < following[end][0]:
                    following[end] = (total, [*starts, start])
        best = following
    starts = best[len(rows)][1]
    ends = [*starts[1:], len(rows)]
    return [placed.heading for placed, a, b in zip(headings, starts, ends, strict=True) for _ in range(b - a)]
