"""Prints a form as text extraction leaves it, in either layout, with random wraps, gaps, furniture and labels.

A form is an object of truth.json (see tests/data). What is printed is what `store.forms` should read back.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

Form = dict[str, Any]
Row = list[str]  # a row's cells, in the order of its columns

FURNITURE = (
    ["(限40字以内)"],
    ["Windows 用户", "导入模板无需填写"],
    ["(限2000字以内)", "新增项目年度目标为必填项"],
    ["（限200字以内）", "多年度项目长期目标为必填项"],
    ["Administrator", "限200字内"],
    ["lenovo", "此列由系统自动带出"],
    ["第 3 页"],
    ["-1-"],
    ["— 2 —"],
    ["第2页 共5页"],
)
ORDERS = {
    "standard": ("target", "actual", "weight", "score", "deviation"),
    "weight first": ("weight", "target", "actual", "score", "deviation"),
    "operator": ("operator", "value", "measure", "actual", "weight", "score", "deviation"),
}
COLUMN_LABELS = {
    "target": ("年度指标值 *", "年度指标值", "指标值", "目标值", "预期指标值"),
    "actual": ("实际完成值 *", "实际完成值", "全年完成值", "实际完成值(B)", "全年实际值"),
    "weight": ("分值", "权重", "分值 *"),
    "score": ("得分", "自评分", "得分"),
    "deviation": ("偏差原因分析及改进措施", "未完成原因分析", "未完成原因及拟采取的改进措施"),
    "operator": ("指标性质",),
    "value": ("指标值",),
    "measure": ("度量单位",),
}
HEAD_LABELS = {
    "project_code": ("项目编码", "项目代码"),
    "project_name": ("项目名称",),
    "year": ("绩效自评年度", "自评年度"),
    "unit": ("实施单位", "项目单位", "项目实施单位"),
    "department": ("主管部门", "一级预算单位", "项目主管部门"),
}
GOAL_LABELS = (
    ("年度总体目标", "预期目标", "实际完成情况"),
    ("年度总体目标", "预期目标 *", "实际完成情况"),
    ("年度总体目标", "年初设定目标", "年度总体目标完成情况"),
    ("总体目标", "年初设定目标", "全年实际完成情况"),
    ("项目年度目标完成情况", "项目年度目标", "年度目标完成情况"),
)
FUND_LABELS = {
    "initial_budget": ("年初预算数",),
    "annual_budget": ("全年预算数", "全年预算数（A）", "调整后预算数"),
    "executed": ("全年执行数", "全年执行数（B）", "预算执行数"),
    "weight": ("分值", "权重"),
    "rate": ("执行率（%）", "执行率(%)", "执行率（B/A）", "预算执行率", "执行率"),
    "score": ("得分",),
}
_LATIN = re.compile(r"[0-9A-Za-z.,%]+|.", re.DOTALL)


@dataclass
class Look:
    """How a form is printed: everything that differs between two prints of the same form."""

    rng: random.Random
    order: str = "standard"
    numbered: bool = False  # 指标1：
    widths: dict[str, int] = field(default_factory=dict)
    keep_numbers: bool = False  # a number is never cut by a wrap
    level_points: bool = True
    blank: float = 0.25  # how often a wrapped cell is cut by a blank line
    page_breaks: float = 0.05
    dash: str = "—"
    decimals: int | None = None
    top: bool = True  # in rows: labels of several rows stand at their top, else in the middle
    furniture: bool = True

    @classmethod
    def random(cls, rng: random.Random) -> Look:
        text_width = rng.choice((12, 14, 16, 16, 16, 18, 20, 24))
        widths = {
            "level1": rng.choice((8, 10, 12, 16)),
            "level2": rng.choice((10, 12, 14, 16)),
            "level3": text_width,
            "target": rng.choice((text_width, 12, 14, 16, 20)),
            "actual": rng.choice((text_width, 12, 14, 16, 20)),
            "value": rng.choice((10, 12, 16)),
            "deviation": rng.choice((text_width, 14, 16, 20)),
            "head": rng.choice((14, 16, 20, 30, 40)),
            "fund": rng.choice((8, 10, 12, 18, 24)),
            "expected": rng.choice((30, 48, 60, 76)),
            "achieved": rng.choice((30, 46, 56, 70)),
        }
        return cls(
            rng,
            order=rng.choice(("standard", "standard", "standard", "weight first", "operator")),
            numbered=rng.random() < 0.4,
            widths=widths,
            keep_numbers=rng.random() < 0.5,
            level_points=rng.random() < 0.8,
            blank=rng.choice((0.0, 0.15, 0.3)),
            page_breaks=rng.choice((0.0, 0.03, 0.08)),
            dash=rng.choice(("—", "-", "--", "/")),
            decimals=rng.choice((None, None, 2)),
            top=rng.random() < 0.7,
        )


def columns_wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int, keep_numbers: bool) -> list[str]:
    """The text in lines of at most `width` columns, cut anywhere; numbers kept whole if they are to be."""
    lines = [""]
    for part in _LATIN.findall(text) if keep_numbers else list(text):
        if lines[-1] and columns_wide(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


def title(form: Form, look: Look, year_in_title: bool) -> list[str]:
    if year_in_title:
        return look.rng.choice(
            (
                [f"{form['year']}年度项目支出绩效自评表"],
                [f"{form['year']}年度部门预算项目支出绩效自评表"],
                ["项目支出绩效自评表", f"（{form['year']}年度）"],
                ["附件1", "项目支出绩效自评表", f"({form['year']}年度)"],
            )
        )
    return ["项目支出绩效自评表"]


def head_pairs(form: Form, look: Look, year_in_title: bool) -> list[tuple[str, str]]:
    colon = look.rng.choice(("：", ":", ""))
    fields = ["project_name", "unit", "department", *([] if year_in_title else ["year"])]
    look.rng.shuffle(fields)
    code_apart = look.rng.random() < 0.7
    if form["project_code"] and code_apart:
        fields.insert(0, "project_code")
    pairs = []
    for name in fields:
        value = str(form[name] or "")
        if name == "project_name" and form["project_code"] and not code_apart:
            value = f"{form['project_code']}-{value}"
        pairs.append((look.rng.choice(HEAD_LABELS[name]) + colon, value))
    return pairs


def amount(value: str | None, look: Look) -> str:
    return look.dash if value is None else value


def points(value: Any, look: Look) -> str:
    if value is None:
        return look.dash
    return f"{float(value):.{look.decimals}f}" if look.decimals is not None else str(value)


def fund_rows(form: Form, look: Look) -> list[Row]:
    rows = []
    for i, line in enumerate(form["funds"]):
        name = ("其中：" if i == 1 else "") + line["line"]
        amounts = [amount(line[c], look) for c in FUND_LABELS if c in fund_columns(form) and c not in _POINTS]
        rows.append(
            [
                name,
                *amounts,
                *(points(line["weight"], look) if c == "weight" else amount(line[c], look) for c in _POINTS),
            ]
        )
    return rows


_POINTS = ("weight", "rate", "score")


def fund_columns(form: Form) -> list[str]:
    initial = any(line["initial_budget"] is not None for line in form["funds"])
    return [c for c in FUND_LABELS if initial or c != "initial_budget"]


def indicator_cells(indicator: Form, number: int, look: Look) -> Row:
    """The cells after the levels. A row that is not applicable has a name and two zeros."""
    name = (f"指标{number}：" if look.numbered else "") + indicator["level3"]
    cells = {
        "target": indicator["target"] or "",
        "actual": indicator["actual"] or "",
        "weight": points(indicator["weight"], look) if look.decimals is None else str(indicator["weight"]),
        "score": points(indicator["score"], look),
        "deviation": indicator["deviation"] or "",
    }
    if look.order == "operator":
        parts = re.fullmatch(r"([≥≤=＜＞])(\d[\d.]*)(\D*)", cells["target"])
        operator, value, measure = parts.groups() if parts else ("定性", cells["target"], "")
        cells |= {"operator": operator if cells["target"] else "", "value": value, "measure": measure}
    return [name, *(cells[c] for c in ORDERS[look.order])]


def printable(form: Form, look: Look) -> bool:
    """Whether the order of columns can print the form: weights are in every row, and operators are no values."""
    if any(i["weight"] is None or i["score"] is None or not i["level3"] for i in form["indicators"]):
        return False
    if look.order == "operator":
        return all(i["level3"] == "不适用" or i["target"] for i in form["indicators"])
    return True


def level_label(name: str | None, weight: Any, look: Look) -> str:
    return f"{name}({weight}分)" if weight is not None and look.level_points else str(name)


def furniture(look: Look) -> list[str]:
    """Some pieces of furniture, blank lines around them."""
    lines: list[str] = [""]
    for piece in look.rng.sample(FURNITURE, look.rng.randint(1, 4)):
        lines += [*piece, *[""] * look.rng.randint(1, 2)]
    return lines
