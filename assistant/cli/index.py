"""`jiwen index`: files into the store, and what became of each."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.exits import Exit
from assistant.cli.options import chosen_store, json_option, store_option
from assistant.cli.streams import note, say
from assistant.cli.table import width, wrap
from assistant.plain import json_text, plain

if TYPE_CHECKING:
    from store.indexing import FileOutcome, IndexReport, Progress

_SURE_AFTER = 1.0  # seconds, from which a pace says something


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@store_option
def index(paths: tuple[Path, ...], as_json: bool) -> int:
    """Read the forms in files and folders into the store.

    Files that did not change since the last run are left alone. A file that cannot be read is named, with what to
    do, and the others are read.

    \b
    Examples:
      jiwen index ./自评表
      jiwen index 2023年绩效自评表.txt --store 2023.db
    """
    from store.indexing import index as index_files

    store = chosen_store()
    progress = _ProgressLine() if sys.stderr.isatty() else None
    report = index_files(store, paths, progress, workers=os.cpu_count() or 1)
    say_report(store, report, as_json)
    return _exit_code(report, paths)


def say_report(store: Path, report: IndexReport, as_json: bool) -> None:
    """What became of each file that there is something to say of, and the sum of it."""
    for outcome in report.files:
        if outcome.message:
            note(f"{outcome.path}: {outcome.status.replace('_', ' ')}: {outcome.message}")
    if as_json:
        say(json_text(_as_json(store, report), indent=2))
    else:
        say(plain(_summary(store, report)))


class _ProgressLine:
    """One line of stderr, written over and over: how many files are done, how fast, how long it still takes."""

    def __init__(self) -> None:
        self._cells = 0
        self._started = time.monotonic()
        self._first: int | None = None  # files that were done before: unchanged ones, which take no time

    def __call__(self, progress: Progress) -> None:
        text = f"{progress.done}/{progress.total}{self._pace(progress)} {progress.path.name}" if progress.path else ""
        columns = shutil.get_terminal_size().columns - 1  # a line that wraps could not be written over
        text = wrap(plain(text), columns)[0]
        blanks = " " * (self._cells - width(text))
        print(f"\r{text}{blanks}", end="" if progress.path else "\r", file=sys.stderr, flush=True)
        self._cells = width(text)

    def _pace(self, progress: Progress) -> str:
        self._first = progress.done if self._first is None else self._first
        seconds, done = time.monotonic() - self._started, progress.done - self._first
        if seconds < _SURE_AFTER or not done:
            return ""
        left = round((progress.total - progress.done) * seconds / done)
        return f" {done / seconds:.1f}/s {left // 60}:{left % 60:02}"


def _summary(store: Path, report: IndexReport) -> str:
    counts = ", ".join(f"{number} {status.replace('_', ' ')}" for status, number in report.counts().items())
    return f"forms: {report.forms}; files: {counts or 'none'}; store: {store}"


def _as_json(store: Path, report: IndexReport) -> dict[str, object]:
    files = [
        {"path": str(o.path), "status": o.status.value, "forms": o.forms, "message": o.message} for o in report.files
    ]
    return {"store": str(store), "forms": report.forms, "files": files}


def _exit_code(report: IndexReport, paths: tuple[Path, ...]) -> Exit:
    """FILE where a file was not read in full, or one that was named itself holds no form."""
    from store.indexing import Status

    named = {path.absolute().resolve() for path in paths}

    def fell_short(outcome: FileOutcome) -> bool:
        passed_over = outcome.status is Status.SKIPPED and outcome.path in named
        return passed_over or outcome.status in (Status.FAILED, Status.READ_PARTIAL)

    if any(map(fell_short, report.files)):
        return Exit.FILE
    return Exit.DONE if report.forms else Exit.NOTHING
