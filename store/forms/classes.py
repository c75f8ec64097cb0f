"""Classes of indicators: which tokens are the headings 产出指标 (50分), 数量指标, and which level each is.

Owns headings: their recognition, their points, and the level of one that may be either. It must not read rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from store.forms import cells, labels
from store.forms.tokens import Gap, Token, folded, joined, label_end

_GENERIC = re.compile(rf"[一-龥]{{2,12}}{labels.CLASS_END}")


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
    return name in labels.LEVEL1 or name in labels.LEVEL2


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
        end = label_end(found[: i + 3], i, lambda text: bool(_GENERIC.fullmatch(labels.POINTS.sub("", text))))
    return end


def _ends_row(token: Token) -> bool:
    return bool(
        cells.NUMBER.fullmatch(token.text) or token.text in cells.DASHES or cells.PLACEHOLDER.fullmatch(token.text)
    )


@dataclass
class Levels:
    """The headings that hold for the row to come."""

    level1: Heading | None = None
    level2: Heading | None = None

    def enter(self, run: Sequence[Heading]) -> None:
        """Take up the headings that stand between two rows, one after another."""
        for i, met in enumerate(run):
            follower = run[i + 1] if i + 1 < len(run) else None
            if self._is_level1(met, follower):
                if self.level1 is None or self.level1.name != met.name:
                    self.level1, self.level2 = met, None
            else:
                self.level2 = met

    def _is_level1(self, met: Heading, follower: Heading | None) -> bool:
        if met.name not in labels.LEVEL1:
            return False
        if met.name not in labels.LEVEL2:
            return True
        if follower is not None:
            return follower.name in labels.LEVEL2 and (follower.name not in labels.LEVEL1 or follower.name == met.name)
        if self.level1 is not None and self.level1.name == met.name:
            return False
        return met.points is not None and (self.level1 is None or self.level1.points is None or self._spent())

    def _spent(self) -> bool:
        """Whether the level 1 in force cannot have the heading that comes as one of its own."""
        return self.level1 is not None and self.level1.name not in ("产出指标", "过程指标")
