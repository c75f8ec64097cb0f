"""What is asked in many ways has one answer: a group of data/paraphrases.json is a question and other words for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from assistant.answer import Answer, CellValue
from assistant.conversation import Conversation
from question_stores import public, seed

GROUPS: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "data" / "paraphrases.json").read_text(encoding="utf-8")
)
STORES = {"seed": seed, "public": public}
IN_WORDS = {"outcome"}  # a value in the language of the question


@cache
def ask(store: str, question: str) -> Answer:
    return Conversation(STORES[store]()).ask(question)


def rows(answer: Answer, shared: set[str]) -> Counter[tuple[tuple[str, CellValue], ...]]:
    """The rows, whatever their order, with the columns that both answers show."""
    keys = [column.key for column in answer.columns]
    return Counter(
        tuple((key, value) for key, value in sorted(zip(keys, row, strict=True)) if key in shared)
        for row in answer.rows
    )


def paraphrases() -> Iterator[ParameterSet]:
    for store, groups in GROUPS.items():
        for question, others in groups.items():
            for other in others:
                yield pytest.param(store, question, other, id=other)


@pytest.mark.parametrize(("store", "question", "other"), list(paraphrases()))
def test_other_words_for_a_question_have_its_rows(store: str, question: str, other: str) -> None:
    known, answer = ask(store, question), ask(store, other)
    shared = {column.key for column in known.columns} & {column.key for column in answer.columns} - IN_WORDS
    assert answer.status is known.status
    assert shared or not known.rows
    assert rows(answer, shared) == rows(known, shared)
