"""The command line: one module a command, each a thin face over `assistant.conversation` or `store`.

Owns options, help, exit codes and how data is laid out in plain text. It must not understand questions or run SQL.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

INTERRUPTED = 130  # what a shell makes of Ctrl-C


def main() -> NoReturn:
    """The console entry `jiwen`. Ctrl-C ends it without a traceback, while it is still being imported too.

    The process ends without the interpreter's tidying up, which takes a tenth of the time of a question: by now
    the store is closed and what was printed is flushed.
    """
    try:
        from assistant.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        print("\njiwen: interrupted", file=sys.stderr)
        code = INTERRUPTED
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
