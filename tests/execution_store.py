"""A store of six invented projects, to query: ties, a figure that no float holds, and figures that are missing."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

from question_stores import fill
from store.connection import open_store
from store.execution import Result, execute
from store.query import Condition, Operator, Order, Query, Subject, Where
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


@cache
def six() -> sqlite3.Connection:
    """In three units, spent: 300, 200, 200, 100, what is not said, and a figure that no float holds."""
    forms = [
        form("甲", 300),
        form("乙", 200),
        form("丙", 200, unit="乙局"),
        form("丁", 100, initial=None, unit="乙局"),
        form("戊", None, budget=500),
        form("己", LARGE, budget=LARGE + 2, unit="丙局"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jiwen.db"
        fill(path, {f"{evaluation.project_name}.txt": [evaluation] for evaluation in forms})
        connection = sqlite3.connect(":memory:")
        with contextlib.closing(open_store(path)) as written:
            written.backup(connection)
    return connection


SMALL: Where = Condition("executed", Operator.LESS, 1000)


def run(store: sqlite3.Connection, query: Query) -> Result:
    return execute(store, query)


def names(store: sqlite3.Connection, where: Where | None = None, order: Order | None = None) -> str:
    """The projects that are found, in their order, a character each."""
    result = run(store, Query(Subject.EVALUATION, ("project_name",), where, order=order))
    return "".join(str(row.values[0]) for row in result.rows)
