"""How Chinese names are typed in Latin letters: 信访事务 as xinfangshiwu, or by its initials, xfsw.

Owns the spellings that names are indexed by. It must not be loaded to read a store: its dictionary takes long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

MARK = "~"  # before a spelling among the parts of names, so that it is no word of a name
MOST_WORDS = 4  # in a row that are typed as one
FEWEST_INITIALS = 3  # fewer stand for too much


def spellings(words: Sequence[str], within: Sequence[str] = ()) -> set[str]:
    """The marked spellings of every run of a name's words, whole and by initials, and of the words within long ones."""
    syllables = [_syllables(word) for word in words]
    found = {MARK + "".join(_syllables(word)) for word in within if len(word) > 1}
    for start in range(len(syllables)):
        run: list[str] = []
        for word in syllables[start : start + MOST_WORDS]:
            run += word
            initials = "".join(syllable[0] for syllable in run)
            found.add(MARK + "".join(run))
            if len(initials) >= FEWEST_INITIALS:
                found.add(MARK + initials)
    return {spelling.casefold() for spelling in found if spelling[1:].isascii() and spelling[1:].isalpha()}


@lru_cache(maxsize=1 << 13)  # names are made of few words
def _syllables(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))
