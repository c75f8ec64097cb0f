"""The phrases of a language, filled in.

Owns reading the phrase files and plural forms: `one form | several forms`, chosen by the value `n`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from assistant.understanding.lexicon import entries, text_of

_PLURAL = " | "


class Phrases:
    """Says a phrase by its key: `phrases("list", n=3, names=...)`."""

    def __init__(self, language: str, folder: str = "") -> None:
        self.language = language
        path = Path(__file__).parent / folder / f"{language}.ini"
        self._phrases = {f"{entry.section}.{entry.key}": entry.words for entry in entries(path, text_of(path))}

    def __call__(self, key: str, **values: Any) -> str:
        """The phrase. Values are texts already written by `values`; braces in them stay as they are."""
        phrase = self._phrases[key]
        if _PLURAL in phrase:
            one, many = phrase.split(_PLURAL)
            phrase = one if str(values.get("n")) == "1" else many
        return phrase.format(**values)

    def filled(self, key: str, values: tuple[str, ...]) -> str:
        """A phrase with numbered places: {0}, {1}."""
        return self._phrases[key].format(*values)

    def has(self, key: str) -> bool:
        return key in self._phrases

    def joined(self, kind: str, texts: Iterable[str]) -> str:
        """Texts one after another, as [join] has it: sentences, clauses of one, parts of a list of them, items."""
        return self(f"join.{kind}").strip("_").join(texts)

    def listed(self, items: list[str]) -> str:
        """A、B 和 C; A, B and C."""
        if len(items) < 2:
            return "".join(items)
        return self("list.between").strip("_").join(items[:-1]) + self("list.last").strip("_") + items[-1]


@cache
def phrases(language: str, folder: str = "") -> Phrases:
    """The phrases of a language; with a folder beside this module, those that only some answers need."""
    return Phrases(language, folder)
