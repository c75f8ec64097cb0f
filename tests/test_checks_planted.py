"""What does not add up is found wherever it is put, and forms that add up are left alone: over a thousand cases."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clean_forms import FAMILIES, Clean, clean
from planting import PLANTED, changed_cells
from store.checks.checking import own_findings
from store.checks.forms import Form
from store.checks.rules import RULES
from store.checks.vocabulary import Found, Severity
from store.records import Evaluation

SEEDS = range(3, 15)  # of each template a form for each, for every kind
# What a kind brings along by its nature: a claim is false because of what was spent.
BRINGS = {
    "claims_within_annual_budget": {"executed_above_annual"},
    "part_above_annual": {"fund_lines_wrong"},
    "cost_text_wrong": {"target_missed_full_score"},  # more was paid than the target allows
}


def found(form: Evaluation) -> list[tuple[str, Severity, Found]]:
    return [(rule.kind, rule.severity_of(one), one) for rule, one in own_findings(Form(form))]


def contradictions(form: Evaluation) -> set[str]:
    return {kind for kind, severity, _ in found(form) if severity is Severity.CONTRADICTION}


@cache
def cases(kind: str) -> tuple[tuple[Clean, Clean], ...]:
    """Forms that do not have the kind yet, and the same with the kind in them."""
    forms = [(clean(seed, family), random.Random(seed)) for seed in SEEDS for family in FAMILIES]  # noqa: S311
    without = [(form, chance) for form, chance in forms if kind not in {name for name, _, _ in found(form.form)}]
    pairs = [(form, PLANTED[kind](form, chance)) for form, chance in without]
    return tuple((before, after) for before, after in pairs if after is not None)


def test_every_rule_is_planted_in_more_than_a_thousand_cases() -> None:
    assert set(PLANTED) == {rule.kind for rule in RULES}
    assert sum(len(cases(kind)) for kind in PLANTED) >= 1000


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_found_with_the_cells_that_were_changed(kind: str) -> None:
    planted = cases(kind)
    assert len(planted) >= 5
    for before, after in planted:
        own = [one for name, _, one in found(after.form) if name == kind]
        assert own, (after.style, after.form)
        cited = {f"{cell.record}.{cell.position}.{cell.field}" for one in own for cell in one.cells}
        changed = changed_cells(before, after)
        assert cited & changed, (cited, changed)


@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_else_becomes_a_contradiction(kind: str) -> None:
    for _, after in cases(kind):
        assert contradictions(after.form) <= {kind} | BRINGS.get(kind, set())


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_that_add_up_have_no_contradiction_and_no_doubt(family: str) -> None:
    for seed in range(80):
        form = clean(seed, family).form
        assert [one for one in found(form) if one[1] is not Severity.NOTE] == []


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), holes=st.integers(0, 2**32))
def test_blank_cells_make_no_contradiction_and_no_rule_fail(family: str, seed: int, holes: int) -> None:
    form = clean(seed, family).form
    chance = random.Random(holes)  # noqa: S311
    lines = tuple(blanked(line, chance) for line in form.fund_lines[:1]) + form.fund_lines[1:]
    rows = tuple(blanked(row, chance) for row in form.indicators)
    assert contradictions(replace(form, fund_lines=lines, indicators=rows)) == set()


def blanked(record, chance: random.Random):  # type: ignore[no-untyped-def]
    """Some of a record's figures and texts left blank."""
    gone = {n: None for n in record.cells if n not in ("name", "level1", "level1_weight", "level2", "level3")}
    gone = {name: None for name in gone if chance.random() < 0.3}
    cells = MappingProxyType({name: cell for name, cell in record.cells.items() if name not in gone})
    return replace(record, cells=cells, **gone)


@pytest.mark.parametrize(
    ("rate", "printed", "explained"),
    [
        ("51", "51", True),  # of 51.33, rounded
        ("51.3", "51.3", True),
        ("51.34", "51.34", True),  # a hundredth off
        ("51.35", "51.35", False),
        ("52", "52", False),
        ("50", "50", False),
        ("0.5133", "0.5133", True),  # a share
        ("0.5133", "0.5133%", False),  # no share: half a percent
    ],
)
def test_rounding_explains_a_rate_as_far_as_its_last_digit(rate: str, printed: str, explained: bool) -> None:
    form = clean(1, "system")
    form = replace(form, form=replace(form.form, amount_unit="元", fund_lines=form.form.fund_lines[:1]))
    form = form.funds(0, annual_budget=10_000_000, executed=5_133_300, rate=Decimal(rate), score=None)
    line = form.form.fund_lines[0]
    cells = MappingProxyType({**line.cells, "rate": replace(line.cells["rate"], text=printed)})
    printed_so = replace(form.form, fund_lines=(replace(line, cells=cells),))
    assert ("rate_wrong" in contradictions(printed_so)) is not explained
