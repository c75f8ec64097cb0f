"""Documents to evaluations: the forms that a document holds, read into records.

Owns the order of the steps and what is said of a form that was read in part. It must not open files, and
never raises for what a text holds: a text that is no form gives no evaluation.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from store.forms import funds, goals, head, labels
from store.forms.cutting import CutForm, cut
from store.forms.furniture import without_furniture
from store.forms.indicators import IndicatorTable, indicators_in
from store.forms.sections import Sections, sections
from store.forms.tokens import Token, folded
from store.reading import Document
from store.records import Cell, Evaluation, FundLine, Indicator
from store.values import number

__all__ = ["evaluations_in"]


def evaluations_in(document: Document) -> tuple[Evaluation, ...]:
    """The document's forms in order. Empty for a text that is no form."""
    forms = cut(without_furniture(document.lines))
    return tuple(_evaluation(form, i) for i, form in enumerate(forms))


def _evaluation(form: CutForm, index: int) -> Evaluation:
    parts = sections(form.tokens)
    printed = head.fields(parts.head)
    heading, lines = funds.printed_lines(parts.funds)
    stated = funds.amount_unit(heading) or funds.amount_unit(_text(parts.head))
    fund_lines = funds.fund_lines(heading, lines, stated or "元")
    expected, actual = goals.goals_in(parts.goals)
    table = indicators_in(parts.indicators)
    total_weight, total_score = _total(parts.total)
    printed |= {
        key: value
        for key, value in {
            "goal_expected": expected,
            "goal_actual": actual,
            "total_weight": total_weight,
            "total_score": total_score,
        }.items()
        if value
    }
    score = printed.get("total_score")
    return Evaluation(
        form_index=index,
        project_code=_of(printed, "project_code"),
        project_name=_of(printed, "project_name"),
        year=_year(form, parts, printed),
        unit=_of(printed, "unit"),
        department=_of(printed, "department"),
        amount_unit=stated,
        fund_lines=fund_lines,
        goal_expected=_of(printed, "goal_expected"),
        goal_actual=_of(printed, "goal_actual"),
        indicators=table.indicators,
        total_weight=number(total_weight.text) if total_weight else None,
        total_score=number(score.text) if score else None,
        missing=tuple(_missing(form, printed, stated, fund_lines, table)),
        cells=printed,
    )


def _of(printed: dict[str, Cell], field: str) -> str | None:
    return printed[field].text if field in printed else None


def _text(found: Sequence[Token]) -> str:
    return "".join(folded(token.text) for token in found)


def _year(form: CutForm, parts: Sections, printed: dict[str, Cell]) -> int | None:
    """From the label, else the title, else the line under the title."""
    under = next((t.text for t in parts.head[:3] if labels.YEAR_LINE.fullmatch(folded(t.text))), "")
    label = printed["year"].text if "year" in printed else ""
    return head.year_in(label) or head.year_in(form.title) or head.year_in(under)


def _total(found: Sequence[Token]) -> tuple[Cell | None, Cell | None]:
    values = [t for t in found if number(t.text) is not None or funds.is_value(t)]
    kept = [Cell(t.text, t.place) if number(t.text) is not None else None for t in values[:2]]
    return ([*kept, None, None])[0], ([*kept, None, None])[1]


def _missing(
    form: CutForm, printed: dict[str, Cell], unit: str | None, fund_lines: Sequence[FundLine], table: IndicatorTable
) -> list[str]:
    """What of the form is not there, and where its text ends."""
    said: list[str] = []
    if "project_name" not in printed:
        said.append("the form has no project name")
    if not fund_lines:
        said.append("the form has no funds table")
    elif unit is None:
        said.append("the form does not say what its amounts are in: they are read as 元")
    if not table.indicators:
        said.append("the form has no indicator table")
    elif table.unfinished:
        said.append("the last indicator is cut off")
    if "total_score" not in printed and not _adds_up(fund_lines, table.indicators):
        said.append("the form has no total row, and its weights are not those of a whole form")
    if said and form.last_line:
        said.append(f"the form's text ends at line {form.last_line}")
    return said


def _adds_up(fund_lines: Sequence[FundLine], indicators: Sequence[Indicator]) -> bool:
    """Whether the weights make a hundred: then a form without a total row lacks nothing."""
    weights = [line.weight for line in fund_lines[:1]] + [indicator.weight for indicator in indicators]
    return sum((w for w in weights if w is not None), Decimal(0)) == 100
