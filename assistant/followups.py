"""What a question takes over from the one before: 那最多的呢, 它的预算, 其中质量指标, 第二个, 不限项目.

Owns the merging of a new frame with the last one. What was taken over is noted, so that the person sees it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.deciding.request import Note, Request
from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.frame import Frame, NamePart
from assistant.understanding.ranking import IMPLIED
from store.execution import Result

_OFFICES = {"unit", "department", "agency"}
_OF_FORMS = MONEY | {"execution_rate", "total_score"}  # what no indicator has
_SHORT = 8  # characters: a question as short as this, about nothing of its own, goes on from the last


@dataclass(slots=True)
class Memory:
    """The last question of a conversation, as it was understood, and what it was answered with."""

    frame: Frame
    request: Request
    result: Result | None = None
    before: Memory | None = None  # the one before it, without its own

    @property
    def subjects(self) -> tuple[NamePart, ...]:
        """The projects, units and codes that the question spoke of."""
        return tuple(n for n in self.frame.names if n.kind in ("project", "code", *_OFFICES) and not n.excluded)

    def row_names(self, position: int | None = None) -> tuple[list[NamePart], list[int]]:
        """The projects (or the indicator) of the last answer's rows, and their years; of one row, or of all."""
        if self.result is None:
            return [], []
        rows = self.result.rows
        if position is not None:
            rows = rows[position : position + 1] if position >= 0 else rows[-1:]
        keys = [column.key for column in self.result.columns]
        names: list[NamePart] = []
        years: list[int] = []
        for key, kind in (("project_name", "project"), ("unit", "unit"), ("level3", "indicator")):
            if key not in keys or (key == "level3" and len(rows) != 1):
                continue
            values = tuple(dict.fromkeys(str(v) for row in rows if (v := row.values[keys.index(key)]) is not None))
            if values and not (key == "unit" and "project_name" in keys and len(rows) > 1):
                names.append(NamePart(values[0] if len(values) == 1 else "", kind, values))
        if "year" in keys:
            years = sorted({v for row in rows if isinstance(v := row.values[keys.index("year")], int)})
        return names, years

    @property
    def is_cut(self) -> bool:
        """Whether the last answer showed the leading rows of a ranking alone."""
        return self.frame.ranking is not None and self.frame.ranking.last is not None


def follow(frame: Frame, memory: Memory | None) -> tuple[Frame, list[Note]]:
    """The frame with what it takes over from the last one, and notes that say what."""
    if memory is not None and "reset" not in frame.follow:
        if frame.relative_years and not frame.years and (years := _other_year(frame, memory)):
            frame = replace(frame, years=years, relative_years=[])
        if _counts_them(frame):
            return _those(frame, memory)
        for applies, joined in _WAYS:
            if applies(frame):
                return joined(frame, memory)
    return frame, []


def _counts_them(frame: Frame) -> bool:
    """两个加起来花了多少, 这俩谁花得多: so many of what was spoken of."""
    alone = not (frame.names or frame.nouns or frame.years or frame.unexplained)
    return alone and [q for q in frame.quantities if q.of is None] != []


def _those(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """The rows of the last answer, where there are so many; else what the last two questions were each about."""
    number = next(q.number for q in frame.quantities if q.of is None)
    if memory.result is not None and len(memory.result.rows) == number:
        return _of_rows(frame, memory)
    both = [*(memory.before.subjects if memory.before else ()), *memory.subjects]
    if number == 2 == len({part.names for part in both}) and all(len(part.names) == 1 for part in both):
        asked = frame.measures or memory.frame.measures
        joined = replace(frame, names=both, years=memory.frame.years, measures=asked)
        return joined, _context(both, joined.years)
    return replace(frame, unexplained=[*frame.unexplained, str(number)]), []


def _picks_row(frame: Frame) -> bool:
    return frame.ordinal is not None and frame.ranking is None


def _reverses(frame: Frame) -> bool:
    return "reverse" in frame.follow and not frame.measures and not frame.ranking and not frame.names


def _repeats(frame: Frame) -> bool:
    return "both" in frame.follow and not frame.measures and not frame.names


def _points(frame: Frame) -> bool:
    own = [name for name in _own_names(frame) if name.kind not in ("indicator", "quote")]
    picks = frame.classes or frame.bounds  # 其中30分的那条
    return not own and ("it" in frame.follow or ("this" in frame.follow and not picks))


def _sets_against(frame: Frame) -> bool:
    return frame.relation in ("difference", "ratio") and len(frame.years) == 1 and not _own_names(frame)


def _asks_why(frame: Frame) -> bool:
    return "why" in frame.questions and not _own_names(frame) and not frame.ranking and not frame.years


def _widens(frame: Frame) -> bool:
    return bool({"widen_project", "widen_year", "widen_all"} & set(frame.follow))


def _narrows(frame: Frame) -> bool:
    picks = "them" in frame.follow or ("this" in frame.follow and frame.bounds)
    return "within" in frame.follow or bool(picks and not _own_names(frame))


def _changes(frame: Frame) -> bool:
    return bool({"add", "correct"} & set(frame.follow))


def _own_names(frame: Frame) -> list[NamePart]:
    return [n for n in frame.names if not n.excluded]


def _content(frame: Frame) -> bool:
    said = (frame.names, frame.years, frame.classes, frame.ranking, frame.predicates, frame.bounds, frame.measures)
    return any(said) or bool(frame.aggregates or frame.turned)


def _goes_on(frame: Frame) -> bool:
    """A question that lacks what it is about: 那最多的呢, 2023年呢, 执行率多少."""
    if frame.unexplained or frame.intents or frame.declined or not _content(frame) or frame.everything:
        return False
    swap = "swap" in frame.follow
    if frame.groups == [""] and _asks_field_alone(replace(frame, groups=[])):
        return True  # 目标值分别是多少: of those that were listed
    of_its_own = bool(frame.nouns) and not swap
    ranked_by_itself = frame.ranking is not None and frame.ranking.measure is not None
    if frame.relation == "share" and not frame.names:
        return True  # 占总支出多少: of what was spoken of
    if swap:
        return not (ranked_by_itself and frame.nouns)
    if of_its_own or frame.relation or frame.aggregates or frame.predicates or frame.bounds:
        return False
    only_scope = not frame.measures and not frame.ranking and not frame.names
    without_measure = frame.ranking is not None and not ranked_by_itself
    return only_scope or without_measure or (_asks_field_alone(frame) and len(frame.question) <= _SHORT)


def _asks_field_alone(frame: Frame) -> bool:
    return bool(frame.measures) and not (frame.names or frame.years or frame.classes or frame.ranking or frame.nouns)


def _totals_alone(frame: Frame) -> bool:
    """一共花了多少, right after a list: of that list."""
    scope = (
        frame.names
        or frame.years
        or frame.classes
        or frame.nouns
        or frame.groups
        or frame.everything
        or frame.quantities
    )
    return bool(frame.aggregates) and not scope and not frame.relation and not frame.unexplained


def _filters_alone(frame: Frame) -> bool:
    """分值20分的是哪条, 只要超过70万的: a condition without anything that it is about."""
    scope = frame.names or frame.years or frame.nouns or frame.groups or frame.everything or frame.relation
    complete = frame.classes and ("which" in frame.questions or "table" in frame.formats)  # 有哪些产出指标
    condition = frame.bounds or frame.predicates or frame.classes or "only" in frame.formats or frame.ranking
    if complete:
        return False
    return bool(condition) and not scope and not frame.unexplained and not frame.questions.count("why")


def _row(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    position = (frame.ordinal or 1) - 1 if (frame.ordinal or 1) > 0 else -1
    names, years = memory.row_names(position)
    if not names:
        return replace(frame, unexplained=[*frame.unexplained, str(frame.ordinal)]), []
    joined = replace(frame, names=[*names, *frame.names], years=frame.years or years, ordinal=None)
    label = " ".join(name.names[0] for name in names if name.kind != "unit")
    shown = str(position + 1) if position >= 0 else str(len(memory.result.rows) if memory.result else 0)
    if not _content(frame) and "expand" not in frame.follow and not any(n.kind == "indicator" for n in names):
        joined.follow = [*joined.follow, "expand"]
    return joined, [Note("row", (shown, label))]


def _of_rows(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """About what the last answer's rows are about."""
    names, years = memory.row_names()
    if _own_names(frame):
        names = [name for name in names if name.kind != "indicator"]  # 它的验收合格率
    if not names and "count" in memory.frame.aggregates:
        return _listed(frame, memory)
    if not names:
        names, years = memory.frame.names, memory.frame.years
    wants_indicator = any(m in ("target", "actual", "weight", "deviation", "outcome", "score") for m in frame.measures)
    if not wants_indicator and "why" not in frame.questions:
        names = [name for name in names if name.kind != "indicator"]
    joined = replace(frame, names=[*names, *frame.names], years=frame.years or years)
    if frame.aggregates and not frame.measures:
        ranked = memory.frame.ranking.measure if memory.frame.ranking else None
        joined.measures = [ranked] if ranked else memory.frame.measures
    return joined, _context(names, years)


def _listed(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """List them, after how many there are: the rows that were counted."""
    counted = replace(memory.frame, aggregates=[], questions=["which"])
    joined, notes = _overlaid(frame, replace(memory, frame=counted), narrow=True)
    joined.questions = ["which", *frame.questions]
    return joined, notes


def _context(names: list[NamePart], years: list[int]) -> list[Note]:
    said = [name.text or "、".join(name.names[:3]) for name in names] + [str(year) for year in years]
    return [Note("context", (" ".join(said),))] if said else []


def _against_year(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """比2022年多了多少: the year that was spoken of, against this one."""
    names, years = memory.row_names()
    if len(years) != 1 or years == frame.years or frame.nouns:
        return frame, []
    ranked = memory.frame.ranking.measure if memory.frame.ranking else None
    measures = frame.measures or ([ranked] if ranked else memory.frame.measures)
    projects = [name for name in names if name.kind != "indicator"]
    joined = replace(frame, names=projects, years=[*years, *frame.years], measures=measures)
    return joined, _context(projects, years)


def _reversed(_frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """反过来: the last ranking from the other end."""
    ranking = memory.frame.ranking
    if ranking is None:
        return _frame, []
    return replace(memory.frame, ranking=replace(ranking, descending=not ranking.descending)), []


def _again(_frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    return memory.frame, []


def _narrowed(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """The last question with a condition more; of the leading rows of a ranking, those rows."""
    if memory.is_cut and not _own_names(frame):
        return _of_rows(frame, memory)
    if "count" in memory.frame.aggregates and not frame.aggregates:
        return _listed(frame, memory)
    return _overlaid(frame, memory, narrow=True)


def _filtered(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """Of the last answer's rows, where it was a list; else the question stands for itself."""
    if memory.result is None or len(memory.result.rows) < 2 or (frame.ranking and memory.frame.ranking):
        return frame, []
    return _narrowed(frame, memory)


def _gone_on(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    """执行率呢: of the leading row of a ranking; else the last question with this in its place."""
    if _asks_field_alone(frame) and memory.is_cut:
        return _of_rows(frame, memory)
    return _changed(frame, memory)


def _other_year(frame: Frame, memory: Memory) -> list[int]:
    """前一年, 次年: counted from the year that was spoken of."""
    step = {"last": -1, "next": 1}.get(frame.relative_years[0] if len(frame.relative_years) == 1 else "")
    return [memory.frame.years[0] + step] if step and len(memory.frame.years) == 1 else []


def _changed(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    return _overlaid(frame, memory, narrow=False)


def _widened(frame: Frame, memory: Memory) -> tuple[Frame, list[Note]]:
    joined, _ = _overlaid(frame, memory, narrow=False)
    if "widen_project" in frame.follow:
        joined.names = [n for n in joined.names if n.kind not in ("project", "code")]
    if "widen_year" in frame.follow:
        joined.years = []
    if "widen_all" in frame.follow:
        joined = replace(joined, names=[], years=[], classes=[], predicates=[], bounds=[])
    return joined, _context(joined.names, joined.years)


def _overlaid(frame: Frame, memory: Memory, *, narrow: bool) -> tuple[Frame, list[Note]]:
    """The last frame with what the new one says in its place; with `narrow`, its conditions beside the old ones."""
    base = copy.deepcopy(memory.frame)
    kinds = {name.kind for name in frame.names}
    if kinds & _OFFICES:
        kinds |= _OFFICES  # 那民政局呢, after 教育局: whatever it was taken for
    if "project" in kinds and any(name.kind == "project" for name in base.names):
        kinds |= _OFFICES  # those of the other project
    kept = [name for name in base.names if name.kind not in kinds]
    of_one = memory.result is not None and len(memory.result.rows) == 1 and any(n.kind == "project" for n in kept)
    if frame.ranking and frame.ranking.last and not base.ranking and of_one:
        kept = [
            name for name in kept if name.kind not in {"project", *_OFFICES}
        ]  # 那最小的呢, after one row of a ranking
    joined = replace(base, language=frame.language, question=frame.question, corrections=frame.corrections)
    joined.names = [*kept, *frame.names]
    joined.years = frame.years or base.years
    levels = {level for level, _ in frame.classes}
    joined.classes = [*(c for c in base.classes if c[0] not in levels), *frame.classes]
    joined.predicates = [*base.predicates, *frame.predicates] if narrow else frame.predicates or base.predicates
    joined.bounds = [*base.bounds, *frame.bounds] if narrow else frame.bounds or base.bounds
    if frame.turned and base.bounds and not frame.bounds:
        joined.bounds = [replace(b, operator=frame.turned) for b in base.bounds]
    old = base.ranking.measure if base.ranking else next(iter(base.measures), None)
    bounded = base.bounds[-1].measure if base.bounds and not narrow else None  # 那20分的呢, after those of 10 points
    joined.bounds = [
        replace(b, measure=bounded or old) if b.measure is None and b in frame.bounds else b for b in joined.bounds
    ]
    joined.denied = [*base.denied, *frame.denied]
    joined.nouns = frame.nouns or base.nouns
    kept_groups = [g for g in base.groups if not (frame.ranking and g == "project_name")]  # 剩得最少的是哪个
    joined.groups = frame.groups or ([] if frame.aggregates else kept_groups)
    joined.questions = frame.questions or base.questions
    joined.intents, joined.declined, joined.follow = frame.intents, frame.declined, frame.follow
    joined.formats = [*base.formats, *frame.formats]
    joined.unexplained = frame.unexplained
    joined.relation = frame.relation or (
        None if _content(frame) and (frame.measures or frame.ranking) else base.relation
    )
    joined.all_of, joined.vague = frame.all_of or base.all_of, frame.vague
    if frame.measures and set(frame.measures) <= _OF_FORMS and not frame.classes:
        joined.classes, joined.names = [], [n for n in joined.names if n.kind not in ("indicator", "quote")]
    _measured(frame, base, joined)
    return joined, _context(kept, [] if frame.years else base.years)


def _measured(frame: Frame, base: Frame, joined: Frame) -> None:
    """What is shown and ranked by: the new measure in place of the old, or beside it (再加上)."""
    old = base.ranking.measure if base.ranking else None
    if "add" in frame.follow:
        added = [frame.ranking.measure] if frame.ranking and frame.ranking.measure else []
        joined.measures = [*([old] if old else []), *base.measures, *frame.measures, *added]
        joined.ranking = replace(frame.ranking, measure=old or frame.ranking.measure) if frame.ranking else base.ranking
        joined.aggregates = base.aggregates
        return
    joined.measures = frame.measures or base.measures
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
    if frame.ranking:
        implied = next((IMPLIED[p] for p in base.predicates if p in IMPLIED), None)
        measure = frame.ranking.measure or old or next(iter(base.measures), None) or implied
        joined.ranking = replace(frame.ranking, measure=measure)
        if measure is implied and measure == "lost":  # the worst of those that lost points
            joined.ranking = replace(joined.ranking, descending=True)
        joined.aggregates = []
    elif base.ranking and frame.measures:
        joined.ranking = replace(base.ranking, measure=frame.measures[0])
        joined.measures = []


# How a question may go on from the last, in the order in which they are tried.
_WAYS: tuple[tuple[Callable[[Frame], bool], Callable[[Frame, Memory], tuple[Frame, list[Note]]]], ...] = (
    (_picks_row, _row),
    (_widens, _widened),
    (_repeats, _again),
    (_reverses, _reversed),
    (_points, _of_rows),
    (_narrows, _narrowed),
    (_changes, _changed),
    (_sets_against, _against_year),
    (_asks_why, _of_rows),
    (_goes_on, _gone_on),
    (_totals_alone, _narrowed),
    (_filters_alone, _filtered),
)
