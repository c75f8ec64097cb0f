"""What can be done with an answer: its rows sorted, filtered and read whole, conditions changed, its chart, its SQL."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant.answer import Answer, Column, Source, Status
from assistant.tui.app import JiwenApp
from assistant.tui.screens.choosing import ChoosingScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.reading import ReadingScreen
from assistant.tui.widgets.chart import BarChart, bars_of, columns_of
from assistant.tui.widgets.conditions import Chip
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.ordering import View, matching, ordered
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.result import ResultTable
from assistant.tui.widgets.turn import Turn
from tui_driving import area, ask, lines, opened, press, settled, shown

TRAINING = "全区信访业务培训"
ALL = "三个项目的全年执行数"


def table(pilot: Pilot[None]) -> ResultTable:
    return list(pilot.app.screen.query(ResultTable))[-1]


def firsts(pilot: Pilot[None]) -> list[str]:
    """The amounts of the table, from its top."""
    words = area(pilot, table(pilot)).split()
    return [word for word in words if word.endswith((".00", ".50", ".03"))]


def numbers(*values: float | None) -> Answer:
    rows = tuple((f"项目{n}", value) for n, value in enumerate(values))
    sources = tuple((Source(None, f"项目{n}", "/表.txt", line=n + 1),) for n in range(len(values)))
    columns = (Column("project_name", "项目"), Column("executed", "执行数", "元"))
    return Answer("问", "zh", Status.ANSWERED, "答", columns=columns, rows=rows, sources=sources)


async def test_rows_are_sorted_by_a_column_with_the_keys(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, ALL)
        answered = firsts(pilot)
        table(pilot).focus()
        await press(pilot, "shift+left")
        assert firsts(pilot) == ["4,015,625.03", "1,711,929.00", "49,956.50"]
        assert "按全年执行数(元)从大到小" in shown(pilot)
        await press(pilot, "shift+down")
        assert firsts(pilot) == ["49,956.50", "1,711,929.00", "4,015,625.03"]
        await press(pilot, "shift+right")
        assert firsts(pilot) == answered
        assert "从小到大" not in shown(pilot)


async def test_a_click_on_a_heading_sorts_and_another_turns_the_order(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, ALL)
        heading = area(pilot, table(pilot)).splitlines()[0]
        at = len(heading.encode("gbk")[: heading.encode("gbk").index("全年执行数".encode("gbk"))]) + 2
        await pilot.click(ResultTable, offset=(at, 0))
        await settled(pilot)
        assert firsts(pilot)[0] == "4,015,625.03"
        await pilot.click(ResultTable, offset=(at, 0))
        await settled(pilot)
        assert firsts(pilot)[0] == "49,956.50"


async def test_a_sorted_row_still_opens_its_own_source(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, ALL)
        table(pilot).focus()
        await press(pilot, "shift+left", "shift+down", "enter")
        assert "49956.50" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MainScreen)
        assert table(pilot).has_focus


@pytest.mark.parametrize("typed", ["培训", "peixun", "px", "49,956"])
async def test_typing_in_the_table_filters_its_rows(seed_store: Path, typed: str) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, ALL)
        table(pilot).focus()
        await press(pilot, *typed)
        assert firsts(pilot) == ["49,956.50"]
        assert "共 3 条，显示 1 条" in shown(pilot)
        assert f"筛选“{typed}”" in shown(pilot)
        await press(pilot, "escape")
        assert len(firsts(pilot)) == 3
        assert table(pilot).has_focus
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(Prompt).has_focus


async def test_a_filter_that_nothing_matches_leaves_an_empty_table_and_backspace_mends_it(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, ALL)
        table(pilot).focus()
        await press(pilot, "训", "龘", "enter", "space")
        assert firsts(pilot) == []
        assert "0 条符合" in shown(pilot)
        await press(pilot, "backspace")
        assert firsts(pilot) == ["49,956.50"]


def test_what_is_missing_stands_last_whichever_way_it_is_sorted() -> None:
    answer = numbers(2.0, None, 10.0, -1.0)
    assert ordered(answer, range(4), View(column=1)) == [2, 0, 3, 1]
    assert ordered(answer, range(4), View(column=1, descending=False)) == [3, 0, 2, 1]
    assert ordered(answer, range(4), View()) == [0, 1, 2, 3]
    assert matching(answer, "xm2") == [2]


async def test_space_reads_a_row_whole(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪些指标没拿满分")
        table(pilot).focus()
        await press(pilot, "space")
        assert isinstance(pilot.app.screen, ReadingScreen)
        answer = pilot.app.main.conversation.last_answer  # type: ignore[attr-defined]
        text = shown(pilot).replace("\n", "").replace(" ", "")
        for value in answer.rows[0]:
            assert str(value).replace(" ", "")[:12] in text or not isinstance(value, str)
        await press(pilot, "escape")
        assert table(pilot).has_focus


async def test_a_condition_is_taken_away_by_a_key(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "2023年执行率低于95%的项目有哪些")
        assert "执行率 < 95%" in area(pilot, pilot.app.screen.query_one("Conditions"))
        await press(pilot, "f8", "right", "delete")
        assert len(pilot.app.screen.query(Turn)) == 2
        assert "共 3 个项目" in shown(pilot)
        assert pilot.app.screen.query_one(Prompt).has_focus


async def test_a_condition_is_changed_to_another_value_found_by_its_initials(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "信访事务的执行率是多少")
        await press(pilot, "ctrl+t", "enter")
        assert isinstance(pilot.app.screen, ChoosingScreen)
        await press(pilot, *"pxun"[:2], "enter")
        assert "99.91" in area(pilot, table(pilot))
        assert len(pilot.app.screen.query(Turn)) == 2


async def test_a_click_on_a_condition_offers_what_can_be_done_with_it(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "信访事务的执行率是多少")
        await pilot.click(Chip)
        await settled(pilot)
        assert "去掉这个条件" in shown(pilot)
        await press(pilot, "enter")
        assert "4,015,625.03" in shown(pilot) or "88.76" in shown(pilot)


async def test_only_the_last_questions_conditions_can_be_changed(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 50)) as pilot:
        await ask(pilot, "信访事务的执行率是多少")
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "f8")
        assert "最近的回答没有条件" in shown(pilot)


async def test_the_sql_is_shown_on_demand(seed_store: Path) -> None:
    async with opened(seed_store, size=(100, 50)) as pilot:
        await press(pilot, "f7")
        assert "没有执行 SQL" in shown(pilot)
        await ask(pilot, "2023年执行率低于95%的项目有哪些")
        await press(pilot, "ctrl+l")
        assert "SELECT" in shown(pilot)
        assert "950000" in shown(pilot)


@pytest.mark.parametrize("number", [1, 3])
async def test_alt_and_a_number_ask_a_next_question(seed_store: Path, number: int) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        answer = pilot.app.main.conversation.last_answer  # type: ignore[attr-defined]
        await press(pilot, f"alt+{number}")
        assert pilot.app.main.conversation.last_answer.question == answer.suggestions[number - 1]  # type: ignore[attr-defined]


async def test_alt_and_a_number_choose_where_there_is_a_choice(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "最好的项目")
        await press(pilot, "alt+3")
        assert "99.94" in area(pilot, table(pilot))


async def test_figures_are_drawn_as_bars_in_proportion_and_go_again(seed_store: Path) -> None:
    async with opened(seed_store, size=(100, 40)) as pilot:
        await ask(pilot, ALL)
        await press(pilot, "f6")
        chart = pilot.app.screen.query_one(BarChart)
        style = chart.get_visual_style("chart--bar").background.rich_color
        lengths = [
            sum(s.cell_length for s in chart.render_line(y) if s.style and s.style.bgcolor == style) for y in (1, 2, 3)
        ]
        sizes = [row[-1] for row in pilot.app.main.conversation.last_answer.rows]  # type: ignore[attr-defined]
        most = max(lengths)
        assert most > 25
        for length, size in zip(lengths, sizes, strict=True):
            assert length == pytest.approx(max(1, most * size / max(sizes)), abs=1)
        assert TRAINING in area(pilot, chart)
        await press(pilot, "ctrl+g")
        assert not pilot.app.screen.query(BarChart)


async def test_without_figures_it_says_that_there_is_nothing_to_draw(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "信访事务的执行率是多少")
        await press(pilot, "f6")
        assert "没有可以画成图的数字" in shown(pilot)


def test_bars_are_of_amounts_rates_and_scores_and_leave_out_what_is_missing() -> None:
    answer = numbers(2.0, None, -4.0)
    assert columns_of(answer) == [1]
    bars = bars_of(answer, 1, [2, 1, 0])
    assert (bars.labels, bars.figures, bars.sizes) == (["项目2", "项目0"], ["-4.00", "2.00"], [-4.0, 2.0])
    assert columns_of(numbers(1.0)) == []


async def test_what_comes_unasked_while_reading_does_not_move_the_view_and_is_pointed_at(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "有哪些指标")
        view = pilot.app.screen.query_one(ConversationView)
        was = view.scroll_y
        assert "行，PageDown 翻看" in shown(pilot)
        assert isinstance(pilot.app, JiwenApp)
        await pilot.app.main.conversation.add_notice("读完了")
        await settled(pilot)
        assert view.scroll_y == was
        assert "下面有新内容" in shown(pilot)
        await press(pilot, "ctrl+end")
        assert "读完了" in shown(pilot)
        assert "下面" not in lines(pilot)[-3]


async def test_the_top_of_a_long_answer_stays_in_view(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await ask(pilot, "有哪些指标")
        view = pilot.app.screen.query_one(ConversationView)
        assert area(pilot, view).splitlines()[0].strip() == "有哪些指标"
