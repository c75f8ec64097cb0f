"""Questions with known answers, in both languages, alone and in conversations, over two stores."""

from __future__ import annotations

import json

import pytest

from question_sets import STORES, Question, asked, questions
from questions_check import faults

CASES = [pytest.param(name, question, id=question["id"]) for name in STORES for question in questions(name)]


@pytest.mark.parametrize(("name", "question"), CASES)
def test_a_question_is_answered_as_is_known(name: str, question: Question) -> None:
    answer = asked(name)[question["id"]].answer
    printed = json.loads(json.dumps(answer.as_json()))
    assert faults(question["expect"], printed) == [], f"{question['question']} -> {answer.text}"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"status": "empty"}, "status 'empty', expected answered"),
        ({"rows": [["甲", 1.02], ["乙", 2.0]]}, "missing row ['甲', 1.01]"),
        ({"rows": [["乙", 2.0], ["甲", 1.01]]}, "rows out of order"),
        (
            {"rows": [["甲", 1.01], ["乙", 2.0], ["丙", 3]]},
            "1 rows besides the expected ones, 0 allowed, e.g. ['丙', 3]",
        ),
        ({"text": "2 个"}, "text lacks '3 个'"),
        ({"text": "3 个，不详"}, "text says '不详'"),
    ],
)
def test_the_judge_finds_what_falls_short(changed: dict[str, object], fault: str) -> None:
    expect = {"rows": [["甲", 1.01], ["乙", 2]], "ordered": True, "text_has": ["3 个"], "text_lacks": ["不详"]}
    answer = {"status": "answered", "rows": [["甲", 1.01], ["乙", 2.0]], "text": "共 3 个"}
    assert faults(expect, answer) == []
    assert fault in faults(expect, answer | changed)
