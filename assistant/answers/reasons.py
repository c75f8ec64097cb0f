"""Why a score or a rate is what it is: the arithmetic of the form, the reasons that it gives, or that it gives none.

Owns the headline of a "why". A figure that the question takes for granted is checked first, and corrected.
"""

from __future__ import annotations

from assistant.answers.draft import Teller
from assistant.deciding.conditions import PREDICATES, field_of, scaled
from assistant.deciding.request import Tabular
from assistant.wording.values import said
from store.catalog import EXECUTION_ROW, FIELDS
from store.execution import Result, Row
from store.patterns import late
from store.query import Aggregate, Condition, Function, OneOf, Operator, Query, Subject, Where, all_of

_OF_FUNDS = frozenset(
    {
        "executed",
        "execution_rate",
        "unspent",
        "unspent_left",
        "nothing_spent",
        "fully_spent",
        "annual_budget",
        "execution_score",
    }
)
_PARTS = late("[。；;\n]")
_OF_MONEY = late("资金|支付|结算|经费|预算|拨款|付款|尾款")  # what a form tells of its money outside the reasons
MOST_REASONS = 3
LEAST_RANKED = 3  # a rank among fewer says nothing


def why(result: Result, request: Tabular, teller: Teller) -> str:
    """Two or three sentences: is it as the question says, how the figure comes about, and the reason given."""
    rows = _Rows(result, teller)
    executions = [row for row in result.rows if rows.raw(row, "level3") == EXECUTION_ROW]
    execution = executions[0] if executions else None
    if len(executions) > 1 and rows.has("unspent"):
        return _several(rows, executions, teller)
    indicators = [row for row in result.rows if row is not execution]
    about_funds = bool(_OF_FUNDS & set(request.asked)) or any(f in _OF_FUNDS for f, _ in request.stated)
    sentences = [*_corrections(request, result, teller), *_false_predicates(request, result, teller)]
    with_funds = execution is not None and rows.has("unspent")
    if execution is not None and with_funds and (about_funds or not indicators):
        sentences += _funds(rows, execution, indicators)
    elif execution is not None:
        sentences += _losses(rows, execution, indicators)
    else:
        sentences += [sentence for row in indicators[:MOST_REASONS] for sentence in _indicator(rows, row)]
    return teller.say.joined("sentences", sentences)


def _several(rows: _Rows, executions: list[Row], teller: Teller) -> str:
    """Of several projects, the arithmetic of each; the reasons stand in the table."""
    sentences = [_arithmetic(rows, row) for row in executions[:MOST_REASONS]]
    more = [teller.say("why.others", n=len(executions) - MOST_REASONS)] if len(executions) > MOST_REASONS else []
    reasons = any(rows.raw(row, "deviation") for row in rows.result.rows)
    end = [] if reasons else [teller.say("why.no_reason_for_funds")]
    return teller.say.joined("sentences", [*sentences, *more, *end])


class _Rows:
    """The cells of a result by name, raw and in words."""

    def __init__(self, result: Result, teller: Teller) -> None:
        self.result, self.teller = result, teller

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.result.columns)

    def raw(self, row: Row, key: str) -> int | str | None:
        return row.values[self.result.column(key)]

    def said(self, row: Row, key: str) -> str:
        return said(FIELDS[key].kind, self.raw(row, key), self.teller.language)


def _corrections(request: Tabular, result: Result, teller: Teller) -> list[str]:
    """What the question takes for granted and the form does not say: 扣了 5 分, where 0.01 was lost."""
    where = _same_project(result)
    sentences: list[str] = []
    if where is None:
        return sentences
    for field, number in request.stated:
        key = "points_lost" if field == "lost" else field_of(field, Subject.EVALUATION)
        if FIELDS[key].of_indicator or number.approximate:
            continue
        actual = _only_figure(teller.run(Query(Subject.EVALUATION, (), where, (Aggregate(Function.SUM, key),))))
        if actual is not None and actual != scaled(number, key):
            stated = said(FIELDS[key].kind, scaled(number, key), teller.language)
            value = said(FIELDS[key].kind, actual, teller.language)
            sentences.append(teller.say("why.not_so", label=teller.label(key), value=value, stated=stated))
    return sentences


def _false_predicates(request: Tabular, result: Result, teller: Teller) -> list[str]:
    """预算为什么被砍, where it was raised: the figures that say otherwise."""
    where = _same_project(result)
    sentences: list[str] = []
    if where is None:
        return sentences
    for name in request.asked:
        predicate = PREDICATES.get(name)
        if predicate is None or predicate.subject is not Subject.EVALUATION:
            continue
        if teller.run(Query(Subject.EVALUATION, ("project_name",), all_of(where, predicate.where))).rows:
            continue
        shown = teller.run(Query(Subject.EVALUATION, predicate.shows, where))
        for row in shown.rows[:1]:
            figures = [
                teller.say(
                    "table.figure", label=teller.label(key), value=said(FIELDS[key].kind, value, teller.language)
                )
                for key, value in zip(predicate.shows, row.values, strict=True)
            ]
            sentences.append(teller.say("why.not_so_at_all", figures=teller.say.joined("clauses", figures)))
    return sentences


def _same_project(result: Result) -> Where | None:
    """The one project that all rows are of, or None."""
    where: Where | None = None
    for field in ("project_name", "year"):
        if any(column.key == field for column in result.columns):
            values = tuple({v for row in result.rows if (v := row.values[result.column(field)]) is not None})
            if len(values) != 1:
                return None
            where = all_of(where, OneOf(field, values))
    return where


def _funds(rows: _Rows, execution: Row, indicators: list[Row]) -> list[str]:
    say = rows.teller.say
    sentences = []
    if rows.raw(execution, "unspent") == 0:
        sentences.append(say("why.all_spent", rate=rows.said(execution, "execution_rate")))
    sentences.append(_arithmetic(rows, execution))
    sentences += _rank(rows, execution)
    given = [rows.said(row, "deviation") for row in indicators if rows.raw(row, "deviation")]
    if given:
        sentences.append(say("why.reasons", reasons="；".join(dict.fromkeys(given[:MOST_REASONS]))))
    else:
        sentences.append(say("why.no_reason_for_funds"))
    told = [part for part in _PARTS.split(str(rows.raw(execution, "goal_actual") or "")) if _OF_MONEY.search(part)]
    return [*sentences, *([say("why.told", text="；".join(told))] if told else [])]


def _arithmetic(rows: _Rows, execution: Row) -> str:
    """How the rate and its score come about."""
    return rows.teller.say(
        "why.execution",
        what=rows.said(execution, "project_name"),
        rate=rows.said(execution, "execution_rate"),
        executed=rows.said(execution, "executed"),
        budget=rows.said(execution, "annual_budget"),
        unspent=rows.said(execution, "unspent"),
        score=rows.said(execution, "score"),
        weight=rows.said(execution, "weight"),
    )


def _only_figure(result: Result) -> int | None:
    value = result.rows[0].values[0] if result.rows else None
    return value if isinstance(value, int) else None


def _rank(rows: _Rows, execution: Row) -> list[str]:
    """Where the rate stands among all, so that "so low" can be judged."""
    rate = rows.raw(execution, "execution_rate")
    count = (Aggregate(Function.COUNT),)
    rated = Condition("execution_rate", Operator.PRESENT)
    forms = _only_figure(rows.teller.run(Query(Subject.EVALUATION, (), rated, count))) or 0
    if rate is None or forms < LEAST_RANKED:
        return []
    higher = Condition("execution_rate", Operator.MORE, rate)
    rank = 1 + (_only_figure(rows.teller.run(Query(Subject.EVALUATION, (), higher, count))) or 0)
    label = rows.teller.label("execution_rate")
    said_rate = rows.said(execution, "execution_rate")
    return [rows.teller.say("why.rank", label=label, value=said_rate, n=forms, rank=rank)]


def _losses(rows: _Rows, execution: Row, indicators: list[Row]) -> list[str]:
    say = rows.teller.say
    sentences = []
    losing = [row for row in [execution, *indicators] if isinstance(v := rows.raw(row, "lost"), int) and v > 0]
    for row in losing[:MOST_REASONS]:
        sentences += _indicator(rows, row)
    return sentences or [
        say("why.nothing_lost", name=rows.said(execution, "project_name"), score=rows.said(execution, "score"))
    ]


def _indicator(rows: _Rows, row: Row) -> list[str]:
    say = rows.teller.say
    name = rows.said(row, "level3")
    lost = rows.raw(row, "lost")
    if name == EXECUTION_ROW and lost:
        points = {key: rows.said(row, key) for key in ("score", "weight", "lost")}
        rate = rows.said(row, "actual") + ("" if rows.said(row, "actual").endswith("%") else "%")
        sentence = say("why.execution_row", name=name, rate=rate, **points)
    elif isinstance(lost, int) and lost <= 0:
        full = {key: rows.said(row, key) for key in ("target", "actual", "score")}
        sentence = say("why.nothing_lost_of", name=name, **full)
    else:
        keys = ("target", "actual", "score", "weight", "lost")
        sentence = say("why.indicator", name=name, **{key: rows.said(row, key) for key in keys})
    reason = rows.raw(row, "deviation")
    given = say("why.reason", reason=reason) if reason else say("why.no_reason")
    return [sentence, given]
