"""Tables of figures over many rows: counts, sums, averages, in groups or over all.

Owns the choice of functions and groups.
"""

from __future__ import annotations

from assistant.deciding.conditions import APPLICABLE, field_of, of_applicable, of_bound, of_frame, of_funds
from assistant.deciding.notes import notes_of
from assistant.deciding.request import Declined, Request, Shape, Tabular
from assistant.deciding.rows import of_owing_a_reason, rows_of
from assistant.deciding.subjects import asked_fields, identity
from assistant.understanding.bounds import RATES
from assistant.understanding.frame import Frame
from store.catalog import FIELDS, Kind
from store.dataclass import replace
from store.overview import Overview
from store.query import (
    Aggregate,
    Condition,
    Function,
    Operator,
    Order,
    Query,
    Subject,
    Where,
    all_of,
    any_of,
    fields_of,
)

_KINDS = ("unit", "department", "year")
_SUMMABLE = {Kind.MONEY, Kind.POINTS, Kind.COUNT}


def totals_of(frame: Frame, store: Overview, subject: Subject, default: str) -> Request:
    """Counts, sums and averages, over all rows or in groups."""
    groups = _groups(frame)
    if not groups and not frame.aggregates:
        groups = ["project_name", "level1"]
    if "project_name" in groups:
        groups = [*identity(store, Subject.EVALUATION), *(g for g in groups if g != "project_name")]
    of_rows = subject is Subject.EVALUATION and set(groups) & {"level1", "level2"}
    if of_rows or (subject is Subject.SCORED and "level2" in groups):
        subject = Subject.INDICATOR  # the 预算执行率 row is of no level 2
    if any(bound.of_group and (bound.average or bound.name) for bound in frame.bounds):
        return Declined("unsupported")  # 花钱比平均多的单位: no average of sums
    kinds = _counted_kinds(frame, groups)
    aggregates = _functions(frame, subject, default)
    if "count" in frame.aggregates:
        adding = {"sum", "average"} & set(frame.aggregates) and frame.measures
        aggregates = [Aggregate(Function.COUNT), *(aggregates if adding else [])]
    elif not aggregates:
        averages = {"average", "simple_average"} & set(frame.aggregates)  # of texts there are none
        return Declined("unsupported") if averages else rows_of(replace(frame, aggregates=[]), store, subject, default)
    if "share" in frame.aggregates:
        aggregates = [*aggregates[:1], Aggregate(Function.SHARE, aggregates[0].field)]
    if subject in (Subject.INDICATOR, Subject.SCORED) and any(_of_form(a) for a in aggregates):
        return Declined("not_together")  # a form's budget, once for each of its indicators
    order = _order(frame, subject, default, [a.field or "count" for a in aggregates])
    where, having = _conditions(frame, subject, default)
    offices = order and order.last and "project_name" not in groups
    ranked = [group for group in groups if group in ("unit", "department")] if offices else []
    where = all_of(where, *(Condition(key, Operator.PRESENT) for key in (*kinds, *ranked)))  # no office is none of them
    shown = {a.field or "count" for a in aggregates} | {a.function.value for a in aggregates}
    if having and not fields_of(having) <= shown:
        return Declined("unsupported")  # a bound on a figure that the groups do not show
    query = Query(subject, tuple(groups or kinds), where, tuple(aggregates), order, having)
    asked = tuple(dict.fromkeys(a.field for a in aggregates if a.field))
    return Tabular(_shape(frame, query, kinds), query, asked, notes=notes_of(frame, subject, order))


def _shape(frame: Frame, query: Query, kinds: list[str]) -> Shape:
    if kinds or ("kinds" in frame.aggregates and query.having and not query.order):
        return Shape.KINDS
    return Shape.COUNT if "count" in frame.aggregates else Shape.TOTAL


def _of_form(aggregate: Aggregate) -> bool:
    """Whether a figure is of a form as a whole, and not of its indicators."""
    return aggregate.field is not None and not FIELDS[aggregate.field].of_indicator


def _counted_kinds(frame: Frame, groups: list[str]) -> list[str]:
    """有几个单位: what there are different ones of, and not how many rows."""
    if "count" not in frame.aggregates or groups:
        return []
    if frame.head in _KINDS:
        return [frame.head]  # 多少家单位填了自评表
    return [] if "project" in frame.nouns or frame.measures else [n for n in frame.nouns if n in _KINDS][:1]


def _conditions(frame: Frame, subject: Subject, default: str) -> tuple[Where | None, Where | None]:
    """What holds of the rows, and what of the groups that they make."""
    of_groups = [of_bound(bound, subject, default, None) for bound in frame.bounds if bound.of_group]
    of_rows = replace(frame, bounds=[bound for bound in frame.bounds if not bound.of_group])
    where = all_of(of_frame(of_rows, subject, default), of_owing_a_reason(frame, subject))
    if subject in (Subject.INDICATOR, Subject.SCORED) and of_applicable(frame):
        where = all_of(where, APPLICABLE)
    if subject is Subject.FUND_LINE:
        where = all_of(where, of_funds(frame))
    return where, any_of(*of_groups) if frame.either and of_groups else all_of(*of_groups)


def _order(frame: Frame, subject: Subject, default: str, keys: list[str]) -> Order | None:
    """The ranking of a frame, by one of these columns."""
    ranking = frame.ranking
    if ranking is None:
        return None
    field = field_of(ranking.measure or default, subject)
    by = field if field in keys else keys[0]
    return Order(by, ranking.descending, ranking.first, ranking.last, both_ends=ranking.both_ends)


def _groups(frame: Frame) -> list[str]:
    groups = [g for g in frame.groups if g]
    if not groups and "" in frame.groups and "count" in frame.aggregates:
        levels = [level for level, _ in frame.classes]
        if levels.count("level2") > 1 or levels.count("level1") > 1:
            groups = ["level2" if levels.count("level2") > 1 else "level1"]
        elif len([n for n in frame.names if not n.excluded]) > 1 or "project" in frame.nouns:
            groups = ["project_name"]
    return list(dict.fromkeys(groups))


def _functions(frame: Frame, subject: Subject, default: str) -> list[Aggregate]:
    fields = asked_fields(frame, subject) or [field_of(default, subject)]
    found: list[Aggregate] = []
    for field in fields:
        kind = FIELDS[field].kind
        if FIELDS[field].of_indicator and subject is Subject.EVALUATION:
            continue
        if field in RATES and FIELDS[field].ratio:
            simple = "simple_average" in frame.aggregates
            found.append(Aggregate(Function.AVERAGE if simple else Function.OVERALL, field))
        elif field in ("actual_number", "actual_rate"):  # of one indicator, or in percent all
            averaged = {"average", "simple_average"} & set(frame.aggregates)
            found.append(Aggregate(Function.AVERAGE if averaged else Function.SUM, field))
        elif kind in (*_SUMMABLE, Kind.RATE) and {"average", "simple_average"} & set(frame.aggregates):
            found.append(Aggregate(Function.AVERAGE, field))
        elif kind in _SUMMABLE and field != "total_score":
            found.append(Aggregate(Function.SUM, field))
        elif field == "total_score":
            found.append(Aggregate(Function.AVERAGE, field))
    return found
