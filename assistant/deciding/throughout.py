"""What holds of all projects of an office, of none of them, or of a project in every year.

Owns these readings of a frame that asks which offices or projects they are. It must not build what rows are shown.
"""

from __future__ import annotations

from assistant.deciding.conditions import denied, of_frame, of_scope
from assistant.deciding.notes import notes_of
from assistant.deciding.request import Request, Shape, Tabular
from assistant.deciding.rows import rows_of
from assistant.deciding.subjects import default_measure
from assistant.understanding.frame import Frame
from store.dataclass import replace
from store.overview import Overview
from store.query import (
    Aggregate,
    Condition,
    Function,
    Not,
    OfOffices,
    OfProjects,
    Operator,
    Query,
    Subject,
    Where,
    all_of,
)

_OFFICES = ("unit", "department")


def held_throughout(frame: Frame, store: Overview) -> Request | None:
    """哪些部门的项目执行率都超过90%, 哪些部门没有花超的项目, 哪些项目每年都没花完; None for another frame."""
    said = frame.predicates or frame.bounds or frame.denied
    others = frame.ranking or frame.classes or frame.relation or frame.names_of("indicator", "quote", "text")
    groups = {group for group in frame.groups if group} - {"project_name"}
    if not said or others or groups or frame.either or frame.growth or set(frame.aggregates) - {"count"}:
        return None
    office = frame.head if frame.head in _OFFICES else next((m for m in frame.measures if m in _OFFICES), None)
    asked = "which" in frame.questions or "count" in frame.aggregates or office in frame.measures
    if office and "project" in frame.nouns and (frame.none_of or (frame.all_of and asked)):
        return _offices(replace(frame, measures=[m for m in frame.measures if m != office]), office)
    of_projects = frame.head == "project" and not frame.names_of("project", "code") and "count" not in frame.aggregates
    return _projects(frame, store) if frame.every_year and of_projects else None


def _offices(frame: Frame, office: str) -> Request:
    """The offices that have projects, and none of which it does not hold (or does, where that is asked)."""
    condition = _condition(frame)
    scope = all_of(of_scope(frame), Condition(office, Operator.PRESENT))
    failing = Query(Subject.EVALUATION, where=all_of(scope, condition if frame.none_of else denied(condition)))
    judged = None if frame.none_of else OfOffices(office, Query(Subject.EVALUATION, where=all_of(scope, condition)))
    where = all_of(scope, judged, Not(OfOffices(office, failing)))
    query = Query(Subject.EVALUATION, (office,), where, (Aggregate(Function.COUNT),))
    kinds = "count" in frame.aggregates and "which" not in frame.questions
    return Tabular(Shape.KINDS if kinds else Shape.COUNT, query, notes=notes_of(frame, Subject.EVALUATION, None))


def _projects(frame: Frame, store: Overview) -> Request:
    """The forms of projects of which it holds in every year that they have one."""
    told = replace(frame, groups=[], all_of=False, every_year=False)
    default = default_measure(told, Subject.EVALUATION) or "executed"
    failing = Query(Subject.EVALUATION, where=denied(_condition(told)))
    request = rows_of(told, store, Subject.EVALUATION, default)
    if not isinstance(request, Tabular):
        return request
    where = all_of(request.query.where, Not(OfProjects(failing)))
    return replace(request, query=replace(request.query, where=where))


def _condition(frame: Frame) -> Where:
    default = default_measure(frame, Subject.EVALUATION) or "executed"
    where = of_frame(replace(frame, names=[], years=[]), Subject.EVALUATION, default)
    assert where is not None  # noqa: S101  # the caller saw what is said
    return where
