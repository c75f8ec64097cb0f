"""Figures that a question gives: how far another is from them, how they come about, what they may bound."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public, seed


def ask(question: str, status: Status = Status.ANSWERED) -> Answer:
    answer = Conversation(seed()).ask(question)
    assert answer.status is status, answer.text
    return answer


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("大厅花的钱比400万多多少", 15625.03),
        ("大厅花的超过400万多少", 15625.03),
        ("how much more than 4 million did the hall spend", 15625.03),
        ("by how much did the hall's spending exceed 4 million", 15625.03),
        ("信访事务的预算比200万少多少", 287030.0),
        ("大厅执行率比90%低多少", 1.24),
        ("大厅的总分离100分差多少", 1.12),
    ],
)
def test_how_far_a_figure_is_from_one_that_the_question_gives(question: str, difference: float) -> None:
    answer = ask(question)
    assert [row[-1] for row in answer.rows] == [pytest.approx(difference, abs=0.005)]
    assert all(answer.sources)


def test_of_several_forms_there_is_no_one_figure_to_compare() -> None:
    answer = Conversation(public()).ask("城区路灯设施维护的预算比400万少多少")
    assert answer.status is Status.DECLINED
    assert "3" in answer.text


@pytest.mark.parametrize("question", ["88.76%是怎么算出来的", "how was 88.76% calculated", "为什么是88.76%"])
def test_how_a_figure_comes_about_is_told_of_the_form_that_has_it(question: str) -> None:
    answer = ask(question)
    assert len(answer.rows) == 1
    assert "4,015,625.03" in answer.text
    assert "4,524,300.00" in answer.text


def test_a_figure_that_no_form_has_is_not_explained() -> None:
    ask("77%是怎么算出来的", Status.EMPTY)


@pytest.mark.parametrize(
    "question",
    [
        "Which 2020 projects executed at least 98% of their budget?",
        "2020年哪些项目至少用了预算的98%",
    ],
)
def test_a_percentage_bounds_the_rate_and_the_rate_is_shown(question: str) -> None:
    answer = Conversation(public()).ask(question)
    rates = [row[[c.key for c in answer.columns].index("execution_rate")] for row in answer.rows]
    assert rates
    assert all(isinstance(rate, float | int) and rate >= 98 for rate in rates)


def test_what_share_of_projects_is_a_share_of_their_number() -> None:
    answer = Conversation(public()).ask("In 2022, what share of projects executed less than 90% of their budget?")
    assert answer.rows[0][-1] == round(100 * 4 / 12, 2)


def test_a_share_of_none_is_zero() -> None:
    answer = Conversation(public()).ask("what share of the projects overspent?")
    assert answer.status is Status.ANSWERED
    assert answer.rows[0][-1] == 0


@pytest.mark.parametrize("question", ["各一级指标的全年预算合计", "total annual budget by level 2 indicator"])
def test_what_a_form_has_once_is_never_added_up_over_its_indicators(question: str) -> None:
    assert Conversation(public()).ask(question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("question", "words"),
    [("大部分项目的执行率是多少", "大部分"), ("which projects spent most of their budget", "most of")],
)
def test_a_share_without_a_limit_is_asked_back(question: str, words: str) -> None:
    answer = Conversation(public()).ask(question)
    assert answer.status is Status.DECLINED
    assert words in answer.text
