"""Conversations are kept while one asks, found, searched, gone on with, named, deleted and brought back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.answer import Answer, Column, Source, Status
from assistant.history import History, history_file
from assistant.tui.app import JiwenApp
from assistant.tui.screens.search import SearchScreen
from assistant.tui.screens.talks import TalksScreen
from assistant.tui.talking import ANY, LAST
from assistant.tui.widgets.finding import FindBar
from assistant.tui.widgets.kept import MOST_DRAWN, KeptView
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.turn import Turn
from command_line import jiwen
from test_tui_hostile import HOSTILE, safe
from tui_driving import ask, lines, opened, press, settled, shown

LEAST, RATE = "哪个项目花钱最少", "它的执行率呢"


def app_of(pilot: Pilot[None]) -> JiwenApp:
    assert isinstance(pilot.app, JiwenApp)
    return pilot.app


def positions(pilot: Pilot[None]) -> list[int | None]:
    return [turn.position for turn in app_of(pilot).main.query(Turn)]


def kept(store: Path, count: int) -> int:
    """A conversation of so many turns; its id."""
    with closing(History(history_file(store))) as history:
        talk = history.begin("第 0 问")
        for n in range(count):
            said = f"第 {n} 答" + ("，有预算二字" if n % 10 == 3 else "")
            rows = (("甲", 1.5),)
            columns = (Column("a", "项目"), Column("b", "数", "元"))
            answer = Answer(f"第 {n} 问", "zh", Status.ANSWERED, said, columns=columns, rows=rows)
            history.keep(talk, answer, "then")
    return talk


def talks(store: Path) -> list[tuple[str, int]]:
    with closing(History(history_file(store))) as history:
        return [(talk.title, talk.turns) for talk in history.talks()]


async def test_what_is_asked_is_kept_and_opening_keeps_nothing(seed_store: Path) -> None:
    async with opened(seed_store):
        pass
    assert not history_file(seed_store).exists()
    async with opened(seed_store) as pilot:
        await ask(pilot, LEAST)
        await ask(pilot, RATE)
    assert talks(seed_store) == [(LEAST, 2)]


async def test_continue_opens_the_last_conversation_and_follow_ups_work(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, LEAST)
    async with opened(seed_store, resume=LAST) as pilot:
        assert f"接着“{LEAST}”问" in shown(pilot)
        assert "49,956.50" in shown(pilot)
        await ask(pilot, RATE)
        assert "99.91" in shown(pilot)
        assert positions(pilot) == [0, 1]
    assert talks(seed_store) == [(LEAST, 2)]


async def test_continue_with_nothing_kept_says_so_and_begins(seed_store: Path) -> None:
    async with opened(seed_store, resume=LAST) as pilot:
        assert "还没有保存的对话" in shown(pilot)
        assert "可以这样问" in shown(pilot)
    async with opened(seed_store, resume=77, language="en") as pilot:
        assert "There is no conversation 77" in shown(pilot)


async def test_resume_without_an_id_opens_the_list(seed_store: Path) -> None:
    kept(seed_store, 2)
    async with opened(seed_store, resume=ANY) as pilot:
        assert isinstance(pilot.app.screen, TalksScreen)
        await press(pilot, "enter")
        assert "第 1 答" in shown(pilot)


async def test_a_store_that_changed_meanwhile_is_said_to_have(seed_store: Path) -> None:
    kept(seed_store, 2)
    async with opened(seed_store, resume=LAST, size=(100, 40)) as pilot:
        assert "库在这之后变过" in shown(pilot)
        assert "现在回答会不同的：第 0 问; 第 1 问" in shown(pilot)


async def test_a_new_conversation_refers_to_nothing_before(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, LEAST)
        await press(pilot, "ctrl+n")
        await ask(pilot, RATE)
        assert "99.91" not in shown(pilot)
        assert positions(pilot) == [0]
    assert [title for title, _ in talks(seed_store)] == [RATE, LEAST]


# the list


async def test_the_list_is_filtered_and_enter_goes_on(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, LEAST)
        await press(pilot, "ctrl+n")
        await ask(pilot, "哪些指标没拿满分")
        await press(pilot, "ctrl+r")
        assert "以前的对话（2）" in shown(pilot)
        await press(pilot, *"花钱")
        assert "以前的对话（1）" in shown(pilot)
        await press(pilot, "enter")
        assert "49,956.50" in shown(pilot)
        assert app_of(pilot).main.query_one(Prompt).has_focus


async def test_a_conversation_is_named(seed_store: Path) -> None:
    kept(seed_store, 1)
    async with opened(seed_store) as pilot:
        await press(pilot, "ctrl+r", "f2")
        await press(pilot, "end", *["backspace"] * 10, *"年末 [x]", "enter")
        assert "年末 [x]" in shown(pilot)
    assert talks(seed_store) == [("年末 [x]", 1)]


async def test_a_deletion_is_undone(seed_store: Path) -> None:
    kept(seed_store, 1)
    async with opened(seed_store, size=(100, 30)) as pilot:
        await press(pilot, "ctrl+r", "ctrl+d")
        assert "还没有保存的对话" in shown(pilot)
        assert talks(seed_store) == []
        await press(pilot, "ctrl+z")
        assert talks(seed_store) == [("第 0 问", 1)]
        await press(pilot, "ctrl+z")
        assert "没有可撤销的删除" in shown(pilot)


# a long one


async def test_a_long_conversation_draws_its_end_and_more_as_one_reads_back(seed_store: Path) -> None:
    kept(seed_store, 60)
    async with opened(seed_store, resume=LAST) as pilot:
        assert positions(pilot) == list(range(50, 60))
        for _ in range(60):
            await press(pilot, "pageup")
        assert positions(pilot)[0] == 0
        assert "第 0 答" in shown(pilot)


async def test_reading_back_does_not_lose_the_place(seed_store: Path) -> None:
    kept(seed_store, 60)
    async with opened(seed_store, resume=LAST) as pilot:
        view = app_of(pilot).main.query_one(KeptView)
        view.scroll_home(animate=False)
        await settled(pilot)
        first = view.query(Turn).first()
        place = first.region.y
        assert view.region.contains(*first.region.offset)
        await view.go_on(-1)
        await settled(pilot)
        assert positions(pilot)[0] == 40
        assert first.region.y == place


async def test_only_so_many_turns_are_drawn_while_one_asks(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        view = app_of(pilot).main.query_one(KeptView)
        for n in range(MOST_DRAWN + 4):
            await view.add_answer(Answer(f"{n}", "zh", Status.ANSWERED, f"第 {n} 答"))
            await settled(pilot)
        assert len(view.query(Turn)) <= MOST_DRAWN
        assert f"第 {MOST_DRAWN + 3} 答" in shown(pilot)
        view.scroll_home(animate=False)
        await settled(pilot)
        assert "前面还有" in shown(pilot)
        await view.go_on(-1)
        await settled(pilot)
        assert positions(pilot)[0] == 0
        await ask(pilot, LEAST)
        assert "49,956.50" in shown(pilot)
        assert positions(pilot)[-1] == MOST_DRAWN + 4


# finding


async def test_words_are_found_counted_and_walked_through(seed_store: Path) -> None:
    kept(seed_store, 60)
    async with opened(seed_store, resume=LAST, size=(100, 30)) as pilot:
        await press(pilot, "ctrl+f", *"预算")
        assert "6/6 个问答" in shown(pilot)
        assert "第 53 答" in shown(pilot)
        await press(pilot, "up")
        assert "5/6 个问答" in shown(pilot)
        assert "第 43 答" in shown(pilot)
        await press(pilot, "enter", "enter")
        assert "1/6 个问答" in shown(pilot)
        assert "第 3 答" in shown(pilot)
        await press(pilot, "escape")
        assert not pilot.app.screen.query_one(FindBar).display
        assert app_of(pilot).main.query_one(Prompt).has_focus
        assert "第 3 答" in shown(pilot)


async def test_words_that_are_nowhere_are_said_to_be(seed_store: Path) -> None:
    kept(seed_store, 3)
    async with opened(seed_store, resume=LAST, language="en") as pilot:
        await press(pilot, "ctrl+f", *"nowhere")
        assert "none" in shown(pilot)


async def test_words_are_found_in_all_conversations(seed_store: Path) -> None:
    kept(seed_store, 60)
    async with opened(seed_store, size=(100, 30)) as pilot:
        await ask(pilot, LEAST)
        await press(pilot, "ctrl+f", *"预算", "ctrl+f")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert pilot.app.screen.query_one(Input).value == "预算"
        options = pilot.app.screen.query_one(OptionList)
        found = [n for n in range(options.option_count) if "第 13 答" in str(options.get_option_at_index(n).prompt)]
        options.highlighted = found[0]
        await press(pilot, "enter")
        assert "第 13 答" in shown(pilot)
        assert "第 13 问" in shown(pilot)


# what goes wrong


async def test_where_nothing_can_be_kept_it_is_said_once_and_questions_are_answered(seed_store: Path) -> None:
    history_file(seed_store).write_bytes(b"no database" * 1000)
    async with opened(seed_store, size=(120, 40)) as pilot:
        await ask(pilot, LEAST)
        await ask(pilot, RATE)
        assert shown(pilot).count("对话没有保存") == 1
        assert "99.91" in shown(pilot)
        title, answers = app_of(pilot).conversation_answers()
        assert (title, len(answers)) == (LEAST, 2)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_titles_and_answers_are_shown_as_text(seed_store: Path, text: str) -> None:
    with closing(History(history_file(seed_store))) as history:
        talk = history.begin(text)
        source = Source(text, text, f"/{text}/{text}")
        columns, rows = (Column("a", text),), ((text,),)
        answer = Answer(text, "zh", Status.ANSWERED, text, columns=columns, rows=rows, sources=((source,),))
        history.keep(talk, answer, text)
        history.rename(talk, text)
    async with opened(seed_store, resume=LAST, size=(100, 40)) as pilot:
        await press(pilot, "ctrl+r")
        assert all(map(safe, lines(pilot)))
        await press(pilot, "f2")
        assert all(map(safe, lines(pilot)))
        await press(pilot, "escape", "ctrl+d")
        assert all(map(safe, lines(pilot)))
        await press(pilot, "ctrl+z", "enter", "ctrl+f")
        pilot.app.post_message(events.Paste(text))
        await settled(pilot)
        await press(pilot, "ctrl+f")
        assert all(map(safe, lines(pilot)))


def test_options_of_the_command_line_that_exclude_each_other() -> None:
    for arguments in (("--continue", "--resume", "3"), ("--continue", "summary"), ("--resume", "3", "summary")):
        done = jiwen(*arguments)
        assert done.code == 2
        assert "--resume" in done.err
