#!/usr/bin/env python3
"""Kills `jiwen index` at random moments, lets the last run end, and compares the store with one made in one go.

    python benchmarks/interrupted_indexing.py [--kills 50] [--files 200]

The folder holds made-up forms in every container (tests/form_files.py). Each kill comes at a moment drawn from the time
that what is left takes when nothing interrupts it, and counts only where it hits a run; once a store is complete,
another is begun. After every kill the store must open and hold whole forms alone. Exits with 1 where the stores differ.
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

Content = list[tuple[str, object]]  # every form by its file

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
        store, whole_store = Path(name) / "killed.db", Path(name) / "whole.db"
        started = time.monotonic()
        run(whole_store, folder)
        between = time.monotonic()
        run(whole_store, folder)  # nothing has changed: what a run takes beside the reading
        least = time.monotonic() - between
        whole = content(whole_store)
        print(f"in one go: {between - started:.1f} s, {len(whole)} forms; with nothing to read: {least:.1f} s")
        interrupt(store, folder, whole, arguments.kills, (least, between - started))
        run(store, folder)
        same = content(store) == whole
    print("the stores are equal" if same else "the stores differ")
    sys.exit(0 if same else 1)


def interrupt(store: Path, folder: Path, whole: Content, kills: int, seconds: tuple[float, float]) -> None:
    """So many runs that are killed. `seconds` are those of a run with nothing to read, and with all of it."""
    rng = random.Random(4)  # noqa: S311  nothing secret
    hits = late = amid = before = 0
    while hits < kills:
        least, most = seconds
        most -= (most - least) * before / len(whole)
        if not killed(store, folder, rng.uniform(least, most)):
            late += 1
            store.unlink()
            before = 0
            continue
        hits += 1
        forms = content(store)
        if unknown := [path for path, form in forms if (path, form) not in whole]:
            sys.exit(f"the store has a form that is not whole: {unknown[0]}")
        amid += 0 < len(forms) < len(whole)
        print(f"kill {hits}: the store opens and has {len(forms)} forms, {before} of them before", flush=True)
        before = len(forms)
        if before == len(whole):
            store.unlink()
            before = 0
    print(f"{hits} kills hit a run, {amid} of them between the first form and the last; {late} came too late to count")


def write_forms(folder: Path, files: int) -> None:
    """Made-up forms, a file each, in all containers and families in turn."""
    for n in range(files):
        rng = random.Random(n)  # noqa: S311
        container = list(CONTAINERS)[n % len(CONTAINERS)]
        sheet = laid_out(invented(rng), FAMILIES[n % len(FAMILIES)], rng)
        (folder / f"{n:05}.{container}").write_bytes(CONTAINERS[container]([sheet], rng))


def run(store: Path, folder: Path) -> None:
    subprocess.run([*INDEX, "--store", str(store), str(folder)], capture_output=True, check=False)


def killed(store: Path, folder: Path, seconds: float) -> bool:
    """A run that is killed, with the processes that read for it, after so many seconds. False where it had ended."""
    command = [*INDEX, "--store", str(store), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait() == -signal.SIGKILL
    return False


def content(store: Path) -> Content:
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
