"""Slips of the pen: names and words that are typed wrong are put right, and the person is told; nothing else is."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.conversation import Conversation
from assistant.understanding.lexicon import lexicon
from assistant.understanding.reading import Reader, Reading
from question_sets import all_asked
from question_stores import public, seed


def reading(question: str) -> Reading:
    return Reader(seed(), lexicon()).read(question)


@pytest.mark.parametrize(
    ("question", "typed", "meant"),
    [
        ("信访事物的预算", "信访事物", "信访事务"),  # another character
        ("心访事务的预算", "心访事务", "信访事务"),  # one that sounds alike
        ("信仿事务花了多少", "信仿事务", "信访事务"),
        ("全区信访业务陪训花了多少", "全区信访业务陪训", "全区信访业务培训"),
        ("信放大厅花了多少", "信放大厅", "信访大厅"),
        ("大厅的执行绿", "执行绿", "执行率"),  # a word of the domain
        ("大厅预蒜多少", "预蒜", "预算"),
        ("executoin rate of the hall", "executoin", "execution"),  # letters swapped
        ("budgett of the hall", "budgett", "budget"),  # a letter too many
        ("excution rate of the hall", "excution", "execution"),  # a letter missing
    ],
)
def test_a_slip_is_put_right_and_told(question: str, typed: str, meant: str) -> None:
    found = reading(question)
    assert [(c.typed, c.meant) for c in found.corrections] == [(typed, meant)]
    assert found.gaps == ()
    answer = Conversation(seed()).ask(question)
    assert answer.status is Status.ANSWERED
    assert f"“{typed}”" in answer.interpretation
    assert f"“{meant}”" in answer.interpretation


def test_two_slips_in_one_question() -> None:
    found = reading("信访事物的执行绿")
    assert {c.meant for c in found.corrections} == {"信访事务", "执行率"}
    assert Conversation(seed()).ask("信访事物的执行绿").rows == Conversation(seed()).ask("信访事务的执行率").rows


def test_a_slip_among_many_names() -> None:
    right = Conversation(public()).ask("入河排污口整治花了多少")
    assert Conversation(public()).ask("入河排屋口整治花了多少").rows == right.rows


@pytest.mark.parametrize(
    "question",
    [
        "大亭花了多少",  # two characters: the other alone is no ground
        "信访大楼花了多少",  # 楼 is no slip of 厅
        "水务局花了多少",
        "区块链花了多少",
        "大厅的得分分多少",
        "the skhl budget of something",
    ],
)
def test_what_is_not_near_enough_is_left_as_it_is_and_not_answered(question: str) -> None:
    assert reading(question).corrections == ()
    answer = Conversation(seed()).ask(question)
    assert (answer.status, answer.rows) == (Status.DECLINED, ())


def test_another_english_word_is_no_slip() -> None:
    """qualify is not quality, and marked is not market."""
    assert reading("which indicators qualify").corrections == ()


def test_nothing_is_corrected_that_could_be_understood() -> None:
    """A correction needs a gap: without one a question is read as it stands."""
    with_slips = {"typo", "homophone", "misspelt", "slip", "pinyin"}
    known = [one for one in all_asked("seed") if not with_slips & set(one.question["tags"])]
    corrected = {one.question["question"]: r.corrections for one in known if (r := reading(one.question["question"]))}
    assert len(corrected) > 60
    assert {question: found for question, found in corrected.items() if found} == {}


def test_a_question_that_is_right_is_the_same_when_it_is_read_again() -> None:
    for question in ("信访事物的预算", "大厅的执行绿", "budgett of the hall"):
        corrected = reading(question)
        assert reading(corrected.folded).corrections == ()
        assert reading(corrected.folded).frame.measures == corrected.frame.measures
