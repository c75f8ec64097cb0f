"""Forms in every container and family, with furniture, in other encodings, cut off: read as a careful reader would."""

from __future__ import annotations

import json

import pytest

from form_truth import DATA, assert_read, truths
from store.forms import evaluations_in
from store.reading import read

FILES = sorted({form["file"].removeprefix("forms/") for form in truths("public-truth.json")})
DIRTY = json.loads((DATA / "dirty" / "truth.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_every_field_of_a_file_is_read(name: str) -> None:
    known = [form for form in truths("public-truth.json") if form["file"] == f"forms/{name}"]
    forms = evaluations_in(read(DATA / name))
    assert_read(forms, known)
    assert all(form.missing == () for form in forms)


def test_operator_value_and_unit_in_columns_of_their_own_are_one_target() -> None:
    forms = evaluations_in(read(DATA / "dirty" / "原件.txt"))
    assert_read(forms, [DIRTY["原件.txt"]])
    assert forms[0].missing == ()


def test_a_form_in_gb18030_without_a_total_row_lacks_nothing() -> None:
    forms = evaluations_in(read(DATA / "dirty" / "国标码.txt"))
    assert_read(forms, [DIRTY["国标码.txt"]])
    assert forms[0].missing == ()


def test_a_form_cut_off_is_read_up_to_there_and_says_what_is_missing() -> None:
    forms = evaluations_in(read(DATA / "dirty" / "缺后半.txt"))
    assert_read(forms, [DIRTY["缺后半.txt"]])
    said = " ".join(forms[0].missing)
    assert "cut off" in said
    assert "no total row" in said
    assert "line 86" in said


def test_a_text_that_is_no_form_gives_none() -> None:
    assert evaluations_in(read(DATA / "dirty" / "会议通知.txt")) == ()
