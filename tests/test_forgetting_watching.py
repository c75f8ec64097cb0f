"""Files go out of a store, and a watched folder keeps its store up to date."""

from __future__ import annotations

from pathlib import Path

from command_line import jiwen
from seed_forms import AFFAIRS, HALL, TRAINING, write
from store.connection import open_store
from store.evaluations import list_evaluations
from store.indexing import forget, index
from store.watching import reports


def files(store: Path) -> list[str]:
    return [row.path.name for row in list_evaluations(open_store(store))]


def test_a_file_is_forgotten_and_stays_where_it_is(folder: Path, store: Path) -> None:
    write(folder, a=HALL, b=TRAINING)
    index(store, [folder])
    (outcome,) = forget(store, [folder / "a.txt"]).files
    assert (outcome.path.name, outcome.status.value) == ("a.txt", "removed")
    assert files(store) == ["b.txt"]
    assert (folder / "a.txt").exists()


def test_a_folder_that_is_no_longer_there_is_forgotten(folder: Path, store: Path) -> None:
    write(folder, a=HALL, b=TRAINING)
    index(store, [folder])
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert len(forget(store, [folder]).files) == 2
    assert files(store) == []


def test_a_copy_takes_the_place_of_what_is_forgotten(folder: Path, store: Path) -> None:
    write(folder, a=HALL, b=HALL)
    index(store, [folder])
    forget(store, [folder / "a.txt"])
    assert files(store) == ["b.txt"]


def test_what_was_never_stored_is_said_to_be_nothing(folder: Path, store: Path) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    done = jiwen("forget", folder / "other.txt", "--store", store)
    assert done.code == 1
    assert "files: none" in done.out


def test_a_watched_folder_is_indexed_again_when_it_changes(folder: Path, store: Path) -> None:
    write(folder, a=HALL)
    watched = reports(store, [folder], 0.02)
    assert next(watched).forms == 1
    write(folder, b=TRAINING)
    assert {outcome.status.value for outcome in next(watched).files} == {"read", "unchanged"}
    (folder / "a.txt").unlink()
    write(folder, c=AFFAIRS)
    assert {outcome.status.value for outcome in next(watched).files} == {"read", "unchanged", "removed"}
    assert files(store) == ["b.txt", "c.txt"]


def test_a_store_within_the_folder_is_no_change_of_it(folder: Path) -> None:
    write(folder, a=HALL)
    watched = reports(folder / "jiwen.db", [folder], 0.02)
    assert next(watched).forms == 1
    write(folder, b=TRAINING)
    assert next(watched).forms == 2
    assert files(folder / "jiwen.db") == ["a.txt", "b.txt"]


def test_check_lists_what_does_not_add_up(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING.replace("49956.50", "49956.51", 1))
    index(store, [folder])
    done = jiwen("check", "--store", store)
    assert done.code == 0
    assert "49,956.51" in done.out or "49956.51" in done.out
