"""The command line: one module a command, each a thin face over `assistant.conversation` or `store`.

Owns options, help, exit codes and how data is laid out in plain text. It must not understand questions or run SQL.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130  # what a shell makes of Ctrl-C


def main() -> None:
    """The console entry `jiwen`. Ctrl-C ends it without a traceback, while it is still being imported too."""
    try:
        from assistant.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        print("\njiwen: interrupted", file=sys.stderr)
        code = INTERRUPTED
    sys.exit(code)
