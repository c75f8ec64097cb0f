"""Templates of single places: what of them is known is read, other columns are left out, and what lacks is said."""

from __future__ import annotations

import csv
from pathlib import Path

from store.forms import Found, forms_in
from store.reading import Document, read
from store.reading.text import lines
from store.records import Evaluation

Rows = list[list[str]]


def found(folder: Path, rows: Rows) -> Found:
    wide = max(map(len, rows))
    path = folder / "form.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row + [""] * (wide - len(row)) for row in rows])
    return forms_in(read(path))


def form(folder: Path, rows: Rows) -> Evaluation:
    (only,) = found(folder, rows).evaluations
    return only


def test_a_city_that_scores_decisions_too_with_points_for_both_classes(tmp_path: Path) -> None:
    read_form = form(
        tmp_path,
        [
            ["银川市本级项目支出绩效自评表"],
            ["（2021年）"],
            ["项目名称", "智慧停车", "", "自评得分", "96"],
            ["资金情况（万元）", "", "年初预算数", "调整预算数(A)", "全年执行数(B)", "执行率(B/A)"],
            ["", "年度资金总额", "100", "90", "88", "97.78%"],
            ["一级指标", "二级指标", "三级指标", "参考分值", "年度指标值", "实际完成值", "得分", "未完成原因"],
            ["项目决策（10分）", "决策依据（4分）", "立项依据充分性", "4", "充分", "充分", "4", ""],
            ["项目产出（30分）", "数量指标(10分)", "车位数量", "10", "≥100个", "90个", "8", "征地推迟"],
        ],
    )
    assert (read_form.year, str(read_form.total_score)) == (2021, "96")
    assert [(i.level1, i.level2, str(i.weight), str(i.score)) for i in read_form.indicators] == [
        ("项目决策", "决策依据", "4", "4"),
        ("项目产出", "数量指标", "10", "8"),
    ]


def test_a_checked_score_and_a_rule_are_no_score_and_no_reason(tmp_path: Path) -> None:
    read_form = form(
        tmp_path,
        [
            ["广水市财政预算支出项目绩效目标自评表"],
            ["项目名称", "河道清淤", "", "项目总得分99分", ""],
            ["资金来源（万元）", "合计", "中央/省", "地", "本级", "其他"],
            ["预算数", "100", "50", "20", "30", "0"],
            ["一级指标", "二级指标", "三级指标", "年初指标值", "全年完成值", "自评分", "复核分", "评分规则"],
            ["项目绩效", "数量指标", "清淤长度", "≥5公里", "5公里", "40", "38", "每少1公里扣5分"],
        ],
    )
    (row,) = read_form.indicators
    assert (str(row.score), row.deviation) == ("40", None)
    assert str(read_form.total_score) == "99"
    assert "the form has no funds table" in read_form.missing  # its amounts stand by source: no line of the standard


def test_where_a_is_the_initial_budget_it_is_no_annual_one(tmp_path: Path) -> None:
    read_form = form(
        tmp_path,
        [
            ["区级部门预算项目支出绩效自评表"],
            ["单位:万元"],
            ["项目名称", "校车运营", "", "主管部门", "教育局"],
            ["项目资金", "", "年初预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分"],
            ["", "年度资金总额", "100", "99", "10", "99%", "9.9"],
            ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "复核得分", "得分计算方法"],
            ["产出指标", "数量指标", "校车数", "≥10辆", "10辆", "20", "20", "19", "完成得满分"],
            ["总分", "", "", "", "", "100", "99.9", "", ""],
        ],
    )
    (line,) = read_form.fund_lines
    assert (line.initial_budget, line.annual_budget, line.executed) == (1_000_000_00, None, 990_000_00)
    assert [(str(i.score), i.deviation) for i in read_form.indicators] == [("20", None)]


def test_a_bond_project_has_its_funds_as_an_indicator(tmp_path: Path) -> None:
    read_form = form(
        tmp_path,
        [
            ["政府专项债券项目支出绩效自评表"],
            ["项目名称", "污水处理厂", "", "投向领域", "生态环保"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["债券资金管理指标(10分)", "资金管理", "总体支出进度", "100%", "95%", "10", "9.5"],
            ["总分", "", "", "", "", "100", "99.5"],
        ],
    )
    (row,) = read_form.indicators
    assert (row.level1, str(row.level1_weight), row.level3) == ("债券资金管理指标", "10", "总体支出进度")
    assert read_form.fund_lines == ()
    assert "the form has no funds table" in read_form.missing


FLAT = [
    ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "系数", "权重", "指标得分", "核心"],
    ["检查次数", "次", "≥", "10", "12", "12", "1", "20", "20", "是"],
    ["满意率", "%", "≥", "90", "", "92", "1", "20", "19", "否"],
]  # fmt: skip


def test_a_flat_list_has_no_classes_and_the_target_that_was_set_last(tmp_path: Path) -> None:
    read_form = form(
        tmp_path, [["项目支出绩效自评表"], ["（2022年度）"], ["项目名称", "检查专项", "", "自评总分", "98"], *FLAT]
    )
    assert [(i.level1, i.level3, i.target, i.actual, str(i.weight), str(i.score)) for i in read_form.indicators] == [
        (None, "检查次数", "≥12次", "12", "20", "20"),
        (None, "满意率", "≥90%", "92", "20", "19"),
    ]


def test_a_departments_flat_list_is_declined(tmp_path: Path) -> None:
    nothing = found(tmp_path, [["某区部门整体绩效自评表"], ["部门名称", "甲局", "", "自评总分", "98"], *FLAT])
    assert nothing.evaluations == ()
    assert "部门整体" in nothing.declined[0]


def test_a_score_in_one_piece_with_its_label_is_read_in_a_text_too() -> None:
    text = "项目支出绩效自评表\n（2022年度）\n项目名称  河道清淤  项目总得分99分\n主管部门  水利局  实施单位  河道所\n"
    (read_form,) = forms_in(Document(Path("form.txt"), "text", lines(text))).evaluations
    assert (read_form.project_name, read_form.department, str(read_form.total_score)) == ("河道清淤", "水利局", "99")
