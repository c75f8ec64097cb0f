"""Conversations kept: in a database file of their own beside the store's, to be listed, searched and gone on with.

Owns what is kept of a question and its answer, and how it comes back. It must not answer, word or draw anything, and
must not write into the store.
"""

from __future__ import annotations

from assistant.history.keeping import History, history_file
from assistant.history.records import Hit, Talk, Turn

__all__ = ["History", "Hit", "Talk", "Turn", "history_file"]
