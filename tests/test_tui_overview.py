"""The store at a glance, in the UI and at the command line: every figure is an answer, every row asks on."""

import json
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.conversation import Conversation
from assistant.dashboard import dashboard
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.overview import OverviewScreen, PartTable
from assistant.tui.widgets.turn import Turn
from command_line import jiwen
from store.connection import open_store
from tui_driving import opened, press, settled, shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_and_every_row_is_a_question_that_is_understood(seed_store: Path, language: str) -> None:
    connection = open_store(seed_store)
    totals, parts = dashboard(Conversation(connection), language)
    assert totals.language == language
    assert len(parts) == 5
    for part in parts:
        again = Conversation(connection).ask(part.answer.question)
        assert (again.rows, again.language) == (part.answer.rows, language)
        assert len(part.asks) == len(part.answer.rows)
        for question in part.asks:
            assert question is None or Conversation(connection).ask(question).status in (Status.ANSWERED, Status.EMPTY)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_f4_shows_it_and_enter_asks_about_a_row(seed_store: Path, size: tuple[int, int]) -> None:
    async with opened(seed_store, size=size) as pilot:
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "6,287,270.00" in shown(pilot)
        await press(pilot, "tab", "enter")
        assert isinstance(pilot.app.screen, MainScreen)
        answer = pilot.app.screen.query_one(Turn).answer
        assert answer.question == "深圳市龙岗区信访局（本级）各项目的全年预算数、全年执行数和执行率"
        assert len(answer.rows) == 3


async def test_a_click_asks_about_a_row_and_ctrl_a_asks_the_table(seed_store: Path) -> None:
    async with opened(seed_store, size=(160, 50)) as pilot:
        await press(pilot, "f4")
        await pilot.click(pilot.app.screen.query(PartTable).first(), offset=(2, 1))
        await settled(pilot)
        assert pilot.app.screen.query_one(Turn).answer.question.startswith("2023年各部门")
        await press(pilot, "f4", "ctrl+a")
        assert list(pilot.app.screen.query(Turn))[-1].answer.question == "各年度的全年预算数、全年执行数和执行率"


async def test_what_was_spoken_of_stays_spoken_of(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, *"信访事务的执行率", "enter")
        await press(pilot, "f4", "escape")
        await press(pilot, *"它的预算呢", "enter")
        assert "1,712,970.00" in shown(pilot)


def test_the_command_line_has_the_same(seed_store: Path) -> None:
    said = jiwen("summary", "--overview", "--store", seed_store)
    for words in ("按年度", "按主管部门", "丢分", "自相矛盾", "6,287,270.00"):
        assert words in said.out
    in_english = json.loads(jiwen("summary", "--overview", "--english", "--json", "--store", seed_store).out)
    assert in_english["parts"][0]["title"] == "By year"
    assert jiwen("summary", "--overview", "信访事务", "--store", seed_store).code == 2
