"""Many files are read in several processes: in order, and a file that ends its process harms no other."""

from __future__ import annotations

import os
import signal
from pathlib import Path

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
