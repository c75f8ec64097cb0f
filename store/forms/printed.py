"""What a form prints, as either kind of parser hands it over, and the record that is made of it.

Owns the making of an Evaluation and what is said of a form that was read in part. It must not look for anything in
lines or grids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from store.dataclass import dataclass
from store.forms import head
from store.records import Cell, Evaluation, FundLine, Indicator, Place
from store.values import number


@dataclass(frozen=True, slots=True)
class Printed:
    """A form's cells. `fields` has the head's, the goals' and the total's by field name, and what a label says of the
    year; `year_texts` are other texts that may name the year, the likeliest first.

    `cut_off` is the row in whose middle the form ends, else ""; `unclear_goals` where the goals begin, if they cannot
    be told apart; `unclear_table` and `unclear_funds` the same of indicators and amounts; `end` is where the form's
    text ends. `doubt` says why all of it may be wrong, else "".
    """

    fields: dict[str, Cell]
    year_texts: Sequence[str]
    amount_unit: str | None
    fund_lines: tuple[FundLine, ...]
    indicators: tuple[Indicator, ...]
    cut_off: str = ""
    unclear_goals: Place | None = None
    unclear_table: Place | None = None
    unclear_funds: Place | None = None
    left_out: int = 0  # indicators whose cells were mixed up with a neighbour's
    end: Place | None = None
    doubt: str = ""


def evaluation(read: Printed, index: int) -> Evaluation:
    """The record of a form, the `index`-th of its file."""
    texts = {field: cell.text for field, cell in read.fields.items()}
    years = (head.year_in(text) for text in (texts.get("year", ""), *read.year_texts))
    return Evaluation(
        form_index=index,
        project_code=texts.get("project_code"),
        project_name=texts.get("project_name"),
        year=next((year for year in years if year), None),
        unit=texts.get("unit"),
        department=texts.get("department"),
        amount_unit=read.amount_unit,
        fund_lines=read.fund_lines,
        goal_expected=texts.get("goal_expected"),
        goal_actual=texts.get("goal_actual"),
        indicators=read.indicators,
        total_weight=number(texts.get("total_weight", "")),
        total_score=number(texts.get("total_score", "")),
        missing=tuple(_missing(read)),
        cells=read.fields,
    )


def _missing(read: Printed) -> list[str]:
    """What of the form could not be read, what is not there, and where its text ends."""
    said = [read.doubt] if read.doubt else []
    if "project_name" not in read.fields:
        said.append("the form has no project name")
    said += _missing_funds(read)
    if read.unclear_table:
        at = where(read.unclear_table)
        said.append(f"the cells of the indicator table cannot be told apart, and it is left out: see {at}")
    elif not read.indicators:
        said.append("the form has no indicator table")
    if read.left_out:
        said.append(f"{read.left_out} indicators whose cells do not stand at one height are left out")
    if read.cut_off:
        said.append(f"the last indicator is cut off, and left out: {read.cut_off}")
    if (
        "total_score" not in read.fields
        and not read.unclear_table
        and not _needs_no_total(read.fund_lines, read.indicators)
    ):
        said.append("the form has no total row, and its weights do not add up to 100")
    if read.end and any(sentence != read.doubt for sentence in said):
        said.append(f"the form's text ends at {where(read.end)}")
    if read.unclear_goals:
        said.append(f"the two goals cannot be told apart, and are left out: see {where(read.unclear_goals)}")
    return said


def _missing_funds(read: Printed) -> Iterator[str]:
    """The same of the funds table."""
    if not read.fund_lines:
        yield "the form has no funds table"
    elif read.amount_unit is None:
        yield "the form does not say what its amounts are in: they are read as 元"
    if read.unclear_funds:
        at = where(read.unclear_funds)
        yield f"the amounts of a line of the funds table cannot be told apart, and are left out: see {at}"


def where(place: Place) -> str:
    """A place in words: line 7, page 2 cell 表1!B7."""
    named = (("page", place.page), ("line", place.line), ("cell", place.cell))
    return " ".join(f"{name} {value}" for name, value in named if value is not None)


def _needs_no_total(fund_lines: Sequence[FundLine], indicators: Sequence[Indicator]) -> bool:
    """Whether the weights make a hundred, or the form has neither weights nor scores: then it lacks no total row."""
    rows: list[FundLine | Indicator] = [*fund_lines[:1], *indicators]
    weights = [row.weight for row in rows if row.weight is not None]
    if indicators and not weights and all(row.score is None for row in rows):
        return True
    return sum(weights, Decimal(0)) == 100
