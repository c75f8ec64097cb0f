"""jieba with the words of these forms, and its search for the likeliest words made in one pass.

Owns the dictionary that is loaded and the cutting of a text into jieba's words. It must not know what a text is of.
The words are jieba's own, one by one: tests compare them.
"""

from __future__ import annotations

import functools
import logging
import warnings
from math import inf, log
from pathlib import Path
from typing import Any

_DOMAIN_WORDS = Path(__file__).with_name("words.txt")  # of these forms, beside jieba's own


@functools.cache
def tokenizer() -> Any:
    """jieba with the domain's words, silent. Loading takes most of a second, so only who segments asks for it."""
    loaded = as_jieba_does()
    # jieba lists all words that begin at a place, and then weighs them, and looks each up twice.
    loaded.get_DAG = lambda _: None
    loaded.calc = lambda sentence, _, route: _likeliest(sentence, loaded.FREQ, log(loaded.total), route)
    return loaded


def as_jieba_does() -> Any:
    """The same without the search in one pass: what the words are compared with."""
    import platformdirs

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pkg_resources and of old escapes in jieba's source
        import jieba

    jieba.setLogLevel(logging.CRITICAL)
    loaded = jieba.Tokenizer()
    cache = platformdirs.user_cache_path("jiwen", appauthor=False)  # the user's own, not the shared folder for temps
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        cache = cache / "unavailable"  # jieba then goes without a cache
    loaded.tmp_dir = str(cache)
    with _DOMAIN_WORDS.open("rb") as file:
        loaded.load_userdict(file)
    return loaded


def _likeliest(
    sentence: str, frequencies: dict[str, int], log_total: float, route: dict[int, tuple[float, int]]
) -> None:
    """Fills `route`: for each place the likelihood of what follows, and where the word that begins there ends.

    `frequencies` has every beginning of a word too, with 0. Of words that are equally likely the longest is taken.
    """
    last = len(sentence)
    following = [0.0] * (last + 1)
    for start in range(last - 1, -1, -1):
        best, best_end = -inf, 0
        for end in range(start + 1, last + 1):
            frequency = frequencies.get(sentence[start:end])
            if frequency is None:
                break
            if frequency:
                likelihood = log(frequency) - log_total + following[end]
                if likelihood >= best:
                    best, best_end = likelihood, end
        if not best_end:
            best, best_end = -log_total + following[start + 1], start + 1
        following[start] = best
        route[start] = best, best_end - 1
