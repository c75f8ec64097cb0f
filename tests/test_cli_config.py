"""`jiwen config`, and how a person's own words reach `jiwen ask` and the UI, or why they do not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import tui_driving
from assistant.cli.exits import Exit
from assistant.tui.session import Session
from command_line import jiwen

QUESTION = "老三样划拉多少"
OWN = "[measure]\nexecuted = 划拉\n[names]\n全区信访业务培训 = 老三样\n"


@pytest.fixture
def mine() -> Path:
    """The file of one's own words, in the settings folder that every test has for itself."""
    folder = Path(os.environ["JIWEN_CONFIG"])
    folder.mkdir()
    return folder / "lexicon.ini"


def test_the_path_is_printed_and_a_missing_file_is_pointed_out(tmp_path: Path) -> None:
    ended = jiwen("config", "path", env={"JIWEN_CONFIG": str(tmp_path)})
    assert (ended.code, ended.out) == (Exit.DONE, f"{tmp_path / 'lexicon.ini'}\n")
    assert "--init" in ended.err


def test_without_jiwen_config_the_path_is_in_the_platforms_settings_folder(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME")}
    ended = jiwen("config", "path", env={"JIWEN_CONFIG": "", **home})
    assert ended.code == Exit.DONE
    assert Path(ended.out.strip()).parts[-2:] == ("jiwen", "lexicon.ini")


def test_an_example_is_written_once_and_never_over_what_is_there(tmp_path: Path) -> None:
    env = {"JIWEN_CONFIG": str(tmp_path / "new" / "folder")}
    file = tmp_path / "new" / "folder" / "lexicon.ini"
    first = jiwen("config", "path", "--init", env=env)
    assert (first.code, first.out, first.err) == (Exit.DONE, f"{file}\n", "")
    assert "[names]" in file.read_text(encoding="utf-8")
    file.write_text(OWN, encoding="utf-8")
    second = jiwen("config", "path", "--init", env=env)
    assert second.code == Exit.DONE
    assert "stays as it is" in second.err
    assert file.read_text(encoding="utf-8") == OWN


def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ended = jiwen("config", "path", "--init", env={"JIWEN_CONFIG": str(tmp_path / "file")})
    assert (ended.code, ended.out) == (Exit.FILE, "")
    assert str(tmp_path / "file" / "lexicon.ini") in ended.err
    assert "JIWEN_CONFIG" in ended.err


def test_config_alone_says_that_a_command_is_missing() -> None:
    ended = jiwen("config")
    assert ended.code == Exit.USAGE
    assert "jiwen config --help" in ended.err


def test_ask_understands_ones_own_words(mine: Path, seed_store: Path) -> None:
    assert jiwen("ask", "--store", seed_store, QUESTION).code == Exit.DECLINED
    mine.write_text(OWN, encoding="utf-8")
    one = jiwen("ask", "--json", "--store", seed_store, QUESTION)
    assert one.code == Exit.DONE
    assert json.loads(one.out)["rows"] == [["全区信访业务培训", 49956.5]]
    batch = jiwen(
        "ask", "--batch", "-", "--json", "--store", seed_store, stdin=json.dumps({"question": QUESTION}).encode()
    )
    assert json.loads(batch.out)["rows"] == [["全区信访业务培训", 49956.5]]


@pytest.mark.parametrize("arguments", [("哪个项目花钱最少",), ("--batch", "-")])
def test_a_wrong_entry_is_not_passed_over_in_silence(mine: Path, seed_store: Path, arguments: tuple[str, ...]) -> None:
    mine.write_text("[measure]\nexcuted = \x1b[31m划拉\n", encoding="utf-8")
    ended = jiwen("ask", "--store", seed_store, *arguments, stdin=b'{"question": "1"}')
    assert (ended.code, ended.out) == (Exit.FILE, "")
    assert f"{mine}: line 2: [measure] has no meaning excuted; the nearest are executed" in ended.err
    assert "\x1b" not in ended.err


def test_a_wrong_entry_does_not_touch_what_reads_no_question(mine: Path, seed_store: Path) -> None:
    mine.write_text("[nonsense]\n", encoding="utf-8")
    assert jiwen("summary", "--store", seed_store).code == Exit.DONE


def test_the_ui_understands_ones_own_words(mine: Path, seed_store: Path) -> None:
    mine.write_text(OWN, encoding="utf-8")
    session = Session(seed_store)
    assert session.ask(QUESTION).rows == (("全区信访业务培训", 49956.5),)
    assert session.unused_words is None
    session.close()


async def test_the_ui_says_what_is_wrong_and_goes_on_with_the_shipped_words(mine: Path, seed_store: Path) -> None:
    mine.write_text("[measure]\nexcuted = [red]划拉[/x]\n", encoding="utf-8")
    async with tui_driving.opened(seed_store, size=(80, 40), language="en") as pilot:
        shown = "".join(tui_driving.shown(pilot).split())  # the path makes the lines break anywhere
        assert "Yourownwordsarenotused" in shown
        assert "line2:[measure]hasnomeaningexcuted" in shown
        await tui_driving.ask(pilot, "哪个项目花钱最少")
        assert "49,956.50" in tui_driving.shown(pilot)
