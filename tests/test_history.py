"""Conversations are kept whole, found again by what was said, and gone on with."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answer import Answer, CellPlace, Column, Source, Status
from assistant.conversation import Conversation
from assistant.history import History, history_file
from assistant.history.keeping import HistoryError, store_state
from assistant.history.packing import packed, unpacked
from assistant.history.resuming import resumed
from command_line import SEED, jiwen
from store.connection import open_store

STATE = "as it was"
HOSTILE = "[/x]\x1b[31m'; DROP TABLE turns; --\ud800"


@pytest.fixture
def history(store: Path) -> Iterator[History]:
    store.parent.mkdir()
    with closing(History(history_file(store))) as kept:
        yield kept


def answer(question: str, text: str = "是。") -> Answer:
    return Answer(question, "zh", Status.ANSWERED, text)


def keep(history: History, *questions: str) -> int:
    """A conversation in which these were asked; its id."""
    talk = history.begin(questions[0])
    for question in questions:
        history.keep(talk, answer(question), STATE)
    return talk


def test_nothing_is_written_before_something_is_kept(history: History) -> None:
    assert history.talks() == []
    assert history.last() is None
    assert history.search("是") == (0, [])
    assert history.turns(1) == []
    assert not history.file.exists()


def test_the_file_stands_beside_the_store_and_is_not_the_store(store: Path) -> None:
    assert history_file(store) == store.parent / "jiwen.conversations.db"


def test_an_answer_comes_back_whole(history: History, seed_store: Path) -> None:
    with closing(open_store(seed_store)) as connection:
        conversation = Conversation(connection)
        asked = [conversation.ask(q) for q in ("哪个项目花钱最少", "最好的项目", "三个项目一共花了多少钱", "明天天气")]
        talk = history.begin(asked[0].question)
        for one in asked:
            history.keep(talk, one, STATE)
    assert [turn.answer for turn in history.turns(talk)] == asked
    assert {one.status for one in asked} == {Status.ANSWERED, Status.CLARIFY, Status.DECLINED}
    assert any(source.cells for one in asked for of_row in one.sources for source in of_row)


def test_hostile_text_comes_back_as_it_was() -> None:
    source = Source("1", HOSTILE, HOSTILE, cells=(CellPlace(HOSTILE, HOSTILE),))
    whole = Answer(
        HOSTILE,
        "zh",
        Status.ANSWERED,
        HOSTILE,
        columns=(Column("a", HOSTILE),),
        rows=((HOSTILE,),),
        sources=((source,),),
    )
    assert unpacked(packed(whole)) == whole


def test_a_conversation_is_titled_by_its_first_question_until_it_is_named(history: History) -> None:
    talk = keep(history, "哪个项目\n花钱最少", "那最多的呢")
    assert [(t.title, t.turns) for t in history.talks()] == [("哪个项目 花钱最少", 2)]
    history.rename(talk, "  年末\t核对 ")
    history.rename(talk, " ")
    assert [t.title for t in history.talks()] == ["年末 核对"]


def test_the_list_has_the_last_used_first_and_is_filtered_by_title(history: History) -> None:
    first, second = keep(history, "预算 ＡＢＣ"), keep(history, "执行率")
    assert [t.id for t in history.talks()] == [second, first]
    history.keep(first, answer("它的执行率呢"), STATE)
    assert [t.id for t in history.talks()] == [first, second]
    assert [t.id for t in history.talks("abc")] == [first]
    last = history.last()
    assert last is not None
    assert last.id == first


def test_what_is_deleted_can_be_brought_back_for_a_day(history: History) -> None:
    talk = keep(history, "哪个项目花钱最少")
    history.delete(talk)
    assert history.talks() == []
    assert history.last() is None
    assert history.talk(talk) is None
    assert history.search("花钱")[0] == 0
    assert history.questions() == []
    history.undelete(talk)
    assert [t.id for t in history.talks()] == [talk]
    history.delete(talk)
    history.close()
    with sqlite3.connect(history.file) as connection:
        past = (datetime.now(UTC) - timedelta(days=2)).isoformat()
        connection.execute("UPDATE talks SET deleted = ?", (past,))
    connection.close()
    history.undelete(talk)
    assert history.talks() == []
    with sqlite3.connect(history.file) as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (0,)
    connection.close()


def test_an_id_is_never_given_twice(history: History) -> None:
    first = keep(history, "一")
    history.delete(first)
    with history._writing() as connection:
        connection.execute("DELETE FROM talks")
    assert keep(history, "二") > first


def test_words_are_found_in_questions_headlines_and_cells(history: History) -> None:
    talk = history.begin("花了多少")
    money = Answer(
        "花了多少", "zh", Status.ANSWERED, "一句话", columns=(Column("e", "执行数", "元"),), rows=((4015625.03,),)
    )
    history.keep(talk, money, STATE)
    history.keep(talk, answer("别的", "Ｔotal 100%"), STATE)
    assert history.positions(talk, "多少") == [0]
    assert history.positions(talk, "4,015,625.03") == [0]
    assert history.positions(talk, "tOTAL") == [1]
    assert history.positions(talk, "％") == [1]  # a text, no pattern of LIKE
    assert history.positions(talk, " ") == []
    assert history.positions(talk, "没有的") == []


def test_a_search_goes_over_all_conversations_the_newest_first(history: History) -> None:
    first, second = keep(history, "培训的预算", "别的"), keep(history, "信访的预算")
    count, hits = history.search("预算")
    assert count == 2
    assert [(hit.talk, hit.position, hit.question) for hit in hits] == [
        (second, 0, "信访的预算"),
        (first, 0, "培训的预算"),
    ]
    assert "预算" in hits[0].excerpt


def test_questions_of_all_conversations_are_each_named_once_the_last_asked_last(history: History) -> None:
    keep(history, "一", "二")
    keep(history, "三", "一")
    assert history.questions() == ["二", "三", "一"]
    assert history.questions(2) == ["三", "一"]


def test_two_programs_keep_at_once(history: History) -> None:
    talk = keep(history, "一")
    with closing(History(history.file)) as other:
        assert other.keep(talk, answer("二"), STATE) == 1
    assert history.keep(talk, answer("三"), STATE) == 2
    assert history.count(talk) == 3


def test_a_file_that_is_none_is_named_with_what_to_do(history: History) -> None:
    history.file.write_bytes(b"no database" * 100)
    with pytest.raises(HistoryError, match=r"conversations\.db.*move the file away"):
        history.talks()


def test_a_file_of_a_later_jiwen_is_left_as_it_is(history: History) -> None:
    with sqlite3.connect(history.file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(HistoryError, match="update jiwen"):
        history.begin("一")


def test_an_answer_that_cannot_be_read_hides_no_other(history: History) -> None:
    talk = keep(history, "一", "二")
    with history._writing() as connection:
        connection.execute("UPDATE turns SET answer = '{' WHERE position = 0")
    assert [turn.answer.question for turn in history.turns(talk)] == ["二"]


# going on


def test_a_follow_up_is_understood_after_a_conversation_was_taken_up_again(history: History, seed_store: Path) -> None:
    with closing(open_store(seed_store)) as connection:
        before = Conversation(connection)
        talk = history.begin("哪个项目花钱最少")
        for question in ("哪个项目花钱最少", "它的执行率呢"):
            history.keep(talk, before.ask(question), store_state(connection))
        again = resumed(history.turns(talk), lambda: Conversation(connection))
        assert again.answered_otherwise == ()
        assert again.conversation.ask("它的预算呢").rows == before.ask("它的预算呢").rows != ()


def test_a_long_chain_of_follow_ups_is_taken_up_from_where_it_stands_alone(history: History, seed_store: Path) -> None:
    chain = ["全区信访业务培训的预算", *["它的执行率呢", "它的预算呢"] * 9]
    with closing(open_store(seed_store)) as connection:
        before = Conversation(connection)
        talk = history.begin(chain[0])
        for question in chain:
            history.keep(talk, before.ask(question), STATE)
        again = resumed(history.turns(talk), lambda: Conversation(connection))
        assert again.answered_otherwise == ()
        assert "全区信访业务培训" in str(again.conversation.ask("它的执行数呢").rows)


def test_what_the_store_says_otherwise_now_is_told(history: History, tmp_path: Path) -> None:
    store, form = tmp_path / "s.db", tmp_path / "form.txt"
    form.write_bytes(SEED.read_bytes())
    jiwen("index", "--store", store, form)
    with closing(open_store(store)) as connection:
        asked = Conversation(connection)
        talk = history.begin("有几个项目")
        for question in ("有几个项目", "执行率是什么意思"):
            history.keep(talk, asked.ask(question), store_state(connection))
        state = store_state(connection)
    assert history.states(talk) == [state]
    jiwen("forget", "--store", store, form)
    other = tmp_path / "other.txt"
    text = SEED.read_text(encoding="utf-8")
    other.write_text(text[: text.index("项目支出绩效自评表", text.index("项目支出绩效自评表") + 9)], encoding="utf-8")
    jiwen("index", "--store", store, other)
    with closing(open_store(store)) as connection:
        assert store_state(connection) != state
        again = resumed(history.turns(talk), lambda: Conversation(connection))
    assert again.answered_otherwise == (0,)
