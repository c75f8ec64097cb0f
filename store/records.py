"""The vocabulary of the domain: what one self-evaluation form holds, and where each value stands.

Owns the records that the form parsers produce and the indexer stores. It must not know of files'
containers, of SQL, or of how a value is worded to a person.

Money is an integer number of fen, always. Weights, scores and rates are `Decimal`, as printed.
`None` means that the form has nothing there (not printed, blank, `—`, `-` or `/`); nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from store.dataclass import dataclass, field

NOTHING: Mapping[str, Cell] = MappingProxyType({})


Box = tuple[float, float, float, float]  # left, top, right, bottom: points from the page's top left


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in its file: a line of a text, or a page, or a table cell ("B7")."""

    line: int | None = None  # from 1
    page: int | None = None  # from 1
    cell: str | None = None
    box: Box | None = None  # of the cell on its page, where the file is a PDF


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as the form prints it, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class FundLine:
    """A row of the funds table. The total's parts are lines of their own and never summed with it."""

    name: str  # 年度资金总额, 当年财政拨款, …: without 其中： and a colon at the end
    is_total: bool
    initial_budget: int | None = None  # 年初预算数, fen
    annual_budget: int | None = None  # 全年预算数, fen
    executed: int | None = None  # 全年执行数, fen
    weight: Decimal | None = None  # 分值
    rate: Decimal | None = None  # 执行率, percent
    score: Decimal | None = None  # 得分
    cells: Mapping[str, Cell] = field(default_factory=lambda: NOTHING)  # by the names of the fields above


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the indicator table. A row 不适用 is kept: `applicable` is False and its weight 0."""

    level1: str | None  # 产出指标, without points in brackets
    level1_weight: Decimal | None  # the points printed in the heading's brackets
    level2: str | None  # 数量指标
    level3: str | None  # the indicator's own name, without 指标1：
    target: str | None = None  # 年度指标值
    actual: str | None = None  # 实际完成值
    weight: Decimal | None = None  # 分值, the cap
    score: Decimal | None = None  # 得分
    deviation: str | None = None  # 偏差原因分析及改进措施
    applicable: bool = True
    cells: Mapping[str, Cell] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One form: one project in one year."""

    form_index: int  # its place among the forms of the file, from 0
    project_code: str | None = None
    project_name: str | None = None
    year: int | None = None
    unit: str | None = None  # 实施单位
    department: str | None = None  # 一级预算单位 / 主管部门
    amount_unit: str | None = None  # 元 or 万元: what the form prints its amounts in
    fund_lines: tuple[FundLine, ...] = ()
    goal_expected: str | None = None
    goal_actual: str | None = None
    indicators: tuple[Indicator, ...] = ()
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    missing: tuple[str, ...] = ()  # what could not be read or is cut off, a sentence each
    cells: Mapping[str, Cell] = field(default_factory=lambda: NOTHING)  # head, goals and totals, by field name


def printed_cells(evaluation: Evaluation) -> dict[str, Cell]:
    """Every cell of a form, by record.position.field."""
    found = {f"form.0.{name}": cell for name, cell in evaluation.cells.items()}
    if evaluation.amount_unit:  # which amounts are told by, wherever the form prints it
        found["form.0.amount_unit"] = Cell(evaluation.amount_unit, Place())
    for n, line in enumerate(evaluation.fund_lines):
        found |= {f"funds.{n}.{name}": cell for name, cell in line.cells.items()}
    for n, indicator in enumerate(evaluation.indicators):
        found |= {f"indicator.{n}.{name}": cell for name, cell in indicator.cells.items()}
    return found
