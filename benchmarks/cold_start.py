#!/usr/bin/env python3
"""How long `jiwen ask` takes in a new process, against `sqlite-utils query FILE "select 1"` of the same environment.

The two run alternately over one indexed store, so that whatever else the machine does falls on both alike.
Prints both medians and the median of the pairs' ratios; exits 1 where that is above --at-most.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
SCRIPTS = Path(sysconfig.get_path("scripts"))
WARM_UP = 2  # pairs that only fill the disk's cache, and write bytecode where there is none yet
# Both programs as they are once installed: with their bytecode.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=15, help="how many pairs of runs (default 15)")
    parser.add_argument("--at-most", type=float, help="exit 1 where the median ratio is above this")
    parser.add_argument("--question", default="哪个项目花钱最少", help="what is asked")
    parser.add_argument("--forms", type=Path, default=CORPUS, help="the folder of forms (default corpus/)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "jiwen.db"
        _run([SCRIPTS / "jiwen", "index", "--store", store, arguments.forms])
        ours = [SCRIPTS / "jiwen", "ask", "--store", store, arguments.question]
        theirs = [SCRIPTS / "sqlite-utils", "query", store, "select 1"]
        pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(WARM_UP + arguments.pairs)][WARM_UP:]
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"jiwen ask:           {1000 * statistics.median(a for a, _ in pairs):6.1f} ms (median of {len(pairs)})")
    print(f"sqlite-utils query:  {1000 * statistics.median(b for _, b in pairs):6.1f} ms")
    print(f"median ratio:        {ratio:6.2f}")
    return int(arguments.at_most is not None and ratio > arguments.at_most)


def _seconds(command: list[str | Path]) -> float:
    start = time.perf_counter()
    _run(command)
    return time.perf_counter() - start


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} exited with {done.returncode}:\n{done.stderr.decode()}")


if __name__ == "__main__":
    sys.exit(main())
