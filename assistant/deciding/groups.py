"""Groups that a frame implies: of what is counted, ranked, bounded or shared out, and how many kinds there are.

Owns the choice of groups. It must not build queries.
"""

from __future__ import annotations

from collections import Counter

from assistant.deciding.subjects import INDICATOR_NOUNS, subject_of
from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.frame import Bound, Frame, Ranking
from store.dataclass import replace
from store.query import Subject

SHARE = "share"  # the column of a group's share in all of them
_GROUPED = ("unit", "department", "year", "level1", "level2")


def _asked(frame: Frame, *groups: str) -> str | None:
    """The first of these that is asked for, as what rows are or as a field of theirs."""
    return next((group for group in groups if frame.head == group or group in frame.measures), None)


def offices_in_order(frame: Frame) -> Frame:
    """文体局哪个单位花得多: offices by what they add up to, where no cut-off is said."""
    asked = _asked(frame, "unit", "department")
    figures = [m for m in frame.measures if m in MONEY | {"execution_rate"}]
    other = frame.ranking or frame.bounds or frame.predicates or frame.aggregates or frame.groups or frame.relation
    if asked is None or not figures or other or not frame.vague or "project" in frame.nouns:
        return frame
    ranking = Ranking(figures[0], "degree_less" not in frame.intents, last=None)
    return replace(frame, groups=[asked], measures=figures, aggregates=["sum"], ranking=ranking, vague=False)


def offices_each(frame: Frame) -> Frame:
    """哪些部门花了多少钱: a figure for each of them."""
    asked = _asked(frame, "unit", "department")
    figures = [m for m in frame.measures if m in MONEY | {"execution_rate", "total_score"}]
    other = frame.names or frame.ranking or frame.bounds or frame.predicates or frame.aggregates or frame.groups
    several = "how_much" in frame.questions or frame.head == asked
    if asked is None or not figures or other or "project" in frame.nouns or frame.relation or not several:
        return frame
    return replace(frame, groups=[asked], measures=figures, aggregates=["sum"])


def named_sums(frame: Frame) -> Frame:
    """编码…的项目叫什么，一共花了多少: of one project its figures, with its name."""
    texts = {"project_name", "project_code", "unit", "department"} & set(frame.measures)
    if texts and frame.names_of("project", "code") and frame.aggregates == ["sum"] and not frame.groups:
        return replace(frame, aggregates=[])
    return frame


def each_named(frame: Frame) -> Frame:
    """信访事务和培训各自分值最高的指标: ranked anew within each of them."""
    named = {name for part in frame.names_of("project", "code") for name in part.names}
    ranked = frame.ranking is not None and frame.ranking.last is not None
    if "" in frame.groups and ranked and len(named) > 1 and (frame.classes or INDICATOR_NOUNS & set(frame.nouns)):
        return replace(frame, groups=["project_name"])
    return frame


def counted_groups(frame: Frame) -> Frame:
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


def bounded_groups(frame: Frame) -> Frame:
    """哪些单位花钱超过100万: a bound on what each unit adds up to, where the question does not speak of projects."""
    if any(bound.of_group for bound in frame.bounds):
        return frame
    of_rows = "project" in frame.nouns and not {"sum", "average", "simple_average"} & set(frame.aggregates)
    asked = _asked(frame, "unit", "department", "year")
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
    if "count" in frame.aggregates:  # 有几个单位花了不止100万
        aggregates.append("kinds")
    return replace(frame, groups=[asked], bounds=bounds, measures=measures, aggregates=aggregates)


def _of_figure(bound: Bound) -> bool:
    return not _counts(bound) and (bound.measure in MONEY | RATES | SCORES or bound.number is not None)


def shares_of_groups(frame: Frame) -> Frame:
    """各单位支出占比, 产出、效益各占多少: what each group adds up to, and its share in all of them."""
    together = frame.ranking and "sum" in frame.aggregates and "" not in frame.groups
    if frame.relation != "share" or frame.funds or together:
        return frame
    groups = [g for g in frame.groups if g]
    if frame.ranking and frame.ranking.measure and frame.ranking.measure not in MONEY | SCORES:
        return replace(frame, relation=None)  # 调增幅度最大，百分之多少: a rate already
    if frame.ranking and not groups:  # 占总支出的比例前三的项目
        groups = [_asked(frame, "unit", "department", "year") or "project_name"]
        ranked = frame.ranking.measure or next((m for m in frame.measures if m in MONEY), "executed")
        frame = replace(frame, measures=[ranked], ranking=replace(frame.ranking, measure=ranked))
    said = Counter(level for level, _ in set(frame.classes))
    if not groups and len(frame.classes) > 1:
        level, several = said.most_common(1)[0]  # 产出指标里，数量、质量各占多少: of those within it
        groups = [level]
        within = [c for c in frame.classes if c[0] == "level1"] if level == "level2" and several > 1 else []
        frame = replace(frame, classes=within, nouns=[*frame.nouns, "indicator"])
    if not groups:
        return frame
    measures = [m for m in frame.measures if m in MONEY | SCORES]
    aggregates = ["sum"] if measures else ["count"]
    return replace(frame, groups=groups, measures=measures, aggregates=[*aggregates, "share"], relation=None)


def bounded_shares(frame: Frame) -> Frame:
    """花钱占全区一成以上的项目: what each adds up to, and its share in all of them, which is bounded."""
    if not bounds_a_share(frame):
        return frame
    group = _asked(frame, "unit", "department", "year") or "project_name"
    bounds = [replace(b, measure=SHARE, of_group=True) for b in frame.bounds]
    measures = [m for m in frame.measures if m in MONEY][:1]
    aggregates = ["sum", "share"]
    nouns = [noun for noun in frame.nouns if noun != "project"]
    return replace(
        frame, groups=[group], nouns=nouns, measures=measures, bounds=bounds, aggregates=aggregates, relation=None
    )


def bounds_a_share(frame: Frame) -> bool:
    """Whether shares in the whole are bounded, of none in particular."""
    money = set(frame.measures) & MONEY
    bound = frame.bounds[0] if len(frame.bounds) == 1 else None
    percent = bound is not None and bound.measure is None and bound.number and bound.number.unit == "percent"
    others = frame.names or frame.predicates or frame.classes or frame.ranking or frame.funds
    asked = _asked(frame, "unit", "department", "year", "project")
    return bool(frame.relation == "share" and asked and len(money) == 1 and percent and not others)


def grades_apart(frame: Frame) -> Frame:
    """优、良各几个, 各等级项目数: how many forms have each grade."""
    both = {"excellent", "good"} <= set(frame.predicates) and "" in frame.groups
    asked = "grade" in frame.measures or frame.defines == "grade"
    if "count" not in frame.aggregates or not (both or asked) or frame.ranking or frame.bounds or frame.relation:
        return frame
    groups = [*(g for g in frame.groups if g and g != "project_name"), "grade"]
    measures = [m for m in frame.measures if m != "grade"]
    return replace(frame, groups=groups, measures=measures, either=both or frame.either, defines=None)


def offices_such(frame: Frame) -> Frame:
    """有哪些部门扣了分, 扣分的单位一共几家: offices of whose rows it holds, each once, with how many there are."""
    offices = frame.head in ("unit", "department") and "project" not in frame.nouns
    more = frame.measures or frame.ranking or frame.bounds or [g for g in frame.groups if g] or frame.relation
    counted = frame.amounts == ["家"] or "count" in frame.aggregates
    if not offices or more or not frame.predicates or frame.all_of or frame.denied or frame.names or frame.either:
        return frame
    if counted:
        return replace(frame, aggregates=["count"], amounts=[])
    if "which" in frame.questions and not frame.aggregates:
        return replace(frame, groups=[str(frame.head)], aggregates=["count"])
    return frame


def classes_apart(frame: Frame) -> Frame:
    """产出、效益、满意度各拿几分: what each class adds up to."""
    said = Counter(level for level, _ in set(frame.classes))
    several = [level for level, n in said.items() if n > 1]  # 产出指标里，数量、质量各多少: of those within it
    points = frame.measures and set(frame.measures) <= {"score", "weight", "lost"}
    if "" in frame.groups and len(several) == 1 and points and not frame.ranking:
        return replace(frame, groups=several, aggregates=["sum"])
    return frame


def funds_apart(frame: Frame) -> Frame:
    """上级和本级财政资金各花了多少: what each source adds up to, where no project is named."""
    figures = [m for m in frame.measures if m in MONEY] or not frame.measures
    others = frame.names_of("project", "code") or "project" in frame.nouns or frame.ranking or frame.relation
    if "" in frame.groups and len(set(frame.funds)) > 1 and figures and not others:
        measures = frame.measures or ["annual_budget", "executed"]
        return replace(frame, groups=["fund_name"], measures=measures, aggregates=["sum"])
    return frame


def losses_by_year(frame: Frame) -> Frame:
    """两年分别扣了几分, of a project that is named: what it lost in each year."""
    years = any(q.of == "year" and q.number > 1 for q in frame.quantities) or len(frame.years) > 1
    asked = set(frame.measures) <= {"lost", "score"} and "lost" in frame.measures
    others = frame.ranking or frame.classes or frame.relation or frame.names_of("indicator", "quote")
    if "" in frame.groups and years and asked and frame.names_of("project", "code") and not others:
        return replace(frame, groups=["year"], measures=["lost"], aggregates=["sum"], predicates=[])
    return frame


def distribution(frame: Frame) -> Frame:
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


def listed_in_groups(frame: Frame) -> Frame:
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


def grouped(frame: Frame) -> Frame:
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


def kinds_there_are(frame: Frame) -> Frame:
    """有哪些主管部门: each once, with how many projects it has."""
    content = frame.names or frame.predicates or frame.bounds or frame.ranking or frame.aggregates or frame.classes
    asked = _asked(frame, "unit", "department")
    if asked and not content and set(frame.measures) <= {asked} and "project" not in frame.nouns:
        return replace(frame, groups=[asked], measures=[], aggregates=["count"])
    return frame


def indicators_there_are(frame: Frame) -> Frame:
    """Number of indicators: over all forms, where none is named."""
    of_levels = bool(frame.groups) and set(frame.groups) <= {"level1", "level2"}  # 按二级指标 指标个数
    said = frame.names or frame.groups or frame.ranking or frame.aggregates or frame.bounds or frame.classes
    if frame.measures == ["indicator_count"] and (of_levels or not said) and "project" not in frame.nouns:
        return replace(frame, measures=[], nouns=["indicator"], head="indicator", aggregates=["count"])
    return frame


def ranked_groups(frame: Frame) -> Frame:
    """哪个单位花钱最多, 产出指标扣分最多的部门, 哪年花钱最多: groups are ranked by their totals."""
    by_count = frame.ranking is not None and frame.ranking.measure == "indicator_count"
    if frame.ranking is None or [g for g in frame.groups if g] or ("project" in frame.nouns and not by_count):
        return frame
    asked = _asked(frame, *_GROUPED)
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


def ranked_projects(frame: Frame) -> Frame:
    """质量指标扣分最多的项目, 没拿满分的指标最多的项目: projects are ranked by what their indicators add up to."""
    ranking = frame.ranking
    if ranking is None or frame.head != "project" or [g for g in frame.groups if g]:
        return frame
    if ranking.measure == "indicator_count" and (frame.predicates or frame.classes):
        nouns = [noun for noun in (*frame.nouns, "indicator") if noun != "project"]  # it is indicators that are counted
        return replace(frame, groups=["project_name"], measures=[], aggregates=["count"], nouns=nouns, head="indicator")
    by_points = ranking.measure in ("lost", "score", "weight") and frame.classes
    if by_points and subject_of(frame) is not Subject.EVALUATION:
        return replace(frame, groups=["project_name"], measures=[str(ranking.measure)], aggregates=["sum"])
    return frame
