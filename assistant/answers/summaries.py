"""A form, or all of them, in a few sentences: budget, spending, rate, score, and where points were lost.

Owns what a summary takes in. Every figure of it stands in its rows.
"""

from __future__ import annotations

from assistant.answer import Status
from assistant.answers.draft import Draft, Teller
from assistant.deciding.conditions import PREDICATES
from assistant.deciding.request import Summary
from assistant.wording.interpretation import read_out
from assistant.wording.values import said
from store.catalog import FIELDS
from store.execution import Result, Row
from store.query import Aggregate, Condition, Function, Operator, Query, Subject, all_of

_COLUMNS = (
    "project_name",
    "year",
    "unit",
    "initial_budget",
    "annual_budget",
    "executed",
    "execution_rate",
    "unspent",
    "total_score",
    "grade",
)
MOST_NAMED = 4


def answer_summary(request: Summary, teller: Teller) -> Draft:
    """A row for every form; the sentences are about the one, or about all of them together."""
    query = Query(Subject.EVALUATION, _COLUMNS, request.where)
    result = teller.run(query)
    if not result.rows:
        return Draft(Status.EMPTY, teller.say("table.nothing", subject=teller.say("subject.evaluation", n=2)))
    sentences = _one(result, result.rows[0], teller) if len(result.rows) == 1 else _many(request, result, teller)
    return Draft(
        Status.ANSWERED,
        teller.say.joined("sentences", sentences),
        read_out(query, request.notes, teller.language),
        teller.query_json(result),
        tuple(teller.column(column) for column in result.columns),
        tuple(teller.cells(result, row) for row in result.rows),
        teller.row_sources(result, ("executed",)),
        result=result,
    )


def _said(result: Result, row: Row, key: str, teller: Teller) -> str:
    return said(FIELDS[key].kind, row.values[result.column(key)], teller.language)


def _one(result: Result, row: Row, teller: Teller) -> list[str]:
    say = teller.say
    value = {key: _said(result, row, key, teller) for key in _COLUMNS}
    sentences = [
        say(
            "summary.one",
            name=value["project_name"],
            year=value["year"],
            unit=value["unit"],
            initial=value["initial_budget"],
            budget=value["annual_budget"],
            executed=value["executed"],
            rate=value["execution_rate"],
            unspent=value["unspent"],
        )
    ]
    if row.values[result.column("total_score")] is not None:
        sentences.append(
            say("summary.score", score=value["total_score"], grade=say("summary.grade", grade=value["grade"]))
        )
    evaluation_id = row.records[0][1]
    lost = teller.run(
        Query(
            Subject.SCORED,
            ("level3", "score", "weight"),
            all_of(Condition("evaluation_id", Operator.EQUAL, evaluation_id), PREDICATES["below_cap"].where),
        )
    )
    if lost.rows:
        rows = [
            f"{r.values[0]} {_said(lost, r, 'score', teller)}/{_said(lost, r, 'weight', teller)}"
            for r in lost.rows[:MOST_NAMED]
        ]
        more = "…" if len(lost.rows) > MOST_NAMED else ""
        sentences.append(say("summary.lost", rows=say.joined("items", rows) + more))
    elif row.values[result.column("total_score")] is not None:
        sentences.append(say("summary.none_lost"))
    return sentences


def _many(request: Summary, result: Result, teller: Teller) -> list[str]:
    say, language = teller.say, teller.language
    functions = (
        Aggregate(Function.SUM, "annual_budget"),
        Aggregate(Function.SUM, "executed"),
        Aggregate(Function.SUM, "unspent"),
        Aggregate(Function.OVERALL, "execution_rate"),
    )
    totals = teller.run(Query(Subject.EVALUATION, (), request.where, functions)).rows[0].values
    figures = [said(FIELDS[str(a.field)].kind, v, language) for a, v in zip(functions, totals, strict=True)]
    years = sorted({str(v) for row in result.rows if (v := row.values[result.column("year")]) is not None})
    sentences = [
        say(
            "summary.many",
            n=len(result.rows),
            years=say.listed(years),
            budget=figures[0],
            executed=figures[1],
            unspent=figures[2],
            rate=figures[3],
        )
    ]
    with_figures = [row for row in result.rows if isinstance(row.values[result.column("executed")], int)]
    rated = [row for row in result.rows if isinstance(row.values[result.column("execution_rate")], int)]
    if with_figures and rated:
        spent = sorted(with_figures, key=lambda row: int(row.values[result.column("executed")] or 0))
        lowest = min(rated, key=lambda row: int(row.values[result.column("execution_rate")] or 0))
        sentences.append(
            say(
                "summary.extremes",
                most=_named(result, spent[-1], "executed", teller),
                least=_named(result, spent[0], "executed", teller),
                lowest=_said(result, lowest, "project_name", teller),
                rate=_said(result, lowest, "execution_rate", teller),
            )
        )
    return sentences


def _named(result: Result, row: Row, key: str, teller: Teller) -> str:
    name = _said(result, row, "project_name", teller)
    return teller.say("table.named_value", name=name, value=_said(result, row, key, teller))
