"""The questions with known answers in data/questions, and what each was answered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from assistant.answer import Answer
from assistant.conversation import Conversation
from question_stores import public, seed

Question = dict[str, Any]

DATA = Path(__file__).parent / "data" / "questions"
STORES: dict[str, Callable[[], Connection]] = {
    "seed": seed,
    "seed_more": seed,
    "seed_wide": seed,
    "seed_claims": seed,
    "seed_conversations": seed,
    "seed_english": seed,
    "seed_limits": seed,
    "seed_talks": seed,
    "seed_plain_english": seed,
    "seed_chinese": seed,
    "forms": public,
    "forms_more": public,
    "forms_wide": public,
    "forms_claims": public,
    "forms_conversations": public,
    "forms_english": public,
    "forms_plain_english": public,
    "forms_groups": public,
    "forms_talks": public,
}


@dataclass(frozen=True)
class Asked:
    """A question of a set, and its answer."""

    name: str  # of the set
    question: Question
    answer: Answer

    def __str__(self) -> str:
        return f"{self.question['id']} {self.question['question']}"


def questions(name: str) -> list[Question]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def asked(name: str) -> dict[str, Asked]:
    """Every question of a set with its answer, by id; those of one conversation asked in order, the others alone."""
    connection = STORES[name]()
    conversations: dict[str, Conversation] = {}
    found = {}
    for question in questions(name):
        own = question.get("conversation")
        conversation = conversations.setdefault(own, Conversation(connection)) if own else Conversation(connection)
        found[question["id"]] = Asked(name, question, conversation.ask(question["question"]))
    return found


def all_asked(*names: str) -> list[Asked]:
    return [one for name in names or STORES for one in asked(name).values()]
