"""What is said of the rows of the last answers: 它的预算, 第二个, 这三个都是哪年的, 那年花了多少.

Owns what a pronoun, an ordinal or a number of things stands for. What stands for nothing is not answered.
"""

from __future__ import annotations

from assistant.deciding.conditions import of_names
from assistant.deciding.request import Note, Tabular
from assistant.followups.lacking import INDICATOR_NOUNS, OF_INDICATORS, has_content, own_names, tests_rows
from assistant.followups.memory import OFFICES, Memory
from assistant.followups.overlaying import Joined, context, overlaid, part_and_whole
from assistant.understanding.bounds import MONEY
from assistant.understanding.frame import Frame, NamePart
from store.dataclass import dataclass, field, replace
from store.patterns import late
from store.query import InEvaluations, OneOf, Query, Subject, Where, all_of, any_of

_ROW = late(r"[个条项行]|\b(?:row|one|line)\b")


def nothing_meant(frame: Frame) -> Joined:
    """The question, which is about something that was not spoken of: it is declined."""
    return replace(frame, declined=[*frame.declined, ("no_subject", "")]), []


def nth_row(frame: Frame, memory: Memory) -> Joined:
    """第二个: the second row; of a ranking that showed fewer, the one that comes second."""
    position = (frame.ordinal or 1) - 1 if (frame.ordinal or 1) > 0 else -1
    listed = _listed_before(memory)
    if listed is not memory and not has_content(frame) and "expand" not in frame.follow:
        return _another_row(frame, memory, listed, position)
    memory = listed
    names, years = memory.row_names(position)
    ranking = memory.frame.ranking
    beyond = ranking is not None and ranking.last is not None and position + 1 > ranking.last
    ranked = not names or (beyond and not _ROW.search(frame.question))
    if ranked and ranking and ranking.last is not None and position > 0 and not own_names(frame):
        rank = replace(ranking, first=position + 1, last=position + 1, both_ends=False)
        joined = replace(memory.frame, ranking=rank, measures=frame.measures or memory.frame.measures)
        return replace(joined, question=frame.question), context(memory.frame.names, memory.frame.years)
    if not names:
        return replace(frame, unexplained=[*frame.unexplained, str(frame.ordinal)]), []
    joined = replace(frame, names=[*names, *frame.names], years=frame.years or years, ordinal=None)
    label = " ".join(name.names[0] for name in names if name.kind != "unit" or len(names) == 1)
    if not has_content(frame) and "expand" not in frame.follow and not any(n.kind == "indicator" for n in names):
        joined.follow = [*joined.follow, "expand"]
    return joined, [Note("row", (_shown(position, memory), label))]


def _listed_before(memory: Memory) -> Memory:
    """The list that a row was picked from, after what was asked of that row alone; else the last answer."""
    if memory.is_cut or memory.result is None or len(memory.result.rows) != 1:
        return memory
    shown = memory.values("project_name")
    for before in memory.questions():
        if before.result is None or len(before.result.rows) > 1:
            listed = set(shown) <= set(before.values("project_name")) and bool(shown)
            return before if listed else memory
    return memory


def _another_row(frame: Frame, memory: Memory, listed: Memory, position: int) -> Joined:
    """第二个呢, after 第一个的执行率: the same of another row of the list."""
    names, years = listed.row_names(position)
    if not names:
        return replace(frame, unexplained=[*frame.unexplained, str(frame.ordinal)]), []
    told = replace(frame, names=names, years=years, ordinal=None, nouns=[])
    joined, _ = overlaid(told, memory, narrow=False)
    if "expand" in memory.frame.follow:
        joined.follow = [*joined.follow, "expand"]
    return joined, [Note("row", (_shown(position, listed), " ".join(name.names[0] for name in names)))]


def _shown(position: int, memory: Memory) -> str:
    """The number of a row, as a person counts."""
    return str(position + 1) if position >= 0 else str(len(memory.result.rows) if memory.result else 0)


def of_rows(frame: Frame, memory: Memory) -> Joined:
    """About what the last answer's rows are about."""
    if office := _office(frame, memory):
        return office
    names, years = memory.row_names()
    if not [n for n in names if n.kind != "indicator" or not own_names(frame)]:
        if "count" in memory.frame.aggregates:
            return counted(frame, memory)
        shown = years if memory.is_cut else []  # why was it so low, after which year was the lowest
        names, years = memory.frame.names, shown or memory.frame.years
    if names and all(name.kind in OFFICES for name in names):
        years = years or memory.frame.years  # 它的项目, after the office that spent most in a year
    several = next((len(name.names) for name in names if name.kind == "project"), 0) > 1
    it_of_many = several and "it" in frame.follow and not memory.frame.names
    if it_of_many or not (names or years or memory.result):
        return nothing_meant(frame)
    names = _meant(frame, names)
    joined = replace(frame, names=[*names, *frame.names], years=frame.years or years, among=_among(names, memory))
    if set(frame.nouns) & {"unit", "department"} and not has_content(frame):  # and its department?
        joined.measures, joined.nouns, joined.head = list(frame.nouns), [], None
    _asked_of_rows(frame, joined, memory)
    return joined, context(names, [] if frame.years else years)


def _meant(frame: Frame, names: list[NamePart]) -> list[NamePart]:
    """The names, without the indicator unless the question asks for what it has: 它的验收合格率 has its own."""
    asks = set(frame.measures) & (OF_INDICATORS - {"lost"}) or frame.predicates or "why" in frame.questions
    if asks and not INDICATOR_NOUNS & set(frame.nouns) and not own_names(frame):
        return names
    return [name for name in names if name.kind != "indicator"]


def _asked_of_rows(frame: Frame, joined: Frame, memory: Memory) -> None:
    """What the question leaves unsaid: the figure, the group, what a stated figure is one of."""
    joined.all_of = joined.all_of or tests_rows(frame)
    if frame.aggregates and not frame.measures and set(frame.aggregates) != {"count"}:
        joined.measures = memory.measures
    if frame.relation == "share":
        joined.measures = part_and_whole(frame, memory)
        if "total_score" in frame.measures:  # 占该项目总分多少, after what a class of its indicators scored
            joined.classes = frame.classes or list(memory.frame.classes)
            said = "、".join(name for _, name in joined.classes)
            joined.question = f"{'' if frame.classes else said}{frame.question}"  # as if it stood before 占
    offices = [name.kind for name in joined.names if name.kind in OFFICES]
    if "" in frame.groups and "count" in frame.aggregates and offices and joined.names[0].kind in OFFICES:
        joined.groups = offices[:1]  # 它们各有几个项目
    if frame.vague and frame.intents and "why" in frame.questions:
        joined.measures = frame.measures or [m for m in memory.measures if m not in OF_INDICATORS]  # 为什么低
    joined.bounds = [
        replace(b, measure=memory.measures[0]) if b.stated and not b.measure and len(memory.measures) == 1 else b
        for b in joined.bounds
    ]


def _among(names: list[NamePart], memory: Memory) -> InEvaluations | None:
    """The rows themselves, where the names and years of them would let in others: 2022 of one and 2023 of another."""
    projects = next((name.names for name in names if name.kind == "project"), ())
    if memory.result is None or not isinstance(memory.request, Tabular) or len(projects) < 2 or not memory.is_cut:
        return None
    query = memory.request.query
    if query.subject is not Subject.EVALUATION or query.aggregates:
        return None
    return InEvaluations(Query(Subject.EVALUATION, where=query.where, order=query.order))


def _office(frame: Frame, memory: Memory) -> Joined | None:
    """这个部门还有哪些项目: the office that the last answer gave."""
    asked = next((kind for kind in ("unit", "department") if kind in frame.nouns), None)
    if asked is None or "this" not in frame.follow:
        return None
    found = memory.values(asked)
    names = [NamePart(found[0] if len(found) == 1 else "", asked, found)] if found else []
    names = names or [name for name in memory.frame.names if name.kind in OFFICES]
    if not names:
        return nothing_meant(frame)
    nouns = [noun for noun in frame.nouns if noun != asked]
    return replace(frame, names=[*names, *frame.names], nouns=nouns), context(names, [])


def counted(frame: Frame, memory: Memory) -> Joined:
    """List them, after how many there are: the rows that were counted."""
    listed = replace(memory.frame, aggregates=[], questions=["which"])
    joined, notes = overlaid(frame, replace(memory, frame=listed), narrow=True)
    joined.questions = ["which", *frame.questions]
    return joined, notes


def number_meant(frame: Frame) -> int | None:
    """How many things a question takes for granted: 两个加起来, 这三个."""
    return frame.referred or next((q.number for q in frame.quantities if q.of is None), None)


def counts_them(frame: Frame) -> bool:
    """两个加起来花了多少, 这俩谁花得多: so many of what was spoken of."""
    alone = not (frame.names or set(frame.nouns) - {"project", "indicator"} or frame.unexplained)
    said = frame.referred is not None or not (frame.nouns or frame.years)
    return alone and said and number_meant(frame) is not None


def those(frame: Frame, memory: Memory) -> Joined:
    """The rows of the last answer, where there are so many; else what the last questions were each about."""
    number = number_meant(frame) or 0
    if memory.result is not None and len(memory.result.rows) == number:
        return _of_these_rows(frame, memory)
    things = spoken_in_turn(memory, number)
    if len(things.forms) == number:
        return of_things(frame, memory, things)
    listed = next((m for m in memory.questions() if m.result is not None and len(m.result.rows) == number), None)
    if listed is not None and number > 1:
        return _of_these_rows(frame, listed)
    return nothing_meant(frame)


def _of_these_rows(frame: Frame, memory: Memory) -> Joined:
    """The rows of an answer, which may be indicators."""
    joined, notes = of_rows(frame, memory)
    indicators = memory.values("level3")
    if indicators and set(frame.measures) & OF_INDICATORS:
        joined.names = [*joined.names, NamePart("", "indicator", indicators)]
    return joined, notes


def of_things(frame: Frame, memory: Memory, things: Things) -> Joined:
    """The question, of what the last questions were each about."""
    asked = frame.measures or ([] if "count" in frame.aggregates or frame.ranking else memory.measures)
    apart = len(things.years) > 1 and len(things.names) > 1  # 2022 of one, and 2023 of another
    among = any_of(*things.forms.values()) if apart and not frame.years else None
    joined = replace(frame, names=things.names, years=frame.years or things.years, measures=asked, among=among)
    if frame.ranking and frame.ranking.measure is None:
        joined.ranking = replace(frame.ranking, measure=next(iter(memory.measures), None))
    return joined, context(things.names, joined.years)


@dataclass(slots=True)
class Things:
    """What several questions were about: names, years, and the condition of each by what it is called."""

    names: list[NamePart] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    forms: dict[tuple[str, int | None], Where] = field(default_factory=dict)


def spoken_in_turn(memory: Memory, number: int) -> Things:
    """What each of the last questions was about, as long as each was about one thing; the first of them first."""
    things = Things()
    for spoken in memory.questions():
        of_one = spoken.result is not None and len(spoken.result.rows) == 1
        shown, years = spoken.row_names() if of_one else ([], [])
        own = [n for n in spoken.frame.names if n.kind != "text" and not n.excluded]
        subjects = [n for n in own if n.kind == "indicator"] or list(spoken.subjects)
        if spoken.is_cut and shown:
            subjects = shown
        kinds = [n.kind for n in subjects]
        year: list[int] | list[None] = spoken.frame.years or (years if spoken.is_cut else []) or [None]
        if len(set(kinds)) < len(kinds) or any(len(n.names) != 1 for n in subjects) or not (subjects or year[0]):
            break
        form = (" ".join(n.names[0] for n in subjects), year[0])
        where = all_of(of_names(subjects), OneOf("year", tuple(y for y in year if y)) if year[0] else None)
        if form not in things.forms and where is not None:
            things.forms = {form: where, **things.forms}
            new = [n for n in subjects if n.names not in [other.names for other in things.names]]
            things.names = [*new, *things.names]
            things.years = sorted({*things.years, *(y for y in year if y is not None)})
        if len(things.forms) == number:
            break
    return things


def of_that_year(frame: Frame, memory: Memory) -> Joined:
    """那年花了多少: in the year that was spoken of, or that the last answer gave."""
    shown = memory.row_names()[1]
    years = shown if len(shown) == 1 else memory.frame.years
    if len(years) != 1:
        return nothing_meant(frame)
    names = frame.names or memory.spoken_of[0]
    if any(bound.name for bound in frame.bounds):  # 同年比它花得多的: of all projects
        names = frame.names
    if not has_content(replace(frame, names=[])):
        return overlaid(replace(frame, years=years, nouns=[]), memory, narrow=False)
    nouns = [noun for noun in frame.nouns if noun != "year"]
    kept = [] if frame.names else names
    return replace(frame, names=names, years=years, nouns=nouns, quantities=[]), context(kept, years)


def sets_apart(frame: Frame) -> bool:
    """比教育局多多少, 跟培训比呢, 差了多少: one side or none is said of two that are set against each other."""
    compares = frame.relation in ("difference", "ratio", "compare")
    sides = len(own_names(frame)) + len(frame.years)
    other = frame.bounds or frame.ranking or frame.predicates or frame.groups or frame.classes or frame.unexplained
    return compares and sides < 2 and not other and not frame.aggregates and not frame.everything


def set_apart(frame: Frame, memory: Memory) -> Joined:
    """What is said against what was spoken of; or the two that were."""
    measures = [m for m in frame.measures if m != "project_name"] or memory.measures
    if any(q.of == "year" for q in frame.quantities) and not own_names(frame):  # 两年对比
        things = spoken_in_turn(memory, number=next(q.number for q in frame.quantities if q.of == "year"))
        return of_things(frame, memory, things) if len(things.years) > 1 else (frame, [])
    if frame.years and not own_names(frame):
        return against_year(frame, memory)
    own = [name for name in own_names(frame) if len(name.names) == 1 or number_meant(frame) is None]  # 两个学校
    if own:
        subjects = [n for n in memory.spoken_of[0] if not n.excluded and n.kind in _kinds_beside(own[0])]
        if len(subjects) != 1 or any(n.names == own[0].names for n in subjects) or frame.nouns:
            return frame, []
        years = memory.spoken_of[1]
        return replace(frame, names=[*subjects, *own], years=years, measures=measures), context(subjects, years)
    said = list(dict.fromkeys(m for m in frame.measures if m in MONEY))
    money = said if len(said) == 2 else _two_figures(frame, memory)
    if len(money) == 2 and (money == said or len(frame.measures) < 2):  # 执行数比年初预算多出多少
        names, years = memory.spoken_of if memory.spoken_of[0] else memory.row_names()
        return replace(frame, names=names, years=years, measures=money), context(names, years)
    if memory.result is not None and len(memory.result.rows) == 2:
        names, years = _two_rows(memory)
        return replace(frame, names=names, years=years, measures=measures), context(names, years)
    things = spoken_in_turn(memory, 2)
    if len(things.forms) != 2 or (len(things.names) == 2 and len(things.years) > 1):
        return frame, []
    joined = replace(frame, names=things.names, years=things.years, measures=measures, nouns=[])
    return joined, context(things.names, things.years)


def _two_figures(frame: Frame, memory: Memory) -> list[str]:
    """多了多少, after two figures were asked for, or one was tested against the other; 跟预算差多少, after one."""
    tested = next((b for b in memory.frame.bounds if b.measure in MONEY and b.other in MONEY), None)
    if tested is not None:
        return [str(tested.measure), str(tested.other)]
    money = [m for m in memory.measures if m in MONEY]
    return part_and_whole(frame, memory) if len(money) == 1 and len(frame.measures) == 1 else money


def _two_rows(memory: Memory) -> tuple[list[NamePart], list[int]]:
    """What two rows are of: two projects, or two offices of one, or two years."""
    names, years = memory.row_names()
    projects = [replace(n, text=name, names=(name,)) for n in names if n.kind == "project" for name in n.names]
    for kind in ("unit", "department"):
        offices = [NamePart(value, kind, (value,)) for value in memory.values(kind)]
        if len(projects) < 2 and len(offices) == 2:
            return [*projects, *offices], years
    return projects or list(memory.frame.names), years


def _kinds_beside(name: NamePart) -> frozenset[str]:
    return OFFICES if name.kind in OFFICES else frozenset({name.kind})


def against_year(frame: Frame, memory: Memory) -> Joined:
    """比2022年多了多少: the year that was spoken of, against this one."""
    names, years = memory.row_names() if memory.result else memory.spoken_of
    if not years:  # of a sum over a year
        names, years = memory.spoken_of
    if len(years) != 1 or years == frame.years or frame.nouns:
        return frame, []
    projects = [name for name in names if name.kind != "indicator"]
    joined = replace(frame, names=projects, years=[*years, *frame.years], measures=frame.measures or memory.measures)
    return joined, context(projects, years)
