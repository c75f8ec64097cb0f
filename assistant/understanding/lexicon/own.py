"""A person's own words, from a file of the form of zh.ini and en.ini: added to those that jiwen comes with.

Owns the checks of that file, since nobody but the program reads it after the person who wrote it, and which of two
words wins: the person's. `[names]` in it are abbreviations and other names of what the forms name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import copy
from pathlib import Path

from assistant.understanding.folding import fold_question
from assistant.understanding.lexicon import Entry, Lexicon, LexiconError, Sense, entries, lexicon, text_of
from store.catalog import FIELDS
from store.patterns import late

EXAMPLE = Path(__file__).with_name("example.ini")
NAMES = "names"
AS_PRINTED = frozenset({"fund", "class1", "class2"})  # whatever a form prints can be meant
_SEPARATOR = late("[,、]")


def lexicon_with(path: Path) -> Lexicon:
    """The lexicon that jiwen comes with, and on top of it the words of a file, if there is one.

    Raises LexiconError with the line for whatever the program would have to pass over.
    """
    shipped = lexicon()
    if not path.exists():
        return shipped
    known = {(sense.kind, sense.value) for senses in shipped.senses.values() for sense in senses}
    own = Lexicon(copy(shipped.senses), copy(shipped.names), shipped.longest)
    said: dict[str, int] = {}  # the line of each word
    for entry in entries(path, unicodedata.normalize("NFKC", text_of(path))):
        _check(path, entry, known)
        for word in _words(path, entry):
            if word in said:
                where = f"line {entry.line}: {word} stands on line {said[word]} already"
                raise LexiconError(path, where, "leave it where it belongs: a word has one meaning")
            said[word] = entry.line
            own.senses.pop(word, None)
            if entry.section == NAMES:
                own.name(word, entry.key)
            else:
                own.add(word, Sense(entry.section, entry.key))
    return own


def _words(path: Path, entry: Entry) -> Iterator[str]:
    """As questions are folded. A person may type the separators in Chinese, and a list of one."""
    words = list(filter(None, map(fold_question, _SEPARATOR.split(entry.words))))
    if not words:
        raise LexiconError(
            path, f"line {entry.line}: {entry.key} has no words", "write them after the =, or leave it out"
        )
    yield from words


def _check(path: Path, entry: Entry, known: set[tuple[str, str]]) -> None:
    """Raises LexiconError for a section or a meaning that the program does not know."""
    sections = {kind for kind, _ in known} | {NAMES}
    if entry.section not in sections:
        where = f"line {entry.line}: there is no section [{entry.section}]"
        raise LexiconError(path, where, _one_of(entry.section, sections))
    meanings = {value for kind, value in known if kind == entry.section}
    if entry.section in AS_PRINTED or entry.section == NAMES or entry.key in meanings or _ranks(entry):
        return
    where = f"line {entry.line}: [{entry.section}] has no meaning {entry.key}"
    raise LexiconError(path, where, _one_of(entry.key, meanings))


def _ranks(entry: Entry) -> bool:
    """A superlative may name the field that it ranks by: least execution_rate."""
    direction, _, field = entry.key.partition(" ")
    return entry.section == "superlative" and direction in ("most", "least") and field in FIELDS


def _one_of(typed: str, known: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(typed, known, n=3)
    return f"the nearest are {', '.join(near)}" if near else f"there are {', '.join(sorted(known))}"
