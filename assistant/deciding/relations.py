"""Shares, ratios, differences, comparisons and trends: which two figures a frame sets against each other.

Owns the choice of the two sides. It must not compute: the answer does.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.deciding.conditions import field_of, of_frame, of_names
from assistant.deciding.request import Declined, Note, Operand, Relating, Relation, Request, Shape, Tabular
from assistant.deciding.subjects import identity, subject_of
from assistant.understanding.frame import Frame, NamePart
from store.catalog import FIELDS, Kind
from store.overview import Overview
from store.query import Aggregate, Condition, Function, OneOf, Operator, Order, Query, Subject, Where, all_of

_COMPARED = ("annual_budget", "executed", "execution_rate", "total_score")


def relation_of(frame: Frame, store: Overview) -> Request | None:
    """The relation that the frame asks for, or None where it asks for none."""
    names = [n for n in frame.names if not n.excluded and n.kind in ("project", "unit", "department", "code")]
    which = "which" in frame.questions and len(names) >= 2 and (frame.vague or frame.ranking)
    match frame.relation:
        case "share":
            return _share(frame, names)
        case "ratio" | "difference":
            return _two_sided(frame, names, Relating(frame.relation))
        case "trend":
            return _trend(frame, store, names)
        case "compare":
            return _side_by_side(frame, store)
        case None if which and not frame.predicates:
            return _side_by_side(frame, store)
        case _:
            return None


def _years(frame: Frame) -> Where | None:
    return OneOf("year", tuple(frame.years)) if frame.years else None


def _measure(frame: Frame) -> str:
    ranked = [frame.ranking.measure] if frame.ranking and frame.ranking.measure else []
    bounds = [b.measure for b in frame.bounds if b.measure]
    measure = next(iter([*frame.measures, *ranked, *bounds]), "executed")
    field = field_of(measure, Subject.EVALUATION)
    return "points_lost" if field == "lost" else field


def _notes(frame: Frame) -> tuple[Note, ...]:
    budget = [Note("budget_is_annual")] if "budget" in frame.measures else []
    taken = [Note("taken_for", (n.text, n.names[0])) for n in frame.names if len(n.names) == 1 and n.names[0] != n.text]
    return (*(Note("corrected", pair) for pair in frame.corrections), *taken, *budget)


def _share(frame: Frame, names: list[NamePart]) -> Request | None:
    """Of one project in the total; of one measure in another (财政拨款占几成 is of the funds table)."""
    fields = list(dict.fromkeys(field_of(m, Subject.EVALUATION) for m in frame.measures))
    money = [f for f in fields if FIELDS[f].kind is Kind.MONEY]
    if frame.predicates or frame.classes or frame.funds:
        return Declined("share")
    if names:
        where = all_of(of_names(names), _years(frame))
        label = "、".join(dict.fromkeys(n.names[0] if len(n.names) == 1 else n.text for n in names))
        if len(money) == 2:
            return Relation(
                Relating.SHARE, Operand(label, money[0], where), Operand(label, money[1], where), _notes(frame)
            )
        field = money[0] if money else "executed"
        return Relation(Relating.SHARE, Operand(label, field, where), Operand("", field, _years(frame)), _notes(frame))
    if len(money) == 2:
        return Relation(
            Relating.SHARE, Operand("", money[0], _years(frame)), Operand("", money[1], _years(frame)), _notes(frame)
        )
    return Declined("share")


def _two_sided(frame: Frame, names: list[NamePart], kind: Relating) -> Request | None:
    """Two projects, two years of one project, or two measures of one."""
    field = _measure(frame)
    single = [(name, value) for name in names for value in name.names]
    if len(names) >= 2 and len(single) >= 2:
        sides = [
            Operand(n.names[0] if len(n.names) == 1 else n.text, field, all_of(of_names([n]), _years(frame)))
            for n in names[:2]
        ]
        return Relation(kind, sides[0], sides[1], _notes(frame))
    where = of_names(names)
    if len(frame.years) == 2:
        first, second = (
            Operand(str(year), field, all_of(where, Condition("year", Operator.EQUAL, year))) for year in frame.years
        )
        return Relation(kind, first, second, _notes(frame))
    fields = list(dict.fromkeys(field_of(m, Subject.EVALUATION) for m in frame.measures))
    money = [f for f in fields if FIELDS[f].kind is Kind.MONEY]
    if len(money) == 2:
        scope = all_of(where, _years(frame))
        label = names[0].names[0] if names else ""
        return Relation(kind, Operand(label, money[0], scope), Operand(label, money[1], scope), _notes(frame))
    if kind is Relating.DIFFERENCE and fields and not frame.bounds:
        return None  # 执行率差多少 of nothing else: a plain table of the field
    return Declined("two_sides")


def _trend(frame: Frame, store: Overview, names: list[NamePart]) -> Request:
    if len(store.years) < 2:
        return Declined("one_year")
    field = _measure(frame)
    columns = ("project_name", "year", *(("unit",) if store.several_units else ()), field)
    where = all_of(of_names(names), _years(frame))
    if names:
        return Tabular(
            Shape.LIST,
            Query(Subject.EVALUATION, columns, where, order=Order("year", False)),
            (field,),
            notes=(Note("trend"), *_notes(frame)),
        )
    function = Function.OVERALL if FIELDS[field].ratio else Function.SUM
    query = Query(Subject.EVALUATION, ("year",), where, (Aggregate(function, field),))
    return Tabular(Shape.TOTAL, query, (field,), notes=(Note("trend"), *_notes(frame)))


def _side_by_side(frame: Frame, store: Overview) -> Request | None:
    """What is compared, side by side; in order, where the question says of what there is more."""
    if subject_of(frame) is not Subject.EVALUATION:
        return None
    asked = [field_of(m, Subject.EVALUATION) for m in frame.measures]
    order = None
    if frame.ranking and frame.ranking.measure:
        order = Order(field_of(frame.ranking.measure, Subject.EVALUATION), frame.ranking.descending)
        asked = [*asked, order.field]
    elif frame.vague and asked:
        order = Order(asked[0], "degree_less" not in frame.intents)
    elif "which" in frame.questions and frame.ranking:
        return None
    columns = dict.fromkeys([*identity(store, Subject.EVALUATION), *(asked or _COMPARED)])
    where = of_frame(replace(frame, ranking=None), Subject.EVALUATION, "executed")
    query = Query(Subject.EVALUATION, tuple(columns), where, order=order)
    return Tabular(
        Shape.TOP if order else Shape.VALUES, query, tuple(dict.fromkeys(asked or _COMPARED)), notes=_notes(frame)
    )
