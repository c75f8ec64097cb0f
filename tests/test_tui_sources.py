"""From a figure to the form it stands in, and back to the same place of the conversation."""

from pathlib import Path

from textual.pilot import Pilot

from assistant.answer import Answer, Column, Source, Status
from assistant.tui.app import JiwenApp
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.source import SourceScreen
from assistant.tui.screens.sources import SourcesScreen
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.form import FormText
from assistant.tui.widgets.items import SourceItems
from assistant.tui.widgets.result import ResultTable
from command_line import SEED
from seed_forms import TRAINING, write
from tui_driving import area, ask, lines, opened, press, settled, shown

SEED_LINES = SEED.read_text(encoding="utf-8").splitlines()


def cited_line(pilot: Pilot[None]) -> str:
    """The text of the line that the form's view sets off, and has in sight."""
    form = pilot.app.screen.query_one(FormText)
    style = form.get_component_rich_style("form-text--cited")
    set_off = [n for n in range(form.document.line_count) if any(s.style == style for s in form.get_line(n).spans)]
    assert len(set_off) == 1
    text = form.document.get_line(set_off[0])
    assert text in area(pilot, form)
    drawn = next(form.render_line(y) for y in range(form.size.height) if text in form.render_line(y).text)
    assert any(s.style and s.style.bgcolor == style.bgcolor and s.text.strip() for s in drawn)
    return text


async def add(pilot: Pilot[None], answer: Answer) -> None:
    assert isinstance(pilot.app, JiwenApp)
    await pilot.app.main.conversation.add_answer(answer)
    await settled(pilot)


def answer_from(*sources: Source) -> Answer:
    rows = tuple((n,) for n in range(len(sources)))
    return Answer(
        "问", "zh", Status.ANSWERED, "答", columns=(Column("a", "甲"),), rows=rows, sources=tuple((s,) for s in sources)
    )


async def test_f3_opens_the_only_source_at_its_line_and_escape_returns(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        was = pilot.app.screen.query_one(ConversationView).scroll_offset
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, SourceScreen)
        assert "49956.50" in cited_line(pilot)
        assert SEED.name in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen.query_one(ConversationView).scroll_offset == was


async def test_a_row_opens_its_own_source(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "三个项目的全年执行数")
        await press(pilot, "tab", "down", "enter")
        assert "1711929.00" in cited_line(pilot)


async def test_the_numbers_in_the_table_are_those_of_the_sources(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "三个项目的全年执行数")
        rows = area(pilot, pilot.app.screen.query_one(ResultTable)).splitlines()
        assert rows[0].split()[-1] == "来源"
        assert [row.split()[-1] for row in rows[1:] if row.split()[-1].isdigit()] == ["1", "2", "3"]


async def test_a_source_is_opened_by_a_click(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 50)) as pilot:
        await ask(pilot, "三个项目的全年执行数")
        await pilot.click(SourceItems, offset=(6, 2))
        await settled(pilot)
        assert "49956.50" in cited_line(pilot)


async def test_ctrl_o_and_a_number_open_that_source(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "三个项目的全年执行数")
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, SourcesScreen)
        await press(pilot, "2")
        assert "1711929.00" in cited_line(pilot)


async def test_a_number_may_be_full_width_as_an_input_method_types_it(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "三个项目的全年执行数")
        await press(pilot, "f3", "３")
        assert "49956.50" in cited_line(pilot)


async def test_a_number_that_could_go_on_waits_for_its_second_digit_or_enter(seed_store: Path) -> None:
    sources = [Source(None, "项目", str(SEED), line=n, year=2023) for n in range(1, 13)]
    async with opened(seed_store) as pilot:
        await add(pilot, answer_from(*sources))
        await press(pilot, "f3", "1")
        assert isinstance(pilot.app.screen, SourcesScreen)
        await press(pilot, "2")
        assert isinstance(pilot.app.screen, SourceScreen)
        assert "第 12 行" in shown(pilot)
        await press(pilot, "escape", "f3", "1", "enter")
        assert "第 1 行" in shown(pilot)


async def test_more_sources_than_are_listed_are_all_within_reach(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 60)) as pilot:
        await ask(pilot, "有哪些指标")
        listed = area(pilot, pilot.app.screen.query_one(SourceItems)).splitlines()
        assert listed[-1].strip() == "全部 27 处来源"
        await pilot.click(SourceItems, offset=(6, len(listed) - 1))
        await settled(pilot)
        assert isinstance(pilot.app.screen, SourcesScreen)
        assert "27. " in shown(pilot)


async def test_without_a_source_it_says_so(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, "f3")
        assert "最近的回答没有来源" in shown(pilot)


async def test_f3_returns_to_the_cited_line_after_wandering(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "f3")
        form = pilot.app.screen.query_one(FormText)
        form.move_cursor((0, 0))
        await settled(pilot)
        assert "49956.50" not in area(pilot, form)
        await press(pilot, "f3")
        assert "49956.50" in cited_line(pilot)


async def test_a_file_that_is_gone_is_said_to_be_with_a_remedy(seed_store: Path, tmp_path: Path) -> None:
    async with opened(seed_store) as pilot:
        await add(pilot, answer_from(Source(None, "项目", str(tmp_path / "gone.txt"), line=3)))
        await press(pilot, "f3")
        assert "gone.txt" in shown(pilot)
        assert pilot.app.screen.query(".problem")


async def test_a_place_that_the_file_does_not_have_is_said_to_be_missing(seed_store: Path, tmp_path: Path) -> None:
    write(tmp_path, training=TRAINING)
    async with opened(seed_store) as pilot:
        await add(pilot, answer_from(Source(None, "项目", str(tmp_path / "training.txt"), line=9999)))
        await press(pilot, "f3")
        assert "文件里没有引用的这一处" in shown(pilot)
        assert "项目支出绩效自评表" in shown(pilot)


async def test_a_file_that_has_changed_since_is_shown_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path, training=TRAINING)
    async with opened(tmp_path / "jiwen.db", corpus=tmp_path) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "f3")
        assert "jiwen index" not in shown(pilot)
        await press(pilot, "escape")
        write(tmp_path, training="一行新的\n" + TRAINING)
        await press(pilot, "f3")
        assert "入库后文件改过" in shown(pilot)
        assert "jiwen index" in shown(pilot)


async def test_the_file_is_shown_as_it_is(seed_store: Path) -> None:
    async with opened(seed_store, size=(120, 40)) as pilot:
        await add(pilot, answer_from(Source(None, "项目", str(SEED), line=22)))
        await press(pilot, "f3")
        assert cited_line(pilot) == SEED_LINES[21]
        assert any(line.split()[:1] == ["22"] for line in lines(pilot))
