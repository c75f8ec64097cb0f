"""Answers and conversations leave the UI in every format, onto the clipboard or into a file that is named."""

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant.tui import clipboard
from assistant.tui.clipboard import Copied
from assistant.tui.screens.saving import WAYS, SavingScreen
from seed_forms import TRAINING
from test_tui_opening import forms, write  # noqa: F401 - a fixture
from tui_driving import ask, opened, press, shown

LEAST = "哪个项目花钱最少"


async def chosen(pilot: Pilot[None], way: str) -> None:
    await press(pilot, "ctrl+s")
    assert isinstance(pilot.app.screen, SavingScreen)
    await press(pilot, *["down"] * WAYS.index(way), "enter")


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []

    def copy(text: str) -> Copied:
        texts.append(text)
        return Copied.SEEN

    monkeypatch.setattr(clipboard, "copy", copy)
    return texts


async def test_an_answer_is_copied_in_each_format(seed_store: Path, copied: list[str]) -> None:
    async with opened(seed_store) as pilot:
        await ask(pilot, LEAST)
        for way in ("copy_tsv", "copy_md", "copy_text"):
            await chosen(pilot, way)
        assert "已复制（已核对剪贴板）" in shown(pilot)
    table, markdown, text = copied
    assert table.splitlines()[1].endswith("\t49956.50")
    assert markdown.startswith(f"## {LEAST}\n")
    assert text.startswith(f"{LEAST}\n\n")


@pytest.mark.usefixtures("copied")
async def test_answers_and_the_conversation_are_saved_and_the_path_is_said(
    tmp_path: Path,
    forms: Path,  # noqa: F811
) -> None:
    write(forms, training=TRAINING)
    async with opened(tmp_path / "jiwen.db", corpus=forms, size=(200, 40)) as pilot:
        await ask(pilot, LEAST)
        await ask(pilot, "它的执行率呢")
        saved: dict[str, str] = {}
        for way in WAYS[3:]:
            before = set((tmp_path / "answers").glob("*"))
            await chosen(pilot, way)
            (file,) = set((tmp_path / "answers").glob("*")) - before
            assert file.name in shown(pilot)
            saved[way] = file.read_text(encoding="utf-8")
    assert saved["save_csv"].startswith("\ufeff")
    assert json.loads(saved["save_json"])["status"] == "answered"
    assert "99.91" in saved["save_md"]
    for way in ("save_talk_md", "save_talk_html"):
        assert LEAST in saved[way]
        assert "它的执行率呢" in saved[way]


async def test_where_nothing_was_asked_there_is_nothing_to_copy(seed_store: Path, copied: list[str]) -> None:
    async with opened(seed_store, size=(120, 30)) as pilot:
        await chosen(pilot, "copy_md")
        assert "还没有回答可以复制" in shown(pilot)
        await chosen(pilot, "save_talk_html")
        assert "还没有保存的内容" in shown(pilot)
    assert copied == []
