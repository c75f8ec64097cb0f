"""Every field that can be asked about: its label, its unit, its SQL, and the cells it stands in.

Owns the list of fields and the relations they are read from. What a person may call a field is in the
assistant's lexicon, under the same key. It must not run SQL.

SQL names: `e` evaluations, `f` the total of the funds table (for FUND_LINE any of its rows), `i` indicators
or, for SCORED, the indicators and the 预算执行率 rows together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from store.dataclass import dataclass, replace
from store.query import Subject

HUNDRED_PERCENT = 1_000_000  # in ten-thousandths
EXECUTION_ROW = "预算执行率"  # what the scored row of the funds table is called among the indicators


class Kind(StrEnum):
    """What a value is: decides its scale in the store and its unit in an answer."""

    MONEY = "money"  # fen -> 元
    RATE = "rate"  # ten-thousandths of a percent point -> %
    POINTS = "points"  # ten-thousandths -> 分
    COUNT = "count"
    NUMBER = "number"  # ten-thousandths, in whatever unit the form has
    YEAR = "year"
    TEXT = "text"

    @property
    def unit(self) -> str | None:
        return {Kind.MONEY: "元", Kind.RATE: "%", Kind.POINTS: "分"}.get(self)


@dataclass(frozen=True, slots=True)
class Field:
    key: str
    kind: Kind
    zh: str
    en: str
    sql: str
    cells: tuple[str, ...] = ()  # where it stands, as record.field: funds.executed, indicator.score, form.year
    ratio: tuple[str, str] | None = None  # a rate's numerator and denominator, by key
    of_indicator: bool = False  # only a row of INDICATOR or SCORED has it
    year_before: bool = False  # worked out with the project's form of the year before, which is then a source too

    def label(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


# What of the execution row stands for the columns of an indicator; nothing for the others.
_EXECUTION = {
    "id": "id", "record": "'fund_line'", "evaluation_id": "evaluation_id", "position": "-1",
    "level1": f"'{EXECUTION_ROW}'", "level1_weight": "weight", "level3": f"'{EXECUTION_ROW}'", "actual": "printed_rate",
    "weight": "weight", "score": "score", "applicable": "1", "actual_number": "rate", "actual_unit": "'%'",
}  # fmt: skip


def scored(columns: Iterable[str], of_some: str) -> str:
    """Indicators and execution rows with these columns alone. `of_some`: a condition on evaluation_id, or TRUE."""
    named = sorted(columns)
    of_indicator = ", ".join("'indicator' AS record" if name == "record" else name for name in named)
    of_funds = ", ".join(_EXECUTION.get(name, "NULL") for name in named)
    return (
        f"(SELECT {of_indicator} FROM indicators WHERE {of_some}"
        f" UNION ALL SELECT {of_funds} FROM fund_lines WHERE is_total AND weight IS NOT NULL AND {of_some})"
    )


_SCORED_OF_FORM = scored(("evaluation_id", "weight", "score"), "evaluation_id = e.id")
TOTAL_OF_FUNDS = "LEFT JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.is_total"  # where a field asks for it

# What the rows of a subject are read from, beside that. What is asked of some forms alone is told twice, to their
# records too: SQLite would go through all records else.
RELATIONS: dict[Subject, str] = {
    Subject.EVALUATION: "evaluations AS e",
    Subject.INDICATOR: "indicators AS i JOIN evaluations AS e ON e.id = i.evaluation_id",
    Subject.SCORED: "{scored} AS i JOIN evaluations AS e ON e.id = i.evaluation_id",
    Subject.FUND_LINE: "fund_lines AS f JOIN evaluations AS e ON e.id = f.evaluation_id",
}
OF_SOME_FORMS = "evaluation_id IN (SELECT e.id FROM evaluations AS e WHERE {condition})"

# The record that a row stands for: its table and id, from which the row's sources are found.
RECORDS: dict[Subject, tuple[str, str]] = {
    Subject.EVALUATION: ("'evaluation'", "e.id"),
    Subject.INDICATOR: ("'indicator'", "i.id"),
    Subject.SCORED: ("i.record", "i.id"),
    Subject.FUND_LINE: ("'fund_line'", "f.id"),
}

ROW_ORDER: dict[Subject, str] = {
    Subject.EVALUATION: "e.id",
    Subject.INDICATOR: "e.id, i.position",
    Subject.SCORED: "e.id, i.position",
    Subject.FUND_LINE: "e.id, f.position",
}


def _lost(table: str) -> str:
    return (
        f"(SELECT SUM(s.weight - s.score) FROM {table} AS s WHERE s.evaluation_id = e.id"
        " AND s.weight > 0 AND s.score IS NOT NULL AND s.score < s.weight)"
    )


# One project in all its years: by name and unit, since codes may be missing or change from year to year.
_PROJECT_KEY = "(e.project_name || char(31) || COALESCE(e.unit, ''))"

_GRADE = (
    "CASE WHEN e.total_score IS NULL THEN NULL WHEN e.total_score >= 900000 THEN '优'"
    " WHEN e.total_score >= 800000 THEN '良' WHEN e.total_score >= 600000 THEN '中' ELSE '差' END"
)

# The form of the same project, by name and unit, one year earlier.
_ONE_YEAR_EARLIER = (
    "FROM evaluations AS b LEFT JOIN fund_lines AS bf ON bf.evaluation_id = b.id AND bf.is_total"
    " WHERE b.project_name = e.project_name AND b.unit IS e.unit AND b.year = e.year - 1 ORDER BY b.id LIMIT 1"
)
FORM_BEFORE = f"(SELECT b.id {_ONE_YEAR_EARLIER})"


def _since_last_year(field: Field) -> Iterator[Field]:
    """A field of the year before, how much it has grown since, and, of money, by what percentage."""
    before = f"(SELECT {field.sql.replace('f.', 'bf.').replace('e.', 'b.')} {_ONE_YEAR_EARLIER})"
    growth = f"({field.sql} - {before})"
    key, zh, en = field.key, field.zh, field.en
    yield replace(field, key=f"{key}_before", zh=f"上年{zh}", en=f"{en} the year before", sql=before, **_DERIVED)
    yield replace(field, key=f"{key}_growth", zh=f"{zh}比上年增减", en=f"change in {en}", sql=growth, **_DERIVED)
    if field.kind is Kind.MONEY:
        rate = f"CAST(ROUND(1000000.0 * {growth} / NULLIF({before}, 0)) AS INTEGER)"
        name, label = f"change in {en} in percent", f"{zh}比上年增减幅度"
        yield replace(field, key=f"{key}_growth_rate", kind=Kind.RATE, zh=label, en=name, sql=rate, **_DERIVED)


_DERIVED: dict[str, Any] = {"ratio": None, "year_before": True}
_COMPARED = frozenset({"executed", "annual_budget", "initial_budget", "execution_rate", "total_score"})

_FIELDS = (
    # what rows are told apart by; never shown
    Field("evaluation_id", Kind.COUNT, "表", "form", "e.id"),
    Field("project_key", Kind.TEXT, "历年项目", "project in all its years", _PROJECT_KEY),
    Field("indicator_id", Kind.COUNT, "指标行", "indicator row", "i.id", of_indicator=True),
    # the head of the form
    Field("project_name", Kind.TEXT, "项目", "project", "e.project_name", ("form.project_name",)),
    Field("project_code", Kind.TEXT, "项目编码", "project code", "e.project_code", ("form.project_code",)),
    Field("year", Kind.YEAR, "年度", "year", "e.year", ("form.year",)),
    Field("unit", Kind.TEXT, "实施单位", "implementing unit", "e.unit", ("form.unit",)),
    Field("department", Kind.TEXT, "主管部门", "department", "e.department", ("form.department",)),
    Field("goal_expected", Kind.TEXT, "预期目标", "expected goal", "e.goal_expected", ("form.goal_expected",)),
    Field("goal_actual", Kind.TEXT, "实际完成情况", "actual accomplishment", "e.goal_actual", ("form.goal_actual",)),
    # the funds
    Field("is_total", Kind.COUNT, "总额行", "total line", "f.is_total"),
    Field("fund_name", Kind.TEXT, "资金来源", "fund line", "f.name"),
    Field("initial_budget", Kind.MONEY, "年初预算数", "initial budget", "f.initial_budget", ("funds.initial_budget",)),
    Field("annual_budget", Kind.MONEY, "全年预算数", "annual budget", "f.annual_budget", ("funds.annual_budget",)),
    Field("executed", Kind.MONEY, "全年执行数", "amount spent", "f.executed", ("funds.executed",)),
    Field(
        "execution_rate",
        Kind.RATE,
        "执行率",
        "execution rate",
        "f.rate",
        ("funds.rate",),
        ratio=("executed", "annual_budget"),
    ),
    Field("execution_score", Kind.POINTS, "执行率得分", "score for execution", "f.score", ("funds.score",)),
    Field("execution_weight", Kind.POINTS, "执行率分值", "weight of execution", "f.weight", ("funds.weight",)),
    Field(
        "execution_lost",
        Kind.POINTS,
        "执行率丢分",
        "points lost for execution",
        "(f.weight - f.score)",
        ("funds.score", "funds.weight"),
    ),
    Field(
        "unspent",
        Kind.MONEY,
        "结余",
        "unspent",
        "(f.annual_budget - f.executed)",
        ("funds.annual_budget", "funds.executed"),
    ),
    Field(
        "unspent_rate",
        Kind.RATE,
        "结余率",
        "share unspent",
        "CAST(ROUND(1000000.0 * (f.annual_budget - f.executed) / NULLIF(f.annual_budget, 0)) AS INTEGER)",
        ("funds.annual_budget", "funds.executed"),
        ratio=("unspent", "annual_budget"),
    ),
    Field(
        "adjustment",
        Kind.MONEY,
        "预算调整额",
        "budget adjustment",
        "(f.annual_budget - f.initial_budget)",
        ("funds.initial_budget", "funds.annual_budget"),
    ),
    Field(
        "adjustment_rate",
        Kind.RATE,
        "预算调整率",
        "adjustment rate",
        "CAST(ROUND(1000000.0 * (f.annual_budget - f.initial_budget) / NULLIF(f.initial_budget, 0)) AS INTEGER)",
        ("funds.initial_budget", "funds.annual_budget"),
        ratio=("adjustment", "initial_budget"),
    ),
    Field(
        "over_initial",
        Kind.MONEY,
        "超出年初预算",
        "spent above the initial budget",
        "(f.executed - f.initial_budget)",
        ("funds.initial_budget", "funds.executed"),
    ),
    # the scores of the form
    Field("total_score", Kind.POINTS, "自评总分", "total score", "e.total_score", ("form.total_score",)),
    Field("grade", Kind.TEXT, "等级", "grade", _GRADE, ("form.total_score",)),
    Field(
        "points_lost",
        Kind.POINTS,
        "丢分",
        "points lost",
        f"COALESCE({_lost(_SCORED_OF_FORM)}, 0)",
        ("form.total_score",),
    ),
    Field(
        "indicator_points_lost",
        Kind.POINTS,
        "三级指标丢分",
        "points lost by indicators",
        f"COALESCE({_lost('indicators')}, 0)",
        ("form.total_score",),
    ),
    Field(
        "indicator_count",
        Kind.COUNT,
        "指标数",
        "indicators",
        "(SELECT COUNT(*) FROM indicators AS s WHERE s.evaluation_id = e.id AND s.applicable)",
    ),
    # the indicators
    Field("level1", Kind.TEXT, "一级指标", "level 1", "i.level1", ("indicator.level1",), of_indicator=True),
    Field("level2", Kind.TEXT, "二级指标", "level 2", "i.level2", ("indicator.level2",), of_indicator=True),
    Field("level3", Kind.TEXT, "三级指标", "indicator", "i.level3", ("indicator.level3",), of_indicator=True),
    Field("target", Kind.TEXT, "年度指标值", "target", "i.target", ("indicator.target",), of_indicator=True),
    Field("actual", Kind.TEXT, "实际完成值", "actual value", "i.actual", ("indicator.actual",), of_indicator=True),
    Field("weight", Kind.POINTS, "分值", "weight", "i.weight", ("indicator.weight",), of_indicator=True),
    Field("score", Kind.POINTS, "得分", "score", "i.score", ("indicator.score",), of_indicator=True),
    Field(
        "lost",
        Kind.POINTS,
        "丢分",
        "points lost",
        "MAX(i.weight - i.score, 0)",
        ("indicator.score", "indicator.weight"),
        of_indicator=True,
    ),
    Field(
        "score_rate",
        Kind.RATE,
        "得分率",
        "score rate",
        "CAST(ROUND(1000000.0 * i.score / NULLIF(i.weight, 0)) AS INTEGER)",
        ("indicator.score", "indicator.weight"),
        ratio=("score", "weight"),
        of_indicator=True,
    ),
    Field(
        "deviation",
        Kind.TEXT,
        "偏差原因分析及改进措施",
        "reason given",
        "i.deviation",
        ("indicator.deviation",),
        of_indicator=True,
    ),
    Field("applicable", Kind.COUNT, "适用", "applicable", "i.applicable", ("indicator.level3",), of_indicator=True),
    Field(
        "outcome",
        Kind.TEXT,
        "完成情况",
        "outcome",
        "i.outcome",
        ("indicator.target", "indicator.actual"),
        of_indicator=True,
    ),
    Field(
        "target_number",
        Kind.NUMBER,
        "目标数",
        "target number",
        "i.target_number",
        ("indicator.target",),
        of_indicator=True,
    ),
    Field(
        "target_rate",
        Kind.RATE,
        "目标百分比",
        "target in percent",
        "(CASE WHEN i.target_unit = '%' THEN i.target_number END)",
        ("indicator.target",),
        of_indicator=True,
    ),
    Field(
        "actual_number",
        Kind.NUMBER,
        "完成数",
        "actual number",
        "i.actual_number",
        ("indicator.actual",),
        of_indicator=True,
    ),
    Field(
        "actual_rate",
        Kind.RATE,
        "完成值",
        "actual value",
        "(CASE WHEN i.actual_unit = '%' THEN i.actual_number END)",
        ("indicator.actual",),
        of_indicator=True,
    ),
    Field(
        "above_target",
        Kind.NUMBER,
        "超出目标",
        "above target",
        "(CASE WHEN i.outcome <> 'incomparable' AND i.target_unit IS i.actual_unit"
        " THEN i.actual_number - i.target_number END)",
        ("indicator.actual", "indicator.target"),
        of_indicator=True,
    ),
    Field(
        "lower_is_better",
        Kind.COUNT,
        "越小越好",
        "lower is better",
        "i.lower_is_better",
        ("indicator.target",),
        of_indicator=True,
    ),
    Field(
        "achievement",
        Kind.RATE,
        "完成率",
        "achievement",
        "i.achievement",
        ("indicator.actual", "indicator.target"),
        of_indicator=True,
    ),
    Field(
        "excess_rate",
        Kind.RATE,
        "超出目标幅度",
        "excess over the target in percent",
        f"(CASE WHEN NOT i.lower_is_better THEN i.achievement - {HUNDRED_PERCENT} END)",
        ("indicator.actual", "indicator.target"),
        of_indicator=True,
    ),
    Field(
        "excess_points",
        Kind.RATE,
        "超出目标百分点",
        "excess over the target in percentage points",
        "(CASE WHEN NOT i.lower_is_better AND i.outcome <> 'incomparable' AND i.target_unit = '%'"
        " AND i.actual_unit = '%' THEN i.actual_number - i.target_number END)",
        ("indicator.actual", "indicator.target"),
        of_indicator=True,
    ),
    Field(
        "shortfall_rate",
        Kind.RATE,
        "低于目标幅度",
        "shortfall from the target in percent",
        f"(CASE WHEN NOT i.lower_is_better THEN {HUNDRED_PERCENT} - i.achievement END)",
        ("indicator.actual", "indicator.target"),
        of_indicator=True,
    ),
)

_ALL = (*_FIELDS, *(derived for field in _FIELDS if field.key in _COMPARED for derived in _since_last_year(field)))
FIELDS: dict[str, Field] = {field.key: field for field in _ALL}
