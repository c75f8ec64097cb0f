"""Years set side by side: each project against its year before, one year against another, a figure year by year.

Owns what such words complete in a frame. It must not build queries.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.deciding.conditions import field_of
from assistant.understanding.bounds import MONEY
from assistant.understanding.frame import Bound, Frame, Ranking
from assistant.understanding.numerals import Number
from store.catalog import FIELDS
from store.dataclass import replace
from store.query import Operator, Subject


def which_year(frame: Frame) -> bool:
    """2022和2023年哪一年花得多: the years are compared."""
    return "year" in frame.measures and len(frame.years) > 1 and bool(frame.vague or frame.ranking or frame.relation)


def years_compared(frame: Frame) -> Frame:
    """Of years that are compared, what the projects of each add up to, ranked."""
    if _sums_compared(frame):
        return replace(frame, groups=["year"], aggregates=["sum"], relation=None)
    if not which_year(frame):
        return frame
    measures = [m for m in frame.measures if m != "year"] or ["executed"]
    ranked = frame.ranking.measure if frame.ranking and frame.ranking.measure != "year" else None
    descending = "degree_less" not in frame.intents and not (frame.ranking and not frame.ranking.descending)
    measure = ranked or measures[0]
    ranking = Ranking(measure, descending)
    return replace(frame, groups=["year"], measures=[measure], aggregates=["sum"], ranking=ranking, relation=None)


def _sums_compared(frame: Frame) -> bool:
    """Compare (total) spending of 2022 and 2023: what each year adds up to, where no project is named."""
    compared = frame.relation == "compare" and len(frame.years) > 1 and not (frame.names or frame.ranking)
    return compared and bool(frame.measures) and set(frame.measures) <= MONEY and "project" not in frame.nouns


def since_last_year(frame: Frame) -> Frame:
    """2023年比2022年花得多的项目, 支出增长最多的: each project against its form of the year before."""
    if frame.growth is None:
        return frame
    ranked = frame.ranking.measure if frame.ranking else None
    measure = next((m for m in (ranked, *frame.measures, *(b.measure for b in frame.bounds)) if m), "executed")
    field = field_of(measure, Subject.EVALUATION)
    every_year = frame.groups and not frame.names_of("project", "code")  # 逐年增长的项目
    if every_year or f"{field}_growth" not in FIELDS or (len(frame.years) > 1 and not consecutive(frame.years)):
        return replace(frame, growth="unknown")
    rated = f"{field}_growth_rate"
    by_rate = rated in FIELDS and (frame.relation == "share" or _of_percent(frame))
    growth = rated if by_rate else f"{field}_growth"
    less = frame.growth == "less"
    bounds = [of_growth(bound, growth, less=less) if bound.number else bound for bound in frame.bounds]
    ranking = frame.ranking
    if ranking:
        ranking = replace(ranking, measure=growth, descending=ranking.descending != less)
    elif not any(b.measure == growth for b in bounds) and frame.growth != "any" and not frame.names_of("project"):
        bounds.append(Bound(growth, Operator.LESS if less else Operator.MORE, Number(Decimal(0))))
    shown = [growth, f"{field}_before", field, f"{field}_growth", *([rated] if rated in FIELDS else [])]
    years = [max(frame.years)] if frame.years else []
    return replace(
        frame,
        measures=list(dict.fromkeys(shown)),
        bounds=bounds,
        ranking=ranking,
        years=years,
        relation=None,
        groups=[],
        nouns=[*frame.nouns, "project"],
    )


def consecutive(years: list[int]) -> bool:
    return max(years) - min(years) == len(set(years)) - 1 == 1


def _of_percent(frame: Frame) -> bool:
    return any(b.number and b.number.unit == "percent" for b in frame.bounds)


def of_growth(bound: Bound, growth: str, *, less: bool) -> Bound:
    """A bound on the change; a fall of more than 20 % is a change below -20 %."""
    if not less or bound.number is None:
        return replace(bound, measure=growth)
    turned = {Operator.MORE: Operator.LESS, Operator.AT_LEAST: Operator.AT_MOST}
    opposite = {**turned, **{v: k for k, v in turned.items()}}.get(bound.operator, bound.operator)
    return replace(bound, measure=growth, operator=opposite, number=replace(bound.number, value=-bound.number.value))


def years_apart(frame: Frame) -> Frame:
    """2022年和2023年分别花了多少: a figure for each of the years."""
    named = frame.names or "project" in frame.nouns or frame.ranking or frame.relation
    if "" in frame.groups and len(frame.years) > 1 and frame.measures and not named:
        return replace(frame, groups=["year"])
    return frame
