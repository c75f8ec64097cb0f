"""Claims that something leads a ranking: 大厅花的钱是不是最少的, is X the project with the lowest execution rate.

Owns taking what is claimed out of the conditions, so that the ranking is of all and shows whether the claim is true.
It must not build queries.
"""

from __future__ import annotations

from assistant.deciding.subjects import subject_of
from assistant.understanding.frame import Bound, Frame, NamePart
from store.dataclass import replace
from store.overview import Overview
from store.patterns import late
from store.query import Subject

_ASKS = late(
    r"^(?:is|are|was|were|did|does|do|has|have)\b|(?:吗|么|吧|是不是|对吧|是吧)[?？。\s]*$|了没有?(?:[,，?？]|$)"
)
_OFFICES = ("unit", "department", "agency")


def is_asked(frame: Frame) -> bool:
    """Whether a frame is put up for a yes or a no."""
    return "yes_no" in frame.questions or _ASKS.search(frame.question) is not None


_RANK = late(
    r"(?:\bwhat|\bwhere|\bhow|\bwhich|'s|’s)\b.*\b(?:rank|ranks|ranked|ranking)\b|第几(?!季度|个?月)|排几|名次"
)
_BESIDE = late(r"[\s\d年度,，的]*(?:\b(?:at|of|in|by|for|from|the)\b)?[\s的]*(?:the\b)?\s*")
Claim = tuple[Frame, tuple[str, ...], tuple[str, ...]]  # without what is claimed; its names; the office that it is of


def asks_rank(frame: Frame) -> bool:
    """Whether the place of something in a ranking is asked for."""
    return _RANK.search(frame.question) is not None


def rank_asked(frame: Frame) -> Claim | None:
    """What is X's rank by spending, 大厅花钱排第几: the frame without X, which is ranked among all."""
    full = frame.ranking is not None and frame.ranking.last is None and frame.ranking.measure is not None
    if not full or not asks_rank(frame) or [g for g in frame.groups if g]:
        return None
    projects = frame.names_of("project")
    if len(projects) != 1 or len(projects[0].names) != 1 or subject_of(frame) is not Subject.EVALUATION:
        return None
    return _of_project(frame, projects[0])


def put_to_the_test(frame: Frame, store: Overview) -> Claim:
    """The frame with what it claims to lead left out, and the names of that; as it is where it claims nothing."""
    rest, claimed = _claimed(frame, store)
    projects = frame.names_of("project")
    if claimed and len(projects) == 1 and claimed == projects[0].names:
        return _of_project(frame, projects[0])
    return rest, claimed, ()


def _of_project(frame: Frame, project: NamePart) -> Claim:
    """The frame without a project, and without the office that stands beside its name: 第一小学的校园安保服务."""
    beside = [n for n in frame.names_of(*_OFFICES) if _beside(frame.question, project.text, n.text)]
    left = [n for n in frame.names if n is not project and n not in beside]
    return replace(frame, names=left), project.names, tuple(name for n in beside for name in n.names)


def _beside(question: str, one: str, other: str) -> bool:
    first, second = sorted((question.find(one), question.find(other)))
    text = one if question.find(one) == first else other
    return first >= 0 and _BESIDE.fullmatch(question[first + len(text) : second]) is not None


def _claimed(frame: Frame, store: Overview) -> tuple[Frame, tuple[str, ...]]:
    asks = is_asked(frame)
    ranked = frame.ranking is not None and frame.ranking.first == frame.ranking.last == 1 and frame.ranking.measure
    open_question = {"which", "how_much", "why"} & set(frame.questions) or "swap" in frame.follow
    open_question = open_question or {"year", "unit", "department", "project_name"} & set(frame.measures)
    each_year = asks and set(frame.groups) == {"year"}  # is X the top spender every year
    grouped = bool([g for g in frame.groups if g]) and not each_year
    if not ranked or open_question or grouped or subject_of(frame) is not Subject.EVALUATION:
        return frame, ()
    if frame.head == "year" and len(frame.years) == 1 and asks:
        return replace(frame, years=[]), (str(frame.years[0]),)
    named = [n for n in frame.names if not n.excluded and n.kind in ("project", *_OFFICES)]
    projects = [n for n in named if n.kind == "project"]
    claimed = projects or named
    # A project in one year has nothing to be ranked among but the others, whether or not it is put as a question.
    if len(claimed) != 1 or not (asks or (projects and not store.several_years)) or frame.head == "year":
        return frame, ()
    if not projects:
        return _of_office(frame, claimed[0])
    if len(projects[0].names) != 1 or frame.head in _OFFICES:
        return frame, ()
    left = [n for n in frame.names if n is not projects[0]]
    return replace(frame, names=left), projects[0].names


def of_total(frame: Frame, forms: int) -> tuple[Frame, Bound | None]:
    """一共花了不到600万吧: the total is shown, and tested by the bound; the frame without it, or as it is."""
    totals = {"sum", "average", "simple_average", "overall"} & set(frame.aggregates)
    all_forms = set(frame.nouns) <= {"project"} and any(q.number == forms for q in frame.quantities)
    others = frame.ranking or frame.predicates or frame.classes or frame.groups or frame.funds
    listed = frame.nouns and not all_forms
    open_question = {"which", "how_much", "why"} & set(frame.questions) or "count" in frame.aggregates
    bound = frame.bounds[0] if len(frame.bounds) == 1 else None
    if not (is_asked(frame) and totals and bound and bound.number) or others or listed or open_question:
        return frame, None
    measure = bound.measure or next(iter(frame.measures), None)
    fits = measure and not (set(frame.measures) - {measure})
    return (replace(frame, bounds=[], measures=[str(measure)], all_of=False), bound) if fits else (frame, None)


def _of_office(frame: Frame, office: NamePart) -> tuple[Frame, tuple[str, ...]]:
    """民政局花钱最多吗: among all offices of that kind, by what their projects add up to."""
    if "project" in frame.nouns or "indicator" in frame.nouns:
        return frame, ()
    kind = frame.head if frame.head in ("unit", "department") else "unit" if office.kind == "unit" else "department"
    left = [n for n in frame.names if n is not office]
    nouns = list(dict.fromkeys([*frame.nouns, kind]))
    return replace(frame, names=left, nouns=nouns, head=kind), office.names
