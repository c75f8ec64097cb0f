"""The store that the UI talks to, opened.

Owns the connection and the conversation over it. It must not draw. One session belongs to the thread that opened
it: answers take milliseconds, so they are asked for in the app's own.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant.answer import Answer
from assistant.conversation import Conversation
from store.connection import open_store
from store.errors import store_error
from store.evaluations import ProjectRow, list_evaluations


class Session:
    """A store that is open. Raises StoreError from every method where the store cannot be used."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._connection = open_store(store)
        self._conversation = Conversation(self._connection)

    def close(self) -> None:
        self._connection.close()

    def ask(self, question: str) -> Answer:
        try:
            return self._conversation.ask(question)
        except sqlite3.Error as error:
            raise store_error(error, self._store) from error

    def suggestions(self, language: str) -> tuple[str, ...]:
        try:
            return self._conversation.suggestions(language)
        except sqlite3.Error as error:
            raise store_error(error, self._store) from error

    def projects(self) -> list[ProjectRow]:
        try:
            return list(list_evaluations(self._connection))
        except sqlite3.Error as error:
            raise store_error(error, self._store) from error
