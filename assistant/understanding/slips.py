"""Slips of the pen: what an unknown stretch of a question was probably meant to be.

Owns the correction of misspelt names and words, one character in a stretch long enough to be sure of the rest.
It must not correct what can be understood as it stands. A correction is always told to the person.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from assistant.understanding.lexicon import Lexicon
from assistant.understanding.linking import LONGEST_OFFICE, OFFICES, SHORTEST_OFFICE, Linker
from assistant.understanding.numerals import NUMBER_WORDS
from assistant.understanding.sounds import sound, sounds_alike
from store.dataclass import dataclass

_COUNTING = frozenset("一二两三四五六七八九十几")
_LONGEST_WORD = 8
_FEWEST_LETTERS = 5
_TURNING = frozenset({"predicate", "superlative", "comparator"})
_CORRECTABLE = frozenset({"measure", "predicate", "class1", "class2", "noun", "superlative", "comparator", "intent"})


@dataclass(frozen=True, slots=True)
class Correction:
    typed: str
    meant: str


def corrected(text: str, gap: tuple[int, int], linker: Linker, words: Lexicon) -> tuple[str, Correction] | None:
    """The question with the unknown stretch put right, and what was changed; None where nothing is near enough."""
    start, end = gap
    if text[start:end].isascii():
        found = _english_word(text, start, end, words) or _spelt_word(text, start, end, words)
    else:
        found = _office(text, start, end, linker)
        found = found or _chinese_word(text, start, end, words) or _chinese_name(text, start, end, linker)
    if found is None:
        return None
    first, last, meant = found
    return text[:first] + meant + text[last:], Correction(text[first:last], meant)


def _office(text: str, start: int, end: int, linker: Linker) -> tuple[int, int, str] | None:
    """What an abbreviation stands for, of which a part may be known: 交通局, of 交通 in another name and 局."""
    if meant := linker.abbreviated(text[start:end]):
        return start, end, meant
    spans = [
        (first, last)
        for first in range(max(0, end - LONGEST_OFFICE), start + 1)
        for last in range(end, min(len(text), first + LONGEST_OFFICE) + 1)
        if text[first:last].endswith(OFFICES)
    ]
    for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
        if last - first >= SHORTEST_OFFICE and (meant := linker.abbreviated(text[first:last])):
            return first, last, meant
    return None


@cache
def _words_by_length(words: Lexicon) -> dict[int, list[str]]:
    by_length = defaultdict(list)
    for word, senses in words.senses.items():
        if not word.isascii() and any(sense.kind in _CORRECTABLE for sense in senses):
            by_length[len(word)].append(word)
    return by_length


@cache
def _english_words(words: Lexicon) -> list[str]:
    return sorted({part for word in words.senses if word.isascii() for part in word.split() if len(part) >= 5})


def _chinese_word(text: str, start: int, end: int, words: Lexicon) -> tuple[int, int, str] | None:
    """The longest word of the lexicon that sounds the same and differs in one character: unknown, or beside it."""
    for length in range(_LONGEST_WORD, 1, -1):
        for first in range(max(0, start - length), min(end - 1, len(text) - length) + 1):
            window = text[first : first + length]
            if length == 2 and set(window) & _COUNTING:
                continue  # 两级 is no slip for 良级
            covers = first <= start and end <= first + length
            near = [w for w in _near(window, words) if covers or start - 1 <= first + _difference(window, w) <= end]
            alike = [w for w in near if _alike(w, window, words)]
            if len(_meanings(alike, words)) == 1:
                return first, first + length, alike[0]
    return None


def _alike(word: str, typed: str, words: Lexicon) -> bool:
    """Whether one may stand for the other. What says the contrary is no slip by a rare reading: 超预算 for 调预算."""
    turning = any(sense.kind in _TURNING for sense in words.senses[word])
    return sound(word) == sound(typed) if turning else sounds_alike(word, typed)


def _near(window: str, words: Lexicon) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import Hamming

    candidates = _words_by_length(words).get(len(window), [])
    found = process.extract(window, candidates, scorer=Hamming.distance, score_cutoff=1, limit=None)
    return [word for word, edits, _ in found if edits]


def _meanings(alike: list[str], words: Lexicon) -> set[tuple[str, str]]:
    return {(sense.kind, sense.value) for word in alike for sense in words.senses[word][:1]}


def _difference(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))


def _chinese_name(text: str, start: int, end: int, linker: Linker) -> tuple[int, int, str] | None:
    """A name that differs in one or two characters of the unknown stretch; its other characters may be in the name."""
    for wrong in (1, 2):
        for first in range(start, end - wrong + 1):
            for correction in linker.corrections(text, first, first + wrong):
                return correction
    return None


def _spelt_word(text: str, start: int, end: int, words: Lexicon) -> tuple[int, int, str] | None:
    """A Chinese word of the lexicon typed by its sound: zhixinglv for 执行率. Short ones stand for too much."""
    word = text[start:end]
    meant = _spelt(words).get(word, []) if len(word) >= _FEWEST_LETTERS and word.isalpha() else []
    return (start, end, meant[0]) if len(_meanings(meant, words)) == 1 else None


@cache
def _spelt(words: Lexicon) -> dict[str, list[str]]:
    spelt = defaultdict(list)
    for alike in _words_by_length(words).values():
        for word in alike:
            spelt[sound(word)].append(word)
    return spelt


def _english_word(text: str, start: int, end: int, words: Lexicon) -> tuple[int, int, str] | None:
    """A word with letters missing, doubled or swapped, or a vowel for another.

    Another consonant is another word (qualify is not quality).
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    word = text[start:end]
    if len(word) < 5 or word in NUMBER_WORDS:
        return None
    for meant, edits, _ in process.extract(word, _english_words(words), scorer=OSA.distance, score_cutoff=1, limit=5):
        same = len(meant) != len(word) or sorted(meant) == sorted(word)
        if edits and (same or _vowels_alone(word, meant)):
            return start, end, meant
    return None


def _vowels_alone(word: str, meant: str) -> bool:
    """Totel for total."""
    wrong = next((pair for pair in zip(word, meant, strict=True) if pair[0] != pair[1]), ("", ""))
    return word[0] == meant[0] and set(wrong) <= _VOWELS


_VOWELS = frozenset("aeiou")
