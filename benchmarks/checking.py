#!/usr/bin/env python3
"""How long checking takes: ten thousand forms at once, and what one file costs that is indexed into their store.

Prints seconds of one core. The forms are those of tests/clean_forms.py, every tenth with something planted; reading and
the full-text index are not timed. --at-most and --file-at-most make it exit with 1 above them.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from clean_forms import clean
from planting import PLANTED
from store.checks.checking import Checker
from store.checks.findings import findings
from store.checks.rules import DEFAULTS
from store.conflicts import identity
from store.records import Evaluation
from store.writing import FileVersion, Writer, open_to_write


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=10_000)
    parser.add_argument("--at-most", type=float, metavar="S", help="for all forms")
    parser.add_argument("--file-at-most", type=float, metavar="MS", help="for one file more, the longest of ten")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(open_to_write(Path(folder) / "jiwen.db")) as connection:
        writer = Writer(connection)
        for n in range(arguments.forms):
            store(writer, n, form_of(n))
        checker = Checker(connection, DEFAULTS)
        checker.check_links()
        started = time.process_time()
        checker.recheck()
        all_forms = time.process_time() - started
        n = len(findings(connection))
        print(f"{arguments.forms} forms checked again: {all_forms:.1f} s, {n} findings")
        longest = max(one_file(writer, connection, arguments.forms, m) for m in range(10))
        print(f"one file more: {longest:.1f} ms of checking at most")
    slow = arguments.at_most is not None and all_forms > arguments.at_most
    return int(slow or (arguments.file_at_most is not None and longest > arguments.file_at_most))


def form_of(n: int) -> Evaluation:
    """A form of one of a few thousand projects in one of six years."""
    form = clean(n // 6)
    if n % 10 == 0:
        chance = random.Random(n)  # noqa: S311
        form = chance.choice(list(PLANTED.values()))(form, chance) or form
    year = 2019 + n % 6
    reached = f"{form.form.goal_actual}{year}年共办理{n}件。" if n % 4 else form.form.goal_actual
    return form.head(year=year, project_name=f"{form.form.project_name}{n // 600}", goal_actual=reached).form


def store(writer: Writer, n: int, form: Evaluation) -> None:
    writer.replace(FileVersion(Path(f"/forms/{n}.xlsx"), str(n), n, "benchmark"), "xlsx", (form,))


def one_file(writer: Writer, connection, forms: int, m: int) -> float:  # type: ignore[no-untyped-def]
    """Milliseconds for the form's own checks and those between forms, once a file with one form is replaced."""
    n = m * forms // 10
    form = replace(form_of(n), total_score=None)
    store(writer, n, form)
    checker = Checker(connection, DEFAULTS)
    started = time.perf_counter()
    checker.check_links()
    between = time.perf_counter() - started
    (number,) = connection.execute("SELECT max(id) FROM evaluations").fetchone()
    connection.execute("BEGIN")
    started = time.perf_counter()
    connection.execute("DELETE FROM links WHERE evaluation_id = ?", (number,))
    checker.check_form(form, number, 1, identity(form))
    own = time.perf_counter() - started
    connection.execute("ROLLBACK")
    return (between + own) * 1000


if __name__ == "__main__":
    sys.exit(main())
