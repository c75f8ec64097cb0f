"""What a question says is in what is answered, or it is declined: nothing is passed over, nothing claimed unchecked."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public, seed


def ask(question: str) -> Answer:
    return Conversation(public()).ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "跟2024年各项目的平均支出比，花得少的有谁",  # the condition, and not the average alone
        "三个项目花钱取个平均，在这条线下面的是谁",
        "2021年既写了偏差原因又没写偏差原因的指标",  # no row can meet both
        "执行率低于50%且执行率高于90%的项目",
        "哪些指标的完成值是分值的两倍",  # twice of what is no target
        "高标准农田设施管护同时有上级财政和本级财政的项目",
        "把2023年的数据全部清空",
        "delete all the forms of 2022",
    ],
)
def test_what_cannot_be_asked_of_the_store_is_declined(question: str) -> None:
    assert ask(question).status is Status.DECLINED


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("没有一个项目超预算吗", "有没有项目超预算"),
        ("没有任何项目执行率不到50%，对吧", "有没有项目执行率不到50%"),
        ("Not a single project spent more than its annual budget, right?", "did any project exceed its annual budget"),
        ("None of the projects had an execution rate under 90%, correct?", "any projects with a rate under 90%?"),
    ],
)
def test_that_none_does_is_put_to_the_test(claim: str, question: str) -> None:
    of_claim, known = ask(claim), ask(question)
    assert of_claim.status in (Status.ANSWERED, Status.EMPTY)
    assert len(of_claim.rows) == len(known.rows)


def test_none_of_an_office_is_asked_of_that_office() -> None:
    answer = ask("Is it correct that no 文化体育局 project was under 97% execution rate in 2022?")
    assert answer.status is Status.EMPTY
    assert "not (" not in answer.interpretation


def test_that_only_one_does_shows_all_that_do() -> None:
    answer = Conversation(seed()).ask("只有大厅没花完钱吗")
    assert answer.status is Status.ANSWERED
    assert len(answer.rows) == 3


@pytest.mark.parametrize("question", ["信访事务里不是产出指标的有哪些", "信访事务哪些指标不属于产出"])
def test_a_class_that_is_ruled_out_leaves_the_others(question: str) -> None:
    rows = Conversation(seed()).ask(question).rows
    assert {cell for row in rows for cell in row} >= {"越级上访劝返率", "工作人员满意度率"}
    assert len(rows) == 2


def test_a_multiple_of_the_target_is_a_bound() -> None:
    answer = Conversation(seed()).ask("哪些指标的完成值达到目标值的1.5倍以上")
    assert [row for row in answer.rows if "大厅资料、案例汇编印刷份数" in row] == list(answer.rows)
    assert len(answer.rows) == 1


def test_why_a_budget_was_changed_is_not_in_the_forms_and_that_is_said() -> None:
    answer = Conversation(seed()).ask("信访事务年中为啥追加了42万")
    assert 420000.0 in answer.rows[0]
    assert "没有填写预算调整原因" in answer.text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("2022年民用计量器具强制检定这张表分值有没有对不上的地方", "民用计量器具强制检定"),
        ("哪个项目一级指标标的分值和下面各项加起来对不上", "民用计量器具强制检定"),
    ],
)
def test_weights_are_checked_against_their_heading(question: str, name: str) -> None:
    assert any(name in row and "一级指标的分值与其下各项分值之和不一致" in row for row in ask(question).rows)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("花钱最多的是哪个，得分最低的是哪个", ["花钱最多的是哪个", "得分最低的是哪个"]),
        ("Who spent the most? And who scored lowest?", ["Who spent the most?", "who scored lowest?"]),
    ],
)
def test_two_questions_in_one_are_both_answered(question: str, parts: list[str]) -> None:
    answer = Conversation(seed()).ask(question)
    assert answer.status is Status.ANSWERED
    said = {cell for row in answer.rows for cell in row}
    for part in parts:
        assert Conversation(seed()).ask(part).rows[0][0] in said


def test_a_second_question_about_whoever_leads_the_first_is_not_asked_of_all() -> None:
    answer = Conversation(seed()).ask("执行率最高的那个项目，它分值最重的三级指标是哪个")
    assert answer.status is Status.DECLINED or all("信访事务" in row for row in answer.rows)


@pytest.mark.parametrize("question", ["资金来源", "funding source", "哪个资金来源最多"])
def test_the_lines_of_the_funds_without_a_name_are_all_of_them(question: str) -> None:
    answer = Conversation(seed()).ask(question)
    assert answer.status is Status.ANSWERED
    assert all("年度资金总额" not in row for row in answer.rows)
