"""What does not add up, put into forms that do: one function a kind, which changes a form and says what it changed.

Each is made from the kind's own arithmetic. None means that this form cannot have it (no weights, no initial budget).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from clean_forms import REASON, Clean
from store.records import Cell, FundLine, Indicator

Planter = Callable[[Clean, random.Random], Clean | None]
PLANTED: dict[str, Planter] = {}
ONE = Decimal(1)


def plants(kind: str) -> Callable[[Planter], Planter]:
    def register(planter: Planter) -> Planter:
        PLANTED[kind] = planter
        return planter

    return register


def total(form: Clean) -> FundLine:
    return form.form.fund_lines[0]


def weighed(form: Clean) -> list[int]:
    return [n for n, row in enumerate(form.form.indicators) if row.weight and row.score is not None]


def one_of(form: Clean, chance: random.Random) -> int | None:
    """A row with a weight and a score."""
    rows = weighed(form)
    return chance.choice(rows) if rows else None


def row_of(form: Clean, n: int) -> Indicator:
    return form.form.indicators[n]


def rescored(form: Clean) -> Clean:
    """The total score as it is now."""
    if form.form.total_score is None:
        return form
    scores = [row.score for row in form.form.indicators if row.score is not None]
    return form.head(total_score=sum(scores, total(form).score or Decimal(0)))


def with_amounts(form: Clean, chance: random.Random, **amounts: int) -> Clean:
    """Other amounts in the total, and in one part that is all of it; the rate and score follow."""
    del chance
    line = replace(total(form), **amounts)
    lone = replace(form, form=replace(form.form, fund_lines=form.form.fund_lines[:2])).funds(0, **amounts)
    columns = {name: getattr(line, name) for name in ("initial_budget", "annual_budget", "executed")}
    lone = lone.funds(1, **columns)
    if not line.annual_budget or line.executed is None:
        return rescored(lone.funds(0, rate=None, score=None))
    rate = (Decimal(line.executed) / line.annual_budget * 100).quantize(Decimal("0.01"))
    score = None
    if line.score is not None and line.weight is not None:
        score = (min(rate, Decimal(100)) * line.weight / 100).quantize(Decimal("0.01"))
    return rescored(lone.funds(0, rate=rate, score=score))


def without_costs(form: Clean) -> Clean:
    """Costs that say nothing of amounts: what is planted into the amounts stands alone."""
    n = next(n for n, row in enumerate(form.form.indicators) if row.level2 == "成本指标")
    return form.row(n, level3="成本控制", target="≤100%", actual="95%")


@plants("rate_wrong")
def rate_wrong(form: Clean, chance: random.Random) -> Clean | None:
    line = total(form)
    assert line.rate is not None
    off = Decimal(chance.choice((2, 3, 5, 8, 10)))
    return form.funds(0, rate=line.rate - off)


@plants("execution_score_wrong")
def execution_score_wrong(form: Clean, chance: random.Random) -> Clean | None:
    line = total(form)
    if line.score is None:
        return None
    return rescored(form.funds(0, score=line.score - Decimal(chance.choice(("0.3", "0.5", "1", "2")))))


@plants("fund_lines_wrong")
def fund_lines_wrong(form: Clean, chance: random.Random) -> Clean | None:
    column = chance.choice(("annual_budget", "executed"))
    n = chance.randrange(1, len(form.form.fund_lines))
    value = getattr(form.form.fund_lines[n], column)
    if value is None or form.form.fund_lines[n].name.endswith("补助"):
        return None
    off = chance.choice((1_234_500, 5_000_000))
    return form.funds(n, **{column: value + off})


@plants("executed_above_annual")
def executed_above_annual(form: Clean, chance: random.Random) -> Clean | None:
    annual = total(form).annual_budget
    assert annual is not None
    return with_amounts(without_costs(form), chance, executed=annual + chance.choice((2_000_000, 50_000_000)))


@plants("rate_of_zero_budget")
def rate_of_zero_budget(form: Clean, chance: random.Random) -> Clean | None:
    emptied = with_amounts(without_costs(form), chance, annual_budget=0, executed=0)
    return emptied.funds(0, rate=Decimal(chance.choice((50, 100))))


@plants("zero_budget")
def zero_budget(form: Clean, chance: random.Random) -> Clean | None:
    return with_amounts(without_costs(form), chance, annual_budget=0, executed=0)


@plants("part_above_annual")
def part_above_annual(form: Clean, chance: random.Random) -> Clean | None:
    n = len(form.form.fund_lines) - 1
    annual = form.form.fund_lines[n].annual_budget or 0
    return form.funds(n, executed=annual + chance.choice((2_000_000, 3_000_000)))


@plants("zero_execution_work_done")
def zero_execution_work_done(form: Clean, chance: random.Random) -> Clean | None:
    return with_amounts(without_costs(form), chance, executed=0) if weighed(form) else None


@plants("low_execution_unexplained")
def low_execution_unexplained(form: Clean, chance: random.Random) -> Clean | None:
    annual = total(form).annual_budget
    assert annual is not None
    return with_amounts(without_costs(form), chance, executed=annual * chance.choice((30, 60, 89)) // 100)


@plants("budget_adjusted")
def budget_adjusted(form: Clean, chance: random.Random) -> Clean | None:
    annual = total(form).annual_budget
    if total(form).initial_budget is None or annual is None:
        return None
    return with_amounts(without_costs(form), chance, initial_budget=annual * chance.choice((60, 80, 130, 200)) // 100)


@plants("execution_score_unexplained")
def execution_score_unexplained(form: Clean, chance: random.Random) -> Clean | None:
    annual = total(form).annual_budget
    if total(form).score is None or annual is None:
        return None
    return with_amounts(without_costs(form), chance, executed=annual * 95 // 100)


@plants("score_above_weight")
def score_above_weight(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    if n is None:
        return None
    weight = row_of(form, n).weight
    assert weight is not None
    return rescored(form.row(n, score=weight + chance.choice((ONE, Decimal("0.5"), Decimal(3)))))


@plants("negative_points")
def negative_points(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    return None if n is None else rescored(form.row(n, score=Decimal(-1)))


@plants("level1_weights_wrong")
def level1_weights_wrong(form: Clean, chance: random.Random) -> Clean | None:
    if form.style.family != "classic":
        return None
    n = one_of(form, chance)
    assert n is not None
    weight = row_of(form, n).weight or ONE
    return rescored(form.row(n, weight=weight - ONE, score=weight - ONE, deviation=None))


@plants("total_wrong")
def total_wrong(form: Clean, chance: random.Random) -> Clean | None:
    score = form.form.total_score
    return None if score is None else form.head(total_score=score + chance.choice((1, -1, 2, Decimal("-0.5"), 10)))


@plants("total_weight_wrong")
def total_weight_wrong(form: Clean, chance: random.Random) -> Clean | None:
    weight = form.form.total_weight
    return None if weight is None else form.head(total_weight=weight + chance.choice((1, -2, 5)))


@plants("weights_not_100")
def weights_not_100(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    if n is None or form.style.family == "classic":
        return None
    weight = row_of(form, n).weight or ONE
    changed = rescored(form.row(n, weight=weight + 2, score=weight + 2, deviation=None))
    cells = {name: cell for name, cell in changed.form.cells.items() if name != "total_weight"}
    return replace(changed, form=replace(changed.form, total_weight=None, cells=MappingProxyType(cells)))


@plants("not_applicable_scored")
def not_applicable_scored(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    return None if n is None else form.row(n, target=chance.choice(("不适用", "无", "不涉及")), actual=None)


@plants("scored_without_target")
def scored_without_target(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    return None if n is None else form.row(n, target=None)


@plants("level1_on_one_indicator")
def level1_on_one_indicator(form: Clean, chance: random.Random) -> Clean | None:
    if not weighed(form):
        return None
    rows = [n for n in weighed(form) if row_of(form, n).level1 == "效益指标"]
    kept = chance.choice(rows)
    for n in rows:
        weight = Decimal(30 if n == kept else 0)
        form = form.row(n, weight=weight, score=weight, deviation=None)
    return rescored(form)


@plants("all_full_score")
def all_full_score(form: Clean, chance: random.Random) -> Clean | None:
    del chance
    if not weighed(form):
        return None
    for n in weighed(form):
        form = form.row(n, score=row_of(form, n).weight, deviation=None)
    return rescored(form)


def _said(form: Clean, chance: random.Random, pairs: tuple[tuple[str, str], ...], **fields: Any) -> Clean | None:
    """Another target and actual value in a row with a weight, its points and reason as they are unless told."""
    n = one_of(form, chance)
    if n is None:
        return None
    target, actual = chance.choice(pairs)
    return form.row(n, level2="数量指标", level3="巡查次数", target=target, actual=actual, **fields)


MISSED = (("≥12次", "10次"), ("≥95%", "91.2%"), ("不少于200人", "188人"), ("≤5天", "8天"), ("=8台", "6台"))
MET = (("≥12次", "12次"), ("≥95%", "96%"), ("不少于200人", "201人"), ("≤5天", "4天"))


@plants("target_missed_full_score")
def target_missed_full_score(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    if n is None:
        return None
    target, actual = chance.choice(MISSED)
    full = row_of(form, n).weight
    reason = chance.choice((None, REASON))
    row = form.row(n, level2="数量指标", level3="巡查次数", target=target, actual=actual, score=full, deviation=reason)
    return rescored(row)


@plants("deducted_though_met")
def deducted_though_met(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    if n is None:
        return None
    target, actual = chance.choice(MET)
    weight = row_of(form, n).weight or ONE
    fields: dict[str, Any] = {"level2": "数量指标", "level3": "巡查次数", "target": target, "actual": actual}
    return rescored(form.row(n, **fields, score=weight - ONE, deviation=None))


@plants("missed_without_reason")
def missed_without_reason(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    if n is None:
        return None
    target, actual = chance.choice((*MISSED, ("运转顺畅", "基本顺畅")))
    weight = row_of(form, n).weight or ONE
    fields: dict[str, Any] = {"level2": "数量指标", "level3": "巡查次数", "target": target, "actual": actual}
    return rescored(form.row(n, **fields, score=weight - ONE, deviation=None))


@plants("overachieved_without_reason")
def overachieved_without_reason(form: Clean, chance: random.Random) -> Clean | None:
    pairs = (("≥12次", "36次"), ("≥300人", "420人"), ("≥6次18人", "12次24人次"), ("≥100人", "100-300人"))
    return _said(form, chance, pairs, deviation=None)


@plants("range_straddles_target")
def range_straddles_target(form: Clean, chance: random.Random) -> Clean | None:
    return _said(form, chance, (("≥12次", "10-15次"), ("≤5天", "3-7天"), ("≥90%", "85%-95%")))


@plants("range_touches_target")
def range_touches_target(form: Clean, chance: random.Random) -> Clean | None:
    return _said(form, chance, (("≥12次", "12-15次"), ("≤5天", "3-5天"), ("每周≥1次", "每周1-2次")))


@plants("impossible_percentage")
def impossible_percentage(form: Clean, chance: random.Random) -> Clean | None:
    n = one_of(form, chance)
    name = chance.choice(("居民满意度", "验收合格率", "受益家庭覆盖率"))
    return None if n is None else form.row(n, level3=name, target="≥90%", actual=chance.choice(("105%", "120%")))


def _over_initial(form: Clean, chance: random.Random) -> Clean | None:
    """More was spent than the initial budget, and no more than the annual one."""
    annual = total(form).annual_budget
    if total(form).initial_budget is None or annual is None:
        return None
    spent = {"initial_budget": annual * 8 // 10, "executed": annual * 95 // 100}
    return with_amounts(without_costs(form), chance, **spent)


@plants("claims_within_initial_budget")
def claims_within_initial_budget(form: Clean, chance: random.Random) -> Clean | None:
    over = _over_initial(form, chance)
    claims = (
        *("未超年初预算", "未超过年初预算", "控制在年初预算内", "严格控制在年初预算范围内", "没有超出年初预算"),
        *(
            "未突破年初预算",
            "严格按照年初预算执行",
            "比年初预算节约5%",
            "年初预算内完成",
            "严格控制在年初预算批复额度以内",
        ),
    )
    if over is None:
        return None
    if chance.random() < 0.3:
        return over.head(goal_actual=f"年度任务已完成，支出{chance.choice(claims)}。")
    n = next(n for n, row in enumerate(over.form.indicators) if row.level2 == "成本指标")
    row = over.form.indicators[n]
    if row.weight and row.score == row.weight and chance.random() < 0.3:
        return over.row(n, level3="成本控制在年初预算范围内", target="≤100%", actual="100%")
    return over.row(n, target="≤100%", actual=chance.choice(claims))


@plants("claims_within_annual_budget")
def claims_within_annual_budget(form: Clean, chance: random.Random) -> Clean | None:
    over = executed_above_annual(form, chance)
    assert over is not None
    n = next(n for n, row in enumerate(over.form.indicators) if row.level2 == "成本指标")
    claims = ("未超全年预算", "未超预算", "控制在预算内", "控制在预算范围内", "未突破年度预算")
    return over.row(n, target="≤100%", actual=chance.choice(claims))


def _wan(fen: int) -> str:
    return f"{Decimal(fen) / 1_000_000:.2f}万元"


@plants("cost_target_stale")
def cost_target_stale(form: Clean, chance: random.Random) -> Clean | None:
    annual = total(form).annual_budget
    assert annual is not None
    n = next(n for n, row in enumerate(form.form.indicators) if row.level2 == "成本指标")
    other = _wan(annual * chance.choice((120, 150, 300)) // 100)
    target = chance.choice((f"≤全年预算{other}", f"不超过全年预算{other}", f"≤{other}", f"控制在年度预算{other}以内"))
    return form.row(n, level3="项目总成本", target=target, actual=f"实际支付{_wan(total(form).executed or 0)}")


@plants("cost_text_wrong")
def cost_text_wrong(form: Clean, chance: random.Random) -> Clean | None:
    line = total(form)
    assert line.executed is not None
    assert line.annual_budget is not None
    n = next(n for n, row in enumerate(form.form.indicators) if row.level2 == "成本指标")
    other = _wan(line.executed * chance.choice((70, 90, 110)) // 100)
    actual = chance.choice((f"实际支付{other}", other, f"实际支出{other}，未超全年预算"))
    return form.row(n, level3="项目总成本", target=f"≤全年预算{_wan(line.annual_budget)}", actual=actual)


@plants("amount_in_text_wrong")
def amount_in_text_wrong(form: Clean, chance: random.Random) -> Clean | None:
    line = total(form)
    assert line.annual_budget is not None
    other = _wan(line.annual_budget * chance.choice((130, 170)) // 100)
    said = chance.choice((f"全年预算{other}", f"全年执行数为{other}", f"项目总支出{other}"))
    if "预算" not in said and line.executed is None:
        return None
    return form.head(goal_actual=f"年度任务已完成，{said}，群众反映良好。")


@plants("stated_rate_wrong")
def stated_rate_wrong(form: Clean, chance: random.Random) -> Clean | None:
    n = chance.randrange(3)
    rate = total(form).rate
    assert rate is not None
    stated = f"{rate - chance.choice((5, 10)):f}%"
    return form.row(n, level3="预算执行率", target="≥50%", actual=stated, deviation=None)


@plants("stale_year")
def stale_year(form: Clean, chance: random.Random) -> Clean | None:
    year = (form.form.year or 0) - chance.choice((1, 2))
    if chance.random() < 0.5:
        return form.head(goal_expected=f"{year}年：做好日常管护，及时处置群众诉求。")
    return form.row(0, target=f"{year}年12月底前", actual="按时完成", level2="时效指标", level3="完成时间")


@plants("cost_target_is_own_budget")
def cost_target_is_own_budget(form: Clean, chance: random.Random) -> Clean | None:
    del chance
    annual = total(form).annual_budget
    assert annual is not None
    n = next(n for n, row in enumerate(form.form.indicators) if row.level2 == "成本指标")
    return form.row(n, level3="项目总成本", target=f"≤全年预算{_wan(annual)}", actual="已完成")


def _text(form: Clean, chance: random.Random, **fields: Any) -> Clean:
    return form.row(chance.randrange(3), **fields)


@plants("vague_target")
def vague_target(form: Clean, chance: random.Random) -> Clean | None:
    target = chance.choice(("根据实际情况统一付款", "进一步提升", "显著改善", "不断完善"))
    return _text(form, chance, target=target, actual="效果良好")


@plants("deadline_with_at_least")
def deadline_with_at_least(form: Clean, chance: random.Random) -> Clean | None:
    return _text(form, chance, target=chance.choice(("≥第三季度", "≥12月", "≥2023年12月31日")), actual="第三季度")


@plants("output_as_benefit")
def output_as_benefit(form: Clean, chance: random.Random) -> Clean | None:
    name = chance.choice(("提供调解服务次数", "组织培训人数", "发放资料份数"))
    return _text(form, chance, level2="社会效益指标", level3=name)


@plants("time_target_without_time")
def time_target_without_time(form: Clean, chance: random.Random) -> Clean | None:
    return _text(form, chance, level2="时效指标", level3="就餐安排", target="根据实际情况统一付款", actual="完成")


@plants("satisfaction_of_staff")
def satisfaction_of_staff(form: Clean, chance: random.Random) -> Clean | None:
    n = len(form.form.indicators) - 1
    return form.row(n, level3=chance.choice(("工作人员满意度率", "单位职工满意度", "干部满意度")))


@plants("payment_as_quantity")
def payment_as_quantity(form: Clean, chance: random.Random) -> Clean | None:
    name = chance.choice(("资金支付金额", "资金拨付率", "经费支出情况"))
    return _text(form, chance, level2="数量指标", level3=name, target="100", actual="100")


@plants("duplicate_indicator")
def duplicate_indicator(form: Clean, chance: random.Random) -> Clean | None:
    del chance
    first = row_of(form, 0)
    return form.row(1, level3=first.level3, target=first.target, actual=first.actual)


@plants("accomplishment_cut_off")
def accomplishment_cut_off(form: Clean, chance: random.Random) -> Clean | None:
    return form.head(
        goal_actual=chance.choice(("实现信访工作“一站式接待。", "全年日常管护到位，", "共开展巡查（含夜间"))
    )


def changed_cells(before: Clean, after: Clean) -> set[str]:
    """What is printed differently, as record.position.field."""

    def cells(form: Clean) -> dict[str, Cell]:
        evaluation = form.form
        found = {f"form.0.{name}": cell for name, cell in evaluation.cells.items()}
        for record, rows in (("funds", evaluation.fund_lines), ("indicator", evaluation.indicators)):
            found |= {f"{record}.{n}.{name}": cell for n, row in enumerate(rows) for name, cell in row.cells.items()}
        return found

    old, new = cells(before), cells(after)
    return {key for key in {*old, *new} if (old.get(key) or "") != (new.get(key) or "")}
