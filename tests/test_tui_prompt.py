"""The prompt: Chinese committed whole, words, lines, names after @, the rest of a question, commands, the past."""

from __future__ import annotations

import itertools
import os
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from assistant.history import History, history_file
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.widgets import words
from assistant.tui.widgets.asking import Names
from assistant.tui.widgets.ghost import Continuations
from assistant.tui.widgets.mentions import Name, mention, offered
from assistant.tui.widgets.prompt import Prompt
from store.tokenizer import tokenizer
from tui_driving import area, ask, opened, press, settled

SENTENCE = "有很大差别，请按部门分组"
LONG = "请把二〇二三年度全区各部门的项目支出绩效自评情况按照预算执行率从低到高排列，并说明原因。" * 4


def prompt(pilot: Pilot[None]) -> Prompt:
    return pilot.app.screen.query_one(Prompt)


async def typed(pilot: Pilot[None], text: str) -> None:
    """As an input method commits it: a key a character, all at once."""
    await press(pilot, *map(key_of, text))


def key_of(character: str) -> str:
    """What the pilot has to press for it to arrive as this character: for a sign, its name in Unicode."""
    return character if character.isalnum() else unicodedata.name(character)


# an input method in a real terminal


@pytest.mark.skipif(os.name == "nt", reason="a pseudo terminal is needed")
@pytest.mark.parametrize("sentence", [SENTENCE, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    ("kitty", "own"),
    [(True, {}), (False, {}), (True, {"TEXTUAL_DISABLE_KITTY_KEY": "0"})],
    ids=["offered", "not offered", "asked for"],
)
def test_a_sentence_that_is_committed_in_one_go_arrives_whole(
    seed_store: Path, sentence: str, kitty: bool, own: dict[str, str]
) -> None:
    from pseudo_terminal import Terminal

    def kept() -> list[str]:
        with closing(History(history_file(seed_store))) as history:
            return history.questions()

    with Terminal("--store", seed_store, env={"JIWEN_LANG": "en", **own}, kitty=kitty) as terminal:
        terminal.until(lambda: "Questions to begin with" in terminal.text, "start")
        assert terminal.kitty_is_on is bool(own)
        terminal.commit(sentence)
        terminal.type("\x1b[13u" if terminal.kitty_is_on else "\r")
        terminal.until(kept, "question")
    assert kept() == [sentence]


async def test_lines_that_are_pasted_stay_lines_and_enter_sends_them_all(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        pilot.app.post_message(events.Paste("哪个项目\r\n花钱\n最少"))
        await settled(pilot)
        assert prompt(pilot).text == "哪个项目\n花钱\n最少"
        await press(pilot, "enter")
        assert prompt(pilot).text == ""
        assert prompt(pilot).asked == ["哪个项目\n花钱\n最少"]


# words


def test_words_are_jiebas_and_signs_and_figures_are_their_own() -> None:
    cut = tokenizer().tokenize
    line = "去年预算执行率低于 80.5% 的项目，budget_2 怎么样？"
    places = [len(line)]
    while places[-1]:
        places.append(words.before(line, places[-1], cut))
    pieces = [line[a:b].strip() for a, b in zip(places[1:], places, strict=False)][::-1]
    assert pieces == ["去年", "预算执行率", "低于", "80.5%", "的", "项目", "，", "budget_2", "怎么样", "？"]
    ends = [0]
    while ends[-1] < len(line):
        ends.append(words.after(line, ends[-1], cut))
    assert [line[a:b].strip() for a, b in itertools.pairwise(ends)] == pieces


def test_before_the_dictionary_is_there_a_character_is_a_word() -> None:
    assert words.before("执行率", 3) == 2
    assert words.after("执行率 a", 0) == 1
    assert words.before("", 0) == 0
    assert words.after("  ", 0) == 2


async def test_words_are_moved_over_and_deleted(seed_store: Path) -> None:
    words.load()
    async with opened(seed_store) as pilot:
        await typed(pilot, "预算执行率低于")
        await press(pilot, "ctrl+w")
        assert prompt(pilot).text == "预算执行率"
        await press(pilot, "ctrl+left")
        assert prompt(pilot).cursor_location == (0, 0)
        await press(pilot, "ctrl+right")
        assert prompt(pilot).cursor_location == (0, 5)
        await press(pilot, "ctrl+j", *"项目", "ctrl+w", "ctrl+w")
        assert prompt(pilot).text == "预算执行率"


# lines


async def test_a_line_is_filled_and_begins_with_no_closing_sign(seed_store: Path) -> None:
    async with opened(seed_store, size=(40, 24)) as pilot:
        await typed(pilot, "budget 预算执行率低于百分之八十的项目有哪些，请列出来看一看。谢谢")
        shown = area(pilot, prompt(pilot)).splitlines()
        assert len(shown) == 2
        assert shown[0].strip().startswith("budget 预算执行率")
        assert shown[1].strip()[0] not in "，。"


# names


NAMES = (
    Name("2023", "year"),
    Name("教育局", "department"),
    Name("全区信访业务培训", "project"),
    Name("信访事务", "project"),
)


def test_what_is_meant_after_an_at_sign() -> None:
    assert mention("比较@信访") == "信访"
    assert mention("比较＠") == ""
    assert mention("a@b c") is None
    assert mention("没有") is None


@pytest.mark.parametrize(
    ("after", "first"),
    [("教", 1), ("jy", 1), ("jiaoyu", 1), ("2", 0), ("xinfangshi", 3), ("xfyw", 2)],
)
def test_a_name_is_found_by_characters_sound_and_initials(after: str, first: int) -> None:
    assert offered(after, NAMES)[0] == NAMES[first]


async def test_a_name_is_chosen_with_the_keys_of_the_prompt(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        names = pilot.app.screen.query_one(Names)
        await typed(pilot, "总结一下@xf")
        assert names.display
        assert "信访事务" in area(pilot, names)
        await press(pilot, "down", "up", "enter")
        chosen = prompt(pilot).text.removeprefix("总结一下")
        assert "信访" in chosen
        assert "@" not in chosen
        assert not names.display
        await press(pilot, "enter")
        assert prompt(pilot).asked == [f"总结一下{chosen}"]


async def test_escape_leaves_what_was_typed_and_tab_takes_a_name(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await typed(pilot, "@2023")
        await press(pilot, "escape")
        assert not pilot.app.screen.query_one(Names).display
        assert prompt(pilot).text == "@2023"
        await press(pilot, "backspace", "tab")
        assert prompt(pilot).text == "2023"
        assert prompt(pilot).has_focus


async def test_an_at_sign_that_means_nothing_is_sent_as_it_is(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await typed(pilot, "写信到 a@zzz")
        assert not pilot.app.screen.query_one(Names).display
        await press(pilot, "enter")
        assert prompt(pilot).asked == ["写信到 a@zzz"]


# how a question may go on


def test_what_was_asked_last_comes_before_what_can_be_asked() -> None:
    known = Continuations()
    known.learn_asked(["哪个项目花钱最少", "哪个项目预算最多"])
    known.learn_answerable(["哪个项目结余最多？", "哪些指标没拿满分？"])
    assert known.rest("哪个项目") == "预算最多"
    assert known.rest("哪个项目花") == "钱最少"
    assert known.rest("哪些") == "指标没拿满分？"
    assert known.rest("哪") == known.rest("没有的") == known.rest("哪个\n") == ""


async def test_the_rest_of_a_question_is_offered_and_taken_with_the_right_arrow(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await typed(pilot, "总结一下全区")
        assert prompt(pilot).suggestion == "信访业务培训"
        await press(pilot, "right")
        assert prompt(pilot).text == "总结一下全区信访业务培训"
        assert prompt(pilot).suggestion == ""


# commands and the past


@pytest.mark.parametrize("sign", ["/", "／", "、"])
async def test_a_sign_in_an_empty_prompt_opens_the_commands(seed_store: Path, sign: str) -> None:
    async with opened(seed_store) as pilot:
        await typed(pilot, sign)
        assert isinstance(pilot.app.screen, PaletteScreen)
        await press(pilot, "escape")
        assert prompt(pilot).text == ""
        await typed(pilot, f"预算{sign}")
        assert prompt(pilot).text == f"预算{sign}"


async def test_what_was_asked_in_earlier_sessions_is_walked_through(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪些指标没拿满分")
        await typed(pilot, "半句")
        await press(pilot, "up", "up")
        assert prompt(pilot).text == "哪个项目花钱最少"
        await press(pilot, "down", "down")
        assert prompt(pilot).text == "半句"
