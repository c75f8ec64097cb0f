"""Many files are read in several processes: in order, and a file that ends its process harms no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from seed_forms import HALL
from store.errors import UnreadableFile
from store.indexing import index, parse
from store.parsing import FEWEST_FILES, Parsed, outcomes

PATHS = [Path(f"{n}.txt") for n in range(2 * FEWEST_FILES)]


def named(path: Path) -> Parsed:
    return Parsed(path.name, (), ())


def deadly(path: Path) -> Parsed:
    if path.name == "7.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if path.name == "8.txt":
        raise ValueError("eight")
    return named(path)


def test_outcomes_come_in_order() -> None:
    assert [found.kind for found in outcomes(PATHS, named, 2) if isinstance(found, Parsed)] == [p.name for p in PATHS]


def test_what_a_file_does_to_its_process_is_its_outcome_alone() -> None:
    found = dict(zip(PATHS, outcomes(PATHS, deadly, 2), strict=True))
    assert isinstance(found.pop(Path("7.txt")), UnreadableFile)
    assert isinstance(found.pop(Path("8.txt")), ValueError)
    assert all(isinstance(outcome, Parsed) for outcome in found.values())


def left_running(path: Path) -> Parsed:
    """Writes its process's number beside the file, so that a test can look for it."""
    (path.parent / f"{os.getpid()}.pid").touch()
    return named(path)


def test_no_process_stays_behind(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(FEWEST_FILES)]
    assert len(list(outcomes(paths, left_running, 2))) == len(paths)
    for pid in (int(file.stem) for file in tmp_path.glob("*.pid")):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    script = "import sys, test_parsing; test_parsing.waits_for_ever(sys.argv[1])"
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, cwd=Path(__file__).parent) as process:
        assert until(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
        process.kill()
    pids = [int(file.stem) for file in tmp_path.glob("*.pid")]
    assert until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids))


def waits_for_ever(folder: str) -> None:
    list(outcomes([Path(folder) / f"{n}.txt" for n in range(FEWEST_FILES)], never_done, 2))


def never_done(path: Path) -> Parsed:
    left_running(path)
    time.sleep(60)
    return named(path)


def until(condition: Callable[[], bool]) -> bool:
    for _ in range(200):
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_a_folder_of_many_is_stored_as_if_read_one_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    for n in range(FEWEST_FILES + 1):
        (folder / f"{n:02}.txt").write_text(HALL.replace("2023", f"{2023 - n}"), encoding="utf-8")
    many = index(tmp_path / "many.db", [folder], workers=2)
    assert many == index(tmp_path / "one.db", [folder])
    assert many.forms > FEWEST_FILES / 2


def test_a_file_is_parsed_to_its_forms(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(HALL, encoding="utf-8")
    parsed = parse(path)
    assert (parsed.kind, len(parsed.evaluations), parsed.said) == ("text", 1, ())
