"""Claims that something leads a ranking: 大厅花的钱是不是最少的, is X the project with the lowest execution rate.

Owns taking what is claimed out of the conditions, so that the ranking is of all and shows whether the claim is true.
It must not build queries.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.deciding.subjects import subject_of
from assistant.understanding.frame import Bound, Frame, NamePart
from store.overview import Overview
from store.query import Subject

_ASKS = re.compile(r"^(?:is|are|was|were|did|does|do|has|have)\b|(?:吗|么|吧|是不是|对吧|是吧)[?？。\s]*$")
_OFFICES = ("unit", "department", "agency")


def is_asked(frame: Frame) -> bool:
    """Whether a frame is put up for a yes or a no."""
    return "yes_no" in frame.questions or _ASKS.search(frame.question) is not None


def put_to_the_test(frame: Frame, store: Overview) -> tuple[Frame, tuple[str, ...]]:
    """The frame with what it claims to lead left out, and the names of that; as it is where it claims nothing."""
    asks = is_asked(frame)
    ranked = frame.ranking is not None and frame.ranking.first == frame.ranking.last == 1 and frame.ranking.measure
    open_question = {"which", "how_much", "why"} & set(frame.questions) or "swap" in frame.follow
    open_question = open_question or {"year", "unit", "department", "project_name"} & set(frame.measures)
    if not ranked or open_question or [g for g in frame.groups if g] or subject_of(frame) is not Subject.EVALUATION:
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
