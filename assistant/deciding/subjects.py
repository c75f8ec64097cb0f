"""What a frame's rows are, and which fields it asks of them.

Owns the choice of subject and of the fields asked for. It must not build queries.
"""

from __future__ import annotations

from assistant.deciding.conditions import PREDICATES, field_of, text_of_indicator
from assistant.understanding.bounds import MARGINS
from assistant.understanding.frame import Frame, NamePart
from store.catalog import EXECUTION_ROW, FIELDS, Kind
from store.overview import Overview
from store.patterns import late
from store.query import Subject

_OF_INDICATORS = MARGINS | {
    *("target", "actual", "weight", "deviation", "outcome", "achievement", "score_rate", "above_target"),
}

INDICATOR_NOUNS = frozenset({"indicator", "level1", "level2", "level3"})


def subject_of(frame: Frame) -> Subject:
    """What a row of the answer is."""
    if frame.funds or frame.excluded_funds:
        return Subject.FUND_LINE
    of_scores = {"at_cap", "below_cap", "no_points"} & set(frame.predicates) or "lost" in all_measures(frame)
    of_projects = asks_projects(frame)
    spoken = [n for n in frame.names if not n.excluded or n.kind == "text"]
    indicator_names = [n for n in spoken if n.kind in ("indicator", "quote") or text_of_indicator(n)]
    if any(EXECUTION_ROW in n.names for n in indicator_names):
        return Subject.SCORED
    if frame.lacking_classes or any(n.kind == "text" and not text_of_indicator(n) for n in spoken):
        return Subject.EVALUATION
    of_indicators = (
        bool(INDICATOR_NOUNS & set(frame.nouns))
        or bool(frame.classes or frame.excluded_classes or indicator_names)
        or bool(_OF_INDICATORS & set(all_measures(frame)) and not of_projects)
        or {"level1", "level2"} & set(frame.groups)
    )
    own_predicates = [p for p in frame.predicates if PREDICATES[p].subject is not Subject.EVALUATION]
    if (of_projects and not frame.classes and not indicator_names) or (of_scores and _of_form(frame, spoken)):
        return Subject.EVALUATION
    of_total = "total_score" in all_measures(frame) and {"at_cap", "below_cap"} >= set(own_predicates)
    if of_total and not of_indicators:  # 总分拿满的
        return Subject.EVALUATION
    if not of_indicators and not own_predicates and not of_scores:
        return Subject.EVALUATION
    if (
        of_scores
        and not frame.classes
        and not indicator_names
        and "level3" not in frame.nouns
        and not frame.without_execution_row
    ):
        return Subject.SCORED
    return Subject.INDICATOR


_ASKED = late("(?:吗|么|吧|没有|对吧|是吧)[?？。]*$")


def _of_form(frame: Frame, spoken: list[NamePart]) -> bool:
    """信访事务拿满分了吗, 大厅扣了1分多吧: of the form as a whole, which is all that is named."""
    forms = bool(spoken) and all(n.kind in ("project", "code") and len(n.names) == 1 for n in spoken)
    others = frame.nouns or frame.classes or frame.ranking or frame.aggregates or frame.missing or frame.measures
    only_scores = {"at_cap", "below_cap"} >= set(frame.predicates) and not frame.denied
    tested = frame.predicates or frame.bounds
    asked = _ASKED.search(frame.question) is not None and set(frame.questions) <= {"yes_no"}
    return bool(forms and tested and only_scores and asked) and not others


def asks_projects(frame: Frame) -> bool:
    """Rows are projects: 丢分最多的项目, which projects …; also where indicators are only what they are ranked by."""
    if "project" not in frame.nouns:
        return False
    lost_none = frame.head == "project" and {"at_cap", "below_cap"} >= set(frame.predicates) and frame.predicates
    named = frame.names_of("project", "code")  # of the project that is named, its indicators
    if lost_none and "level3" in frame.nouns and not (frame.ranking or frame.classes or named):
        return True  # 哪些项目不存在丢分的三级指标
    if named and "deviation" in frame.measures and not (frame.ranking or frame.groups):
        return False  # 桥梁检测项目扣分原因: of its indicators
    by_indicators = frame.ranking is not None and frame.ranking.measure in ("lost", "indicator_count")
    return not INDICATOR_NOUNS & set(frame.nouns) or (by_indicators and frame.head == "project")


def all_measures(frame: Frame) -> list[str]:
    bounds = [m for b in frame.bounds for m in (b.measure, b.other) if m]
    ranking = [frame.ranking.measure] if frame.ranking and frame.ranking.measure else []
    return [*frame.measures, *bounds, *ranking]


def default_measure(frame: Frame, subject: Subject) -> str | None:
    """The measure of a bound or a ranking that names none, where only one makes sense."""
    units = {b.number.unit for b in frame.bounds if b.number and b.measure is None}
    if "percent" in units:
        return "execution_rate" if subject is Subject.EVALUATION else "actual"
    if "points" in units:
        return "total_score" if subject is Subject.EVALUATION else "score"
    if "yuan" in units or (subject is Subject.FUND_LINE and not frame.measures):
        return "annual_budget"  # 100万以上的项目: how large a project is, is its budget
    figures = [m for m in frame.measures if FIELDS[field_of(m, subject)].kind is not Kind.TEXT]
    if figures or (frame.measures and not frame.ranking):
        return (figures or frame.measures)[0]
    return "score" if subject in (Subject.INDICATOR, Subject.SCORED) and not frame.ranking else None


def identity(store: Overview, subject: Subject) -> list[str]:
    """The columns that tell one row from another."""
    columns = ["project_name"]
    if store.several_years:
        columns.append("year")
    if store.has_namesakes or (store.several_units and subject is Subject.EVALUATION):
        columns.append("unit")
    return columns


def asked_fields(frame: Frame, subject: Subject) -> list[str]:
    fields: list[str] = []
    for measure in frame.measures:
        if measure == "money" and len(set(frame.measures)) == 1 and not frame.aggregates:
            fields += ["annual_budget", "executed"]
        elif measure in ("adjusted_to", "money"):
            fields += [field_of(measure, subject)] if measure == "adjusted_to" or "executed" not in fields else []
        else:
            fields.append(field_of(measure, subject))
    if "execution_rate" in fields and subject is not Subject.EVALUATION:
        fields.remove("execution_rate")
    if "adjustment" in fields and "budget" in frame.measures and "annual_budget" in fields:
        fields.remove("annual_budget")  # 预算调整了多少: the change is asked for
    if "money" in frame.measures and any(
        m in frame.measures for m in ("initial_budget", "annual_budget", "budget", "unspent")
    ):
        fields = [f for f in fields if f != "executed" or "executed" in frame.measures]
    return list(dict.fromkeys(fields))


def lists(frame: Frame) -> bool:
    return "which" in frame.questions or "table" in frame.formats
