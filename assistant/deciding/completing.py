"""What a frame leaves unsaid is completed: the groups that are ranked, the years set side by side, what is counted.

Owns these completions, each from what the frame does say. It must not build queries.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.deciding.conditions import field_of
from assistant.deciding.subjects import INDICATOR_NOUNS, subject_of
from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.frame import Bound, Frame, NamePart, Ranking
from assistant.understanding.numerals import Number
from store.catalog import EXECUTION_ROW, FIELDS
from store.query import Operator, Subject

_GROUPED = ("unit", "department", "year", "level1", "level2")


def completed(frame: Frame) -> Frame:
    """The frame with what its words imply."""
    for completion in (
        _quoted_reasons,
        _without_funds,
        _which_year,
        _offices_each,
        _named_sums,
        _execution_row,
        _each_named,
        _excess,
        _since_last_year,
        _changed_by,
        _counted_groups,
        _bounded_groups,
        _shares_of_groups,
        _classes_apart,
        _fund_amounts,
        _overall,
        _execution_points,
        _execution_cap,
        _distribution,
        _listed_in_groups,
        _years_apart,
        _grouped,
        _kinds_there_are,
        _indicators_there_are,
        _ranked_groups,
        _ranked_projects,
    ):
        frame = completion(frame)
    return frame


def _without_funds(frame: Frame) -> Frame:
    """资金来源里其他资金为0的项目: forms, and not lines of theirs."""
    return replace(frame, funds=[f for f in frame.funds if f != "parts"]) if frame.without_funds else frame


def _since_last_year(frame: Frame) -> Frame:
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
    bounds = [_of_growth(bound, growth, less=less) if bound.number else bound for bound in frame.bounds]
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


def _of_growth(bound: Bound, growth: str, *, less: bool) -> Bound:
    """A bound on the change; a fall of more than 20 % is a change below -20 %."""
    if not less or bound.number is None:
        return replace(bound, measure=growth)
    turned = {Operator.MORE: Operator.LESS, Operator.AT_LEAST: Operator.AT_MOST}
    opposite = {**turned, **{v: k for k, v in turned.items()}}.get(bound.operator, bound.operator)
    return replace(bound, measure=growth, operator=opposite, number=replace(bound.number, value=-bound.number.value))


def _quoted_reasons(frame: Frame) -> Frame:
    """Indicators explained by 人手不足: a quotation beside the reasons is looked for in them."""
    if frame.measures != ["deviation"] and set(frame.predicates) != {"with_reason"}:
        return frame
    names = [replace(n, kind="text", names=("deviation", n.names[0])) if n.kind == "quote" else n for n in frame.names]
    return replace(frame, names=names)


def which_year(frame: Frame) -> bool:
    """2022和2023年哪一年花得多: the years are compared."""
    return "year" in frame.measures and len(frame.years) > 1 and bool(frame.vague or frame.ranking or frame.relation)


def _which_year(frame: Frame) -> Frame:
    if not which_year(frame):
        return frame
    measures = [m for m in frame.measures if m != "year"] or ["executed"]
    ranked = frame.ranking.measure if frame.ranking and frame.ranking.measure != "year" else None
    descending = "degree_less" not in frame.intents and not (frame.ranking and not frame.ranking.descending)
    measure = ranked or measures[0]
    ranking = Ranking(measure, descending)
    return replace(frame, groups=["year"], measures=[measure], aggregates=["sum"], ranking=ranking, relation=None)


def _offices_each(frame: Frame) -> Frame:
    """哪些部门花了多少钱: a figure for each of them."""
    asked = next((g for g in ("unit", "department") if g in frame.measures or frame.head == g), None)
    figures = [m for m in frame.measures if m in MONEY | {"execution_rate", "total_score"}]
    other = frame.names or frame.ranking or frame.bounds or frame.predicates or frame.aggregates or frame.groups
    several = "how_much" in frame.questions or frame.head == asked
    if asked is None or not figures or other or "project" in frame.nouns or frame.relation or not several:
        return frame
    return replace(frame, groups=[asked], measures=figures, aggregates=["sum"])


def _named_sums(frame: Frame) -> Frame:
    """编码…的项目叫什么，一共花了多少: of one project its figures, with its name."""
    texts = {"project_name", "project_code", "unit", "department"} & set(frame.measures)
    if texts and frame.names_of("project", "code") and frame.aggregates == ["sum"] and not frame.groups:
        return replace(frame, aggregates=[])
    return frame


def _execution_row(frame: Frame) -> Frame:
    """The score rate of 预算执行率: of that row, as of an indicator."""
    of_rows = {"score_rate", "target", "actual", "deviation", "outcome"} & set(frame.measures)
    if "execution_score" not in frame.measures or not of_rows:
        return frame
    row = NamePart(EXECUTION_ROW, "indicator", (EXECUTION_ROW,))
    measures = [m for m in frame.measures if m != "execution_score"]
    return replace(frame, measures=measures, names=[*frame.names, row])


def _each_named(frame: Frame) -> Frame:
    """信访事务和培训各自分值最高的指标: ranked anew within each of them."""
    named = {name for part in frame.names_of("project", "code") for name in part.names}
    ranked = frame.ranking is not None and frame.ranking.last is not None
    if "" in frame.groups and ranked and len(named) > 1 and (frame.classes or INDICATOR_NOUNS & set(frame.nouns)):
        return replace(frame, groups=["project_name"])
    return frame


def _excess(frame: Frame) -> Frame:
    """支出超过年初预算的，超了多少: the excess over the initial budget; of indicators it is over the target."""
    over = "over_initial" in frame.predicates or any(b.other == "initial_budget" for b in frame.bounds)
    asked = "above_target" in frame.measures or frame.relation == "difference"
    if not (over and asked):
        return frame
    measures = [m for m in frame.measures if m != "above_target"]
    return replace(frame, measures=[*measures, "over_initial"], relation=None)


def _changed_by(frame: Frame) -> Frame:
    """追加超过50万, 调减两成以上: a bound on the change of the budget; a cut is a change below nothing."""
    change = {"raised", "cut"} & set(frame.predicates)
    if len(change) != 1:
        return frame
    bounds = [_of_budget_change(bound, less="cut" in change) for bound in frame.bounds]
    return replace(frame, bounds=bounds)


def _of_budget_change(bound: Bound, *, less: bool) -> Bound:
    field = {"yuan": "adjustment", "percent": "adjustment_rate"}.get(bound.number.unit or "" if bound.number else "")
    if field is None or bound.measure not in (None, "adjustment", "adjustment_rate", "budget"):
        return bound
    return _of_growth(bound, field, less=less)


def _counted_groups(frame: Frame) -> Frame:
    """有3个以上项目的单位: groups by how many rows they have."""
    if not any(_counts(bound) for bound in frame.bounds):
        return frame
    asked = next((g for g in ("unit", "department") if g in frame.measures), None)  # 哪个部门的项目不止三个
    group = asked or {"project": "project_name"}.get(frame.head or "", frame.head)
    if group not in (*_GROUPED, "project_name"):
        return frame
    bounds = [replace(b, measure="count", of_group=True) if _counts(b) else b for b in frame.bounds]
    nouns = [noun for noun in frame.nouns if noun != frame.head]
    aggregates = list(dict.fromkeys([*frame.aggregates, "count"]))
    return replace(frame, groups=[group], bounds=bounds, nouns=nouns, measures=[], aggregates=aggregates)


def _counts(bound: Bound) -> bool:
    return bound.number is not None and bound.number.unit == "count" and bound.measure is None


def _bounded_groups(frame: Frame) -> Frame:
    """哪些单位花钱超过100万: a bound on what each unit adds up to, where the question does not speak of projects."""
    of_rows = "project" in frame.nouns and not {"sum", "average", "simple_average"} & set(frame.aggregates)
    asked = next((g for g in ("unit", "department", "year") if frame.head == g or g in frame.measures), None)
    if (
        asked is None
        or of_rows
        or frame.ranking
        or frame.each_year
        or [g for g in frame.groups if g not in ("", asked)]
    ):
        return frame
    if subject_of(frame) is not Subject.EVALUATION or not any(_of_figure(bound) for bound in frame.bounds):
        return frame
    bounds = [replace(b, of_group=True) if _of_figure(b) else b for b in frame.bounds]
    figures = [m for b in bounds if b.of_group for m in (b.measure, b.other) if m]
    measures = list(dict.fromkeys([*(m for m in frame.measures if m != asked), *figures]))
    aggregates = [a for a in frame.aggregates if a != "count"] or ["sum"]
    return replace(frame, groups=[asked], bounds=bounds, measures=measures, aggregates=aggregates)


def _of_figure(bound: Bound) -> bool:
    return not _counts(bound) and (bound.measure in MONEY | RATES | SCORES or bound.number is not None)


def figure_asked(frame: Frame) -> Frame:
    """98.88分出自哪里: of the figure that has this unit."""
    if frame.has("provenance") and frame.stated and not frame.measures:
        unit = frame.stated[0].unit
        return replace(
            frame, measures=[{"points": "total_score", "percent": "execution_rate"}.get(unit or "", "executed")]
        )
    return frame


def _shares_of_groups(frame: Frame) -> Frame:
    """各单位支出占比, 产出、效益各占多少: what each group adds up to, and its share in all of them."""
    together = frame.ranking and "sum" in frame.aggregates and "" not in frame.groups
    if frame.relation != "share" or frame.funds or together:
        return frame
    groups = [g for g in frame.groups if g]
    if frame.ranking and frame.ranking.measure and frame.ranking.measure not in MONEY | SCORES:
        return replace(frame, relation=None)  # 调增幅度最大，百分之多少: a rate already
    if frame.ranking and not groups:  # 占总支出的比例前三的项目
        asked = {frame.head, *frame.measures}
        groups = [next((g for g in ("unit", "department", "year") if g in asked), "project_name")]
        ranked = frame.ranking.measure or next((m for m in frame.measures if m in MONEY), "executed")
        frame = replace(frame, measures=[ranked], ranking=replace(frame.ranking, measure=ranked))
    levels = [level for level, _ in frame.classes]
    if not groups and len(levels) > 1:
        groups = [levels[0]]
        frame = replace(frame, classes=[], nouns=[*frame.nouns, "indicator"])
    if not groups:
        return frame
    measures = [m for m in frame.measures if m in MONEY | SCORES]
    aggregates = ["sum"] if measures else ["count"]
    return replace(frame, groups=groups, measures=measures, aggregates=[*aggregates, "share"], relation=None)


def _classes_apart(frame: Frame) -> Frame:
    """产出、效益、满意度各拿几分: what each class adds up to."""
    levels = {level for level, _ in frame.classes}
    points = frame.measures and set(frame.measures) <= {"score", "weight", "lost"}
    if "" in frame.groups and len(frame.classes) > 1 and len(levels) == 1 and points and not frame.ranking:
        return replace(frame, groups=list(levels), aggregates=["sum"])
    return frame


def _fund_amounts(frame: Frame) -> Frame:
    """上年结转资金一共多少: what was budgeted of it, and what was spent."""
    if frame.funds and not frame.measures and not frame.ranking and "sum" in frame.aggregates:
        return replace(frame, measures=["annual_budget", "executed"])
    return frame


def _overall(frame: Frame) -> Frame:
    """总执行数除以总预算: it is the execution rate that is asked for."""
    if "overall" in frame.aggregates:
        groups = [m for m in frame.measures if m in ("unit", "department", "year")]
        return replace(frame, measures=[*groups, "execution_rate"], aggregates=["overall"])
    return frame


def _execution_points(frame: Frame) -> Frame:
    """预算执行率这一行拿了几分，满分几分: the row of the funds table has a score and a weight too."""
    own = not (frame.classes or frame.names_of("indicator") or {"indicator", "level3"} & set(frame.nouns))
    points = {"score", "weight"} & set(frame.measures)
    row = {"execution_rate", "execution_score"} & set(frame.measures)
    if not (row and points and own):
        return frame
    if "execution_score" in frame.measures:  # of the row that is named
        named = {"score": "execution_score", "weight": "execution_weight"}
        return replace(frame, measures=list(dict.fromkeys(named.get(m, m) for m in frame.measures)))
    of_row = {"score": "execution_score", "weight": "execution_weight"}
    measures = [of_row.get(m, m) for m in frame.measures]
    also = ["total_score"] if points == {"score"} else []  # 执行率和得分: the form's, too
    return replace(frame, measures=[*measures, *also])


def _distribution(frame: Frame) -> Frame:
    """指标类型分布: how many there are of each; of level 2 where no other grouping is said."""
    if "distribution" not in frame.aggregates:
        return frame
    asked = [*frame.nouns, *frame.measures]
    said = next((noun for noun in ("level1", *_GROUPED) if noun in asked), "level2")
    if said == "level2" and "project" in frame.nouns:
        said = "project_name"  # how are quality indicators distributed over the projects
    groups = [g for g in frame.groups if g] or [said]
    measures = [m for m in frame.measures if m not in groups]
    summed = measures and set(measures) <= {"weight", "score", "lost"}
    if summed and frame.classes and (said == "level2" or len(frame.classes) > 1):
        groups = [frame.classes[0][0]]  # 分值在产出、效益之间怎么分的
    return replace(frame, groups=groups, measures=measures, aggregates=["sum" if summed else "count"])


def _execution_cap(frame: Frame) -> Frame:
    """预算执行率没拿满分的项目: of the 预算执行率 row alone."""
    cap = {"at_cap", "below_cap"} & set(frame.predicates)
    if not (cap and "execution_rate" in frame.measures) or {"indicator", "level3"} & set(frame.nouns) or frame.classes:
        return frame
    operator = Operator.LESS if "below_cap" in cap else Operator.AT_LEAST
    bound = Bound("execution_score", operator, other="execution_weight")
    predicates = [p for p in frame.predicates if p not in cap]
    return replace(frame, predicates=predicates, bounds=[*frame.bounds, bound])


def _listed_in_groups(frame: Frame) -> Frame:
    """各部门分别有哪些项目: the projects, each with its department."""
    groups = [g for g in frame.groups if g in ("unit", "department", "year")]
    if (
        groups
        and "which" in frame.questions
        and "project" in frame.nouns
        and not frame.measures
        and not frame.aggregates
        and not frame.ranking
    ):
        return replace(frame, groups=[], measures=groups)
    return frame


def _years_apart(frame: Frame) -> Frame:
    """2022年和2023年分别花了多少: a figure for each of the years."""
    named = frame.names or "project" in frame.nouns or frame.ranking or frame.relation
    if "" in frame.groups and len(frame.years) > 1 and frame.measures and not named:
        return replace(frame, groups=["year"])
    return frame


def _grouped(frame: Frame) -> Frame:
    """按单位汇总: without a measure, the budget and the spending."""
    groups = [g for g in frame.groups if g and g != "project_name"]
    of_indicators = frame.classes or frame.names_of("indicator", "quote")
    if groups and of_indicators and not frame.measures and not frame.aggregates:
        return replace(frame, groups=[])  # 在孵企业家数 year by year: its rows
    ranked = frame.ranking is not None and frame.ranking.last is None
    if groups and ranked and not frame.measures and frame.ranking and frame.ranking.measure and not of_indicators:
        return replace(frame, measures=[frame.ranking.measure], aggregates=[*frame.aggregates, "sum"])
    if groups and not frame.measures and not frame.ranking and set(frame.aggregates) <= {"sum"} and not of_indicators:
        return replace(frame, measures=["annual_budget", "executed"], aggregates=["sum"])
    return frame


def _kinds_there_are(frame: Frame) -> Frame:
    """有哪些主管部门: each once, with how many projects it has."""
    content = frame.names or frame.predicates or frame.bounds or frame.ranking or frame.aggregates or frame.classes
    asked = next((g for g in ("unit", "department") if g in frame.measures or frame.head == g), None)
    if asked and not content and set(frame.measures) <= {asked} and "project" not in frame.nouns:
        return replace(frame, groups=[asked], measures=[], aggregates=["count"])
    return frame


def _indicators_there_are(frame: Frame) -> Frame:
    """Number of indicators: over all forms, where none is named."""
    said = frame.names or frame.groups or frame.ranking or frame.aggregates or frame.bounds or frame.classes
    if frame.measures == ["indicator_count"] and not said and "project" not in frame.nouns:
        return replace(frame, measures=[], nouns=["indicator"], head="indicator", aggregates=["count"])
    return frame


def _ranked_groups(frame: Frame) -> Frame:
    """哪个单位花钱最多, 产出指标扣分最多的部门, 哪年花钱最多: groups are ranked by their totals."""
    by_count = frame.ranking is not None and frame.ranking.measure == "indicator_count"
    if frame.ranking is None or [g for g in frame.groups if g] or ("project" in frame.nouns and not by_count):
        return frame
    asked = next((g for g in _GROUPED if frame.head == g or g in frame.measures), None)
    if frame.names_of("indicator") and frame.ranking.measure is None:
        return replace(frame, ranking=replace(frame.ranking, measure="actual_number"), measures=[])
    if asked is None:
        return frame
    if frame.ranking.measure is None and not [m for m in frame.measures if m != asked]:
        return frame  # by what?
    if frame.ranking.measure == "indicator_count" and not INDICATOR_NOUNS & set(frame.nouns):
        return replace(frame, groups=[asked], measures=[], aggregates=["count"])  # the most forms
    measures = [m for m in frame.measures if m != asked] or [frame.ranking.measure or "executed"]
    return replace(frame, groups=[asked], measures=measures, aggregates=[*frame.aggregates, "sum"])


def _ranked_projects(frame: Frame) -> Frame:
    """质量指标扣分最多的项目, 没拿满分的指标最多的项目: projects are ranked by what their indicators add up to."""
    ranking = frame.ranking
    if ranking is None or frame.head != "project" or [g for g in frame.groups if g]:
        return frame
    if ranking.measure == "indicator_count" and (frame.predicates or frame.classes):
        nouns = [*frame.nouns, "indicator"]
        return replace(frame, groups=["project_name"], measures=[], aggregates=["count"], nouns=nouns)
    by_points = ranking.measure in ("lost", "score", "weight") and frame.classes
    if by_points and subject_of(frame) is not Subject.EVALUATION:
        return replace(frame, groups=["project_name"], measures=[str(ranking.measure)], aggregates=["sum"])
    return frame
