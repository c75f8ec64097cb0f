"""Tables whose rows are projects, indicators or fund lines.

Owns their columns, order and shape.
"""

from __future__ import annotations

from assistant.deciding.conditions import (
    APPLICABLE,
    PREDICATES,
    field_of,
    of_applicable,
    of_bound,
    of_frame,
    of_funds,
    of_scope,
)
from assistant.deciding.notes import notes_of
from assistant.deciding.request import Request, Shape, Tabular
from assistant.deciding.subjects import INDICATOR_NOUNS, asked_fields, identity, lists, subject_of
from assistant.understanding.frame import Bound, Frame
from assistant.understanding.numerals import Number
from store.catalog import FIELDS, Kind
from store.dataclass import replace
from store.overview import Overview
from store.query import (
    Condition,
    InEvaluations,
    Not,
    Operator,
    Order,
    Query,
    Subject,
    Where,
    all_of,
    any_of,
    fields_of,
)

FUNDS = ("annual_budget", "executed")

_FORM_COLUMNS = ("annual_budget", "executed", "execution_rate", "total_score")

_INDICATOR_COLUMNS = ("level2", "level3", "target", "actual", "weight", "score")

_FUND_COLUMNS = ("fund_name", "initial_budget", "annual_budget", "executed")


def rows_of(frame: Frame, store: Overview, subject: Subject, default: str) -> Request:
    frame = _losses_of_indicators(frame, subject)
    frame = replace(frame, bounds=[_of_rate(bound, default) for bound in frame.bounds])
    asked = asked_fields(frame, subject) or ([] if frame.ranking else _figures(frame, subject))
    whether = _whether(frame)
    where = of_frame(replace(frame, bounds=[]) if whether else frame, subject, default, predicates=not whether)
    if subject is Subject.SCORED and frame.without_execution_row:
        subject = Subject.INDICATOR
    if subject in (Subject.INDICATOR, Subject.SCORED) and of_applicable(frame):
        where = all_of(where, APPLICABLE)
    if subject is Subject.FUND_LINE:
        where = all_of(where, of_funds(frame))
    if (
        "lost" in asked
        and set(frame.predicates) <= {"with_reason", "without_reason"}
        and not frame.ranking
        and not frame.names_of("indicator")
    ):
        where = all_of(where, PREDICATES["below_cap"].where)
    where = all_of(where, of_owing_a_reason(frame, subject))
    order = _order(frame, subject, asked, default)
    # The fewest points lost, or the most in each group: of those that lost some.
    if order and order.field == "lost" and (order.per or not order.descending):
        where = all_of(where, PREDICATES["below_cap"].where)
    if order and frame.ranking and not asked:
        asked = [order.field]  # among those above 99, which spent most: what was spent
    if "grade" in asked and "total_score" not in asked:
        asked = [*asked, "total_score"]  # what it follows from
    columns = _columns(frame, store, subject, asked, order)
    shape = _shape(frame, order, whether=whether)
    condition = None
    if whether or shape is Shape.ALL:
        tested, kept = _tested(frame) if shape is Shape.ALL else (_rounded(frame), frame)
        condition = of_frame(replace(tested, names=[], years=[], classes=[]), subject, default)
        if shape is Shape.ALL:
            applicable = APPLICABLE if subject is not Subject.EVALUATION else None
            where = all_of(of_frame(kept, subject, default), applicable, *_with_figures(tested, subject, default))
    of_rows = APPLICABLE if subject in (Subject.INDICATOR, Subject.SCORED) and of_applicable(frame) else None
    return Tabular(
        shape,
        Query(subject, tuple(columns), where, order=order),
        tuple(asked),
        condition,
        _stated(frame, subject, default),
        notes_of(frame, subject, order),
        within=all_of(of_scope(frame), of_rows),
    )


def funds_alone(frame: Frame, store: Overview) -> Tabular | None:
    """大厅的钱都是财政拨款吗: the line that is named, and whether no other line has money."""
    others = frame.bounds or frame.predicates or frame.ranking or frame.excluded_funds or len(frame.funds) != 1
    projects = frame.names_of("project", "code")
    if not (frame.all_of or "both" in frame.follow) or others or not projects or lists(frame):
        return None
    scope = of_scope(frame)
    line = of_funds(replace(frame, questions=[]))
    if line is None:
        return None
    money = any_of(*(Condition(field, Operator.MORE, 0) for field in _FUND_COLUMNS[1:]))
    parts = Condition("is_total", Operator.EQUAL, 0)
    alone = Not(InEvaluations(Query(Subject.FUND_LINE, where=all_of(scope, parts, Not(line), money))))
    columns = list(dict.fromkeys([*identity(store, Subject.FUND_LINE), *_FUND_COLUMNS]))
    query = Query(Subject.FUND_LINE, tuple(columns), all_of(scope, line))
    notes = notes_of(frame, Subject.FUND_LINE, None)
    return Tabular(Shape.WHETHER, query, (), all_of(alone, money), notes=notes, within=scope)


def _with_figures(tested: Frame, subject: Subject, default: str) -> list[Where]:
    """所有项目都超过90分吗: a form without the figure that is tested is no exception, and none that it holds for."""
    said = [of_bound(bound, subject, default, None) for bound in tested.bounds if bound.number]
    of_forms = subject is Subject.EVALUATION
    predicates = [PREDICATES[name] for name in tested.predicates]
    said += [p.where for p in predicates if (p.subject is Subject.EVALUATION) is of_forms]
    keys = {key for part in said for key in fields_of(part) if FIELDS[key].kind in (Kind.MONEY, Kind.RATE, Kind.POINTS)}
    weighed = [Condition("weight", Operator.MORE, 0)] if "weight" in keys else []
    return [*(Condition(key, Operator.PRESENT) for key in sorted(keys - {"weight"})), *weighed]


def _of_rate(bound: Bound, default: str) -> Bound:
    """At least 98 % of its budget: the rate is bounded, and shown."""
    rate = bound.number is not None and bound.number.unit == "percent" and bound.measure is None
    return replace(bound, measure=default) if rate else bound


def _rounded(frame: Frame) -> Frame:
    """花了171万，对吗: a figure is right as far as it goes."""
    return replace(
        frame, bounds=[replace(b, rounded=b.number is not None and not b.upper and b.stated) for b in frame.bounds]
    )


def _tested(frame: Frame) -> tuple[Frame, Frame]:
    """What must hold of all rows, and which rows: of bounds alone the last one is the test (超过100万的都超过90%吗)."""
    if frame.predicates or frame.denied:
        return replace(frame, bounds=[]), replace(frame, predicates=[], denied=[])
    return replace(frame, bounds=frame.bounds[-1:]), replace(frame, bounds=frame.bounds[:-1])


def _figures(frame: Frame, subject: Subject) -> list[str]:
    """What a headline tells of each row where no field is asked for: what the condition is about."""
    if subject is Subject.FUND_LINE:
        return ["annual_budget", "executed"]
    if subject is not Subject.EVALUATION:
        return []
    shown = [PREDICATES[name].shows[-1] for name in frame.predicates if PREDICATES[name].subject is subject]
    return list(dict.fromkeys([*shown, *(field_of(b.measure, subject) for b in frame.bounds if b.measure)]))


def _losses_of_indicators(frame: Frame, subject: Subject) -> Frame:
    """三级指标丢分: of a project, without the 预算执行率 row."""
    if subject is not Subject.EVALUATION or not ("level3" in frame.nouns or frame.without_execution_row):
        return frame
    measures = ["indicator_points_lost" if m == "lost" else m for m in frame.measures]
    ranking = frame.ranking
    if ranking and ranking.measure == "lost":
        ranking = replace(ranking, measure="indicator_points_lost")
    return replace(frame, measures=measures, ranking=ranking)


def _whether(frame: Frame) -> bool:
    """大厅超预算了吗: the condition is the question and no filter, where one thing is named and no list asked for.

    Which years, units or projects it was true of (哪几年超过97%) is a list.
    """
    row = ("text",) if "this" in frame.follow else ()  # 目标写着“…”的那条: the row that is tested
    kinds = ("project", "code", "indicator", "quote", *row)
    named = [n for n in frame.names if not n.excluded and n.kind in kinds]
    years = frame.has("data") or {"year", "unit", "department", "project_name"} & set(frame.measures)
    listed = years or lists(frame) or INDICATOR_NOUNS & set(frame.nouns)
    filters = listed or frame.aggregates or frame.ranking or frame.classes
    of_indicator = any(n.kind in ("indicator", "quote", "text") for n in named)
    of_form = subject_of(frame) is Subject.EVALUATION  # 信访事务拿满分了吗
    said = frame.predicates or frame.denied[:1] * (len(frame.denied) == 1)  # 没追加过预算吧
    predicates = all(PREDICATES[p].subject is Subject.EVALUATION or of_indicator or of_form for p in said)
    bounds = "yes_no" in frame.questions or not frame.questions
    tests = (said and predicates) or (frame.bounds and not said and bounds)
    return bool(tests) and bool(named) and not filters


def _shape(frame: Frame, order: Order | None, *, whether: bool) -> Shape:
    filtered = frame.predicates or frame.bounds or frame.denied or frame.funds or frame.missing
    shapes = (
        (Shape.WHETHER, whether),
        (Shape.ALL, frame.all_of and (frame.predicates or frame.bounds) and not lists(frame)),
        (Shape.TOP, order and order.last is not None),
        (Shape.EXISTS, "yes_no" in frame.questions and (filtered or frame.classes) and not frame.measures),
        (Shape.VALUES, frame.funds and "how_much" in frame.questions),
        (Shape.VALUES, (frame.names or frame.measures) and not filtered and not order),
    )
    return next((shape for shape, holds in shapes if holds), Shape.LIST)


def _order(frame: Frame, subject: Subject, asked: list[str], default: str) -> Order | None:
    per = "project_name" if "project_name" in frame.groups else next((g for g in frame.groups if g), None)
    if frame.ranking:
        ranking = frame.ranking
        field = field_of(ranking.measure or default, subject)
        if FIELDS[field].of_indicator and subject is Subject.EVALUATION:
            field = "total_score"
        within = per if ranking.last else None
        return Order(field, ranking.descending, ranking.first, ranking.last, within, ranking.both_ends)
    if frame.vague and asked:
        return Order(asked[0], "degree_less" not in frame.intents)
    return None


def _columns(frame: Frame, store: Overview, subject: Subject, asked: list[str], order: Order | None) -> list[str]:
    columns = identity(store, subject)
    shown = [order.per] if order and order.per and order.per not in columns else []
    if subject is Subject.FUND_LINE:
        shown += _FUND_COLUMNS
    elif subject in (Subject.INDICATOR, Subject.SCORED):
        shown += _INDICATOR_COLUMNS
    elif not (asked or order or frame.predicates or frame.denied or frame.bounds):
        shown += ["unit", *_FORM_COLUMNS]
    shown += [column for column in asked if column not in shown]
    shown += [name.names[0] for name in frame.names if name.kind == "text"]
    for name in [*frame.predicates, *frame.denied]:
        shown += (
            PREDICATES[name].shows
            if subject is not Subject.EVALUATION or PREDICATES[name].subject is subject
            else ("total_score", "points_lost")
        )
    shown += [field_of(m, subject) for b in frame.bounds for m in (b.measure, b.other) if m]
    shown += [field_of(m, subject) for m in frame.missing]
    shown += [order.field] if order else []
    if subject is Subject.EVALUATION and not any(FIELDS[c].kind in (Kind.MONEY, Kind.RATE, Kind.POINTS) for c in shown):
        shown += [] if asked else FUNDS
    fits = [c for c in shown if subject not in (Subject.EVALUATION, Subject.FUND_LINE) or not FIELDS[c].of_indicator]
    return list(dict.fromkeys([*columns, *fits]))


def _stated(frame: Frame, subject: Subject, default: str) -> tuple[tuple[str, Number], ...]:
    return tuple((field_of(b.measure or default, subject), b.number) for b in frame.bounds if b.stated and b.number)


def of_owing_a_reason(frame: Frame, subject: Subject) -> Where | None:
    """谁没写原因, of no indicators in particular: of those that missed their target or lost points, as checks do."""
    alone = frame.predicates == ["without_reason"] and not frame.bounds and not frame.ranking
    if subject not in (Subject.INDICATOR, Subject.SCORED) or not alone or frame.names_of("indicator"):
        return None
    if {"indicator", "level3"} & set(frame.nouns):
        return None
    return any_of(PREDICATES["below_cap"].where, PREDICATES["missed"].where)
