"""The funds table: the total against its parts, the rate against the amounts, the score against the rate.

Owns those rules. Amounts are fen; where a form prints rounded amounts (12.34 万元), what rounding may have changed is
allowed for, and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from store.checks.figures import amount, explained, money, percent, plain, points, rate, text
from store.checks.forms import AMOUNTS, Form, step_of
from store.checks.vocabulary import Found, Parameter, Parameters
from store.records import FundLine

RATE_TOLERANCE = Parameter("rate_tolerance", Decimal("0.01"), "%")
SCORE_TOLERANCE = Parameter("score_tolerance", Decimal("0.01"), "分")
LOW_RATE = Parameter("low_execution_rate", Decimal(90), "%")
ADJUSTED = Parameter("budget_adjustment", Decimal(20), "%")

HUNDRED = Decimal(100)
# Parts of a part: of 财政拨款, what each level of government gives.
_LEVEL = re.compile(r"(?:其中)?[::]?(?:中央|省|自治区|市|县|区|上级|本级|地方)")
_GRANT = re.compile(r"财政|拨款|预算")
# Words by which a form explains that money was not spent: what was reached speaks of it thus, a reason more freely.
_UNSPENT = re.compile(
    "结余|结转|节余|节约|节支|压减|核减|收回|未支付|未付|尚未|未执行|未支出|执行率|支付进度|尾款|质保金|次年|下年|跨年"
)
_OF_MONEY = re.compile(rf"{_UNSPENT.pattern}|招标|结算|资金|经费|预算|支出|付款|款项|支付")


def rate_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """执行率 = 全年执行数 ÷ 全年预算数, of the total and of every part that has a rate."""
    for position, line in enumerate(form.evaluation.fund_lines):
        bounds = rate_bounds(form, line) if line.rate is not None else None
        if line.rate is None or bounds is None or line.annual_budget is None or line.executed is None:
            continue
        step, tolerance = step_of(line.cells, "rate"), parameters[RATE_TOLERANCE.name]
        readings = (line.rate, line.rate * HUNDRED) if is_share(line) else (line.rate,)
        steps = (step, step * HUNDRED)
        if any(explained(r, *bounds, s, tolerance) for r, s in zip(readings, steps, strict=False)):
            continue
        expected = Decimal(line.executed) / line.annual_budget * HUNDRED
        yield Found(
            tuple(form.cite_funds(position, "rate", "executed", "annual_budget")),
            {"printed": rate(line.rate), "expected": rate(expected)},
            f"{amount(line.executed)} ÷ {amount(line.annual_budget)} = {percent(expected)} ≠ {percent(line.rate)}",
            line.name,
        )


def execution_score_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """得分 = 执行率 × 分值, at most the weight; by the printed rate or by the amounts, whichever it follows."""
    line = form.total
    if line is None or line.score is None or line.weight is None or line.score > line.weight:
        return
    printed = None if line.rate is None else line.rate * (HUNDRED if is_share(line) else 1)
    bounds = rate_bounds(form, line)
    ranges = [(printed, printed)] if printed is not None else [bounds] if bounds else []
    if not ranges:
        return
    if bounds and line.executed is not None and line.annual_budget:
        exact = Decimal(line.executed) / line.annual_budget * HUNDRED
        ranges.append((exact, exact))
    step, tolerance = step_of(line.cells, "score"), parameters[SCORE_TOLERANCE.name]
    scored = [tuple(min(r, HUNDRED) * line.weight / HUNDRED for r in pair) for pair in ranges]
    if any(explained(line.score, low, high, step, tolerance) for low, high in scored):
        return
    used = printed if printed is not None else ranges[0][0]
    expected = min(used, HUNDRED) * line.weight / HUNDRED
    yield Found(
        tuple(form.cite_total("score", "rate", "weight")),
        {"printed": points(line.score), "expected": points(expected)},
        f"{percent(min(used, HUNDRED))} × {plain(line.weight)} = {plain(expected)} ≠ {plain(line.score)}",
        line.name,
    )


def fund_lines_wrong(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """年度资金总额 = the sum of its parts, in each of the three columns."""
    total = form.total
    for column in AMOUNTS if total else ():
        whole = getattr(total, column)
        parts = [(n, line) for n, line in form.parts if getattr(line, column) is not None]
        if whole is None or not parts:
            continue
        top = _without_levels(parts)
        added = sum(getattr(line, column) for _, line in top)
        flat = sum(getattr(line, column) for _, line in parts)
        if any(abs(of - whole) <= form.slack * (len(parts) + 1) for of in (added, flat)):
            continue
        cited = [cell for n, _ in parts for cell in form.cite_funds(n, column)]
        figures = " + ".join(amount(getattr(line, column)) for _, line in top)
        sign = "" if len(top) == 1 else f" = {amount(added)}"
        yield Found(
            (*form.cite_total(column), *cited),
            {"printed": money(whole), "expected": money(added), "column": text(column)},
            f"{figures}{sign} ≠ {amount(whole)}",
            total.name if total else None,
        )


def executed_above_annual(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """全年执行数 is at most 全年预算数: that is the budget with all that was added to it."""
    line = form.total
    if line is not None:
        yield from _above_annual(form, form.total_position, line)


def part_above_annual(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """The same of a part: it may have been paid from another source."""
    for position, line in form.parts:
        yield from _above_annual(form, position, line)


def rate_of_zero_budget(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A rate above 0 of a budget of 0 cannot have been worked out."""
    line = form.total
    if line and line.annual_budget == 0 and line.rate:
        yield Found(
            tuple(form.cite_total("rate", "annual_budget")),
            {"printed": rate(line.rate)},
            f"{amount(line.executed or 0)} ÷ 0",
            line.name,
        )


def zero_budget(form: Form, _parameters: Parameters) -> Iterator[Found]:
    line = form.total
    if line and line.annual_budget == 0 and not line.executed and not line.rate:
        yield Found(tuple(form.cite_total("annual_budget")), what=line.name)


def low_execution_unexplained(form: Form, parameters: Parameters) -> Iterator[Found]:
    """A low rate of execution, and no word on it: not in what was reached, not among the reasons."""
    line = form.total
    if line is None or line.annual_budget is None or line.executed is None or not line.executed > 0:
        return
    least = parameters[LOW_RATE.name]
    if line.annual_budget <= 0 or line.executed * HUNDRED >= least * line.annual_budget or _speaks_of_money(form):
        return
    reached, unspent = Decimal(line.executed) / line.annual_budget * HUNDRED, line.annual_budget - line.executed
    yield Found(
        tuple(form.cite_total("rate", "executed", "annual_budget")),
        {"printed": rate(reached), "expected": rate(least), "unspent": money(unspent)},
        f"{amount(line.executed)} ÷ {amount(line.annual_budget)} = {percent(reached)} < {percent(least)}; "
        f"{amount(line.annual_budget)} − {amount(line.executed)} = {amount(unspent)}",
        line.name,
    )


def budget_adjusted(form: Form, parameters: Parameters) -> Iterator[Found]:
    """A budget that was changed much during the year."""
    line = form.total
    if line is None or not line.initial_budget or line.annual_budget is None:
        return
    change = Decimal(line.annual_budget - line.initial_budget) / line.initial_budget * HUNDRED
    if abs(change) > parameters[ADJUSTED.name]:
        yield Found(
            tuple(form.cite_total("annual_budget", "initial_budget")),
            {"printed": money(line.annual_budget), "expected": money(line.initial_budget), "change": rate(change)},
            f"({amount(line.annual_budget)} − {amount(line.initial_budget)}) ÷ {amount(line.initial_budget)}"
            f" = {'+' if change > 0 else ''}{percent(change)}",
            line.name,
        )


def execution_score_unexplained(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """Points lost by the rate of execution, for which most templates have no column of reasons."""
    line = form.total
    if line and line.score is not None and line.weight and line.score < line.weight and not _speaks_of_money(form):
        yield Found(
            tuple(form.cite_total("score", "weight")),
            {"printed": points(line.score), "expected": points(line.weight)},
            f"{plain(line.weight)} − {plain(line.score)} = {plain(line.weight - line.score)}",
            line.name,
        )


def zero_execution_work_done(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """Nothing was spent, and yet targets are met: paid in another year, or not done."""
    line = form.total
    if line is None or line.executed != 0 or not line.annual_budget:
        return
    done = [n for n, i in form.indicators if i.weight and i.score is not None and i.score >= i.weight]
    if done:
        yield Found(
            (*form.cite_total("executed", "annual_budget"), *form.cite_indicator(done[0], "score")),
            {"printed": money(0), "expected": money(line.annual_budget)},
            f"{amount(0)} ÷ {amount(line.annual_budget)} = 0%",
            line.name,
        )


def rate_bounds(form: Form, line: FundLine) -> tuple[Decimal, Decimal] | None:
    """The rates that the amounts allow before they were rounded, in percent; None without a budget above 0."""
    if line.executed is None or not line.annual_budget or line.annual_budget <= form.slack:
        return None
    low = max(line.executed - form.slack, Decimal(0)) / (line.annual_budget + form.slack)
    return low * HUNDRED, (line.executed + form.slack) / (line.annual_budget - form.slack) * HUNDRED


def is_share(line: FundLine) -> bool:
    """Whether a rate may be printed as a share: 0.9994 for 99.94%."""
    if line.rate is None or line.executed is None or not line.annual_budget or line.rate > 2:
        return False
    printed = line.cells["rate"].text if "rate" in line.cells else ""
    share = Decimal(line.executed) / line.annual_budget
    return not {"%", "％"} & set(printed) and abs(line.rate - share) < Decimal("0.01")


def _above_annual(form: Form, position: int, line: FundLine) -> Iterator[Found]:
    if line.executed is None or line.annual_budget is None or line.executed - line.annual_budget <= 2 * form.slack:
        return
    over = line.executed - line.annual_budget
    yield Found(
        tuple(form.cite_funds(position, "executed", "annual_budget")),
        {"printed": money(line.executed), "expected": money(line.annual_budget), "over": money(over)},
        f"{amount(line.executed)} − {amount(line.annual_budget)} = {amount(over)} > 0",
        line.name,
    )


def _without_levels(parts: list[tuple[int, FundLine]]) -> list[tuple[int, FundLine]]:
    """The parts without those of a part: what each level of government gives of the grant before them."""
    kept: list[tuple[int, FundLine]] = []
    in_grant = False
    for n, line in parts:
        of_level = bool(_LEVEL.match(line.name))
        in_grant = bool(_GRANT.search(line.name)) if not of_level else in_grant
        if not (of_level and in_grant):
            kept.append((n, line))
    return kept


def _speaks_of_money(form: Form) -> bool:
    """Whether anything in the form may explain why money was left."""
    reasons = (i.deviation or "" for _, i in form.indicators)
    return bool(_UNSPENT.search(form.evaluation.goal_actual or "")) or any(map(_OF_MONEY.search, reasons))
