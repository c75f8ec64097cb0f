"""Records to rows of the store's tables, and back without loss.

Owns which column holds what. It must not execute SQL, read files or know of search.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from store.printed import FORM, FUNDS, INDICATOR, Printed
from store.records import Cell, Evaluation, FundLine, Indicator, Place
from store.schema import SCALE

Row = dict[str, Any]

_FUND_COLUMNS = ("name", "is_total", "initial_budget", "annual_budget", "executed")
_HEAD_COLUMNS = ("form_index", "project_code", "project_name", "year", "unit", "department", "amount_unit")
_INDICATOR_TEXTS = ("level1", "level2", "level3", "target", "actual", "deviation")


def scaled(value: Decimal | None) -> int | None:
    """Ten-thousandths, rounded half up: the cell's text keeps what is smaller."""
    return None if value is None else int((value * SCALE).to_integral_value(ROUND_HALF_UP))


def unscaled(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / SCALE


def evaluation_row(evaluation: Evaluation, document_id: int, content: str, identity: str | None) -> Row:
    """Of the table evaluations. `content` is the hash of what the form says, `identity` that of `store.conflicts`."""
    return {
        "document_id": document_id,
        "content": content,
        "identity": identity,
        **{column: getattr(evaluation, column) for column in _HEAD_COLUMNS},
        "goal_expected": evaluation.goal_expected,
        "goal_actual": evaluation.goal_actual,
        "total_weight": scaled(evaluation.total_weight),
        "total_score": scaled(evaluation.total_score),
        "missing": json.dumps(evaluation.missing, ensure_ascii=False),
        "cells": "",
    }


def fund_row(line: FundLine, evaluation_id: int, position: int) -> Row:
    return {
        "evaluation_id": evaluation_id,
        "position": position,
        **{column: getattr(line, column) for column in _FUND_COLUMNS},
        "weight": scaled(line.weight),
        "rate": scaled(line.rate),
        "score": scaled(line.score),
        "printed_rate": line.cells["rate"].text if line.is_total and "rate" in line.cells else None,
        "cells": "",
    }


def indicator_row(indicator: Indicator, evaluation_id: int, position: int) -> Row:
    """Of the table indicators, with what `values.compare` makes of its target."""
    outcome, achievement = _compared(indicator)
    return {
        "evaluation_id": evaluation_id,
        "position": position,
        **{column: getattr(indicator, column) for column in _INDICATOR_TEXTS},
        "level1_weight": scaled(indicator.level1_weight),
        "weight": scaled(indicator.weight),
        "score": scaled(indicator.score),
        "applicable": indicator.applicable,
        "outcome": outcome,
        "achievement": scaled(achievement),
        **_measured(indicator),
        "cells": "",
    }


def _compared(indicator: Indicator) -> tuple[str | None, Decimal | None]:
    from store.values import Outcome, compare  # needed to write alone: who reads does not wait for it

    if not indicator.applicable:
        return None, None
    if indicator.target is None or indicator.actual is None:
        return Outcome.INCOMPARABLE.value, None
    name = f"{indicator.level2 or ''} {indicator.level3 or ''}"
    comparison = compare(indicator.target, indicator.actual, name)
    return comparison.outcome.value, comparison.achievement


def _measured(indicator: Indicator) -> Row:
    """The one number and unit of the target and of the actual value, and whether the target is an upper bound."""
    from store.quantities import actuals, targets
    from store.values import lower_is_better

    wanted = targets(indicator.target) if indicator.target and indicator.applicable else ()
    reached = actuals(indicator.actual) if indicator.actual and indicator.applicable else ()
    target = wanted[0] if len(wanted) == 1 else None
    actual = (
        reached[0] if len(reached) == 1 and reached[0].low is not None and reached[0].low == reached[0].high else None
    )
    return {
        "lower_is_better": lower_is_better(target) if target else None,
        "target_number": scaled(target.number) if target else None,
        "target_unit": target.unit if target else None,
        "actual_number": scaled(actual.low) if actual else None,
        "actual_unit": actual.unit if actual else None,
    }


def fund_line(row: Mapping[str, Any], printed: Printed) -> FundLine:
    return FundLine(
        name=row["name"],
        is_total=bool(row["is_total"]),
        initial_budget=row["initial_budget"],
        annual_budget=row["annual_budget"],
        executed=row["executed"],
        weight=unscaled(row["weight"]),
        rate=unscaled(row["rate"]),
        score=unscaled(row["score"]),
        cells=printed.cells(FUNDS, row["position"], row),
    )


def indicator(row: Mapping[str, Any], printed: Printed) -> Indicator:
    return Indicator(
        **{column: row[column] for column in _INDICATOR_TEXTS},
        level1_weight=unscaled(row["level1_weight"]),
        weight=unscaled(row["weight"]),
        score=unscaled(row["score"]),
        applicable=bool(row["applicable"]),
        cells=printed.cells(INDICATOR, row["position"], row),
    )


def evaluation(
    row: Mapping[str, Any], funds: tuple[FundLine, ...], indicators: tuple[Indicator, ...], printed: Printed
) -> Evaluation:
    return Evaluation(
        **{column: row[column] for column in (*_HEAD_COLUMNS, "goal_expected", "goal_actual")},
        fund_lines=funds,
        indicators=indicators,
        total_weight=unscaled(row["total_weight"]),
        total_score=unscaled(row["total_score"]),
        missing=tuple(json.loads(row["missing"])),
        cells=printed.cells(FORM, None, row),
    )


def cells(text: str) -> Mapping[str, Cell]:
    """The column superseded.cells: by field, the text as printed and its place."""
    return {name: Cell(value[0], place(*value[1:])) for name, value in json.loads(text).items()}


def place(line: int | None, page: int | None, cell: str | None, *box: float) -> Place:
    """A place as a list of that column has it, after the text."""
    return Place(line, page, cell, (box[0], box[1], box[2], box[3]) if box else None)


def cells_json(by_field: Mapping[str, Cell]) -> str:
    """Cells as that column has them."""
    places = {n: [c.text, c.place.line, c.place.page, c.place.cell, *(c.place.box or ())] for n, c in by_field.items()}
    return json.dumps(places, ensure_ascii=False, separators=(",", ":"))
