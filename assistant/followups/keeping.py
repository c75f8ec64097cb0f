"""A question that names no subject keeps the one that was spoken of: 完成了吗, 扣在哪里, by department.

Owns what of the last question is kept by one that stands for itself but for its subject.
"""

from __future__ import annotations

from assistant.deciding.request import Shape, Tabular
from assistant.followups.lacking import (
    INDICATOR_NOUNS,
    OF_FORMS,
    OF_INDICATORS,
    asks_field_alone,
    has_content,
    own_names,
    tests_rows,
)
from assistant.followups.memory import MOST_REMEMBERED, OFFICES, Memory
from assistant.followups.overlaying import Joined, context, overlaid
from assistant.followups.rows import nothing_meant, of_things, spoken_in_turn
from assistant.understanding.frame import Frame, NamePart, Ranking
from store.dataclass import replace
from store.query import Subject

_OF_FORMS_TOLD = frozenset({"excellent", "good", "fully_spent", "unspent_left", "nothing_spent", "raised", "cut"})


def subject_kept(frame: Frame, memory: Memory) -> Joined:
    """The question, of what was spoken of before: the names and years, and nothing else."""
    names, years = memory.spoken_of
    if not any(n.kind != "indicator" for n in names) and _asks_forms(frame):
        names, years = memory.row_names()  # the project of the indicator
    names = _fitting(frame, names)
    if _asks_field_of_rows(frame, memory):
        listed = replace(memory.frame, aggregates=[], relation=None, questions=["which"])
        if listed.all_of:  # 剩了多少, after 都花完了吗
            listed = replace(listed, predicates=[], all_of=False)
        return overlaid(frame, replace(memory, frame=listed), narrow=False)
    if frame.vague and "year" in frame.measures:
        return _years_compared(frame, memory)
    compared = frame.vague and "which" in frame.questions and set(frame.measures) & OF_INDICATORS
    if compared and (among := _indicators_compared(frame, memory)):
        return among
    ranks_years = frame.ranking is not None and "year" in frame.measures
    years = frame.years or ([] if ranks_years or every_year(frame) or "year" in frame.groups else years)
    if not names and not years:
        return _listed_alone(frame, memory)
    if of_many(frame) and is_one(names, years, memory):
        things = spoken_in_turn(memory, MOST_REMEMBERED)
        which = not frame.nouns and (frame.vague or frame.ranking)
        return of_things(frame, memory, things) if which and len(things.forms) > 1 else (frame, [])
    joined = replace(frame, names=[*names, *(n for n in frame.names if n not in names)], years=years)
    _asked_of_subject(frame, joined, memory)
    return joined, context(names, [] if frame.years else years)


def _asked_of_subject(frame: Frame, joined: Frame, memory: Memory) -> None:
    """What the question leaves unsaid: the figure that years or projects are compared by, the rows that are meant."""
    measure = next(iter(memory.measures), None)
    if frame.ranking and frame.ranking.measure is None and "year" in frame.measures:
        joined.ranking = replace(frame.ranking, measure=measure)
    if "without_reason" in frame.predicates and _tells_losses(memory):
        joined.predicates = [*frame.predicates, "below_cap"]  # 哪个没写原因, of those that lost points
    joined.bounds = [replace(b, measure=measure) if b.name and b.measure is None else b for b in joined.bounds]
    if frame.vague and not frame.measures:
        joined.measures = memory.measures  # 哪个高
        joined.unexplained = [*joined.unexplained, *([] if memory.measures else [frame.question])]  # by what?
    if tests_rows(frame):
        joined.all_of = True  # 完成了吗: all of its indicators
    if _keeps_classes(frame, memory):
        joined.classes = list(memory.frame.classes)


def _asks_field_of_rows(frame: Frame, memory: Memory) -> bool:
    """The actuals?, after a list that a condition or a class chose: of the rows of that list."""
    if not asks_field_alone(frame) or frame.aggregates or frame.groups or frame.predicates or frame.bounds:
        return False
    of_indicators = bool(set(frame.measures) & (OF_INDICATORS - {"lost", "score"}))
    before = memory.frame
    chosen = before.classes or before.predicates or before.bounds or before.excluded_classes
    return bool(chosen) and (of_indicators or not before.names) and not frame.vague and "why" not in before.questions


def _indicators_compared(frame: Frame, memory: Memory) -> Joined | None:
    """哪个分值高, after indicators were listed, or those of a class in two projects in turn: of these."""
    if len(memory.values("level3")) > 1:
        return overlaid(frame, memory, narrow=True)
    things = spoken_in_turn(memory, MOST_REMEMBERED)
    apart = len(things.forms) > 1 and all(n.kind == "project" for n in things.names)
    if not apart or not memory.frame.classes:
        return None
    joined = replace(frame, names=things.names, years=things.years, classes=list(memory.frame.classes))
    return joined, context(things.names, things.years)


def _years_compared(frame: Frame, memory: Memory) -> Joined:
    """哪年多: of the years that were spoken of in turn, or of all years of what was."""
    things = spoken_in_turn(memory, MOST_REMEMBERED)
    names = [name for name in memory.spoken_of[0] if name.kind != "indicator"]
    years = things.years if len(things.years) > 1 else []
    ranking = Ranking(next(iter(memory.measures), "executed"), "degree_less" not in frame.intents)
    told = replace(frame, names=names, years=years, ranking=ranking, vague=False, intents=[])
    return told, context(names, years)


def _keeps_classes(frame: Frame, memory: Memory) -> bool:
    """满分的有几个, after 大厅几个时效指标: of those."""
    own = frame.classes or frame.nouns or frame.measures or frame.excluded_classes or own_names(frame)
    return bool(frame.predicates) and not own and ("count" in memory.frame.aggregates or tests_rows(frame))


def _tells_losses(memory: Memory) -> bool:
    told = isinstance(memory.request, Tabular) and memory.request.shape is Shape.WHY
    return told or "lost" in memory.measures or "below_cap" in memory.frame.predicates


def _listed_alone(frame: Frame, memory: Memory) -> Joined:
    """Nothing was named: what was listed by a condition is what the question goes on from, where it has one row."""
    rows = memory.result.rows if memory.result else ()
    names, years = memory.row_names()
    if len(rows) != 1 or not names or of_many(frame):
        return frame, []
    kept = _fitting(frame, names)
    return replace(frame, names=[*kept, *frame.names], years=frame.years or years), context(kept, years)


def _asks_forms(frame: Frame) -> bool:
    return bool(set(frame.measures) & (OF_FORMS | {"project_name", "unit", "department", "year"}))


def _fitting(frame: Frame, names: list[NamePart]) -> list[NamePart]:
    """Of the names, those that the question can be about: an indicator only where it asks for what indicators have."""
    own = {name.kind for name in own_names(frame)}
    asks = set(frame.measures) & (OF_INDICATORS - {"lost"}) or frame.predicates or "why" in frame.questions
    of_others = frame.classes or INDICATOR_NOUNS & set(frame.nouns) or "count" in frame.aggregates
    fits = asks and not of_others and not frame.ranking
    kept = [n for n in names if n.kind not in ("indicator", "quote", "text") or fits]
    return [name for name in kept if name.kind not in own]


def of_many(frame: Frame) -> bool:
    """A ranking, a count or a condition of projects: of more than one."""
    ranked = frame.ranking.measure if frame.ranking else None
    by_degree = frame.vague and bool(set(frame.intents))
    rates = ranked in OF_FORMS and "year" not in frame.measures
    told = set(frame.predicates) & _OF_FORMS_TOLD and ("count" in frame.aggregates or "which" in frame.questions)
    bounded = any(b.measure in OF_FORMS for b in frame.bounds) and "which" in frame.questions
    return bool(rates or told or bounded or (by_degree and set(frame.measures) <= OF_FORMS))


def is_one(names: list[NamePart], years: list[int], memory: Memory) -> bool:
    """Whether it is one form that was spoken of."""
    projects = [name for name in names if name.kind in ("project", "code")]
    shown = memory.row_names()[1] if memory.result else []
    query = memory.result.query if memory.result else None
    forms = query is not None and query.subject is Subject.EVALUATION and not query.aggregates
    if forms and memory.result is not None and len(memory.result.rows) > 1:
        return False
    one = len(projects) == 1 and len(projects[0].names) == 1
    return one and (len(years) == 1 or len(shown) == 1 or (memory.result is not None and len(memory.result.rows) == 1))


def every_year(frame: Frame) -> bool:
    """四年一共呢: of the years, and not of the one that was spoken of."""
    return any(q.of == "year" and q.number > 1 for q in frame.quantities)


def identified(frame: Frame, memory: Memory) -> Joined:
    """都是哪个项目的: the rows of the last answer, with what they belong to."""
    asked = next((noun for noun in ("unit", "department") if noun in frame.nouns), "project_name")
    base = replace(memory.frame, aggregates=[], relation=None, questions=["which"])
    if memory.is_cut:
        base = memory.frame
    told = replace(frame, measures=[], nouns=[], all_of=False)
    joined, notes = overlaid(told, replace(memory, frame=base), narrow=False)
    if asked != "project_name":  # which all rows have by themselves
        joined.measures = [asked, *(m for m in base.measures if m != asked)]
    return joined, notes


def excluded_from(frame: Frame, memory: Memory) -> Joined:
    """除了大厅的: the last answer without it; of the leading rows of a ranking, the ranking without it."""
    excluded = [name.names for name in frame.names]
    rest = [name for name in memory.frame.names if name.excluded or name.names not in excluded]
    years = [year for year in memory.frame.years if year not in frame.excluded_years]
    base = replace(memory, frame=replace(memory.frame, names=rest, years=years))
    joined, notes = overlaid(replace(frame, questions=[]), base, narrow=True)
    joined.questions = memory.frame.questions
    joined.aggregates = frame.aggregates or memory.frame.aggregates
    if not frame.aggregates:
        joined.measures, joined.ranking = memory.frame.measures, memory.frame.ranking
    return joined, notes


def put_right(frame: Frame, memory: Memory) -> Joined:
    """不是教育局，是民政局: the last question with the one in the place of the other."""
    base = replace(
        memory.frame,
        classes=[c for c in memory.frame.classes if c not in frame.excluded_classes],
        names=[n for n in memory.frame.names if n.names not in [o.names for o in frame.names if o.excluded]],
    )
    meant = replace(frame, names=own_names(frame), excluded_classes=[], excluded_years=[])
    joined, notes = overlaid(meant, replace(memory, frame=base), narrow=False)
    joined.questions = memory.frame.questions
    return joined, notes


def task_kept(frame: Frame, memory: Memory) -> Joined:
    """有没有问题, 总结一下: of what was spoken of."""
    names, years = memory.spoken_of
    names = [name for name in names if name.kind not in ("indicator", "quote", "text") and not name.excluded]
    return replace(frame, names=names, years=years), context(names, years)


def told_otherwise(frame: Frame, memory: Memory) -> Joined:
    """哪几个, 分别呢, by department: the last question, listed, apart or in groups."""
    groups = [g for g in frame.groups if g]
    if groups:
        return _in_groups(frame, memory, groups)
    base = memory.frame
    offices = [name for name in memory.row_names()[0] if name.kind in OFFICES] if memory.is_cut else []
    if offices and "which" in frame.questions and not frame.nouns and "project_name" not in base.groups:
        listed = replace(frame, names=offices, years=base.years, nouns=["project"], head="project")
        return listed, context(offices, base.years)  # 有哪些, after 哪个单位的项目最多
    fields = [noun for noun in frame.nouns if noun in ("unit", "department")]  # 单位呢
    told = replace(frame, nouns=[n for n in frame.nouns if n in INDICATOR_NOUNS], groups=[], measures=fields)
    as_list = "table" in frame.formats and "count" in base.aggregates  # 列一下, after how many there are
    if "which" in frame.questions or "" in frame.groups or frame.nouns or as_list:
        of_indicators = told.nouns and set(base.measures) <= OF_FORMS
        measures = [] if of_indicators else base.measures
        base = replace(base, aggregates=[], relation=None, measures=measures, questions=["which"], quantities=[])
    joined, notes = overlaid(told, replace(memory, frame=base), narrow=True)
    if not fields:
        joined.aggregates, joined.ranking, joined.measures = base.aggregates, base.ranking, base.measures
    return joined, notes


def _in_groups(frame: Frame, memory: Memory, groups: list[str]) -> Joined:
    base = memory.frame
    joined, notes = overlaid(frame, memory, narrow=True)
    joined.groups, joined.head = groups, base.head
    joined.nouns = list(dict.fromkeys([*base.nouns, *frame.nouns]))
    joined.measures = base.measures
    joined.aggregates = base.aggregates or (["sum"] if base.measures and groups != ["project_name"] else [])
    return joined, notes


def remaining(frame: Frame, memory: Memory, projects: tuple[str, ...]) -> Joined:
    """另外两个呢, 剩下那个: what is left, without what was spoken of, of a list or of all projects of the store."""
    names = _left_of(frame.referred or 1, memory, projects)
    if not names:
        return nothing_meant(frame)
    follow = [f for f in frame.follow if f not in ("remaining", "add")]
    left = NamePart(names[0] if len(names) == 1 else "", "project", names)
    told = replace(frame, names=[left, *frame.names], follow=follow, referred=None)
    if frame.aggregates and not frame.measures and "count" not in frame.aggregates:
        told.measures = memory.measures
    field = asks_field_alone(replace(frame, nouns=[])) and not (frame.aggregates or frame.predicates or frame.bounds)
    if (has_content(frame) and not (field and _of_the_same(frame, memory))) or frame.intents:
        years = frame.years or memory.frame.years
        return replace(told, years=years), context([left], [] if frame.years else years)
    base = memory.frame
    ranked = [base.ranking.measure] if base.ranking and base.ranking.measure else []
    kept = [name for name in base.names if name.kind not in ("project", "code", *OFFICES)]
    base = replace(base, ranking=None, names=kept, measures=[*ranked, *(m for m in base.measures if m not in ranked)])
    joined, _ = overlaid(replace(told, nouns=[]), replace(memory, frame=base), narrow=False)
    return joined, context([left], joined.years)


def _of_the_same(frame: Frame, memory: Memory) -> bool:
    """另外两个项目的目标值, after that of a class of indicators: of the same class."""
    return bool(set(frame.measures) & OF_INDICATORS) and bool(memory.frame.classes)


def _left_of(number: int, memory: Memory, projects: tuple[str, ...]) -> tuple[str, ...]:
    """So many projects: those of an earlier list, or of the store, but for what was spoken of last or in turn."""
    lists = [m.values("project_name") for m in memory.questions() if m.result and not m.is_cut]
    shown = memory.values("project_name")
    asked = [name for part in memory.spoken_of[0] if part.kind == "project" for name in part.names]
    in_turn = [spoken_in_turn(memory, n).names for n in range(2, MOST_REMEMBERED)]
    turns = [[name for part in names if part.kind == "project" for name in part.names] for names in in_turn]
    for whole in [*lists, projects]:
        for spoken in [list(shown), asked, *turns]:
            rest = tuple(name for name in whole if name not in spoken)
            if spoken and set(spoken) <= set(whole) and len(rest) == number:
                return rest
    return tuple(asked) if len(asked) == number > 1 else ()  # those that were left, again


def others(frame: Frame, memory: Memory) -> Joined:
    """还有哪些项目低于90分, 其他项目呢: all but what was spoken of."""
    of_indicators = (INDICATOR_NOUNS & set(frame.nouns) or frame.classes) and not own_names(frame)
    if of_indicators and (left := _other_indicators(frame, memory)):
        return left
    names, _ = memory.spoken_of
    mine = [replace(n, excluded=True) for n in names if n.kind in ("project", "code") and not n.excluded]
    if not mine or own_names(frame):
        return nothing_meant(frame)
    joined = replace(frame, names=[*mine, *frame.names])
    if not (frame.measures or frame.bounds or frame.predicates or frame.ranking or frame.classes):
        base = memory.frame
        joined.measures, joined.years = base.measures, frame.years or base.years
        joined.classes, joined.questions = base.classes, frame.questions or base.questions
    return joined, context([], joined.years if not frame.years else [])


def _other_indicators(frame: Frame, memory: Memory) -> Joined | None:
    """还有别的指标超额完成吗, 其他指标呢: all but the one that was spoken of, of the project that was named."""
    names, years = memory.row_names() if memory.result and len(memory.result.rows) == 1 else memory.spoken_of
    said = [replace(n, excluded=True) for n in names if n.kind == "indicator" and len(n.names) == 1]
    if not said:
        return None
    of_one = any(n.kind == "project" for n in memory.frame.names) or bool({"it", "this"} & set(frame.follow))
    kept = [n for n in names if n.kind == "project"] if of_one else []
    follow = [f for f in frame.follow if f not in ("others", "it", "this")]
    joined = replace(frame, names=[*kept, *said], years=years if of_one else [], follow=follow)
    if not (has_content(replace(frame, names=[])) or frame.questions):
        joined.measures, joined.questions = memory.frame.measures, ["which"]
    return joined, context(kept, joined.years)
