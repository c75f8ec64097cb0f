#!/usr/bin/env python3
"""Writes what `jiwen … --help` prints into command-line.md, between the marks that name each command.

`make docs` runs it; tests/test_docs.py fails where the file says something else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent / "command-line.md"
_BLOCK = re.compile(r"(```console\n\$ jiwen ?([a-z ]*)--help\n).*?(```\n)", re.DOTALL)


def refreshed(page: str) -> str:
    """The page with every help block as the program prints it now, 80 columns wide."""
    return _BLOCK.sub(lambda block: block[1] + _help(block[2].split()) + block[3], page)


def _help(command: list[str]) -> str:
    environment = {**os.environ, "COLUMNS": "80"}
    arguments = [sys.executable, "-m", "assistant.cli", *command, "--help"]
    return subprocess.run(arguments, capture_output=True, check=True, env=environment).stdout.decode("utf-8")  # noqa: S603


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
