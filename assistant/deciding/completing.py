"""What a frame leaves unsaid is completed: the groups that are ranked, the years set side by side, what is counted.

Owns these completions, each from what the frame does say. It must not build queries.
"""

from __future__ import annotations

from assistant.deciding.claiming import is_asked
from assistant.deciding.groups import (
    bounded_groups,
    bounded_shares,
    classes_apart,
    counted_groups,
    distribution,
    each_named,
    funds_apart,
    grades_apart,
    grouped,
    indicators_there_are,
    kinds_there_are,
    listed_in_groups,
    losses_by_year,
    named_sums,
    offices_each,
    offices_in_order,
    offices_such,
    ranked_groups,
    ranked_projects,
    shares_of_groups,
)
from assistant.deciding.special import bounded_indicators
from assistant.deciding.subjects import lists
from assistant.deciding.years import of_growth, since_last_year, years_apart, years_compared
from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.frame import Bound, Frame, NamePart
from assistant.understanding.negating import NULLABLE
from store.catalog import EXECUTION_ROW
from store.dataclass import replace
from store.patterns import late
from store.query import Operator


def completed(frame: Frame) -> Frame:
    """The frame with what its words imply."""
    for completion in (
        _reasons_listed,
        _satisfaction_averaged,
        _lost_for_execution,
        _having,
        _all_together,
        _losses_together,
        _losing,
        _listed_altogether,
        _in_all_projects,
        _scores_of_levels,
        _goals_of_forms,
        _values_of_indicators,
        _indicators_on_average,
        _values_added,
        _quoted_reasons,
        _without_funds,
        years_compared,
        offices_in_order,
        offices_each,
        named_sums,
        _execution_row,
        each_named,
        _excess,
        since_last_year,
        _changed_by,
        counted_groups,
        grades_apart,
        offices_such,
        bounded_shares,
        bounded_groups,
        shares_of_groups,
        classes_apart,
        losses_by_year,
        funds_apart,
        _fund_amounts,
        _overall,
        _rate_of_all,
        _execution_points,
        _execution_cap,
        distribution,
        listed_in_groups,
        years_apart,
        grouped,
        kinds_there_are,
        indicators_there_are,
        ranked_groups,
        ranked_projects,
    ):
        frame = completion(frame)
    return frame


def _without_funds(frame: Frame) -> Frame:
    """资金来源里其他资金为0的项目: forms, and not lines of theirs."""
    return replace(frame, funds=[f for f in frame.funds if f != "parts"]) if frame.without_funds else frame


def _scores_of_levels(frame: Frame) -> Frame:
    """每个一级指标合计得分, 产出指标总分: what indicators score together, of which the form prints no total."""
    if "total_score" not in frame.measures:
        return frame
    measures = ["score" if m == "total_score" else m for m in frame.measures]
    if {"level1", "level2"} & set(frame.groups):
        return replace(frame, measures=measures)
    others = frame.ranking or frame.bounds or frame.predicates or frame.relation or frame.head == "project"
    if not frame.classes or others:
        return frame
    return replace(frame, measures=measures, aggregates=list(dict.fromkeys([*frame.aggregates, "sum"])))


def _listed_altogether(frame: Frame) -> Frame:
    """信访事务一共设了哪些指标: they are listed, and nothing of them is added up."""
    listed = "which" in frame.questions and frame.aggregates == ["sum"] and "indicator" in frame.nouns
    if not listed or frame.measures or frame.ranking or frame.bounds or frame.groups:
        return frame
    return replace(frame, aggregates=[])


def _in_all_projects(frame: Frame) -> Frame:
    """三个项目满意度都达标了吗: whether it holds of the indicators of the class, in whichever project."""
    counted = frame.aggregates or {"which", "how_much"} & set(frame.questions)
    tested = frame.all_of and frame.classes and frame.predicates and is_asked(frame)
    if not tested or counted or frame.head != "project" or frame.ranking or frame.bounds or frame.measures:
        return frame
    return replace(frame, nouns=["indicator"], head="indicator", quantities=[])


def _goals_of_forms(frame: Frame) -> Frame:
    """What does the form of X say it achieved: what it tells of its goal, where forms are asked of."""
    goals = {"actual": "goal_actual", "target": "goal_expected"}
    of_forms = frame.head == "project" and set(frame.measures) and set(frame.measures) <= set(goals)
    others = frame.ranking or frame.bounds or frame.predicates or frame.classes or frame.aggregates or frame.groups
    if not of_forms or others or not frame.names_of("project", "code") or frame.names_of("indicator"):
        return frame
    return replace(frame, measures=[goals[measure] for measure in frame.measures])


def _values_of_indicators(frame: Frame) -> Frame:
    """培训人数超过150人, 检定台件超过一万: of an indicator that is named, and of no money: how many there were."""
    named = [n for n in frame.names_of("indicator") if EXECUTION_ROW not in n.names]
    if not named or frame.funds or set(frame.measures) & (MONEY | SCORES | RATES):
        return frame
    return replace(frame, bounds=[_of_value(bound) for bound in frame.bounds])


def _of_value(bound: Bound) -> Bound:
    number = bound.number
    if bound.measure is not None or number is None or not (number.unit is None or number.bare):
        return bound
    upper = replace(bound.upper, unit=None) if bound.upper else None
    return replace(bound, measure="actual", number=replace(number, unit=None), upper=upper)


def _losing(frame: Frame) -> Frame:
    """How many indicators lost points: those that did, and no sum of points."""
    counted = "count" in frame.aggregates and "sum" not in frame.aggregates
    if "lost" not in frame.measures or not counted or frame.ranking or frame.bounds:
        return frame
    predicates = list(dict.fromkeys([*frame.predicates, "below_cap"]))
    if "" in frame.groups and "how_much" in frame.questions:  # 扣分的项目有几个，各扣多少
        return replace(frame, predicates=predicates, aggregates=["count", "sum"])
    measures = [m for m in frame.measures if m != "lost"]
    return replace(frame, measures=measures, predicates=predicates)


def _indicators_on_average(frame: Frame) -> Frame:
    """平均每个项目几个指标: of how many indicators each form has."""
    of_both = {"project", "indicator"} <= set(frame.nouns) and {"average", "count"} <= set(frame.aggregates)
    if not of_both or frame.measures or frame.predicates or frame.classes:
        return frame
    aggregates = [a for a in frame.aggregates if a != "count"]
    return replace(frame, nouns=["project"], head="project", measures=["indicator_count"], aggregates=aggregates)


def _values_added(frame: Frame) -> Frame:
    """发放人次四年加起来, 平均满意度: of what an indicator says, where no score is spoken of."""
    adding = {"sum", "average", "simple_average"} & set(frame.aggregates)
    names = {name for part in frame.names_of("indicator") for name in part.names}
    if not adding or frame.measures or frame.bounds or frame.predicates or frame.ranking:
        return frame
    if len(names) == 1 and EXECUTION_ROW not in names:
        return replace(frame, measures=["actual_number"])
    averaged = adding - {"sum"} and {name for _, name in frame.classes} == {"满意度指标"}
    return replace(frame, measures=["actual_rate"]) if averaged and not names else frame


def _all_together(frame: Frame) -> Frame:
    """所有项目花了多少钱, how much was left across all projects: one figure over all of them."""
    over_all = frame.everything or "widen_project" in frame.follow
    asked = ("how_much" in frame.questions or "money" in frame.measures) and "which" not in frame.questions
    said = frame.names or frame.groups or frame.ranking or frame.bounds or frame.predicates or frame.aggregates
    figures = [m for m in frame.measures if m != "money"]
    if not (over_all and asked) or said or frame.relation or len(figures) != 1 or figures[0] not in MONEY:
        return frame
    return replace(frame, measures=figures, aggregates=["sum"])


def _reasons_listed(frame: Frame) -> Frame:
    """Which indicators are below 90 %, and why: each with the reason that is given."""
    asked = "why" in frame.questions and lists(frame) and "deviation" not in frame.measures
    return replace(frame, measures=[*frame.measures, "deviation"]) if asked and bounded_indicators(frame) else frame


def _satisfaction_averaged(frame: Frame) -> Frame:
    """The average satisfaction rate: of what was reached, and not of the points for it."""
    averaged = {"average", "simple_average"} & set(frame.aggregates) and not frame.measures
    satisfaction = frame.classes and all("满意度" in name for _, name in frame.classes)
    return replace(frame, measures=["actual_rate"]) if averaged and satisfaction and not frame.bounds else frame


_FOR_EXECUTION = late(r"\b(?:through|by|on|for|over|from|because of|due to) (?:its |their |the )?(?:budget )?execution")


def _lost_for_execution(frame: Frame) -> Frame:
    """Which project lost most through budget execution: of the points of that row alone."""
    ranked = frame.ranking is not None and frame.ranking.measure == "lost"
    if not _FOR_EXECUTION.search(frame.question) or not (ranked or "lost" in frame.measures):
        return frame
    measures = [m for m in frame.measures if m not in ("lost", "execution_rate", "execution_score")]
    if frame.ranking is not None and ranked:
        return replace(frame, measures=measures, ranking=replace(frame.ranking, measure="execution_lost"))
    return replace(frame, measures=["execution_lost", *measures])


_ON_INDICATORS = late(r"\b(?:on|by|in|over|across) (?:the |its |their |all )*indicators?\b")


def _losses_together(frame: Frame) -> Frame:
    """How many points were lost on indicators: one figure, where no project is named, and without 预算执行率."""
    own = bool(_ON_INDICATORS.search(frame.question))
    if own and (frame.ranking is not None and frame.ranking.measure == "lost"):
        return replace(frame, without_execution_row=True)
    asked = "how_much" in frame.questions and set(frame.measures) == {"lost"} and "which" not in frame.questions
    others = frame.ranking or frame.bounds or frame.aggregates or frame.relation or frame.groups
    if not asked or others or "lost" not in frame.measures:
        return frame
    of_one = [n for n in frame.names if not n.excluded]
    frame = replace(frame, without_execution_row=frame.without_execution_row or own)
    if of_one:
        return frame
    return replace(frame, aggregates=["sum"], predicates=list(dict.fromkeys([*frame.predicates, "below_cap"])))


def _having(frame: Frame) -> Frame:
    """How many projects have a project code: those of which the form states it."""
    office = _HAVE_OFFICE.search(frame.question)
    stated = [m for m in frame.measures if m in NULLABLE] or ([office["office"]] if office else [])
    listed = not frame.aggregates and "which" in frame.questions and _HAVE_ANY.search(frame.question)
    counted = set(frame.aggregates) == {"count"}
    others = frame.ranking or frame.groups or frame.relation or not (counted or listed)
    if others or frame.head != "project" or len(frame.measures) > 1 or not stated or frame.missing:
        return frame
    if any(b.measure in (None, *stated) for b in frame.bounds) or not _HAVE.search(frame.question):
        return frame
    return replace(frame, measures=[], stating=stated)


_HAVE_ANY = late(r"\b(?:have|has) (?:an?|any)\b")
_HAVE_OFFICE = late(r"\b(?:have|has|with) an? (?P<office>unit|department)\b(?=\W|$)(?! \w+ing\b)")
_HAVE = late(r"\b(?:have|has|with|states?|gives?)\b|有")


def _quoted_reasons(frame: Frame) -> Frame:
    """Indicators explained by 人手不足: a quotation beside the reasons is looked for in them."""
    if frame.measures != ["deviation"] and set(frame.predicates) != {"with_reason"}:
        return frame
    names = [replace(n, kind="text", names=("deviation", n.names[0])) if n.kind == "quote" else n for n in frame.names]
    return replace(frame, names=names)


def _execution_row(frame: Frame) -> Frame:
    """The score rate of 预算执行率: of that row, as of an indicator."""
    of_rows = {"score_rate", "target", "actual", "deviation", "outcome"} & set(frame.measures)
    if "execution_score" not in frame.measures or not of_rows:
        return frame
    row = NamePart(EXECUTION_ROW, "indicator", (EXECUTION_ROW,))
    measures = [m for m in frame.measures if m != "execution_score"]
    return replace(frame, measures=measures, names=[*frame.names, row])


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
    return of_growth(bound, field, less=less)


def figure_asked(frame: Frame) -> Frame:
    """98.88分出自哪里: of the figure that has this unit."""
    if frame.has("provenance") and frame.stated and not frame.measures:
        unit = frame.stated[0].unit
        figures = {"points": ["total_score", "execution_score"], "percent": ["execution_rate"]}
        return replace(frame, measures=figures.get(unit or "", ["executed"]))
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


_OF_THE_BUDGET = late(r"\b(?:percentage|percent|share|proportion|fraction|part|%) of (?:the|all the|all) ")


def _rate_of_all(frame: Frame) -> Frame:
    """What percentage of the 2023 budget was spent: of all projects together."""
    others = frame.names or frame.nouns or frame.groups or frame.ranking or frame.bounds or frame.aggregates
    if frame.measures != ["execution_rate"] or others or not _OF_THE_BUDGET.search(frame.question):
        return frame
    return replace(frame, aggregates=["overall"])


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


def _execution_cap(frame: Frame) -> Frame:
    """预算执行率没拿满分的项目: of the 预算执行率 row alone."""
    cap = {"at_cap", "below_cap"} & set(frame.predicates)
    if not (cap and "execution_rate" in frame.measures) or {"indicator", "level3"} & set(frame.nouns) or frame.classes:
        return frame
    operator = Operator.LESS if "below_cap" in cap else Operator.AT_LEAST
    bound = Bound("execution_score", operator, other="execution_weight")
    predicates = [p for p in frame.predicates if p not in cap]
    return replace(frame, predicates=predicates, bounds=[*frame.bounds, bound])
