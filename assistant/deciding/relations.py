"""Shares, ratios, differences, comparisons and trends: which two figures a frame sets against each other.

Owns the choice of the two sides. It must not compute: the answer does.
"""

from __future__ import annotations

from assistant.deciding.claiming import is_asked
from assistant.deciding.conditions import APPLICABLE, field_of, of_bound, of_frame, of_funds, of_names, of_years, scaled
from assistant.deciding.counting import numbers_compared
from assistant.deciding.groups import bounds_a_share
from assistant.deciding.leading import leaders
from assistant.deciding.request import (
    COUNT,
    LEADERS,
    LEAST,
    MEETING,
    MOST,
    Declined,
    Note,
    Operand,
    Relating,
    Relation,
    Request,
    Shape,
    Tabular,
)
from assistant.deciding.subjects import INDICATOR_NOUNS, identity, subject_of
from assistant.deciding.years import years_compared
from assistant.understanding.frame import Frame, NamePart, Ranking
from assistant.understanding.rewriting.changing import set_against
from store.catalog import FIELDS, Kind
from store.dataclass import replace
from store.overview import Overview
from store.patterns import late
from store.query import Aggregate, Condition, Function, InEvaluations, Operator, Order, Query, Subject, Where, all_of

_PERCENT = late("百分之几|百分之多少|几成|增长率|增速|增幅|降幅|下降率|what percent|percentage(?! points)")
_RATIO_OF = late(r"\bratio of\b")
_OF_TOTAL = late("占(?:了)?(?:总|全部|所有|整个)")  # of what all have spent, which no row has a part of
_OF_POINTS = late(r"\b(?:points|marks)\b|[几多少]分")
_OF_THE_FIRST = late("(?:它|其|前者)的?(?:几|多少)倍")  # X的支出，Y是它的几倍
_LISTED = late(r"[和与跟及、,，]|\band\b|\btogether\b")  # of several together
_LEADS_A_SHARE = late("(?:最[多大高少小低]|第[一二三])的?[^占,，]*占(?!比)")
_OF_BUDGET = late("占了?(?:全年|年初|它的|其|自己的?)?预算数?的?(?:几|多|百分)")  # 占预算几成: of what was spent
_COMPARED = ("annual_budget", "executed", "execution_rate", "total_score")


def relation_of(frame: Frame, store: Overview) -> Request | None:
    """The relation that the frame asks for, or None where it asks for none."""
    names = [n for n in frame.names if not n.excluded and n.kind in ("project", "unit", "department", "agency", "code")]
    sides = _of_one_kind(names)
    which = "which" in frame.questions and len(sides) >= 2 and (frame.vague or frame.ranking)
    as_it_is = not (frame.growth or years_compared(frame) is not frame or bounds_a_share(frame))
    relation = frame.relation if as_it_is else None
    if counted := numbers_compared(frame):
        return replace(counted, notes=_notes(frame))
    if relation is None:
        return _implied(frame, names, store, which=bool(which))
    match relation:
        case "share":
            return _share_in_another(frame, names) or _of_full_points(frame, names) or _share(frame, names)
        case "ratio" | "difference":
            set_apart = _from_number if frame.stated else _two_sided
            return set_apart(frame, names, Relating(relation))
        case "trend" if len(frame.years) == 2 and not names and subject_of(frame) is Subject.EVALUATION:
            return _of_two_years(frame, None, Relating.DIFFERENCE)  # how did total spending change from 2022 to 2023
        case "trend" if "sum" not in frame.aggregates:  # all in all, over the years
            return _trend(frame, store, names)
        case "compare" if not ([g for g in frame.groups if g] or (frame.ranking and frame.ranking.both_ends)):
            return _beside_all(frame, names) or _side_by_side(frame, store)
        case _:
            return None


def _implied(frame: Frame, names: list[NamePart], store: Overview, *, which: bool) -> Request | None:
    """What sets two figures against each other without a word for it."""
    if (grown := _grown(frame, names)) is not None:
        return _of_two_years(grown, of_names(names), Relating.GROWTH)
    compared = _better(frame, names)
    return _side_by_side(compared or frame, store) if compared or (which and not frame.predicates) else None


_OF_ALL = late(
    "(?:总|全部)(?:的)?(?:支出|花费|开支|预算|执行数)|占(?:了)?(?:总数?|全部|所有|整个|全区|全体)"
    r"|of (?:the )?total|of all|\bof (?:the )?(?:spending|spend|expenditure|outlay)\b"
)


def _is_said(frame: Frame) -> bool:
    """Whether something is put up for a yes or a no, or plainly said: 大厅花了总支出的七成多."""
    said = is_asked(frame) or not (frame.nouns or set(frame.aggregates) - {"sum"})
    return said and not {"which", "how_much", "why"} & set(frame.questions)


def share_claimed(frame: Frame) -> Request | None:
    """培训花的钱不到大厅的2%吧, 大厅预算是信访事务的两倍吗: a share or a ratio, and whether it is as claimed."""
    names = [n for n in frame.names if not n.excluded and n.kind in ("project", "unit", "department", "agency", "code")]
    bound = frame.bounds[0] if len(frame.bounds) == 1 else None
    number = bound.number if bound else None
    more = frame.predicates or frame.ranking or frame.classes or frame.funds or [g for g in frame.groups if g]
    if bound is None or number is None or number.unit not in ("percent", "times") or more or not _is_said(frame):
        return None
    if bound.name or bound.average or bound.other or bound.measure not in (None, "execution_rate"):
        return None
    sides = _of_one_kind(names)
    of_all = len(names) == 1 and number.unit == "percent" and _OF_ALL.search(frame.question)
    measures = set(frame.measures) - {"execution_rate"}
    if not (of_all or (len(sides) == 2 == len(names))) or len(measures) > 1 or "执行率" in frame.question:
        return None
    field = _measure(replace(frame, bounds=[], measures=[m for m in frame.measures if m in measures]))
    whole_field = field
    if of_all and "预算" in frame.question:  # 培训花的钱不到总预算的1%: beside a budget, spending is read as its rate
        spent = {"executed", "execution_rate"} & {*frame.measures, bound.measure}
        field, whole_field = "executed" if spent else "annual_budget", "annual_budget"
    labels = [n.names[0] if len(n.names) == 1 else n.text for n in names]
    part = Operand(labels[0], field, all_of(of_names(names[:1]), of_years(frame)))
    others = None if of_all else of_names(names[1:])
    whole = Operand("" if of_all else labels[-1], whole_field, all_of(others, of_years(frame)))
    hundred = 100 if number.unit == "times" else 1
    percent = replace(number, value=number.value * hundred, unit="percent", scale=hundred)
    exact = bound.operator is Operator.EQUAL and not bound.about
    claim = of_bound(replace(bound, number=percent, rounded=exact), Subject.EVALUATION, "execution_rate", None)
    kind = Relating.SHARE if number.unit == "percent" else Relating.RATIO
    return Relation(kind, part, whole, _notes(frame), claim)


def _beside_all(frame: Frame, names: list[NamePart]) -> Relation | None:
    """How does the training's rate compare to the overall rate."""
    means = {"overall", "average"} & set(frame.aggregates)
    field = _measure(replace(frame, measures=frame.measures or ["execution_rate"]))
    if not means or len(names) != 1 or len(names[0].names) != 1 or not FIELDS[field].ratio:
        return None
    own = Operand(names[0].names[0], field, all_of(of_names(names), of_years(frame)))
    return Relation(Relating.DIFFERENCE, own, Operand("", field, of_years(frame)), _notes(frame))


def _better(frame: Frame, names: list[NamePart]) -> Frame | None:
    """Does X have a better rate than Y, 大厅花得比信访事务多吗: both are shown, the one that has more of it first."""
    bound = frame.bounds[0] if len(frame.bounds) == 1 else None
    other = bound.name if bound else None
    if bound is None or other is None or bound.measure is None or bound.other or bound.within:
        return None
    of_projects = [n for n in (*names, other) if n.kind in ("project", "code") and len(n.names) == 1]
    asks = frame.predicates or frame.ranking or frame.aggregates or frame.classes or frame.nouns or frame.measures
    if "which" in frame.questions or len(names) != 1 or len(of_projects) != 2 or asks:
        return None
    ranking = Ranking(bound.measure, bound.operator in (Operator.MORE, Operator.AT_LEAST))
    return replace(frame, names=of_projects, bounds=[], ranking=ranking, relation="compare")


def _grown(frame: Frame, names: list[NamePart]) -> Frame | None:
    """教育局2023年支出同比增幅: what its projects add up to, against the year before."""
    offices = names and all(name.kind in ("unit", "department", "agency") for name in names)
    rows = {"project", "indicator"} & set(frame.nouns) or frame.bounds or frame.ranking or frame.groups
    if not frame.growth or not offices or rows or "which" in frame.questions or len(frame.years) != 1:
        return None
    return replace(frame, years=[frame.years[0] - 1, frame.years[0]])


def _measure(frame: Frame) -> str:
    ranked = [frame.ranking.measure] if frame.ranking and frame.ranking.measure else []
    bounds = [b.measure for b in frame.bounds if b.measure]
    fields = [field_of(measure, Subject.EVALUATION) for measure in (*frame.measures, *ranked, *bounds)]
    figures = [field for field in fields if FIELDS[field].kind not in (Kind.TEXT, Kind.YEAR)]
    field = next(iter(figures), "executed")
    return "points_lost" if field == "lost" else field


def _notes(frame: Frame) -> tuple[Note, ...]:
    budget = [Note("budget_is_annual")] if "budget" in frame.measures else []
    taken = [Note("taken_for", (n.text, n.names[0])) for n in frame.names if len(n.names) == 1 and n.names[0] != n.text]
    return (*(Note("corrected", pair) for pair in frame.corrections), *taken, *budget)


def _share(frame: Frame, names: list[NamePart]) -> Request | None:
    """Of a project in the total, of a measure in another, of a fund line in all funds, of some rows in all of them."""
    fields = list(dict.fromkeys(field_of(m, Subject.EVALUATION) for m in frame.measures))
    money = [f for f in fields if FIELDS[f].kind is Kind.MONEY]
    own = all_of(of_names(names), of_years(frame))
    label = "、".join(dict.fromkeys(n.names[0] if len(n.names) == 1 else n.text for n in names))
    field = money[0] if money else "executed"
    points = next((m for m in frame.measures if m in ("lost", "score", "weight")), None)
    conditions = frame.predicates or frame.bounds or frame.denied or frame.missing
    if [g for g in frame.groups if g] or len(frame.classes) > 1:
        return None  # of each group in all of them
    first = frame.ranking and _LEADS_A_SHARE.search(frame.question)  # 预算最多的项目占总预算的比例
    if frame.ranking and (first or frame.ranking.together) and (leading := leaders(frame)):
        return _share_of_leaders(frame, InEvaluations(leading), money)
    if frame.ranking and not frame.funds:
        return None  # 谁占总支出的比例最大: who has the most of it
    if frame.funds:
        part = Operand(frame.funds[0], field, all_of(of_funds(frame), own), Subject.FUND_LINE)
        sides = part, Operand(label, field, own)
    elif conditions or frame.classes:
        of_rate = any(b.number and b.number.unit == "percent" and b.measure is None for b in frame.bounds)
        of_rows = (of_rate or not money) and not (frame.bounds and _OF_TOTAL.search(frame.question))
        return _share_of_rows(frame, points) if of_rows else Declined("share")
    elif points == "lost" and names:
        sides = Operand(label, "points_lost", own), Operand("", "points_lost", of_years(frame))
    elif of_budget := _of_budget(frame, names, money):
        sides = Operand(label, of_budget[0], own), Operand(label, of_budget[1], own)
    elif len({n.kind for n in names}) > 1:  # 校园安保服务的支出里第一小学占多少: the last that is named, in the others
        others = names[:-1] if frame.language == "zh" else names[1:]
        sides = Operand(label, field, own), Operand(others[0].text, field, all_of(of_names(others), of_years(frame)))
    elif (names and len(money) < 2) or (not names and len(frame.years) == 1 and money):
        of_all = of_years(frame) if names else None  # 2022年占五年总支出的多少
        sides = Operand(label or str(frame.years[0]), field, own), Operand("", field, of_all)
    else:  # of nothing, or of more than two: 花了多少，占预算几成，剩多少
        return Declined("share")
    return Relation(Relating.SHARE, *sides, _notes(frame))


def _of_budget(frame: Frame, names: list[NamePart], money: list[str]) -> tuple[str, str] | None:
    """The part and the whole of two amounts of the same forms; 占预算几成 is of what was spent."""
    if names and len(money) == 1 and "budget" in money[0] and _OF_BUDGET.search(frame.question):
        return "executed", money[0]
    if len(money) != 2:
        return None
    part, whole = sorted(money, key=_PART_OF_WHOLE.index)
    return part, whole


def _of_full_points(frame: Frame, names: list[NamePart]) -> Request | None:
    """What percentage of the maximum score did X obtain: of the weights of all that is scored in its form."""
    points = "weight" in frame.measures and set(frame.measures) <= {"weight", "score", "total_score", "lost"}
    others = frame.predicates or frame.bounds or frame.denied or frame.ranking or [g for g in frame.groups if g]
    if not (points and names) or others or frame.classes or INDICATOR_NOUNS & set(frame.nouns):
        return None
    label = names[0].names[0] if len(names[0].names) == 1 else names[0].text
    where = all_of(of_frame(replace(frame, measures=[]), Subject.SCORED, "score"), APPLICABLE)
    got, whole = (
        Operand(label, m, where, Subject.SCORED) for m in ("lost" if "lost" in frame.measures else "score", "weight")
    )
    return Relation(Relating.SHARE, got, whole, _notes(frame))


def _share_in_another(frame: Frame, names: list[NamePart]) -> Request | None:
    """信访事务的预算占大厅的几分之几: of one project in another, where nothing lists them together."""
    sides = _of_one_kind(names)
    if len(sides) < 2 or frame.funds or frame.predicates or _LISTED.search(frame.question):
        return None
    if frame.language != "zh" or len(names) > 2:
        return Declined("share")
    part, whole = (Operand(n.text, _measure(frame), all_of(of_names([n]), of_years(frame))) for n in sides)
    return Relation(Relating.SHARE, part, whole, _notes(frame))


def _share_of_leaders(frame: Frame, leading: Where, money: list[str]) -> Request:
    """前三的项目占总支出多少: of all; 预算前三的项目，支出占预算的比例: of what they have themselves."""
    if len(money) == 2:
        part_of, whole = sorted(money, key=_PART_OF_WHOLE.index)
        sides = Operand(LEADERS, part_of, leading), Operand(LEADERS, whole, leading)
    else:
        field = money[0] if money else "executed"
        sides = Operand(LEADERS, field, leading), Operand("", field, of_years(frame))
    return Relation(Relating.SHARE, *sides, _notes(frame))


# Of two amounts, which is a part of which: spending of the budget, what is left of it, a change of what it was.
_PART_OF_WHOLE = ("unspent", "over_initial", "adjustment", "executed", "annual_budget", "initial_budget")


def _share_of_rows(frame: Frame, points: str | None) -> Request:
    """没拿满分的指标占多少: how many rows meet the conditions, of all; 产出指标的分值占比: by their points."""
    subject = subject_of(frame)
    applicable: Where | None = APPLICABLE if subject in (Subject.INDICATOR, Subject.SCORED) else None
    of_all = replace(frame, predicates=[], bounds=[], denied=[], missing=[])
    if frame.everything:  # 大厅占所有失分的多少
        of_all = replace(of_all, names=[])
    if not (frame.predicates or frame.bounds or frame.denied or frame.missing):
        of_all = replace(of_all, classes=[])
    if {"excellent", "good"} & set(frame.predicates):  # of those that have a grade
        applicable = all_of(applicable, Condition("total_score", Operator.PRESENT))
    field = field_of(points, subject) if points else COUNT
    part, whole = (
        Operand(key, field, all_of(of_frame(f, subject, "executed"), applicable), subject)
        for key, f in ((MEETING, frame), ("", of_all))
    )
    return Relation(Relating.SHARE, part, whole, _notes(frame))


def _two_sided(frame: Frame, names: list[NamePart], kind: Relating) -> Request | None:
    """Two projects, two years of one project, two measures of one, or both ends of a ranking."""
    if kind is Relating.RATIO and (frame.bounds or frame.predicates):
        return Declined("unsupported")  # how many times was it spent in full
    if kind is Relating.DIFFERENCE and _PERCENT.search(frame.question):
        kind = Relating.GROWTH
    if frame.ranking and frame.ranking.both_ends:
        offices = {frame.head, *frame.measures} & {"unit", "department", "year"}
        return Declined("unsupported") if offices else _of_both_ends(frame, frame.ranking, kind)
    names = list({n.names: n for n in names}.values())
    sides = _of_one_kind(names)
    if len(sides) >= 2:
        set_apart = _of_two_names if len(sides) == 2 else _of_sums
        return set_apart(frame, names, sides, kind)
    field = _measure(frame)
    if "unit" in frame.nouns or "department" in frame.nouns or FIELDS[field].kind is Kind.TEXT:
        return Declined("unsupported")  # 哪个单位2023年比2022年花得多: sums of two years for each
    if len(frame.years) == 2:
        return _of_two_years(frame, of_names(names), kind)
    conditions = frame.predicates or frame.bounds
    if conditions and "which" in frame.questions and not names:
        return None  # whose budget was raised, and by how much: a column of its row
    fields = list(dict.fromkeys(field_of(m, Subject.EVALUATION) for m in frame.measures))
    money = [f for f in fields if FIELDS[f].kind is Kind.MONEY]
    if len(money) == 2:
        scope = all_of(of_names(names), of_years(frame))
        label = names[0].names[0] if names else ""
        left, right = (Operand(label, field, scope) for field in money)
        return Relation(kind, left, right, _notes(frame), as_said=_RATIO_OF.search(frame.question) is not None)
    return None if conditions else Declined("two_sides")


def _from_number(frame: Frame, names: list[NamePart], kind: Relating) -> Request:
    """大厅花的钱比400万多多少: one figure against a number that the question gives."""
    number, field = frame.stated[0], _measure(frame)
    if not frame.measures:  # how many points short of 100 is X
        of_points = number.unit == "points" or _OF_POINTS.search(frame.question)
        field = "total_score" if of_points else "execution_rate" if number.unit == "percent" else field
    fits = {"yuan": Kind.MONEY, "percent": Kind.RATE, "points": Kind.POINTS, None: FIELDS[field].kind}
    others = frame.bounds or frame.predicates or frame.ranking or [g for g in frame.groups if g] or frame.classes
    if kind is Relating.RATIO or len(frame.stated) > 1 or others or not names:
        return Declined("two_sides")
    if fits.get(number.unit) is not FIELDS[field].kind:
        return Declined("two_sides")
    label = names[0].names[0] if len(names[0].names) == 1 else names[0].text
    figure = Operand(label, field, all_of(of_names(names), of_years(frame)))
    return Relation(Relating.DIFFERENCE, figure, Operand("", field, None, given=scaled(number, field)), _notes(frame))


def _of_sums(frame: Frame, names: list[NamePart], sides: list[NamePart], kind: Relating) -> Request:
    """大厅比信访事务和培训加起来多花多少: what stands on either side of 比, added up."""
    before, than, after = frame.question.partition("比")
    groups = [[n for n in sides if n.text in part] for part in (before, after)]
    apart = than and all(groups) and len(groups[0]) + len(groups[1]) == len(sides)
    if not apart or "sum" not in frame.aggregates:
        return Declined("two_sides")
    others = [name for name in names if name not in sides]
    one, other = (
        Operand("、".join(n.text for n in group), _measure(frame), all_of(of_names([*group, *others]), of_years(frame)))
        for group in groups
    )
    return Relation(kind, one, other, _notes(frame))


def _of_two_names(frame: Frame, names: list[NamePart], sides: list[NamePart], kind: Relating) -> Request:
    field = _measure(frame)
    others = [name for name in names if name not in sides]
    one, other = (
        Operand(n.names[0] if len(n.names) == 1 else n.text, field, all_of(of_names([n, *others]), of_years(frame)))
        for n in sides[:2]
    )
    if kind is Relating.RATIO and _OF_THE_FIRST.search(frame.question):
        one, other = other, one
    return Relation(kind, one, other, _notes(frame))


def _of_two_years(frame: Frame, where: Where | None, kind: Relating) -> Request:
    """Two years of what is named; the later one against the earlier, unless the question says otherwise."""
    early, late = sorted(frame.years)
    against = set_against(frame.question, early, late)
    said = frame.years if kind is Relating.RATIO else (early, late) if against else (late, early)
    first, second = (
        Operand(str(year), _measure(frame), all_of(where, Condition("year", Operator.EQUAL, year))) for year in said
    )
    return Relation(kind, first, second, _notes(frame))


def _of_both_ends(frame: Frame, ranking: Ranking, kind: Relating) -> Request:
    """最高分和最低分差多少: both ends of a ranking of projects."""
    if ranking.measure is None and not frame.measures:
        return Declined("two_sides")
    by = replace(ranking, both_ends=False, measure=ranking.measure or _measure(frame))
    sides = []
    for label, descending in ((MOST, True), (LEAST, False)):
        end = leaders(replace(frame, ranking=replace(by, descending=descending)))
        if end is None or end.order is None or ranking.last != 1 or [g for g in frame.groups if g]:
            return Declined("two_sides")
        sides.append(Operand(label, end.order.field, InEvaluations(end)))
    return Relation(kind, sides[0], sides[1], _notes(frame))


def _of_one_kind(names: list[NamePart]) -> list[NamePart]:
    """The names that can be set against each other: two projects, or two offices within a project."""
    kinds = {"unit": "office", "department": "office", "agency": "office"}
    for kind in ("project", "code", "office"):
        sides = [name for name in names if kinds.get(name.kind, name.kind) == kind]
        if len(sides) > 1:
            return sides
    return []


def _trend(frame: Frame, store: Overview, names: list[NamePart]) -> Request | None:
    """A figure year by year: of what is named, or of all together. Of indicators, the plain table of them."""
    if len(store.years) < 2:
        return Declined("one_year")
    if subject_of(frame) is not Subject.EVALUATION:
        return None
    field = _measure(frame)
    where = all_of(of_names(names), of_years(frame))
    notes = (Note("trend"), *_notes(frame))
    if len({name for n in names for name in n.names}) == 1:
        columns = ("project_name", "year", *(("unit",) if store.several_units else ()), field)
        query = Query(Subject.EVALUATION, columns, where, order=Order("year", descending=False))
        return Tabular(Shape.TREND, query, (field,), notes=notes)
    function = Function.OVERALL if FIELDS[field].ratio else Function.SUM
    query = Query(Subject.EVALUATION, ("year",), where, (Aggregate(function, field),), Order("year", descending=False))
    return Tabular(Shape.TREND, query, (field,), notes=notes)


def _offices(frame: Frame, offices: list[NamePart], asked: list[str]) -> Request:
    """教育局和民政局谁花得多: what their projects add up to."""
    group = "unit" if any(office.kind == "unit" for office in offices) else "department"
    functions = tuple(Aggregate(Function.OVERALL if FIELDS[f].ratio else Function.SUM, f) for f in dict.fromkeys(asked))
    descending = "degree_less" not in frame.intents and not (frame.ranking and not frame.ranking.descending)
    query = Query(
        Subject.EVALUATION,
        (group,),
        of_frame(frame, Subject.EVALUATION, "executed"),
        functions,
        Order(asked[0], descending),
    )
    return Tabular(Shape.TOTAL, query, tuple(dict.fromkeys(asked)), notes=_notes(frame))


def _side_by_side(frame: Frame, store: Overview) -> Request | None:
    """What is compared, side by side; in order, where the question says of what there is more."""
    if subject_of(frame) is not Subject.EVALUATION:
        return None
    asked = [field_of(m, Subject.EVALUATION) for m in frame.measures]
    offices = frame.names_of("unit", "department", "agency")
    if len(offices) > 1 and asked and not frame.names_of("project", "code"):
        return _offices(frame, offices, asked)
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
