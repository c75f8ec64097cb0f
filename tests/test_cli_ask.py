"""`jiwen ask`: an answer on stdout, its kind as the exit code, in text and in JSON."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.cli.exits import OF_STATUS, Exit
from command_line import SEED, environment, jiwen

QUESTION = "哪个项目花钱最少"


def test_an_answer_has_its_headline_its_rows_and_its_source(seed_store: Path) -> None:
    asked = jiwen("ask", "--store", seed_store, QUESTION)
    assert asked.code == Exit.DONE, asked.err
    line = 1 + SEED.read_text(encoding="utf-8").splitlines().index(
        "年度资金总额 50000.00 50000.00 49956.50 10 99.91 9.99"
    )
    for expected in ("全区信访业务培训", "49,956.50", "理解为：", f"[1] {SEED.name}:{line}"):
        assert expected in asked.out
    assert asked.err == ""


def test_an_english_question_gets_english_labels(seed_store: Path) -> None:
    asked = jiwen("ask", "--store", seed_store, "which", "indicators", "scored", "below", "cap")
    assert asked.code == Exit.DONE, asked.err
    assert "Understood as: " in asked.out
    assert all(score in asked.out for score in ("8.88", "9.99"))


def test_words_need_no_quotes_and_a_question_may_come_through_stdin(seed_store: Path) -> None:
    quoted = jiwen("ask", "--json", "--store", seed_store, "which project spent the least")
    unquoted = jiwen("ask", "--json", "--store", seed_store, "which", "project", "spent", "the", "least")
    piped = jiwen("ask", "--json", "--store", seed_store, "-", stdin=b"\xef\xbb\xbfwhich project spent the least\r\n")
    answers = [json.loads(asked.out) for asked in (quoted, unquoted, piped)]
    assert answers[0]["question"] == "which project spent the least"
    for answer in answers:
        answer.pop("elapsed_ms")
    assert answers[0] == answers[1] == answers[2]


def test_every_status_has_an_exit_code_of_its_own() -> None:
    assert set(OF_STATUS) == set(Status)
    assert len(set(OF_STATUS.values())) == len(Status)


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        (QUESTION, "answered", Exit.DONE),
        ("执行数超过9亿元的项目有哪些", "empty", Exit.NOTHING),
        ("明天深圳会下雨吗", "declined", Exit.DECLINED),
    ],
)
def test_the_exit_code_says_how_the_question_was_answered(
    question: str, status: str, code: Exit, seed_store: Path
) -> None:
    asked = jiwen("ask", "--json", "--store", seed_store, question)
    assert (json.loads(asked.out)["status"], asked.code) == (status, code)


def test_json_keeps_the_contract(seed_store: Path) -> None:
    answer = json.loads(jiwen("ask", "--json", "--store", seed_store, QUESTION).out)
    assert list(answer) == [
        *("question", "status", "text", "interpretation", "query", "columns", "rows", "sources"),
        *("choices", "suggestions", "elapsed_ms"),
    ]
    assert all(set(column) == {"key", "label", "unit"} for column in answer["columns"])
    assert len(answer["rows"]) == len(answer["sources"]) == 1
    assert len(answer["rows"][0]) == len(answer["columns"])
    assert 49956.5 in answer["rows"][0]
    source = answer["sources"][0]
    assert {"project_code", "project_name", "year", "file", "line"} <= set(source)
    assert (source["project_code"], source["file"]) == ("440307210701500010882", str(SEED.resolve()))
    assert "49956.50" in SEED.read_text(encoding="utf-8").splitlines()[source["line"] - 1]


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "  "], ["ask", "-"], ["ask", "--batch", "-", "问"]])
def test_no_question_or_two_kinds_of_it_is_a_wrong_command_line(arguments: list[str]) -> None:
    asked = jiwen(*arguments)
    assert (asked.code, asked.out) == (Exit.USAGE, "")
    assert "jiwen ask --help" in asked.err


def test_a_question_without_a_command_is_told_the_command() -> None:
    asked = jiwen(QUESTION)
    assert asked.code == Exit.USAGE
    assert f"jiwen ask {QUESTION}" in asked.err


class TestTheStore:
    """`--store` before the command or after it, else JIWEN_STORE; and what is said of one that cannot be used."""

    def test_it_may_be_named_before_the_command_after_it_or_by_the_environment(self, seed_store: Path) -> None:
        for asked in (
            jiwen("--store", seed_store, "ask", QUESTION),
            jiwen("ask", QUESTION, "--store", seed_store),
            jiwen("ask", QUESTION, env={"JIWEN_STORE": str(seed_store)}),
            jiwen("--store", "elsewhere.db", "ask", "--store", seed_store, QUESTION, env={"JIWEN_STORE": "nowhere.db"}),
        ):
            assert asked.code == Exit.DONE, asked.err

    def test_the_option_beats_the_environment(self, seed_store: Path, tmp_path: Path) -> None:
        asked = jiwen("--store", tmp_path / "none.db", "ask", QUESTION, env={"JIWEN_STORE": str(seed_store)})
        assert asked.code == Exit.STORE
        assert str(tmp_path / "none.db") in asked.err

    def test_a_missing_one_is_made_by_indexing(self, tmp_path: Path) -> None:
        asked = jiwen("ask", "--store", tmp_path / "none.db", QUESTION)
        assert (asked.code, asked.out) == (Exit.STORE, "")
        assert "jiwen index" in asked.err
        assert not (tmp_path / "none.db").exists()

    def test_a_file_of_another_kind_a_folder_and_a_newer_one_are_named(self, tmp_path: Path, seed_store: Path) -> None:
        text, newer = tmp_path / "text.db", tmp_path / "newer.db"
        text.write_text("不是数据库" * 1000, encoding="utf-8")
        newer.write_bytes(seed_store.read_bytes())
        connection = sqlite3.connect(newer)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
        for store in (text, newer, tmp_path):
            asked = jiwen("ask", "--store", store, QUESTION)
            assert (asked.code, asked.out) == (Exit.STORE, "")
            assert str(store) in asked.err
            assert "Traceback" not in asked.err

    def test_a_damage_that_only_reading_finds_is_a_broken_store_and_no_crash(
        self, tmp_path: Path, seed_store: Path
    ) -> None:
        damaged = tmp_path / "damaged.db"
        content = bytearray(seed_store.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        damaged.write_bytes(content)
        asked = jiwen("ask", "--store", damaged, QUESTION)
        assert asked.code == Exit.STORE, asked.err
        assert "Traceback" not in asked.err


class TestTheTerminal:
    """What is piped is data alone; colours and suggestions are for a person."""

    def test_piped_output_has_no_colours_and_no_suggestions(self, seed_store: Path) -> None:
        asked = jiwen("ask", "--store", seed_store, QUESTION, env={"TERM": "xterm-256color", "COLORTERM": "truecolor"})
        assert "\x1b" not in asked.out
        assert "还可以问" not in asked.out

    @pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
    @pytest.mark.parametrize("no_color", ["", "1"])
    def test_a_terminal_gets_a_bold_headline_and_suggestions(self, no_color: str, seed_store: Path) -> None:
        shown = in_terminal("ask", "--store", seed_store, QUESTION, env={"NO_COLOR": no_color, "TERM": "xterm"})
        assert ("\x1b[1m" in shown) is (no_color == "")
        assert "还可以问：" in shown

    def test_chinese_goes_out_as_utf_8_in_the_locale_c(self, seed_store: Path) -> None:
        asked = jiwen("ask", "--store", seed_store, QUESTION, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
        assert "全区信访业务培训" in asked.out

    @pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pipe")
    def test_a_reader_that_has_seen_enough_ends_it_quietly(self, seed_store: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "assistant.cli", "ask", "--store", str(seed_store), QUESTION]
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False)
        os.close(writing)
        assert (done.returncode, done.stderr) == (Exit.DONE, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
    def test_a_full_disk_under_the_output_is_said(self, seed_store: Path) -> None:
        command = [sys.executable, "-m", "assistant.cli", "ask", "--store", str(seed_store), QUESTION]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
        assert done.returncode == Exit.FILE
        assert "could not be written" in done.stderr.decode("utf-8")


def in_terminal(*arguments: str | Path, env: dict[str, str]) -> str:
    """What the program writes to a terminal of 80 cells."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        env=environment(COLUMNS="80", **env),
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says EIO where the other end is closed
        pass
    os.close(ours)
    process.wait(60)
    return shown.decode("utf-8")
