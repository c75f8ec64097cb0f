"""Questions about the indicators of a generated corpus, each with the rows that plain Python finds for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus_facts import Asked, Asker, Forms, Kind, Row, applicable, outcome, project, row_of, scored, total
from store.records import Indicator


def minus_score(one: Indicator) -> Decimal:
    return (one.weight or Decimal(0)) - (one.score or Decimal(0))


def below_cap(a: Asker) -> Asked:
    def rows(forms: Forms, *, silent: bool = False, names: Sequence[str] = ()) -> list[Row]:
        return [
            {"project_name": form.project_name, "year": form.year, "level3": name, "score": score}
            for form in forms
            for name, weight, score, reason in scored(form)
            if score is not None and score < weight and not (silent and reason) and (not names or name in names)
        ]

    year, form = a.year(), a.form()
    yield "哪些指标没拿满分", rows(a.forms)
    yield "which indicators scored below cap", rows(a.forms)
    yield f"{year}年哪些指标被扣分了", rows(a.of(year=year))
    yield f"{form.project_name}{form.year}年哪些指标扣了分", rows([form])
    yield "哪些扣分的指标没写原因", rows(a.forms, silent=True)
    yield "which indicators lost points without a reason", rows(a.forms, silent=True)
    yield "哪些质量指标没得满分", rows(a.forms, names=("验收合格率",))
    yield "which satisfaction indicators scored below cap", rows(a.forms, names=("居民满意度",))


def indicators(a: Asker) -> Asked:
    form = a.form()
    here = applicable(form)
    name, year = form.project_name, form.year
    for one in here[:3]:
        reached: list[Row] = [{"level3": one.level3, "actual": one.actual}] if one.actual is not None else []
        yield f"{name}{year}年的{one.level3}实际完成值是多少", reached
        yield f"target of {one.level3} of {name} in {year}", [{"level3": one.level3, "target": one.target}]
    scores: list[Row] = [{"level3": one.level3, "score": one.score} for one in here if one.level1 == "产出指标"]
    yield f"{name}{year}年的产出指标各得了多少分", scores


def outcomes(a: Asker) -> Asked:
    def rows(*wanted: str) -> list[Row]:
        return [row_of(form, one) for form in a.forms for one in applicable(form) if outcome(one) in wanted]

    yield "没达标的指标有哪些", rows("missed")
    yield "which indicators missed their target", rows("missed")
    yield "哪些指标超额完成了", rows("exceeded")
    yield "which indicators exceeded their target", rows("exceeded")
    yield "哪些指标刚好完成", rows("exactly")
    yield "刚好完成的指标有哪些", rows("exactly")
    year = a.year()
    missed = [i for form in a.of(year=year) for i in applicable(form) if outcome(i) == "missed"]
    yield f"{year}年有几个指标没达标", [{"count": len(missed)}]


def reasons(a: Asker) -> Asked:
    rows = [row_of(form, one) for form in a.forms for one in applicable(form) if one.deviation]
    yield "写了偏差原因的指标有哪些", rows
    yield "which indicators give a reason for the deviation", rows


def indicator_rankings(a: Asker) -> Asked:
    everything = [(form, one) for form in a.forms for one in applicable(form)]
    most = max(one.weight or 0 for _, one in everything)
    yield "分值最高的指标有哪些", [{**row_of(f, i), "weight": i.weight} for f, i in everything if i.weight == most]
    yield "一共有多少个指标", [{"count": len(everything)}]
    each: list[Row] = [{**project(form), "count": len(applicable(form))} for form in a.forms]
    yield "每个项目有几个指标", each


def points_lost(a: Asker) -> Asked:
    everything = [(form, *one) for form in a.forms for one in scored(form)]
    losses = [(form, name, weight - score) for form, name, weight, score, _ in everything if score is not None]
    most = max(points for _, _, points in losses)
    worst: list[Row] = [
        {**project(form), "level3": name, "lost": most} for form, name, points in losses if points == most
    ]
    yield "丢分最多的指标", worst
    yield "which indicator lost the most points", worst
    more: list[Row] = [{**project(form), "level3": name, "lost": points} for form, name, points in losses if points > 1]
    yield "丢分超过1分的指标", more
    by_unit = {unit: sum(points for form, _, points in losses if form.unit == unit) for unit in a.units}
    yield "各单位丢了多少分", [{"unit": unit, "lost": points} for unit, points in by_unit.items()]
    by_kind: dict[str | None, Decimal] = {}
    for form in a.forms:
        for one in applicable(form):
            by_kind[one.level1] = by_kind.get(one.level1, Decimal(0)) + minus_score(one)
        if total(form).score is not None:
            by_kind["预算执行率"] = by_kind.get("预算执行率", Decimal(0)) + 10 - (total(form).score or 0)
    greatest = max(by_kind.values())
    yield "哪个一级指标丢分最多", [{"level1": k, "lost": v} for k, v in by_kind.items() if v == greatest]


def score_rates(a: Asker) -> Asked:
    rates = [(form, one, (one.score or 0) * 100 / (one.weight or 1)) for form in a.forms for one in applicable(form)]
    low: list[Row] = [{**row_of(form, one), "score_rate": rate} for form, one, rate in rates if rate < 90]
    yield "得分率低于90%的指标", low
    least = min(rate for _, _, rate in rates)
    yield "得分率最低的指标", [{**row_of(form, one), "score_rate": rate} for form, one, rate in rates if rate == least]
    satisfied = [one.score or Decimal(0) for _, one, _ in rates if one.level1 == "满意度指标"]
    yield "满意度指标的平均得分", [{"score": sum(satisfied, Decimal(0)) / len(satisfied)}]


def missed_with_full_score(a: Asker) -> Asked:
    rows = [
        row_of(form, one)
        for form in a.forms
        for one in applicable(form)
        if outcome(one) == "missed" and one.score == one.weight
    ]
    yield "没达标但得了满分的指标", rows
    yield "indicators that missed their target but got full score", rows


def scores_of_the_execution_rate(a: Asker) -> Asked:
    of = [(form, total(form)) for form in a.forms if total(form).score is not None]
    full = [form for form, line in of if line.score == line.weight]
    yield "预算执行率拿满分的项目有几个", [{"count": len(full)}]
    yield "预算执行率没拿满分的项目有哪些", [project(form) for form, line in of if line.score != line.weight]


KINDS: tuple[Kind, ...] = (
    below_cap,
    indicators,
    outcomes,
    reasons,
    indicator_rankings,
    points_lost,
    score_rates,
    missed_with_full_score,
    scores_of_the_execution_rate,
)
