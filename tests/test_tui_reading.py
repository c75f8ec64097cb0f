"""Reading forms inside the UI: a folder is chosen, progress shows, questions are asked meanwhile, it can be stopped."""

import time
from pathlib import Path

import pytest

from assistant.tui.pace import Pace, as_clock
from assistant.tui.screens.folder import FolderScreen
from assistant.tui.widgets.progress import IndexProgress
from seed_forms import AFFAIRS, NO_FORM, TRAINING, write
from store import indexing
from tui_driving import ask, opened, press, settled, shown


@pytest.fixture
def store(tmp_path: Path) -> Path:
    first = tmp_path / "first"
    first.mkdir()
    write(first, training=TRAINING)
    path = tmp_path / "jiwen.db"
    indexing.index(path, [first])
    return path


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "新表格"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("typed", ["新表", "xbg"])
async def test_a_folder_is_found_by_its_name_and_read_and_can_be_asked(store: Path, more: Path, typed: str) -> None:
    write(more, affairs=AFFAIRS, empty=NO_FORM)
    async with opened(store, size=(100, 40)) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, FolderScreen)
        await press(pilot, *typed, "enter", "enter")
        assert "读完了：2 个文件，1 张表（新读入 1；略过 1）" in shown(pilot)
        await press(pilot, "ctrl+end")
        await ask(pilot, "有几个项目")
        assert "2 个" in shown(pilot)


async def test_a_path_can_be_typed_and_escape_reads_nothing(store: Path, more: Path) -> None:
    write(more, affairs=AFFAIRS)
    async with opened(store, size=(100, 40)) as pilot:
        await press(pilot, "f5", "escape")
        assert "读完了" not in shown(pilot)
        await press(pilot, "f5", *str(more / "affairs.txt"), "enter")
        assert "1 张表" in shown(pilot)


async def test_questions_are_answered_while_files_are_read_and_reading_stops_when_told(
    store: Path, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(more, **{f"n{n}": NO_FORM for n in range(60)})
    real = indexing.read

    def slow(path: Path) -> object:
        time.sleep(0.1)
        return real(path)

    monkeypatch.setattr(indexing, "read", slow)
    async with opened(store, size=(100, 40)) as pilot:
        pilot.app.read(more)  # type: ignore[attr-defined]
        await pilot.pause(0.5)
        assert pilot.app.screen.query_one(IndexProgress).display
        assert "Ctrl+X 停止" in shown(pilot)
        await pilot.press(*"哪个项目花钱最少", "enter")
        await pilot.pause(0.2)
        assert "49,956.50" in shown(pilot)
        assert pilot.app.screen.query_one(IndexProgress).display
        await pilot.press("ctrl+x")
        await settled(pilot)
        assert not pilot.app.screen.query_one(IndexProgress).display
        await press(pilot, "ctrl+end")
        assert "已停止读入" in shown(pilot)
        await press(pilot, "ctrl+x")
        assert "现在没有在读入文件" in shown(pilot)


def test_the_time_left_is_told_by_what_was_read_and_not_by_what_was_unchanged() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.left(50, 100) is None
    now[0] = 1.0
    assert pace.left(60, 100) is None
    now[0] = 10.0
    assert pace.left(75, 100) == 10
    assert as_clock(75) == "1:15"
