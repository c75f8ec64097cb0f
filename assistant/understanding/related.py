"""Words that mean much the same in the forms: who asks for 吃饭 finds 就餐.

Owns the groups of related words, in lexicon/related.txt: a group a line, its words separated by commas.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "lexicon" / "related.txt"


def related_words(words: str) -> tuple[str, ...]:
    """What else to look for beside these words."""
    return tuple(dict.fromkeys(other for word in words.split() for other in _of(word) if other not in words))


def _of(word: str) -> tuple[str, ...]:
    return _groups().get(word) or _groups().get(word.removesuffix("s"), ())


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            group = tuple(word.strip() for word in line.split(","))
            for word in group:
                groups[word] = (*groups.get(word, ()), *(w for w in group if w != word))
    return groups
