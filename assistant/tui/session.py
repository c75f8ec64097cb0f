"""The store that the UI talks to, opened.

Owns the connection and the conversation over it. It must not draw. A session belongs to the thread that opened
it: answers take milliseconds, so they are asked for in the app's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from assistant.answer import Answer, Source
from assistant.configuration import lexicon_file
from assistant.conversation import Conversation
from assistant.dashboard import Part, dashboard
from assistant.followups.conditions import Condition
from assistant.history import Turn
from assistant.history.keeping import store_state
from assistant.history.resuming import resumed
from assistant.tui.doubts import Doubt, doubts_of
from assistant.tui.widgets.mentions import Name, names_of
from assistant.understanding.lexicon import Lexicon, LexiconError, lexicon
from assistant.understanding.lexicon.own import lexicon_with
from store.connection import open_store
from store.errors import store_error
from store.evaluations import indexed_hash, list_evaluations, load
from store.overview import overview


class Session:
    """A store that is open. Everything here raises StoreError where the store cannot be used.

    `unused_words` says why the person's own words cannot be used; None where they are, or there are none.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._state: tuple[int, str] | None = None
        self.unused_words: str | None = None
        self._connection = open_store(store)
        self._lexicon = self._words()
        self._conversation = self._begun()
        with self._problems_named():
            self.projects = list_evaluations(self._connection)

    def _words(self) -> Lexicon:
        try:
            return lexicon_with(lexicon_file())
        except LexiconError as error:
            self.unused_words = str(error)
            return lexicon()

    def _begun(self) -> Conversation:
        return Conversation(self._connection, self._lexicon)

    def close(self) -> None:
        self._connection.close()

    def ask(self, question: str) -> Answer:
        with self._problems_named():
            return self._conversation.ask(question)

    def conditions(self) -> tuple[Condition, ...]:
        with self._problems_named():
            return self._conversation.conditions()

    def without(self, condition: Condition) -> Answer:
        with self._problems_named():
            return self._conversation.without(condition)

    def changed(self, condition: Condition, value: str) -> Answer:
        with self._problems_named():
            return self._conversation.changed(condition, value)

    def begin(self) -> None:
        """From here on nothing was spoken of."""
        self._conversation = self._begun()

    def resume(self, turns: Sequence[Turn]) -> tuple[int, ...]:
        """Speak again of what was spoken of in these turns; the positions of those that are answered otherwise now."""
        with self._problems_named():
            again = resumed(turns, self._begun)
        self._conversation = again.conversation
        return again.answered_otherwise

    @property
    def state(self) -> str:
        """A mark of what the store holds: another one once a file was added, changed or taken out."""
        with self._problems_named():
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if self._state is None or self._state[0] != version:
                self._state = version, store_state(self._connection)
        return self._state[1]

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """What can be named in a question."""
        with self._problems_named():
            return names_of(overview(self._connection))

    def answerable(self) -> tuple[str, ...]:
        """Questions that the store has an answer to, in both languages, for who has begun to type one."""
        with self._problems_named():
            return (*self._conversation.answerable("zh"), *self._conversation.answerable("en"))

    def suggestions(self, language: str) -> tuple[str, ...]:
        with self._problems_named():
            return self._conversation.suggestions(language)

    def dashboard(self, language: str) -> tuple[Answer, list[Part]]:
        """The overview, by a conversation of its own: what was spoken of stays."""
        with self._problems_named():
            return dashboard(Conversation(self._connection), language)

    def source_of(self, evaluation_id: int) -> Source | None:
        """A form of the store as a source, at its beginning."""
        found = next((project for project in self.projects if project.id == evaluation_id), None)
        if found is None:
            return None
        with self._problems_named():
            cells = load(self._connection, evaluation_id).evaluation.cells
        name, code = found.project_name, found.project_code
        heading = cells.get("project_name") or next(iter(cells.values()), None)
        where = (heading.place.line, heading.place.page, heading.place.cell) if heading else (None, None, None)
        return Source(code, name, str(found.path), *where, year=found.year, evaluation_id=evaluation_id)

    def doubts(self, source: Source, language: str) -> list[Doubt]:
        """What does not add up in the form that a source is of, the worst first."""
        with self._problems_named():
            return doubts_of(self._connection, source, language)

    def indexed_hash(self, file: str) -> str | None:
        """SHA-256 of a file as it was when its figures were read from it; None for one that is not in the store."""
        with self._problems_named():
            return indexed_hash(self._connection, Path(file))

    @contextmanager
    def _problems_named(self) -> Iterator[None]:
        """A store can be damaged, replaced or locked while it is open."""
        try:
            yield
        except sqlite3.Error as error:
            raise store_error(error, self._store) from error
