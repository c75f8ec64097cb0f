"""A form laid out as its paper has it: head, funds, goals, indicators, totals; each with where it stands.

Owns that layout and its headings, which are the form's own. It must not read the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from assistant.cli.streams import say, terminal_width
from assistant.cli.table import Heading, draw
from assistant.plain import plain
from assistant.tabling import NOTHING, yuan
from store.evaluations import ProjectRow, StoredEvaluation
from store.records import Cell, FundLine, Indicator, Place

_AT = "位置"  # lines of a text, else pages and table cells
_BOX = "左 上 右 下 (pt)"  # of a cell, from the page's top left
_HEAD = {
    "project_code": "项目编码",
    "project_name": "项目名称",
    "year": "绩效自评年度",
    "unit": "实施单位",
    "department": "主管部门",
    "goal_expected": "预期目标",
    "goal_actual": "实际完成情况",
    "total_weight": "总分值",
    "total_score": "总得分",
}
_FUNDS = ("资金", "年初预算数 (元)", "全年预算数 (元)", "全年执行数 (元)", "分值", "执行率 (%)", "得分")
_INDICATORS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施")
_FUND_LABELS = {
    "name": "名称",
    "initial_budget": "年初预算数",
    "annual_budget": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "score": "得分",
}
_INDICATOR_LABELS = dict(
    zip(("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation"), _INDICATORS, strict=True)
)
_PROJECTS = ("项目", "年度", "实施单位", "项目编码", "文件")


def say_form(stored: StoredEvaluation) -> None:
    """The whole form to stdout."""
    form = stored.evaluation
    say(plain(str(stored.path)), bold=True)
    say()
    head = [[label, _at(form.cells, [key]), _text(getattr(form, key))] for key, label in _HEAD.items()]
    _say_table(["栏目", _AT, "内容"], head)
    _say_table([*_FUNDS, _AT], [_fund_cells(line) for line in form.fund_lines])
    _say_table([*_INDICATORS, _AT], [_indicator_cells(indicator) for indicator in form.indicators])
    for gap in form.missing:
        say(f"缺：{plain(gap)}")


def say_source(stored: StoredEvaluation) -> None:
    """What the file prints of the form, each value with its place, in the order in which they were read."""
    form = stored.evaluation
    say(plain(str(stored.path)), bold=True)
    say()
    rows = _printed("", _HEAD, form.cells)
    for n, line in enumerate(form.fund_lines, 1):
        rows += _printed(f"资金{n}", _FUND_LABELS, line.cells)
    for n, indicator in enumerate(form.indicators, 1):
        rows += _printed(f"指标{n}", _INDICATOR_LABELS, indicator.cells)
    labels = [_AT, _BOX, "栏目", "原文"]
    if not any(row[1] for row in rows):  # only a PDF has any
        labels, rows = [labels[0], *labels[2:]], [[row[0], *row[2:]] for row in rows]
    _say_table(labels, rows)
    for gap in form.missing:
        say(f"缺：{plain(gap)}")


def _printed(row: str, labels: Mapping[str, str], cells: Mapping[str, Cell]) -> list[list[str]]:
    return [
        [_place(cell.place), _box(cell.place), f"{row} {labels.get(field, field)}".strip(), plain(cell.text)]
        for field, cell in cells.items()
    ]


def say_projects(rows: Sequence[ProjectRow]) -> None:
    """Forms in a line each, by what tells them apart."""
    cells = [[row.project_name, row.year, row.unit, row.project_code, Path(row.path).name] for row in rows]
    headings = [Heading(label) for label in _PROJECTS]
    say(draw(headings, [[_text(value) for value in row] for row in cells], terminal_width()))


def _say_table(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        headings = [Heading(label, right=label.endswith((")", "分值", "得分"))) for label in labels]
        say(draw(headings, rows, terminal_width()))
        say()


def _fund_cells(line: FundLine) -> list[str]:
    amounts = [
        NOTHING if fen is None else yuan(fen) for fen in (line.initial_budget, line.annual_budget, line.executed)
    ]
    numbers = [_text(value) for value in (line.weight, line.rate, line.score)]
    return [plain(line.name), *amounts, *numbers, _at(line.cells, line.cells)]


def _indicator_cells(row: Indicator) -> list[str]:
    level1 = f"{row.level1} ({_text(row.level1_weight)}分)" if row.level1_weight is not None else row.level1
    name = row.level3 if row.applicable else row.level3 or "不适用"
    values = (level1, row.level2, name, row.target, row.actual, row.weight, row.score, row.deviation)
    own = [field for field in row.cells if field not in ("level1", "level2")]  # headings of several rows
    return [*map(_text, values), _at(row.cells, own)]


def _text(value: str | int | Decimal | None) -> str:
    if value is None:
        return NOTHING
    return plain(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value))


def _at(cells: Mapping[str, Cell], fields: Iterable[str]) -> str:
    """The places of the fields that the form has: lines "62-65", "p. 3", table cells "B7 C7"."""
    places = [cells[field].place for field in fields if field in cells]
    lines = _span([place.line for place in places if place.line is not None])
    pages = _span([place.page for place in places if place.page is not None])
    table_cells = _cell_names([plain(place.cell) for place in places if place.cell])
    return " ".join(part for part in (lines, pages and f"p. {pages}", table_cells) if part)


def _cell_names(names: Sequence[str]) -> str:
    """The names of cells, what stands before the ! said once: Sheet1!B7 C7."""
    said: list[str] = []
    before = ""
    for name in dict.fromkeys(names):
        table, _, cell = name.rpartition("!")
        said.append(cell if table and table == before else name)
        before = table
    return " ".join(said)


def _place(place: Place) -> str:
    return _at({"": Cell("", place)}, [""])


def _box(place: Place) -> str:
    return " ".join(f"{edge:g}" for edge in place.box or ())


def _span(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    first, last = min(numbers), max(numbers)
    return str(first) if first == last else f"{first}-{last}"
