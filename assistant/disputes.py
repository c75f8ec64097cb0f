"""What an answer says where a form in it has other figures in another file.

Owns that sentence. It must not choose between files: the store uses the newer.
"""

from __future__ import annotations

import sqlite3

from assistant.answers.draft import Draft
from assistant.wording.phrases import phrases
from store.conflicts import conflicts

_MOST_NAMED = 3


def with_disputes(draft: Draft, connection: sqlite3.Connection, language: str) -> str:
    """The draft's text, with a sentence for each pair of files that differ on a form which it draws on."""
    forms = {source.evaluation_id for sources in draft.sources for source in sources if source.evaluation_id}
    if not forms:
        return draft.text
    say = phrases(language)
    pairs = {(conflict.used.name, conflict.other.name): None for conflict in conflicts(connection, forms)}
    said = [say("note.conflict", used=used, other=other) for used, other in list(pairs)[:_MOST_NAMED]]
    return say.joined("sentences", [draft.text, *said]) if said else draft.text
