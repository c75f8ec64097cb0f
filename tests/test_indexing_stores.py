"""Indexing into a store that cannot be written, or not now: nothing is lost, and the error names the remedy."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from indexed import count, names, statuses
from seed_forms import AFFAIRS, HALL, NO_FORM, TRAINING, write
from store import indexing, writing
from store.connection import open_store
from store.errors import BrokenStore, LockedStore, NewerStore, StoreError, UnwritableStore
from store.indexing import Progress, index
from store.schema import VERSION


@pytest.mark.parametrize("content", [b"\xff" * 5000, NO_FORM.encode() * 100])
def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path, folder: Path, content: bytes) -> None:
    write(folder, a=HALL)
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(BrokenStore, match=r"notes\.txt.*--store"):
        index(path, [folder])
    assert path.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(tmp_path: Path, folder: Path) -> None:
    write(folder, a=HALL)
    path = tmp_path / "other.db"
    sqlite3.connect(path).execute("CREATE TABLE people (name)")
    content = path.read_bytes()
    with pytest.raises(BrokenStore, match="another program"):
        index(path, [folder])
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store(tmp_path: Path, folder: Path) -> None:
    write(folder, a=HALL)
    (tmp_path / "new.db").touch()
    index(tmp_path / "new.db", [folder])
    assert len(names(tmp_path / "new.db")) == 1


def test_a_store_of_a_newer_version_is_left_as_it_is(store: Path, folder: Path) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    newer = sqlite3.connect(store)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    write(folder, a=TRAINING)
    with pytest.raises(NewerStore, match="update jiwen"):
        index(store, [folder])


def test_a_folder_is_no_store(folder: Path) -> None:
    with pytest.raises(BrokenStore, match="folder"):
        index(folder, [folder])


def test_a_folder_that_cannot_be_made(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableStore, match="--store"):
        index(tmp_path / "file" / "jiwen.db", [folder])


def test_a_locked_store(store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    write(folder, a=TRAINING)
    monkeypatch.setattr(writing, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedStore, match="try again"):
        index(store, [folder])
    other.execute("ROLLBACK")
    assert names(store) == ["区信访大厅（区维稳中心）管理事务"]


def test_a_full_disk_loses_nothing(store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    write(folder, a=AFFAIRS + TRAINING + HALL)
    before = open_store(store).execute("SELECT * FROM evaluations").fetchall()
    opened = writing.open_to_write

    def with_no_space(path: Path) -> sqlite3.Connection:
        connection = opened(path)
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
        return connection

    monkeypatch.setattr(indexing, "open_to_write", with_no_space)
    with pytest.raises(StoreError, match="full"):
        index(store, [folder])
    assert open_store(store).execute("SELECT * FROM evaluations").fetchall() == before


def test_a_run_that_is_killed_leaves_what_was_stored(store: Path, folder: Path) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    write(folder, a=TRAINING)
    program = (
        "import os, sys; from pathlib import Path; from store import indexing, writing; "
        "writing.Writer._insert_names = lambda *_: os.kill(os.getpid(), 9); "
        "indexing.index(Path(sys.argv[1]), [Path(sys.argv[2])])"
    )
    assert subprocess.run([sys.executable, "-c", program, store, folder], check=False).returncode == -9
    assert names(store) == ["区信访大厅（区维稳中心）管理事务"]
    assert statuses(index(store, [folder])) == {"a.txt": "read"}
    assert names(store) == ["全区信访业务培训"]


def test_what_is_stored_is_the_same_however_often_files_change(store: Path, folder: Path) -> None:
    for text in (HALL, AFFAIRS, TRAINING, HALL):
        write(folder, a=text)
        index(store, [folder])
    tables = ("evaluations", "fund_lines", "indicators", "names", "name_parts", "passage_words")
    changed = [count(store, table) for table in tables]
    fresh = store.with_name("fresh.db")
    index(fresh, [folder])
    assert changed == [count(fresh, table) for table in tables]


def test_two_programs_may_index_into_a_new_store_at_once(store: Path, folder: Path) -> None:
    write(folder, a=HALL, b=AFFAIRS, c=TRAINING)
    program = (
        "import sys; from pathlib import Path; from store.indexing import index; "
        "index(Path(sys.argv[1]), [Path(sys.argv[2])])"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, store, folder]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert len(names(store)) == 3


def test_what_was_read_before_ctrl_c_is_stored(store: Path, folder: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    write(folder, a=HALL, b=TRAINING, c=AFFAIRS)
    with pytest.raises(KeyboardInterrupt):
        index(store, [folder], interrupt)
    assert len(names(store)) == 2
    assert statuses(index(store, [folder])) == {"a.txt": "unchanged", "b.txt": "unchanged", "c.txt": "read"}


def test_of_files_that_are_stored_together_all_are_or_none(store: Path, folder: Path) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    write(folder, b=TRAINING, c=AFFAIRS)
    program = (
        "import os, sys; from pathlib import Path; from store import indexing, writing; "
        "stored = writing.Writer.replace; indexing._TOGETHER = 60\n"
        "def replace(self, version, *rest):\n"
        "    done = stored(self, version, *rest)\n"
        "    return os.kill(os.getpid(), 9) if version.path.name == 'c.txt' else done\n"
        "writing.Writer.replace = replace; indexing.index(Path(sys.argv[1]), [Path(sys.argv[2])])"
    )
    assert subprocess.run([sys.executable, "-c", program, store, folder], check=False).returncode == -9
    assert len(names(store)) == 1
    assert statuses(index(store, [folder])) == {"a.txt": "unchanged", "b.txt": "read", "c.txt": "read"}
