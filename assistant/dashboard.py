"""The store at a glance: what it holds and what was spent, by year and office, points lost, what does not add up.

Owns which questions make up the overview. Each part is the answer to a question that anyone can ask, and each of its
rows says the question that goes on from it; so no figure here can differ from what the conversation says.
"""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from assistant.wording.phrases import phrases
from store.dataclass import dataclass

_PARTS = ("years", "departments", "units", "classes", "findings")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the overview: `asks` has a question for every row of its answer, None where a row has no name."""

    title: str
    answer: Answer
    asks: tuple[str | None, ...]

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, **self.answer.as_json(), "asks": list(self.asks)}


def dashboard(conversation: Conversation, language: str) -> tuple[Answer, list[Part]]:
    """The totals, and the parts that the store has something for. The conversation must be one of its own."""
    say = phrases(language)
    totals = conversation.summarise(language=language)
    parts = []
    for key in _PARTS:
        answer = conversation.ask(say(f"dashboard.{key}"))
        if answer.status is Status.ANSWERED and answer.rows:
            parts.append(Part(say(f"dashboard.title_{key}"), answer, _asks(key, answer, language)))
    return totals, parts


def _asks(key: str, answer: Answer, language: str) -> tuple[str | None, ...]:
    say = phrases(language)
    return tuple(say(f"dashboard.ask_{key}", name=row[0]) if row[0] is not None else None for row in answer.rows)
