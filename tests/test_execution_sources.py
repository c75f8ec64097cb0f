"""Where rows come from, and that a statement holds nothing of a question but its fields."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from execution_store import LARGE, SMALL, names, run, six
from question_sets import all_asked
from question_stores import public, seed
from store.catalog import EXECUTION_ROW, FIELDS
from store.execution import Result
from store.origins import origins
from store.query import (
    Aggregate,
    Aggregated,
    AllOf,
    Condition,
    Function,
    InEvaluations,
    Not,
    OneOf,
    Operator,
    Order,
    Query,
    Subject,
)


@pytest.fixture
def store() -> sqlite3.Connection:
    return six()


def places(store: sqlite3.Connection, result: Result, *cells: str) -> list[tuple[str, int | None]]:
    return [
        (str(origin.project_name), origin.place.line)
        for row in result.rows
        for origin in origins(store, row.records, cells).values()
    ]


def test_a_row_knows_the_cell_that_it_was_read_from(store: sqlite3.Connection) -> None:
    where = Condition("project_name", Operator.EQUAL, "甲")
    of_form = run(store, Query(Subject.EVALUATION, ("executed",), where))
    assert places(store, of_form, "funds.executed") == [("甲", 5)]
    assert places(store, of_form, "funds.rate", "funds.executed") == [("甲", 6)]
    (origin,) = origins(store, of_form.rows[0].records, ["funds.executed"]).values()
    assert (Path(origin.file).name, origin.year) == ("甲.txt", 2023)


def test_a_row_without_the_cell_gives_the_place_of_the_forms_name(store: sqlite3.Connection) -> None:
    of_form = run(store, Query(Subject.EVALUATION, ("executed",), Condition("project_name", Operator.EQUAL, "甲")))
    assert places(store, of_form, "form.goal_actual") == [("甲", 1)]


def test_an_indicator_and_the_execution_row_know_their_own_cells(store: sqlite3.Connection) -> None:
    where = AllOf((Condition("project_name", Operator.EQUAL, "甲"), OneOf("level3", ("场次", EXECUTION_ROW))))
    result = run(store, Query(Subject.SCORED, ("level3",), where))
    assert places(store, result, "indicator.actual") == [("甲", 6), ("甲", 7)]
    assert places(store, result, "indicator.score")[1] == ("甲", 8)


def test_a_figure_over_several_rows_knows_all_of_them(store: sqlite3.Connection) -> None:
    query = Query(Subject.EVALUATION, ("unit",), SMALL, (Aggregate(Function.SUM, "executed"),))
    first, second = run(store, query).rows
    assert [o.project_name for o in origins(store, first.records, ["funds.executed"]).values()] == ["甲", "乙"]
    assert [o.project_name for o in origins(store, second.records, ["funds.executed"]).values()] == ["丙", "丁"]


HOSTILE = ["甲' OR '1'='1", "'; DROP TABLE evaluations; --", '" OR 1=1', "甲\x00", "?", "c0 FROM sqlite_master"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_a_parameter_and_never_part_of_the_statement(store: sqlite3.Connection, text: str) -> None:
    for where in (
        Condition("project_name", Operator.EQUAL, text),
        Condition("project_name", Operator.CONTAINS, text),
        OneOf("project_name", (text, text)),
        Not(Not(Condition("unit", Operator.EQUAL, text))),
        InEvaluations(Query(Subject.EVALUATION, where=Condition("unit", Operator.EQUAL, text))),
        Condition("executed", Operator.MORE, Aggregated(Function.SUM, "executed", OneOf("unit", (text,)))),
    ):
        result = run(store, Query(Subject.EVALUATION, ("project_name",), where))
        assert result.rows == ()
        assert text in result.parameters
        assert text == "?" or text not in result.statement
    assert names(store) == "甲乙丙丁戊己"


def test_the_statement_depends_on_the_question_only_by_its_fields(store: sqlite3.Connection) -> None:
    statements = {
        run(store, Query(Subject.EVALUATION, ("executed",), Condition("executed", Operator.MORE, n))).statement
        for n in (0, -1, LARGE)
    }
    assert len(statements) == 1


def test_no_statement_of_any_known_question_holds_words_of_it() -> None:
    """The only Chinese in SQL is the catalog's own: the name of the execution row, and the grades."""
    own = re.compile(f"'(?:{EXECUTION_ROW}|[优良中差])'")
    statements = [one.answer.query["sql"] for one in all_asked() if one.answer.query and "sql" in one.answer.query]
    assert len(statements) > 300
    for statement in statements:
        assert re.search(r"[^\x00-\x7f]", own.sub("", statement)) is None


def _fields_of(subject: Subject) -> list[str]:
    with_indicators = subject in (Subject.INDICATOR, Subject.SCORED)
    own = [key for key, field in FIELDS.items() if with_indicators or not field.of_indicator]
    return [key for key in own if key != "indicator_id" or with_indicators]


@pytest.mark.parametrize("connection", [seed, public], ids=["seed", "public"])
@pytest.mark.parametrize(("subject", "key"), [(subject, key) for subject in Subject for key in _fields_of(subject)])
def test_every_field_can_be_selected_filtered_and_ranked_by(connection, subject: Subject, key: str) -> None:  # type: ignore[no-untyped-def]
    store = connection()
    every = [row.values[0] for row in run(store, Query(subject, (key,))).rows]
    values = [value for value in every if value is not None]
    present = run(store, Query(subject, (key,), Condition(key, Operator.PRESENT)))
    assert [row.values[0] for row in present.rows] == values
    for descending in (False, True):
        ranked = run(store, Query(subject, (key,), order=Order(key, descending))).rows
        found = [row.values[0] for row in ranked]
        assert sorted(found, key=repr) == sorted(values, key=repr)
        assert found == sorted(found, reverse=descending, key=lambda value: (value,))
    if values:
        equal = run(store, Query(subject, (key,), Condition(key, Operator.EQUAL, values[-1]))).rows
        assert len(equal) == values.count(values[-1]) > 0
