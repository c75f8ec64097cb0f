"""The store: whether it is there, whole, up to date with its files, and searchable; and the kept conversations.

Owns those checks. It opens the store to read alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.doctor.checked import Checked, Verdict
from assistant.history import History, history_file
from assistant.history.keeping import HistoryError
from store.connection import open_store
from store.errors import MissingStore, StoreError
from store.searching import search

MOST_NAMED = 3  # files


def checks(store: Path) -> Iterator[Checked]:
    values: dict[str, Any] = {"store": str(store)}
    try:
        connection = open_store(store)
    except MissingStore:
        yield Checked("store", "missing", Verdict.BAD, values)
    except StoreError as error:
        yield Checked("store", "unusable", Verdict.BAD, {**values, "error": f"{error.what}; {error.remedy}"})
    else:
        with closing(connection):
            yield from _of_open(connection, values)
    yield _conversations(store)


def _of_open(connection: sqlite3.Connection, values: dict[str, Any]) -> Iterator[Checked]:
    try:
        damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            yield Checked("store", "damaged", Verdict.BAD, {**values, "error": damage})
            return
        forms = connection.execute("SELECT count(*) FROM evaluations").fetchone()[0]
        files = connection.execute("SELECT path, size FROM documents ORDER BY path").fetchall()
        values = {**values, "n": forms, "forms": forms, "files": len(files)}
        if not forms:
            yield Checked("store", "empty", Verdict.BAD, values)
            return
        yield Checked("store", "good", Verdict.GOOD, values)
        yield _files(files)
        yield _index(connection)
    except sqlite3.Error as error:
        yield Checked("store", "damaged", Verdict.BAD, {**values, "error": str(error)})


def _files(files: list[tuple[str, int]]) -> Checked:
    """Whether the files are where they were read. A size that is another tells a change; the same tells nothing."""
    gone = [path for path, _ in files if not Path(path).is_file()]
    changed = [path for path, size in files if path not in gone and Path(path).stat().st_size != size]
    if not gone and not changed:
        return Checked("files", "good", Verdict.GOOD, {"n": len(files)})
    kind, named = ("gone", gone) if gone else ("changed", changed)
    names = ", ".join(Path(path).name for path in named[:MOST_NAMED]) + ("…" if len(named) > MOST_NAMED else "")
    return Checked("files", kind, Verdict.DOUBT, {"n": len(named), "names": names})


def _index(connection: sqlite3.Connection) -> Checked:
    """A word that the store has must be found by its full-text search."""
    found = connection.execute("SELECT project_name FROM evaluations WHERE project_name <> '' LIMIT 1").fetchone()
    if found is None:
        return Checked("index", "nameless", Verdict.NOTE)
    if not search(connection, found[0], 1):
        return Checked("index", "broken", Verdict.BAD, {"name": found[0]})
    words = connection.execute("SELECT count(*) FROM passage_words").fetchone()[0]
    return Checked("index", "good", Verdict.GOOD, {"n": words, "words": words})


def _conversations(store: Path) -> Checked:
    file = history_file(store)
    values: dict[str, Any] = {"file": str(file)}
    try:
        with closing(History(file)) as history:
            values["n"] = values["count"] = len(history.talks())
    except HistoryError as error:
        return Checked("conversations", "unusable", Verdict.DOUBT, {**values, "error": f"{error.what}; {error.remedy}"})
    return Checked("conversations", "good", Verdict.GOOD, values)
