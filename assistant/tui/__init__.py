"""The terminal UI: a conversation over a store, with the forms that its answers come from. `run` is its door.

Owns what is drawn and which key does what. It must not understand questions, word answers or write SQL.
"""

from __future__ import annotations

import os
from pathlib import Path

# With the Kitty keyboard protocol, a Chinese sentence that an input method commits in one go arrives as junk.
# Textual reads the variable once, when it is first imported; a user who wants the protocol sets it to 0.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def run(store: Path, corpus: Path | None) -> int:
    """Open the UI on a store; one that is missing or empty is first filled from `corpus`. Returns an exit code."""
    from assistant.tui.app import JiwenApp

    app = JiwenApp(store, corpus)
    app.run()
    return app.return_code or 0
