#!/usr/bin/env python3
"""Files a second by container, beside what the underlying library alone takes to open and extract the same files.

    python benchmarks/reading_files.py [--files 30] [--at-most 1.5]

The files are made up (tests/form_files.py). Ours and theirs take turns, file by file; prints the rates and the ratio of
the times, and exits with 1 where one is above --at-most. Text has no library: its line says the forms a second that are
read, segmented and stored by one core.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import form_text_blocks
from form_invented import invented
from form_tables import FAMILIES, laid_out
from form_text import Look, printable
from round_trips import CONTAINERS
from store.forms import evaluations_in
from store.indexing import index
from store.reading import read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=30)
    parser.add_argument("--at-most", type=float, help="exit 1 where a ratio is above this")
    arguments = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        for container, extract in EXTRACT.items():
            ours, theirs = _times(Path(name), container, extract, arguments.files)
            worst = max(worst, ours / theirs)
            rates = f"{arguments.files / ours:7.1f} files/s, the library alone {arguments.files / theirs:7.1f}"
            print(f"{container:5} {rates}; ours takes {ours / theirs:.2f} times as long")
        print(f"text  {_text_forms_a_second(Path(name) / 'text', arguments.files * 3):7.1f} forms/s, stored")
    sys.exit(int(arguments.at_most is not None and worst > arguments.at_most))


def _times(folder: Path, container: str, extract: Callable[[Path], object], files: int) -> tuple[float, float]:
    """Seconds of ours and of the library's over all files, the first of which only warms up."""
    ours = theirs = 0.0
    for n in range(files + 1):
        rng = random.Random(n)  # noqa: S311  nothing secret
        path = folder / f"{n}.{container}"
        sheet = laid_out(invented(rng), FAMILIES[n % len(FAMILIES)], rng)
        path.write_bytes(CONTAINERS[container]([sheet], rng))
        started = time.perf_counter()
        evaluations_in(read(path))
        between = time.perf_counter()
        extract(path)
        ended = time.perf_counter()
        if n:
            ours, theirs = ours + between - started, theirs + ended - between
    return ours, theirs


def _pdf(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]


def _xlsx(path: Path) -> object:
    from openpyxl import load_workbook

    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in load_workbook(path).worksheets]


def _docx(path: Path) -> object:
    from docx import Document

    document = Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


EXTRACT: dict[str, Callable[[Path], object]] = {"pdf": _pdf, "xlsx": _xlsx, "docx": _docx}


def _text_forms_a_second(folder: Path, forms: int) -> float:
    folder.mkdir()
    for n in range(forms):
        rng = random.Random(n)  # noqa: S311
        form, look = invented(rng), Look.random(rng)
        look.order = look.order if printable(form, look) else "standard"
        (folder / f"{n}.txt").write_text(form_text_blocks.form_text(form, look), encoding="utf-8")
    index(folder.parent / "warm.db", [folder / "0.txt"])  # loads jieba's dictionary
    started = time.perf_counter()
    index(folder.parent / "jiwen.db", [folder])
    return forms / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
