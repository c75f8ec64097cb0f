"""An answer whose figures are contradicted by their own form says so, in one line, and no other answer does."""

from __future__ import annotations

import pytest

from assistant.conversation import Conversation
from question_stores import public, seed
from store.values import Outcome, compare

NOTE = "自相矛盾"


@pytest.mark.parametrize(
    "question",
    [
        "信访事务花了多少钱",
        "信访事务的年初预算是多少",
        "三个项目各花了多少钱",
        "三个项目一共花了多少钱",
        "总结一下信访事务",
    ],
)
def test_an_answer_with_a_contradicted_figure_says_so_once(question: str) -> None:
    answer = Conversation(seed()).ask(question)
    assert answer.text.count(NOTE) == 1
    assert "信访事务（2023）写“未超年初预算”，而执行数超过年初预算数" in answer.text


@pytest.mark.parametrize(
    "question",
    ["全区信访业务培训花了多少钱", "信访事务有哪些满意度指标", "信访事务的总分是多少", "哪个项目花钱最少", "你好"],
)
def test_an_answer_with_none_says_nothing(question: str) -> None:
    assert NOTE not in Conversation(seed()).ask(question).text


def test_it_is_said_in_the_language_of_the_question() -> None:
    text = Conversation(seed()).ask("how much was spent on 信访事务").text
    assert "contradicted by its own form: 信访事务 (2023)" in text


def test_a_wrong_sum_casts_doubt_on_the_sum_and_not_on_every_part_of_it() -> None:
    conversation = Conversation(public())
    assert "总分与各项得分之和不一致" in conversation.ask("馆藏文物保护与展陈维护2022年的总分是多少").text
    assert NOTE not in conversation.ask("馆藏文物保护与展陈维护2022年花了多少钱").text
    assert "未达到目标却得满分" in conversation.ask("城乡低保边缘家庭生活补贴2021年发放补贴人次得了几分").text


def test_a_question_for_contradictions_lists_them_and_counts_the_rest() -> None:
    answer = Conversation(seed()).ask("哪些表自相矛盾")
    assert [row[0] for row in answer.rows] == ["信访事务"]
    assert "5 处疑点、23 处提示" in answer.text
    assert NOTE not in answer.text
    assert [source.line for source in answer.sources[0]] == [285, 199]


def test_where_nothing_is_contradicted_the_doubts_are_listed() -> None:
    answer = Conversation(seed()).ask("全区信访业务培训有什么问题")
    assert "没有发现不自洽" in answer.text
    assert [row[3] for row in answer.rows] == ["大幅超过目标，未写原因"]


@pytest.mark.parametrize("question", ["谁没写原因", "who did not give a reason"])
def test_those_owe_a_reason_that_missed_their_target_or_lost_points(question: str) -> None:
    rows = Conversation(public()).ask(question).rows
    assert rows
    assert all(compare(row[5], row[6]).outcome is Outcome.MISSED or row[8] < row[7] for row in rows)
