"""One form for texts that differ only in how they are typed: width, case, blanks.

Owns the folding that names are compared and indexed by. It must not change what is stored or shown.
"""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """The text in one character width and case, without blanks and control characters."""
    folded_text = unicodedata.normalize("NFKC", text).casefold()
    for c in set(folded_text):
        if c.isspace() or unicodedata.category(c)[0] == "C":
            folded_text = folded_text.replace(c, "")
    return folded_text


def letters(text: str) -> str:
    """The folded text's letters and digits alone: what of a name a person is likely to type."""
    return "".join(c for c in folded(text) if c.isalnum())


def pairs(text: str) -> set[str]:
    """The pairs of adjacent letters in a name: what a part of it, or it with a slip, still shares with it."""
    kept = letters(text)
    return {kept[i : i + 2] for i in range(len(kept) - 1)} or {kept}
