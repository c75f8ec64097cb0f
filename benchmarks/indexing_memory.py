#!/usr/bin/env python3
"""How much memory indexing many text forms takes: the most of the main process, and of each that reads for it.

    python benchmarks/indexing_memory.py [--forms 10000] [--at-most 400]

Exits with 1 where either is above --at-most MiB.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import form_text_blocks
from form_invented import invented
from form_text import Look, printable
from store.indexing import index


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=10_000)
    parser.add_argument("--at-most", type=int, help="MiB")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "forms"
        folder.mkdir()
        for n in range(arguments.forms):
            rng = random.Random(n)  # noqa: S311  nothing secret
            form, look = invented(rng), Look.random(rng)
            look.order = look.order if printable(form, look) else "standard"
            (folder / f"{n:06}.txt").write_text(form_text_blocks.form_text(form, look), encoding="utf-8")
        started = time.monotonic()
        report = index(Path(name) / "jiwen.db", [folder], workers=os.cpu_count() or 1)
        seconds = time.monotonic() - started
        size = (Path(name) / "jiwen.db").stat().st_size >> 20
    most = {who: resource.getrusage(of).ru_maxrss >> 10 for who, of in _PROCESSES.items()}
    print(f"{report.forms} forms in {seconds:.0f} s ({report.forms / seconds:.1f}/s); the store has {size} MiB")
    print("; ".join(f"{who}: {mib} MiB at most" for who, mib in most.items()))
    sys.exit(int(arguments.at_most is not None and max(most.values()) > arguments.at_most))


_PROCESSES = {"main process": resource.RUSAGE_SELF, "largest of the others": resource.RUSAGE_CHILDREN}

if __name__ == "__main__":
    main()
