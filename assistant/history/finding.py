"""Words in what was asked and answered: the text of a turn as it is searched, and where in it the words are.

Owns how texts and words are made alike: full width and half width, capitals, blanks. It must not read the database.
"""

from __future__ import annotations

import unicodedata

from assistant.answer import Answer
from assistant.tabling import written

AROUND = 24  # characters of an excerpt on either side of the words


def folded(text: str) -> str:
    """One line, full width as half width, capitals as small letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def searched_text(answer: Answer) -> str:
    """All that a turn says, as it is searched: question, headline, every cell as it is shown, how it was understood."""
    cells = (
        written(value, column.unit) for row in answer.rows for value, column in zip(row, answer.columns, strict=True)
    )
    heads = (column.label for column in answer.columns)
    parts = [answer.question, answer.text, *heads, *cells, *answer.choices, answer.interpretation]
    return folded("\n".join(parts))


def excerpt(text: str, words: str) -> str:
    """The first place of the words in a folded text, with what stands around it."""
    at = max(text.find(words), 0)
    first, last = max(at - AROUND, 0), at + len(words) + AROUND
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
