"""The typed request: its parts are joined without empty ones, and it is written as JSON with all that it says."""

from __future__ import annotations

import json

from question_sets import all_asked
from store.query import (
    Aggregate,
    Aggregated,
    AllOf,
    AnyOf,
    Condition,
    FieldValue,
    Function,
    InEvaluations,
    Not,
    OneOf,
    Operator,
    Order,
    Query,
    Subject,
    all_of,
    any_of,
    as_json,
)

A = Condition("year", Operator.EQUAL, 2023)
B = Condition("unit", Operator.CONTAINS, "局")


def test_nothing_to_hold_is_no_condition() -> None:
    assert all_of() is None
    assert all_of(None, None) is None


def test_one_condition_stands_for_itself() -> None:
    assert all_of(None, A, None) is A
    assert any_of(A) is A


def test_several_conditions_are_joined_in_their_order() -> None:
    assert all_of(A, None, B) == AllOf((A, B))
    assert any_of(A, B) == AnyOf((A, B))


def test_a_query_as_json_names_its_parts_and_leaves_out_what_it_does_not_say() -> None:
    assert as_json(Query(Subject.EVALUATION, ("project_name",), A)) == {
        "is": "Query",
        "subject": "evaluation",
        "columns": ["project_name"],
        "where": {"is": "Condition", "field": "year", "operator": "=", "value": 2023},
    }


def test_an_order_and_aggregates_are_in_the_json() -> None:
    query = Query(
        Subject.FUND_LINE,
        ("unit",),
        aggregates=(Aggregate(Function.COUNT), Aggregate(Function.SUM, "executed")),
        order=Order("executed", descending=True, first=2, last=3, per="year"),
    )
    written = as_json(query)
    assert written["aggregates"] == [
        {"is": "Aggregate", "function": "count"},
        {"is": "Aggregate", "function": "sum", "field": "executed"},
    ]
    assert written["order"] == {
        "is": "Order", "field": "executed", "descending": True, "first": 2, "last": 3, "per": "year",
        "both_ends": False,
    }  # fmt: skip


def test_every_kind_of_condition_is_in_the_json() -> None:
    average = Aggregated(Function.AVERAGE, "executed", A)
    where = AllOf(
        (
            AnyOf((A, Not(B))),
            OneOf("year", (2022, 2023)),
            Condition("executed", Operator.MORE, FieldValue("annual_budget")),
            Condition("executed", Operator.LESS, average),
            Condition("deviation", Operator.MISSING),
            InEvaluations(Query(Subject.EVALUATION, order=Order("executed", descending=True, last=1))),
        )
    )
    written = json.dumps(as_json(where), ensure_ascii=False)
    for name in ("AllOf", "AnyOf", "Not", "OneOf", "FieldValue", "Aggregated", "InEvaluations", "Order"):
        assert f'"is": "{name}"' in written
    assert "missing" in written


def test_a_bound_of_nothing_is_kept() -> None:
    """0 is a number that a question may say; only what is not said is left out."""
    assert as_json(Condition("executed", Operator.EQUAL, 0))["value"] == 0


def test_an_answer_shows_the_query_that_was_run_its_statement_and_its_parameters() -> None:
    shown = [one.answer.query for one in all_asked("seed") if one.answer.query and "sql" in one.answer.query]
    assert len(shown) > 50
    for query in shown:
        assert {"is", "subject", "sql", "parameters"} <= set(query)
        assert query["sql"].count("?") == len(query["parameters"])
