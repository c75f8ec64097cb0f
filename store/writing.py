"""Writing a document's evaluations, and all that is found by them: wholly or not at all.

Owns every INSERT and DELETE of the store. It must not read files or parse forms.

The store keeps SQLite's rollback journal and not WAL: a store on a read-only medium must open, and in WAL mode
SQLite would have to write beside it. What a reader waits for is the end of a transaction, milliseconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from store import conflicts, passages, rows
from store.checks.checking import Checker, stored_parameters
from store.connection import BUSY_SECONDS, check_is_file
from store.dataclass import dataclass, fields
from store.errors import BrokenStore, UnwritableStore
from store.folding import folded, letters, pairs
from store.printed import packed
from store.records import Evaluation, FundLine, Indicator
from store.schema import migrate
from store.segmentation import words, words_of_name
from store.spelling import spellings

_USED_NAMES = """
SELECT 'project', project_name FROM evaluations UNION SELECT 'unit', unit FROM evaluations
UNION SELECT 'department', department FROM evaluations UNION SELECT 'indicator', level3 FROM indicators
UNION SELECT 'fund_line', name FROM fund_lines
"""
_CONTENT = """
SELECT path FROM documents AS d JOIN evaluations AS e ON e.document_id = d.id WHERE e.content = :content
UNION ALL SELECT path FROM documents AS d JOIN superseded AS s ON s.document_id = d.id WHERE s.content = :content
"""
_ORPHANS = """
SELECT path FROM documents JOIN duplicates ON document_id = id
WHERE content NOT IN (SELECT content FROM evaluations UNION SELECT content FROM superseded)
UNION SELECT path FROM documents JOIN superseded ON document_id = id
WHERE identity NOT IN (SELECT identity FROM evaluations WHERE identity IS NOT NULL) ORDER BY path
"""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file as it was when it was read."""

    path: Path
    sha256: str
    size: int  # bytes
    reader: str  # which jiwen read it: another reads it again
    modified: int = 0  # when it was last written, nanoseconds since 1970


@dataclass(frozen=True, slots=True)
class Stored:
    forms: int  # how many were stored: without those that another file has
    notes: tuple[str, ...]  # on duplicates and conflicts, a sentence each
    conflicts: int  # how many of the forms have other figures in another file


def open_to_write(store: Path) -> sqlite3.Connection:
    """A connection for a Writer, to a store of this version, made where there is none. Raises StoreError."""
    check_is_file(store)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "name a store in a folder of yours with --store"
        raise UnwritableStore(store, f"its folder cannot be made ({error.strerror})", remedy) from error
    connection = sqlite3.connect(store, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not {"documents", "evaluations"} <= tables and not tables <= {"_sqlite_migrations"}:
            remedy = "name another file with --store; this one was left as it is"
            raise BrokenStore(store, "the file is another program's database, no store of jiwen", remedy)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")  # two programs may be making the same store
        migrate(Database(connection, execute_plugins=False))
        passages.make_anew_if_cut_otherwise(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


class Writer:
    """Writes to a store that is open and of this version, with foreign keys on. Raises sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._checker = Checker(connection, stored_parameters(connection))

    def paths(self) -> list[Path]:
        """The files that the store has evaluations of."""
        return [Path(path) for (path,) in self._connection.execute("SELECT path FROM documents ORDER BY path")]

    def has(self, path: Path) -> bool:
        return self._document_id(path) is not None

    def forms_unchanged(self, version: FileVersion) -> int | None:
        """How many forms are stored from this very version of a file; None where it was never read."""
        found = self._connection.execute(
            "SELECT (SELECT count(*) FROM evaluations WHERE document_id = d.id)"
            " FROM documents AS d WHERE path = ? AND sha256 = ? AND reader = ?",
            (str(version.path), version.sha256, version.reader),
        ).fetchone()
        return found[0] if found else None

    def orphans(self) -> list[Path]:
        """The files that repeat, or say otherwise of, a form which is stored no longer."""
        return [Path(path) for (path,) in self._connection.execute(_ORPHANS)]

    def remove(self, path: Path) -> bool:
        """Takes a file out of the store. False where it was not in it."""
        if not self.has(path):
            return False
        with self._transaction():
            self._delete(path)
        return True

    def replace(self, version: FileVersion, kind: str, evaluations: tuple[Evaluation, ...]) -> Stored:
        """Stores a file's evaluations in the place of those that were stored from it before, or nothing at all."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = {"kind": kind, "sha256": version.sha256, "size": version.size, "reader": version.reader}
        forms, disputed, notes = 0, 0, []
        with self.together():
            self._delete(version.path)
            times = {"modified": version.modified, "indexed_at": now}
            document_id = self._insert("documents", {"path": str(version.path), **times, **row})
            for evaluation in evaluations:
                content = content_hash(evaluation)
                first = self._path_of(content)
                if first is not None:
                    place = {"document_id": document_id, "form_index": evaluation.form_index}
                    self._insert("duplicates", {**place, "content": content})
                    notes.append(f"{_called(evaluation)} is the same as in {first}: it is stored once")
                    continue
                other = conflicts.rival(self._connection, conflicts.identity(evaluation), document_id)
                is_newer = other is None or (version.modified, version.path) > (other.modified, other.path)
                if other:
                    disputed += 1
                    used = "this newer file is used" if is_newer else "that newer file is used"
                    notes.append(f"{_called(evaluation)} has other figures in {other.path}: {used}; see `jiwen check`")
                if is_newer:
                    if other:
                        self._supersede(other)
                    self._insert_evaluation(evaluation, document_id, content)
                    forms += 1
                else:
                    conflicts.note(self._connection, evaluation, document_id, content)
        return Stored(forms, tuple(notes), disputed)

    def check_between_forms(self) -> None:
        """Finds what does not add up between forms, of those that were stored or removed since."""
        self._checker.check_links()

    def tidy(self) -> None:
        """Puts the full-text index in order, after many forms: it is half as large then, and faster."""
        with self._transaction():
            passages.put_in_order(self._connection)

    def prune_names(self) -> None:
        """Takes out the names that no evaluation has any longer."""
        with self._transaction():
            self._connection.execute(f"DELETE FROM names WHERE (kind, name) NOT IN ({_USED_NAMES})")  # noqa: S608

    @contextlib.contextmanager
    def together(self, with_forms: bool = True) -> Iterator[None]:
        """One transaction for several files: to wait for the disk takes longer than to write a form.

        Where one of them cannot be written, none is. `with_forms`: any of them has a form to store.
        """
        if with_forms:  # what takes long to load is loaded before another program has to wait for this one
            spellings(["字"], words("字"))
        with self._transaction():
            yield

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield  # of those that are written together
            return
        self._connection.execute("BEGIN IMMEDIATE")  # waits here for another writer, and not halfway
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _document_id(self, path: Path) -> int | None:
        found = self._connection.execute("SELECT id FROM documents WHERE path = ?", (str(path),)).fetchone()
        return found[0] if found else None

    def _path_of(self, content: str) -> str | None:
        found = self._connection.execute(_CONTENT, {"content": content}).fetchone()
        return found[0] if found else None

    def _delete(self, path: Path) -> None:
        document_id = self._document_id(path)
        sql = "SELECT id FROM evaluations WHERE document_id = ?"
        for (evaluation_id,) in self._connection.execute(sql, (document_id,)).fetchall():
            passages.remove(self._connection, evaluation_id)
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def _supersede(self, loser: conflicts.Rival) -> None:
        conflicts.supersede(self._connection, loser)
        passages.remove(self._connection, loser.evaluation_id)
        self._connection.execute("DELETE FROM evaluations WHERE id = ?", (loser.evaluation_id,))

    def _insert(self, table: str, row: rows.Row) -> int:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  names of the schema's own
        return int(self._connection.execute(sql, tuple(row.values())).lastrowid or 0)

    def _insert_all(self, table: str, records: list[rows.Row]) -> None:
        if records:
            columns, marks = ", ".join(records[0]), ", ".join("?" * len(records[0]))
            sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  names of the schema's own
            self._connection.executemany(sql, [tuple(record.values()) for record in records])

    def _insert_evaluation(self, evaluation: Evaluation, document_id: int, content: str) -> int:
        identity = conflicts.identity(evaluation)
        evaluation_id = self._insert("evaluations", rows.evaluation_row(evaluation, document_id, content, identity))
        self._insert_all(
            "fund_lines", [rows.fund_row(f, evaluation_id, n) for n, f in enumerate(evaluation.fund_lines)]
        )
        of_form = [rows.indicator_row(i, evaluation_id, n) for n, i in enumerate(evaluation.indicators)]
        self._insert_all("indicators", of_form)
        self._connection.execute("INSERT INTO printed VALUES (?, ?)", (evaluation_id, packed(evaluation)))
        passages.add(self._connection, evaluation_id)
        self._insert_names(evaluation)
        self._checker.check_form(evaluation, evaluation_id, document_id, identity)
        return evaluation_id

    def _insert_names(self, evaluation: Evaluation) -> None:
        named = [
            ("project", evaluation.project_name),
            ("unit", evaluation.unit),
            ("department", evaluation.department),
            *(("indicator", indicator.level3) for indicator in evaluation.indicators if indicator.applicable),
            *(("fund_line", line.name) for line in evaluation.fund_lines),
        ]
        for kind, name in named:
            if not name:
                continue
            added = self._connection.execute("INSERT OR IGNORE INTO names (kind, name) VALUES (?, ?)", (kind, name))
            if added.rowcount:
                parts = (pairs(name) | {letters(name)} | spellings(words_of_name(name), words(name))) - {""}
                self._connection.executemany(
                    "INSERT INTO name_parts VALUES (?, ?)", [(part, added.lastrowid) for part in sorted(parts)]
                )


def content_hash(evaluation: Evaluation) -> str:
    """Of what the form says, however it is typed and wherever it stands: two files with the same form agree in it."""
    head = (evaluation.project_code, evaluation.project_name, evaluation.year, evaluation.unit, evaluation.department)
    goals = (evaluation.goal_expected, evaluation.goal_actual)
    totals = (evaluation.total_weight, evaluation.total_score)
    funds = [_said(line) for line in evaluation.fund_lines]
    indicators = [_said(indicator) for indicator in evaluation.indicators]
    said = json.dumps([head, goals, totals, funds, indicators], default=_number, ensure_ascii=False)
    return hashlib.sha256(folded(said).encode(errors="surrogatepass")).hexdigest()


def _said(record: FundLine | Indicator) -> list[Any]:
    return [getattr(record, column.name) for column in fields(record) if column.name != "cells"]


def _number(value: Any) -> int | None:
    return rows.scaled(value)  # 10 and 10.00 are the same


def _called(evaluation: Evaluation) -> str:
    return f"{evaluation.project_name or f'form {evaluation.form_index + 1}'} ({evaluation.year or 'no year'})"
