"""What jiwen needs of its surroundings, looked at: terminal, clipboard, store, index, settings.

Owns the checks and their order. It must not change anything that it looks at; words are in `wording/doctor`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.doctor import clipboards, settings, stores, terminals
from assistant.doctor.checked import Checked, Verdict

__all__ = ["Checked", "Verdict", "examined"]


def examined(store: Path) -> Iterator[Checked]:
    """Every check, one by one: what takes longest comes last."""
    parts: tuple[Callable[[], Iterator[Checked]], ...] = (
        terminals.checks,
        clipboards.checks,
        settings.checks,
        lambda: stores.checks(store),
    )
    for part in parts:
        yield from part()
