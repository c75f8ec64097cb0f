"""Where words begin and end in what is typed, for moving over them and taking them out.

Owns that rule. Chinese is cut by jieba, whose dictionary takes most of a second to load: until a thread has done so, a
character of Chinese is a word. It must not know the text area.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from functools import cache

Cut = Callable[[str], Iterable[tuple[str, int, int]]]  # words with their beginning and end, as jieba gives them

_CHINESE = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Chinese on end; a number with its decimals and sign of percent, or western letters; signs on end; blanks.
_STRETCH = re.compile(rf"([{_CHINESE}]+)|\d[\d,.]*\d[%％]?|(?:(?![{_CHINESE}])\w)+[%％]?|((?:(?!\s)\W)+)|(\s+)")


def before(text: str, at: int, cut: Cut | None = None) -> int:
    """Where the word begins that ends at or before a place in a line; blanks between are passed over."""
    ends = [start for start, end in _spans(text, cut) if start < at]
    return ends[-1] if ends else 0


def after(text: str, at: int, cut: Cut | None = None) -> int:
    """Where the word ends that begins at or after a place in a line, or within which the place is."""
    return next((end for _, end in _spans(text, cut) if end > at), len(text))


def _spans(text: str, cut: Cut | None) -> list[tuple[int, int]]:
    """Every word and every run of signs, as it begins and ends; no blanks."""
    spans: list[tuple[int, int]] = []
    for found in _STRETCH.finditer(text):
        chinese, _, blank = found.groups()
        if chinese and cut is not None:
            spans += [(found.start() + start, found.start() + end) for _, start, end in cut(chinese)]
        elif chinese:
            spans += [(n, n + 1) for n in range(*found.span())]
        elif not blank:
            spans.append(found.span())
    return spans


@cache
def _loaded() -> list[Cut]:
    return []


def loaded() -> Cut | None:
    """jieba's cutting, once it is there."""
    return _loaded()[0] if _loaded() else None


def load() -> None:
    """Load jieba's dictionary. For a thread: it takes most of a second."""
    with _LOADING:
        if not _loaded():
            from store.tokenizer import tokenizer

            jieba = tokenizer()
            jieba.initialize()
            _loaded().append(jieba.tokenize)


_LOADING = threading.Lock()
