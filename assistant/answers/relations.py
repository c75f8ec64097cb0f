"""Answers that set two figures against each other: a share, a ratio, a difference.

Owns the arithmetic, exact until the last rounding, and its headline.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assistant.answer import CellValue, Column, Status
from assistant.answers.claims import meets
from assistant.answers.draft import Draft, Teller
from assistant.answers.telling import Telling
from assistant.deciding.request import COUNT, LEADERS, LEAST, MEETING, MOST, Operand, Relating, Relation, Shape, Tabular
from assistant.wording.interpretation import noted, read_out
from assistant.wording.values import plain, said
from store.catalog import FIELDS, Kind
from store.execution import Result, shown
from store.query import Aggregate, Function, Query, Subject
from store.schema import SCALE

HUNDREDTH = Decimal("0.01")


def answer_relation(request: Relation, teller: Teller) -> Draft:
    """Both sides as rows, with the relation in a column of its own beside the first."""
    operands = [side for side in (request.left, request.right) if side.given is None]
    sides = [teller.run(_query(side)) for side in operands]
    values = [_figure(result) for result in sides]
    if request.left.field == COUNT:
        values = [value or 0 for value in values]  # none that fit is a number too
    if request.right.given is not None:
        return _from_given(request, request.right.given, sides[0], teller)
    interpretation = "; ".join(
        [*(read_out(r.query, (), teller.language) for r in sides), *noted(request.notes, teller.language)]
    )
    names = [_named(request.left, request, teller), _named(request.right, request, teller)]
    if values[0] is None or values[1] is None:
        missing = names[0] if values[0] is None else names[1]
        return Draft(
            Status.EMPTY, teller.say("relation.missing", what=missing), interpretation, teller.query_json(sides[0])
        )
    kind = _kind(request.left)
    smaller = abs(values[0]) < abs(values[1])
    if request.kind is Relating.RATIO and smaller and teller.language == "en" and not request.as_said:
        # "How many times X is Y" names its sides in either order; what is asked is how much larger the larger one is.
        for pair in (values, names, sides, operands):
            pair.reverse()
    text, related = _related(request, names, (values[0], values[1]), kind, teller)
    if request.claim is not None and values[1]:
        held = meets(request.claim, Fraction(values[0] * 100 * SCALE, values[1]))
        text = teller.say("table.claimed" if held else "table.not_claimed", text=text)
    amount = Column(request.left.field, teller.label(request.left.field), kind.unit)
    columns = (Column("item", teller.say("column.item")), amount, *(column for column, _ in related))
    rows: list[tuple[CellValue, ...]] = [
        (names[0], shown(kind, values[0]), *(value for _, value in related)),
        (names[1], shown(kind, values[1]), *(None for _ in related)),
    ]
    return Draft(
        Status.ANSWERED,
        text,
        interpretation,
        teller.query_json(sides[0]),
        columns,
        tuple(rows),
        tuple(
            teller.sources(side.rows[0].records, _cells(operand)) if side.rows else ()
            for operand, side in zip(operands, sides, strict=True)
        ),
    )


def _from_given(request: Relation, given: int, result: Result, teller: Teller) -> Draft:
    """How far one figure is from a number of the question; of several forms there is no one figure."""
    interpretation = "; ".join([read_out(result.query, (), teller.language), *noted(request.notes, teller.language)])
    value, kind = _figure(result), _kind(request.left)
    name = request.left.label
    records = result.rows[0].records if result.rows else ()
    if len(records) > 1:
        text = teller.say("relation.several", what=name, n=len(records))
        return Draft(Status.DECLINED, text, interpretation)
    if value is None:
        text = teller.say("relation.missing", what=name)
        return Draft(Status.EMPTY, text, interpretation, teller.query_json(result))
    field = teller.label(request.left.field)
    difference = value - given
    key = "difference_more" if difference > 0 else "difference_less" if difference else "difference_none"
    one, other = said(kind, value, teller.language), said(kind, given, teller.language)
    figure = teller.say("relation.two_measures", left=name, field=field)
    text = teller.say(
        f"relation.{key}",
        left=figure if difference else name,
        right=other,
        field=field,
        value=_by(kind, abs(difference), teller),
        one=one,
        other=other,
    )
    columns = (
        Column("item", teller.say("column.item")),
        Column(request.left.field, field, kind.unit),
        Column("difference", teller.say("column.difference"), kind.unit),
    )
    row = (name, shown(kind, value), shown(kind, abs(difference)))
    sources = teller.sources(records, _cells(request.left))
    return Draft(Status.ANSWERED, text, interpretation, teller.query_json(result), columns, (row,), (sources,))


def _cells(side: Operand) -> tuple[str, ...]:
    return FIELDS[side.field].cells if side.field in FIELDS else ()


def _kind(side: Operand) -> Kind:
    return Kind.COUNT if side.field == COUNT else FIELDS[side.field].kind


def _query(side: Operand) -> Query:
    if side.field == COUNT:
        return Query(side.subject, (), side.where, (Aggregate(Function.COUNT),))
    function = Function.OVERALL if FIELDS[side.field].ratio else Function.SUM
    if side.label in (MOST, LEAST):
        function = Function.AVERAGE
    return Query(side.subject, (), side.where, (Aggregate(function, side.field),))


def _figure(result: Result) -> int | None:
    value = result.rows[0].values[0] if result.rows else None
    return value if isinstance(value, int) else None


def _named(side: Operand, request: Relation, teller: Teller) -> str:
    of_rows = side.subject is not Subject.FUND_LINE and request.left.label == MEETING
    if of_rows:
        subject = teller.say(f"subject.{side.subject.value}", n=2)
        return teller.say("relation.meeting" if side.label else "relation.all_rows", subject=subject)
    if side.label in (MOST, LEAST):
        return teller.say(side.label, name=_names_of(side, teller))
    name = _names_of(side, teller) if side.label == LEADERS else side.label or teller.say("relation.share_all")
    if request.left.field != request.right.field:
        return teller.say("relation.two_measures", left=name, field=teller.label(side.field))
    return name


def _names_of(side: Operand, teller: Teller) -> str:
    columns = ("project_name", "unit", *(("year",) if len(teller.overview.years) > 1 else ()))
    table = Tabular(Shape.LIST, Query(side.subject, columns, side.where))
    rows = teller.run(table.query)
    return Telling(table, rows, teller).names(rows.rows)


def _related(
    request: Relation, names: list[str], values: tuple[int, int], kind: Kind, teller: Teller
) -> tuple[str, list[tuple[Column, CellValue]]]:
    """The headline, and the figures of the relation in columns; none where there is no such figure."""
    say, language = teller.say, teller.language
    one, other = (said(kind, value, language) for value in values)
    field = "" if request.left.field != request.right.field else teller.label(request.left.field)
    left = say("relation.two_measures", left=names[0], field=field) if field else names[0]
    right = say("relation.that_of", right=names[1]) if field else names[1]
    growth = _growth(values, kind, teller)
    difference = values[0] - values[1]
    by = (Column("difference", say("column.difference"), kind.unit), shown(kind, abs(difference)))
    if request.kind is Relating.DIFFERENCE:
        key = "difference_more" if difference > 0 else "difference_less" if difference else "difference_none"
        text = say(
            f"relation.{key}",
            left=left if difference else names[0],
            right=right if difference else names[1],
            field=field,
            value=_by(kind, abs(difference), teller),
            one=one,
            other=other,
        )
        return text, [by, *([growth] if growth else [])]
    if values[1] == 0:
        return say("relation.no_base", right=names[1]), []
    quotient = Decimal(values[0]) / Decimal(values[1])
    if request.kind is Relating.GROWTH:
        percent = ((quotient - 1) * 100).quantize(HUNDREDTH, ROUND_HALF_UP)
        key = "growth_more" if percent >= 0 else "growth_less"
        text = say(f"relation.{key}", left=left, right=right, one=one, other=other, value=f"{plain(abs(percent))}%")
        column = (Column("growth", say("column.growth"), "%"), float(abs(percent)))
        return text, [column, *([by] if growth else [])]
    if request.kind is Relating.SHARE:
        share = (quotient * 100).quantize(HUNDREDTH, ROUND_HALF_UP)
        text = say(
            "relation.share",
            left=names[0],
            field=field,
            value=one,
            right=names[1],
            other=other,
            share=f"{plain(share)}%",
        )
        return text, [(Column("share", say("column.share"), "%"), float(share))]
    ratio = quotient.quantize(HUNDREDTH, ROUND_HALF_UP)
    if ratio < Decimal("0.1"):
        ratio = quotient.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    key = "relation.ratio" if field else "relation.ratio_of_two"
    text = say(key, left=names[0], field=field, value=one, right=names[1], other=other, ratio=f"{ratio:f}")
    return text, [(Column("ratio", say("column.ratio")), float(ratio))]


def _growth(values: tuple[int, int], kind: Kind, teller: Teller) -> tuple[Column, CellValue] | None:
    """A difference of money in percent of the other side; of rates and points none is spoken of."""
    if kind is not Kind.MONEY or values[1] == 0:
        return None
    percent = (abs(Decimal(values[0]) / Decimal(values[1]) - 1) * 100).quantize(HUNDREDTH, ROUND_HALF_UP)
    return Column("growth", teller.say("column.growth"), "%"), float(percent)


def _by(kind: Kind, difference: int, teller: Teller) -> str:
    """A difference of rates is in percentage points."""
    if kind is Kind.RATE:
        return teller.say("relation.percentage_points", n=plain(Decimal(difference) / SCALE))
    return said(kind, difference, teller.language)
