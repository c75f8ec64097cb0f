"""What an answer was narrowed by can be taken away or changed, one condition at a time, and follow-ups hold with it."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.conversation import Conversation
from store.connection import open_store

TRAINING = "全区信访业务培训"


@pytest.fixture
def conversation(seed_store: Path) -> Conversation:
    return Conversation(open_store(seed_store))


def labels(conversation: Conversation) -> list[str]:
    return [condition.label for condition in conversation.conditions()]


def test_before_the_first_question_and_without_a_condition_there_is_none(conversation: Conversation) -> None:
    assert conversation.conditions() == ()
    conversation.ask("哪个项目花钱最少")
    assert conversation.conditions() == ()


def test_each_condition_is_said_as_the_answer_says_it(conversation: Conversation) -> None:
    answer = conversation.ask("2023年执行率低于95%的项目有哪些")
    assert labels(conversation) == ["年度为2023", "执行率 < 95%"]
    assert all(label in answer.interpretation for label in labels(conversation))


def test_an_answer_without_one_keeps_the_others(conversation: Conversation) -> None:
    conversation.ask("2023年执行率低于95%的项目有哪些")
    _, rate = conversation.conditions()
    answer = conversation.without(rate)
    assert len(answer.rows) == 3
    assert labels(conversation) == ["年度为2023"]
    assert "执行率 < 95%" in answer.question


def test_indicators_stay_indicators_when_a_condition_goes(conversation: Conversation) -> None:
    conversation.ask("信访事务有哪些满意度指标")
    assert labels(conversation)[0] == "项目 = 信访事务"
    answer = conversation.without(conversation.conditions()[0])
    assert len(answer.rows) == 3


def test_a_project_is_changed_to_another_and_a_follow_up_is_about_that(conversation: Conversation) -> None:
    conversation.ask("信访事务的执行率是多少")
    (project,) = conversation.conditions()
    assert TRAINING in project.values
    answer = conversation.changed(project, TRAINING)
    assert answer.status is Status.ANSWERED
    assert "99.91" in answer.text
    assert "49,956.50" in conversation.ask("它花了多少钱").text


def test_an_english_question_is_said_in_english(conversation: Conversation) -> None:
    conversation.ask("which indicators of 信访事务 scored below cap in 2023")
    assert "year is 2023" in labels(conversation)
    year = next(c for c in conversation.conditions() if c.label.startswith("year"))
    assert conversation.without(year).question == "Without the condition: year is 2023"


def test_there_is_no_question_again_before_the_first(seed_store: Path, conversation: Conversation) -> None:
    conversation.ask("信访事务的执行率是多少")
    (condition,) = conversation.conditions()
    with pytest.raises(LookupError):
        Conversation(open_store(seed_store)).without(condition)
