"""The command line: one module a command, each a thin face over `assistant.conversation` or `store`.

Owns options, help, exit codes and how data is laid out in plain text. It must not understand questions or run SQL.
"""

from __future__ import annotations

import sys


def main() -> None:
    """The console entry `jiwen`."""
    from assistant.cli.program import run

    sys.exit(run(sys.argv[1:]))
