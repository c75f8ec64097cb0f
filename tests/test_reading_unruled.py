"""PDF forms without rulings: cells are told by distances, most of them rightly, and each form says so."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from form_invented import invented
from form_pdf import unruled
from form_tables import FAMILIES, laid_out
from form_truth import differences, fields
from store.forms import evaluations_in
from store.reading import read
from store.records import Evaluation, Indicator


@pytest.mark.parametrize("family", FAMILIES)
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
        total += fields(sheet.truth)
        if any("left out" in sentence for sentence in form.missing):  # what is left is compared by its names
            known = {row.level3 for row in form.indicators}
            sheet.truth["indicators"] = [row for row in sheet.truth["indicators"] if row["level3"] in known]
            form = replace(form, indicators=_named(form, {row["level3"] for row in sheet.truth["indicators"]}))
        wrong += len(differences(form, sheet.truth))
    assert wrong < 0.06 * total


def _named(form: Evaluation, names: set[str]) -> tuple[Indicator, ...]:
    return tuple(row for row in form.indicators if row.level3 in names)
