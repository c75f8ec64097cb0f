"""The program as a whole: help, the UI's door, and how it ends when something goes wrong."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.exits import MEANING, Exit
from assistant.cli.program import COMMANDS
from command_line import environment, jiwen


def test_help_names_every_command_and_every_exit_code() -> None:
    shown = jiwen("--help")
    assert (shown.code, shown.err) == (Exit.DONE, "")
    for command in COMMANDS:
        assert f"\n  {command} " in shown.out
    for code, meaning in MEANING.items():
        assert f"{code:d}  {meaning.split(';')[0]}" in shown.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_and_takes_a_store(command: str) -> None:
    shown = jiwen(command, "--help")
    assert shown.code == Exit.DONE
    assert f"  jiwen {command}" in shown.out
    assert "--store FILE" in shown.out or command == "config"  # settings are of no store


def test_the_version_is_said() -> None:
    assert jiwen("--version").out.startswith("jiwen ")


def test_the_ui_is_not_opened_without_a_terminal() -> None:
    ended = jiwen()
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert "needs a terminal" in ended.err


def test_a_wrong_option_is_said_with_where_to_find_the_right_one() -> None:
    ended = jiwen("export", "--format", "pdf")
    assert (ended.code, ended.out) == (Exit.USAGE, "")
    assert "'pdf'" in ended.err
    assert "jiwen export --help" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_ends_it_without_a_traceback(seed_store: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "ask", "--batch", "-", "--json", "--store", str(seed_store)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # a test run in the background hands down that it ignores the signal
    heeds = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    with subprocess.Popen(command, env=environment(), **pipes, **heeds) as process:  # type: ignore[call-overload]
        process.stdin.write(b'{"question": "\xe4\xbd\xa0\xe5\xa5\xbd"}\n')
        process.stdin.flush()
        process.stdout.readline()  # it is waiting for the next line now
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
    assert (process.returncode, err.decode().strip()) == (Exit.INTERRUPTED, "jiwen: interrupted")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pipe")
@pytest.mark.parametrize("arguments", [["--help"], ["export", "--format", "json"], ["show", "培训"]])
def test_a_reader_that_has_seen_enough_ends_every_command_quietly(arguments: list[str], seed_store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "assistant.cli", "--store", str(seed_store), *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (Exit.DONE, b"")
