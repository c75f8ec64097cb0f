"""The UI's conversation: a question typed or chosen, its answer, and what was asked before."""

from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.items import Choices, Questions
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.result import ResultTable
from assistant.tui.widgets.turn import Turn
from tui_driving import area, ask, opened, press, settled, shown

TRAINING = "全区信访业务培训"


def prompt(pilot: Pilot[None]) -> Prompt:
    return pilot.app.screen.query_one(Prompt)


def questions_asked(pilot: Pilot[None]) -> list[str]:
    return [turn.answer.question for turn in pilot.app.screen.query(Turn)]


async def test_it_starts_with_what_the_store_holds_and_questions_to_begin_with(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        assert "库里有 3 张自评表：2023 年度；实施单位 深圳市龙岗区信访局（本级）。" in shown(pilot)
        assert "哪个项目花钱最少" in shown(pilot)
        assert prompt(pilot).has_focus


async def test_an_answer_shows_headline_table_reading_and_source(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        screen = shown(pilot)
        assert TRAINING in screen
        assert "49,956.50" in area(pilot, pilot.app.screen.query_one(ResultTable))
        assert "全年执行数(元)" in screen
        assert "理解为：" in screen
        assert f"1. {TRAINING} 2023 longgang-xinfang-2023.txt 第 " in screen


async def test_amounts_are_set_to_the_right_one_below_the_other(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "三个项目的全年预算数")
        rows = area(pilot, pilot.app.screen.query_one(ResultTable)).splitlines()
        amounts = ("4,524,300.00", "1,712,970.00", "50,000.00")
        ends = [cell_len(line[: line.index(a)] + a) for a in amounts for line in rows if a in line]
        assert len(ends) == len(amounts)
        assert len(set(ends)) == 1


async def test_the_prompt_is_empty_and_has_the_focus_when_the_answer_is_there(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        assert prompt(pilot).text == ""
        assert prompt(pilot).has_focus


async def test_what_was_typed_before_enter_is_asked_even_when_all_comes_at_once(seed_store: Path) -> None:
    """An input method commits a sentence, and a person who types fast, quicker than a screen is drawn."""
    async with opened(seed_store) as pilot:
        for character in "哪个项目花钱最少":
            pilot.app.post_message(events.Key(character, character))
        pilot.app.post_message(events.Key("enter", "\r"))
        for character in "它的执行率呢":
            pilot.app.post_message(events.Key(character, character))
        pilot.app.post_message(events.Key("enter", "\r"))
        await settled(pilot)
        assert questions_asked(pilot) == ["哪个项目花钱最少", "它的执行率呢"]


async def test_a_question_is_typed_key_by_key(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await pilot.press(*"哪个项目花钱最少")
        pilot.app.post_message(events.Key("fullwidth_question_mark", "？"))  # which Pilot has no key for
        await press(pilot, "enter")
        assert questions_asked(pilot) == ["哪个项目花钱最少？"]


async def test_a_question_of_blanks_is_not_asked(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "   ")
        assert questions_asked(pilot) == []


async def test_ctrl_j_begins_a_line_and_enter_asks_both(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, *"哪个项目", "ctrl+j", *"花钱最少")
        assert prompt(pilot).text == "哪个项目\n花钱最少"
        assert prompt(pilot).size.height == 2
        await press(pilot, "enter")
        assert questions_asked(pilot) == ["哪个项目\n花钱最少"]


async def test_the_arrows_walk_through_what_was_asked_and_come_back_to_the_draft(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await ask(pilot, "执行率最低的项目")
        await press(pilot, *"半句", "up")
        assert prompt(pilot).text == "执行率最低的项目"
        await press(pilot, "up", "up")
        assert prompt(pilot).text == "哪个项目花钱最少"
        await press(pilot, "down", "down")
        assert prompt(pilot).text == "半句"
        await press(pilot, "down")
        assert prompt(pilot).text == "半句"


async def test_the_arrows_move_between_the_lines_of_a_question_first(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, *"一", "ctrl+j", *"二", "up")
        assert prompt(pilot).text == "一\n二"
        await press(pilot, "up")
        assert prompt(pilot).text == "哪个项目花钱最少"


async def test_an_answer_is_read_from_its_top(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "有哪些指标")
        view = area(pilot, pilot.app.screen.query_one(ConversationView))
        assert view.splitlines()[0].strip() == "有哪些指标"


async def test_page_up_and_page_down_scroll_from_the_prompt(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "有哪些指标")
        view = pilot.app.screen.query_one(ConversationView)
        was = view.scroll_y
        await press(pilot, "pageup")
        assert view.scroll_y < was
        assert prompt(pilot).has_focus
        await press(pilot, "pagedown", "pagedown")
        assert view.scroll_y == view.max_scroll_y


async def test_a_suggestion_asks_itself_by_a_click(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        suggestions = pilot.app.screen.query_one(Questions)
        first = suggestions.options[0].prompt
        await pilot.click(suggestions, offset=(4, 0))
        await settled(pilot)
        assert [f"1. {question}" for question in questions_asked(pilot)] == [str(first)]
        assert prompt(pilot).has_focus


async def test_a_suggestion_is_reached_by_tab_and_asked_by_enter(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        suggestions = pilot.app.screen.query_one(Questions)
        await press(pilot, "tab", "down", "enter")
        assert [f"2. {question}" for question in questions_asked(pilot)] == [str(suggestions.options[1].prompt)]


async def test_a_draft_survives_a_suggestion_that_is_clicked(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, *"半句")
        await pilot.click(Questions, offset=(4, 0))
        await settled(pilot)
        assert prompt(pilot).text == "半句"


async def test_a_choice_is_made_by_its_number(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "最好的项目")
        assert "3. 执行率" in shown(pilot)
        await ask(pilot, "3")
        assert "99.94" in area(pilot, pilot.app.screen.query_one(ResultTable))


async def test_a_choice_is_made_by_enter_and_no_more_once_something_else_was_asked(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "最好的项目")
        choices = pilot.app.screen.query_one(Choices)
        await press(pilot, "tab", "down", "down", "enter")
        assert questions_asked(pilot)[-1] == "执行率"
        assert "99.94" in area(pilot, pilot.app.screen.query_one(ResultTable))
        assert choices.disabled


async def test_a_follow_up_is_understood(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await ask(pilot, "它的执行率呢")
        assert "99.91" in area(pilot, list(pilot.app.screen.query(ResultTable))[-1])


async def test_an_english_question_is_answered_in_english(seed_store: Path) -> None:
    async with opened(seed_store, language="en") as pilot:
        assert "The store holds 3 forms" in shown(pilot)
        await ask(pilot, "which project spent the least")
        assert "amount spent" in area(pilot, pilot.app.screen.query_one(ResultTable))
        assert "Understood as:" in shown(pilot)


async def test_what_is_not_understood_is_said_with_questions_that_are(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "明天天气")
        assert not pilot.app.screen.query(ResultTable)
        assert "接着可以问" in shown(pilot)


async def test_escape_returns_to_the_prompt_from_anywhere(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "tab")
        assert not prompt(pilot).has_focus
        await press(pilot, "escape")
        assert prompt(pilot).has_focus


async def test_what_is_typed_or_pasted_elsewhere_goes_into_the_prompt(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, "tab", *"哪个 ")
        assert prompt(pilot).text == "哪个 "
        assert prompt(pilot).has_focus
        await press(pilot, "tab")
        pilot.app.post_message(events.Paste("项目\x1b花钱最少"))
        await settled(pilot)
        assert prompt(pilot).text == "哪个 项目花钱最少"
        pilot.app.post_message(events.Paste("？"))
        await settled(pilot)
        assert prompt(pilot).text == "哪个 项目花钱最少？"


async def test_pasted_text_loses_its_control_characters(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        pilot.app.post_message(events.Paste("哪个项目\x1b[31m花钱\x00最少"))
        await settled(pilot)
        assert prompt(pilot).text == "哪个项目[31m花钱最少"
