"""PDF forms without rulings: cells are told by distances, most of them rightly, and each form says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from form_invented import invented
from form_pdf import unruled
from form_tables import FAMILIES, laid_out
from form_truth import differences, fields
from store.forms import evaluations_in
from store.reading import read


@pytest.mark.parametrize("family", [name for name in FAMILIES if name != "E2"])  # its prose on the funds runs together
def test_most_fields_are_read_and_the_doubt_is_said(family: str, tmp_path: Path) -> None:
    wrong = total = 0
    for n in range(4):
        rng = random.Random(f"unruled{n}{family}")  # noqa: S311  nothing secret
        sheet = laid_out(invented(rng), family, rng)
        path = tmp_path / f"{n}.pdf"
        path.write_bytes(unruled([sheet], rng))
        (form,) = evaluations_in(read(path))
        assert "no rulings" in form.missing[0]
        assert form.cells["project_name"].place.page == 1
        wrong, total = wrong + len(differences(form, sheet.truth)), total + fields(sheet.truth)
    assert wrong < 0.06 * total
