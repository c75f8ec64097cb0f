"""Queries over a store: ranks and ties, exact figures, conditions on missing values, and where rows come from."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from question_sets import all_asked
from question_stores import fill, public, seed
from store.catalog import EXECUTION_ROW, FIELDS, Kind
from store.connection import open_store
from store.execution import RawValue, Result, execute, origins, shown
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
from store.records import Cell, Evaluation, FundLine, Indicator, Place

LARGE = 2**53 + 1  # fen: no float holds it


def form(
    name: str, executed: int | None, budget: int | None = 1000, initial: int | None = 800, unit: str = "甲局"
) -> Evaluation:
    """A form with one total and two indicators, one of them below its cap."""
    rate = None if executed is None or not budget else Decimal(executed * 100) / Decimal(budget)
    total = FundLine(
        "年度资金总额", True, initial, budget, executed, Decimal(10), rate, Decimal(9),
        {"executed": Cell(str(executed), Place(line=5)), "rate": Cell(str(rate), Place(line=6))},
    )  # fmt: skip
    part = FundLine("财政拨款", False, initial, budget, executed)
    cells = {"score": Cell("4", Place(line=8)), "level3": Cell("场次", Place(line=7))}
    indicators = (
        Indicator("产出指标", Decimal(50), "数量指标", "场次", "≥4场", "5场", Decimal(5), Decimal(4), cells=cells),
        Indicator("效益指标", Decimal(30), "社会效益指标", "满意", "≥90%", "95%", Decimal(30), Decimal(30)),
        Indicator("效益指标", Decimal(30), "生态效益指标", "不适用", weight=Decimal(0), applicable=False),
    )
    head = {"project_name": Cell(name, Place(line=1))}
    return Evaluation(
        0, None, name, 2023, unit, "财政局", "元", (total, part), indicators=indicators, total_score=Decimal(43),
        cells=head,
    )  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """Six projects in two units: spent 300, 200, 200, 100, a sum that no float holds, and one that does not say."""
    path = tmp_path_factory.mktemp("execution") / "jiwen.db"
    forms = [
        form("甲", 300),
        form("乙", 200),
        form("丙", 200, unit="乙局"),
        form("丁", 100, initial=None, unit="乙局"),
        form("戊", None, budget=500),
        form("己", LARGE, budget=LARGE + 2, unit="丙局"),
    ]
    fill(path, {f"{evaluation.project_name}.txt": [evaluation] for evaluation in forms})
    return open_store(path)


SMALL: Where = Condition("executed", Operator.LESS, 1000)


def run(store: sqlite3.Connection, query: Query) -> Result:
    return execute(store, query)


def names(store: sqlite3.Connection, where: Where | None = None, order: Order | None = None) -> str:
    """The projects that are found, in their order, a character each."""
    result = run(store, Query(Subject.EVALUATION, ("project_name",), where, order=order))
    return "".join(str(row.values[0]) for row in result.rows)


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
    assert (len(result.rows), result.matching) == (1, 4)


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
    functions = (Function.COUNT, Function.SUM, Function.AVERAGE, Function.LEAST, Function.MOST)
    where = OneOf("project_name", ("甲", "乙", "丁", "戊"))
    aggregates = [Aggregate(f, None if f is Function.COUNT else "executed") for f in functions]
    assert figures(store, *aggregates, where=where) == (4, 600, 200, 100, 300)


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


def places(store: sqlite3.Connection, result: Result, *cells: str) -> list[tuple[str, int | None]]:
    return [
        (str(origin.project_name), origin.place.line)
        for row in result.rows
        for origin in origins(store, row.records, cells)
    ]


def test_a_row_knows_the_cell_that_it_was_read_from(store: sqlite3.Connection) -> None:
    where = Condition("project_name", Operator.EQUAL, "甲")
    of_form = run(store, Query(Subject.EVALUATION, ("executed",), where))
    assert places(store, of_form, "funds.executed") == [("甲", 5)]
    assert places(store, of_form, "funds.rate", "funds.executed") == [("甲", 6)]
    (origin,) = origins(store, of_form.rows[0].records, ["funds.executed"])
    assert (Path(origin.file).name, origin.year) == ("甲.txt", 2023)


@pytest.mark.xfail(strict=True, reason="the execution rate is cited for what the form does not print")
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
    assert [o.project_name for o in origins(store, first.records, ["funds.executed"])] == ["甲", "乙"]
    assert [o.project_name for o in origins(store, second.records, ["funds.executed"])] == ["丙", "丁"]


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
