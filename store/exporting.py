"""What the store holds, for other programs: evaluations as JSON, indicators and projects as rows for a table.

Owns the shapes. It must not write files or choose encodings. Amounts are decimal strings in yuan, exact to the fen;
rates and scores decimal strings; what the form does not have is null.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from store.evaluations import StoredEvaluation, list_evaluations, load
from store.records import Evaluation, FundLine, Indicator
from store.rows import unscaled

Cell = str | int | None

PROJECT_COLUMNS = (
    *(
        "项目编码",
        "项目名称",
        "年度",
        "实施单位",
        "主管部门",
        "年初预算数（元）",
        "全年预算数（元）",
        "全年执行数（元）",
    ),
    *("执行率（%）", "执行得分", "执行分值", "总分", "总分值", "指标数", "文件", "序号"),
)
INDICATOR_COLUMNS = (
    *("项目编码", "项目名称", "年度", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    *("偏差原因分析及改进措施", "适用", "完成情况", "完成比例（%）", "文件", "行", "页", "单元格"),
)
OUTCOMES = {
    "met": "完成",
    "exactly": "正好完成",
    "exceeded": "超额完成",
    "missed": "未完成",
    "incomparable": "无法比较",
}


_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\s*[\t\r]")  # full-width signs too: an East Asian Excel takes them
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d+)?")


def export_json(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every evaluation in full, in the order of files and of forms in them."""
    return [evaluation_json(load(connection, row.id)) for row in list_evaluations(connection)]


def project_rows(connection: sqlite3.Connection) -> Iterator[tuple[Cell, ...]]:
    """One row a project, under PROJECT_COLUMNS."""
    for row in list_evaluations(connection):
        stored = load(connection, row.id)
        form = stored.evaluation
        total = _total(form)
        yield as_cells(
            *(form.project_code, form.project_name, form.year, form.unit, form.department),
            *((yuan(total.initial_budget), yuan(total.annual_budget), yuan(total.executed)) if total else (None,) * 3),
            *((text(total.rate), text(total.score), text(total.weight)) if total else (None,) * 3),
            *(text(form.total_score), text(form.total_weight), len(form.indicators)),
            *(str(stored.path), form.form_index + 1),
        )


def indicator_rows(connection: sqlite3.Connection) -> Iterator[tuple[Cell, ...]]:
    """One row an indicator, under INDICATOR_COLUMNS; the place is that of its name."""
    sql = "SELECT position, outcome, achievement FROM indicators WHERE evaluation_id = ?"
    for row in list_evaluations(connection):
        stored = load(connection, row.id)
        form = stored.evaluation
        compared = {position: found for position, *found in connection.execute(sql, (row.id,))}
        for position, i in enumerate(form.indicators):
            outcome, achievement = compared[position]
            cell = i.cells.get("level3")
            yield as_cells(
                *(form.project_code, form.project_name, form.year, i.level1, i.level2, i.level3, i.target, i.actual),
                *(text(i.weight), text(i.score), i.deviation, "是" if i.applicable else "否"),
                *(OUTCOMES.get(outcome), text(unscaled(achievement)), str(stored.path)),
                *((cell.place.line, cell.place.page, cell.place.cell) if cell else (None,) * 3),
            )


def as_cells(*values: Cell) -> tuple[Cell, ...]:
    """For a spreadsheet, which takes =365天 for a formula and rounds a code of 21 digits: a tab makes either a text."""
    return tuple(f"\t{v}" if isinstance(v, str) and would_be_changed(v) else v for v in values)


def would_be_changed(value: str) -> bool:
    """Whether a spreadsheet would make something else of a text: a formula, or a number of fewer digits."""
    if _PLAIN_NUMBER.fullmatch(value):
        return False
    return bool(_FORMULA.match(value)) or value.isdigit()


def yuan(fen: int | None) -> str | None:
    """4015625.03 for 401562503 fen."""
    return None if fen is None else f"{Decimal(fen) / 100:.2f}"


def text(value: Decimal | None) -> str | None:
    """A decimal in plain digits, without zeros at its end."""
    return None if value is None else f"{value.normalize():f}"


def evaluation_json(stored: StoredEvaluation) -> dict[str, Any]:
    """One evaluation in full; amounts in yuan whatever the form prints them in."""
    form = stored.evaluation
    return {
        "project_code": form.project_code,
        "project_name": form.project_name,
        "year": form.year,
        "unit": form.unit,
        "department": form.department,
        "amount_unit": "元",  # of this export; the form's own is in `source`
        "funds": [_fund_line(line) for line in form.fund_lines],
        "goal_expected": form.goal_expected,
        "goal_actual": form.goal_actual,
        "indicators": [_indicator(indicator) for indicator in form.indicators],
        "total_weight": _weight(form.total_weight),
        "total_score": text(form.total_score),
        "source": {
            "file": str(stored.path),
            "form_index": form.form_index,
            "amount_unit": form.amount_unit,
            "missing": list(form.missing),
        },
    }


def _fund_line(line: FundLine) -> dict[str, Any]:
    return {
        "line": line.name,
        "initial_budget": yuan(line.initial_budget),
        "annual_budget": yuan(line.annual_budget),
        "executed": yuan(line.executed),
        "weight": _weight(line.weight),
        "rate": text(line.rate),
        "score": text(line.score),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "level1": indicator.level1,
        "level1_weight": _weight(indicator.level1_weight),
        "level2": indicator.level2,
        "level3": indicator.level3,
        "target": indicator.target,
        "actual": indicator.actual,
        "weight": _weight(indicator.weight),
        "score": text(indicator.score),
        "deviation": indicator.deviation,
    }


def _weight(value: Decimal | None) -> int | float | None:
    """A number: whole where it is. A float, since JSON has no other; weights have few digits and pass unharmed."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _total(form: Evaluation) -> FundLine | None:
    return next((line for line in form.fund_lines if line.is_total), None)
