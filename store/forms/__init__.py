"""Documents to evaluations: the forms that a document holds, read into records.

Owns the making of a record from what a form prints, and what is said of a form that was read in part. It must
not open files, and never raises for what a text holds: a text that is no form gives no evaluation.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from store.forms import funds, head, labels
from store.forms.cutting import CutForm, cut
from store.forms.furniture import without_furniture
from store.forms.layouts import Printed, printed
from store.forms.sections import Sections
from store.forms.tokens import Token, folded
from store.reading import Document
from store.records import Cell, Evaluation, FundLine, Indicator
from store.values import number

__all__ = ["evaluations_in"]


def evaluations_in(document: Document) -> tuple[Evaluation, ...]:
    """The document's forms in order, without those of which nothing could be read. Empty for a text that is no form."""
    forms = cut(without_furniture(document.lines))
    read = (_evaluation(form, i) for i, form in enumerate(forms))
    return tuple(form for form in read if form.cells or form.fund_lines or form.indicators)


def _evaluation(form: CutForm, index: int) -> Evaluation:
    read = printed(form.tokens)
    unit = funds.amount_unit(read.funds_heading) or funds.amount_unit(_text(read.parts.head))
    fund_lines = funds.fund_lines(read.funds_heading, read.fund_lines, unit or "元")
    cells = read.printed | _total(read.parts.total)
    texts = {field: cell.text for field, cell in cells.items()}
    return Evaluation(
        form_index=index,
        project_code=texts.get("project_code"),
        project_name=texts.get("project_name"),
        year=_year(form, read.parts, texts.get("year", "")),
        unit=texts.get("unit"),
        department=texts.get("department"),
        amount_unit=unit,
        fund_lines=fund_lines,
        goal_expected=texts.get("goal_expected"),
        goal_actual=texts.get("goal_actual"),
        indicators=read.table.indicators,
        total_weight=number(texts.get("total_weight", "")),
        total_score=number(texts.get("total_score", "")),
        missing=tuple(_missing(form, read, texts, unit, fund_lines)),
        cells=cells,
    )


def _text(found: Sequence[Token]) -> str:
    return "".join(folded(token.text) for token in found)


def _year(form: CutForm, parts: Sections, label: str) -> int | None:
    """From the label, else the title, else the line under the title."""
    under = next((t.text for t in parts.head[:3] if labels.YEAR_LINE.fullmatch(folded(t.text))), "")
    return head.year_in(label) or head.year_in(form.title) or head.year_in(under)


def _total(row: Sequence[Token]) -> dict[str, Cell]:
    """Weight and score of the total's row: its first two cells after the label."""
    values = [token for token in row if funds.is_value(token)]
    fields = zip(("total_weight", "total_score"), values, strict=False)
    return {field: Cell(t.text, t.place) for field, t in fields if number(t.text) is not None}


def _missing(
    form: CutForm, read: Printed, texts: dict[str, str], unit: str | None, fund_lines: Sequence[FundLine]
) -> list[str]:
    """What of the form could not be read, what is not there, and where its text ends."""
    said: list[str] = []
    table = read.table
    if "project_name" not in texts:
        said.append("the form has no project name")
    if not fund_lines:
        said.append("the form has no funds table")
    elif unit is None:
        said.append("the form does not say what its amounts are in: they are read as 元")
    if not table.indicators:
        said.append("the form has no indicator table")
    if table.cut_off:
        said.append(f"the last indicator is cut off, and left out: {table.cut_off}")
    if "total_score" not in texts and not _adds_up(fund_lines, table.indicators):
        said.append("the form has no total row, and its weights do not add up to 100")
    if said and form.last_line:
        said.append(f"the form's text ends at line {form.last_line}")
    if read.unclear_goals:
        said.append(f"the two goals cannot be told apart, and are left out: see line {read.unclear_goals.line}")
    return said


def _adds_up(fund_lines: Sequence[FundLine], indicators: Sequence[Indicator]) -> bool:
    """Whether the weights make a hundred: then a form without a total row lacks nothing."""
    weights = [line.weight for line in fund_lines[:1]] + [indicator.weight for indicator in indicators]
    return sum((w for w in weights if w is not None), Decimal(0)) == 100
