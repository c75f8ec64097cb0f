"""A form as the rules see it: its total line, its scored rows, its printed precision, and any cell with its place.

Owns those views of an evaluation. It must not judge anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Protocol

from store.checks.vocabulary import Cited
from store.dataclass import dataclass
from store.quantities import Actual, Target, one_form
from store.records import Cell, Evaluation, FundLine, Indicator, Place
from store.values import FEN_IN, Comparison, compare, compared

AMOUNTS = ("initial_budget", "annual_budget", "executed")
_NUMBER = re.compile(r"[\d,]*\d(?:\.(\d+))?")
# What a row says that is left out though the form's template has it.
NOT_APPLICABLE = frozenset({"不适用", "无", "不涉及", "无此项", "未涉及", "没有"})


class Text(NamedTuple):
    """A text of a form in one width without blanks, and the cell that it stands in."""

    said: str
    record: str
    position: int
    field: str


@dataclass(frozen=True)
class Form:
    """One evaluation. `evaluation_id` and `document_id` are its own in the store, where it is stored already."""

    evaluation: Evaluation
    evaluation_id: int | None = None
    document_id: int | None = None

    @cached_property
    def total(self) -> FundLine | None:
        return next((line for line in self.evaluation.fund_lines if line.is_total), None)

    @cached_property
    def total_position(self) -> int:
        return next((n for n, line in enumerate(self.evaluation.fund_lines) if line.is_total), 0)

    @cached_property
    def parts(self) -> tuple[tuple[int, FundLine], ...]:
        return tuple((n, line) for n, line in enumerate(self.evaluation.fund_lines) if not line.is_total)

    @cached_property
    def indicators(self) -> tuple[tuple[int, Indicator], ...]:
        """The rows that apply, with their positions."""
        return tuple((n, i) for n, i in enumerate(self.evaluation.indicators) if i.applicable)

    @cached_property
    def has_weights(self) -> bool:
        """Whether the template has weights; some have one column of scores, or none."""
        return any(indicator.weight is not None for _, indicator in self.indicators)

    @cached_property
    def gives_reasons(self) -> bool:
        """Whether the template has a column for reasons, as far as can be seen: one without weights may not."""
        return self.has_weights or any(indicator.deviation for _, indicator in self.indicators)

    @cached_property
    def slack(self) -> Decimal:
        """Fen by which rounding may have changed an amount: half of the last digit that the funds table prints.

        0 in 元, where no more than fen are left out, and without decimals: such amounts are taken as exact.
        """
        if self.evaluation.amount_unit in (None, "元"):
            return Decimal(0)
        unit = Decimal(FEN_IN.get(self.evaluation.amount_unit or "元", 100))
        cells = (line.cells.get(name) for line in self.evaluation.fund_lines for name in AMOUNTS)
        texts = [cell.text for cell in cells if cell]
        decimals = max((decimals_of(text) for text in texts), default=0)
        step = unit / 10**decimals
        return step / 2 if decimals and step > 1 else Decimal(0)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that the form says in sentences."""
        evaluation = self.evaluation
        goals = (Text(one_form(getattr(evaluation, n) or ""), "form", 0, n) for n in ("goal_expected", "goal_actual"))
        rows = (
            Text(one_form(getattr(row, name) or ""), "indicator", position, name)
            for position, row in self.indicators
            for name in ("level3", "target", "actual", "deviation")
        )
        return tuple(text for text in (*goals, *rows) if text.said)

    @cached_property
    def pairs(self) -> Mapping[int, tuple[tuple[Target, Actual], ...]]:
        """By position, the quantities of a row's target with what was reached of them: `values.compared`."""
        return {
            n: compared(row.target, row.actual, name_of(row)) for n, row in self.indicators if row.target and row.actual
        }

    def comparison(self, indicator: Indicator) -> Comparison | None:
        """What the actual value makes of the target; None where one of them is blank."""
        if indicator.target is None or indicator.actual is None:
            return None
        return compare(indicator.target, indicator.actual, name_of(indicator))

    def cite_text(self, text: Text) -> Cited:
        return next(
            self.cite_form(text.field) if text.record == "form" else self.cite_indicator(text.position, text.field)
        )

    def cite_form(self, *fields: str) -> Iterator[Cited]:
        return cite(self, "form", 0, self.evaluation.cells, fields)

    def cite_funds(self, position: int, *fields: str) -> Iterator[Cited]:
        return cite(self, "funds", position, self.evaluation.fund_lines[position].cells, fields)

    def cite_total(self, *fields: str) -> Iterator[Cited]:
        return self.cite_funds(self.total_position, *fields) if self.total else iter(())

    def cite_indicator(self, position: int, *fields: str) -> Iterator[Cited]:
        return cite(self, "indicator", position, self.evaluation.indicators[position].cells, fields)


class InStore(Protocol):
    """Where a form is stored; None where it is not yet, or its cells are the checked form's own."""

    @property
    def evaluation_id(self) -> int | None: ...
    @property
    def document_id(self) -> int | None: ...


def cite(of: InStore, record: str, position: int, cells: Mapping[str, Cell], fields: Iterable[str]) -> Iterator[Cited]:
    """The cells of a record; a blank one with the place of the record's own name, or of another cell of it."""
    for name in fields:
        cell = cells.get(name)
        value, place = (cell.text, cell.place) if cell else (None, _place_of(cells))
        yield Cited(record, position, name, value, place, of.evaluation_id, of.document_id)


def _place_of(cells: Mapping[str, Cell]) -> Place:
    """Where a record's name stands, or another cell of it."""
    named = (cells[name] for name in ("level3", "name", "project_name") if name in cells)
    return next((cell.place for cell in (*named, *cells.values())), Place())


def name_of(indicator: Indicator) -> str:
    """What tells whether more of it is better, as `values.compare` takes it."""
    return f"{indicator.level2 or ''} {indicator.level3 or ''}"


def decimals_of(text: str) -> int:
    """The decimals of the first number of a cell; 0 where it has none."""
    found = _NUMBER.search(text if text.isascii() else unicodedata.normalize("NFKC", text))
    return len(found[1]) if found and found[1] else 0


def step_of(cells: Mapping[str, Cell], field: str) -> Decimal:
    """One unit of the last digit that a cell prints: 0.01 of 88.76, 1 of 51; 0 where the cell is not known."""
    return Decimal(1).scaleb(-decimals_of(cells[field].text)) if field in cells else Decimal(0)
