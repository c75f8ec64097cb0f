"""English words for parts of Chinese names, from lexicon/glossary.ini.

Owns finding them in a question. Which names have the part is the linker's to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.understanding.lexicon import read_entries

_FILE = Path(__file__).parent / "lexicon" / "glossary.ini"


def english_parts(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where an English word stands that names have in Chinese: (start, end, the parts that it may be)."""
    if re.search("[a-z]", text):
        for match in _pattern().finditer(text):
            yield match.start(), match.end(), _parts()[match["word"]]


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    parts = {word: tuple(part.split()) for _, part, word in read_entries(_FILE)}
    return parts | {f"{word[:-1]}ies": part for word, part in parts.items() if word.endswith("y")}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_parts(), key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?P<word>{words})s?(?![a-z0-9])")  # hall的执行率, too
