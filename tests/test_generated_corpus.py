"""Answers about corpora that were generated, against what plain Python computes from their records."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from sqlite3 import Connection

import pytest
from _pytest.mark.structures import ParameterSet

import corpus_indicator_questions
import corpus_questions
from assistant.answer import Answer, CellValue, Status
from assistant.conversation import Conversation
from corpus_facts import Asker, Row, total
from generated_corpus import IN_TWO_UNITS
from question_stores import fill
from store.connection import open_store
from store.records import Evaluation

SEEDS = (1, 2, 3)
KINDS = (*corpus_questions.KINDS, *corpus_indicator_questions.KINDS)
EQUAL = Decimal("0.00501")  # half a fen, half a hundredth of a percent or of a point


@dataclass(frozen=True)
class Case:
    """A question, and what its answer's rows hold in these columns. No rows: nothing matches."""

    kind: str
    question: str
    rows: Sequence[Row]
    ordered_by: str | None = None  # the column that rows go down (or up) by


@cache
def store(seed: int) -> Connection:
    return filled({"generated.txt": list(Asker(seed).forms)})


def filled(forms: dict[str, list[Evaluation]]) -> Connection:
    with tempfile.TemporaryDirectory(prefix="jiwen-generated-") as folder:
        path = Path(folder) / "jiwen.db"
        fill(path, forms)
        with closing(open_store(path)) as connection:
            kept = sqlite3.connect(":memory:")
            connection.backup(kept)
    return kept


def cases(seed: int) -> Iterator[Case]:
    asker = Asker(seed)
    for kind in KINDS:
        for question, rows, *ordered_by in kind(asker):
            yield Case(kind.__name__, question, rows, *ordered_by)


def named(seed: int, case: Case) -> ParameterSet:
    return pytest.param(seed, case, id=f"{seed}-{case.kind}-{case.question}")


def equal(expected: object, got: CellValue) -> bool:
    if isinstance(expected, Decimal | int):
        return isinstance(got, int | float) and abs(Decimal(str(got)) - expected) < EQUAL
    return expected == got


def faults(case: Case, answer: Answer) -> list[str]:
    """What an answer lacks, and what it has too much."""
    wanted = Status.ANSWERED if case.rows else Status.EMPTY
    if answer.status is not wanted:
        return [f"{answer.status}, not {wanted}: {answer.text}"]
    if not case.rows:
        return []
    keys = [column.key for column in answer.columns]
    left = [dict(zip(keys, row, strict=True)) for row in answer.rows]
    found = []
    for expected in case.rows:
        same = [row for row in left if all(k in row and equal(v, row[k]) for k, v in expected.items())]
        if same:
            left.remove(same[0])
        else:
            found.append(f"lacks {expected}")
    return found + [f"has {row}" for row in left]


def in_order(values: Sequence[CellValue]) -> bool:
    return list(values) in (sorted(values), sorted(values, reverse=True))  # type: ignore[type-var]


@pytest.mark.parametrize(("seed", "case"), [named(seed, case) for seed in SEEDS for case in cases(seed)])
def test_an_answer_has_the_rows_that_the_evaluations_give(seed: int, case: Case) -> None:
    answer = Conversation(store(seed)).ask(case.question)
    assert faults(case, answer) == [], answer.text
    assert all(answer.sources), "every row is read from somewhere"
    if case.ordered_by:
        place = [column.key for column in answer.columns].index(case.ordered_by)
        assert in_order([row[place] for row in answer.rows])


def test_the_order_of_files_changes_no_answer() -> None:
    one_by_one = {f"{n:03}.txt": [form] for n, form in enumerate(reversed(Asker(SEEDS[0]).forms))}
    connection = filled(one_by_one)
    for case in cases(SEEDS[0]):
        one, other = (Conversation(c).ask(case.question) for c in (store(SEEDS[0]), connection))
        assert one.status == other.status, case.question
        assert sorted(map(repr, one.rows)) == sorted(map(repr, other.rows)), case.question


def test_a_corpus_has_what_makes_answers_go_wrong() -> None:
    for seed in SEEDS:
        forms = Asker(seed).forms
        lines = [total(form) for form in forms]
        amounts = [line.executed for line in lines]
        assert len(set(amounts)) < len(amounts), "ties"
        assert {None, 0} <= {line.initial_budget for line in lines} | {line.annual_budget for line in lines}
        assert any(line.weight is None for line in lines)
        assert any(form.total_score is None for form in forms)
        assert len({form.unit for form in forms if form.project_name == IN_TWO_UNITS}) == 2
        assert len({form.year for form in forms}) > 2
        indicators = [indicator for form in forms for indicator in form.indicators]
        below = [i for i in indicators if i.score is not None and i.weight is not None and i.score < i.weight]
        assert {bool(i.deviation) for i in below} == {True, False}
        assert not all(i.applicable for i in indicators)


def test_a_corpus_is_the_same_whenever_it_is_made() -> None:
    assert Asker(7).forms == Asker(7).forms != Asker(8).forms


def test_rows_of_one_name_in_two_units_can_be_told_apart() -> None:
    for seed in SEEDS:
        answer = Conversation(store(seed)).ask("哪些指标没拿满分")
        keys = [column.key for column in answer.columns]
        heads = [
            [row[keys.index(k)] for k in ("project_name", "year", "unit", "level3") if k in keys] for row in answer.rows
        ]
        assert len({tuple(head) for head in heads}) == len(heads)
