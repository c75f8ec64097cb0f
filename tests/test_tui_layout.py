"""What fits where: 80 by 24 and other sizes, wide characters, and no glyph that terminals disagree on."""

import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Footer, Input, Tree

from assistant.answer import Answer, Column, Status
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.source import SourceScreen
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.form import FormPanel
from assistant.tui.widgets.projects import ProjectTree, common_place
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.result import ResultTable
from assistant.tui.widgets.turn import Turn
from seed_forms import TRAINING, write
from tui_driving import area, ask, lines, opened, press, settled, shown


def projects(pilot: Pilot[None]) -> ProjectTree:
    return pilot.app.screen.query_one(ProjectTree)


async def test_at_80_by_24_prompt_keys_and_answer_are_all_in_sight(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 24)) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        assert [cell_len(line) for line in lines(pilot)] == [80] * 24
        assert not projects(pilot).display
        keys = area(pilot, pilot.app.screen.query_one(Footer))
        named = [
            "F2",
            "项目",
            "F3",
            "来源",
            "Ctrl+Y",
            "复制",
            "F6",
            "图",
            "F1",
            "帮助",
            "Ctrl+P",
            "命令",
            "Ctrl+Q",
            "退出",
        ]
        assert sorted(keys.split()) == sorted(named)
        assert area(pilot, pilot.app.screen.query_one(Prompt)).strip() == "在这里提问，Enter 发送，Ctrl+J 换行"
        turn = area(pilot, pilot.app.screen.query_one(Turn)).splitlines()
        assert turn[0].strip() == "哪个项目花钱最少"
        assert any("第 " in line and " 行" in line for line in turn)


@pytest.mark.parametrize(
    "question", ["哪些指标没拿满分", "有哪些指标", "总结一下全区信访业务培训", "三个项目的预期目标"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_tables_fit_80_columns(seed_store: Path, question: str, language: str) -> None:
    async with opened(seed_store, size=(80, 24), language=language) as pilot:
        await ask(pilot, question)
        table = pilot.app.screen.query_one(ResultTable)
        assert table.virtual_size.width <= table.scrollable_content_region.width


async def test_a_table_that_is_cut_says_of_how_many(seed_store: Path) -> None:
    rows = tuple((f"第{n}行", n) for n in range(3000))
    answer = Answer("问", "zh", Status.ANSWERED, "答", columns=(Column("a", "甲"), Column("b", "乙")), rows=rows)
    async with opened(seed_store) as pilot:
        await pilot.app.screen.query_one(ConversationView).add_answer(answer)
        await settled(pilot)
        assert "共 3000 条，显示 50 条；Ctrl+E 全部显示" in shown(pilot)
        table = pilot.app.screen.query_one(ResultTable)
        assert table.row_count == 50
        table.focus()
        await press(pilot, "ctrl+e")
        assert table.row_count == 3000


async def test_a_table_fits_again_after_the_terminal_has_changed(seed_store: Path) -> None:
    async with opened(seed_store, size=(120, 36)) as pilot:
        await ask(pilot, "哪些指标没拿满分")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        table = pilot.app.screen.query_one(ResultTable)
        assert table.virtual_size.width <= table.scrollable_content_region.width
        assert "8.88" in shown(pilot)


async def test_the_projects_stand_beside_the_conversation_where_there_is_room(seed_store: Path) -> None:
    async with opened(seed_store, size=(100, 30)) as pilot:
        listed = area(pilot, projects(pilot))
        assert "项目（3）" in listed
        assert [line.strip() for line in listed.splitlines()[2:4]] == ["- 2023", "- 深圳市龙岗区信访局（本级）"]
        assert "全区信访业务培训" in listed


async def test_f2_shows_and_hides_the_projects(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert "全区信访业务培训" in area(pilot, projects(pilot))
        assert projects(pilot).query_one(Tree).has_focus
        await press(pilot, "ctrl+b")
        assert not projects(pilot).display
        assert pilot.app.screen.query_one(Prompt).has_focus


async def test_a_chosen_project_is_summed_up_and_at_80_columns_the_list_goes(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 24)) as pilot:
        await press(pilot, "f2", "down", "down", "down", "enter")
        assert pilot.app.screen.query_one(Turn).answer.question == "总结一下信访事务"
        assert "1,711,929.00" in shown(pilot)
        assert not projects(pilot).display


async def test_a_project_is_summed_up_in_english_too(seed_store: Path) -> None:
    async with opened(seed_store, size=(120, 36), language="en") as pilot:
        await press(pilot, "ctrl+b", "ctrl+b", "down", "down", "enter")
        assert pilot.app.screen.query_one(Turn).answer.language == "en"
        assert pilot.app.screen.query_one(Turn).answer.status.value == "answered"
        assert projects(pilot).display


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_of_a_project_with_several_years_the_chosen_one_is_summed_up(tmp_path: Path, language: str) -> None:
    write(tmp_path, a=TRAINING, b=TRAINING.replace("年度： 2023", "年度： 2022").replace("49956.50", "41234.50"))
    async with opened(tmp_path / "jiwen.db", size=(120, 36), corpus=tmp_path, language=language) as pilot:
        assert [line.strip() for line in area(pilot, projects(pilot)).splitlines() if "202" in line] == [
            "- 2023",
            "- 2022",
        ]
        projects(pilot).query_one(Tree).focus()
        await press(pilot, "end", "enter")
        assert "41,234.50" in shown(pilot)
        assert "49,956.50" not in shown(pilot)


@pytest.mark.parametrize("size", [(60, 20), (40, 12), (20, 6), (1, 1)])
async def test_a_small_terminal_is_no_reason_to_end(seed_store: Path, size: tuple[int, int]) -> None:
    async with opened(seed_store, size=size) as pilot:
        await ask(pilot, "哪些指标没拿满分")
        await press(pilot, "f2", "f2", "f3", "1", "escape", "f1", "escape")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "8.88" in shown(pilot)


async def test_the_help_names_every_key_at_80_by_24(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 24)) as pilot:
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        text = shown(pilot)
        await press(pilot, "end")
        text += shown(pilot)
        for key in ("Enter", "Ctrl+J", "PageUp", "Tab", "Esc", "F1", "F2", "F3", "Ctrl+Y", "Ctrl+Q"):
            assert key in text
        await press(pilot, "f1")
        assert not isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_ui_itself_draws_no_glyph_that_terminals_disagree_on(seed_store: Path, language: str) -> None:
    """East Asian Width A: one cell in one terminal, two in another. What a form or an answer says is kept."""
    async with opened(seed_store, size=(110, 24), language=language) as pilot:
        for _ in range(3):
            await ask(pilot, "哪些指标没拿满分")
        said = set("".join(turn.answer.text + str(turn.answer.rows) for turn in pilot.app.screen.query(Turn)))
        for keys in ([], ["f2", "f2"], ["f1"], ["escape", "f3"], ["1"]):
            await press(pilot, *keys)
            said |= set(area(pilot, pilot.app.screen.query_one("FormView"))) if keys == ["1"] else set()
            doubtful = {c for c in shown(pilot) if unicodedata.east_asian_width(c) == "A"} - said
            assert doubtful == set()


async def test_the_view_scrolls_by_itself_to_nothing_but_a_new_turn(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "有哪些指标")
        await press(pilot, "pageup")
        was = pilot.app.screen.query_one(ConversationView).scroll_y
        await press(pilot, *"打字", "f1", "escape")
        assert pilot.app.screen.query_one(ConversationView).scroll_y == was


@pytest.mark.parametrize("typed", ["培训", "peixun", "qqxf", "2023 px"])
async def test_the_tree_is_filtered_by_part_sound_and_initials(seed_store: Path, typed: str) -> None:
    async with opened(seed_store, size=(100, 30)) as pilot:
        projects(pilot).query_one(Input).focus()
        await press(pilot, *typed)
        listed = area(pilot, projects(pilot))
        assert "项目（1/3）" in listed
        assert "全区信访业务培训" in listed
        assert "信访事务" not in listed
        await press(pilot, "down", "end", "enter")
        assert "49,956.50" in shown(pilot)


async def test_at_80_columns_the_tree_has_the_screen_for_itself(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert projects(pilot).size.width == 80
        await press(pilot, "escape")
        assert not projects(pilot).display
        assert pilot.app.screen.query_one(Prompt).has_focus


async def test_the_form_of_a_project_is_opened_from_the_tree(seed_store: Path) -> None:
    async with opened(seed_store, size=(100, 30)) as pilot:
        projects(pilot).query_one(Tree).focus()
        await press(pilot, "end", "f9")
        assert isinstance(pilot.app.screen, SourceScreen)
        assert "第 314 行" in shown(pilot)
        assert "全区信访业务培训" in area(pilot, pilot.app.screen.query_one("FormText"))


async def test_where_there_is_room_the_form_stands_beside_the_conversation_and_escape_closes_it(
    seed_store: Path,
) -> None:
    async with opened(seed_store, size=(160, 50)) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        was = pilot.app.screen.query_one(ConversationView).scroll_offset
        await press(pilot, "tab", "enter")
        panel = pilot.app.screen.query_one(FormPanel)
        assert panel.display
        assert "49956.50" in area(pilot, panel)
        assert "49,956.50" in area(pilot, pilot.app.screen.query_one(ConversationView))
        await press(pilot, "escape")
        assert not panel.display
        assert pilot.app.screen.query_one(ResultTable).has_focus
        assert pilot.app.screen.query_one(ConversationView).scroll_offset == was
        await press(pilot, "enter")
        await pilot.resize_terminal(100, 30)
        await settled(pilot)
        assert not panel.display


def test_what_all_offices_begin_with_is_their_place_as_far_as_it_is_one() -> None:
    assert common_place(["云州市青湖区教育局", "云州市青湖区教研室"]) == "云州市青湖区"
    assert common_place(["云州市教育局"]) == ""
    assert common_place(["教育局", "教研室"]) == ""
    assert common_place(["云州市", "云州市教育局"]) == ""
