"""The three real forms of the corpus: every field of them, and where each stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from command_line import SEED
from form_truth import assert_read, truths
from store.forms import evaluations_in
from store.reading import read
from store.records import Evaluation

FILE = SEED


@pytest.fixture(scope="module")
def forms() -> tuple[Evaluation, ...]:
    return evaluations_in(read(FILE))


def test_every_field_of_the_three_forms_is_read(forms: tuple[Evaluation, ...]) -> None:
    assert_read(forms, truths("../seed-truth.json"))


def test_the_forms_keep_their_order_and_lack_nothing(forms: tuple[Evaluation, ...]) -> None:
    assert [form.form_index for form in forms] == [0, 1, 2]
    assert all(form.missing == () for form in forms)


def test_every_value_says_the_line_it_stands_on(forms: tuple[Evaluation, ...]) -> None:
    lines = FILE.read_text(encoding="utf-8").split("\n")
    for form in forms:
        records = [form, *form.fund_lines, *form.indicators]
        for record in records:
            for field, cell in record.cells.items():
                assert cell.place.line is not None
                first = lines[cell.place.line - 1].replace(" ", "")
                assert cell.text.replace(" ", "")[:2] in first, field


def test_a_value_is_kept_as_printed_beside_what_it_was_parsed_to(forms: tuple[Evaluation, ...]) -> None:
    total = forms[0].fund_lines[0]
    assert total.executed == 401562503
    assert (total.cells["executed"].text, total.cells["executed"].place.line) == ("4015625.03", 22)
    assert (total.rate, total.cells["rate"].text) == (Decimal("88.76"), "88.76")


def test_a_row_that_is_not_applicable_is_kept_and_marked(forms: tuple[Evaluation, ...]) -> None:
    rows = [indicator for indicator in forms[0].indicators if not indicator.applicable]
    assert [row.level2 for row in rows] == ["经济效益指标", "生态效益指标", "可持续影响指标", "其他满意度指标"]
    assert all((row.level3, row.target, row.weight) == ("不适用", None, 0) for row in rows)


def test_only_the_first_fund_line_is_the_total(forms: tuple[Evaluation, ...]) -> None:
    assert [line.is_total for line in forms[0].fund_lines] == [True, False, False, False]
