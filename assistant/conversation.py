"""The one door that every face uses: a question in, an answer out, with the memory of what was asked before."""

from __future__ import annotations

import sqlite3

from assistant.answer import Answer


class Conversation:
    """Answers questions over one store. Keeps the last query, so that a follow-up can change part of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, question: str) -> Answer:
        raise NotImplementedError

    def suggestions(self, language: str = "zh") -> tuple[str, ...]:
        """Questions to start from, made of what the store holds; each of them is one that `ask` answers."""
        raise NotImplementedError
