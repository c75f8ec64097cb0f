"""What the records of a generated corpus say, in yuan, percent and points, and what sums and ranks of it are.

Nothing here uses the store or its catalog: an answer is checked against what was put in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from generated_corpus import IN_TWO_UNITS, corpus
from store.records import Evaluation, FundLine, Indicator

Cell = Decimal | int | str | None
Row = Mapping[str, object]  # cells by the key of the column
Forms = Sequence[Evaluation]


def total(form: Evaluation) -> FundLine:
    return next(line for line in form.fund_lines if line.is_total)


def yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def minus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def scored(form: Evaluation) -> list[tuple[str, Decimal, Decimal | None, str | None]]:
    """(name, weight, score, reason) of whatever is scored: the execution rate, and the indicators that apply."""
    line = total(form)
    execution = [("预算执行率", line.weight, line.score, None)] if line.weight is not None else []
    return [*execution, *((i.level3 or "", i.weight or Decimal(0), i.score, i.deviation) for i in applicable(form))]


def applicable(form: Evaluation) -> list[Indicator]:
    return [indicator for indicator in form.indicators if indicator.applicable]


def lost(form: Evaluation) -> Decimal:
    return sum((weight - score for _, weight, score, _ in scored(form) if score is not None), Decimal(0))


MEASURES: dict[str, Callable[[Evaluation], Decimal | None]] = {
    "initial_budget": lambda form: yuan(total(form).initial_budget),
    "annual_budget": lambda form: yuan(total(form).annual_budget),
    "executed": lambda form: yuan(total(form).executed),
    "unspent": lambda form: minus(yuan(total(form).annual_budget), yuan(total(form).executed)),
    "adjustment": lambda form: minus(yuan(total(form).annual_budget), yuan(total(form).initial_budget)),
    "execution_rate": lambda form: total(form).rate,
    "total_score": lambda form: form.total_score,
    "points_lost": lost,
}
CALLED = {
    "initial_budget": ("年初预算数", "initial budget"),
    "annual_budget": ("全年预算数", "annual budget"),
    "executed": ("执行数", "amount spent"),
    "unspent": ("结余", "unspent balance"),
    "adjustment": ("预算调整额", "budget adjustment"),
    "execution_rate": ("执行率", "execution rate"),
    "total_score": ("自评总分", "total score"),
}


def valued(forms: Iterable[Evaluation], measure: str) -> list[tuple[Evaluation, Decimal]]:
    return [(form, value) for form in forms if (value := MEASURES[measure](form)) is not None]


def project(form: Evaluation, *measures: str) -> Row:
    head = {"project_name": form.project_name, "year": form.year}
    return {**head, **{measure: MEASURES[measure](form) for measure in measures}}


def ranked(forms: Forms, measure: str, count: int, *, down: bool) -> list[Row]:
    """The first `count` forms, with all that tie with the last of them."""
    rows = sorted(valued(forms, measure), key=lambda row: row[1], reverse=down)
    cut = rows[min(count, len(rows)) - 1][1] if rows else Decimal(0)
    return [project(form, measure) for form, value in rows if (value >= cut if down else value <= cut)]


def summed(forms: Iterable[Evaluation], measure: str) -> Decimal:
    return sum((value for _, value in valued(forms, measure)), Decimal(0))


def overall_rate(forms: Forms) -> Decimal:
    return summed(forms, "executed") * 100 / summed(forms, "annual_budget")


def mean(forms: Forms, measure: str) -> Decimal:
    return summed(forms, measure) / len(valued(forms, measure))


def outcome(indicator: Indicator) -> str | None:
    """missed, exactly or exceeded: what is made of a target that is ≥ or ≤ a figure; None without an actual value."""
    if indicator.actual is None or indicator.target is None:
        return None
    wanted, reached = (Decimal(re.findall(r"\d+", text)[0]) for text in (indicator.target, indicator.actual))
    over = wanted - reached if indicator.target.startswith("≤") else reached - wanted
    return "exactly" if over == 0 else "exceeded" if over > 0 else "missed"


def row_of(form: Evaluation, indicator: Indicator) -> Row:
    return {"project_name": form.project_name, "year": form.year, "level3": indicator.level3}


def part(form: Evaluation, name: str) -> FundLine:
    return next(line for line in form.fund_lines if line.name == name)


class Asker:
    """A generated corpus, and a choice of what it holds to ask about."""

    def __init__(self, seed: int) -> None:
        self.forms = corpus(seed)
        self._chance = random.Random(seed)  # noqa: S311
        self.years = sorted({form.year for form in self.forms if form.year})
        self.units = sorted({form.unit for form in self.forms if form.unit})

    def one(self, among: Sequence[Cell]) -> Cell:
        return self._chance.choice(among)

    def year(self) -> int:
        return int(self._chance.choice(self.years))

    def unit(self) -> str:
        return self._chance.choice(self.units)

    def form(self) -> Evaluation:
        """One whose name and year no other has."""
        return self._chance.choice([form for form in self.forms if form.project_name != IN_TWO_UNITS])

    def of_agency(self, name: str) -> list[Evaluation]:
        """An office by itself, or with all that is under it."""
        return [form for form in self.forms if name in (form.unit, form.department)]

    def of(self, **head: Cell) -> list[Evaluation]:
        return [form for form in self.forms if all(getattr(form, key) == value for key, value in head.items())]


Asked = Iterator[
    tuple[str, Sequence[Row]] | tuple[str, Sequence[Row], str]
]  # a question, its rows, what they are ordered by
Kind = Callable[[Asker], Asked]
