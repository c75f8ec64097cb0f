"""Conditions: which projects a question's words let through, beside plain SQL over the public forms."""

from __future__ import annotations

from itertools import groupby

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public

OF_FORMS = "SELECT e.project_name, e.year, e.unit FROM evaluations AS e JOIN fund_lines AS f ON f.evaluation_id = e.id"
RATE, SPENT, LEFT = "f.executed * 1.0 / f.annual_budget", "f.executed / 100.0", "f.annual_budget - f.executed"


def ask(question: str) -> Answer:
    return Conversation(public()).ask(question)


def forms(answer: Answer) -> set[tuple[object, ...]]:
    keys = [column.key for column in answer.columns]
    return {tuple(row[keys.index(key)] for key in ("project_name", "year", "unit")) for row in answer.rows}


def where(condition: str) -> set[tuple[object, ...]]:
    found = {tuple(row) for row in public().execute(f"{OF_FORMS} WHERE f.is_total AND ({condition})")}
    assert found
    return found


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("执行率低于50%或高于100%的项目", f"{RATE} < 0.5 OR {RATE} > 1"),
        ("projects with execution rate below 50% or above 100%", f"{RATE} < 0.5 OR {RATE} > 1"),
        ("花钱少于20万或者多于500万的项目", f"{SPENT} < 200000 OR {SPENT} > 5000000"),
        ("projects that spent less than 20万 or more than 500万", f"{SPENT} < 200000 OR {SPENT} > 5000000"),
        ("projects that spent 500万 or more", f"{SPENT} >= 5000000"),
        ("没花完的项目", f"{LEFT} > 0"),
        ("没用完的项目有哪些", f"{LEFT} > 0"),
        ("超预算或者没花完的项目", f"{LEFT} <> 0"),
        ("没花完或者执行率低于90%的项目", f"{LEFT} > 0 OR {RATE} < 0.9"),
    ],
)
def test_conditions_joined_by_or_and_those_of_what_is_left(question: str, condition: str) -> None:
    assert forms(ask(question)) == where(condition)


@pytest.mark.parametrize(
    ("question", "same"),
    [("结余有多少", "每个项目的结余"), ("没花完的有多少", "每个项目的结余"), ("执行率有多少", "每个项目的执行率")],
)
def test_how_much_there_is_of_a_figure_is_no_count(question: str, same: str) -> None:
    assert ask(question).rows == ask(same).rows
    assert len(ask(question).rows) > 1


@pytest.mark.parametrize(
    "question",
    [
        "每年执行率最低的项目",
        "每年执行率最低的项目分别是谁",
        "which project in each year has the lowest execution rate",
    ],
)
def test_each_year_has_a_leader_of_its_own(question: str) -> None:
    rows = public().execute(
        f"SELECT e.year, {RATE}, e.project_name, e.unit FROM evaluations AS e"  # noqa: S608
        " JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total ORDER BY 1, 2"
    )
    expected = set()
    for year, of_year in groupby(rows.fetchall(), key=lambda row: row[0]):
        known = [row for row in of_year if row[1] is not None]
        expected |= {(name, year, unit) for _, rate, name, unit in known if rate == known[0][1]}
    assert forms(ask(question)) == expected


def test_a_class_behind_a_part_of_a_name_is_not_asked_of_that_name() -> None:
    answer = ask("居民满意度低于95%的项目")  # 居民健康素养水平 is the one name with 居民, and no satisfaction
    assert answer.status is Status.EMPTY
    assert "居民健康素养水平" not in answer.interpretation


@pytest.mark.parametrize(
    "question", ["校园安保服务平均执行率比公众满意度高百分之几", "指标的平均完成值", "满意度指标的平均目标值"]
)
def test_what_no_query_works_out_is_declined_and_not_answered_without_a_word_of_it(question: str) -> None:
    assert ask(question).status is Status.DECLINED
