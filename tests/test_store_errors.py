"""A store that cannot be used: the error names it, says what is wrong and what to do, and nothing is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from store import connection as store_connection
from store.connection import open_store
from store.errors import BrokenStore, LockedStore, MissingStore, NewerStore, StoreError, UnwritableStore, store_error
from store.schema import VERSION, migrate


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "jiwen.db"
    migrate(Database(path))
    return path


def said(error: pytest.ExceptionInfo[StoreError], path: Path) -> str:
    assert error.value.path == path
    assert str(path) in str(error.value)
    assert error.value.remedy in str(error.value)
    return str(error.value)


def test_a_store_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingStore) as error:
        open_store(tmp_path / "none.db")
    assert "jiwen index" in said(error, tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"", b"\xff" * 5000, "项目支出绩效自评表\n".encode() * 200])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.txt"
    path.write_bytes(content)
    with pytest.raises(BrokenStore) as error:
        open_store(path)
    assert "no store" in said(error, path)
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    Database(path).execute("CREATE TABLE people (name)")
    Database(path).execute("PRAGMA user_version = 1")
    with pytest.raises(BrokenStore) as error:
        open_store(path)
    assert "no store" in said(error, path)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BrokenStore) as error:
        open_store(tmp_path)
    assert "folder" in said(error, tmp_path)


def test_a_store_of_a_newer_version(store: Path) -> None:
    Database(store).conn.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(NewerStore) as error:
        open_store(store)
    assert "update jiwen" in said(error, store)


def test_a_damaged_store(store: Path) -> None:
    content = store.read_bytes()
    store.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])
    with pytest.raises(StoreError) as error:
        open_store(store).execute("SELECT * FROM evaluations")
    assert "index" in said(error, store)


def test_a_store_that_another_program_writes_to(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_connection, "BUSY_SECONDS", 0.05)
    writer = sqlite3.connect(store, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockedStore) as error:
        open_store(store)
    assert "another program" in said(error, store)
    writer.execute("ROLLBACK")
    open_store(store)


def test_a_store_whose_writer_was_killed_is_as_it_was_before(store: Path) -> None:
    program = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN'); "
        "c.executemany('INSERT INTO names VALUES (?, ?, ?)', ((i, 'unit', str(i)) for i in range(20000))); "
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(store)], check=False)
    assert store.with_name("jiwen.db-journal").exists()
    assert open_store(store).execute("SELECT count(*) FROM names").fetchone() == (0,)


def test_a_full_disk_is_said_to_be_full(store: Path) -> None:
    writer = sqlite3.connect(store)
    writer.execute(f"PRAGMA max_page_count = {writer.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(sqlite3.OperationalError) as full:
        writer.executemany("INSERT INTO names VALUES (?, 'unit', ?)", ((i, "名" * 500) for i in range(200)))
    error = store_error(full.value, store)
    assert isinstance(error, UnwritableStore)
    assert "full" in str(error)
    assert "kept" in str(error)


def test_a_path_with_a_terminal_escape_is_said_without_it() -> None:
    assert "\x1b" not in str(MissingStore(Path("\x1b[31mred")))
