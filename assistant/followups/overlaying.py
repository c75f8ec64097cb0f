"""The last question with what the new one says in its place, or beside it.

Owns the merging of two frames, part by part.
"""

from __future__ import annotations

import copy

from assistant.deciding.conditions import PREDICATES
from assistant.deciding.request import Note
from assistant.followups.lacking import OF_FORMS, has_content, own_names
from assistant.followups.memory import OFFICES, Memory
from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.frame import Bound, Frame, NamePart
from assistant.understanding.ranking import IMPLIED
from store.dataclass import replace
from store.patterns import late
from store.query import Operator, Subject

Joined = tuple[Frame, list[Note]]

_LEADING = late(r"^[^最倒后]*前[一二两三四五六七八九十\d]+[个名位项条]?[^最倒后]*$|\b(?:only|just|show) the first\b")
_OF_FUNDS = ("initial_budget", "annual_budget", "executed")

# Predicates of which a row meets one alone: the new one is meant in place of the old.
_ALTERNATIVES = (
    {"excellent", "good"},
    {"at_cap", "below_cap"},
    {"met", "missed"},
    {"exceeded", "missed"},
    {"raised", "cut"},
    {"with_reason", "without_reason"},
)


def context(names: list[NamePart], years: list[int]) -> list[Note]:
    """What was taken over, for the person to see."""
    said = [name.text or "、".join(name.names[:3]) for name in names if not name.excluded]
    said += [str(year) for year in years]
    return [Note("context", (" ".join(dict.fromkeys(said)),))] if said else []


def overlaid(frame: Frame, memory: Memory, *, narrow: bool) -> Joined:
    """The last frame with what the new one says in its place; with `narrow`, its conditions beside the old ones."""
    base = copy.deepcopy(memory.frame)
    add = "add" in frame.follow
    kept = base.names if add else _kept_names(frame, memory)
    joined = replace(base, language=frame.language, question=frame.question, corrections=frame.corrections)
    joined.names = [*kept, *(name for name in frame.names if name not in kept)]
    joined.years = sorted({*base.years, *frame.years}) if add and base.years else frame.years or base.years
    joined.excluded_years = [*base.excluded_years, *frame.excluded_years]
    if frame.classes and not (narrow or add or frame.names):  # 换时效指标看看, after one indicator
        joined.names = [name for name in joined.names if name.kind != "indicator"]
    levels = set() if add else {level for level, _ in frame.classes}
    joined.classes = [*(c for c in base.classes if c[0] not in levels), *frame.classes]
    joined.excluded_classes = [*base.excluded_classes, *frame.excluded_classes]
    _conditioned(frame, base, joined, narrow=narrow)
    joined.nouns = frame.nouns or base.nouns
    joined.head = frame.head or base.head
    of_forms = frame.ranking is not None and frame.ranking.measure in OF_FORMS
    if frame.ranking and not of_forms and not frame.nouns and memory.listed_indicators:
        joined.nouns, joined.head = ["indicator"], "indicator"  # 其中分值最小的是哪个, after 各项目的成本指标
    joined.funds = frame.funds or base.funds
    if frame.funds and not frame.measures:
        joined.measures = base.measures = [m for m in base.measures if m in _OF_FUNDS]
        base.ranking = joined.ranking = None
    joined.groups = _groups(frame, base)
    joined.questions = frame.questions or [q for q in base.questions if not (q == "why" and frame.measures)]
    joined.intents, joined.declined, joined.follow = frame.intents, frame.declined, frame.follow
    joined.topics = frame.topics or ([] if has_content(frame) else base.topics)
    joined.formats = [*base.formats, *frame.formats]
    joined.unexplained = frame.unexplained
    joined.relation = frame.relation or (
        None if has_content(frame) and (frame.measures or frame.ranking) else base.relation
    )
    years_alone = len(base.years) > 1 and not base.names and not (frame.ranking or frame.aggregates)
    if base.relation == "compare" and frame.measures and years_alone:
        joined.relation = base.relation  # what about the budgets, after a comparison of two years
    joined.all_of, joined.vague = frame.all_of or base.all_of, frame.vague
    if frame.measures and set(frame.measures) <= OF_FORMS and not frame.classes:
        spoken = [n for n in joined.names if n.kind not in ("indicator", "quote")]
        of_rows = [n for n in memory.row_names()[0] if n.kind == "project"] if joined.names and not spoken else []
        joined.classes, joined.names = [], spoken or of_rows  # 实际支付多少, after an indicator: of its projects
    _measured(frame, base, joined)
    if frame.relation == "share":
        joined.measures = part_and_whole(frame, memory)
    return joined, context(kept, [year for year in joined.years if year not in frame.years])


def _kept_names(frame: Frame, memory: Memory) -> list[NamePart]:
    """The names of the last question that the new one does not replace."""
    base = memory.frame
    kinds = {name.kind for name in own_names(frame)}
    if kinds & OFFICES:
        kinds |= OFFICES  # 那民政局呢, after 教育局: whatever it was taken for
    if "project" in kinds and any(name.kind == "project" for name in base.names):
        kinds |= OFFICES  # those of the other project
    kept = [name for name in base.names if name.kind not in kinds]
    of_one = memory.result is not None and len(memory.result.rows) == 1 and any(n.kind == "project" for n in kept)
    of_one = of_one and not base.aggregates
    of_years = "year" in frame.measures or "within" in frame.follow  # or of the rows that were shown
    if frame.ranking and frame.ranking.last and not base.ranking and of_one and not of_years:
        kept = [n for n in kept if n.kind not in {"project", *OFFICES}]  # 那最小的呢, after one row of a ranking
    return kept


def _conditioned(frame: Frame, base: Frame, joined: Frame, *, narrow: bool) -> None:
    """Predicates and bounds: the new ones beside the old, or in their place."""
    again = "count" in base.aggregates and "count" in frame.aggregates and "within" not in frame.follow
    if narrow and not again:
        others = set().union(*(pair for pair in _ALTERNATIVES if pair & set(frame.predicates)))
        held = [p for p in base.predicates if p not in others and p not in frame.predicates]
        joined.predicates = [*held, *frame.predicates]
    else:
        joined.predicates = frame.predicates or base.predicates
    ranked = frame.ranking is not None and frame.ranking.measure is not None
    if "why" in base.questions and (frame.measures or ranked):  # 剩了多少, after 为什么没花完
        joined.predicates, base.bounds = frame.predicates, []
    if {"execution_rate", "execution_score"} & set(frame.measures) and not frame.predicates:
        joined.predicates = [p for p in joined.predicates if PREDICATES[p].subject is Subject.EVALUATION]
    frame.bounds = [_margin(bound, frame, base) for bound in frame.bounds]
    compared = [b.name.names for b in frame.bounds if b.name]
    kept = [b for b in base.bounds if not (b.name and b.name.names in compared)]  # 比它高的, after 比它低的
    joined.bounds = [*kept, *frame.bounds] if narrow else frame.bounds or base.bounds
    if frame.turned and base.bounds and not frame.bounds:
        joined.bounds = [replace(b, operator=frame.turned) for b in base.bounds]
    old = base.ranking.measure if base.ranking else next(iter(base.measures), None)
    old = old or next((b.measure for b in base.bounds if b.name), None)
    bounded = base.bounds[-1] if base.bounds and not narrow else None  # 那20分的呢, after those of 10 points
    joined.bounds = [_bounded(b, bounded, old) if b.measure is None and b in frame.bounds else b for b in joined.bounds]
    joined.denied = [*base.denied, *frame.denied]


def _margin(bound: Bound, frame: Frame, base: Frame) -> Bound:
    """By more than 50 %, after which ones exceeded their target: of the target, 100 % and so much more."""
    exceeded = {"exceeded", "far_exceeded", "above_target"} & set(base.predicates) and not frame.predicates
    percent = bound.measure is None and bound.number is not None and bound.number.unit == "percent"
    if not (exceeded and percent and bound.number and frame.question.startswith("by ")):
        return bound
    return replace(bound, measure="achievement", number=replace(bound.number, value=bound.number.value + _WHOLE))


_WHOLE = 100


def _bounded(bound: Bound, before: Bound | None, old: str | None) -> Bound:
    """200万呢, after 超过100万的: another figure, by the same measure and in the same direction."""
    if before is None:
        return replace(bound, measure=old)
    same = bound.operator is Operator.EQUAL and before.number is not None and before.upper is None
    alike = same and bound.number is not None and before.number is not None and bound.number.unit == before.number.unit
    return replace(bound, measure=before.measure or old, operator=before.operator if alike else bound.operator)


def _groups(frame: Frame, base: Frame) -> list[str]:
    if frame.groups:
        return frame.groups
    if frame.aggregates:
        return []
    if frame.ranking and "year" in frame.measures:
        return []  # 哪年最低, after each year's: the years are ranked, and nothing within them
    return [g for g in base.groups if not (frame.ranking and g in ("project_name", ""))]  # 剩得最少的是哪个


def part_and_whole(frame: Frame, memory: Memory) -> list[str]:
    """占预算的几成: of what was asked before, in this."""
    whole = [m for m in frame.measures if m in MONEY]
    part = [m for m in memory.measures if m in MONEY]
    return [part[0], whole[0]] if whole and part and part[0] != whole[0] else frame.measures or memory.measures


def _measured(frame: Frame, base: Frame, joined: Frame) -> None:
    """What is shown and ranked by: the new measure in place of the old, or beside it (再加上)."""
    old = base.ranking.measure if base.ranking else None
    if "add" in frame.follow:
        added = [frame.ranking.measure] if frame.ranking and frame.ranking.measure else []
        joined.measures = [*([old] if old else []), *base.measures, *frame.measures, *added]
        joined.ranking = replace(frame.ranking, measure=old or frame.ranking.measure) if frame.ranking else base.ranking
        joined.aggregates = base.aggregates
        return
    joined.measures = _of_the_same_kind(frame.measures, base) or base.measures
    if frame.classes and not frame.measures and set(base.measures) <= OF_FORMS:
        joined.measures = []  # 满意度呢, after what was spent
    if frame.aggregates and not frame.measures:
        spoken = [*base.measures, *([old] if old else [])] or [b.measure for b in base.bounds if b.measure]
        summable = [m for m in spoken if m in MONEY | RATES | SCORES]
        joined.measures = summable
    if frame.aggregates:
        joined.aggregates, joined.ranking = frame.aggregates, None
        if frame.ranking and frame.ranking.together:  # 前三个加起来花了多少, after a ranking: of that one
            joined.ranking = replace(frame.ranking, measure=old or frame.ranking.measure)
            joined.measures = frame.measures or ([frame.ranking.measure] if frame.ranking.measure else joined.measures)
            if joined.ranking.measure is None:  # of a list that nothing ranks
                joined.unexplained = [*joined.unexplained, str(frame.ranking.last)]
        joined.questions = frame.questions
        return
    _ranked(frame, base, joined, old)


def _of_the_same_kind(measures: list[str], base: Frame) -> list[str]:
    """实际呢: what was spent, after a budget; what was reached, after a target."""
    money = bool(base.measures) and set(base.measures) <= MONEY
    return ["executed"] if measures == ["actual"] and money else measures


def _ranked(frame: Frame, base: Frame, joined: Frame, old: str | None) -> None:
    change = {"raised", "cut"} & set(frame.predicates)
    if frame.ranking:
        implied = next((IMPLIED[p] for p in base.predicates if p in IMPLIED), None)
        measure = frame.ranking.measure or old or next(iter(base.measures), None) or implied
        joined.ranking = replace(frame.ranking, measure=measure)
        if base.ranking and base.ranking.last is None and _LEADING.search(frame.question):
            joined.ranking = replace(joined.ranking, descending=base.ranking.descending)  # 只看前两个, of that order
        if measure is implied and measure == "lost":  # the worst of those that lost points
            joined.ranking = replace(joined.ranking, descending=True)
        joined.aggregates = []
        if (
            [g for g in joined.groups if g and g != "project_name"]
            and measure
            and (base.aggregates or not base.ranking)
        ):
            joined.aggregates, joined.measures = base.aggregates or ["sum"], base.measures or [measure]  # 只要前三
        if "year" in frame.measures:  # 哪年最多: of all years of what was spoken of
            joined.years, joined.measures = frame.years, ["year"]
    elif base.ranking and len(change) == 1 and old in ("adjustment", "adjustment_rate"):
        joined.ranking = replace(base.ranking, descending=change == {"raised"})  # 调减的呢: the largest cut
    elif base.ranking and frame.measures:
        joined.ranking = replace(base.ranking, measure=frame.measures[0])
        joined.measures = []
