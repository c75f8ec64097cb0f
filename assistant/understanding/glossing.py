"""Glosses: names in English words, and what a question says twice, once in each language, in brackets.

Owns taking what belongs together for one mention: "street light maintenance", "the inspection report
(检测报告出具时间)", "信访事务 (petition affairs)". It must not find names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.linking import Name
from assistant.understanding.mentions import Mention
from store.dataclass import replace
from store.patterns import late

_BRACKETED = late(r"\s?\((?P<inside>[^()]+)\)")
_WORDS = late(r"[a-z' -]*$")
_OPENS_A_PHRASE = late(r"(?:^|.* )(?:the|a|an|of|for|in|on|is|was|were|did|does|do)$")
MOST_WORDS = 5  # of a phrase that a name in brackets explains


def with_glosses(text: str, cover: Sequence[Mention]) -> list[Mention]:
    """The cover with each name in brackets grown over the English words before it, or over those in its own."""
    found = list(cover)
    for match in _BRACKETED.finditer(text):
        inside = [m for m in found if match.start("inside") <= m.start and m.end <= match.end("inside")]
        named = inside[0] if len(inside) == 1 and inside[0].kind == "name" else None
        before = next((m for m in found if m.kind == "name" and m.end == match.start()), None)
        if named and named.value.whole and not named.text.isascii() and named.text == match["inside"].strip():
            start = _phrase(text, match.start(), found)
            found = [m for m in found if m is named or not start <= m.start < named.start]
            found[found.index(named)] = replace(named, start=start, end=match.end())
        elif before and before.value.whole and not before.text.isascii() and _WORDS.fullmatch(match["inside"]):
            found = [m for m in found if m not in inside]
            found[found.index(before)] = replace(before, end=match.end())
    return found


def joined(text: str, cover: Sequence[Mention]) -> list[Mention]:
    """The cover with English words side by side as one: of "street light maintenance" the names that have them all."""
    found: list[Mention] = []
    for mention in cover:
        before = found[-1] if found else None
        common = _common(before, mention) if before and text[before.end : mention.start] == " " else ()
        if before and common:
            names = replace(before.value, candidates=common)
            found[-1] = replace(before, end=mention.end, value=names, text=text[before.start : mention.end])
        else:
            found.append(mention)
    return found


def _common(one: Mention, other: Mention) -> tuple[Name, ...]:
    """The names that both may mean, of two English words for parts of names."""
    glosses = all(m.kind == "name" and not m.value.whole and m.text.isascii() for m in (one, other))
    return tuple(name for name in one.value.candidates if name in other.value.candidates) if glosses else ()


def _phrase(text: str, end: int, cover: Sequence[Mention]) -> int:
    """Where the English words begin that a bracket at `end` explains: names, fillers and what nothing explains."""
    start = end
    for _ in range(MOST_WORDS):
        word = re.search(r"[a-z'-]+\s?$", text[:start])
        if word is None:
            break
        mention = next((m for m in cover if m.start <= word.start() < m.end), None)
        if mention and (mention.kind not in ("name", "filler") or _OPENS_A_PHRASE.match(mention.text)):
            break
        start = min(word.start(), mention.start) if mention else word.start()
    return start
