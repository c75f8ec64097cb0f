"""A mention: a stretch of the question that something known explains; and the best way to cover a question with them.

Owns the choice among overlapping mentions. It must not know what mentions mean together: that is the grammar's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from store.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch [start, end) of the folded question. `value` is the kind's own: a field key, a number, names."""

    start: int
    end: int
    kind: str
    value: Any
    text: str

    def __str__(self) -> str:
        return f"{self.text}[{self.kind}:{self.value}]"


# What a kind is worth beside its length, where mentions of one length compete for a stretch. What means something
# is worth one more for every character: of 达标 + 了 and 达 + 标了, both complete, the first says more.
_WORTH = {"name": -2, "filler": 0, "range": 0, "number": 0, "quote": 40, "text": 0, "code": 10, "unknown": 10}
_EVERY_MENTION = -5  # one long mention beats two short ones that cover the same
_EVERY_TEXT = 45  # a text that is looked for in a field is worth more than what it says by itself


def worth(mention: Mention) -> int:
    length = mention.end - mention.start
    meaning = 0 if mention.kind == "filler" else length
    if mention.kind == "name" and mention.text.isdigit():
        meaning += 5  # 12345 of 12345热线 is no amount
    if mention.kind == "number" and mention.value.upper is not None:
        meaning += 5  # 几十万 of 花了几十万的项目 asks nothing
    part = -6 if mention.text.startswith("项目") else 0  # 项目结余 is no part of 立项项目结题率
    name = 0 if mention.kind != "name" else 9 if mention.value.whole else part
    quoted = _EVERY_TEXT * len(mention.value.texts) if mention.kind == "text" else 0
    return 10 * length + _EVERY_MENTION + _WORTH.get(mention.kind, 1) + meaning + name + quoted


def best_cover(length: int, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that explain the most of a question of `length` characters, in order and without overlap."""
    ending = defaultdict(list)
    for mention in mentions:
        ending[mention.end].append(mention)
    best: list[tuple[int, Mention | None]] = [(0, None)]
    for end in range(1, length + 1):
        choice: tuple[int, Mention | None] = (best[end - 1][0], None)
        for mention in ending[end]:
            total = best[mention.start][0] + worth(mention)
            if total > choice[0]:
                choice = (total, mention)
        best.append(choice)
    cover, end = [], length
    while end > 0:
        chosen = best[end][1]
        if chosen is None:
            end -= 1
        else:
            cover.append(chosen)
            end = chosen.start
    return cover[::-1]


def uncovered(text: str, cover: Iterable[Mention]) -> list[tuple[int, int]]:
    """The stretches that no mention explains, punctuation and blanks left out."""
    covered = [False] * len(text)
    for mention in cover:
        covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
    stretches, start = [], None
    for position in range(len(text) + 1):
        open_letter = position < len(text) and not covered[position] and text[position].isalnum()
        if open_letter and start is None:
            start = position
        elif not open_letter and start is not None:
            stretches.append((start, position))
            start = None
    return stretches
