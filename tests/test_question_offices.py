"""Offices by their kind and by what they have to do with; how many of them there are, beside plain SQL."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public, seed

FORMS = "evaluations AS e JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total"
SCHOOLS = "(e.unit LIKE '%小学%' OR e.unit LIKE '%中学%')"


def ask(question: str) -> Answer:
    answer = Conversation(public()).ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    return answer


def sql(statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in public().execute(statement)]


@pytest.mark.parametrize("question", ["两所学校一共花了多少钱", "how much did the schools spend in total"])
def test_a_kind_of_office_is_all_units_of_that_kind(question: str) -> None:
    [(fen,)] = sql(f"SELECT SUM(f.executed) FROM {FORMS} WHERE {SCHOOLS}")  # noqa: S608
    assert ask(question).rows == ((fen / 100,),)


def test_which_of_a_kind_is_asked_of_the_units() -> None:
    [(unit, _)] = sql(
        f"SELECT e.unit, SUM(f.executed) AS spent FROM {FORMS} WHERE {SCHOOLS} "  # noqa: S608
        "GROUP BY e.unit ORDER BY spent DESC LIMIT 1"
    )
    assert ask("哪所学校花钱最多").rows[0][0] == unit


def test_a_kind_of_office_that_the_store_has_none_of_is_not_understood() -> None:
    assert Conversation(seed()).ask("哪个学校花钱最多").status is Status.DECLINED


def test_projects_of_a_topic_are_those_called_so_and_those_of_offices_called_so() -> None:
    [(wanted,)] = sql(
        "SELECT COUNT(*) FROM evaluations WHERE project_name LIKE '%信访%' OR unit LIKE '%信访%' "
        "OR department LIKE '%信访%'"
    )
    assert len(ask("信访的项目有哪些").rows) == wanted > 1


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("一共有多少家单位填了自评表", "COUNT(DISTINCT unit) FROM evaluations"),
        (
            "How many departments have projects in 2022?",
            "COUNT(DISTINCT department) FROM evaluations WHERE year = 2022",
        ),
        (
            "有多少家单位的项目执行率低于80%",
            f"COUNT(DISTINCT unit) FROM {FORMS} WHERE COALESCE(f.rate, 0) < 800000",
        ),
    ],
)
def test_what_stands_behind_how_many_is_counted(question: str, counted: str) -> None:
    [(n,)] = sql(f"SELECT {counted}")
    assert f"{n} " in ask(question).text


@pytest.mark.parametrize(
    "question",
    ["Which department is responsible for 环境空气自动监测站运行维护?", "环境空气自动监测站运行维护归哪个部门管"],
)
def test_who_is_responsible_for_a_project_is_its_department_and_no_judgement(question: str) -> None:
    assert "生态环境局" in ask(question).text


def test_how_much_was_paid_under_a_project_is_no_bound() -> None:
    [row] = Conversation(seed()).ask("How much was actually paid out under 信访事务?").rows
    assert row[-1] == 1711929.0
