"""Text whose tables have bars between their cells: with frames or without, rows that lack merged or blank cells."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from form_invented import invented
from form_tables import FAMILIES, Sheet, laid_out
from form_truth import differences
from store.forms import evaluations_in
from store.reading import read


def barred(sheet: Sheet, framed: bool) -> str:
    """A sheet as converters to text leave it: a merged cell stands in its first row alone."""
    rows = [" | ".join(cell.text.replace("\n", "") for cell in row) for row in sheet.rows]
    ruling = ["|---|---|"] if framed else []
    rows = [f"| {row} |" for row in rows] if framed else rows
    return "\n".join([*sheet.above, *rows[:1], *ruling, *rows[1:], *sheet.below])


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("family", [name for name in FAMILIES if name != "C2"])  # its header has two rows
def test_rows_with_bars_are_read_as_tables(family: str, framed: bool, tmp_path: Path) -> None:
    for n in range(4):
        rng = random.Random(f"barred{n}{family}")  # noqa: S311  nothing secret
        sheet = laid_out(invented(rng), family, rng)
        path = tmp_path / f"{n}.txt"
        path.write_text(barred(sheet, framed), encoding="utf-8")
        (form,) = evaluations_in(read(path))
        assert differences(form, sheet.truth) == []
