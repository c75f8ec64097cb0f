"""Lays a form out as a table, in each family of templates, with the labels and habits that real ones vary in.

A form is an object of truth.json; what is laid out is given back as it then stands there. The labels are those of
published forms, written down here again: the project's own tables of labels are what is put to the test.
"""

from __future__ import annotations

import copy
import random
import re
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from form_text import Form

FAMILIES = ("A", "B", "C", "C2", "D", "E", "E2")


class Cell(NamedTuple):
    text: str
    width: int = 1
    height: int = 1


Rows = list[list[Cell]]


@dataclass
class Sheet:
    """A form as a table of `columns` columns, with what stands over and under it; `truth` is what is printed."""

    above: list[str]
    rows: Rows
    below: list[str]
    columns: int
    truth: Form


TITLES = {
    "A": (
        "项目支出绩效自评表",
        "财政项目支出绩效自评表",
        "{year}年度项目支出绩效自评表",
        "附件1：项目支出绩效自评表",
        "项目支出绩效自评表（{year}年度）",
    ),
    "B": ("绩效目标自评表", "项目支出绩效目标自评表", "衔接推进乡村振兴补助资金绩效目标自评表"),
    "C": ("部门预算项目支出绩效自评表", "{year}年度部门预算项目支出绩效自评表"),
    "C2": ("项目支出绩效自评表", "{year}年度项目支出绩效自评表"),
    "D": ("{year}年度{name}项目自评表", "{year}年度项目绩效自评表", "项目支出绩效自评表"),
    "E": ("转移支付区域（项目）绩效目标自评表", "农业生产发展补助资金绩效目标自评表"),
    "E2": ("中央对地方转移支付区域绩效目标自评表", "补助资金绩效目标自评表"),
}
NAME = ("项目名称", "项目名称*", "专项资金名称", "专项名称")
NAME_E = ("转移支付（项目）名称", "项目名称", "转移（项目）名称")
UNIT = ("实施单位", "项目实施单位", "项目单位", "实施单位（盖章）", "项目承担单位", "资金使用单位")
DEPARTMENT = (
    "主管部门",
    "项目主管部门",
    "一级预算单位",
    "市级主管部门",
    "业务主管部门",
    "主管部门（公章）",
    "地方主管部门",
)
CODE = ("项目编码", "项目代码")
YEAR = ("绩效自评年度", "自评年度")
BLOCK_FUNDS = ("项目资金", "资金情况", "预算执行情况", "资金投入情况", "项目资金情况")
INITIAL = ("年初预算数", "年初预算")
ANNUAL = ("全年预算数", "全年预算数（A）", "调整后预算数", "全年（调整）预算数", "调整预算数")
EXECUTED = ("全年执行数", "全年执行数（B）", "预算执行数", "执行数")
RATE = ("执行率", "预算执行率", "执行率（%）", "执行率（B/A）", "执行率（B/A×100%）")
WEIGHT = ("分值", "权重")
GOALS = {
    "A": (
        ("年度总体目标", "预期目标", "实际完成情况"),
        ("年度总体目标", "预期目标 *", "实际完成情况"),
        ("总体目标完成情况", "预期目标", "实际完成情况"),
    ),
    "B": (
        ("年度总体目标", "年初设定目标", "年度总体目标完成情况综述"),
        ("年度目标", "年初设定目标", "全年实际完成情况"),
    ),
    "C": (("项目年度目标完成情况", "项目年度目标", "年度目标完成情况"),),
    "E": (("总体目标", "总体目标", "全年实际完成情况"), ("总体目标完成情况", "总体目标", "全年实际完成情况")),
}
BLOCK_ROWS = ("年度绩效指标", "绩效指标", "年度绩效指标完成情况", "绩效指标完成情况")
TARGET = (
    "年度指标值",
    "指标值",
    "目标值",
    "年初目标值（A）",
    "年初指标值",
    "预期指标值(A)",
    "年度目标指标值",
    "年度指标值 *",
)
ACTUAL = (
    "实际完成值",
    "全年完成值",
    "全年实际值",
    "完成值",
    "实际完成指标值(B)",
    "年终完成值",
    "实际完成值 *",
    "全年实际完成值",
)
ROW_WEIGHT = ("分值", "权重", "参考分值", "指标权重（分）")
SCORE = ("得分", "自评分", "指标得分（分）", "得分")
REASON = (
    "偏差原因分析及改进措施",
    "未完成原因和改进措施",
    "未完成原因分析",
    "未完成原因及拟采取的改进措施",
    "产生差异的原因及改进措施",
    "偏差原因分析及\n改进措施",
)
NOTHING = ("", "—", "-", "/")
_TRIPLE = re.compile(r"([≥≤=])(\d+(?:\.\d+)?)(\D*)")


def laid_out(form: Form, family: str, rng: random.Random) -> Sheet:
    """The form in a template of the family."""
    return _Layout(copy.deepcopy(form), family, rng).sheet()


class _Layout:
    def __init__(self, form: Form, family: str, rng: random.Random) -> None:
        self.form, self.family, self.rng = form, family, rng
        self.letter = family[0]
        self.columns = {"A": 9, "B": 9, "C": 11, "D": 7, "E": 7}[self.letter]
        self.colon = rng.choice(("", "：", ":"))
        self.blank = rng.choice(NOTHING)
        self.merged = rng.choice(("merged", "merged", "merged", "repeated", "first"))
        self.unit_above = rng.random() < 0.2

    def sheet(self) -> Sheet:
        form, rng = self.form, self.rng
        self._fit()
        head, says_year = self._head()
        title = rng.choice(TITLES[self.family]).format(year=form["year"], name=form["project_name"])
        says_year = says_year or str(form["year"]) in title
        above = [title]
        if not says_year or rng.random() < 0.3:
            above.append(rng.choice(("（{}年度）", "( {}年度)", "({}年)", "{}年度")).format(form["year"]))
        if self.unit_above:
            above.append(f"单位：{form['amount_unit']}")
        rows = [*head, *self._funds(), *self._management(), *self._goals(), *self._indicators(), *self._total()]
        if rng.random() < 0.5:
            rows.append([Cell("说明", 2), Cell(rng.choice(("无", "数据来自预算管理系统。")), self.columns - 2)])
        below = rng.sample(
            (
                "注：1.其他资金包括单位自筹等。",
                "填表人：甲某    审核人：乙某    填报日期：2025年3月1日",
                "项目负责人：丙某  财务负责人：丁某",
            ),
            rng.randint(0, 2),
        )
        return Sheet(above, rows, below, self.columns, form)

    def _fit(self) -> None:
        """What the family has no place for is not printed."""
        form, rng = self.form, self.rng
        if self.letter in "BDE":
            for line in form["funds"]:
                line["initial_budget"] = None
        no_weights = {
            "D": ("weight", "deviation"),
            "E": ("weight", "score", "level1_weight"),
            "C": ("level1_weight",),
        }.get(self.letter, () if rng.random() < 0.5 else ("level1_weight",))
        for row in form["indicators"]:
            row.update(dict.fromkeys(no_weights))
        if self.letter == "D":
            form["funds"][0]["weight"] = 20
            form["total_weight"] = None
        if self.letter == "E":
            form["funds"][0] |= {"weight": None, "score": None}
            form["total_weight"] = form["total_score"] = None

    def _head(self) -> tuple[Rows, bool]:
        """The head's rows; whether they say the year."""
        form, rng = self.form, self.rng
        says_year = rng.random() < 0.3
        name = form["project_name"]
        pairs: list[tuple[str, str]] = []
        own_code = form["project_code"] and rng.random() < 0.6
        if form["project_code"] and not own_code:
            name = f"{form['project_code']}-{name}"
        pairs.append((rng.choice(NAME_E if self.letter == "E" else NAME), name))
        if own_code:
            pairs.insert(rng.randint(0, 1), (rng.choice(CODE), form["project_code"]))
        if says_year:
            pairs.append((rng.choice(YEAR), str(form["year"])))
        if self.letter == "E" and rng.random() < 0.5:
            pairs.append(("中央主管部门", "农业农村部"))
        pairs.append((rng.choice(DEPARTMENT), form["department"] or ""))
        pairs.append((rng.choice(UNIT), self._numbered(form["unit"])))
        if rng.random() < 0.3:
            pairs += [("项目负责人", "甲某"), ("联系电话", "5551234")]
        rows: Rows = []
        while pairs:
            n = min(rng.choice((1, 2, 2)), len(pairs))
            rows.append(self._pairs(pairs[:n]))
            pairs = pairs[n:]
        return rows, says_year

    def _numbered(self, unit: str) -> str:
        return self.rng.choice(("{}", "{}", "{}", "219001-{}", "[155]{}")).format(unit)

    def _pairs(self, pairs: list[tuple[str, str]]) -> list[Cell]:
        if self.rng.random() < 0.15 and all(value for _, value in pairs):
            texts = [f"{label}：{value}" for label, value in pairs]
            return self._spread(texts, [self.columns // len(texts)] * len(texts))
        texts = [text for label, value in pairs for text in (label + self.colon, value)]
        return self._spread(texts, [2, 3] if len(pairs) == 1 else [2, 2, 1, 1])

    def _spread(self, texts: list[str], widths: list[int]) -> list[Cell]:
        """The texts over all columns: the last takes what is left."""
        widths = widths[: len(texts)]
        widths[-1] = self.columns - sum(widths[:-1])
        return [Cell(text, width) for text, width in zip(texts, widths, strict=True)]

    def _funds(self) -> Rows:
        form, rng = self.form, self.rng
        unit = "" if self.unit_above else rng.choice(("（{}）", "({})", "\n（{}）")).format(form["amount_unit"])
        weight, rate = rng.choice(WEIGHT), rng.choice(RATE)
        fields: dict[str, tuple[str, int]] = {"initial_budget": (rng.choice(INITIAL), 1)}
        fields["annual_budget"] = (rng.choice(ANNUAL), 2 if self.letter == "C" else 1)
        fields["executed"] = (rng.choice(EXECUTED), 2 if self.letter == "C" else 1)
        fields |= {"weight": (weight, 1), "rate": (rate, 1), "score": ("得分", 1)}
        if self.letter == "B":
            del fields["initial_budget"]
            fields["annual_budget"] = ("全年预算数（A）", 2)
        if self.letter == "D":
            fields = {
                "annual_budget": ("预算数（A）", 1),
                "executed": ("执行数（B）", 1),
                "rate": (rate, 1),
                "score": ("得分（20分*执行率）", 1),
            }
        if self.letter == "E":
            fields = {
                "annual_budget": ("全年预算数（A）", 1),
                "executed": ("全年执行数（B）", 2),
                "rate": ("预算执行率（B/A×100%）", 1),
            }
        percent = "" if "%）" in fields["rate"][0] and rng.random() < 0.5 else rng.choice(("%", ""))
        lines = form["funds"]
        rows = [
            [Cell(rng.choice(BLOCK_FUNDS) + unit, 2, len(lines) + 1), Cell(""), *(Cell(*fields[f]) for f in fields)]
        ]
        for n, line in enumerate(lines):
            of_which = rng.choice(("其中：", "其中:", "  其中：")) if n == 1 else ""
            name = of_which + line["line"] + (self.colon if n == 0 else "")
            rows.append([Cell(name), *(Cell(self._value(line, field, percent), fields[field][1]) for field in fields)])
        return rows

    def _value(self, line: Form, field: str, percent: str) -> str:
        value = line[field]
        if value is None:
            return "" if field == "weight" and self.letter == "D" else self.blank
        if field in ("initial_budget", "annual_budget", "executed") and self.form["amount_unit"] == "元":
            return f"{float(value):,.2f}" if self.blank == "—" else str(value)
        return f"{value}{percent}" if field == "rate" else str(value)

    def _management(self) -> Rows:
        if self.family != "E2":
            return []
        names = (
            "分配科学性",
            "下达及时性",
            "拨付合规性",
            "使用规范性",
            "执行准确性",
            "预算绩效管理情况",
            "支出责任履行情况",
        )
        rows = [[Cell("资金管理情况", 2, len(names) + 1), Cell(""), Cell("情况说明", 2), Cell("存在问题和改进措施", 2)]]
        return rows + [[Cell(name), Cell("按规定分配、下达和使用。", 2), Cell("无", 2)] for name in names]

    def _goals(self) -> Rows:
        form = self.form
        if self.letter == "D" and self.rng.random() < 0.5:
            form["goal_expected"] = form["goal_actual"] = None
            return []
        block, expected, actual = self.rng.choice(GOALS.get(self.letter, GOALS["A"]))
        left = (self.columns - 1) // 2
        right = self.columns - 1 - left
        return [
            [Cell(block, 1, 2), Cell(expected, left), Cell(actual, right)],
            [Cell(form["goal_expected"] or "", left), Cell(form["goal_actual"] or "", right)],
        ]

    def _indicators(self) -> Rows:
        rng, found = self.rng, self.form["indicators"]
        names = {"level1": "一级指标", "level2": "二级指标", "level3": "三级指标"}
        values = {"target": rng.choice(TARGET), "actual": rng.choice(ACTUAL)}
        points = {"weight": rng.choice(ROW_WEIGHT), "score": rng.choice(SCORE)}
        reason = {"deviation": rng.choice(REASON)}
        triple = {"operator": "指标性质", "value": "指标值", "measure": "度量单位"}
        order = {
            "A": [*values, *points, *reason],
            "B": ["weight", *values, "score", *reason],
            "C": [*triple, "actual", *points, *reason],
            "D": [*values, "score"],
            "E": [*values, *reason],
        }[self.letter]
        labels = names | values | points | reason | triple
        body: Rows = []
        numbered = rng.random() < 0.3
        for _, group in groupby(found, key=lambda row: row["level1"]):
            of_level1 = list(group)
            placeholder = numbered and rng.random() < 0.3
            body += self._of_level1(of_level1, order, numbered, placeholder)
        headings = [Cell(labels[column]) for column in ("level1", "level2", "level3", *order)]
        block = rng.choice(BLOCK_ROWS)
        if self.family == "C2":
            upper = [Cell(block, 7), *(Cell(labels[column], 1, 2) for column in order[3:])]
            return [upper, [Cell("", 1, len(body) + 1), *headings[:6]], *body]
        return [[Cell(block, 1, len(body) + 1), *headings], *body]

    def _of_level1(self, found: list[Form], order: list[str], numbered: bool, placeholder: bool) -> Rows:
        rows: Rows = []
        points = found[0]["level1_weight"]
        level1 = found[0]["level1"] + (
            self.rng.choice(("({}分)", "（{}分）", "\n({}分)")).format(points) if points is not None else ""
        )
        for _, group in groupby(found, key=lambda row: row["level2"]):
            of_level2 = list(group)
            extra = placeholder and of_level2[-1] is found[-1]
            height = len(of_level2) + extra
            for n, row in enumerate(of_level2):
                own = [Cell(self._level3(row, n, numbered)), *self._row(row, order)]
                rows.append([*self._class(row["level2"], n, height), *own])
            if extra:
                own = [Cell(f"指标{len(of_level2) + 1}："), *(Cell("") for _ in order)]
                rows.append([*self._class(of_level2[0]["level2"], len(of_level2), height), *own])
        return [[*self._class(level1, n, len(rows)), *row] for n, row in enumerate(rows)]

    def _class(self, text: str, n: int, height: int) -> list[Cell]:
        """The class beside the n-th of its rows."""
        if self.merged == "merged":
            return [Cell(text, 1, height)] if n == 0 else []
        return [Cell(text if n == 0 or self.merged == "repeated" else "")]

    def _level3(self, row: Form, n: int, numbered: bool) -> str:
        return f"指标{n + 1}：{row['level3']}" if numbered else str(row["level3"])

    def _row(self, row: Form, order: list[str]) -> list[Cell]:
        texts = {key: "" if row[key] is None else f"{row[key]}" for key in ("target", "actual", "weight", "score")}
        texts["deviation"] = row["deviation"] or self.rng.choice(("", "", "无", "—"))
        met = _TRIPLE.fullmatch(texts["target"])
        if met:
            texts |= dict(zip(("operator", "value", "measure"), met.groups(), strict=True))
        else:
            texts |= {"operator": "定性" if texts["target"] else "", "value": texts["target"], "measure": ""}
        return [Cell(texts[column]) for column in order]

    def _total(self) -> Rows:
        form = self.form
        if self.letter == "E":
            return []
        label = self.rng.choice(("总分", "合计", "总分（100分）"))
        score, weight = str(form["total_score"]), str(form["total_weight"])
        if self.letter == "D":
            return [
                [Cell(label, self.columns - 1), Cell(score)],
                [Cell("偏差大或目标未完成原因分析", 2), Cell("无", self.columns - 2)],
            ]
        if self.letter == "B":
            return [[Cell(label, 4), Cell(weight), Cell(""), Cell(""), Cell(score), Cell("")]]
        return [[Cell(label, self.columns - 3), Cell(weight), Cell(score), Cell(self.rng.choice(("", "—", "优")))]]
