"""A check and what came of it.

Owns the shape. Its words are found by `name` and `finding` in the phrase files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.wording.phrases import phrases

_FOLDER = "doctor"


class Verdict(StrEnum):
    GOOD = "good"
    NOTE = "note"  # good to know; nothing is wrong
    DOUBT = "doubt"  # works, with something missing
    BAD = "bad"  # does not work


@dataclass(frozen=True, slots=True)
class Checked:
    """`finding` is what was found, with its `values`; where there is something to be done, the phrases say what."""

    name: str
    finding: str
    verdict: Verdict
    values: dict[str, Any] = field(default_factory=dict)

    def called(self, language: str) -> str:
        return phrases(language, _FOLDER)(f"check.{self.name}")

    def says(self, language: str) -> str:
        return phrases(language, _FOLDER)(f"says.{self.name}_{self.finding}", **self.values)

    def remedy(self, language: str) -> str:
        """What to do; "" where there is nothing to."""
        say, key = phrases(language, _FOLDER), f"do.{self.name}_{self.finding}"
        return say(key, **self.values) if say.has(key) else ""

    def as_json(self, language: str) -> dict[str, Any]:
        return {
            "check": self.name,
            "finding": self.finding,
            "verdict": self.verdict.value,
            "text": self.says(language),
            "remedy": self.remedy(language) or None,
            "values": self.values,
        }
