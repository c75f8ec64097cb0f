"""What is copied is on the clipboard, or it is said not to be known and saved."""

import os
import sys
from datetime import datetime
from pathlib import Path

import pytest

from assistant.tui import clipboard
from assistant.tui.clipboard import Copied

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for clipboard programs are shell scripts")
TEXT = "绩效 [red]\n49,956.50"
KEEPS = 'case "$*" in *-out*|*--output*|*newline*) cat "{file}";; *) cat > "{file}";; esac'
FORGETS = 'case "$*" in *-out*|*--output*|*newline*) echo old;; *) cat > "{file}";; esac'
FAILS = "exit 1"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux desktop on which no clipboard program is installed yet; the folder is its PATH."""
    for name in ("SSH_CONNECTION", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    for tool in ("cat", "sh"):
        (tmp_path / tool).symlink_to(f"/bin/{tool}")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def installed(machine: Path, name: str, does: str) -> Path:
    program, file = machine / name, machine / f"{name}.txt"
    program.write_text(f"#!/bin/sh\n{does.format(file=file)}\n", encoding="utf-8")
    program.chmod(0o755)
    return file


def test_a_program_gets_the_text_and_it_is_read_back(machine: Path) -> None:
    file = installed(machine, "xclip", KEEPS)
    assert clipboard.copy(TEXT) is Copied.SEEN
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("does", [FORGETS, FAILS])
def test_the_next_program_is_tried_where_one_does_not_keep_the_text(machine: Path, does: str) -> None:
    installed(machine, "xclip", does)
    assert clipboard.copy(TEXT) is Copied.UNKNOWN
    installed(machine, "xsel", KEEPS)
    assert clipboard.copy(TEXT) is Copied.SEEN


def test_over_ssh_the_clipboard_of_the_wrong_machine_is_not_used(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = installed(machine, "xclip", KEEPS)
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    assert clipboard.copy(TEXT) is Copied.UNKNOWN
    assert not file.exists()


def test_in_tmux_its_buffer_has_the_text_though_the_terminal_may_not(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = installed(machine, "tmux", KEEPS)
    monkeypatch.setenv("TMUX", "socket,1,0")
    assert clipboard.copy(TEXT) is Copied.UNKNOWN
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_program_that_cannot_be_read_back_is_believed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    file = installed(machine, "clip.exe", KEEPS)
    assert clipboard.copy(TEXT) is Copied.TAKEN
    assert file.read_bytes().decode("utf-16") == TEXT


def test_a_file_is_named_by_time_and_title_with_its_chinese_kept(tmp_path: Path) -> None:
    now = datetime(2023, 4, 5, 6, 7, 8)
    paths = [clipboard.save(TEXT, tmp_path / "answers", "../哪个 [x]/\x1b项目？", "md", now) for _ in range(3)]
    assert [path.name for path in paths] == [
        "20230405-060708-哪个-x-项目.md",
        "20230405-060708-哪个-x-项目-2.md",
        "20230405-060708-哪个-x-项目-3.md",
    ]
    assert {path.read_bytes().decode("utf-8") for path in paths} == {TEXT}
    assert clipboard.file_name("？" * 50) == "jiwen"
    assert len(clipboard.file_name("长" * 500)) <= clipboard.MOST_OF_NAME
