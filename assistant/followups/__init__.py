"""What a question takes over from the ones before: 那最多的呢, 它的预算, 其中质量指标, 第二个, 完成了吗, 不限项目.

Owns the order of the ways in which a question may go on. What was taken over is noted, so that the person sees it.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.deciding.conditions import PREDICATES
from assistant.deciding.request import Note, Shape, Tabular
from assistant.followups.keeping import (
    every_year,
    excluded_from,
    identified,
    is_one,
    of_many,
    others,
    put_right,
    remaining,
    subject_kept,
    task_kept,
    told_otherwise,
)
from assistant.followups.lacking import (
    OF_INDICATORS,
    asks_field_alone,
    asks_of_which,
    asks_outside,
    asks_share_alone,
    counts_some,
    excludes_alone,
    filters_alone,
    goes_on,
    has_content,
    is_empty,
    is_fragment,
    is_short,
    lacks_subject,
    names_another,
    of_all_projects,
    own_names,
    picks_by_name,
    points,
    puts_right,
    refers,
    tasks_alone,
    tests_rows,
    totals_alone,
)
from assistant.followups.memory import MOST_REMEMBERED, Memory
from assistant.followups.overlaying import Joined, context, overlaid
from assistant.followups.rows import (
    counted,
    counts_them,
    nothing_meant,
    nth_row,
    of_rows,
    of_that_year,
    of_things,
    set_apart,
    sets_apart,
    spoken_in_turn,
    those,
)
from assistant.understanding.frame import Frame, NamePart
from store.dataclass import replace
from store.patterns import late
from store.query import Subject

__all__ = ["Memory", "follow"]


def follow(frame: Frame, memory: Memory | None, *, projects: tuple[str, ...] = (), lost: bool = False) -> Joined:
    """The frame with what it takes over from the last one, and notes that say what.

    `projects`: those of the store, for what is left of them. `lost`: the last question was not understood, so that
    nothing is known of what this one goes on from.
    """
    if is_empty(frame):
        return replace(frame, declined=[("nothing_asked", "")]), []
    if memory is None:
        return _alone(frame, lost=lost)
    if "reset" in frame.follow:
        return frame, []
    if "remaining" in frame.follow:
        return remaining(frame, memory, projects)
    if not any(character.isalpha() for character in frame.question):
        frame = replace(frame, language=memory.frame.language)  # 2024?
    if frame.relative_years and not frame.years and (years := _other_year(frame, memory)):
        frame = replace(frame, years=years, relative_years=[])
    if memory.listed_indicators and picks_by_name(frame):  # 大厅那条: of the indicators that were listed
        measures = ["actual" if measure == "goal_actual" else measure for measure in frame.measures]
        return overlaid(replace(frame, follow=[], measures=measures), memory, narrow=True)
    for applies, joined in _WAYS:
        if applies(frame):
            return _of_its_indicators(*joined(frame, memory))
    return frame, []


def _of_its_indicators(frame: Frame, notes: list[Note]) -> Joined:
    """设施完好率那条, of a project that has 接待场所设施完好率: whichever of the names it has."""
    if frame.names_of("project", "code"):
        frame.names = [replace(n, names=(*n.names, *n.wider), wider=()) for n in frame.names]
    return frame, notes


def _alone(frame: Frame, *, lost: bool) -> Joined:
    """A question with none before it: what it says of something that was spoken of is said of nothing."""
    short = is_fragment(frame) or (lacks_subject(frame) and is_short(frame))
    reasons = "why" in frame.questions and not (has_content(frame) or frame.nouns or frame.stated or frame.vague)
    pointing = {"it", "this", "them", "within", "swap", "others", "remaining"} & set(frame.follow) and not own_names(
        frame
    )
    pointing = pointing and not of_all_projects(frame)
    meant = refers(frame) or _means_others(frame) or _asks_change(frame) or (reasons and not asks_outside(frame))
    counts_nothing = bool(frame.amounts) and not (has_content(frame) or frame.nouns or frame.intents)  # 实际多少人
    if meant or (lost and (short or pointing or counts_nothing)):
        return nothing_meant(frame)
    return frame, []


def _asks_change(frame: Frame) -> bool:
    return "changed" in frame.follow


def _by_how_much(frame: Frame, memory: Memory) -> Joined:
    """减了多少, after what was adjusted or set against another year."""
    adjusted = {"raised", "cut", "adjusted"} & set(memory.frame.predicates)
    if adjusted or {"adjustment", "adjustment_rate", "initial_budget"} & set(memory.measures):
        listed = replace(memory.frame, aggregates=[], questions=["which"])
        told = replace(frame, measures=["adjustment"])
        return overlaid(told, replace(memory, frame=listed), narrow=False)
    return (memory.frame, []) if memory.frame.relation in ("difference", "trend") else nothing_meant(frame)


def _picks_row(frame: Frame) -> bool:
    return frame.ordinal is not None and frame.ranking is None


def _widens(frame: Frame) -> bool:
    return bool({"widen_project", "widen_year", "widen_all"} & set(frame.follow))


def _repeats(frame: Frame) -> bool:
    return "both" in frame.follow and not has_content(frame) and not frame.nouns


def _reverses(frame: Frame) -> bool:
    return "reverse" in frame.follow and not frame.measures and not frame.ranking and not frame.names


def _means_year(frame: Frame) -> bool:
    return "that_year" in frame.follow and not frame.years


def _means_others(frame: Frame) -> bool:
    """其他项目呢; leave out A and show the remaining ones: those but A."""
    return bool({"others", "remaining"} & set(frame.follow)) and not any(name.excluded for name in frame.names)


def _narrows(frame: Frame) -> bool:
    picks = "them" in frame.follow or ("this" in frame.follow and frame.bounds)
    return "within" in frame.follow or bool(picks and not own_names(frame))


def _changes(frame: Frame) -> bool:
    return bool({"add", "correct"} & set(frame.follow))


def _asks_why(frame: Frame) -> bool:
    return "why" in frame.questions and not own_names(frame) and not frame.ranking and not frame.years


def _why_of_rows(frame: Frame, memory: Memory) -> Joined:
    """原因分别是什么: of the rows of the last answer; of each of them, where a class or a name chose them."""
    joined, notes = of_rows(frame, memory)
    chosen = memory.frame.classes or memory.frame.bounds
    if memory.listed_indicators and chosen and not joined.names_of("indicator"):
        joined.names = [*joined.names, NamePart("", "indicator", memory.values("level3"))]
    return joined, notes


def _again(_frame: Frame, memory: Memory) -> Joined:
    return memory.frame, []


def _reversed(frame: Frame, memory: Memory) -> Joined:
    """反过来: the last ranking from the other end."""
    ranking = memory.frame.ranking
    if ranking is None:
        return frame, []
    return replace(memory.frame, ranking=replace(ranking, descending=not ranking.descending)), []


def _narrowed(frame: Frame, memory: Memory) -> Joined:
    """The last question with a condition more; of the leading rows of a ranking, those rows."""
    if memory.is_cut and not own_names(frame):
        if frame.aggregates == ["count"] and memory.result and len(memory.result.rows) == 1 and not frame.measures:
            return overlaid(frame, memory, narrow=True)  # how many are there, after which of them is the largest
        return of_rows(frame, memory)
    if "count" in memory.frame.aggregates and not frame.aggregates:
        return counted(frame, memory)
    return overlaid(frame, memory, narrow=True)


def _totalled(frame: Frame, memory: Memory) -> Joined:
    """一共几个, 优的有几个: of what was listed; of projects where it was about one, of all."""
    if frame.predicates and of_many(frame) and is_one(*memory.spoken_of, memory):
        return frame, []
    ranked = memory.frame.ranking.measure if memory.frame.ranking else None
    if frame.aggregates == ["count"] and ranked in ("indicator_count", "count") and not has_content(_uncounted(frame)):
        return memory.frame, []  # 多少个, after 哪个项目指标最多
    if one_by_one := _added_in_turn(frame, memory):
        return one_by_one
    if "count" in memory.frame.aggregates and frame.aggregates == ["sum"] and not frame.measures:
        things = spoken_in_turn(memory, MOST_REMEMBERED)  # how many there are, of each of them in turn
        names = things.names if len(things.forms) > 1 else memory.frame.names
        return replace(memory.frame, names=names, question=frame.question), context(names, memory.frame.years)
    return _narrowed(frame, memory)


def _added_in_turn(frame: Frame, memory: Memory) -> Joined | None:
    """一共多少, after 大厅花了多少, 信访事务呢, 培训呢: of all that were asked after in turn."""
    of_one = memory.result is not None and len(memory.result.rows) == 1 and not memory.is_cut
    if not of_one or frame.measures or not set(frame.aggregates) <= {"sum", "average", "simple_average"}:
        return None
    if "swap" not in memory.frame.follow or memory.frame.classes or memory.frame.relation or memory.frame.aggregates:
        return None
    things = spoken_in_turn(memory, MOST_REMEMBERED)
    return of_things(frame, memory, things) if len(things.forms) > 1 else None


def _uncounted(frame: Frame) -> Frame:
    return replace(frame, aggregates=[])


def _filtered(frame: Frame, memory: Memory) -> Joined:
    """Of the last answer's rows, where it was a list; else of what that was about."""
    ranked = frame.ranking.measure if frame.ranking else None
    one = memory.result is not None and len(memory.result.rows) == 1 and memory.values("level3")
    if one and memory.frame.classes and ranked in OF_INDICATORS:
        return _narrowed(frame, memory)  # 哪个得分最高, of the indicators that were listed
    if frame.ranking and memory.frame.ranking:  # 总分最低的又是谁: among those of which one led
        return overlaid(frame, memory, narrow=False)
    if memory.result is None or len(memory.result.rows) < 2 or "why" in memory.frame.questions:
        return subject_kept(frame, memory)
    if _tests_form(frame, memory):
        return subject_kept(frame, memory)
    joined, notes = _narrowed(frame, memory)
    if tests_rows(frame):  # 都花完了吗, after 哪些项目…: a verdict, and no list
        joined.all_of, joined.questions = True, frame.questions
    return joined, notes


def _tests_form(frame: Frame, memory: Memory) -> bool:
    """Is it excellent, after the indicators that lost points: of the form, and of none of those."""
    tests = [PREDICATES[name].subject for name in frame.predicates]
    rows = memory.result.query.subject if memory.result else Subject.EVALUATION
    return bool(tests) and set(tests) == {Subject.EVALUATION} and rows in (Subject.INDICATOR, Subject.SCORED)


def _was_tested(memory: Memory) -> bool:
    return isinstance(memory.request, Tabular) and memory.request.shape in (Shape.WHETHER, Shape.ALL)


def _counted_in(frame: Frame, memory: Memory) -> Joined:
    return overlaid(frame, memory, narrow=True)


def _gone_on(frame: Frame, memory: Memory) -> Joined:
    """执行率呢: of the leading row of a ranking; else the last question with this in its place."""
    if asks_share_alone(frame) and (told := _as_rate(frame, memory)):
        return told
    if memory.frame.ranking and len(frame.measures) == 1 and _BY.match(frame.question):  # and by budget? 按支出呢
        ranking = replace(memory.frame.ranking, measure=frame.measures[0])
        return overlaid(replace(frame, measures=[], ranking=ranking), memory, narrow=False)
    if asks_field_alone(frame) and memory.is_cut:
        if len(memory.values("level3")) > 1:  # of indicators that lead together
            return overlaid(replace(frame, follow=[*frame.follow, "add"]), memory, narrow=False)
        return of_rows(frame, memory)
    if _asks_rate_of_change(frame, memory):
        return overlaid(replace(frame, relation=None, measures=["adjustment_rate"]), memory, narrow=False)
    if frame.measures and _was_tested(memory):  # 目标值, after whether it was reached
        kept = memory.frame.bounds if memory.frame.predicates else []  # 剩了多少, after 超过100万的都花完了吗: of those
        memory = replace(memory, frame=replace(memory.frame, predicates=[], bounds=kept, all_of=False, questions=[]))
    counted_before = memory.frame.aggregates == ["count"] and frame.measures and not frame.aggregates
    if counted_before or (frame.groups == [""] and memory.frame.aggregates):  # 花了多少, after how many there are
        memory = replace(memory, frame=replace(memory.frame, aggregates=[], questions=["which"]))
    joined, notes = overlaid(frame, memory, narrow=False)
    if every_year(frame):
        joined.years = _years_spoken(frame, memory)
        notes = context(joined.names, joined.years)
    return joined, notes


_RATES = {"adjustment": "adjustment_rate", "unspent": "unspent_rate", "over_initial": "adjustment_rate"}


def _as_rate(frame: Frame, memory: Memory) -> Joined | None:
    """百分之多少, after how much was added or left: as a part of the budget; after a difference, what it tells too."""
    if memory.frame.relation == "difference":
        return memory.frame, []
    rate = next((_RATES[m] for m in memory.measures if m in _RATES), None)
    return overlaid(replace(frame, relation=None, measures=[rate]), memory, narrow=False) if rate else None


_BY = late(
    r"(?:那么?|如果|要是|换成)?按照?|(?:(?:and|but|now|ok|okay|then|what about|how about|ranked|sorted|same) )*by "
)


def _asks_rate_of_change(frame: Frame, memory: Memory) -> bool:
    """In percent, after by how much a budget was raised."""
    changed = {"raised", "cut", "adjusted"} & set(memory.frame.predicates) or "adjustment" in memory.frame.measures
    own = frame.measures or frame.names or frame.years or frame.ranking or frame.bounds or frame.nouns
    return frame.relation == "share" and bool(changed) and not own


def _years_spoken(frame: Frame, memory: Memory) -> list[int]:
    """The years of the last questions, where there were so many; else all years."""
    number = next(q.number for q in frame.quantities if q.of == "year")
    years: set[int] = set()
    for spoken in memory.questions():
        if spoken.subjects != memory.subjects:
            break
        years.update(spoken.frame.years)
    return sorted(years) if len(years) == number else []


def _other_year(frame: Frame, memory: Memory) -> list[int]:
    """前一年, 次年: counted from the year that was spoken of."""
    step = {"last": -1, "next": 1}.get(frame.relative_years[0] if len(frame.relative_years) == 1 else "")
    return [memory.frame.years[0] + step] if step and len(memory.frame.years) == 1 else []


def _changed(frame: Frame, memory: Memory) -> Joined:
    return overlaid(frame, memory, narrow=False)


def _named_in_turn(frame: Frame, memory: Memory) -> Joined:
    return overlaid(replace(frame, questions=[]), memory, narrow=False)


def _widened(frame: Frame, memory: Memory) -> Joined:
    joined, _ = overlaid(frame, memory, narrow=False)
    if "widen_project" in frame.follow:
        joined.names = [n for n in joined.names if n.kind not in ("project", "code")]
    if "widen_year" in frame.follow:
        joined.years = []
    if "widen_all" in frame.follow:
        joined = replace(joined, names=[], years=[], classes=[], predicates=[], bounds=[])
    return joined, context(joined.names, joined.years)


# How a question may go on from the last, in the order in which they are tried.
_WAYS: tuple[tuple[Callable[[Frame], bool], Callable[[Frame, Memory], Joined]], ...] = (
    (_repeats, _again),
    (counts_them, those),
    (_asks_change, _by_how_much),
    (_picks_row, nth_row),
    (_widens, _widened),
    (_reverses, _reversed),
    (_means_year, of_that_year),
    (_means_others, others),
    (puts_right, put_right),
    (sets_apart, set_apart),
    (points, of_rows),
    (_narrows, _narrowed),
    (_changes, _changed),
    (excludes_alone, excluded_from),
    (asks_of_which, identified),
    (is_fragment, told_otherwise),
    (names_another, _named_in_turn),
    (_asks_why, _why_of_rows),
    (counts_some, _counted_in),
    (goes_on, _gone_on),
    (totals_alone, _totalled),
    (filters_alone, _filtered),
    (tasks_alone, task_kept),
    (lacks_subject, subject_kept),
)
