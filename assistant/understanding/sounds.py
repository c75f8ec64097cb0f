"""How words sound: what an input method, asked for one, may have given for the other.

Owns the comparison by sound. It is loaded only for a word that is not understood: its dictionary takes long to load.
"""

from __future__ import annotations

from functools import cache


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words of Chinese may be read the same, tones left aside: 臧 is one reading of 藏."""
    return len(one) == len(other) and (
        sound(one) == sound(other) or all(_readings(a) & _readings(b) for a, b in zip(one, other, strict=True))
    )


@cache
def _readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@cache
def sound(word: str) -> str:
    """How a word is read, in Latin letters without tones: 执行率 as zhixinglv."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word))
