"""Evaluations that nobody wrote: made by a seeded generator, full of what real forms hold now and then.

Ties, amounts that are not printed, budgets of nothing, several years and units, one name in two units, forms without
weights, totals or initial budgets, indicators that do not apply, scores below the cap with and without a reason.
Nothing here looks at the store's code: what is asked of a corpus is computed from its records.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from store.records import Cell, Evaluation, FundLine, Indicator, Place

YEARS = (2021, 2022, 2023, 2024)
DEPARTMENTS = {  # a department, and the units under it
    "临川市东湾区水务局": ("临川市东湾区水务局", "临川市东湾区河湖管护所"),
    "临川市东湾区民政局": ("临川市东湾区养老服务站",),
    "临川市东湾区园林局": ("临川市东湾区苗圃场",),
}
PROJECTS = ("河道清淤", "泵站换新", "堤岸加固", "老人助餐", "孤儿慰问", "古树养护", "绿道铺装", "花坛布置")
IN_TWO_UNITS = "办公用房租赁"
YUAN = 100  # fen
_AMOUNTS = tuple(n * 10_000 * YUAN for n in (2, 5, 5, 8, 20, 20, 35, 60, 100, 100, 150, 240))  # some more often: ties
_KINDS = (  # level 1, level 2, name, target, unit, figure of the target
    ("产出指标", "数量指标", "巡查次数", "≥{}次", 12),
    ("产出指标", "数量指标", "服务人数", "≥{}人", 300),
    ("产出指标", "质量指标", "验收合格率", "≥{}%", 95),
    ("产出指标", "时效指标", "工期按时率", "≥{}%", 90),
    ("产出指标", "成本指标", "单价控制", "≤{}元", 800),
    ("效益指标", "社会效益指标", "受益家庭覆盖率", "≥{}%", 80),
    ("效益指标", "生态效益指标", "水体达标天数", "≥{}天", 300),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥{}%", 90),
)
REASONS = ("受汛期影响进场推迟", "招标流标后重新组织", "人手不足，下年增配")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project is like in all of its years."""

    name: str
    code: str
    unit: str
    department: str


def corpus(seed: int) -> tuple[Evaluation, ...]:
    """Some twenty forms; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for plan in _plans(chance):
        years = sorted(chance.sample(YEARS, chance.randint(1, 3)))
        made += [_evaluation(chance, plan, year) for year in years]
    chance.shuffle(made)
    return tuple(replace(evaluation, form_index=position) for position, evaluation in enumerate(made))


def _plans(chance: random.Random) -> Iterator[Plan]:
    units = [(unit, department) for department, under in DEPARTMENTS.items() for unit in under]
    named = [(name, *chance.choice(units)) for name in PROJECTS]
    named += [(IN_TWO_UNITS, *two) for two in chance.sample(units, 2)]
    for name, unit, department in named:
        yield Plan(name, f"7301{chance.randrange(10**16):016}", unit, department)


def _evaluation(chance: random.Random, plan: Plan, year: int) -> Evaluation:
    total = _total_line(chance)
    indicators = tuple(_indicators(chance))
    scores = [i.score for i in indicators if i.score is not None]
    with_total = total.score is not None and chance.random() < 0.85
    return Evaluation(
        form_index=0,
        project_code=plan.code,
        project_name=plan.name,
        year=year,
        unit=plan.unit,
        department=plan.department,
        amount_unit=chance.choice(("元", "万元")),
        fund_lines=(total, *_parts(chance, total)),
        goal_expected=f"完成{plan.name}年度任务。",
        goal_actual=f"{plan.name}按计划推进。",
        indicators=indicators,
        total_weight=Decimal(100),
        total_score=sum(scores, total.score or Decimal(0)) if with_total else None,
        cells=_cells(project_name=plan.name, year=year, unit=plan.unit, department=plan.department),
    )


def _total_line(chance: random.Random) -> FundLine:
    initial = chance.choice((None, 0, *_AMOUNTS))
    annual = 0 if chance.random() < 0.08 else chance.choice(_AMOUNTS)
    if initial and chance.random() < 0.5:
        annual = initial
    executed = chance.choice((annual, annual * 9 // 10, annual * 7 // 10 + 1234, annual // 2, 0, annual + 50_000))
    rate = _rounded(Decimal(executed) * 100 / annual) if annual else None
    weight = None if chance.random() < 0.15 else Decimal(10)
    score = _rounded(min(rate, Decimal(100)) / 10) if rate is not None and weight is not None else None
    line = FundLine("年度资金总额", True, initial, annual, executed, weight, rate, score)
    return replace(line, cells=_cells(annual_budget=annual, executed=executed, rate=rate, weight=weight, score=score))


def _parts(chance: random.Random, total: FundLine) -> Iterator[FundLine]:
    """One part that is all of the total, or two; they are never to be summed with it."""
    annual, executed = total.annual_budget or 0, total.executed or 0
    carried = annual // 4 if chance.random() < 0.4 else 0
    yield FundLine("当年财政拨款", False, total.initial_budget, annual - carried, executed - executed // 4)
    yield FundLine("上年结转资金", False, None, carried, executed // 4)


def _indicators(chance: random.Random) -> Iterator[Indicator]:
    kinds = chance.sample(_KINDS, chance.randint(4, 7))
    for kind in sorted(kinds, key=_KINDS.index):
        level1, level2, name, target, figure = kind
        weight = Decimal(chance.choice((10, 10, 15, 20)))
        if chance.random() < 0.1:
            yield Indicator(
                level1, None, level2, "不适用", "不适用", "不适用", Decimal(0), Decimal(0), applicable=False
            )
            continue
        below = chance.random() < 0.35
        reached = figure + chance.choice((-5, 0, 0, 3, figure // 2 if "%" not in target else 0))
        score = weight - Decimal(chance.choice(("0.5", "1", "1", "2.25"))) if below else weight
        unit = target.removeprefix("≥{}").removeprefix("≤{}")
        yield Indicator(
            level1,
            None,
            level2,
            name,
            target.format(figure),
            None if chance.random() < 0.05 else f"{reached}{unit}",
            weight,
            score,
            deviation=chance.choice(REASONS) if chance.random() < (0.6 if below else 0.1) else None,
            cells=_cells(level3=name, weight=weight, score=score),
        )


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _cells(**values: object) -> Mapping[str, Cell]:
    printed = {key: value for key, value in values.items() if value is not None}
    kept = {key: Cell(str(value), Place(line=line)) for line, (key, value) in enumerate(printed.items(), 1)}
    return MappingProxyType(kept)
