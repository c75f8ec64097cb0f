"""Claims that something leads a ranking: the ranking is of all, and the answer says whether they hold."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public, seed

HALL, TRAINING = "区信访大厅（区维稳中心）管理事务", "全区信访业务培训"


def ask(question: str) -> Answer:
    answer = Conversation(seed()).ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    return answer


@pytest.mark.parametrize(
    ("claim", "leader"),
    [
        ("大厅花的钱是不是最少的", TRAINING),
        ("信访事务是执行率最低的项目吗", HALL),
        ("执行率最低的是不是信访事务", HALL),
        ("信访事务花钱最多", HALL),
        ("Did the hall spend the least?", TRAINING),
        ("Is 信访事务 the project with the lowest execution rate?", HALL),
    ],
)
def test_what_does_not_lead_is_said_not_to_and_what_does_is_shown(claim: str, leader: str) -> None:
    answer = ask(claim)
    assert answer.text.startswith(("不是", "No"))
    assert answer.rows[0][0] == leader


@pytest.mark.parametrize(
    "claim", ["大厅的预算是不是最大", "信访事务的总分最高吗", "Was the training the cheapest project?"]
)
def test_what_leads_is_said_to_if_others_share_its_place_too(claim: str) -> None:
    assert ask(claim).text.startswith(("是", "Yes"))


@pytest.mark.parametrize(
    ("claim", "holds"),
    [("民政局是不是花钱最多的部门", True), ("教育局花钱最多吗", False), ("2022年是不是花钱最多的一年", False)],
)
def test_offices_and_years_are_ranked_by_what_they_add_up_to(claim: str, holds: bool) -> None:
    answer = Conversation(public()).ask(claim)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("是" if holds else "不是")


def test_the_years_of_one_project_are_ranked_among_themselves() -> None:
    answer = Conversation(public()).ask("城区路灯设施维护哪年花钱最多")
    assert answer.rows[0][0] == 2024


def test_the_leading_indicator_of_a_project_is_no_claim() -> None:
    answer = ask("信访事务得分最低的指标")
    assert {row[0] for row in answer.rows} == {"信访事务"}
