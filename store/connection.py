"""Opening a store to read it.

Owns where the store is, and the checks that a file is one. It must not write, and must not import sqlite_utils
or jieba: every question that is asked at the command line goes through here, in a new process.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from store.errors import BrokenStore, MissingStore, store_error
from store.folders import data_folder
from store.schema import VERSION, check_version

BUSY_SECONDS = 5.0  # how long to wait for another program that is writing


def default_store() -> Path:
    """The file that JIWEN_STORE names, else `jiwen.db` in the platform's folder for a user's data."""
    named = os.environ.get("JIWEN_STORE")
    if named:
        return Path(named).expanduser()
    return data_folder() / "jiwen.db"


def open_store(path: Path) -> sqlite3.Connection:
    """A read-only connection to the store, which works on a read-only medium too.

    Raises MissingStore, BrokenStore, NewerStore or LockedStore.
    """
    check_is_file(path)
    if not path.exists():
        raise MissingStore(path)
    try:
        connection = _connect(path, "ro")
        try:
            ours = _has_tables(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            _roll_back_interrupted_write(path)
            ours = _has_tables(connection)
        version = check_version(connection) if ours else 0
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    if version < VERSION:
        connection.close()
        what = "the store is of an earlier version of jiwen" if ours else "the file is no store of jiwen"
        raise BrokenStore(path, what, "name another with --store, or run `jiwen index FOLDER` to make or update one")
    return connection


def check_is_file(path: Path) -> None:
    """Raises BrokenStore where a store's path is a folder: SQLite's own message would say nothing of it."""
    if path.is_dir():
        raise BrokenStore(path, "this is a folder, not a store", "name a file in it with --store")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS)


def _has_tables(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name IN ('documents', 'evaluations')")
    return bool(found.fetchone()[0] == 2)


def _roll_back_interrupted_write(path: Path) -> None:
    """A run that was killed leaves a journal, and SQLite rolls it back only through a connection that may write."""
    connection = _connect(path, "rw")
    try:
        _has_tables(connection)
    finally:
        connection.close()
