"""Forms in grids, as real ones vary: what stands where decides, and no grid whatever makes the parser fail."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from form_invented import invented
from form_tables import FAMILIES, laid_out
from store.forms import evaluations_in
from store.reading import Document, Grid, GridCell, Line
from store.reading.document import cell_name
from store.records import Evaluation, Place

HEAD = (
    ("2023年度项目支出绩效自评表",),
    ("项目名称", "甲项目", "实施单位", "乙中心"),
)
FUNDS = (
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "1.00", "2.00", "1.50", "10", "75%", "7.5"),
)
TABLE = ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROW = ("", "产出指标（50分）", "数量指标", "数目", "≥5个", "6个", "50", "50")


def document(*rows: tuple[str, ...], more: tuple[tuple[str, ...], ...] = ()) -> Document:
    """Rows of a grid; with `more` those of another, on the next page."""
    return Document(Path("表"), "pdf", [_grid(rows, 1), *([_grid(more, 2)] if more else [])])


def _grid(rows: tuple[tuple[str, ...], ...], page: int) -> Grid:
    cells = [
        GridCell(text, Place(page=page, cell=f"表{page}!{cell_name(row, column)}"), row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Grid(tuple(cells))


def only(*rows: tuple[str, ...], more: tuple[tuple[str, ...], ...] = ()) -> Evaluation:
    (form,) = evaluations_in(document(*rows, more=more))
    return form


def test_a_form_is_read_with_its_places() -> None:
    form = only(*HEAD, *FUNDS, TABLE, ROW)
    assert (form.project_name, form.unit, form.year, form.amount_unit) == ("甲项目", "乙中心", 2023, "万元")
    (line,) = form.fund_lines
    assert (line.initial_budget, line.annual_budget, line.executed, line.rate) == (10**6, 2 * 10**6, 15 * 10**5, 75)
    (row,) = form.indicators
    assert (row.level1, row.level1_weight, row.level3, row.target) == ("产出指标", 50, "数目", "≥5个")
    assert row.cells["target"].place == Place(page=1, cell="表1!E6")


def test_an_empty_value_is_nothing_and_the_next_label_no_value() -> None:
    form = only(HEAD[0], ("项目名称", "甲项目", "主管部门", "", "实施单位", "乙中心"), *FUNDS, TABLE, ROW)
    assert (form.department, form.unit) == (None, "乙中心")


def test_a_column_that_is_not_known_moves_no_other() -> None:
    header = (*TABLE[:4], "得分计算方法", *TABLE[4:6], "复核分", *TABLE[6:])
    row = (*ROW[:4], "按比例", *ROW[4:6], "49", *ROW[6:])
    (indicator,) = only(*HEAD, *FUNDS, header, row).indicators
    assert (indicator.target, indicator.weight, indicator.score, indicator.deviation) == ("≥5个", 50, 50, None)


def test_amounts_are_told_by_their_headings_in_whatever_order() -> None:
    funds = (
        ("项目资金", "", "全年执行数（元）", "到位资金", "全年预算数", "执行率", "分值", "得分"),
        ("", "总额", "3", "9", "4", "75", "10", "7.5"),
    )
    (line,) = only(*HEAD, *funds, TABLE, ROW).fund_lines
    assert (line.initial_budget, line.annual_budget, line.executed, line.rate, line.weight) == (None, 400, 300, 75, 10)


def test_a_row_goes_on_over_a_page_and_its_header_is_no_row() -> None:
    rest = ("", "", "", "的个数", "", "", "", "")
    form = only(*HEAD, *FUNDS, TABLE, (*ROW[:3], "修建", *ROW[4:]), more=(TABLE, rest, (*ROW[:3], "另一个", *ROW[4:])))
    assert [indicator.level3 for indicator in form.indicators] == ["修建的个数", "另一个"]
    assert {indicator.level2 for indicator in form.indicators} == {"数量指标"}


def test_classes_stand_once_or_in_every_row() -> None:
    blank = ("", "", "", "二", *ROW[4:])
    other = ("", "效益指标", "社会效益指标", "三", *ROW[4:])
    form = only(*HEAD, *FUNDS, TABLE, ROW, blank, other)
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益指标"),
    ]


def test_what_contradicts_itself_stays_as_printed() -> None:
    funds = (
        FUNDS[0],
        ("", "年度资金总额", "0.00", "0.00", "0.00", "10", "100%", "10"),
        ("", "其中：财政拨款", "90", "90", "90"),
    )
    form = only(*HEAD, *funds, TABLE, (*ROW[:6], "50", "60"), ("合计", "", "", "", "", "", "110", "98"))
    assert (form.fund_lines[0].annual_budget, form.fund_lines[1].annual_budget) == (0, 9 * 10**7)
    assert (form.indicators[0].weight, form.indicators[0].score) == (50, 60)
    assert (form.total_weight, form.total_score) == (110, 98)


def test_placeholders_and_notes_are_no_indicators() -> None:
    placeholder = ("", "", "", "指标2：", "", "", "", "")
    dots = ("", "", "", "……", "", "", "", "")
    note = ("备注", "没有。", "", "", "", "", "", "")
    form = only(*HEAD, *FUNDS, TABLE, ROW, placeholder, dots, note, ROW)
    assert [row.level3 for row in form.indicators] == ["数目"]


def test_two_forms_in_one_grid_without_titles_are_two() -> None:
    one = (HEAD[1], *FUNDS, TABLE, ROW)
    names = [form.project_name for form in evaluations_in(document(*one, *one))]
    assert names == ["甲项目", "甲项目"]


def test_a_list_of_projects_is_no_form() -> None:
    assert evaluations_in(document(("序号", "项目名称", "实施单位"), ("1", "甲", "乙"), ("2", "丙", "丁"))) == ()


def test_a_form_of_no_known_family_is_read_as_far_as_it_goes_and_says_what_it_lacks() -> None:
    form = only(HEAD[0], HEAD[1], ("投向领域", "交通"), TABLE, ROW)
    assert form.project_name == "甲项目"
    assert len(form.indicators) == 1
    assert any("no funds table" in said for said in form.missing)


SHEETS = [laid_out(invented(random.Random(7)), family, random.Random(7)) for family in FAMILIES]  # noqa: S311
TEXTS = sorted({cell.text for sheet in SHEETS for row in sheet.rows for cell in row})
CELL = st.builds(
    GridCell,
    st.one_of(st.sampled_from(TEXTS), st.text(max_size=8)),
    st.just(Place(page=1, cell="A1")),
    st.integers(0, 12),
    st.integers(0, 9),
    st.integers(1, 4),
    st.integers(1, 4),
)


LINE = st.builds(Line, st.sampled_from([*TEXTS, "项目支出绩效自评表", "（2023年度）"]), st.just(Place(page=1)))
GRID = st.builds(Grid, st.lists(CELL, max_size=60).map(tuple))


@given(st.lists(st.one_of(GRID, LINE), max_size=6))
@settings(deadline=None, max_examples=150)
def test_no_grid_makes_the_parser_fail(blocks: list[Grid | Line]) -> None:
    for form in evaluations_in(Document(Path("表"), "pdf", blocks)):
        assert form.cells or form.fund_lines or form.indicators
        assert all(row.weight is None or isinstance(row.weight, Decimal) for row in form.indicators)
