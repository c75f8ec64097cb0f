"""The full-text index: which texts of a form it has, under which numbers, and in which order they are found.

Owns the table passages. It must not search. The index holds words alone: no text, and no place of a word in it. A
number says which text it is of, and how much it is worth to find a word in it: SQLite finds the lower numbers first,
so that of a word that every form has the best texts come at once. To take a text out, its words are needed, and are cut
out of the text once more: where the way that texts are cut has changed, the whole index is made anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from store.numbering import FIELDS, number
from store.segmentation import words

Passage = tuple[int, str]  # its number, its words

_INSERT = "INSERT INTO passages (rowid, words) VALUES (?, ?)"
_DELETE = "INSERT INTO passages (passages, rowid, words) VALUES ('delete', ?, ?)"
_CUT_BY = "words"  # under which it is kept how the texts were cut
_OF_FORM = "SELECT project_name, goal_expected, goal_actual FROM evaluations WHERE id = ?"
_OF_INDICATORS = "SELECT position, level3, target, actual, deviation FROM indicators WHERE evaluation_id = ?"


def add(connection: sqlite3.Connection, evaluation_id: int) -> None:
    """Puts a stored form into the index."""
    connection.executemany(_INSERT, _passages(connection, evaluation_id))


def remove(connection: sqlite3.Connection, evaluation_id: int) -> None:
    """Takes a form that is still stored out of the index."""
    connection.executemany(_DELETE, list(_passages(connection, evaluation_id)))


def make_anew_if_cut_otherwise(connection: sqlite3.Connection) -> None:
    """Brings the index in line with how texts are cut into words now. Within the transaction that is open."""
    now = _cut_by()
    kept = connection.execute("SELECT value FROM kept WHERE name = ?", (_CUT_BY,)).fetchone()
    if kept and kept[0] == now:
        return
    make_anew(connection)


def make_anew(connection: sqlite3.Connection) -> None:
    """The whole index, from the texts that are stored."""
    connection.execute("INSERT INTO passages (passages) VALUES ('delete-all')")
    for (evaluation_id,) in connection.execute("SELECT id FROM evaluations ORDER BY id").fetchall():
        add(connection, evaluation_id)
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (_CUT_BY, _cut_by()))


def put_in_order(connection: sqlite3.Connection) -> None:
    """Joins what was written in many pieces."""
    connection.execute("INSERT INTO passages (passages) VALUES ('optimize')")


def _cut_by() -> str:
    """A fingerprint of what cuts texts into words."""
    digest = hashlib.sha256(metadata.version("jieba").encode())
    for name in ("segmentation.py", "tokenizer.py", "numbering.py", "passages.py", "words.txt"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()


def _passages(connection: sqlite3.Connection, evaluation_id: int) -> Iterator[Passage]:
    (*texts,) = connection.execute(_OF_FORM, (evaluation_id,)).fetchone()
    yield from _of_record(evaluation_id, None, texts)
    for position, *texts in connection.execute(_OF_INDICATORS, (evaluation_id,)).fetchall():
        yield from _of_record(evaluation_id, position, texts)


def _of_record(evaluation_id: int, position: int | None, texts: Iterable[str | None]) -> Iterator[Passage]:
    for name, text in zip(FIELDS["evaluation" if position is None else "indicator"], texts, strict=True):
        found = words(text) if text else ()
        if found:
            yield number(evaluation_id, position, name, len(found)), " ".join(found)
