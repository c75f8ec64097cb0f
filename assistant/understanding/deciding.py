"""A frame becomes a request: which rows, which columns, in which order, and what the headline must say.

Owns the choice of what is asked for. It must not compose words (the grammar does) or run anything.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.understanding.bounds import RATES
from assistant.understanding.conditions import APPLICABLE, PREDICATES, field_of, of_bound, of_frame, of_names, of_scope
from assistant.understanding.frame import Frame, NamePart
from assistant.understanding.relations import relation_of
from assistant.understanding.request import (
    Audit,
    Choice,
    Clarify,
    Declined,
    Definition,
    Meta,
    Note,
    Request,
    Search,
    Shape,
    Summary,
    Tabular,
    WhatIf,
)
from store.catalog import FIELDS, Kind
from store.overview import Overview
from store.query import (
    Aggregate,
    Condition,
    Function,
    InEvaluations,
    OneOf,
    Operator,
    Order,
    Query,
    Subject,
    Where,
    all_of,
)

_OF_INDICATORS = frozenset({"target", "actual", "weight", "deviation", "outcome", "achievement"})
_INDICATOR_NOUNS = frozenset({"indicator", "level1", "level2", "level3"})
_FUNDS = ("annual_budget", "executed")
_FORM_COLUMNS = ("annual_budget", "executed", "execution_rate", "total_score")
_INDICATOR_COLUMNS = ("level2", "level3", "target", "actual", "weight", "score")
_FUND_COLUMNS = ("fund_name", "initial_budget", "annual_budget", "executed")
_SUMMABLE = {Kind.MONEY, Kind.POINTS, Kind.COUNT}
_FUND_PARTS = "parts"


def decide(frame: Frame, store: Overview) -> Request:
    """What is asked for. Words that were not understood are never passed over: the request is then Declined."""
    for rule in (_declined, _meta, _not_understood, _special):
        request = rule(frame, store)
        if request is not None:
            return request
    relation = relation_of(frame, store)
    return relation if relation is not None else _table(frame, store)


def _declined(frame: Frame, store: Overview) -> Request | None:
    if frame.declined:
        reason, _ = frame.declined[0]
        return Declined(reason, tuple(words for r, words in frame.declined if r == reason))
    unknown_years = [year for year in frame.years if year not in store.years]
    if unknown_years and len(unknown_years) == len(frame.years):
        return Declined("year", tuple(str(year) for year in unknown_years))
    if frame.relative_years:
        return Declined("relative_year", tuple(frame.relative_years))
    return None


def _meta(frame: Frame, store: Overview) -> Request | None:
    content = frame.measures or frame.names or frame.predicates or frame.ranking or frame.aggregates or frame.bounds
    for topic in ("capability", "data"):
        if frame.has(topic) and not content:
            return Meta(topic)
    if not content and not frame.classes and not frame.unexplained:
        for topic in ("hello", "thanks"):
            if frame.has(topic) and not frame.nouns:
                return Meta(topic)
        if "reset" in frame.follow and not frame.nouns and not frame.intents:
            return Meta("reset")
    return None


def _not_understood(frame: Frame, store: Overview) -> Request | None:
    if frame.has("search") and not frame.measures:
        return _search(frame)
    if not frame.unexplained:
        return None
    # 培训办了几场: a figure that only the text of a form can hold; the unknown words must stand there
    asks_quantity = "how_much" in frame.questions or "count" in frame.aggregates
    if asks_quantity and frame.names and not frame.measures and not frame.ranking:
        return Search("".join(frame.unexplained), of_names(frame.names), quantity=True)
    return Declined("unknown", tuple(frame.unexplained))


def _search(frame: Frame) -> Request:
    subject = "indicator" if _INDICATOR_NOUNS & set(frame.nouns) else None
    words = [*frame.unexplained, *(n.text for n in frame.names if not n.excluded)]
    words += [name.removesuffix("指标") for _, name in frame.classes]
    where = OneOf("year", tuple(frame.years)) if frame.years else None
    if not words:
        return Declined("search_words")
    if "project" in frame.nouns and subject is None:
        named = [Condition("project_name", Operator.CONTAINS, word) for word in words]
        query = Query(Subject.EVALUATION, ("project_name", "year", "unit", *_FUNDS), all_of(*named, where))
        return Tabular(Shape.LIST, query)
    projects = [n for n in frame.names if n.kind in ("project", "unit", "department") and len(frame.names) > 1]
    if projects:
        words = [word for word in words if word not in [p.text for p in projects]]
    return Search(" ".join(words), all_of(of_names(projects), where), record=subject)


def _special(frame: Frame, store: Overview) -> Request | None:
    if frame.has("audit") and not frame.bounds and not frame.ranking:
        return Audit(_audit_topic(frame), of_scope(frame))
    if frame.has("definition") and not frame.names and not frame.bounds:
        topic = next((field_of(m, Subject.EVALUATION) for m in frame.measures), None)
        grade = "excellent" in frame.predicates or "good" in frame.predicates
        return Definition("grade" if grade else topic or "total_score")
    if frame.what_if:
        rate = next((b.number for b in frame.bounds if b.measure == "execution_rate" and b.number), None)
        return WhatIf(rate, of_scope(frame)) if rate else Declined("what_if")
    indicators = [n for n in frame.names if n.kind in ("indicator", "quote") and not n.excluded]
    asks = frame.predicates or frame.ranking or frame.bounds or frame.groups or frame.aggregates or frame.classes
    if "why" in frame.questions and not (_lists(frame) and frame.predicates):
        return _why(frame, store)
    summary = frame.has("summary") or "expand" in frame.follow
    only_names = not frame.measures and any(not n.excluded for n in frame.names) and not indicators
    if (summary or only_names) and not (asks or indicators or frame.relation) and _plain_measures(frame):
        return Summary(of_scope(frame), _name_notes(frame))
    return None


def _audit_topic(frame: Frame) -> str | None:
    """Which figures are to be checked; None for all."""
    spoken = [*frame.measures, *(["fund"] if frame.funds or "fund" in frame.nouns else [])]
    return next((topic for topic in ("fund", "total_score", "execution_rate", "score") if topic in spoken), None)


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


def _lists(frame: Frame) -> bool:
    return "which" in frame.questions or "table" in frame.formats


# -- tables ------------------------------------------------------------------------------------------------------


def subject_of(frame: Frame) -> Subject:
    """What a row of the answer is."""
    if frame.funds:
        return Subject.FUND_LINE
    of_scores = {"at_cap", "below_cap"} & set(frame.predicates) or "lost" in _all_measures(frame)
    asks_projects = _asks_projects(frame)
    indicator_names = [n for n in frame.names if n.kind in ("indicator", "quote") and not n.excluded]
    of_indicators = (
        bool(_INDICATOR_NOUNS & set(frame.nouns))
        or bool(frame.classes or frame.excluded_classes or indicator_names)
        or bool(_OF_INDICATORS & set(_all_measures(frame)) and not asks_projects)
        or {"level1", "level2"} & set(frame.groups)
    )
    own_predicates = [p for p in frame.predicates if PREDICATES[p].subject is not Subject.EVALUATION]
    if asks_projects and not frame.classes and not indicator_names:
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


def _asks_projects(frame: Frame) -> bool:
    """Rows are projects: 丢分最多的项目, which projects …; also where indicators are only what they are ranked by."""
    if "project" not in frame.nouns:
        return False
    ranked_by_losses = frame.ranking is not None and frame.ranking.measure == "lost"
    return not _INDICATOR_NOUNS & set(frame.nouns) or (ranked_by_losses and frame.head == "project")


def _all_measures(frame: Frame) -> list[str]:
    bounds = [m for b in frame.bounds for m in (b.measure, b.other) if m]
    ranking = [frame.ranking.measure] if frame.ranking and frame.ranking.measure else []
    return [*frame.measures, *bounds, *ranking]


def _table(frame: Frame, store: Overview) -> Request:
    subject = subject_of(frame)
    if "overall" in frame.aggregates and not RATES & set(frame.measures):
        frame = replace(frame, measures=["execution_rate"])
    if _nested_superlative(frame, subject):
        return _of_the_leading(frame, store, subject)
    default = _default_measure(frame, subject)
    if frame.ranking and frame.ranking.measure is None and default is None:
        return _which_measure(frame, store)
    if _aggregates(frame):
        return _total(frame, store, subject, default or "executed")
    return _rows(frame, store, subject, default or "executed")


def _default_measure(frame: Frame, subject: Subject) -> str | None:
    """The measure of a bound or a ranking that names none, where only one makes sense."""
    units = {b.number.unit for b in frame.bounds if b.number and b.measure is None}
    if "percent" in units:
        return "execution_rate" if subject is Subject.EVALUATION else "actual"
    if "points" in units:
        return "total_score" if subject is Subject.EVALUATION else "score"
    if "yuan" in units:
        return "executed"
    if frame.measures:
        return frame.measures[0]
    return "score" if subject in (Subject.INDICATOR, Subject.SCORED) and not frame.ranking else None


def _which_measure(frame: Frame, store: Overview) -> Request:
    """最好的项目: by what? The closest readings, to choose from."""
    assert frame.ranking is not None  # noqa: S101  # the caller saw it
    keys = ("executed", "annual_budget", "execution_rate", "total_score")
    choices = []
    for key in keys:
        ranking = replace(frame.ranking, measure=key)
        choices.append(Choice(key, _table(replace(frame, ranking=ranking), store)))
    return Clarify("which_measure", tuple(choices))


def _nested_superlative(frame: Frame, subject: Subject) -> bool:
    """What is the satisfaction of the project with the largest budget: ranked projects, then rows of theirs."""
    ranking = frame.ranking
    if ranking is None or ranking.measure is None or ranking.last is None or subject is Subject.EVALUATION:
        return False
    of_projects = ranking.measure in (
        "executed",
        "annual_budget",
        "budget",
        "execution_rate",
        "unspent",
        "initial_budget",
        "total_score",
        "adjustment",
        "money",
    )
    return of_projects and subject is not Subject.FUND_LINE


def _of_the_leading(frame: Frame, store: Overview, subject: Subject) -> Request:
    ranking = frame.ranking
    assert ranking is not None and ranking.measure is not None  # noqa: S101
    field = field_of(ranking.measure, Subject.EVALUATION)
    projects = Query(
        Subject.EVALUATION,
        where=of_scope(frame),
        order=Order(field, ranking.descending, ranking.first, ranking.last),
    )
    inner = replace(frame, ranking=None, names=[], years=[], nouns=[*frame.nouns, "indicator"])
    table = _table(inner, store)
    if not isinstance(table, Tabular):
        return table
    query = replace(table.query, where=all_of(InEvaluations(projects), table.query.where))
    columns = query.columns if field in query.columns or query.aggregates else (*query.columns, field)
    return replace(table, query=replace(query, columns=columns))


def _aggregates(frame: Frame) -> bool:
    if frame.ranking and frame.ranking.last is not None and not [g for g in frame.groups if g]:
        return False  # 结余最多的一共剩多少: the figure of the leading row
    return bool({"sum", "average", "simple_average", "overall", "count"} & set(frame.aggregates)) or bool(
        [g for g in frame.groups if g and g != "project_name"] and not frame.ranking
    )


def identity(store: Overview, subject: Subject, frame: Frame) -> list[str]:
    """The columns that tell one row from another."""
    columns = ["project_name"]
    if store.several_years:
        columns.append("year")
    if store.several_units and subject is Subject.EVALUATION:
        columns.append("unit")
    return columns


def _asked(frame: Frame, subject: Subject) -> list[str]:
    fields: list[str] = []
    for measure in frame.measures:
        if measure == "money" and len(set(frame.measures)) == 1 and not frame.aggregates:
            fields += ["annual_budget", "executed"]
        elif measure == "adjusted_to" or measure == "money":
            fields += [field_of(measure, subject)] if measure == "adjusted_to" or "executed" not in fields else []
        else:
            fields.append(field_of(measure, subject))
    if "execution_rate" in fields and subject is not Subject.EVALUATION:
        fields.remove("execution_rate")
    if "money" in frame.measures and any(
        m in frame.measures for m in ("initial_budget", "annual_budget", "budget", "unspent")
    ):
        fields = [f for f in fields if f != "executed" or "executed" in frame.measures]
    return list(dict.fromkeys(fields))


def _rows(frame: Frame, store: Overview, subject: Subject, default: str) -> Request:
    frame = _losses_of_indicators(frame, subject)
    asked = _asked(frame, subject)
    whether = _whether(frame)
    where = of_frame(frame, subject, default, predicates=not whether)
    if subject is Subject.SCORED and frame.without_execution_row:
        subject = Subject.INDICATOR
    if subject in (Subject.INDICATOR, Subject.SCORED) and "not_applicable" not in frame.predicates:
        where = all_of(where, APPLICABLE)
    if subject is Subject.FUND_LINE:
        where = all_of(where, _funds(frame))
    if subject is Subject.SCORED and "lost" in asked and not frame.predicates and not frame.names_of("indicator"):
        where = all_of(where, PREDICATES["below_cap"].where)
    order = _order(frame, subject, asked, default)
    columns = _columns(frame, store, subject, asked, order)
    shape = _shape(frame, order, whether)
    condition = None
    if whether or shape is Shape.ALL:
        condition = of_frame(replace(frame, names=[], years=[], classes=[]), subject, default)
        if shape is Shape.ALL:
            bare = replace(frame, predicates=[], denied=[], bounds=[b for b in frame.bounds if not b.stated])
            where = all_of(of_frame(bare, subject, default), APPLICABLE if subject is not Subject.EVALUATION else None)
    return Tabular(
        shape,
        Query(subject, tuple(columns), where, order=order),
        tuple(asked),
        condition,
        _stated(frame, subject, default),
        _notes(frame, subject, order),
    )


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
    """大厅超预算了吗: the predicate is the question, not a filter, where one thing is named and no list is asked for."""
    named = [n for n in frame.names if not n.excluded]
    count = sum(len(n.names) for n in named if n.kind not in ("unit", "department"))
    filters = _lists(frame) or frame.aggregates or frame.ranking or _INDICATOR_NOUNS & set(frame.nouns) or frame.classes
    own = frame.predicates and all(
        PREDICATES[p].subject is Subject.EVALUATION or any(n.kind in ("indicator", "quote") for n in named)
        for p in frame.predicates
    )
    return bool(own) and bool(named) and count >= 1 and not filters


def _shape(frame: Frame, order: Order | None, whether: bool) -> Shape:
    if whether:
        return Shape.WHETHER
    if frame.all_of and (frame.predicates or frame.bounds) and not _lists(frame):
        return Shape.ALL
    if order and order.last is not None:
        return Shape.TOP
    filtered = frame.predicates or frame.bounds or frame.denied or frame.funds
    if "yes_no" in frame.questions and (filtered or frame.classes) and not frame.measures:
        return Shape.EXISTS
    if (frame.names or frame.measures) and not filtered and not order:
        return Shape.VALUES
    return Shape.LIST


def _order(frame: Frame, subject: Subject, asked: list[str], default: str) -> Order | None:
    per = "project_name" if "project_name" in frame.groups else next((g for g in frame.groups if g), None)
    if frame.ranking:
        ranking = frame.ranking
        field = field_of(ranking.measure or default, subject)
        if FIELDS[field].of_indicator and subject is Subject.EVALUATION:
            field = "total_score"
        return Order(field, ranking.descending, ranking.first, ranking.last, per if ranking.last else None)
    if frame.vague and asked:
        return Order(asked[0], "degree_less" not in frame.intents)
    return None


def _columns(frame: Frame, store: Overview, subject: Subject, asked: list[str], order: Order | None) -> list[str]:
    columns = identity(store, subject, frame)
    shown: list[str] = []
    if subject is Subject.FUND_LINE:
        shown += _FUND_COLUMNS
    elif subject in (Subject.INDICATOR, Subject.SCORED):
        shown += _INDICATOR_COLUMNS
    elif not asked and not order and not frame.predicates and not frame.bounds:
        shown += ["unit", *_FORM_COLUMNS]
    shown += [column for column in asked if column not in shown]
    for name in [*frame.predicates, *frame.denied]:
        shown += (
            PREDICATES[name].shows
            if subject is not Subject.EVALUATION or PREDICATES[name].subject is subject
            else ("points_lost",)
        )
    shown += [field_of(m, subject) for b in frame.bounds for m in (b.measure, b.other) if m]
    shown += [order.field] if order else []
    if subject is Subject.EVALUATION and not any(FIELDS[c].kind in (Kind.MONEY, Kind.RATE, Kind.POINTS) for c in shown):
        shown += [] if asked else _FUNDS
    fits = [c for c in shown if subject not in (Subject.EVALUATION, Subject.FUND_LINE) or not FIELDS[c].of_indicator]
    return list(dict.fromkeys([*columns, *fits]))


def _funds(frame: Frame) -> Where | None:
    named = [Condition("fund_name", Operator.CONTAINS, name) for name in frame.funds if name != _FUND_PARTS]
    uses = "yes_no" in frame.questions or "nothing_spent" in frame.denied
    used = Condition("executed", Operator.MORE, 0) if uses and named else None
    return all_of(*named, used)


def _stated(frame: Frame, subject: Subject, default: str):  # type: ignore[no-untyped-def]
    return tuple(
        (field_of(b.measure or default, subject), b.number) for b in frame.bounds if b.stated and b.number and b.number
    )


def _why(frame: Frame, store: Overview) -> Request:
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
    funds = ["annual_budget", "executed", "unspent", "execution_rate"]
    telling = None
    if not indicators and not frame.classes:
        telling = _telling()
    where = all_of(scope, telling, APPLICABLE)
    stated = tuple((field_of(b.measure or "lost", Subject.EVALUATION), b.number) for b in frame.bounds if b.number)
    about = _asked(frame, Subject.EVALUATION) + [p for p in frame.predicates]
    columns = tuple(shown if indicators or frame.classes else [*shown, *funds])
    return Tabular(Shape.WHY, Query(Subject.SCORED, columns, where), tuple(about), None, stated, _name_notes(frame))


def _telling() -> Where:
    from store.catalog import EXECUTION_ROW
    from store.query import AnyOf

    return AnyOf(
        (
            Condition("level3", Operator.EQUAL, EXECUTION_ROW),
            PREDICATES["below_cap"].where,
            Condition("deviation", Operator.PRESENT),
        )
    )


def _total(frame: Frame, store: Overview, subject: Subject, default: str) -> Request:
    """Counts, sums and averages, over all rows or in groups."""
    counting = "count" in frame.aggregates and not frame.measures
    groups = _groups(frame, subject)
    if subject is Subject.EVALUATION and set(groups) & {"level1", "level2"}:
        subject = Subject.INDICATOR
    where = of_frame(frame, subject, default)
    if subject in (Subject.INDICATOR, Subject.SCORED) and "not_applicable" not in frame.predicates:
        where = all_of(where, APPLICABLE)
    if subject is Subject.FUND_LINE:
        where = all_of(where, _funds(frame))
    if counting:
        counted = next((n for n in frame.nouns if n in ("unit", "department", "year") and n not in groups), None)
        if counted and not groups and "project" not in frame.nouns:
            groups = [counted]
        shape = Shape.COUNT
        aggregates = [Aggregate(Function.COUNT)]
    else:
        shape = Shape.TOTAL
        aggregates = _functions(frame, subject, default)
        if not aggregates:
            return _rows(replace(frame, aggregates=[]), store, subject, default)
    order = None
    if frame.ranking:
        field = field_of(frame.ranking.measure or default, subject)
        keys = [a.field or "count" for a in aggregates]
        order = Order(
            field if field in keys else keys[0], frame.ranking.descending, frame.ranking.first, frame.ranking.last
        )
    query = Query(subject, tuple(groups), where, tuple(aggregates), order)
    asked = tuple(dict.fromkeys(a.field for a in aggregates if a.field))
    return Tabular(shape, query, asked, notes=_notes(frame, subject, order))


def _groups(frame: Frame, subject: Subject) -> list[str]:
    groups = [g for g in frame.groups if g]
    if not groups and "" in frame.groups and "count" in frame.aggregates:
        levels = [level for level, _ in frame.classes]
        if levels.count("level2") > 1 or levels.count("level1") > 1:
            groups = ["level2" if levels.count("level2") > 1 else "level1"]
        elif len([n for n in frame.names if not n.excluded]) > 1 or "project" in frame.nouns:
            groups = ["project_name"]
    return list(dict.fromkeys(groups))


def _functions(frame: Frame, subject: Subject, default: str) -> list[Aggregate]:
    fields = _asked(frame, subject) or [field_of(default, subject)]
    found: list[Aggregate] = []
    for field in fields:
        kind = FIELDS[field].kind
        if FIELDS[field].of_indicator and subject is Subject.EVALUATION:
            continue
        if field in RATES and FIELDS[field].ratio:
            simple = "simple_average" in frame.aggregates
            found.append(Aggregate(Function.AVERAGE if simple else Function.OVERALL, field))
        elif kind in _SUMMABLE and {"average", "simple_average"} & set(frame.aggregates):
            found.append(Aggregate(Function.AVERAGE, field))
        elif kind in _SUMMABLE and field != "total_score":
            found.append(Aggregate(Function.SUM, field))
        elif field == "total_score":
            found.append(Aggregate(Function.AVERAGE, field))
    return found


# -- what the person is told of the reading --------------------------------------------------------------------------


def _notes(frame: Frame, subject: Subject, order: Order | None) -> tuple[Note, ...]:
    notes = list(_name_notes(frame))
    measures = set(_all_measures(frame))
    if measures & {"budget"}:
        notes.append(Note("budget_is_annual"))
    if "money" in measures and len(measures) == 1:
        notes.append(Note("money_is_both"))
    if frame.vague and order and not frame.names:
        notes.append(Note("vague"))
    if any(b.about for b in frame.bounds):
        notes.append(Note("about"))
    if any(b.number and b.measure is None for b in frame.bounds) and subject is Subject.EVALUATION:
        notes.append(Note("bound_is_executed"))
    if "far_exceeded" in frame.predicates:
        notes.append(Note("far"))
    return tuple(notes)


def _name_notes(frame: Frame) -> tuple[Note, ...]:
    notes = [Note("corrected", (typed, meant)) for typed, meant in frame.corrections]
    for name in frame.names:
        if len(name.names) > 1 and name.kind != "quote":
            notes.append(Note("several", (name.text, str(len(name.names)), name.kind)))
        elif name.names and name.names[0] != name.text and not name.excluded and name.kind != "quote":
            notes.append(Note("taken_for", (name.text, name.names[0])))
    return tuple(notes)


__all__ = ["NamePart", "decide", "identity", "of_bound", "subject_of"]
