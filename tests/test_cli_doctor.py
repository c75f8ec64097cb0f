"""`jiwen doctor` says what is there, what is not, and what to do, and changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest

from assistant.history import history_file
from command_line import SEED, jiwen

WORDING = Path(__file__).parent.parent / "assistant/wording/doctor"
on_unix = pytest.mark.skipif(os.name == "nt", reason="a pseudo terminal is needed")


def examined(store: Path, **env: str) -> dict[str, Any]:
    done = jiwen("doctor", "--json", "--language", "en", "--store", store, env=env)
    assert done.err == ""
    return {checked["check"]: checked for checked in json.loads(done.out)} | {"code": done.code}


def test_a_store_that_is_well_is_said_to_be(seed_store: Path) -> None:
    before = {path: path.read_bytes() for path in seed_store.parent.iterdir()}
    found = examined(seed_store)
    assert found["code"] == 0
    assert {name: found[name]["verdict"] for name in ("store", "files", "index", "conversations", "words")} == (
        dict.fromkeys(("store", "files", "index", "conversations", "words"), "good")
    )
    assert "3 forms" in found["store"]["text"]
    assert {path: path.read_bytes() for path in seed_store.parent.iterdir()} == before


def test_what_is_missing_is_said_with_what_to_do(store: Path) -> None:
    found = examined(store)
    assert found["code"] == 6
    assert found["store"]["finding"] == "missing"
    assert "jiwen index FOLDER" in found["store"]["remedy"]
    assert not store.parent.exists()


def test_a_damaged_store_and_damaged_conversations_are_named(store: Path) -> None:
    store.parent.mkdir()
    store.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    history_file(store).write_bytes(b"nothing of the kind" * 100)
    found = examined(store)
    assert found["code"] == 6
    assert found["store"]["verdict"] == "bad"
    assert found["conversations"]["verdict"] == "doubt"
    assert "move the file away" in found["conversations"]["text"]


def test_files_that_changed_or_went_are_named(tmp_path: Path, store: Path) -> None:
    form = tmp_path / "表.txt"
    form.write_bytes(SEED.read_bytes())
    jiwen("index", "--store", store, form)
    form.write_bytes(SEED.read_bytes() + b"\n")
    assert examined(store)["files"]["finding"] == "changed"
    form.unlink()
    found = examined(store)
    assert found["files"]["finding"] == "gone"
    assert "表.txt" in found["files"]["text"]


def test_an_index_that_finds_nothing_is_told(store: Path) -> None:
    jiwen("index", "--store", store, SEED)
    connection = sqlite3.connect(store)
    connection.execute("INSERT INTO passages (passages) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    assert examined(store)["index"]["finding"] == "broken"


def test_words_of_ones_own_that_cannot_be_read_are_told(seed_store: Path, tmp_path: Path) -> None:
    (tmp_path / "lexicon.ini").write_text("[[[", encoding="utf-8")
    found = examined(seed_store, JIWEN_CONFIG=str(tmp_path))
    assert found["words"]["verdict"] == "bad"
    assert "lexicon.ini" in found["words"]["text"]


@pytest.mark.parametrize(("language", "said"), [("zh_CN.UTF-8", "还没有"), ("en_US.UTF-8", "there is none yet")])
def test_it_speaks_the_language_of_the_locale(store: Path, language: str, said: str) -> None:
    assert said in jiwen("doctor", "--store", store, env={"LANG": language, "LC_ALL": "", "JIWEN_LANG": ""}).out


def test_both_languages_say_the_same_things() -> None:
    spoken = []
    for language in ("zh", "en"):
        parser = ConfigParser(interpolation=None, delimiters=("=",))
        parser.read(WORDING / f"{language}.ini", encoding="utf-8")
        spoken.append({section: set(parser[section]) for section in parser.sections()})
    assert spoken[0] == spoken[1]


@on_unix
def test_widths_are_measured_in_the_terminal(seed_store: Path) -> None:
    from pseudo_terminal import Terminal, cells

    with Terminal("doctor", "--store", seed_store, "--language", "en") as terminal:
        assert terminal.ended() == 0
        assert "a Chinese character takes 2 cells" in terminal.text
        assert "take 1 cell" in terminal.text
    with Terminal(
        "doctor", "--store", seed_store, "--language", "en", width=lambda c: 2 if c in "“①" else cells(c)
    ) as terminal:
        assert terminal.ended() == 0
        assert "these take 2 cells: “①" in terminal.text
    with Terminal("doctor", "--store", seed_store, "--language", "en", width=lambda _: 1) as terminal:
        assert terminal.ended() == 0
        assert "takes 1 cells where it should take 2" in terminal.text


@on_unix
def test_a_terminal_that_says_nothing_is_not_waited_for(seed_store: Path) -> None:
    from pseudo_terminal import Terminal

    with Terminal("doctor", "--store", seed_store, "--language", "en") as terminal:
        terminal._reply = lambda: None  # type: ignore[method-assign]
        assert terminal.ended() == 0
        assert "it cannot be measured" in terminal.text
