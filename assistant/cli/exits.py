"""The exit codes of `jiwen`, the same for every command.

Owns the numbers and what each says in --help and the documentation; scripts rely on both.
"""

from __future__ import annotations

from enum import IntEnum

from assistant.answer import Status
from assistant.cli import INTERRUPTED


class Exit(IntEnum):
    """How a command ended. 2 is click's own for a command line it cannot use; 130 is a shell's for Ctrl-C."""

    DONE = 0
    NOTHING = 1
    USAGE = 2
    CLARIFY = 3
    DECLINED = 4
    FILE = 5
    STORE = 6
    FOUND = 7
    CRASH = 70
    INTERRUPTED = INTERRUPTED  # where nothing else is imported yet


MEANING = {
    Exit.DONE: "answered, or done",
    Exit.NOTHING: "understood, and nothing matches",
    Exit.USAGE: "the command line itself is wrong",
    Exit.CLARIFY: "the question has more than one reading: choose one",
    Exit.DECLINED: "the question was not understood, or no form can answer it",
    Exit.FILE: "a file or a line of the input could not be used, or only in part; the others were",
    Exit.STORE: "the store is missing, damaged, locked or from a newer jiwen",
    Exit.FOUND: "check --fail-on: there is a finding of that severity or a worse one",
    Exit.CRASH: "a fault in jiwen itself; please report it",
    Exit.INTERRUPTED: "interrupted with Ctrl-C",
}

OF_STATUS = {
    Status.ANSWERED: Exit.DONE,
    Status.EMPTY: Exit.NOTHING,
    Status.CLARIFY: Exit.CLARIFY,
    Status.DECLINED: Exit.DECLINED,
}
