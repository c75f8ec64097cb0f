"""What can go wrong with a store or a file, each with the words that a person needs: place and remedy.

Owns the exceptions that faces catch and the sentence each says. It must not print.
"""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be used. `str()` names it, what is wrong and what to do."""


class NewerStore(StoreError):
    """The store was written by a later version of jiwen."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"the store has version {found}, this jiwen knows up to {known}: update jiwen, or name another store with --store"
        )
