"""Made-up forms written to files of every container and family, and read again: how many fields are what was written.

    python tests/round_trips.py [--each 12] [--containers pdf,docx]

prints a line for every field that is not, and a summary. `--each` is the number of files a container and family.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import form_pdf
from form_files import WRITE
from form_invented import invented
from form_tables import FAMILIES, Sheet, laid_out
from form_truth import differences, fields
from store.forms import evaluations_in
from store.reading import read

CONTAINERS: dict[str, Callable[[Sequence[Sheet], random.Random], bytes]] = {**WRITE, "pdf": form_pdf.pdf}


def round_trip(folder: Path, container: str, family: str, n: int) -> tuple[int, list[str]]:
    """The n-th file of a container and family, written to the folder and read: its fields, and those read wrongly."""
    rng = random.Random(f"{container}{family}{n}")  # noqa: S311  nothing secret
    forms = 1 if container == "csv" else rng.choice((1, 1, 2))
    sheets = [laid_out(invented(rng), family, rng) for _ in range(forms)]
    path = folder / f"{container}-{family}-{n}"  # told by content, not by its name
    path.write_bytes(CONTAINERS[container](sheets, rng))
    found = evaluations_in(read(path))
    said = [f"{path.name}: {len(found)} forms, not {forms}"] if len(found) != forms else []
    for i, sheet in enumerate(sheets):
        off = differences(found[i] if i < len(found) else None, sheet.truth)
        said += [f"{path.name}, form {i}: {line}" for line in off]
    return sum(fields(sheet.truth) for sheet in sheets), said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--containers", default=",".join(CONTAINERS))
    arguments = parser.parse_args()
    files = total = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for container in arguments.containers.split(","):
            for family in FAMILIES:
                for n in range(arguments.each):
                    count, said = round_trip(Path(folder), container, family, n)
                    files, total, wrong = files + 1, total + count, wrong + len(said)
                    sys.stdout.writelines(f"{line}\n" for line in said)
    print(f"{files} files, {total} fields, {100 * (total - wrong) / total:.3f} % read as written")


if __name__ == "__main__":
    main()
