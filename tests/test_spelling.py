"""Names typed in Latin letters: by their sound, or by its initials."""

import sqlite3
from pathlib import Path

import pytest

from assistant.conversation import Conversation
from store.indexing import index
from store.spelling import MARK, spellings

CORPUS = Path(__file__).parent.parent / "corpus"


def test_a_name_is_spelt_by_its_words_and_by_initials() -> None:
    assert {MARK + "xinfangshiwu", MARK + "xfsw", MARK + "xinfang"} <= spellings(["信访", "事务"])


def test_two_initials_stand_for_too_much() -> None:
    assert MARK + "xf" not in spellings(["信访"])


def test_a_name_with_other_letters_has_no_spelling_of_them() -> None:
    assert all(spelling[1:].isalpha() and spelling.isascii() for spelling in spellings(["12345", "热线", "A区"]))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("xinfangshiwu 执行率", 99.94),
        ("xfsw花了多少", 1711929),
        ("xinfangshiwu zhixinglv", 99.94),
        ("peixun 全年预算", 50000),
    ],
)
def test_a_question_may_spell_a_name_or_a_field(tmp_path: Path, question: str, value: float) -> None:
    index(tmp_path / "store.db", [CORPUS])
    with sqlite3.connect(tmp_path / "store.db") as connection:
        answer = Conversation(connection).ask(question)
    assert [value] == [cell for row in answer.rows for cell in row if cell == value]
