"""Runs `jiwen` as a person does: a new process, its output and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
SEED = CORPUS / "longgang-xinfang-2023.txt"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """This process's, without what would choose a store or colours behind a test's back."""
    kept = {name: value for name, value in os.environ.items() if name not in ("JIWEN_STORE", "NO_COLOR", "FORCE_COLOR")}
    return {**kept, **changes}


def jiwen(*arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ended:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        input=stdin,
        capture_output=True,
        env=environment(**(env or {})),
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
