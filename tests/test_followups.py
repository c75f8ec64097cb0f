"""Conversations: what a question takes over from the one before it, and that the person sees what it was."""

from __future__ import annotations

from sqlite3 import Connection

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import Conversation
from question_stores import public, seed

HALL, AFFAIRS, TRAINING = "区信访大厅（区维稳中心）管理事务", "信访事务", "全区信访业务培训"


def last(*turns: str, store: Connection | None = None) -> Answer:
    """The answer to the last of several questions of one conversation."""
    conversation = Conversation(store or seed())
    return [conversation.ask(turn) for turn in turns][-1]


def alone(question: str, store: Connection | None = None) -> Answer:
    return last(question, store=store)


@pytest.mark.parametrize(
    ("turns", "same_as"),
    [
        # another name, year, direction or measure in the place of the last
        (("大厅花了多少", "培训呢"), "培训花了多少"),
        (("大厅花了多少", "培训呢", "信访事务呢"), "信访事务花了多少"),
        (("how much did the hall spend", "what about the training?"), "how much did the training spend"),
        (("哪个项目花钱最多", "那最少的呢"), "哪个项目花钱最少"),
        (("which project spent the most", "and the least?"), "which project spent the least"),
        (("哪个项目花钱最多", "第二多的呢"), "花钱第二多的项目"),
        (("大厅的预算", "执行率呢"), "大厅的执行率"),
        (("哪个项目花钱最多", "那最少的呢", "它的预算呢"), "培训的预算"),
        # a pronoun: the rows of the last answer
        (("哪个项目花钱最少", "它的预算呢"), "培训的预算"),
        (("which project spent the least", "its budget?"), "budget of 全区信访业务培训"),
        (("哪个项目花钱最多", "这个项目的执行率"), "大厅的执行率"),
        # an ordinal: one of the rows
        (("列出所有项目的预算", "第二个"), "总结一下信访事务"),
        (("列出所有项目的预算", "第三个的执行率"), "培训的执行率"),
        # narrower
        (("哪些指标没拿满分", "其中大厅的呢"), "大厅哪些指标没拿满分"),
        (("信访事务有哪些指标", "其中的质量指标"), "信访事务的质量指标"),
        (
            ("which indicators scored below the cap", "and of the hall?"),
            "which of the hall scored below the cap",
        ),
        # another order
        (("按执行率从高到低排一下", "从低到高"), "按执行率从低到高排一下"),
        # a correction
        (("大厅的预算", "说错了，是培训"), "培训的预算"),
        (("大厅的预算", "我是说执行数"), "大厅的执行数"),
        (("信访事务的全年预算", "不是全年的，我要年初的"), "信访事务的年初预算"),
        (("信访事务花了多少", "不是支出，我要的是预算"), "信访事务的预算"),
        # the other end
        (("哪个项目花钱最多", "反过来呢"), "哪个项目花钱最少"),
        # what was counted
        (
            ("how many projects spent more than 1 million yuan", "list them"),
            "projects that spent more than 1 million yuan",
        ),
    ],
)
def test_a_follow_up_is_the_question_that_it_stands_for(turns: tuple[str, ...], same_as: str) -> None:
    answer, whole = last(*turns), alone(same_as)
    assert answer.status is Status.ANSWERED
    assert answer.rows == whole.rows != ()


@pytest.mark.parametrize(
    ("turns", "same_as"),
    [
        (("2023年花钱最多的项目", "2022年呢"), "2022年花钱最多的项目"),
        (("2023年花钱最多的项目", "2022年呢", "不限年度"), "花钱最多的项目"),
        (("路灯维护2023年花了多少", "2024年呢"), "路灯维护2024年花了多少"),
        (("2023年预算超过200万的项目", "其中执行率超过97%的"), "2023年预算超过200万、执行率超过97%的项目"),
        (("第一小学花了多少", "湖滨中学呢"), "湖滨中学花了多少"),
        (("2024年预算最大的项目是哪个", "它花了多少", "那预算最小的呢"), "2024年预算最小的项目花了多少"),
    ],
)
def test_over_years_and_units(turns: tuple[str, ...], same_as: str) -> None:
    answer, whole = last(*turns, store=public()), alone(same_as, public())
    assert answer.status is Status.ANSWERED
    assert answer.rows == whole.rows != ()


def test_the_rows_of_the_last_answer_are_meant_by_them() -> None:
    three = alone("2021年花钱最多的三个项目", public())
    answer = last("2021年花钱最多的三个项目", "它们的执行率", store=public())
    assert {row[0] for row in answer.rows} == {row[0] for row in three.rows}
    assert len(answer.rows) == 3
    assert any(column.key == "execution_rate" for column in answer.columns)


def test_wider() -> None:
    of_one = last("大厅有哪些质量指标")
    of_all = last("大厅有哪些质量指标", "不限项目呢")
    assert set(of_one.rows) < set(of_all.rows)
    assert {row[0] for row in of_all.rows} == {HALL, TRAINING, AFFAIRS}


def test_a_column_is_added_beside_the_others() -> None:
    first, more = last("列出所有项目的预算"), last("列出所有项目的预算", "再加上执行率")
    assert [column.key for column in more.columns] == [*(column.key for column in first.columns), "execution_rate"]
    assert [row[:-1] for row in more.rows] == list(first.rows)


def test_the_total_of_the_rows() -> None:
    assert last("预算超过100万的项目", "一共花了多少").rows == ((5727554.03,),)


def test_a_new_topic_forgets_the_last() -> None:
    assert len(last("大厅花了多少", "换个话题", "执行率").rows) == 3
    assert len(last("大厅花了多少", "执行率").rows) == 1


def test_what_stands_by_itself_takes_nothing_over() -> None:
    for question in ("哪个项目花钱最少", "培训的预算", "所有项目一共花了多少钱", "所有指标里哪些没拿满分"):
        answer = last("大厅有哪些质量指标", question)
        assert answer.rows == alone(question).rows
        assert "沿用" not in answer.interpretation


def test_a_question_without_a_subject_keeps_the_one_that_was_spoken_of() -> None:
    for question in ("哪些指标没拿满分", "扣在哪里", "有几个指标", "达标了吗", "which indicators lost points?"):
        answer = last("培训花了多少", question)
        assert {row[0] for row in answer.rows} <= {TRAINING, 6}, question
        assert "沿用" in answer.interpretation or "carried over" in answer.interpretation


def test_a_pronoun_that_stands_for_nothing_is_not_answered_over_everything() -> None:
    for questions in (("它的预算",), ("火星项目的预算", "它的预算"), ("火星项目的预算", "扣在哪里"), ("为什么",)):
        assert last(*questions).status is Status.DECLINED, questions


def test_thanks_do_not_end_what_was_talked_about() -> None:
    assert last("培训花了多少", "谢谢", "执行率呢").rows == alone("培训的执行率").rows


def test_a_slip_between_does_not_end_what_was_talked_about() -> None:
    assert last("大厅花了多少", "天气怎么样", "它的预算呢").rows == alone("大厅的预算").rows


def test_it_is_never_what_was_spoken_of_before_a_name_that_was_not_understood() -> None:
    assert not last("大厅花了多少", "区块链呢呢", "它的预算呢").rows


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("大厅花了多少", "它的预算呢"), f"沿用上文：{HALL}"),
        (("哪个项目花钱最少", "它的预算呢"), f"沿用上文：{TRAINING}"),
        (("how much did the hall spend", "its budget?"), f"carried over: {HALL}"),
        (("列出所有项目的预算", "第二个"), f"上文第 2 行：{AFFAIRS}"),
        (("哪个项目花钱最多", "那最少的呢"), "按全年执行数从低到高"),
        (("大厅有哪些质量指标", "信访事务呢"), "质量"),
    ],
)
def test_what_was_taken_over_is_told(turns: tuple[str, ...], told: str) -> None:
    assert told in last(*turns).interpretation


def test_two_conversations_know_nothing_of_each_other() -> None:
    one, other = Conversation(seed()), Conversation(seed())
    one.ask("大厅花了多少")
    other.ask("培训花了多少")
    assert one.ask("它的预算呢").rows == alone("大厅的预算").rows
    assert other.ask("它的预算呢").rows == alone("培训的预算").rows


def test_a_question_that_can_be_read_in_several_ways_offers_them() -> None:
    answer = alone("哪个项目最好")
    assert answer.status is Status.CLARIFY
    assert answer.rows == ()
    assert len(answer.choices) >= 2
    assert all(choice in answer.text for choice in answer.choices)


@pytest.mark.parametrize("reply", ["2", "第二个", "2.", "全年预算数", "第2个"])
def test_a_choice_is_taken_by_its_number_or_its_words(reply: str) -> None:
    assert last("哪个项目最好", reply).rows == alone("哪个项目预算最多").rows


@pytest.mark.parametrize("reply", ["2", "the second one", "second", "annual budget"])
def test_a_choice_is_taken_in_english(reply: str) -> None:
    answer = last("which project is best", reply)
    assert (answer.rows, answer.language) == (alone("which project has the largest budget").rows, "en")


def test_every_choice_that_is_offered_leads_to_an_answer() -> None:
    choices = alone("哪个项目最好").choices
    for number, choice in enumerate(choices, 1):
        by_number, by_words = last("哪个项目最好", str(number)), last("哪个项目最好", choice)
        assert by_number.status is by_words.status is Status.ANSWERED
        assert by_number.rows == by_words.rows


def test_a_choice_that_was_not_offered_is_no_answer() -> None:
    assert last("哪个项目最好", "9").status is not Status.ANSWERED
    assert last("哪个项目最好", "第九个").status is not Status.ANSWERED


def test_a_question_in_the_place_of_a_choice_is_a_question() -> None:
    assert last("哪个项目最好", "培训的预算是多少").rows == alone("培训的预算是多少").rows


@pytest.mark.parametrize("turn", ["第五个", "第9个的预算"])
def test_a_row_that_is_not_there_is_said_not_to_be(turn: str) -> None:
    assert last("列出所有项目的预算", turn).status is Status.DECLINED


# Known faults.


def test_one_department_takes_the_place_of_another() -> None:
    assert last("教育局花了多少钱", "那民政局呢", store=public()).rows == alone("民政局花了多少钱", public()).rows


def test_not_this_figure_but_that() -> None:
    assert last("大厅的预算", "不是预算，是执行数").rows == alone("大厅的执行数").rows


def test_a_row_of_no_answer_is_said_not_to_be_there() -> None:
    assert alone("第二个").status is not Status.ANSWERED


def test_the_last_row_is_the_last_that_was_shown() -> None:
    shown = alone("列出2021年所有项目的预算", public())
    answer = last("列出2021年所有项目的预算", "最后一个", store=public())
    assert shown.rows[-1][0] in answer.rows[0]
    assert shown.rows[-1][2] in answer.rows[0]


@pytest.mark.parametrize(
    "turns",
    [("which indicators scored below the cap", "of those, only the hall"), ("哪些指标没拿满分", "只看其中大厅的")],
)
def test_of_those_rows_only_what_is_named(turns: tuple[str, ...]) -> None:
    assert last(*turns).rows == alone("大厅哪些指标没拿满分").rows


@pytest.mark.parametrize(
    ("turns", "about"),
    [
        (("大厅的执行率", "为什么这么低"), HALL),
        (("培训花了多少", "为什么没花完"), TRAINING),
        (("执行率最低的项目", "为什么"), HALL),
    ],
)
def test_why_is_asked_of_what_was_talked_about(turns: tuple[str, ...], about: str) -> None:
    answer = last(*turns)
    assert {row[0] for row in answer.rows} == {about}
    assert about in answer.text


def test_two_that_were_spoken_of_one_after_the_other_are_added_up() -> None:
    conversation = Conversation(public())
    spent = [conversation.ask(question).rows[0] for question in ("博物馆那个项目花了多少", "文化馆呢")]
    both = conversation.ask("两个加起来花了多少")
    assert both.rows[0][-1] == pytest.approx(spent[0][-1] + spent[1][-1])


def test_so_many_that_were_never_spoken_of_are_not_added_up() -> None:
    assert Conversation(public()).ask("三个加起来花了多少").status is Status.DECLINED


def test_another_figure_takes_the_place_of_the_last_bound() -> None:
    conversation = Conversation(seed())
    tens = conversation.ask("信访事务有哪些指标得分是10分")
    twenties = conversation.ask("那20分的呢")
    assert {row[-1] for row in tens.rows} == {10}
    assert {row[-1] for row in twenties.rows} == {20}


def test_its_indicator_is_that_of_what_was_spoken_of() -> None:
    conversation = Conversation(public())
    conversation.ask("政务服务大厅窗口外包的执行率是多少")
    answer = conversation.ask("它的项目验收合格率为什么没得满分")
    assert {row[0] for row in answer.rows} == {"政务服务大厅窗口外包"}
