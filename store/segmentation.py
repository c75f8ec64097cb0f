"""Texts to words: by jieba for the index, and by the index's own words for a search.

Owns what counts as a word of a text and of a search. It must not rank or fetch anything. jieba takes most of a
second to load its dictionary: only `words` does, which only indexing calls.
"""

from __future__ import annotations

import functools
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator

from store.dataclass import dataclass
from store.tokenizer import tokenizer

LONGEST_WORD = 12  # characters; longer ones of Chinese are several words
LONGEST_SEARCH = 200  # characters of a search that are looked at
# What jieba cuts by itself, whatever stands around it: of characters that words are made of, or of others.
_STRETCH = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+|[^\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")
_RUN = re.compile(r"[^\W_]+")  # letters and digits on end: what FTS5's tokenizer takes for one token
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_PART = re.compile(rf"{_CHINESE}+|(?:(?!{_CHINESE})[^\W_])+")  # of a run: Chinese, or not


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is searched: one width and case, no blanks within Chinese. `places` leads back to the original."""

    text: str
    places: tuple[int, ...]  # for each character of `text`, its index in the original


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """What stands between the blanks and signs of a search, and the index's words that it consists of."""

    text: str
    words: tuple[str, ...]
    is_known: bool  # False: a character of it is in no word of the index, so nothing can hold all of it


def plain(text: str) -> Plain:
    """Folds a text for search. Characters are folded one by one, so that each keeps its place."""
    kept: list[tuple[str, int]] = []
    gap = False  # blanks since the last character
    for index, character in enumerate(text):
        if character.isspace():
            gap = True
            continue
        for folded in _folded(character):
            if gap and kept and not (is_chinese(folded) or is_chinese(kept[-1][0])):
                kept.append((" ", index - 1))
            gap = False
            kept.append((folded, index))
    return Plain("".join(c for c, _ in kept), tuple(i for _, i in kept))


def plain_text(text: str) -> str:
    """The text of `plain`, where the places are not wanted."""
    return plain(text).text if any(map(str.isspace, text)) else "".join(map(_folded, text))


@functools.lru_cache(maxsize=1 << 12)
def _folded(character: str) -> str:
    """A character in one width and case, without control characters."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] != "C")


@functools.lru_cache(maxsize=1 << 11)  # names and targets recur from form to form
def words(text: str) -> tuple[str, ...]:
    """The words of a text for the index, in its order: jieba's, those within long ones, and every Chinese character.

    The characters are what lets a search find a part of a word, or a word that jieba cuts differently elsewhere.
    """
    found = [word for stretch in _STRETCH.findall(plain_text(text)) for word in _words(stretch)]
    apart = dict.fromkeys(c for word in found if len(word) > 1 for c in word if is_chinese(c))
    return (*found, *apart)


@functools.lru_cache(maxsize=1 << 12)  # so do phrases, in texts that do not
def _words(stretch: str) -> list[str]:
    """The words of a stretch as jieba cuts it for an index: words, and those within long ones before them."""
    found: list[str] = []
    for token in tokenizer().cut_for_search(stretch):
        for run in _RUN.findall(token):
            found.extend(_PART.findall(run) if len(run) > 1 else [run])
    return found


def words_of_name(name: str) -> list[str]:
    """The words that a name is made of, one after another, each once; for how it is typed by its sound."""
    return [word for word in tokenizer().cut(plain_text(name)) if any(map(is_chinese, word))]


def search_terms(connection: sqlite3.Connection, text: str) -> list[SearchTerm]:
    """The terms of a search, each cut into the longest words that the index has, from its start; without jieba.

    A word that the index does not have matches nothing: so its own vocabulary is all the dictionary there needs
    to be. Characters that are left between words stay together as one. Of a text over LONGEST_SEARCH characters
    the rest is left out.
    """
    is_word = _vocabulary(connection)
    terms = []
    for typed in text[:LONGEST_SEARCH].split():
        for run in _RUN.findall(plain(typed).text):
            cut = [word for part in _PART.findall(run) for word in _longest_words(part, is_word)]
            known = [
                word for word in dict.fromkeys(cut) if is_word(word) or (is_chinese(word) and all(map(is_word, word)))
            ]
            terms.append(SearchTerm(run, tuple(known), len(known) == len(set(cut))))
    return terms


def _longest_words(text: str, is_word: Callable[[str], bool]) -> Iterator[str]:
    """Chinese text cut into words of two characters and more, and what is left between them; other text whole."""
    if not is_chinese(text[0]):
        yield text
        return
    start = left = 0  # text[left:start] is in no word
    while start < len(text):
        ends = range(min(len(text), start + LONGEST_WORD), start + 1, -1)
        end = next((end for end in ends if is_word(text[start:end])), None)
        if end is None:
            start += 1
            continue
        if left < start:
            yield text[left:start]
        yield text[start:end]
        start = left = end
    if left < start:
        yield text[left:start]


def _vocabulary(connection: sqlite3.Connection) -> Callable[[str], bool]:
    @functools.cache
    def is_word(word: str) -> bool:
        return connection.execute("SELECT 1 FROM passage_words WHERE term = ? LIMIT 1", (word,)).fetchone() is not None

    return is_word


@functools.lru_cache(maxsize=1 << 12)
def is_chinese(character: str) -> bool:
    """Whether a character is one of those that stand for a syllable and need no blanks between words."""
    return re.match(_CHINESE, character) is not None
