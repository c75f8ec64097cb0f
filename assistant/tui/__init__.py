"""The terminal UI: a conversation over a store, with the forms that its answers come from. `run` is its door.

Owns what is drawn and which key does what. It must not understand questions, word answers or write SQL.
"""

from __future__ import annotations

import os
from pathlib import Path

# With the Kitty keyboard protocol, a Chinese sentence that an input method commits in one go arrives as junk.
# Textual reads the variable once, when it is first imported; a user who wants the protocol sets it to 0.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


# Where the protocol is on after all, what is committed comes as one sequence; Textual gives up one of 32 characters.
LONGEST_SEQUENCE = 4096


def run(store: Path, corpus: Path | None, resume: int | None = None) -> int:
    """Open the UI on a store; one that is missing or empty is first filled from `corpus`. Returns an exit code.

    `resume` is the id of a kept conversation to go on with, 0 for the last one, -1 for one chosen from the list.
    """
    from textual import _xterm_parser

    from assistant.tui.app import JiwenApp

    setattr(_xterm_parser, "_MAX_SEQUENCE_SEARCH_THRESHOLD", LONGEST_SEQUENCE)  # noqa: B010 - the name is not exported
    app = JiwenApp(store, corpus, resume=resume)
    app.run()
    return app.return_code or 0
