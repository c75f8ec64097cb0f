"""Projects by what holds of their indicators: 满意度一分没丢的项目, how many projects have a missed indicator.

Owns these readings of a frame that asks for projects and speaks of indicators; otherwise the indicators are listed.
"""

from __future__ import annotations

from assistant.deciding.conditions import APPLICABLE, PREDICATES, of_applicable, of_frame
from assistant.deciding.notes import notes_of
from assistant.deciding.request import Request, Shape, Tabular
from assistant.deciding.subjects import INDICATOR_NOUNS, default_measure, identity, subject_of
from assistant.understanding.frame import Frame
from store.dataclass import replace
from store.overview import Overview
from store.query import Aggregate, Function, InEvaluations, Not, Query, Subject, Where, all_of

_FIGURES = ("total_score", "points_lost")


def projects_of_indicators(frame: Frame, store: Overview) -> Request | None:
    """Projects of which some indicator, or, of what is said of all, each indicator is such; None for another frame."""
    subject = subject_of(frame)
    counted = "count" in frame.aggregates
    whole = frame.all_of or frame.predicates == ["at_cap"]  # 产出一分没扣: of the class as a whole
    spoken = INDICATOR_NOUNS & set(frame.nouns) or frame.everything  # 三张表一共有几条指标, all projects
    rows = spoken and not whole  # indicators are what is counted, in so many forms
    if subject not in (Subject.INDICATOR, Subject.SCORED) or frame.head != "project" or not (counted or whole):
        return None
    if rows or _speaks_of_more(frame):
        return None
    where = _whole(frame, subject) if whole else InEvaluations(_rows(frame, subject))
    if where is None:
        return None
    columns = () if counted else (*identity(store, Subject.EVALUATION), *_FIGURES)
    functions = (Aggregate(Function.COUNT),) if counted else ()
    shape = Shape.COUNT if counted else Shape.LIST
    notes = notes_of(frame, subject, None)
    return Tabular(shape, Query(Subject.EVALUATION, columns, where, functions), (), notes=notes)


def _speaks_of_more(frame: Frame) -> bool:
    """Whether a figure, a ranking, a group or a verdict is asked for beside which projects they are."""
    groups = [group for group in frame.groups if group]
    figures = [m for m in frame.measures if m not in ("target", "actual", "score")]
    verdict = {"yes_no", "why", "how_much"} & set(frame.questions) or frame.names_of("project", "code")
    others = set(frame.aggregates) - {"count"}
    return bool(groups or figures or verdict or others or frame.ranking or frame.relation or frame.either)


def _rows(frame: Frame, subject: Subject, *extra: Where) -> Query:
    default = default_measure(frame, subject) or "score"
    applicable = APPLICABLE if of_applicable(frame) else None
    return Query(subject, where=all_of(of_frame(frame, subject, default), applicable, *extra))


def _whole(frame: Frame, subject: Subject) -> Where | None:
    """That the project has such indicators, and none for which it does not hold."""
    said = replace(frame, names=[], years=[], classes=[], excluded_classes=[])
    condition = _rows(said, subject).where
    if condition is None or not (frame.predicates or frame.denied or frame.bounds):
        return None
    spoken = replace(frame, predicates=[], denied=[], bounds=[])
    has = InEvaluations(_rows(spoken, subject))
    # What cannot be compared is not judged: all targets are met where none is missed.
    failing = PREDICATES["missed"].where if frame.predicates == ["met"] and not frame.bounds else Not(condition)
    fails = InEvaluations(_rows(spoken, subject, failing))
    return all_of(has, Not(fails))
