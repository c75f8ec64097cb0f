"""Years without an end: 2021年至今, 截至2022年, since 2022, before 2022.

Owns their recognition. Which of these years the store has, it does not know: the conversation leaves out the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understanding.mentions import Mention
from store.patterns import late

FIRST, LAST = 1990, 2060  # years that a form may be of
_Y = r"(?P<year>(?:19|20)\d\d)"
# Each with how far the first and the last year are from the one that is named; None: there is no such end.
_SPANS: tuple[tuple[re.Pattern[str], int | None, int | None], ...] = (
    (late(rf"(?:自|从)?{_Y}年?度?(?:以来|起|开始|至今|到现在|到如今|迄今|及以后|和以后)"), 0, None),
    (late(rf"\bsince {_Y}\b|\bfrom (?P<on>(?:19|20)\d\d) on(?:wards?)?\b"), 0, None),
    (late(rf"{_Y}年?度?(?:以后|之后)|\bafter (?P<on>(?:19|20)\d\d)\b"), 1, None),
    (late(rf"(?:截至|截止)到?{_Y}年?度?(?:年?底|末)?(?:为止)?"), None, 0),
    (late(rf"\b(?:up to|until|through|by the end of) {_Y}\b(?! ?(?:yuan|rmb))"), None, 0),
    (late(rf"{_Y}年?度?(?:以前|之前)|\bbefore (?P<on>(?:19|20)\d\d)\b"), None, -1),
)


# Counted back from a year that nobody named: not understood.
_RECENT = late(r"\b(?:last|past|recent|latest) (?:two|three|four|five|few|several|couple of|\d{1,2}) years\b")


def open_spans(text: str) -> Iterator[Mention]:
    """Every such stretch of the folded question, as a mention of all years that it may be of."""
    for pattern, first, last in _SPANS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            year = int(groups["year"] or groups.get("on") or 0)
            low = FIRST if first is None else year + first
            high = LAST if last is None else year + last
            yield Mention(match.start(), match.end(), "year", tuple(range(low, high + 1)), match.group())
    for match in _RECENT.finditer(text):
        yield Mention(match.start(), match.end(), "unknown", "recent", match.group())
