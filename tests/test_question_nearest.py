"""A question with a word that is not understood is declined, and the question without that word is offered."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.conversation import Conversation
from store.connection import open_store


@pytest.mark.parametrize(
    ("question", "word", "nearest"),
    [
        ("区块链执行率最低的项目", "区块链", "执行率最低的项目"),
        ("which blorbo project spent the least", "blorbo", "which project spent the least"),
    ],
)
def test_the_nearest_question_is_offered_first_and_is_answered(
    seed_store: Path, question: str, word: str, nearest: str
) -> None:
    conversation = Conversation(open_store(seed_store))
    answer = conversation.ask(question)
    assert answer.status is Status.DECLINED
    assert word in answer.text
    assert answer.suggestions[0] == nearest
    assert conversation.ask(nearest).status is Status.ANSWERED


def test_where_nothing_is_left_there_is_no_nearest_question(seed_store: Path) -> None:
    answer = Conversation(open_store(seed_store)).ask("区块链")
    assert "" not in answer.suggestions
    assert all("区块链" not in suggestion for suggestion in answer.suggestions)
