"""The database of kept conversations: a file beside the store's, never the store itself.

Owns its tables and every statement on them. It must not know what an answer means: `packing` writes it, `finding` says
what of it is searched. It uses the standard sqlite3, since the UI opens it before it draws.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.history.finding import excerpt, folded, searched_text
from assistant.history.packing import packed, unpacked
from assistant.history.records import Hit, Talk, Turn
from store.errors import StoreError

VERSION = 1
BUSY_SECONDS = 2.0
KEPT_AFTER_DELETION = timedelta(days=1)  # so that it can be undone; then it is gone for good
MOST_HITS = 500  # that a search lists; more are counted

# IF NOT EXISTS: another jiwen may make them between our look at the version and our turn to write.
_TABLES = """
CREATE TABLE IF NOT EXISTS talks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- an id that is gone is never given again: `--resume 7` stays what it was
    title TEXT NOT NULL,
    started TEXT NOT NULL,              -- ISO 8601, UTC
    changed TEXT NOT NULL,
    deleted TEXT                        -- when; NULL while it is there
);
CREATE INDEX IF NOT EXISTS talks_changed ON talks(changed);
CREATE TABLE IF NOT EXISTS turns (
    talk_id INTEGER NOT NULL REFERENCES talks(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- from 0
    asked TEXT NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL,                -- of the store when it was asked
    said TEXT NOT NULL,                 -- what is searched, folded
    answer TEXT NOT NULL,               -- JSON, as `packing` writes it
    PRIMARY KEY (talk_id, position)
);
"""
_LISTED = """
SELECT t.id, t.title, t.started, t.changed, (SELECT count(*) FROM turns WHERE talk_id = t.id)
FROM talks AS t WHERE t.deleted IS NULL
"""


def history_file(store: Path) -> Path:
    """Where the conversations over a store are kept: `jiwen.conversations.db` beside `jiwen.db`."""
    return store.with_name(f"{store.stem}.conversations.db")


def store_state(connection: sqlite3.Connection) -> str:
    """A mark of what a store holds: the same as long as no file was added, changed or taken out."""
    digest = hashlib.sha256()
    for path, content in connection.execute("SELECT path, sha256 FROM documents ORDER BY path"):
        digest.update(f"{path}\0{content}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


class HistoryError(StoreError):
    """The file of kept conversations cannot be used. The store still can."""


class History:
    """Kept conversations of one store. Every method raises HistoryError where their file cannot be used.

    The file is made when something is first kept, so that looking at a store leaves nothing behind.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # keeping

    def begin(self, question: str) -> int:
        """The id of a new conversation, titled by its first question."""
        now = _now()
        with self._writing() as connection:
            cursor = connection.execute(
                "INSERT INTO talks (title, started, changed) VALUES (?, ?, ?)", (" ".join(question.split()), now, now)
            )
            return int(cursor.lastrowid or 0)

    def keep(self, talk: int, answer: Answer, state: str) -> int:
        """Add a turn to a conversation; its position. One that was deleted meanwhile is there again."""
        now = _now()
        with self._writing() as connection:
            last = connection.execute("SELECT max(position) FROM turns WHERE talk_id = ?", (talk,)).fetchone()[0]
            position = 0 if last is None else int(last) + 1
            row = (talk, position, now, answer.question, state, searched_text(answer), packed(answer))
            connection.execute("INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute("UPDATE talks SET changed = ?, deleted = NULL WHERE id = ?", (now, talk))
        return position

    def rename(self, talk: int, title: str) -> None:
        """A title without a character in it is none: the old one stays."""
        if title := " ".join(title.split()):
            with self._writing() as connection:
                connection.execute("UPDATE talks SET title = ? WHERE id = ?", (title, talk))

    def delete(self, talk: int) -> None:
        """No longer listed, and gone for good after KEPT_AFTER_DELETION, unless `undelete` comes first."""
        with self._writing() as connection:
            connection.execute("UPDATE talks SET deleted = ? WHERE id = ?", (_now(), talk))

    def undelete(self, talk: int) -> None:
        with self._writing() as connection:
            connection.execute("UPDATE talks SET deleted = NULL WHERE id = ?", (talk,))

    # reading

    def talks(self, words: str = "") -> list[Talk]:
        """Those whose title has the words, the last changed first; all without words."""
        wanted = folded(words)
        listed = self._read(f"{_LISTED} ORDER BY t.changed DESC, t.id DESC")
        return [talk for row in listed if wanted in folded((talk := Talk(*row)).title)]

    def talk(self, talk: int) -> Talk | None:
        found = self._read(f"{_LISTED} AND t.id = ?", (talk,))
        return Talk(*found[0]) if found else None

    def last(self) -> Talk | None:
        """The conversation in which something was asked last."""
        found = self._read(f"{_LISTED} ORDER BY t.changed DESC, t.id DESC LIMIT 1")
        return Talk(*found[0]) if found else None

    def turns(self, talk: int, first: int = 0, end: int | None = None) -> list[Turn]:
        """The turns from position `first` to before `end`. One that cannot be read any more is left out."""
        found = self._read(
            "SELECT position, asked, state, answer FROM turns WHERE talk_id = ? AND position >= ? AND position < ?"
            " ORDER BY position",
            (talk, first, end if end is not None else 1 << 62),
        )
        turns = []
        for position, asked, state, answer in found:
            try:
                turns.append(Turn(position, asked, state, unpacked(answer)))
            except ValueError:
                continue
        return turns

    def count(self, talk: int) -> int:
        """How many turns a conversation has: one more than the last position."""
        found = self._read("SELECT coalesce(max(position) + 1, 0) FROM turns WHERE talk_id = ?", (talk,))
        return int(found[0][0]) if found else 0

    def questions(self, most: int = 500) -> list[str]:
        """What was asked in all conversations, each once, the last asked last."""
        found = self._read(
            "SELECT question FROM turns JOIN talks ON talks.id = talk_id WHERE deleted IS NULL"
            " GROUP BY question ORDER BY max(asked) DESC LIMIT ?",
            (most,),
        )
        return [row[0] for row in reversed(found)]

    def states(self, talk: int) -> list[str]:
        """The states of the store that a conversation's answers are of, the last first."""
        sql = "SELECT state FROM turns WHERE talk_id = ? GROUP BY state ORDER BY max(position) DESC"
        return [row[0] for row in self._read(sql, (talk,))]

    # searching

    def positions(self, talk: int, words: str) -> list[int]:
        """The turns of a conversation that have the words."""
        if not (wanted := folded(words)):
            return []
        sql = "SELECT position FROM turns WHERE talk_id = ? AND instr(said, ?) ORDER BY position"
        return [row[0] for row in self._read(sql, (talk, wanted))]

    def search(self, words: str) -> tuple[int, list[Hit]]:
        """How many turns of all conversations have the words, and the last MOST_HITS of them, the newest first."""
        if not (wanted := folded(words)):
            return 0, []
        among = "FROM turns JOIN talks ON talks.id = talk_id WHERE deleted IS NULL AND instr(said, ?)"
        count = self._read(f"SELECT count(*) {among}", (wanted,))
        found = self._read(
            f"SELECT talk_id, title, position, question, said, asked {among}"
            " ORDER BY asked DESC, position DESC LIMIT ?",
            (wanted, MOST_HITS),
        )
        hits = [Hit(t, title, at, q, excerpt(said, wanted), asked) for t, title, at, q, said, asked in found]
        return (int(count[0][0]) if count else 0), hits

    # the file

    def _read(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows; none where nothing was ever kept."""
        if self._connection is None and not self.file.exists():
            return []
        with self._problems_named():
            return self._open().execute(sql, parameters).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is written, or none."""
        with self._problems_named(), self._open() as connection:
            yield connection

    @contextmanager
    def _problems_named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                remedy = "another jiwen is writing to it: try again in a moment"
            elif primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL):
                remedy = "see that its folder is yours to write to and has space"
            else:
                remedy = "move the file away, and a new one is made"
            raise HistoryError(self.file, f"conversations cannot be kept there ({error})", remedy) from error

    def _open(self) -> sqlite3.Connection:
        """The connection, opened where it is not; the tables are made in a file that is new."""
        if self._connection is None:
            connection = sqlite3.connect(self.file, timeout=BUSY_SECONDS)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # With a journal of this kind a kept answer waits for no disk: it is asked for between Enter and the next paint.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is not to be found in the file
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            what = f"the conversations there are kept in version {version}, this jiwen knows up to {VERSION}"
            raise HistoryError(self.file, what, "update jiwen")
        if not version:
            connection.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {VERSION};COMMIT;")
        before = (datetime.now(UTC) - KEPT_AFTER_DELETION).isoformat()
        with connection:
            connection.execute("DELETE FROM talks WHERE deleted < ?", (before,))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
