"""The fixed mix of 200 questions that `scale` asks: by type, over whatever forms the store has.

Owns the questions. Those of a project are asked of projects spread evenly over the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

OF_PROJECT = (  # {name} of {unit} in {year}
    "{unit}{name}{year}年的执行率是多少",
    "{unit}的{name}{year}年预算多少",
    "{year}年{unit}{name}花了多少钱",
    "{unit}{name}{year}年得了多少分",
    "{unit}{name}{year}年的年度目标是什么",
    "{unit}{name}有哪些满意度指标",
    "what is the execution rate of {name} of {unit} in {year}",
    "{unit}{name}{year}年哪些指标没拿满分",
)
OF_UNIT = (
    "{unit}{year}年一共花了多少钱",
    "{unit}{year}年有多少个项目",
    "{unit}哪个项目花钱最多",
    "{unit}{year}年执行率最低的项目",
    "{unit}的平均执行率",
    "how much did {unit} spend in {year}",
    "{unit}{year}年哪些项目没花完预算",
    "{unit}有哪些指标没有完成",
)
LEADING = (
    "哪个项目花钱最多",
    "哪个项目花钱最少",
    "{year}年预算最多的五个项目",
    "{year}年执行率最低的十个项目",
    "得分最低的项目是哪个",
    "{year}年得分最高的前三名",
    "which project spent the most in {year}",
    "哪个单位花钱最多",
    "预算调整最大的项目",
    "哪个部门的平均执行率最低",
)
BOUNDED = (
    "{year}年执行数超过3000万的项目有多少个",
    "执行率低于85%的项目有几个",
    "{year}年预算不超过5万的项目有哪些",
    "总分低于80分的项目有几个",
    "how many projects spent more than 10 million in {year}",
    "{year}年执行率低于90%的项目有多少",
    "预算在100万到200万之间的项目有多少个",
    "{year}年没花完预算的项目有多少个",
)
TOTALS = (
    "{year}年一共花了多少钱",
    "所有项目一共花了多少钱",
    "总的执行率是多少",
    "{year}年平均得分是多少",
    "{year}年有多少个项目",
    "how much did all projects spend in total",
    "各年的预算总额",
    "各年分别花了多少钱",
    "{year}年的平均执行率",
    "一共有多少个项目",
)
INDICATORS = (
    "一共有多少个指标",
    "有多少个指标没拿满分",
    "{year}年没完成的指标有多少个",
    "满意度指标的平均得分是多少",
    "{year}年数量指标一共有多少个",
    "how many indicators scored below cap in {year}",
    "各类指标分别有多少个",
    "哪类指标扣分最多",
    "{year}年质量指标有多少个没有达标",
    "扣分最多的指标是哪个",
)
GROUPED = (
    "各部门{year}年花了多少钱",
    "{year}年各单位的项目数",
    "比较{first}和{second}",
    "{year}年比{before}年多花了多少钱",
    "各年的平均执行率",
    "{year}年各部门的平均得分",
    "spending by department in {year}",
    "各年的项目数量",
)
WORDED = (
    "哪些项目的扣分原因提到了天气",
    "目标里提到培训的项目有多少",
    "偏差原因里有招标流标的项目",
    "和信访有关的项目有几个",
    "哪些项目提到了志愿者",
)
MIX = (  # 200 of them
    ("of a project", OF_PROJECT, 50),
    ("of a unit", OF_UNIT, 30),
    ("leading", LEADING, 25),
    ("bounded", BOUNDED, 20),
    ("totals", TOTALS, 20),
    ("indicators", INDICATORS, 20),
    ("grouped", GROUPED, 20),
    ("worded", WORDED, 15),
)


def questions(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """(type, question), the same for the same store."""
    (last,) = connection.execute("SELECT max(id) FROM evaluations").fetchone()
    n = 0
    for kind, templates, number in MIX:
        for of_kind in range(number):
            n += 1
            name, unit, year = _form(connection, 1 + n * last // 201)
            second = _form(connection, 1 + (n * last // 201 + last // 2) % last)
            values = {"name": name, "unit": unit, "year": year, "before": year - 1}
            two = {"first": f"{unit}{name}", "second": f"{second[1]}{second[0]}"}
            yield kind, templates[of_kind % len(templates)].format(**values, **two)


def _form(connection: sqlite3.Connection, number: int) -> tuple[str, str, int]:
    found: tuple[str, str, int] = connection.execute(
        "SELECT project_name, unit, year FROM evaluations WHERE id >= ? ORDER BY id LIMIT 1", (number,)
    ).fetchone()
    return found
