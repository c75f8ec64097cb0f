"""The words of the domain: what a person may say, and what it means. The words are data, in zh.ini and en.ini.

Owns the form of those files, reading them, and finding their words in a question. It must not compose meanings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from assistant.understanding.mentions import Mention
from store.dataclass import dataclass, field
from store.errors import FileProblem

T = TypeVar("T")

FILES = tuple(Path(__file__).with_name(f"{language}.ini") for language in ("zh", "en"))


class LexiconError(FileProblem):
    """A lexicon file cannot be read, or says what the program does not know. `what` names the line."""


@dataclass(frozen=True, slots=True)
class Sense:
    kind: str
    value: str


@dataclass(slots=True, eq=False)  # one and the same, or another: what is worked out of it is kept by that
class Lexicon:
    """What words mean, and which words stand for a name or a part of one."""

    senses: dict[str, list[Sense]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    longest: int = 0

    def add(self, word: str, sense: Sense) -> None:
        senses = self.senses.setdefault(word, [])
        if sense not in senses:
            senses.append(sense)
        self.longest = max(self.longest, len(word) + 2)  # two more for a plural

    def name(self, word: str, name: str) -> None:
        """Have a word stand for a name, or for a part that several names have, and for nothing else."""
        self.senses.pop(word, None)
        self.names[word] = name
        self.longest = max(self.longest, len(word) + 2)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every place where a word of the lexicon stands in the folded text; one mention for each of its senses."""
        for start, end in self._stretches(text):
            for sense in self._known(self.senses, text[start:end]) or ():
                yield Mention(start, end, sense.kind, sense.value, text[start:end])

    def named(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every place where a word stands for a name: (start, end, the name)."""
        for start, end in self._stretches(text) if self.names else ():
            if name := self._known(self.names, text[start:end]):
                yield start, end, name

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Every stretch that may be a word: none that begins or ends inside a Latin word or a figure."""
        for start in range(len(text)):
            if start and _joined(text[start - 1], text[start]):
                continue
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                if end < len(text) and _joined(text[end - 1], text[end]):
                    continue
                yield start, end

    def _known(self, entries: dict[str, T], word: str) -> T | None:
        found = entries.get(word)
        if found is None and len(word) > 3 and word[-1] == "s" and word[0].isascii():
            found = entries.get(word[:-1]) or (entries.get(f"{word[:-3]}y") if word.endswith("ies") else None)
        return found

    def explains(self, text: str, shortest: int = 1) -> bool:
        """Whether the text is nothing but words of the lexicon, one after another, each of so many characters."""
        reached = {0}
        for end in range(1, len(text) + 1):
            if any(
                start in reached and text[start:end] in self.senses
                for start in range(max(0, end - self.longest), end - shortest + 1)
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
    senses, longest = words.senses, words.longest
    for kind, value, found in _read(path):
        sense = Sense(kind, value)
        for word in found:
            known = senses.get(word)
            if known is None:
                senses[word] = [sense]
            elif sense not in known:
                known.append(sense)
        longest = max(longest, max(map(len, found)) + 1)  # one more for a plural
    words.longest = longest


def read_entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """A file's words: (section, key, word as questions are folded).

    Raises LexiconError with the line that cannot be read.
    """
    for section, key, found in _read(path):
        for word in found:
            yield section, key, word


def _read(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The words of each entry together: they are thousands, and read anew for every question at the command line."""
    for entry in entries(path, text_of(path)):
        words = [word for word in map(str.strip, entry.words.casefold().split(",")) if word]
        if "-" in entry.words:
            words = [word if word == "-" else word.replace("-", " ") for word in words]
        if words:
            yield entry.section, entry.key, words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line `key = words` of a file."""

    line: int
    section: str
    key: str
    words: str


def text_of(path: Path) -> str:
    """Raises LexiconError where the file cannot be read or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")  # editors on Windows put a mark first
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise LexiconError(path, f"line {line} is no UTF-8", "save the file as UTF-8") from problem
    except OSError as problem:
        raise LexiconError(path, problem.strerror or str(problem), "see that it is a file you may read") from problem


def entries(path: Path, text: str) -> Iterator[Entry]:
    """The entries of a file's text. Raises LexiconError where a line is none, or says again what one above says."""
    sections: set[str] = set()
    keys: set[str] = set()
    section = ""
    for line, written in enumerate(map(str.strip, text.split("\n")), 1):
        if not written or written.startswith("#"):
            continue
        if written.startswith("[") and written.endswith("]"):
            section = written[1:-1].strip()
            if section in sections:
                raise LexiconError(path, f"line {line}: [{section}] stands above already", "move its entries there")
            sections.add(section)
            keys.clear()
            continue
        key, sign, words = (part.strip() for part in written.partition("="))
        if not sign or not key:
            raise LexiconError(
                path, f"line {line} is no entry", "write entries as `meaning = word, word`, each on one line"
            )
        if not section:
            raise LexiconError(path, f"line {line} is in no section", "write the section's name above it, as [measure]")
        if key in keys:
            raise LexiconError(
                path, f"line {line}: {key} stands in [{section}] already", "put all its words on one line"
            )
        keys.add(key)
        yield Entry(line, section, key, words)
