"""Whether a request takes account of all that a frame says: what it would pass over makes it no answer.

Owns that comparison. It must not change a request: it is answered as it is, or declined.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.deciding.claiming import asks_rank, is_asked
from assistant.deciding.conditions import PREDICATES, field_of
from assistant.deciding.request import Clarify, Declined, Relation, Request, Shape, Summary, Tabular
from assistant.deciding.subjects import INDICATOR_NOUNS
from assistant.understanding.bounds import MONEY, SCORES
from assistant.understanding.frame import Bound, Frame, NamePart
from store.catalog import FIELDS, Kind
from store.dataclass import fields, is_dataclass
from store.patterns import late
from store.query import (
    Aggregated,
    Condition,
    FieldValue,
    Function,
    InEvaluations,
    Not,
    OfOffices,
    OfProjects,
    OneOf,
    Operator,
    Order,
    Query,
    Subject,
)

_COUNTS = ("indicator_count",)  # fields that are a count themselves
_NUMBERS = {"actual": ("actual_number", "actual_rate", "achievement"), "target": ("target_number", "target_rate")}


def passes_over(frame: Frame, request: Request) -> bool:
    """Whether a ranking, a group, a bound, a condition or a year of the frame is nowhere in the request."""
    if _exception_lost(frame, request):
        return True
    if (frame.turned and not frame.bounds) or (frame.ordinal is not None and frame.ranking) or _contradicts(frame):
        return True
    if isinstance(request, Relation):
        grouped = bool([group for group in frame.groups if group])
        return grouped or _ranking_lost(frame, request) or _conditions_lost(frame, request)
    if isinstance(request, Summary):
        return bool(frame.ranking or frame.bounds or frame.groups or frame.growth)
    return isinstance(request, Tabular) and _lost_by_table(frame, request)


def _lost_by_table(frame: Frame, request: Tabular) -> bool:
    if any(passed_over(frame, request) for passed_over in _PASSED_OVER):
        return True
    lost = _years_lost(frame, request) or _ranking_lost(frame, request)
    if request.shape is Shape.WHY or "why" in frame.questions:  # conditions are what it explains
        return lost
    return lost or _groups_lost(frame, request) or _functions_lost(frame, request) or _conditions_lost(frame, request)


def _text_in_a_field(frame: Frame, _request: Tabular) -> bool:
    """A text that is looked for in a field of its own."""
    return frame.has("search") and bool(frame.measures)


def _change_of_an_outcome(frame: Frame, _request: Tabular) -> bool:
    """Was its score raised from 2022 to 2023: the score, and not the budget."""
    changed = {"raised", "cut"} & set(frame.predicates)
    return len(frame.years) == 2 and bool(changed and _OF_OUTCOMES & set(frame.measures))


def _both_of_two(frame: Frame, _request: Tabular) -> bool:
    """Forms that have both, of which only the lines of either can be asked for."""
    left = "unspent" in frame.measures or "unspent_left" in frame.predicates
    return len({*frame.funds}) + left > 1 and bool(frame.funds) and _OF_BOTH.search(frame.question) is not None


def _of_these_funds_alone(frame: Frame, _request: Tabular) -> bool:
    """Which projects have only local funding: that they have no other."""
    return bool(frame.funds) and "which" in frame.questions and _ALONE.search(frame.question) is not None


def _the_average_alone(frame: Frame, request: Tabular) -> bool:
    """跟平均支出比，花得少的: which ones, and not the average."""
    return frame.vague and bool(frame.aggregates) and not any(isinstance(node, Order) for node in _nodes(request))


def _all_of_a_group(frame: Frame, request: Tabular) -> bool:
    """哪些单位的项目全都拿了优: what holds of all rows of a group."""
    if any(isinstance(node, OfOffices | OfProjects) for node in _nodes(request)):
        return False
    if frame.none_of or (frame.every_year and not frame.names):
        return True
    groups = frame.head in ("unit", "department", "year") and not frame.aggregates
    return frame.all_of and "which" in frame.questions and groups


def _share_of_the_first(frame: Frame, request: Tabular) -> bool:
    """预算最多的项目占多少: a share of what leads."""
    ranked_by = frame.ranking.measure if frame.ranking else None
    return frame.relation == "share" and ranked_by in MONEY | SCORES and Function.SHARE not in _functions_of(request)


def _money_beside_a_count(frame: Frame, request: Tabular) -> bool:
    """How many projects are there, and what did they spend."""
    counts = request.shape is Shape.COUNT and not frame.groups and _TWO_PARTS.search(frame.question) is not None
    return counts and bool(set(frame.measures) & MONEY) and not frame.bounds and not _shows_money(request)


def _rate_of_funds(frame: Frame, request: Tabular) -> bool:
    """有结转资金的项目的执行率: of a line of the funds there is no rate."""
    return bool(frame.funds) and "execution_rate" in frame.measures and not _figure_shown("execution_rate", request)


def _between_two(frame: Frame, _request: Tabular) -> bool:
    """支出介于民政局和教育局之间的: between the figures of two."""
    spans = any(b.upper for b in frame.bounds)
    return _BETWEEN.search(frame.question) is not None and bool(frame.names) and not spans


def _rank_unsaid(frame: Frame, request: Tabular) -> bool:
    """湖滨中学2022年总分排第几: the place of an office, of a class: only that of a project is told."""
    return bool(frame.names) and asks_rank(frame) and request.shape is not Shape.RANK


def _so_many_years(frame: Frame, request: Tabular) -> bool:
    """有四年数据的项目, 连续三年都有的: how many years a project has forms of."""
    years = [q for q in frame.quantities if q.of == "year" and q.number > 1]
    of_any = frame.head == "project" and not frame.names  # 低保项目四年的执行率: of one that is named, its years
    return bool(years) and of_any and not request.query.aggregates and not frame.each_year


def _figure_beside_a_verdict(frame: Frame, request: Tabular) -> bool:
    """故障率实际比目标低几个点: how much, and not whether."""
    by_how_much = {"above_target", "below_target"} & set(frame.predicates) and "how_much" in frame.questions
    return request.shape is Shape.WHETHER and bool(by_how_much)


def _figures_left_out(frame: Frame, request: Tabular) -> bool:
    """总支出多少，总预算多少，整体执行率多少; 有几个指标，总分值多少: one figure of several that are asked for."""
    if not request.query.aggregates or request.query.columns or _TWO_PARTS.search(frame.question) is None:
        return False
    shown = {a.field for a in request.query.aggregates if a.field} | _fields(request)
    shown |= {node.field for node in _nodes(request) if isinstance(node, Order)}
    of = request.query.subject
    figures = {field_of(m, of) for m in frame.measures if m not in ("money", "adjusted_to")} & set(FIELDS)
    lost = {f for f in figures - shown if FIELDS[f].kind not in (Kind.TEXT, Kind.YEAR) or f in ("target", "actual")}
    return bool(lost) and frame.language == "zh"


def _number_claimed(frame: Frame, request: Tabular) -> bool:
    """三张表都有四个产出二级指标吗, 就餐人数最多也就8个人吧: so many, which no verdict on rows tells."""
    numbers = [q.number for q in frame.quantities if q.of is None and q.number > 1]
    tested = is_asked(frame) and not {"which", "how_much", "why"} & set(frame.questions) and not frame.follow
    listed = request.shape in (Shape.LIST, Shape.EXISTS, Shape.VALUES, Shape.ALL, Shape.TOP)
    rows = INDICATOR_NOUNS & set(frame.nouns) or frame.names_of("indicator") or frame.classes
    return bool(tested and listed and numbers and rows) and not frame.bounds


def _fewest_that_fit(frame: Frame, request: Tabular) -> bool:
    """The project with the fewest missed targets: those that have none are in no group."""
    order = request.query.order
    conditions = frame.predicates or frame.bounds or frame.classes
    return bool(conditions and order and order.field == "count" and not order.descending and order.last)


def _difference_from_one(frame: Frame, _request: Tabular) -> bool:
    """By how much does it differ from that of X: a difference, and not those that differ."""
    return frame.relation == "difference" and any(b.name and b.operator is Operator.UNEQUAL for b in frame.bounds)


def _number_of_nothing(frame: Frame, request: Tabular) -> bool:
    """Indicators at zero: a number without a unit, of which nobody can tell what it is of."""
    of_rows = request.query.subject in (Subject.INDICATOR, Subject.SCORED) and frame.language == "en"
    numbers = [b.number.unit for b in frame.bounds if b.measure is None and b.number is not None]
    return of_rows and bool(numbers) and set(numbers) == {None} and not frame.measures


def _money_of_indicators(frame: Frame, request: Tabular) -> bool:
    """How many yuan per indicator: what a form spent, once for each of its indicators."""
    of_rows = request.query.subject in (Subject.INDICATOR, Subject.SCORED) and request.shape is not Shape.WHY
    return (
        of_rows
        and not frame.predicates
        and bool(request.asked)
        and all(FIELDS[key].kind is Kind.MONEY for key in request.asked)
    )


def _points_of_no_field(frame: Frame, request: Tabular) -> bool:
    """How many points, of which the rows show none."""
    if frame.names_of("indicator", "quote") or "how_much" not in frame.questions:
        return False  # of an indicator that is named, its row has them
    if not _HOW_MANY_POINTS.search(frame.question):
        return False
    shown = {a.field for a in request.query.aggregates if a.field} | set(request.asked) | _fields(request)
    return not any(FIELDS[field].kind is Kind.POINTS for field in shown if field in FIELDS)


_PASSED_OVER = (
    _rate_of_funds,
    _rank_unsaid,
    _between_two,
    _so_many_years,
    _figure_beside_a_verdict,
    _figures_left_out,
    _number_claimed,
    _fewest_that_fit,
    _points_of_no_field,
    _difference_from_one,
    _money_of_indicators,
    _number_of_nothing,
    _text_in_a_field,
    _change_of_an_outcome,
    _both_of_two,
    _of_these_funds_alone,
    _the_average_alone,
    _all_of_a_group,
    _share_of_the_first,
    _money_beside_a_count,
)


def _figure_shown(field: str, request: Tabular) -> bool:
    return field in request.query.columns or any(a.field == field for a in request.query.aggregates)


def _shows_money(request: Tabular) -> bool:
    shown = {a.field for a in request.query.aggregates if a.field} | _fields(request)
    return any(field in FIELDS and FIELDS[field].kind is Kind.MONEY for field in shown)


def _functions_of(request: Tabular) -> set[Function]:
    return {aggregate.function for aggregate in request.query.aggregates}


_OF_OUTCOMES = frozenset({"total_score", "score", "execution_rate", "executed"})
_HOW_MANY_POINTS = late(r"\bhow many (?:points|marks)\b")
_TWO_PARTS = late(r"[,，;；]|\band\b")
_SUM_AND_MEAN = late(rf"{_TWO_PARTS.pattern}|[和与及、]平均|[和与及、](?:总|合计)")
_BETWEEN = late(r"介于|[^年]之间的|\bin between\b")
_ALONE = late(
    r"\b(?:have|has|had|got|gets?|received?|with|used?|spent) (?:only|just)\b|\bsolely\b|\bexclusively\b"
    r"|只有|仅有|全靠|只靠"
)
_OF_BOTH = late(r"同时|兼有|既|都有|\bboth\b")
# Predicates of which a row can meet one alone.
_EXCLUSIVE = (
    {"with_reason", "without_reason"},
    {"at_cap", "below_cap"},
    {"met", "missed"},
    {"exceeded", "missed"},
    {"exceeded", "exactly_met"},
    {"missed", "exactly_met"},
    {"raised", "cut"},
)


def _contradicts(frame: Frame) -> bool:
    """Whether no row can meet the conditions: two alternatives were read as one, or a word was read amiss."""
    if frame.either:
        return False
    lost = "lost" in frame.measures and "at_cap" in frame.predicates  # what share of all points was lost
    if lost or any(pair <= set(frame.predicates) for pair in _EXCLUSIVE):
        return True
    plain = [b for b in frame.bounds if b.number is not None and b.upper is None and not b.about and not b.rounded]
    return any(_apart(one, other) for one in plain for other in plain)


def _apart(one: Bound, other: Bound) -> bool:
    """Whether a figure cannot be within two bounds: below 100 % and 100 %."""
    if one.measure != other.measure or one.number is None or other.number is None:
        return False
    if one.number.unit != other.number.unit or other.operator not in (Operator.LESS, Operator.AT_MOST, Operator.EQUAL):
        return False
    low, high = one.number.value, other.number.value
    if one.operator in (Operator.MORE, Operator.AT_LEAST, Operator.EQUAL):
        both_closed = one.operator is not Operator.MORE and other.operator is not Operator.LESS
        return low > high or (low == high and not both_closed)
    return False


def _exception_lost(frame: Frame, request: Request) -> bool:
    """Whether something that is left out is left out nowhere: 除了2022年的, of which a share takes no account."""
    excluded: list[object] = [
        *frame.excluded_classes,
        *frame.exceptions,
        *frame.excluded_funds,
        *([frame.excluded_years] if frame.excluded_years else []),
        *(n for n in frame.names if n.excluded and not _instead(frame, n)),
    ]
    if not excluded or isinstance(request, Declined | Clarify) or "correct" in frame.follow:
        return False
    if isinstance(request, Relation):
        return any(side.given is None and not _leaves_out(side) for side in (request.left, request.right))
    if isinstance(request, Tabular) and request.shape is Shape.WHY and not frame.exceptions:
        return not _leaves_out(request)
    return sum(isinstance(node, Not) for node in _nodes(request)) < len(excluded)


def _instead(frame: Frame, excluded: NamePart) -> bool:
    """不是大厅，是培训: what is named instead leaves the other out."""
    others = [n for n in frame.names if not n.excluded and n.kind == excluded.kind]
    return bool(others) and not any(set(n.names) & set(excluded.names) for n in others)


def _leaves_out(node: Any) -> bool:
    return any(isinstance(inner, Not) for inner in _nodes(node))


def _nodes(node: Any) -> Iterator[Any]:
    """A request and everything in it, queries within queries too."""
    yield node
    if is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from _nodes(getattr(node, field.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from _nodes(item)


def _fields(request: Request) -> set[str]:
    """The catalog keys that conditions of a request speak of."""
    found: set[str] = set()
    for node in _nodes(request):
        if isinstance(node, Condition | OneOf | FieldValue | Aggregated):
            found.add(node.field)
    return found


def _ranking_lost(frame: Frame, request: Tabular | Relation) -> bool:
    return frame.ranking is not None and not any(isinstance(node, Order) for node in _nodes(request))


def _years_lost(frame: Frame, request: Tabular) -> bool:
    said = frame.years or frame.excluded_years
    return bool(said) and "year" not in _fields(request) and "year" not in request.query.columns


def _groups_lost(frame: Frame, request: Tabular) -> bool:
    order = request.query.order
    kept = {*request.query.columns, *([order.per] if order and order.per else [])}
    if any(isinstance(node, OfOffices) for node in _nodes(request)):
        return False  # 每个项目都…的单位
    if order and order.last and frame.head in frame.groups:
        return False  # the leading row of all groups
    return any(group and group not in kept for group in frame.groups)


def _functions_lost(frame: Frame, request: Tabular) -> bool:
    used = {a.function for a in request.query.aggregates} | {
        n.function for n in _nodes(request) if isinstance(n, Aggregated)
    }
    averages = {"average", "simple_average"} & set(frame.aggregates)
    if averages and "sum" in frame.aggregates and _SUM_AND_MEAN.search(frame.question):
        return True  # 一共发了多少，平均每年多少: two figures of one field
    if averages and not used & {Function.AVERAGE, Function.OVERALL}:
        return True
    summed = any(a.function is Function.SUM for a in request.query.aggregates)
    if "sum" in frame.aggregates and not summed and any(bound.name for bound in frame.bounds):
        return True  # A和B加起来比C多: none of them by itself
    if frame.aggregates.count("count") > 1:
        return True  # 大厅有几个指标，几个没完成: two questions
    fields = {a.field for a in request.query.aggregates} | set(request.query.columns)
    counted = Function.COUNT in used or request.shape is Shape.KINDS or bool(set(_COUNTS) & fields)
    return "count" in frame.aggregates and not counted


def _conditions_lost(frame: Frame, request: Tabular | Relation) -> bool:
    said = _fields(request) | {
        a.field for n in _nodes(request) if isinstance(n, Query) for a in n.aggregates if a.field
    }
    nested = any(isinstance(n, InEvaluations | OfProjects | OfOffices) for n in _nodes(request))
    for bound in frame.bounds:
        if isinstance(request, Relation) and request.claim is not None:
            continue
        if bound.number and bound.number.unit == "times":
            return True  # twice of what was not said
        if bound.measure is None or bound.stated:
            continue
        fields_of_bound = {field_of(bound.measure, subject) for subject in Subject}
        fields_of_bound |= set(_NUMBERS.get(bound.measure, ()))
        ranked = {node.field for node in _nodes(request) if isinstance(node, Order)} if bound.name else set()
        if bound.measure != "count" and not fields_of_bound & (said | ranked):
            return True
    for name in (*frame.predicates, *frame.denied):
        shown = {n.field for n in _nodes(PREDICATES[name].where) if isinstance(n, Condition | OneOf)}
        if not (shown | {"points_lost", "indicator_points_lost", "execution_score"}) & said and not nested:
            return True
    return False
