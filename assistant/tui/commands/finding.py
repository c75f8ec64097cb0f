"""Finding a command, a project, a unit by what is typed: its words, a part of them, their sound, their initials.

Owns the comparison alone. The dictionary of sounds takes long to load, so it is asked only for Latin letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def folded(text: str) -> str:
    """As it is compared: width, case and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def matches(typed: str, text: str) -> bool:
    """Whether what is typed is part of a text, of its sound (xinfang) or of its initials (xf). Nothing typed: True."""
    wanted = folded(typed)
    if not wanted:
        return True
    if wanted in folded(text):
        return True
    if not wanted.isascii() or not any(c.isalpha() for c in wanted) or text.isascii():
        return False
    return any(wanted in sound for sound in _sounds(text))


def chosen(typed: str, items: Iterable[T], words: Callable[[T], Iterable[str]]) -> list[T]:
    """The items that any of whose words match, those first that begin with what is typed."""
    wanted = folded(typed)
    found = [item for item in items if any(matches(typed, word) for word in words(item))]
    return sorted(found, key=lambda item: not any(folded(word).startswith(wanted) for word in words(item)))


@cache
def _sounds(text: str) -> tuple[str, str]:
    """How a text is read, and the initials of that, Latin letters and figures as they are."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(text, style=Style.NORMAL, errors=lambda other: "\0" + folded(other))
    initials = (syllable[1:] if syllable.startswith("\0") else syllable[:1] for syllable in syllables)
    return "".join(syllables).replace("\0", ""), "".join(initials)
