"""Weights and scores: no score above its weight, classes against their rows, the total against all of them.

Owns those rules. A row whose weight or score is not printed makes a sum unknown: nothing is said of it then.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from store.checks.figures import count, explained, plain, points, text
from store.checks.forms import NOT_APPLICABLE, Form, step_of
from store.checks.funds import SCORE_TOLERANCE
from store.checks.vocabulary import Cited, Found, Parameter, Parameters

ALONE = Parameter("weight_of_one_indicator", Decimal(20), "分")
FULL_AT_LEAST = Parameter("full_scores_at_least", Decimal(3), "项")


def score_above_weight(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """得分 ≤ 分值, of every indicator and of the execution line."""
    line = form.total
    if line and line.score is not None and line.weight is not None and line.score > line.weight:
        cells = tuple(form.cite_total("score", "weight"))
        yield _above(line.score, line.weight, cells, line.name)
    for position, row in form.indicators:
        if row.score is not None and row.weight is not None and row.score > row.weight:
            yield _above(row.score, row.weight, tuple(form.cite_indicator(position, "score", "weight")), row.level3)


def negative_points(form: Form, _parameters: Parameters) -> Iterator[Found]:
    for position, row in form.indicators:
        for name in ("weight", "score"):
            value = getattr(row, name)
            if value is not None and value < 0:
                cells = tuple(form.cite_indicator(position, name))
                yield Found(cells, {"printed": points(value)}, f"{plain(value)} < 0", row.level3)


def level1_weights_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """The points in a heading of level 1 (效益指标（30分）) = the sum of its rows' weights."""
    for level1, grouped in groupby(enumerate(form.evaluation.indicators), key=lambda item: item[1].level1):
        rows = list(grouped)
        printed = {row.level1_weight for _, row in rows if row.level1_weight is not None}
        weights = [row.weight for _, row in rows if row.applicable or row.weight is not None]
        if len(printed) != 1 or not weights or None in weights:
            continue
        weight = printed.pop()
        known = [w for w in weights if w is not None]
        added = sum(known, Decimal(0))
        if abs(added - weight) <= parameters[SCORE_TOLERANCE.name]:
            continue
        cited = [cell for n, row in rows if row.weight for cell in form.cite_indicator(n, "weight")]
        figures = " + ".join(plain(w) for w in known if w) or "0"
        yield Found(
            (*form.cite_indicator(rows[0][0], "level1"), *cited),
            {"printed": points(weight), "expected": points(added), "level1": text(level1)},
            f"{figures} = {plain(added)} ≠ {plain(weight)}",
            level1,
        )


def total_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """总分 = the scores of all indicators and of the execution line."""
    added = _sum(form, "score")
    total = form.evaluation.total_score
    if total is None or added is None:
        return
    step = step_of(form.evaluation.cells, "total_score")
    if explained(total, added, added, step, parameters[SCORE_TOLERANCE.name]):
        return
    yield Found(
        (*form.cite_form("total_score"), *_scored_cells(form, "score")),
        {"printed": points(total), "expected": points(added)},
        f"{_figures(form, 'score')} = {plain(added)} ≠ {plain(total)}",
    )


def total_weight_wrong(form: Form, parameters: Parameters) -> Iterator[Found]:
    """The printed total of the weights = their sum.

    Where the headings of level 1 do add up to it, a class is short or over: `level1_weights_wrong` says which.
    """
    added, total = _sum(form, "weight"), form.evaluation.total_weight
    if total is None or added is None or abs(added - total) <= parameters[SCORE_TOLERANCE.name]:
        return
    if _headings(form) == total:
        return
    yield Found(
        (*form.cite_form("total_weight"), *_scored_cells(form, "weight")),
        {"printed": points(total), "expected": points(added)},
        f"{_figures(form, 'weight')} = {plain(added)} ≠ {plain(total)}",
    )


def weights_not_100(form: Form, parameters: Parameters) -> Iterator[Found]:
    """All weights add up to 100, where no total of them is printed."""
    added = _sum(form, "weight")
    has_execution = form.total is not None and form.total.weight is not None
    if form.evaluation.total_weight is not None or added is None or not has_execution:
        return
    if abs(added - 100) > parameters[SCORE_TOLERANCE.name]:
        yield Found(
            tuple(_scored_cells(form, "weight")),
            {"printed": points(added), "expected": points(Decimal(100))},
            f"{_figures(form, 'weight')} = {plain(added)} ≠ 100",
        )


def not_applicable_scored(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A row that says 不适用 or 无 has no weight."""
    for position, row in enumerate(form.evaluation.indicators):
        says = next((n for n in ("level3", "target") if (getattr(row, n) or "").strip() in NOT_APPLICABLE), None)
        if row.weight and says:
            yield Found(
                tuple(form.cite_indicator(position, "weight", says)),
                {"printed": points(row.weight), "said": text(getattr(row, says))},
                f"{plain(row.weight)} > 0",
                row.level3,
            )


def scored_without_target(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """Points for a row without a target, in a form that has targets."""
    if not any(row.target for _, row in form.indicators):
        return
    for position, row in form.indicators:
        if row.target is None and row.score and (row.level3 or "") not in NOT_APPLICABLE:
            cells = tuple(form.cite_indicator(position, "target", "score"))
            yield Found(cells, {"printed": points(row.score)}, what=row.level3)


def level1_on_one_indicator(form: Form, parameters: Parameters) -> Iterator[Found]:
    """A whole class that rests on one indicator."""
    if not form.has_weights:
        return
    for level1, grouped in groupby(form.indicators, key=lambda item: item[1].level1):
        rows = [(n, row) for n, row in grouped if row.weight]
        if level1 and len(rows) == 1 and (rows[0][1].weight or 0) >= parameters[ALONE.name]:
            position, row = rows[0]
            weight = row.weight or Decimal(0)
            facts = {"printed": points(weight), "level1": text(level1)}
            yield Found(tuple(form.cite_indicator(position, "weight", "level1")), facts, what=row.level3)


def all_full_score(form: Form, parameters: Parameters) -> Iterator[Found]:
    """Every indicator at its full score."""
    rows = [(n, row) for n, row in form.indicators if row.weight and row.score is not None]
    unscored = any(row.weight and row.score is None for _, row in form.indicators)
    full = all(row.score == row.weight for _, row in rows)
    if full and not unscored and len(rows) >= parameters[FULL_AT_LEAST.name]:
        cells = tuple(cell for n, _ in rows for cell in form.cite_indicator(n, "score"))
        yield Found(cells, {"n": count(len(rows))}, f"{len(rows)} / {len(rows)}")


def _above(score: Decimal, weight: Decimal, cells: tuple[Cited, ...], what: str | None) -> Found:
    facts = {"printed": points(score), "expected": points(weight)}
    return Found(cells, facts, f"{plain(score)} > {plain(weight)}", what)


def _scored(form: Form, name: str) -> list[tuple[int | None, Decimal | None]]:
    """What is added up: the execution line's (without a position) and every indicator's; a row of weight 0 has none.

    The execution line has no points where the indicators' weights are all that the form's total of weights says (100
    where it says nothing), and the total of scores does not count them.
    """
    rows: list[tuple[int | None, Decimal | None]] = [
        (n, getattr(row, name)) for n, row in form.indicators if row.weight != 0
    ]
    weights = sum((row.weight or Decimal(0) for _, row in form.indicators), Decimal(0))
    if form.total is None or (weights == (form.evaluation.total_weight or 100) and not _counts_execution(form)):
        return rows
    return [(None, getattr(form.total, name)), *rows]


def _counts_execution(form: Form) -> bool:
    """Whether the total of scores is that of the indicators and of the execution line."""
    line, total = form.total, form.evaluation.total_score
    if line is None or not line.score or total is None:
        return False
    scores = (row.score for _, row in form.indicators if row.weight != 0)
    return total == line.score + sum((score for score in scores if score is not None), Decimal(0))


def _sum(form: Form, name: str) -> Decimal | None:
    """Of the indicators' and the execution line's, None where one of them is not known."""
    values = [value for _, value in _scored(form, name)]
    known = [value for value in values if value is not None]
    cut_off = bool(form.evaluation.missing)
    return None if cut_off or len(known) < len(values) or len(known) < 2 else sum(known, Decimal(0))


def _headings(form: Form) -> Decimal | None:
    """The points of the execution line and of all headings of level 1; None where one is not printed."""
    printed = {row.level1: row.level1_weight for row in form.evaluation.indicators}
    known = [weight for weight in printed.values() if weight is not None]
    execution = form.total.weight if form.total is not None else None
    return None if len(known) < len(printed) else sum(known, execution or Decimal(0))


def _figures(form: Form, name: str) -> str:
    return " + ".join(plain(value) for _, value in _scored(form, name) if value)


def _scored_cells(form: Form, name: str) -> Iterator[Cited]:
    for position, value in _scored(form, name):
        if value:
            yield from form.cite_total(name) if position is None else form.cite_indicator(position, name)
