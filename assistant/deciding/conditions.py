"""What a frame says of the rows becomes the conditions of a query.

Owns what each predicate, class, name and bound means in terms of catalog fields. It must not choose what to show.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.deciding.classes import of_classes
from assistant.understanding.frame import Bound, Frame, NamePart
from assistant.understanding.numerals import Number
from store.catalog import FIELDS, Kind
from store.dataclass import dataclass, replace
from store.query import (
    Aggregated,
    AllOf,
    AnyOf,
    Condition,
    FieldValue,
    Function,
    InEvaluations,
    Not,
    OfProjects,
    OneOf,
    Operator,
    Order,
    Query,
    Subject,
    Where,
    all_of,
    any_of,
    fields_of,
)
from store.schema import SCALE

_OF_GROUPS = {"count": Kind.COUNT, "share": Kind.RATE}  # what a group has that is no field
ABOUT = Decimal("0.1")  # 左右: within a tenth of the number
_LARGEST = 2**62
WHOLE = 100
FAR = 130 * SCALE  # far beyond the target: 130 %, a reviewers' convention (a setting of the checks later)

EXCELLENT, GOOD = 90 * SCALE, 80 * SCALE  # of how many points on a form is 优, and 良

_HAS_WEIGHT = Condition("weight", Operator.MORE, 0)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a predicate means of a row, and the fields that show it."""

    subject: Subject
    where: Where
    shows: tuple[str, ...]


def _outcome(*values: str) -> Where:
    return OneOf("outcome", values)


_CAP = ("weight", "score")
_CHANGE = ("initial_budget", "annual_budget", "adjustment_rate", "adjustment")
_TARGET = ("target", "actual", "outcome")
PREDICATES: dict[str, Predicate] = {
    "at_cap": Predicate(
        Subject.SCORED, AllOf((_HAS_WEIGHT, Condition("score", Operator.AT_LEAST, FieldValue("weight")))), _CAP
    ),
    "below_cap": Predicate(
        Subject.SCORED,
        AllOf((_HAS_WEIGHT, Condition("score", Operator.LESS, FieldValue("weight")))),
        (*_CAP, "lost", "deviation"),
    ),
    "no_points": Predicate(
        Subject.SCORED,
        AllOf((_HAS_WEIGHT, Condition("score", Operator.EQUAL, 0))),
        (*_CAP, "lost", "deviation"),
    ),
    "met": Predicate(Subject.INDICATOR, _outcome("met", "exactly", "exceeded"), _TARGET),
    "missed": Predicate(Subject.INDICATOR, _outcome("missed"), (*_TARGET, "deviation")),
    "exceeded": Predicate(Subject.INDICATOR, _outcome("exceeded"), (*_TARGET, "achievement")),
    "exactly_met": Predicate(Subject.INDICATOR, _outcome("exactly"), _TARGET),
    "doubled": Predicate(
        Subject.INDICATOR,
        AllOf((_outcome("exceeded", "met"), Condition("achievement", Operator.AT_LEAST, 2 * WHOLE * SCALE))),
        (*_TARGET, "achievement"),
    ),
    "above_target": Predicate(Subject.INDICATOR, Condition("above_target", Operator.MORE, 0), _TARGET),
    "below_target": Predicate(Subject.INDICATOR, Condition("above_target", Operator.LESS, 0), _TARGET),
    "incomparable": Predicate(Subject.INDICATOR, _outcome("incomparable"), _TARGET),
    "far_exceeded": Predicate(
        Subject.INDICATOR,
        AllOf((_outcome("exceeded", "met"), Condition("achievement", Operator.AT_LEAST, FAR))),
        (*_TARGET, "achievement"),
    ),
    "lower_is_better": Predicate(Subject.INDICATOR, Condition("lower_is_better", Operator.EQUAL, 1), _TARGET),
    "not_applicable": Predicate(Subject.INDICATOR, Condition("applicable", Operator.EQUAL, 0), ("weight", "score")),
    "with_reason": Predicate(Subject.INDICATOR, Condition("deviation", Operator.PRESENT), (*_CAP, "deviation")),
    "without_reason": Predicate(Subject.INDICATOR, Condition("deviation", Operator.MISSING), (*_CAP, "deviation")),
    "fully_spent": Predicate(
        Subject.EVALUATION, Condition("unspent", Operator.EQUAL, 0), ("annual_budget", "executed", "unspent")
    ),
    "unspent_left": Predicate(
        Subject.EVALUATION,
        Condition("unspent", Operator.MORE, 0),
        ("annual_budget", "executed", "execution_rate", "unspent"),
    ),
    "nothing_spent": Predicate(
        Subject.EVALUATION, Condition("executed", Operator.EQUAL, 0), ("annual_budget", "executed")
    ),
    "raised": Predicate(
        Subject.EVALUATION,
        Condition("adjustment", Operator.MORE, 0),
        _CHANGE,
    ),
    "cut": Predicate(
        Subject.EVALUATION,
        Condition("adjustment", Operator.LESS, 0),
        _CHANGE,
    ),
    "adjusted": Predicate(
        Subject.EVALUATION,
        Condition("adjustment", Operator.UNEQUAL, 0),
        _CHANGE,
    ),
    "unadjusted": Predicate(
        Subject.EVALUATION,
        Condition("adjustment", Operator.EQUAL, 0),
        ("initial_budget", "annual_budget", "adjustment"),
    ),
    "over_budget": Predicate(
        Subject.EVALUATION,
        Condition("executed", Operator.MORE, FieldValue("annual_budget")),
        ("initial_budget", "annual_budget", "executed"),
    ),
    "over_initial": Predicate(
        Subject.EVALUATION,
        Condition("executed", Operator.MORE, FieldValue("initial_budget")),
        ("initial_budget", "annual_budget", "executed", "over_initial"),
    ),
    "no_indicator_lost": Predicate(
        Subject.EVALUATION,
        Condition("indicator_points_lost", Operator.EQUAL, 0),
        ("total_score", "indicator_points_lost"),
    ),
    "indicator_lost": Predicate(
        Subject.EVALUATION,
        Condition("indicator_points_lost", Operator.MORE, 0),
        ("total_score", "indicator_points_lost"),
    ),
    "below_excellent": Predicate(
        Subject.EVALUATION, Condition("total_score", Operator.LESS, EXCELLENT), ("total_score", "grade")
    ),
    "below_good": Predicate(
        Subject.EVALUATION, Condition("total_score", Operator.LESS, GOOD), ("total_score", "grade")
    ),
    "good_or_better": Predicate(
        Subject.EVALUATION, Condition("total_score", Operator.AT_LEAST, GOOD), ("total_score", "grade")
    ),
    "excellent": Predicate(Subject.EVALUATION, Condition("grade", Operator.EQUAL, "优"), ("total_score", "grade")),
    "good": Predicate(Subject.EVALUATION, Condition("grade", Operator.EQUAL, "良"), ("total_score", "grade")),
}

APPLICABLE = Condition("applicable", Operator.EQUAL, 1)
_TEXTS = ("level3", "target", "actual", "deviation")
# An agency is an office by itself, or with all that is under it.
_ORGANISATIONS = {"unit": ("unit",), "department": ("department",), "agency": ("unit", "department")}
_NAME_FIELDS = {
    "project": "project_name",
    "indicator": "level3",
    "code": "project_code",
}


# What a measure is in rows of projects, of indicators, of fund lines, where it is not the field of its own name.
_OF_PROJECTS = {"score": "total_score", "lost": "points_lost", "weight": "execution_weight"}
_OF_FUND_LINES = {"score": "execution_score", "lost": "points_lost", "weight": "execution_weight"}
_ALIASES = {"budget": "annual_budget", "adjusted_to": "annual_budget", "money": "executed"}


def field_of(measure: str, subject: Subject) -> str:
    """The catalog field that a measure stands for, in rows of a subject."""
    own = {Subject.EVALUATION: _OF_PROJECTS, Subject.FUND_LINE: _OF_FUND_LINES}.get(subject, {})
    return own.get(measure) or _ALIASES.get(measure, measure)


def scaled(number: Number, field: str) -> int:
    """A number of the question in the store's unit for a field: yuan in fen, percent and points in ten-thousandths."""
    kind = FIELDS[field].kind if field in FIELDS else _OF_GROUPS[field]
    factor = {Kind.MONEY: 100, Kind.RATE: SCALE, Kind.POINTS: SCALE, Kind.NUMBER: SCALE}.get(kind, 1)
    exact = int((number.value * factor).to_integral_value(ROUND_HALF_UP))
    return max(-_LARGEST, min(_LARGEST, exact))  # beyond what SQLite's integers hold, no form goes


def of_names(names: list[NamePart]) -> Where | None:
    """Several names of one kind are alternatives, those of different kinds must all hold."""
    by_kind: dict[str, list[str]] = {}
    parts: list[Where] = []
    offices: list[Where] = []
    for name in names:
        if name.kind in _ORGANISATIONS:
            offices += [OneOf(field, name.names) for field in _ORGANISATIONS[name.kind]]
        elif name.kind == "topic":  # 信访的项目: called so, or of an office that is
            offices += [Condition(f, Operator.CONTAINS, name.names[0]) for f in ("project_name", "unit", "department")]
        elif name.kind == "quote":
            parts.append(any_of(*(Condition(field, Operator.CONTAINS, name.names[0]) for field in _TEXTS)))
        elif name.kind == "text":
            parts.append(any_of(*(_holds(name.names[0], text) for text in name.names[1:])))
        else:
            by_kind.setdefault(name.kind, []).extend(n for n in name.names if n not in by_kind.get(name.kind, []))
    if offices:
        parts.append(any_of(*offices))
    for kind, values in by_kind.items():
        field = _NAME_FIELDS[kind]
        parts.append(Condition(field, Operator.EQUAL, values[0]) if len(values) == 1 else OneOf(field, tuple(values)))
    return all_of(*parts)


_WIDE = str.maketrans("<>%:()", "＜＞％：（）")


def _holds(field: str, text: str) -> Where:
    """That a field holds a text, in either width of what it is written with."""
    variants = dict.fromkeys((text, text.translate(_WIDE), text.replace("<", "＜").replace(">", "＞")))
    return any_of(*(Condition(field, Operator.CONTAINS, variant) for variant in variants))


def of_bound(bound: Bound, subject: Subject, default: str, scope: Where | None) -> Where:
    """A bound as a condition. `scope` limits what an average is taken over; `default` is its measure if it has none."""
    field = field_of(bound.measure or default, subject)
    if bound.measure is None and bound.number and bound.number.unit == "percent" and FIELDS[field].kind is Kind.MONEY:
        field = field_of("execution_rate", subject)  # less than 90 % of it
    if bound.number is not None:
        return _of_number(bound, bound.number, field)
    value: Aggregated | FieldValue
    if bound.average:
        averaged = field_of(bound.other, subject) if bound.other else field
        weighted = bound.average != "simple_average" and FIELDS[averaged].ratio
        value = Aggregated(Function.OVERALL if weighted else Function.AVERAGE, averaged, scope)
    elif bound.name:
        compared = field_of(bound.other, subject) if bound.other else field
        names = of_names([bound.name, *([bound.within] if bound.within else [])])
        own = OneOf("year", bound.years) if bound.years else scope
        value = Aggregated(Function.SUM, compared, all_of(names, own))
    else:
        value = FieldValue(field_of(bound.other or field, subject))
    return Condition(field, bound.operator, value)


def _of_number(bound: Bound, number: Number, field: str) -> Where:
    field = _numeric(field, number)
    low = high = scaled(number, field)
    if number.step is not None and bound.operator is Operator.EQUAL:  # 130多
        below = Condition(field, Operator.LESS, low + scaled(replace(number, value=number.step), field))
        return AllOf((Condition(field, Operator.AT_LEAST, low), below))
    if bound.upper:
        high = scaled(bound.upper, field)
    elif bound.about or bound.rounded:
        margin = int(abs(low) * ABOUT) if bound.about else _half_digit(number, field)
        low, high = low - margin, high + margin
    else:
        return Condition(field, bound.operator, low)
    return AllOf((Condition(field, Operator.AT_LEAST, low), Condition(field, Operator.AT_MOST, high)))


def _numeric(field: str, number: Number) -> str:
    """The field that has a target's or an actual value's number, in percent or in whatever unit."""
    if field not in ("actual", "target"):
        return field
    if number.unit != "percent":
        return f"{field}_number"
    return (
        "achievement" if field == "actual" and number.value > WHOLE else f"{field}_rate"
    )  # 完成值超过150%: of the target


def _half_digit(number: Number, field: str) -> int:
    """Half of the last digit's worth that a number was given with: 0.5万 for 171万; none of whole points or 100 %."""
    if number.value == number.value.to_integral_value() and (number.unit == "points" or number.value == WHOLE):
        return 0
    decimals = max(0, -int((number.value / number.scale).normalize().as_tuple().exponent))
    last_digit = Number(Decimal(number.scale) / 10**decimals, number.unit)
    return scaled(last_digit, field) // 2


def of_predicate(name: str, subject: Subject) -> Where:
    """A predicate as a condition on rows of a subject; one of indicators, asked of projects, holds for any of them."""
    predicate = PREDICATES[name]
    if subject is not Subject.EVALUATION or predicate.subject is Subject.EVALUATION:
        return predicate.where
    if name == "at_cap":
        return Condition("points_lost", Operator.EQUAL, 0)
    if name == "below_cap":
        return Condition("points_lost", Operator.MORE, 0)
    missed = InEvaluations(Query(Subject.INDICATOR, where=PREDICATES["missed"].where))
    if name == "met":
        return Not(missed)
    applicable = None if name == "not_applicable" else APPLICABLE
    return InEvaluations(Query(predicate.subject, where=all_of(predicate.where, applicable)))


def _of_caps(name: str, frame: Frame, subject: Subject) -> Where:
    """A predicate; one about lost points, of forms, leaves 预算执行率 out where only indicators are spoken of."""
    rows = "level3" in frame.nouns or frame.without_execution_row
    if subject is Subject.EVALUATION and rows and name in ("at_cap", "below_cap"):
        return Condition("indicator_points_lost", Operator.EQUAL if name == "at_cap" else Operator.MORE, 0)
    if subject is Subject.EVALUATION and name in ("at_cap", "below_cap") and "total_score" in frame.measures:
        return AllOf((of_predicate(name, subject), Condition("total_score", Operator.PRESENT)))  # 总分满分的
    return of_predicate(name, subject)


def denied(part: Where) -> Where:
    """That it does not hold, of rows that have the figures for it: a form with no initial budget was not left alone."""
    kinds = (Kind.MONEY, Kind.RATE, Kind.POINTS)
    figures = [key for key in sorted(fields_of(part)) if FIELDS[key].kind in kinds or key == "grade"]
    return AllOf((Not(part), *(Condition(key, Operator.PRESENT) for key in figures)))


def text_of_indicator(name: NamePart) -> bool:
    return name.kind == "text" and FIELDS[name.names[0]].of_indicator


def of_applicable(frame: Frame) -> bool:
    """Whether indicators that do not apply are left out, as they are unless a question speaks of them."""
    return "not_applicable" not in frame.predicates and not frame.with_inapplicable


def of_years(frame: Frame) -> Where | None:
    """The years that the frame names or leaves out, and the forms that it is confined to."""
    named = OneOf("year", tuple(frame.years)) if frame.years else None
    excluded = Not(OneOf("year", tuple(frame.excluded_years))) if frame.excluded_years else None
    return all_of(named, excluded, frame.among)


def of_scope(frame: Frame) -> Where | None:
    """What the frame names: projects, units, years, codes; nothing of indicators."""
    names = [n for n in frame.names if not n.excluded and n.kind in ("project", "unit", "department", "agency", "code")]
    return all_of(of_names(names), of_years(frame))


def _of_exception(exception: Frame, subject: Subject, default: str, scope: Where | None) -> Where | None:
    """The rows that are left out: by conditions, by a rank among those in `scope`, or both."""
    bounds = [replace(b, measure=b.measure or _measured(b, subject)) for b in exception.bounds]
    held = of_frame(replace(exception, bounds=bounds, ranking=None), subject, default)
    if exception.ranking is None:
        return held
    ranking = exception.ranking
    field = field_of(ranking.measure or default, Subject.EVALUATION)
    if FIELDS[field].of_indicator or ranking.last is None:
        return None  # a rank among indicators is none of forms
    order = Order(field, ranking.descending, ranking.first, ranking.last)
    return all_of(held, InEvaluations(Query(Subject.EVALUATION, where=scope, order=order)))


def _measured(bound: Bound, subject: Subject) -> str | None:
    """What a figure without a measure is of: 除了4分的 is of what an indicator is worth."""
    unit = bound.number.unit if bound.number else None
    of_rows = subject in (Subject.INDICATOR, Subject.SCORED)
    return {"points": "weight" if of_rows else "total_score", "yuan": "annual_budget"}.get(unit or "")


def of_frame(frame: Frame, subject: Subject, default: str, *, predicates: bool = True) -> Where | None:
    """All that the frame says of the rows of a subject."""
    kept = [n for n in frame.names if not n.excluded]
    if subject not in (Subject.INDICATOR, Subject.SCORED):
        kept = [n for n in kept if n.kind not in ("indicator", "quote") and not text_of_indicator(n)]
    excluded: list[Where] = [Not(of) for n in frame.names if n.excluded and (of := of_names([n]))]
    excluded += [Not(of) for c in frame.excluded_classes if (of := of_classes([c]))]
    excluded += [Not(of) for e in frame.exceptions if (of := _of_exception(e, subject, default, of_scope(frame)))]
    for lacked in frame.lacking_classes:
        indicators = Query(Subject.INDICATOR, where=all_of(of_classes([lacked]), APPLICABLE))
        excluded.append(Not(InEvaluations(indicators)))
    years = of_years(frame)
    classes = of_classes(frame.classes) if subject in (Subject.INDICATOR, Subject.SCORED) else None
    scope = of_scope(frame)
    said: list[Where] = [of_bound(b, subject, default, years if b.average or b.name else scope) for b in frame.bounds]
    said += [Condition(field_of(m, subject), Operator.MISSING) for m in frame.missing]
    said += [Condition(field_of(m, subject), Operator.PRESENT) for m in frame.stating]
    said += [Not(InEvaluations(Query(Subject.FUND_LINE, where=_with_money(fund)))) for fund in frame.without_funds]
    if predicates:
        said += [_of_caps(name, frame, subject) for name in frame.predicates]
        said += [denied(of_predicate(name, subject)) for name in frame.denied]
    conditions = any_of(*said) if frame.either and len(said) > 1 else all_of(*said)
    if frame.each_year:
        in_each = (Query(subject, where=all_of(_in_year(y), classes, *excluded, conditions)) for y in frame.years)
        return all_of(of_names(kept), years, classes, *excluded, conditions, *map(OfProjects, in_each))
    return all_of(of_names(kept), years, classes, *excluded, conditions)


def _in_year(year: int) -> Where:
    return Condition("year", Operator.EQUAL, year)


def _with_money(fund: str, *fields: str) -> Where:
    """That a line of the funds has an amount, in any of the columns if none is named."""
    amounts = fields or ("initial_budget", "annual_budget", "executed")
    named = Condition("fund_name", Operator.CONTAINS, fund)
    return AllOf((named, AnyOf(tuple(Condition(field, Operator.MORE, 0) for field in amounts))))


FUND_PARTS = "parts"  # the parts of the funds, none in particular


def of_funds(frame: Frame) -> Where | None:
    # 上级财政和本级财政各多少: the lines of either
    lines = [Condition("fund_name", Operator.CONTAINS, name) for name in frame.funds if name != FUND_PARTS]
    named = any_of(*lines) if lines else None
    parts = Condition("is_total", Operator.EQUAL, 0) if FUND_PARTS in frame.funds else None
    asked = "yes_no" in frame.questions or "nothing_spent" in frame.denied
    others = [Not(Condition("fund_name", Operator.CONTAINS, name)) for name in frame.excluded_funds]
    if others:  # 财政拨款之外的钱: the other parts of the funds
        some = Condition("executed", Operator.MORE, 0) if asked else None
        return all_of(named, Condition("is_total", Operator.EQUAL, 0), *others, some)
    if asked and named:
        return all_of(named, parts, Condition("executed", Operator.MORE, 0))
    listed = ("which" in frame.questions or frame.head == "project") and not (frame.bounds or frame.ranking)
    if listed and named and not frame.names_of("project", "code"):  # 哪些项目用了上年结转资金: those that have some
        spent = ("executed",) if "executed" in frame.measures else ()
        return any_of(*(_with_money(name, *spent) for name in frame.funds if name != FUND_PARTS))
    return all_of(named, parts)
