"""Forms printed anew in both layouts, at random: other widths, gaps, labels, furniture, orders of columns."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import form_text_blocks
import form_text_lines
from command_line import SEED
from form_invented import invented
from form_text import FURNITURE, Form, Look, printable
from form_truth import differences, fields, truths
from store.forms import evaluations_in
from store.reading import Document, read
from store.reading.text import lines
from store.records import Evaluation

FORMS = truths("public-truth.json") + truths("../seed-truth.json")
PRINT: dict[str, Callable[[Form, Look], str]] = {
    "blocks": form_text_blocks.form_text,
    "lines": form_text_lines.form_text,
}
SEED_TEXT = SEED.read_text(encoding="utf-8")


def read_text(text: str) -> tuple[Evaluation, ...]:
    return evaluations_in(Document(Path("form.txt"), "text", lines(text)))


def dressed(form: Form, rng: random.Random) -> tuple[Form, Look] | None:
    """A look that can print the form, and the form as it then stands there; None if there is none."""
    look = Look.random(rng)
    if not printable(form, look):
        look.order = "standard"
    if not printable(form, look):
        return None
    form = copy.deepcopy(form)
    if not look.level_points:
        for indicator in form["indicators"]:
            indicator["level1_weight"] = None
    if form["total_score"] is not None and form["total_weight"] is None:
        form["total_weight"] = 100
    return form, look


@pytest.mark.parametrize(("layout", "least"), [("blocks", 99.0), ("lines", 98.0)])
def test_forms_printed_anew_are_read_again(layout: str, least: float) -> None:
    wrong, all_fields, said = 0, 0, []
    for n, form in enumerate(FORMS):
        printed = dressed(form, random.Random(n))  # noqa: S311  nothing secret
        if printed is None:
            continue
        form_as_printed, look = printed
        found = read_text(PRINT[layout](form_as_printed, look))
        assert len(found) == 1, form["project_name"]
        off = differences(found[0], form_as_printed)
        wrong, all_fields = wrong + len(off), all_fields + fields(form_as_printed)
        said += [f"{form['project_name']} ({n}): {line}" for line in off]
    assert all_fields > 4000
    assert 100 * (all_fields - wrong) / all_fields >= least, "\n".join(said)


@pytest.mark.parametrize(("layout", "least"), [("blocks", 99.0), ("lines", 98.0)])
def test_forms_that_nobody_ever_saw_are_read(layout: str, least: float) -> None:
    wrong, all_fields, said = 0, 0, []
    for n in range(30):
        rng = random.Random(5000 + n)  # noqa: S311
        printed = dressed(invented(rng), rng)
        assert printed is not None
        form, look = printed
        found = read_text(PRINT[layout](form, look))
        assert len(found) == 1, n
        off = differences(found[0], form)
        wrong, all_fields = wrong + len(off), all_fields + fields(form)
        said += [f"{n}: {line}" for line in off]
    assert 100 * (all_fields - wrong) / all_fields >= least, "\n".join(said)


@pytest.mark.parametrize("layout", ["blocks", "lines"])
@given(n=st.integers(0, len(FORMS) - 1), seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_a_form_whose_cells_are_not_wrapped_is_read_whole(layout: str, n: int, seed: int) -> None:
    printed = dressed(FORMS[n], random.Random(seed))  # noqa: S311
    if printed is None:
        return
    form, look = printed
    look.widths = dict.fromkeys(look.widths, 4000)
    found = read_text(PRINT[layout](form, look))
    assert [off for evaluation in found for off in differences(evaluation, form)] == []
    assert len(found) == 1


@given(st.text())
@settings(deadline=None)
def test_any_text_is_no_form(text: str) -> None:
    assert read_text(text) == ()


def full_weight(form: Evaluation) -> bool:
    """Whether the weights are a whole form's: only the total row is cut off, which many forms do not have."""
    weights = [record.weight for record in (*form.fund_lines, *form.indicators)]
    return sum(weight for weight in weights if weight is not None) == 100


LINES = SEED_TEXT.split("\n")


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), max_size=60))
@settings(deadline=None)
def test_lines_of_forms_in_any_order_never_fail(mixed: list[str]) -> None:
    for evaluation in read_text("\n".join(mixed)):
        assert evaluation.cells or evaluation.fund_lines or evaluation.indicators


@given(st.integers(0, len(SEED_TEXT)))
@settings(deadline=None, max_examples=60)
def test_a_form_cut_anywhere_keeps_what_was_read_before_the_cut(at: int) -> None:
    whole = read(SEED)
    known = evaluations_in(whole)
    found = read_text(SEED_TEXT[:at])
    for cut, full in list(zip(found, known, strict=False))[:-1]:
        assert cut == full
    if found and found[-1].total_score is None and not full_weight(found[-1]):
        assert found[-1].missing
    for evaluation, full in zip(found, known, strict=False):
        rows = list(zip(evaluation.indicators, full.indicators, strict=False))
        assert [(cut.level3, cut.target) for cut, _ in rows[:-1]] == [(row.level3, row.target) for _, row in rows[:-1]]


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_furniture_between_two_paragraphs_changes_nothing(data: st.DataObject) -> None:
    paragraphs = SEED_TEXT.split("\n\n")
    at = data.draw(st.integers(1, len(paragraphs) - 1))
    pieces = data.draw(st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=3))
    between = ["\n".join(piece) for piece in pieces]
    text = "\n\n".join([*paragraphs[:at], *between, *paragraphs[at:]])
    for found, known in zip(read_text(text), evaluations_in(read(SEED)), strict=True):
        assert differences(found, truths("../seed-truth.json")[known.form_index]) == []


HOSTILE = ["[red]", "[/x]", "[bold]标题[/]", "'; DROP TABLE evaluations; --", "\x1b[31m红\x1b[0m", "a\x00b", "{0}%s<b>"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_a_name_is_text(hostile: str) -> None:
    text = SEED_TEXT.replace("信访事务", hostile)
    plain = lines(hostile)[0].text.replace(" ", "")
    assert (read_text(text)[1].project_name or "").replace(" ", "") == plain


def test_reading_a_form_takes_no_longer_in_a_long_file() -> None:
    one, many = read_text(SEED_TEXT), read_text(SEED_TEXT * 5)
    assert len(many) == 5 * len(one)
    assert [form.project_name for form in many] == [form.project_name for form in one] * 5
