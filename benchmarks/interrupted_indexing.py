#!/usr/bin/env python3
"""Kills `jiwen index` at random moments, lets the last run end, and compares the store with one made in one go.

    python benchmarks/interrupted_indexing.py [--kills 50] [--files 200]

The folder holds made-up forms in every container (tests/form_files.py). After every kill the store must open and hold
whole files alone. Exits with 1 where the stores differ.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from form_invented import invented
from form_tables import FAMILIES, laid_out
from round_trips import CONTAINERS
from store.connection import open_store
from store.evaluations import list_evaluations, load

INDEX = [sys.executable, "-m", "assistant.cli", "index"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--files", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "forms"
        folder.mkdir()
        write_forms(folder, arguments.files)
        started = time.monotonic()
        run(Path(name) / "whole.db", folder)
        seconds = time.monotonic() - started
        print(f"in one go: {seconds:.1f} s, {len(content(Path(name) / 'whole.db'))} forms")
        rng = random.Random(4)  # noqa: S311  nothing secret
        whole = len(content(Path(name) / "whole.db"))
        for n in range(arguments.kills):
            killed(Path(name) / "killed.db", folder, rng.uniform(0.3, 1.2) * seconds)
            forms = len(content(Path(name) / "killed.db"))
            print(f"kill {n + 1}: the store opens and has {forms} forms", flush=True)
            if forms == whole:  # there would be nothing left for the next to interrupt
                (Path(name) / "killed.db").unlink()
        run(Path(name) / "killed.db", folder)
        same = content(Path(name) / "killed.db") == content(Path(name) / "whole.db")
    print("the stores are equal" if same else "the stores differ")
    sys.exit(0 if same else 1)


def write_forms(folder: Path, files: int) -> None:
    """Made-up forms, a file each, in all containers and families in turn."""
    for n in range(files):
        rng = random.Random(n)  # noqa: S311
        container = list(CONTAINERS)[n % len(CONTAINERS)]
        sheet = laid_out(invented(rng), FAMILIES[n % len(FAMILIES)], rng)
        (folder / f"{n:05}.{container}").write_bytes(CONTAINERS[container]([sheet], rng))


def run(store: Path, folder: Path) -> None:
    subprocess.run([*INDEX, "--store", str(store), str(folder)], capture_output=True, check=False)


def killed(store: Path, folder: Path, seconds: float) -> None:
    """A run that is killed, with the processes that read for it, after so many seconds."""
    command = [*INDEX, "--store", str(store), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def content(store: Path) -> list[tuple[str, object]]:
    """Every form by its file, in full; none of a store that was not made yet. Checks that the store is sound."""
    if not store.exists():
        return []
    with sqlite3.connect(store) as writable:  # rolls back what the kill left unfinished
        if writable.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            sys.exit("the store is damaged")
        if not writable.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'superseded'").fetchone()[0]:
            return []
    connection = open_store(store)
    forms = [load(connection, row.id) for row in list_evaluations(connection)]
    connection.close()
    return [(form.path.name, form.evaluation) for form in forms]


if __name__ == "__main__":
    main()
