"""The table that a frame asks for: rows, totals, or the rows of a project that leads a ranking.

Owns the choice among them; a ranking by nothing in particular is asked back.
"""

from __future__ import annotations

from assistant.deciding.claiming import is_asked, of_total, put_to_the_test, rank_asked
from assistant.deciding.completing import completed
from assistant.deciding.conditions import PREDICATES, of_bound, of_scope
from assistant.deciding.leading import leaders, order_of
from assistant.deciding.of_projects import projects_of_indicators
from assistant.deciding.request import Choice, Clarify, Declined, Request, Shape, Tabular
from assistant.deciding.rows import rows_of
from assistant.deciding.subjects import default_measure, identity, lists, subject_of
from assistant.deciding.throughout import held_throughout
from assistant.deciding.totals import totals_of
from assistant.understanding.bounds import MONEY
from assistant.understanding.frame import Bound, Frame
from store.dataclass import replace
from store.overview import Overview
from store.patterns import late
from store.query import InEvaluations, Operator, Order, Query, Subject, all_of

_KEYS = ("executed", "annual_budget", "execution_rate", "total_score")  # what projects are most asked to be ranked by
_LARGEST_SCORE = 100
_OF_PROJECTS = MONEY | {"execution_rate", "total_score"}  # what only projects can be ranked by


def table_of(frame: Frame, store: Overview) -> Request:
    """The query of a frame: completed, then rows or totals; asked back where it is ranked by nothing."""
    total, bound = of_total(frame, store.forms)
    if bound is not None:
        request = _table_of(completed(total), store)
        single = isinstance(request, Tabular) and request.shape is Shape.TOTAL and len(request.asked) == 1
        if not isinstance(request, Tabular) or not single:
            return Declined("unsupported")
        tested = replace(bound, rounded=bound.operator is Operator.EQUAL and not bound.about, measure=request.asked[0])
        return replace(request, claim=of_bound(tested, request.query.subject, request.asked[0], None))
    asked = rank_asked(frame)
    frame, claimed, of = asked or put_to_the_test(frame, store)
    request = _table_of(completed(frame), store)
    if not claimed or not isinstance(request, Tabular):
        return request
    return replace(request, claimed=claimed, claimed_of=of, shape=Shape.RANK if asked else request.shape)


def _table_of(frame: Frame, store: Overview) -> Request:
    if frame.growth == "unknown":
        return Declined("unsupported")  # of what has no year before, or of years that do not follow each other
    subject = subject_of(frame)
    request = (
        held_throughout(frame, store) or _tested_leader(frame, subject, store) or _of_leaders(frame, subject, store)
    )
    request = request or projects_of_indicators(frame, store)
    if request is not None:
        return request
    counted = "count" in frame.aggregates and {"average", "simple_average"} & set(frame.aggregates)
    if counted or _mean_of_years(frame, store):
        return Declined("unsupported")  # 平均每个项目有几个指标
    default = default_measure(frame, subject)
    if default is None and frame.aggregates and frame.ranking:
        default = frame.ranking.measure  # 各单位总分均值里最小的
    if default is None and any(b.measure is None and (b.name or b.average or _small(b)) for b in frame.bounds):
        return _compared_by(frame, store)
    if frame.ranking and frame.ranking.measure is None and default is None:
        return _which_measure(frame, store)
    adding = {"sum", "average"} & set(frame.aggregates) and "count" not in frame.aggregates
    if default is None and adding and aggregates(frame):
        return _which_total(frame, store)
    if aggregates(frame) or _of_a_class(frame, subject):
        return totals_of(frame, store, subject, default or "executed")
    return rows_of(frame, store, subject, default or "executed")


_PER_YEAR = late(r"平均每年|每年平均|年均|平均一年|一年平均|\b(?:per|a|each) year\b|\bannually\b")


def _mean_of_years(frame: Frame, store: Overview) -> bool:
    """校园安保服务平均每年花多少, where two units have it: of sums of forms, which no query asks."""
    averaged = {"average", "simple_average"} & set(frame.aggregates) and _PER_YEAR.search(frame.question)
    projects = {name for part in frame.names_of("project") for name in part.names}
    one_unit = [n for n in frame.names_of("unit") if len(n.names) == 1]
    return bool(averaged) and not one_unit and (len(projects) > 1 or bool(projects & set(store.namesakes)))


def _small(bound: Bound) -> bool:
    """Under 95, of which nobody can tell whether it is points, percent or 万元."""
    return bound.number is not None and bound.number.unit is None and bound.number.value <= _LARGEST_SCORE


def _compared_by(frame: Frame, store: Overview) -> Request:
    """Is A better than B: by what?"""
    choices = []
    for key in _KEYS:
        bounds = [replace(b, measure=b.measure or key) for b in frame.bounds]
        choices.append(Choice(key, table_of(replace(frame, bounds=bounds), store)))
    return Clarify("which_measure", tuple(choices))


def _which_total(frame: Frame, store: Overview) -> Request:
    """一共多少: of what?"""
    keys = ("executed", "annual_budget", "unspent")
    return Clarify("which_measure", tuple(Choice(key, table_of(replace(frame, measures=[key]), store)) for key in keys))


def _of_a_class(frame: Frame, subject: Subject) -> bool:
    """产出占多少分, 效益指标得了几分: of the class as a whole, for each project."""
    many = any(level == "level1" and name != "满意度指标" for level, name in frame.classes)
    of_one = (
        "" in frame.groups or frame.names_of("indicator", "quote") or frame.predicates or frame.bounds or frame.ranking
    )
    asks = not lists(frame) and frame.measures and set(frame.measures) <= {"score", "weight", "score_rate"}
    return bool(subject is Subject.INDICATOR and many and asks and not of_one and len(frame.classes) == 1)


def _which_measure(frame: Frame, store: Overview) -> Request:
    """最好的项目: by what? The closest readings, to choose from."""
    assert frame.ranking is not None  # noqa: S101  # the caller saw it
    choices = []
    for key in _KEYS:
        ranking = replace(frame.ranking, measure=key)
        choices.append(Choice(key, table_of(replace(frame, ranking=ranking), store)))
    return Clarify("which_measure", tuple(choices))


def _tested_leader(frame: Frame, subject: Subject, store: Overview) -> Request | None:
    """总分最低的项目追加预算没有: whether it holds of what leads, and not which of those that it holds of leads."""
    ranking = frame.ranking
    tests = [p for p in frame.predicates if PREDICATES[p].subject is Subject.EVALUATION]
    asked = is_asked(frame) and not {"which", "how_much", "why"} & set(frame.questions) and not frame.follow
    single = ranking is not None and ranking.measure is not None and ranking.first == ranking.last == 1
    others = frame.names or frame.bounds or frame.classes or frame.aggregates or [g for g in frame.groups if g]
    if subject is not Subject.EVALUATION or not (asked and single and tests) or others or ranking is None:
        return None
    if len(tests) < len(frame.predicates) or ranking.both_ends:
        return None
    leading = InEvaluations(Query(Subject.EVALUATION, where=of_scope(frame), order=order_of(ranking)))
    shown = (*identity(store, subject), order_of(ranking).field, *PREDICATES[tests[0]].shows)
    condition = all_of(*(PREDICATES[p].where for p in tests))
    return Tabular(Shape.WHETHER, Query(subject, tuple(dict.fromkeys(shown)), leading), (), condition)


def _of_leaders(frame: Frame, subject: Subject, store: Overview) -> Request | None:
    """What is asked of the projects that lead a ranking: rows of theirs, or a figure over all of them."""
    leading = _leading_projects(frame, subject)
    if leading:
        return _of_the_leading(frame, leading, store)
    if frame.ranking and frame.ranking.together and not [g for g in frame.groups if g]:
        return _leaders_together(frame, subject, store)
    return None


def _leading_projects(frame: Frame, subject: Subject) -> Order | None:
    """What is the satisfaction of the project with the largest budget: projects are ranked, rows of theirs shown."""
    ranking = frame.ranking
    if ranking is None or ranking.last is None or subject in (Subject.EVALUATION, Subject.FUND_LINE):
        return None
    if ranking.measure not in _OF_PROJECTS:
        return None
    return order_of(ranking)


def _of_the_leading(frame: Frame, leading: Order, store: Overview) -> Request:
    projects = Query(Subject.EVALUATION, where=of_scope(frame), order=leading)
    inner = replace(frame, ranking=None, names=[], years=[], nouns=[*frame.nouns, "indicator"])
    table = table_of(inner, store)
    if not isinstance(table, Tabular):
        return table
    query = replace(table.query, where=all_of(InEvaluations(projects), table.query.where))
    shown = query.columns if leading.field in query.columns or query.aggregates else (*query.columns, leading.field)
    return replace(table, query=replace(query, columns=shown))


def _leaders_together(frame: Frame, subject: Subject, store: Overview) -> Request:
    """前三个一共花了多少: a figure over the leading projects."""
    assert frame.ranking is not None  # noqa: S101  # the caller saw it
    default = frame.ranking.measure or default_measure(frame, subject)
    if default is None:
        return _which_measure(frame, store)
    leading = leaders(frame, default)
    if leading is None:
        return Declined("unsupported")
    whole = Frame(frame.language, frame.question, frame.nouns, frame.head, frame.measures or [default])
    table = totals_of(replace(whole, aggregates=frame.aggregates), store, subject, default)
    if not isinstance(table, Tabular) or not table.query.aggregates:
        return Declined("unsupported")
    return replace(table, query=replace(table.query, where=InEvaluations(leading)))


def aggregates(frame: Frame) -> bool:
    """Whether figures over many rows are asked for, and not the rows."""
    grouped = [g for g in frame.groups if g]
    rows = frame.bounds and not frame.measures and "how_much" not in frame.questions and not grouped
    if frame.aggregates == ["sum"] and rows:
        return False  # which projects scored 99 or more in total: rows
    if frame.ranking and frame.ranking.last is not None and not [g for g in frame.groups if g]:
        return False  # 结余最多的一共剩多少: the figure of the leading row
    return bool(
        {"sum", "average", "simple_average", "overall", "count", "distribution"} & set(frame.aggregates)
    ) or bool([g for g in frame.groups if g and g != "project_name"] and not (frame.ranking and frame.ranking.last))
