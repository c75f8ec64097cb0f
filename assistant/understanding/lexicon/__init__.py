"""The words of the domain: what a person may say, and what it means. The words are data, in zh.ini and en.ini.

Owns reading those files and finding their words in a question. It must not compose meanings.
"""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from configparser import Error as MalformedFile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.understanding.mentions import Mention

FILES = tuple(Path(__file__).with_name(f"{language}.ini") for language in ("zh", "en"))


class LexiconError(Exception):
    """A lexicon file cannot be read. `str()` names the file, the place and what to do."""


@dataclass(frozen=True, slots=True)
class Sense:
    kind: str
    value: str


@dataclass(slots=True)
class Lexicon:
    senses: dict[str, list[Sense]] = field(default_factory=dict)
    longest: int = 0

    def add(self, word: str, sense: Sense) -> None:
        senses = self.senses.setdefault(word, [])
        if sense not in senses:
            senses.append(sense)
        self.longest = max(self.longest, len(word) + 1)  # one more for a plural

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every place where a word of the lexicon stands in the folded text; one mention for each of its senses."""
        for start in range(len(text)):
            if start and _joined(text[start - 1], text[start]):
                continue
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                if end < len(text) and _joined(text[end - 1], text[end]):
                    continue
                for sense in self._senses(text[start:end]):
                    yield Mention(start, end, sense.kind, sense.value, text[start:end])

    def _senses(self, word: str) -> list[Sense]:
        found = self.senses.get(word)
        if found is None and len(word) > 3 and word[-1] == "s" and word[0].isascii():
            found = self.senses.get(word[:-1])
        return found or []

    def explains(self, text: str) -> bool:
        """Whether the text is nothing but words of the lexicon, one after another."""
        reached = {0}
        for end in range(1, len(text) + 1):
            if any(
                start in reached and text[start:end] in self.senses for start in range(max(0, end - self.longest), end)
            ):
                reached.add(end)
        return len(text) in reached


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours belong to one Latin word or figure."""
    return (
        left.isascii() and right.isascii() and left.isalnum() and right.isalnum() and left.isdigit() == right.isdigit()
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon that jiwen comes with, both languages together. Raises LexiconError."""
    words = Lexicon()
    for path in FILES:
        read_into(words, path)
    return words


def read_into(words: Lexicon, path: Path) -> None:
    """Add a file's entries. Raises LexiconError."""
    for kind, value, word in read_entries(path):
        words.add(word, Sense(kind, value))


def read_entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """A file's words: (section, key, word as questions are folded).

    Raises LexiconError with the line that cannot be read.
    """
    parser = ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # keys are catalog keys: case counts
    try:
        parser.read_string(path.read_text(encoding="utf-8"), source=str(path))
    except MalformedFile as problem:
        raise LexiconError(f"{path}: {problem.message}; write entries as `meaning = word, word`") from problem
    for section in parser.sections():
        for key, entry in parser[section].items():
            for word in filter(None, map(str.strip, entry.split(","))):
                yield section, key, word.casefold().replace("-", " ") if word != "-" else "-"
