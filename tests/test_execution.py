"""Queries over a store: ranks and ties, exact figures, and conditions where values are missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest

from execution_store import LARGE, SMALL, names, run, six
from store.catalog import EXECUTION_ROW, Kind
from store.execution import RawValue, shown
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
    Where,
)


@pytest.fixture
def store() -> sqlite3.Connection:
    return six()


def figures(store: sqlite3.Connection, *aggregates: Aggregate, where: Where | None = None) -> Sequence[RawValue]:
    (row,) = run(store, Query(Subject.EVALUATION, (), where, aggregates)).rows
    return row.values


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order("executed", descending=True, last=1), "甲"),
        (Order("executed", descending=True, last=2), "甲乙丙"),  # both of the second rank
        (Order("executed", descending=True, last=3), "甲乙丙"),
        (Order("executed", descending=True, last=4), "甲乙丙丁"),
        (Order("executed", descending=False, last=1), "丁"),
        (Order("executed", descending=False, last=2), "丁乙丙"),
        (Order("executed", descending=True), "甲乙丙丁"),
    ],
)
def test_ties_at_the_cut_are_all_kept(store: sqlite3.Connection, order: Order, found: str) -> None:
    assert names(store, SMALL, order) == found


@pytest.mark.parametrize(
    ("first", "descending", "found"),
    [(2, True, "乙丙"), (3, True, "丁"), (4, True, ""), (2, False, "乙丙"), (3, False, "甲")],
)
def test_the_second_is_the_second_figure_whoever_shares_it(
    store: sqlite3.Connection, first: int, descending: bool, found: str
) -> None:
    assert names(store, SMALL, Order("executed", descending, first, first)) == found


def test_a_row_without_the_figure_has_no_rank(store: sqlite3.Connection) -> None:
    assert "戊" in names(store)
    assert "戊" not in names(store, order=Order("executed", descending=False))
    assert "戊" not in names(store, order=Order("executed", descending=False, last=1))


def test_a_cut_result_says_of_how_many(store: sqlite3.Connection) -> None:
    order = Order("executed", descending=True, last=1)
    result = run(store, Query(Subject.EVALUATION, ("project_name",), SMALL, order=order))
    assert len(result.rows) == 1


def test_each_group_has_its_own_leaders(store: sqlite3.Connection) -> None:
    order = Order("executed", descending=True, last=1, per="unit")
    result = run(store, Query(Subject.EVALUATION, ("unit", "project_name"), SMALL, order=order))
    assert {row.values for row in result.rows} == {("甲局", "甲"), ("乙局", "丙")}


def test_rows_come_in_the_order_of_the_forms(store: sqlite3.Connection) -> None:
    assert names(store) == "甲乙丙丁戊己"


def test_a_sum_is_exact_to_the_fen(store: sqlite3.Connection) -> None:
    assert figures(store, Aggregate(Function.SUM, "executed")) == (300 + 200 + 200 + 100 + LARGE,)


def test_the_total_of_the_funds_is_never_summed_with_its_parts(store: sqlite3.Connection) -> None:
    assert figures(store, Aggregate(Function.SUM, "executed"), where=SMALL) == (800,)


def test_functions_over_what_has_a_value(store: sqlite3.Connection) -> None:
    functions = (Function.COUNT, Function.SUM, Function.AVERAGE)
    where = OneOf("project_name", ("甲", "乙", "丁", "戊"))
    aggregates = [Aggregate(f, None if f is Function.COUNT else "executed") for f in functions]
    assert figures(store, *aggregates, where=where) == (4, 600, 200)


def test_an_average_is_rounded_once(store: sqlite3.Connection) -> None:
    where = OneOf("project_name", ("甲", "乙", "丙"))  # 700 / 3
    assert figures(store, Aggregate(Function.AVERAGE, "executed"), where=where) == (233,)


def test_a_rate_over_all_is_the_ratio_of_sums_and_not_the_mean_of_rates(store: sqlite3.Connection) -> None:
    where = OneOf("project_name", ("甲", "己"))
    overall, simple = figures(
        store, Aggregate(Function.OVERALL, "execution_rate"), Aggregate(Function.AVERAGE, "execution_rate"), where=where
    )
    assert overall == 1_000_000  # 100 %, but for a thousandth of a billionth
    assert simple == 650_000  # the mean of 30 % and 100 %


def test_a_rate_over_all_leaves_out_forms_that_lack_either_figure(store: sqlite3.Connection) -> None:
    where = OneOf("project_name", ("甲", "丁", "戊"))
    aggregates = [Aggregate(Function.OVERALL, key) for key in ("execution_rate", "adjustment_rate")]
    assert figures(store, *aggregates, where=where) == (
        200_000,  # (300 + 100) / 2000: 戊 does not say what it spent
        -62_500,  # (1000 - 800 + 500 - 800) / 1600: 丁 has no initial budget
    )


def test_a_rate_of_nothing_has_no_value(store: sqlite3.Connection) -> None:
    where = Condition("project_name", Operator.EQUAL, "戊")
    assert figures(store, Aggregate(Function.OVERALL, "execution_rate"), where=where) == (None,)


def test_a_field_that_is_no_ratio_has_no_rate_over_all(store: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="executed is no ratio"):
        figures(store, Aggregate(Function.OVERALL, "executed"))


def test_no_row_aggregates_to_no_row(store: sqlite3.Connection) -> None:
    where = Condition("project_name", Operator.EQUAL, "无")
    assert run(store, Query(Subject.EVALUATION, (), where, (Aggregate(Function.COUNT),))).rows == ()


def test_groups_have_a_row_each_and_are_ranked_by_their_figure(store: sqlite3.Connection) -> None:
    order = Order("executed", descending=True, last=1)
    totals = (Aggregate(Function.SUM, "executed"), Aggregate(Function.COUNT))
    query = Query(Subject.EVALUATION, ("unit",), SMALL, totals)
    assert [row.values for row in run(store, query).rows] == [("甲局", 500, 2), ("乙局", 300, 2)]
    ranked = run(store, Query(Subject.EVALUATION, ("unit",), SMALL, totals, order))
    assert [row.values for row in ranked.rows] == [("甲局", 500, 2)]


@pytest.mark.parametrize(
    ("operator", "found"),
    [
        (Operator.EQUAL, "乙丙"),
        (Operator.UNEQUAL, "甲丁己"),
        (Operator.LESS, "丁"),
        (Operator.AT_MOST, "乙丙丁"),
        (Operator.MORE, "甲己"),
        (Operator.AT_LEAST, "甲乙丙己"),
    ],
)
def test_a_bound_is_exact_and_never_holds_of_a_missing_figure(
    store: sqlite3.Connection, operator: Operator, found: str
) -> None:
    assert names(store, Condition("executed", operator, 200)) == found


def test_missing_and_present(store: sqlite3.Connection) -> None:
    assert names(store, Condition("executed", Operator.MISSING)) == "戊"
    assert names(store, Condition("executed", Operator.PRESENT)) == "甲乙丙丁己"


def test_contains_is_a_plain_part_of_a_text(store: sqlite3.Connection) -> None:
    assert names(store, Condition("unit", Operator.CONTAINS, "乙")) == "丙丁"
    for pattern in ("%", "_局", "*"):
        assert names(store, Condition("unit", Operator.CONTAINS, pattern)) == ""


RAISED = Condition("adjustment", Operator.MORE, 100)  # unknown of 丁, which has no initial budget


def test_and_or_and_not_where_a_value_is_missing(store: sqlite3.Connection) -> None:
    of_second = Condition("unit", Operator.EQUAL, "乙局")
    assert names(store, RAISED) == "甲乙丙己"
    assert names(store, AllOf((RAISED, of_second))) == "丙"
    assert names(store, AnyOf((RAISED, of_second))) == "甲乙丙丁己"
    assert names(store, Not(RAISED)) == "丁戊"
    assert names(store, AllOf((Not(RAISED), Not(of_second)))) == "戊"
    assert names(store, Not(Not(RAISED))) == names(store, RAISED)
    assert names(store, Not(AnyOf((RAISED, of_second)))) == "戊"


def test_and_binds_what_it_holds_together(store: sqlite3.Connection) -> None:
    either = AnyOf((Condition("project_name", Operator.EQUAL, "甲"), Condition("project_name", Operator.EQUAL, "丁")))
    assert names(store, AllOf((either, Condition("unit", Operator.EQUAL, "乙局")))) == "丁"


def test_a_field_against_another_of_the_same_row(store: sqlite3.Connection) -> None:
    assert names(store, Condition("executed", Operator.MORE, FieldValue("initial_budget"))) == "己"
    assert names(store, Condition("annual_budget", Operator.LESS, FieldValue("initial_budget"))) == "戊"


def test_a_field_against_an_average_and_against_the_figure_of_a_project(store: sqlite3.Connection) -> None:
    average = Aggregated(Function.AVERAGE, "executed", SMALL)  # 200
    assert names(store, AllOf((SMALL, Condition("executed", Operator.MORE, average)))) == "甲"
    assert names(store, AllOf((SMALL, Condition("executed", Operator.EQUAL, average)))) == "乙丙"
    of_second = Aggregated(Function.SUM, "executed", Condition("project_name", Operator.EQUAL, "乙"))
    assert names(store, Condition("executed", Operator.LESS, of_second)) == "丁"


def test_a_rate_against_the_rate_over_all(store: sqlite3.Connection) -> None:
    overall = Aggregated(Function.OVERALL, "execution_rate", SMALL)  # 800 / 4000
    assert names(store, AllOf((SMALL, Condition("execution_rate", Operator.LESS, overall)))) == "丁"


def test_rows_of_the_projects_that_another_query_finds(store: sqlite3.Connection) -> None:
    most = InEvaluations(Query(Subject.EVALUATION, where=SMALL, order=Order("executed", descending=True, last=1)))
    where = AllOf((most, Condition("applicable", Operator.EQUAL, 1)))
    result = run(store, Query(Subject.INDICATOR, ("project_name", "level3"), where))
    assert [row.values for row in result.rows] == [("甲", "场次"), ("甲", "满意")]


def test_projects_of_which_an_indicator_holds_something(store: sqlite3.Connection) -> None:
    query = Query(Subject.INDICATOR, where=Condition("score", Operator.LESS, FieldValue("weight")))
    assert names(store, InEvaluations(query)) == "甲乙丙丁戊己"
    assert names(store, Not(InEvaluations(query))) == ""


def test_nested_conditions_keep_their_parameters_in_order(store: sqlite3.Connection) -> None:
    named = Condition("project_name", Operator.EQUAL, "乙")
    nested = InEvaluations(Query(Subject.EVALUATION, where=Condition("unit", Operator.EQUAL, "甲局")))
    bound = Condition("executed", Operator.AT_MOST, Aggregated(Function.SUM, "executed", named))
    result = run(store, Query(Subject.EVALUATION, ("project_name",), AllOf((nested, bound, OneOf("year", (2023,))))))
    assert result.parameters == ("甲局", "乙", 2023)
    assert [row.values for row in result.rows] == [("乙",)]


def test_scored_rows_are_the_indicators_and_the_execution_row(store: sqlite3.Connection) -> None:
    where = AllOf((Condition("project_name", Operator.EQUAL, "甲"), Condition("weight", Operator.MORE, 0)))
    columns = ("level3", "score", "weight", "lost")
    scored = run(store, Query(Subject.SCORED, columns, where)).rows
    assert [row.values for row in scored] == [
        (EXECUTION_ROW, 90_000, 100_000, 10_000),
        ("场次", 40_000, 50_000, 10_000),
        ("满意", 300_000, 300_000, 0),
    ]
    assert [row.values[0] for row in run(store, Query(Subject.INDICATOR, columns, where)).rows] == ["场次", "满意"]


def test_points_lost_count_the_execution_row_and_nothing_that_does_not_apply(store: sqlite3.Connection) -> None:
    columns = ("points_lost", "indicator_points_lost", "indicator_count")
    where = Condition("project_name", Operator.EQUAL, "甲")
    assert run(store, Query(Subject.EVALUATION, columns, where)).rows[0].values == (20_000, 10_000, 2)


def test_fund_lines_are_rows_of_their_own(store: sqlite3.Connection) -> None:
    where = Condition("project_name", Operator.EQUAL, "甲")
    result = run(store, Query(Subject.FUND_LINE, ("fund_name", "executed"), where))
    assert [row.values for row in result.rows] == [("年度资金总额", 300), ("财政拨款", 300)]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.MONEY, 401562503, 4015625.03),
        (Kind.MONEY, 457410000, 4574100),
        (Kind.MONEY, 0, 0),
        (Kind.RATE, 887_600, 88.76),
        (Kind.POINTS, 88_800, 8.88),
        (Kind.COUNT, 3, 3),
        (Kind.TEXT, "文", "文"),
        (Kind.MONEY, None, None),
    ],
)
def test_a_stored_value_is_shown_in_yuan_percent_and_points(kind: Kind, raw: RawValue, value: object) -> None:
    assert shown(kind, raw) == value
    assert isinstance(shown(kind, raw), type(value))
