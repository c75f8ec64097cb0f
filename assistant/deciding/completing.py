"""What a frame leaves unsaid is completed: the groups that are ranked, the years set side by side, what is counted.

Owns these completions, each from what the frame does say. It must not build queries.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.deciding.subjects import subject_of
from assistant.understanding.frame import Bound, Frame
from store.query import Operator, Subject

_GROUPED = ("unit", "department", "year", "level1", "level2")


def completed(frame: Frame) -> Frame:
    """The frame with what its words imply."""
    for completion in (
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


def figure_asked(frame: Frame) -> Frame:
    """98.88分出自哪里: of the figure that has this unit."""
    if frame.has("provenance") and frame.stated and not frame.measures:
        unit = frame.stated[0].unit
        return replace(
            frame, measures=[{"points": "total_score", "percent": "execution_rate"}.get(unit or "", "executed")]
        )
    return frame


def _overall(frame: Frame) -> Frame:
    """总执行数除以总预算: it is the execution rate that is asked for."""
    if "overall" in frame.aggregates:
        return replace(frame, measures=["execution_rate"], aggregates=["overall"])
    return frame


def _execution_points(frame: Frame) -> Frame:
    """预算执行率这一行拿了几分，满分几分: the row of the funds table has a score and a weight too."""
    own = not (frame.classes or frame.names_of("indicator") or {"indicator", "level3"} & set(frame.nouns))
    points = {"score", "weight"} & set(frame.measures)
    if not ("execution_rate" in frame.measures and points and own):
        return frame
    of_row = {"score": "execution_score", "weight": "execution_weight"}
    measures = [of_row.get(m, m) for m in frame.measures]
    also = ["total_score"] if points == {"score"} else []  # 执行率和得分: the form's, too
    return replace(frame, measures=[*measures, *also])


def _distribution(frame: Frame) -> Frame:
    """指标类型分布: how many there are of each; of level 2 where no other grouping is said."""
    if "distribution" not in frame.aggregates:
        return frame
    said = next((noun for noun in ("level1", *_GROUPED) if noun in frame.nouns), "level2")
    groups = [g for g in frame.groups if g] or [said]
    return replace(frame, groups=groups, aggregates=["count"])


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
    if frame.ranking is None or [g for g in frame.groups if g] or "project" in frame.nouns:
        return frame
    asked = next((g for g in _GROUPED if frame.head == g or g in frame.measures), None)
    if frame.names_of("indicator") and frame.ranking.measure is None:
        return replace(frame, ranking=replace(frame.ranking, measure="actual_number"), measures=[])
    if asked is None:
        return frame
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
