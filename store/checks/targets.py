"""Targets against what was reached: missed and met against the score, reasons, and how far above.

Owns those rules. What cannot be compared is counted elsewhere and never judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from store.checks.figures import percent, plain, points, rate, text
from store.checks.forms import Form
from store.checks.vocabulary import Cited, Facts, Found, Parameter, Parameters
from store.quantities import Target
from store.records import Indicator
from store.values import Outcome, lower_is_better

OVER = Parameter("over_achievement", Decimal(130), "%")
OVER_RANGE = Parameter("over_achievement_of_a_range", Decimal(200), "%")
_MET = (Outcome.MET, Outcome.EXACTLY, Outcome.EXCEEDED)
_SHARE_OF_ALL = re.compile(r"满意|合格率|及时率|覆盖率|准确率|达标率|完成率|持证|到位率|就业率|通过率|优良率|完好率")
_MAY_EXCEED = re.compile(r"增长|提高|提升|超额|任务|计划|预算|降低|减少|收入")


def target_missed_full_score(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A target that is not reached has points taken off, in proportion."""
    for position, row in form.indicators:
        if not row.weight or row.score is None or row.score < row.weight:
            continue
        comparison = form.comparison(row)
        if comparison and comparison.outcome is Outcome.MISSED:
            facts = {**_both(row), "printed": points(row.score), "weight": points(row.weight)}
            cells = tuple(form.cite_indicator(position, "score", "actual", "target", "weight"))
            yield Found(
                cells, facts, f"{row.actual} ✗ {row.target}; {plain(row.score)} = {plain(row.weight)}", row.level3
            )


def deducted_though_met(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A target that is reached, points taken off, and no reason given."""
    for position, row in form.indicators:
        comparison = form.comparison(row)
        if row.deviation or not _lost(row) or comparison is None or comparison.outcome not in _MET:
            continue
        yield Found(_deviating(form, position), _deducted(row), _loss(row), row.level3)


def missed_without_reason(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A target that is not reached, or points lost, and no reason given."""
    for position, row in form.indicators:
        if row.deviation or not form.gives_reasons:
            continue
        comparison = form.comparison(row)
        missed = comparison is not None and comparison.outcome is Outcome.MISSED
        met = comparison is not None and comparison.outcome in _MET
        if missed or (_lost(row) and not met):
            yield Found(_deviating(form, position), _deducted(row), _loss(row), row.level3)


def overachieved_without_reason(form: Form, parameters: Parameters) -> Iterator[Found]:
    """Far above the target, which may have been set too low; 10号 asks to explain it. A range counts by its upper end,
    from where even that is more than the parameter of ranges."""
    for position, row in form.indicators:
        if row.deviation:
            continue
        for wanted, reached in form.pairs.get(position, ()):
            best = reached.high or reached.low
            if wanted.operator not in ("≥", ">") or wanted.number <= 0 or best is None:
                continue
            most = parameters[(OVER if reached.low == reached.high else OVER_RANGE).name]
            share = best / wanted.number * 100
            if share > most:
                facts = {**_both(row), "printed": rate(share), "expected": rate(most)}
                figures = f"{plain(best)} ÷ {plain(wanted.number)} = {percent(share)} > {percent(most)}"
                cells = tuple(form.cite_indicator(position, "actual", "target", "deviation"))
                yield Found(cells, facts, figures, row.level3)
                break


def range_straddles_target(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """What was reached is a range, one end of which misses the target."""
    for position, row, wanted, low, high in _ranges(form):
        n = wanted.number
        straddles = low <= n < high if lower_is_better(wanted) else low < n <= high
        if straddles:
            yield _of_range(form, position, row, f"{plain(low)} … {plain(n)} … {plain(high)}")


def range_touches_target(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """What was reached is a range whose worst end is just the target."""
    for position, row, wanted, low, high in _ranges(form):
        worst = high if lower_is_better(wanted) else low
        if worst == wanted.number:
            yield _of_range(form, position, row, f"{plain(worst)} = {plain(wanted.number)}")


def impossible_percentage(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """More than 100% of what cannot be more than all: 满意度, 合格率, 覆盖率."""
    for position, row in form.indicators:
        name = row.level3 or ""
        if not _SHARE_OF_ALL.search(name) or _MAY_EXCEED.search(name):
            continue
        for field in ("target", "actual"):
            shares = re.fullmatch(r"[≥>=＝]*(\d+(?:\.\d+)?)[%％]", (getattr(row, field) or "").replace(" ", ""))
            if shares and Decimal(shares[1]) > 100:
                facts = {"printed": rate(Decimal(shares[1]))}
                yield Found(tuple(form.cite_indicator(position, field)), facts, f"{shares[1]}% > 100%", row.level3)


def _lost(row: Indicator) -> bool:
    return bool(row.weight) and row.score is not None and row.weight is not None and row.score < row.weight


def _both(row: Indicator) -> Facts:
    return {"target": text(row.target), "actual": text(row.actual)}


def _deducted(row: Indicator) -> Facts:
    scored = {"printed": points(row.score)} if row.score is not None else {}
    weighed = {"expected": points(row.weight)} if row.weight is not None else {}
    return {**_both(row), **scored, **weighed}


def _loss(row: Indicator) -> str:
    if not _lost(row) or row.weight is None or row.score is None:
        return f"{row.actual or ''} ✗ {row.target or ''}"
    return f"{plain(row.weight)} − {plain(row.score)} = {plain(row.weight - row.score)}"


def _deviating(form: Form, position: int) -> tuple[Cited, ...]:
    return tuple(form.cite_indicator(position, "deviation", "score", "weight", "actual", "target"))


def _ranges(form: Form) -> Iterator[tuple[int, Indicator, Target, Decimal, Decimal]]:
    for position, row in form.indicators:
        for wanted, reached in form.pairs.get(position, ()):
            low, high = reached.low, reached.high
            if low is not None and high is not None and low < high and wanted.operator in ("≥", ">", "≤", "<"):
                yield position, row, wanted, low, high


def _of_range(form: Form, position: int, row: Indicator, figures: str) -> Found:
    return Found(tuple(form.cite_indicator(position, "actual", "target")), _both(row), figures, row.level3)
