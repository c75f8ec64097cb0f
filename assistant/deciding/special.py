"""Requests with an answer of their own: checks, definitions, what if, why, summaries.

Owns when each of them is meant.
"""

from __future__ import annotations

from assistant.deciding.conditions import APPLICABLE, PREDICATES, field_of, of_bound, of_frame, of_scope
from assistant.deciding.leading import order_of
from assistant.deciding.notes import name_notes
from assistant.deciding.request import Audit, Declined, Definition, Request, Shape, Summary, Tabular, WhatIf
from assistant.deciding.subjects import INDICATOR_NOUNS, asked_fields, default_measure, lists, subject_of
from assistant.understanding.frame import Bound, Frame
from assistant.understanding.numerals import Number
from store.catalog import EXECUTION_ROW, FIELDS
from store.dataclass import replace
from store.overview import Overview
from store.query import AnyOf, Condition, InEvaluations, Operator, Query, Subject, Where, all_of, any_of


def special(frame: Frame, store: Overview) -> Request | None:
    goals = {"goal_expected", "goal_actual"} & set(frame.measures)
    if frame.has("audit") and not goals and "correct" not in frame.follow and not _filtered(frame):
        return Audit(_audit_topic(frame), of_scope(frame))
    if frame.has("provenance") and (located := _located(frame)):
        return located
    of_grade = set(frame.predicates) and set(frame.predicates) <= {"excellent", "good"}
    points = frame.measures == ["total_score"] and "project" not in frame.nouns and "which" in frame.questions
    if of_grade and ("how_much" in frame.questions or points) and not (frame.names or frame.bounds or frame.aggregates):
        return Definition("grade")  # from how many points is a project 优
    if frame.defines and not (frame.names or frame.bounds or frame.aggregates or frame.groups):
        topic = next((field_of(m, Subject.EVALUATION) for m in frame.measures), "total_score")
        return Definition("grade" if frame.defines == "grade" or frame.predicates else topic)
    if frame.what_if:
        rate = next((b.number for b in frame.bounds if b.measure == "execution_rate" and b.number), None)
        left = {"unspent", "adjustment", "initial_budget"} & set(frame.measures)  # how much would be left
        return WhatIf(rate, of_scope(frame)) if rate and not left else Declined("what_if")
    indicators = [n for n in frame.names if n.kind in ("indicator", "quote", "text") and not n.excluded]
    asks = (
        frame.funds
        or frame.missing
        or frame.predicates
        or frame.denied
        or frame.ranking
        or frame.bounds
        or frame.groups
        or frame.aggregates
        or frame.classes
        or frame.excluded_classes
    )
    if "why" in frame.questions and not (lists(frame) and (frame.predicates or bounded_indicators(frame))):
        return _why_changed(frame) if {"raised", "cut", "adjusted"} & set(frame.predicates) else why_of(frame, store)
    summary = frame.has("summary") or "expand" in frame.follow
    of_indicators = INDICATOR_NOUNS & set(frame.nouns)
    only_names = not frame.measures and not of_indicators and bool(frame.names_of("project", "code")) and not indicators
    if (summary or only_names) and not (asks or indicators or frame.relation) and _plain_measures(frame):
        person = "谁" in frame.question and not summary  # 培训请的老师是谁
        return Declined("person") if person else Summary(of_scope(frame), name_notes(frame))
    return None


def bounded_indicators(frame: Frame) -> bool:
    """Which indicators are below 90 %, with the reasons: rows of them, and not the reason of a figure."""
    return _bounded(frame) and subject_of(frame) is not Subject.EVALUATION


def _bounded(frame: Frame) -> bool:
    return any(bound.number is not None and not bound.stated for bound in frame.bounds)


def _located(frame: Frame) -> Request | None:
    """88.76%这个数原文在哪: the forms that have the figure."""
    where = _has(frame.stated[0]) if frame.stated and not frame.names else None
    if where is None:
        return None
    asked = _FIGURES.get(frame.stated[0].unit or "", ())
    columns = tuple(dict.fromkeys(("project_name", "year", "unit", "annual_budget", "executed", *asked)))
    return Tabular(Shape.VALUES, Query(Subject.EVALUATION, columns, all_of(of_scope(frame), where)), asked)


def _filtered(frame: Frame) -> bool:
    return bool(frame.bounds or frame.ranking or frame.predicates or frame.missing)


_TOPICS = ("fund", "total_score", "execution_rate", "weight", "score")  # of an audit, the more telling ones first


def _audit_topic(frame: Frame) -> str | None:
    """Which figures are to be checked; None for all, and where it is a text that is to be checked against figures."""
    if {"over_initial", "over_budget"} & {*frame.denied, *frame.predicates}:
        return "claim"  # whether a form is right that says it kept within its budget
    if frame.names_of("quote", "text") or frame.denied or frame.predicates:
        return None
    if "level1" in {*frame.nouns, *frame.groups}:
        return "level1"  # whether a heading's points are those of its rows
    if "score" in frame.measures and "sum" in frame.aggregates:
        return "total_score"  # whether the scores add up to the total
    spoken = [*frame.measures, *(["fund"] if frame.funds or "fund" in frame.nouns else [])]
    return next((topic for topic in _TOPICS if topic in spoken), None)


def _plain_measures(frame: Frame) -> bool:
    """支出情况, 预算情况: a summary of the funds; a summary of anything else is a table of it."""
    return set(frame.measures) <= {
        "executed",
        "budget",
        "annual_budget",
        "execution_rate",
        "total_score",
        "outcome",
        "money",
    }


def _why_changed(frame: Frame) -> Request:
    """为什么追加预算: what the change was; the forms have no field for its reason."""
    columns = ("project_name", "year", "initial_budget", "annual_budget", "adjustment")
    asked = replace(frame, bounds=[], predicates=[], denied=[])  # it may have been cut where a rise is spoken of
    query = Query(Subject.EVALUATION, columns, of_frame(asked, Subject.EVALUATION, "adjustment"))
    return Tabular(Shape.WHY_CHANGED, query, columns[2:], notes=name_notes(frame))


def why_of(frame: Frame, store: Overview) -> Request:
    """Why a score is what it is: the execution row, the rows that lost points, and the reasons given."""
    scope = of_frame(replace(frame, predicates=[], bounds=[], denied=[]), Subject.SCORED, "score")
    indicators = [n for n in frame.names if n.kind in ("indicator", "quote")]
    shown = [
        "project_name",
        *(["year"] if store.several_years else []),
        "level3",
        "target",
        "actual",
        "weight",
        "score",
        "lost",
        "deviation",
    ]
    funds = ["annual_budget", "executed", "unspent", "execution_rate", "goal_actual"]
    telling = None
    if not indicators and not frame.classes:
        telling = _telling()
    leading = None
    if frame.ranking and frame.ranking.measure:
        leading = InEvaluations(Query(Subject.EVALUATION, where=of_scope(frame), order=order_of(frame.ranking)))
    picked = lists(frame) and _bounded(frame) and leading is None
    if picked:  # which projects are below 90 %, and why: of those
        default = default_measure(frame, Subject.EVALUATION) or "execution_rate"
        of_these = replace(frame, predicates=[], denied=[])
        leading = InEvaluations(Query(Subject.EVALUATION, where=of_frame(of_these, Subject.EVALUATION, default)))
    said = [b.number for b in frame.bounds if b.number and b.measure is None and b.operator is Operator.EQUAL]
    figures = [] if frame.names else [*frame.stated, *said]  # 为什么是88.76%
    located = _has(figures[0]) if figures else None
    if located:
        leading = InEvaluations(Query(Subject.EVALUATION, where=all_of(of_scope(frame), located)))
    if "level3" in frame.nouns or frame.without_execution_row:
        telling = all_of(telling, Condition("level3", Operator.UNEQUAL, EXECUTION_ROW))
    where = all_of(scope, leading, telling, APPLICABLE)
    bounds = [] if located or picked else frame.bounds
    stated = tuple((field_of(b.measure or "lost", Subject.EVALUATION), b.number) for b in bounds if b.number)
    points = [number for number in frame.stated if number.unit == "points" and "lost" not in frame.measures]
    if points and not (indicators or frame.classes or located):
        stated = (*stated, *(("total_score", number) for number in points))
    about = asked_fields(frame, Subject.EVALUATION) + list(frame.predicates)
    of_forms = [] if indicators or frame.classes else funds
    columns = tuple(dict.fromkeys([*shown, *of_forms, *(field for field, _ in stated if field in FIELDS)]))
    return Tabular(Shape.WHY, Query(Subject.SCORED, columns, where), tuple(about), None, stated, name_notes(frame))


_LARGEST_SCORE = 100
_MONEY = ("executed", "annual_budget", "initial_budget", "unspent")
_FIGURES = {
    "percent": ("execution_rate",),
    "points": ("total_score", "execution_score"),
    "yuan": _MONEY,
    "": _MONEY,
}


def _has(number: Number) -> Where | None:
    """Forms that have a figure: a rate, an amount, or a score of theirs or of their 预算执行率 row."""
    fields = _FIGURES.get(number.unit or "", ())
    if number.unit is None and number.value <= _LARGEST_SCORE:
        return None  # nobody can tell whether it is points, percent or money
    return any_of(*(_as_said(number, field) for field in fields)) if fields else None


def _as_said(number: Number, field: str) -> Where:
    """The figure, as far as its digits go: 171万 for 1,711,929."""
    return of_bound(Bound(field, Operator.EQUAL, number, rounded=True), Subject.EVALUATION, field, None)


def _telling() -> Where:
    return AnyOf(
        (
            Condition("level3", Operator.EQUAL, EXECUTION_ROW),
            PREDICATES["below_cap"].where,
            Condition("deviation", Operator.PRESENT),
        )
    )
