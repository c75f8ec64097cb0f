"""Figures of the leading rows, both ends of a ranking, and groups by what they add up to, beside plain SQL."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public, seed

FORMS = "evaluations AS e JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total"


def ask(question: str) -> Answer:
    answer = Conversation(public()).ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    return answer


def sql(statement: str) -> list[tuple[Any, ...]]:
    rows = [tuple(row) for row in public().execute(statement)]
    assert rows
    return rows


def column(answer: Answer, key: str) -> list[Any]:
    place = [column.key for column in answer.columns].index(key)
    return [row[place] for row in answer.rows]


def leading(amount: str, n: int, where: str = "1", *, by: str | None = None) -> float:
    statement = f"SELECT {amount} FROM {FORMS} WHERE {where} ORDER BY {by or amount} DESC LIMIT {n}"  # noqa: S608
    return sum(row[0] for row in sql(statement)) / 100


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("支出最多的三个项目一共花了多少", leading("f.executed", 3)),
        ("支出前三的项目合计支出", leading("f.executed", 3)),
        (
            "the three largest projects of 2022: how much did they spend together?",
            leading("f.executed", 3, "e.year = 2022"),
        ),
        ("total spending of the top 3 projects", leading("f.executed", 3)),
    ],
)
def test_the_leading_rows_together(question: str, total: float) -> None:
    assert column(ask(question), "executed") == [pytest.approx(total)]


@pytest.mark.parametrize("question", ["top 3 projects by total spending", "总支出最多的三个项目", "支出前三的项目"])
def test_the_leading_rows_one_by_one(question: str) -> None:
    assert len(ask(question).rows) == 3


@pytest.mark.parametrize(
    ("question", "part", "whole"),
    [
        ("支出最多的三个项目占总支出的百分之几", leading("f.executed", 3), leading("f.executed", 99)),
        (
            "2022年预算最大的五个项目合计占总支出多少",
            leading("f.executed", 5, "e.year = 2022", by="f.annual_budget"),
            leading("f.executed", 99, "e.year = 2022"),
        ),
    ],
)
def test_the_share_of_the_leading_rows(question: str, part: float, whole: float) -> None:
    assert ask(question).rows[0][-1] == round(100 * part / whole, 2)


def test_a_share_of_two_figures_of_the_leading_rows_is_of_them_alone() -> None:
    answer = ask("预算前三的项目，总支出占预算总额的比例")
    spent, budget = leading("f.executed", 3, by="f.annual_budget"), leading("f.annual_budget", 3)
    assert answer.rows[0][-1] == round(100 * spent / budget, 2)


def test_the_first_three_are_those_of_the_ranking_that_was_shown() -> None:
    conversation = Conversation(public())
    conversation.ask("2020年都有哪些项目")
    conversation.ask("按执行数从高到低排")
    answer = conversation.ask("前三个加起来花了多少")
    assert column(answer, "executed") == [pytest.approx(leading("f.executed", 3, "e.year = 2020"))]


def test_the_first_three_of_what_nothing_ranks_are_not_guessed() -> None:
    conversation = Conversation(public())
    conversation.ask("2020年都有哪些项目")
    assert conversation.ask("前三个加起来花了多少").status is Status.DECLINED


@pytest.mark.parametrize(
    "question", ["2022年花钱最多和最少的项目", "which projects spent the most and the least in 2022"]
)
def test_both_ends_of_a_ranking(question: str) -> None:
    amounts = sorted(row[0] / 100 for row in sql(f"SELECT f.executed FROM {FORMS} WHERE e.year = 2022"))  # noqa: S608
    assert sorted(column(ask(question), "executed")) == [amounts[0], amounts[-1]]


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("执行率最高的跟最低的差几个百分点", 11.18),
        ("最高分和最低分差多少", 1.11),
        ("支出最多的项目比最少的多多少", 3965668.53),
        ("difference between the highest and the lowest execution rate", 11.18),
    ],
)
def test_the_ends_of_a_ranking_set_against_each_other(question: str, difference: float) -> None:
    answer = Conversation(seed()).ask(question)
    assert answer.status is Status.ANSWERED
    assert difference in [pytest.approx(cell) for cell in answer.rows[0] if isinstance(cell, float)]


@pytest.mark.parametrize(
    ("question", "key", "statement"),
    [
        ("有3个以上项目的单位", "unit", "SELECT unit FROM evaluations GROUP BY unit HAVING COUNT(*) >= 3"),
        (
            "哪些单位支出合计超过500万",
            "unit",
            f"SELECT e.unit FROM {FORMS} GROUP BY e.unit HAVING SUM(f.executed) > 500000000",  # noqa: S608
        ),
        (
            "自评表数量在2份以上（不含2份）的单位",
            "unit",
            "SELECT unit FROM evaluations GROUP BY unit HAVING COUNT(*) > 2",
        ),
    ],
)
def test_groups_by_what_they_add_up_to(question: str, key: str, statement: str) -> None:
    assert sorted(column(ask(question), key)) == sorted(row[0] for row in sql(statement))


@pytest.mark.parametrize("question", ["各单位支出占比", "每个单位的支出占总支出的百分之几"])
def test_the_shares_of_groups_are_shares_of_all(question: str) -> None:
    answer = ask(question)
    assert len(answer.rows) == len(sql("SELECT DISTINCT unit FROM evaluations"))
    assert sum(row[-1] for row in answer.rows if isinstance(row[-1], float)) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("question", ["一个部门挑一个：2023年里开支最大的项目", "2023年每个部门花钱最多的项目"])
def test_one_of_each_is_the_leader_of_every_group(question: str) -> None:
    expected = sql(f"SELECT MAX(f.executed) FROM {FORMS} WHERE e.year = 2023 GROUP BY e.department")  # noqa: S608
    assert sorted(column(ask(question), "executed")) == sorted(row[0] / 100 for row in expected)
