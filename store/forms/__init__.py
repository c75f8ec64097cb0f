"""Documents to evaluations: the forms that a document holds, read into records.

Owns the choice of the parser: of grids where a form has tables, else of lines. It must not open files, and never
raises for what a text holds: a text that is no form gives no evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.dataclass import dataclass, replace
from store.forms import funds, grids, labels
from store.forms.cutting import CutForm, cut
from store.forms.furniture import without_furniture
from store.forms.grids.cutting import CutRows
from store.forms.grids.cutting import cut as cut_rows
from store.forms.grids.rows import rows
from store.forms.indicators import IndicatorTable
from store.forms.layouts import printed
from store.forms.printed import Printed, evaluation
from store.forms.tokens import Token, folded
from store.reading import Block, Document, Grid, Line
from store.reading.document import is_recognised
from store.records import Cell, Evaluation
from store.values import number

__all__ = ["Found", "evaluations_in", "forms_in"]

_ALL = 100  # points that a form has: a total alone that is as much is the weights'
_UNRULED = "the PDF's tables have no rulings, so that values may be in a wrong row or column: compare with the file"
_UNSURE = (
    "it cannot be told for certain where the indicators' cells end, so that some may be wrong: compare with the file"
)
_TOO_LITTLE = (
    "of its pictures too little was recognised (OCR): amounts without their unit, or no indicators; it is not read,"
    " ask for the original file"
)
_RECOGNISED = "its pages are pictures whose text was recognised (OCR, 文字识别): compare every figure with the file"


@dataclass(frozen=True, slots=True)
class Found:
    """The forms of a document in order, and a sentence for each that is none of a project."""

    evaluations: tuple[Evaluation, ...]
    declined: tuple[str, ...] = ()


def evaluations_in(document: Document) -> tuple[Evaluation, ...]:
    """The document's forms in order, without those of which nothing could be read. Empty for a text that is no form."""
    return forms_in(document).evaluations


def forms_in(document: Document) -> Found:
    """The document's forms, without those of which nothing could be read, and what was recognised and not read."""
    evaluations: list[Evaluation] = []
    declined: list[str] = []
    # What stood in a PDF's tables is told by distances alone where these have no rulings.
    unruled = document.kind == "pdf" and not any(isinstance(block, Grid) for block in document.blocks)
    for title, read in _printed(document.blocks):
        if labels.OF_A_DEPARTMENT.search(title):
            declined.append(f"{title} is a department's form as a whole (部门整体), not a project's: it is not read")
            continue
        recognised = _is_recognised(read)
        if recognised and not (read.amount_unit and read.indicators):
            declined.append(f"{title}: {_TOO_LITTLE}")
            continue
        doubt = _RECOGNISED if recognised else _UNRULED if unruled else read.doubt
        form = evaluation(replace(read, doubt=doubt), len(evaluations) + len(declined))
        if form.cells or form.fund_lines or form.indicators:
            evaluations.append(form)
    return Found(tuple(evaluations), tuple(declined))


def _is_recognised(read: Printed) -> bool:
    """Whether any of what a form prints was recognised on a picture."""
    cells = [read.fields, *(line.cells for line in read.fund_lines), *(row.cells for row in read.indicators)]
    return any(is_recognised(cell.place) for of_record in cells for cell in of_record.values())


def _printed(blocks: Sequence[Block]) -> Iterator[tuple[str, Printed]]:
    """Each form's title, and what it prints."""
    lines = without_furniture([block for block in blocks if isinstance(block, Line)])
    if len(lines) == len(blocks):
        yield from _of_lines(lines)
        return
    left = iter(lines)
    for form in cut_rows(rows([next(left) if isinstance(block, Line) else block for block in blocks])):
        if any(row.line is None for row in form.rows):
            yield form.title, grids.printed(form.title, form.above, form.rows)
        else:
            yield from _of_lines([*_title_line(form), *(row.line for row in form.rows if row.line)])


def _of_lines(lines: Sequence[Line]) -> Iterator[tuple[str, Printed]]:
    for form in cut(lines):
        yield form.title, _of_form(form)


def _title_line(form: CutRows) -> list[Line]:
    return [Line(form.title, form.rows[0].cells[0].place)] if form.rows else []


def _of_form(form: CutForm) -> Printed:
    read = printed(form.tokens)
    unit = funds.amount_unit(read.funds_heading) or funds.amount_unit(_text(read.parts.head))
    under = next((met[0] for t in read.parts.head[:3] if (met := labels.YEAR_UNDER_TITLE.match(folded(t.text)))), "")
    table = read.table
    hopeless = table.hopeless and bool(read.parts.indicators)
    return Printed(
        fields=read.printed | _total(read.parts.total, table),
        year_texts=(form.title, under),
        amount_unit=unit,
        fund_lines=funds.fund_lines(read.funds_heading, read.fund_lines, unit or "元"),
        indicators=() if hopeless else table.indicators,
        left_out=0 if hopeless else table.left_out,
        cut_off="" if hopeless else table.cut_off,
        unclear_goals=read.unclear_goals,
        unclear_funds=funds.unclear(read.funds_heading, read.fund_lines),
        unclear_table=read.parts.indicators[0].place if hopeless else None,
        end=form.end,
        doubt=_UNSURE if table.doubtful and table.indicators and not hopeless else "",
    )


def _text(found: Sequence[Token]) -> str:
    return "".join(folded(token.text) for token in found)


def _total(row: Sequence[Token], table: IndicatorTable) -> dict[str, Cell]:
    """Weight and score of the total's row, in the order of the table's columns; of one alone, whichever it is."""
    values = [token for token in row if funds.is_value(token) and number(token.text) is not None]
    names = [column for column in table.columns if column in ("weight", "score")] or ["weight", "score"]
    if len(values) == 1:
        is_weight = any(row.weight is not None for row in table.indicators) and number(values[0].text) == _ALL
        names = ["weight" if is_weight else "score"]
    return {f"total_{name}": Cell(t.text, t.place) for name, t in zip(names, values, strict=False)}
