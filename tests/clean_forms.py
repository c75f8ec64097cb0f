"""Forms that add up, made by a seeded generator, in the shapes that real templates have.

Classic forms with points in their headings, forms of a system without them, forms with one column of scores, transfer
payments without scores, early forms without an initial budget; amounts in 元 or 万元 to the fen, to two decimals or
whole; rates rounded, cut off, with % or as a share; parts by source or by level of government; cells left blank.
Nothing here uses the rules: what adds up is computed with the forms.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any

from store.records import Cell, Evaluation, FundLine, Indicator, Place

HUNDRED = Decimal(100)
FAMILIES = ("classic", "system", "one_score", "transfer", "early")
NAMES = ("河道清淤", "泵站换新", "老人助餐", "古树养护", "绿道铺装", "校车运营", "气象预警", "电子档案", "法律援助")
UNITS = ("临川市东湾区水务局", "临川市东湾区民政局", "临川市东湾区园林局")
GOALS = (
    ("按计划完成年度任务，保障设施正常运行。", "年度任务已按计划完成，设施运行正常，群众反映良好。"),
    ("做好日常管护，及时处置群众诉求。", "全年日常管护到位，群众诉求均及时处置。"),
    ("提升公共服务水平，方便群众办事。", "公共服务水平稳步提升，群众办事更加方便。"),
)
POOL = (  # level 2, name, target, actual
    ("数量指标", "巡查次数", "≥12次", "13次"),
    ("数量指标", "服务人数", "≥300人", "312人"),
    ("数量指标", "设备更换数量", "=8台", "8台"),
    ("质量指标", "验收合格率", "≥95%", "97.5%"),
    ("质量指标", "安全事故发生率", "＜5%", "3%"),
    ("时效指标", "工期按时率", "≥90%", "95%"),
    ("时效指标", "项目完成时间", "12月底前", "11月20日完成"),
)
BENEFITS = (
    ("社会效益指标", "受益家庭覆盖率", "≥80%", "88%"),
    ("生态效益指标", "水体达标天数", "≥300天", "310天"),
    ("可持续影响指标", "设施使用年限", "≥5年", "5年"),
)
SERVED = ("服务对象满意度指标", "居民满意度", "≥90%", "93%")
REASON = "受汛期影响进场推迟，今后提前组织"


@dataclass(frozen=True)
class Style:
    """How a form prints its figures."""

    family: str
    amount_unit: str  # 元 or 万元
    amount_decimals: int
    rate_decimals: int
    rate_cut_off: bool
    rate_sign: str  # %, nothing, or "share" for 0.9994

    def amount(self, fen: int) -> str:
        unit = 100 if self.amount_unit == "元" else 1_000_000
        return f"{Decimal(fen) / unit:.{self.amount_decimals}f}"

    def rate(self, rate: Decimal) -> str:
        if self.rate_sign == "share":
            return f"{rate / 100:f}"
        return f"{rate:f}{self.rate_sign}"


def points(value: Decimal) -> str:
    return f"{value.normalize():f}"


@dataclass(frozen=True)
class Clean:
    """A form with the style that it is printed in, which what is planted is printed in too."""

    form: Evaluation
    style: Style

    def head(self, **fields: Any) -> Clean:
        cells = {**self.form.cells, **_cells(self.style, 2, fields)}
        return replace(self, form=replace(self.form, cells=_known(cells), **fields))

    def funds(self, position: int, **fields: Any) -> Clean:
        lines = list(self.form.fund_lines)
        line = lines[position]
        cells = {**line.cells, **_cells(self.style, 10 + position, fields)}
        lines[position] = replace(line, cells=_without(cells, fields), **fields)
        return replace(self, form=replace(self.form, fund_lines=tuple(lines)))

    def row(self, position: int, **fields: Any) -> Clean:
        rows = list(self.form.indicators)
        cells = {**rows[position].cells, **_cells(self.style, 20 + position, fields)}
        rows[position] = replace(rows[position], cells=_without(cells, fields), **fields)
        return replace(self, form=replace(self.form, indicators=tuple(rows)))


def clean(seed: int, family: str | None = None) -> Clean:
    """A form that contradicts itself nowhere; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    style = _style(chance, family or chance.choice(FAMILIES))
    goal, reached = chance.choice(GOALS)
    year = chance.randint(2019, 2024)
    number = chance.randint(1, 99)
    form = Clean(Evaluation(0, amount_unit=style.amount_unit), style).head(
        project_code=f"7301{seed:016}",
        project_name=f"{chance.choice(NAMES)}{number}期",
        year=year,
        unit=chance.choice(UNITS),
        goal_expected=f"{year}年：{goal}",
        goal_actual=reached,
    )
    lines = _funds(chance, style)
    rows = _rows(chance, style, lines[0])
    form = replace(form, form=replace(form.form, fund_lines=lines, indicators=rows))
    return _totalled(form, chance)


def _style(chance: random.Random, family: str) -> Style:
    in_yuan = chance.random() < 0.6
    decimals = 2 if in_yuan else chance.choice((2, 2, 6))
    share = chance.random() < 0.1
    decimals_of_rate = chance.choice((0, 1, 2, 2))
    return Style(
        family,
        "元" if in_yuan else "万元",
        decimals,
        4 if share else decimals_of_rate,
        decimals_of_rate > 0 and chance.random() < 0.2,
        "share" if share else chance.choice(("%", "")),
    )


def _funds(chance: random.Random, style: Style) -> tuple[FundLine, ...]:
    step = 100 if style.amount_unit == "元" or style.amount_decimals == 6 else 10_000
    annual = chance.randint(2_000, 900_000) * 10_000
    executed = annual - chance.choice((0, annual // 50, annual // 20)) // step * step
    initial = None if style.family == "early" else annual + chance.choice((0, 0, annual // 10)) // step * step
    weight = Decimal(20 if style.family == "one_score" else 10)
    exact = Decimal(executed) / annual * HUNDRED
    decimals = 2 if style.rate_sign == "share" else style.rate_decimals
    rate = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN if style.rate_cut_off else ROUND_HALF_UP)
    score = None
    if style.family != "transfer":
        score = (min(rate, HUNDRED) * weight / HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)
    carried, spent = annual // 4 // step * step, executed // 4 // step * step
    start = None if initial is None else initial - initial // 4 // step * step
    rest = None if initial is None or start is None else initial - start
    own = ("当年财政拨款", start, annual - carried, executed - spent)
    kinds = chance.random()
    if kinds < 0.25:  # by level of government, under the grant
        half = tuple(None if v is None else v // 2 // step * step for v in own[1:])
        other = tuple(None if v is None or h is None else v - h for v, h in zip(own[1:], half, strict=True))
        parts = [own, ("中央补助", *half), ("省级补助", *other), ("其他资金", rest, carried, spent)]
    elif kinds < 0.5:
        parts = [("财政拨款", initial, annual, executed)]
    else:
        parts = [own, ("上年结转资金", rest, carried, spent), ("其他资金", 0 if initial is not None else None, 0, 0)]
    total = _line(style, 0, "年度资金总额", True, (initial, annual, executed), (weight, rate, score))
    return (total, *(_line(style, n, name, False, amounts) for n, (name, *amounts) in enumerate(parts, 1)))


def _line(style: Style, n: int, name: str, is_total: bool, amounts: Any, scored: Any = (None, None, None)) -> FundLine:
    initial, annual, executed = amounts
    weight, rate, score = scored
    fields = {"initial_budget": initial, "annual_budget": annual, "executed": executed}
    fields |= {"weight": weight, "rate": rate, "score": score}
    return FundLine(name, is_total, **fields, cells=_known(_cells(style, 10 + n, {"name": name, **fields})))


def _rows(chance: random.Random, style: Style, total: FundLine) -> tuple[Indicator, ...]:
    chosen = sorted(chance.sample(POOL, 5), key=POOL.index)
    outputs = [*chosen, _cost(chance, total)]
    benefits = [*chance.sample(BENEFITS, 2)]
    given = [(row, "产出指标", w) for row, w in zip(outputs, (8, 8, 8, 8, 8, 10), strict=True)]
    given += [(row, "效益指标", 15) for row in benefits]
    given.append((SERVED, "满意度指标", 80 - 70 if style.family != "one_score" else 0))
    heads = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
    if style.family == "one_score":
        given = [(row, level1, Decimal(w) if w else Decimal(10)) for row, level1, w in given]
    rows = []
    for n, ((level2, name, target, actual), level1, weight) in enumerate(given):
        lost = chance.random() < 0.12
        score = Decimal(weight) - (Decimal("0.5") if lost else 0)
        fields: dict[str, Any] = {
            "level1": level1,
            "level1_weight": Decimal(heads[level1]) if style.family == "classic" else None,
            "level2": level2,
            "level3": name,
            "target": target,
            "actual": actual,
            "weight": Decimal(weight) if style.family in ("classic", "system", "early") else None,
            "score": None if style.family == "transfer" else score,
            "deviation": REASON if lost else None,
        }
        rows.append(Indicator(**fields, cells=_known(_cells(style, 20 + n, fields))))
    if style.family == "classic":
        empty = {"level1": "效益指标", "level1_weight": Decimal(30), "level2": "经济效益指标", "level3": "不适用"}
        zero = {"weight": Decimal(0), "score": Decimal(0)}
        cells = _known(_cells(style, 40, {**empty, **zero}))
        rows.insert(6, Indicator(**empty, **zero, applicable=False, cells=cells))  # type: ignore[arg-type]
    return tuple(rows)


def _cost(chance: random.Random, total: FundLine) -> tuple[str, str, str, str]:
    """What the cost indicator says, true of the funds table."""
    assert total.annual_budget is not None
    assert total.executed is not None
    paid, budget = (f"{Decimal(v) / 1_000_000:.2f}万元" for v in (total.executed, total.annual_budget))
    if total.initial_budget is not None and chance.random() < 0.4:
        first = f"{Decimal(total.initial_budget) / 1_000_000:.2f}万元"
        return "成本指标", "项目总成本", f"≤年初预算{first}", f"实际支付{paid}，未超年初预算"
    if chance.random() < 0.5:
        return "成本指标", "项目总成本", f"≤全年预算{budget}", f"实际支付{paid}，未超全年预算"
    return "成本指标", "项目经费总额", f"≤{budget}", paid


def _totalled(form: Clean, chance: random.Random) -> Clean:
    evaluation = form.form
    scores = [i.score for i in evaluation.indicators if i.score is not None]
    total = evaluation.fund_lines[0].score
    weights = [i.weight for i in evaluation.indicators]
    if total is None or not scores or chance.random() < 0.1:
        return form
    form = form.head(total_score=sum(scores, total))
    if None not in weights and chance.random() < 0.8:
        form = form.head(total_weight=sum((w for w in weights if w is not None), Decimal(10)))
    return form


def _cells(style: Style, line: int, fields: Mapping[str, Any]) -> dict[str, Cell]:
    return {n: Cell(_printed(style, n, v), Place(line=line)) for n, v in fields.items() if v is not None}


def _printed(style: Style, name: str, value: Any) -> str:
    if name in ("initial_budget", "annual_budget", "executed"):
        return style.amount(value)
    if name == "rate":
        return style.rate(value)
    return points(value) if isinstance(value, Decimal) else str(value)


def _known(cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return MappingProxyType(dict(cells))


def _without(cells: dict[str, Cell], fields: Mapping[str, Any]) -> Mapping[str, Cell]:
    """The cells without those that are now blank."""
    return _known({name: cell for name, cell in cells.items() if fields.get(name, cell) is not None})
