"""Each project against its form of the year before, and years against each other, beside plain SQL."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public

LAMPS = "城区路灯设施维护"
PAIRS = """
    SELECT late.project_name, late.unit, f.executed - g.executed, f.executed FROM evaluations AS late
    JOIN fund_lines AS f ON f.evaluation_id = late.id AND f.is_total
    JOIN evaluations AS early ON early.project_name = late.project_name AND early.unit = late.unit
         AND early.year = late.year - 1
    JOIN fund_lines AS g ON g.evaluation_id = early.id AND g.is_total
    WHERE late.year = 2023"""


def ask(*turns: str) -> Answer:
    conversation = Conversation(public())
    answers = [conversation.ask(turn) for turn in turns]
    return answers[-1]


def column(answer: Answer, key: str) -> list[Any]:
    place = [column.key for column in answer.columns].index(key)
    return [row[place] for row in answer.rows]


def changes(condition: str) -> set[tuple[Any, ...]]:
    found = {(name, change / 100) for name, _, change, _ in public().execute(f"{PAIRS} AND {condition}")}
    assert found
    return found


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("哪些项目2023年比2022年花得多", "f.executed > g.executed"),
        ("哪些项目2023年比2022年花得少", "f.executed < g.executed"),
        ("2023年支出比上年减少的项目", "f.executed < g.executed"),
        ("哪些项目2022年比2023年花得多", "f.executed < g.executed"),
        ("Which projects spent more in 2023 than in 2022?", "f.executed > g.executed"),
        ("In 2022 they used more money than in 2023 - which projects are they?", "f.executed < g.executed"),
        ("2023年支出比2022年增长超过20%的项目", "f.executed > 1.2 * g.executed"),
    ],
)
def test_each_project_against_its_year_before(question: str, condition: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    pairs = set(zip(column(answer, "project_name"), column(answer, "executed_growth"), strict=True))
    assert pairs == changes(condition)


def test_a_project_without_a_form_of_the_year_before_takes_no_part() -> None:
    with_both = {row[0] for row in public().execute(PAIRS)}
    for question in ("哪些项目2023年比2022年花得多", "哪些项目2023年比2022年花得少"):
        assert set(column(ask(question), "project_name")) <= with_both


@pytest.mark.parametrize("question", ["2022和2023年哪一年花得多", "2023年花的钱多还是2022年花的多"])
def test_one_year_against_another_is_of_all_projects_together(question: str) -> None:
    totals = dict(
        public().execute(
            "SELECT e.year, SUM(f.executed) FROM evaluations AS e"
            " JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total"
            " WHERE e.year IN (2022, 2023) GROUP BY e.year"
        )
    )
    assert ask(question).rows[0] == (2023, totals[2023] / 100)
    assert totals[2023] > totals[2022]


def test_a_year_is_set_against_the_one_that_was_spoken_of() -> None:
    of_both = ask(f"{LAMPS}2023年比2022年多花了多少")
    assert ask(f"{LAMPS}2023年花了多少", "比2022年多了多少").rows == of_both.rows


@pytest.mark.parametrize("question", ["哪些项目2022和2023年都花了100万以上", "2022、2023两年支出均超过100万的项目"])
def test_what_holds_in_each_of_the_years(question: str) -> None:
    both = public().execute(
        "SELECT e.project_name, e.unit FROM evaluations AS e"
        " JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total"
        " WHERE e.year IN (2022, 2023) AND f.executed >= 100000000 GROUP BY 1, 2 HAVING COUNT(*) = 2"
    )
    answer = ask(question)
    assert {*zip(column(answer, "project_name"), column(answer, "unit"), strict=True)} == {tuple(r) for r in both}


@pytest.mark.parametrize("question", ["信访信息系统维护历年支出增长最多的一年", "哪些项目逐年增长"])
def test_growth_over_more_than_two_years_is_declined(question: str) -> None:
    assert ask(question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("2022年以来有几个项目", "year >= 2022"),
        ("从2022年起有几个项目", "year >= 2022"),
        ("2022年以后有几个项目", "year > 2022"),
        ("截至2022年有几个项目", "year <= 2022"),
        ("2022年以前有几个项目", "year < 2022"),
        ("how many projects since 2022", "year >= 2022"),
        ("how many projects were there before 2022", "year < 2022"),
    ],
)
def test_years_without_an_end_are_those_that_the_store_has(question: str, where: str) -> None:
    [(n,)] = public().execute(f"SELECT COUNT(*) FROM evaluations WHERE {where}")  # noqa: S608
    assert Conversation(public()).ask(question).rows == ((n,),)


@pytest.mark.parametrize(
    "question", ["2030年以后的项目", "in the last two years which project spent most", "近三年花了多少"]
)
def test_years_that_nobody_named_and_years_of_no_form_are_not_guessed(question: str) -> None:
    assert Conversation(public()).ask(question).status is Status.DECLINED
