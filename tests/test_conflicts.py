"""Two files about one project and year with other figures: the newer is used, and whoever asks is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.conversation import Conversation
from seed_forms import HALL, TRAINING, write
from store.conflicts import conflicts
from store.connection import open_store
from store.evaluations import list_evaluations, load
from store.indexing import index

OTHER = TRAINING.replace("49956.50", "49956.51")
OLDER, NEWER = 1_600_000_000, 1_700_000_000  # seconds


def written_at(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def executed(store: Path) -> list[int | None]:
    connection = open_store(store)
    forms = [load(connection, row.id).evaluation for row in list_evaluations(connection)]
    return [form.fund_lines[0].executed for form in forms]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_newer_file_is_used_in_whatever_order_they_are_read(
    names: tuple[str, str], folder: Path, store: Path
) -> None:
    old, new = names
    write(folder, **{old: TRAINING, new: OTHER})
    written_at(folder / f"{old}.txt", OLDER)
    written_at(folder / f"{new}.txt", NEWER)
    report = index(store, [folder])
    statuses = {outcome.path.stem: outcome.status.value for outcome in report.files}
    assert statuses == {"a": "read", "b": "conflict"}
    assert executed(store) == [4995651]
    (conflict,) = conflicts(open_store(store))
    assert (conflict.used.stem, conflict.other.stem) == (new, old)


def test_an_answer_that_touches_it_says_so_and_no_other(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=OTHER, c=HALL)
    written_at(folder / "a.txt", OLDER)
    index(store, [folder])
    conversation = Conversation(open_store(store))
    touched = conversation.ask("全区信访业务培训花了多少钱")
    assert "49,956.51" in touched.text
    assert "《b.txt》" in touched.text
    assert "《a.txt》" in touched.text
    assert "b.txt" in conversation.ask("how much was spent on 全区信访业务培训").text
    untouched = [
        row.project_name for row in list_evaluations(open_store(store)) if "培训" not in (row.project_name or "")
    ]
    assert "a.txt" not in conversation.ask(f"{untouched[0]}花了多少钱").text


def test_a_check_lists_it_with_both_figures(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=OTHER)
    written_at(folder / "a.txt", OLDER)
    index(store, [folder])
    answer = Conversation(open_store(store)).ask("有没有对不上的地方")
    found = [row for row in answer.rows if "另一份文件" in str(row)]
    assert len(found) == 1
    assert {49956.50, 49956.51} <= set(found[0])


def test_when_the_newer_file_goes_the_older_is_used_again(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=OTHER)
    written_at(folder / "a.txt", OLDER)
    index(store, [folder])
    (folder / "b.txt").unlink()
    index(store, [folder])
    assert executed(store) == [4995650]
    assert conflicts(open_store(store)) == []


def test_a_copy_of_what_is_used_no_longer_is_a_copy(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=OTHER, c=TRAINING)
    written_at(folder / "a.txt", OLDER)
    written_at(folder / "c.txt", OLDER)
    index(store, [folder])
    report = index(store, [folder])
    assert {outcome.status.value for outcome in report.files} == {"unchanged"}
    assert executed(store) == [4995651]
