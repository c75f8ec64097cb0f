"""The conditions of a question that was understood, each of which can be taken away or, of some, changed.

Owns which parts of a frame are conditions, and what the question is without each. What a condition is called is read
off the query: what it no longer asks when the part is gone. It must not answer.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from assistant.deciding import decide
from assistant.deciding.request import Request, Search, Summary, Tabular
from assistant.followups.memory import OFFICES
from assistant.understanding.frame import Frame, NamePart
from assistant.wording.interpretation import conditions_read_out
from store.dataclass import dataclass, replace
from store.overview import Overview
from store.query import AllOf, Where

# The lists of a frame whose items are conditions.
_LISTS = (
    *("names", "bounds", "predicates", "denied", "classes", "excluded_classes", "lacking_classes"),
    *("missing", "stating", "funds", "excluded_funds", "without_funds", "excluded_years"),
)
_VALUES = {"project": "projects", "unit": "units", "department": "departments"}  # of a name: where others are known


@dataclass(frozen=True, slots=True)
class Condition:
    """`label` is what holds because of it; `values` are those that it can be changed to, () where there are none."""

    label: str
    values: tuple[str, ...]
    field: str
    position: int | None  # in the frame's list; None: all of it

    def dropped(self, frame: Frame) -> Frame:
        """The question without it."""
        kept = copy.deepcopy(frame)
        items = getattr(kept, self.field)
        setattr(kept, self.field, [] if self.position is None else _without(items, self.position))
        return kept

    def changed(self, frame: Frame, value: str) -> Frame:
        """The question with another value in its place."""
        kept = copy.deepcopy(frame)
        if self.field == "years":
            kept.years = [int(value)]
        elif self.position is not None:
            old = kept.names[self.position]
            kept.names[self.position] = NamePart(value, old.kind, (value,), old.excluded)
        return kept


def conditions_of(frame: Frame, request: Request, store: Overview) -> list[Condition]:
    """The conditions of a question, in the order of its frame; none where the request is not about rows."""
    before = _parts(request)
    found: list[Condition] = []
    said: set[str] = set()
    for one in _candidates(frame, store) if before else ():
        after = decide(one.dropped(frame), store)
        if not _same_rows(request, after):
            continue
        kept = _parts(after)
        gone = tuple(part for part in before if part not in kept)
        label = conditions_read_out(gone, frame.language) if gone else ""
        if label and label not in said:
            said.add(label)
            found.append(replace(one, label=label))
    return found


def _candidates(frame: Frame, store: Overview) -> Iterator[Condition]:
    if frame.years:
        others = () if len(frame.years) == 1 else frame.years
        years = sorted({*store.years, *others} - ({*frame.years} if len(frame.years) == 1 else set()))
        yield Condition("", tuple(map(str, years)), "years", None)
    for name in _LISTS:
        for position, item in enumerate(getattr(frame, name)):
            values = _values(item, store) if isinstance(item, NamePart) else ()
            yield Condition("", values, name, position)


def _values(name: NamePart, store: Overview) -> tuple[str, ...]:
    if name.kind not in ("project", *OFFICES) or name.kind not in _VALUES:
        return ()
    known: tuple[str, ...] = getattr(store, _VALUES[name.kind])
    return tuple(value for value in known if value not in name.names)


def _parts(request: Request) -> tuple[Where, ...]:
    where = request.where if isinstance(request, Summary | Search) else None
    if isinstance(request, Tabular):
        where = request.query.where
    return tuple(_flat(where)) if where is not None else ()


def _flat(where: Where) -> Iterator[Where]:
    if isinstance(where, AllOf):
        for part in where.parts:
            yield from _flat(part)
    else:
        yield where


def _same_rows(one: Request, other: Request) -> bool:
    """Whether both ask for rows of one kind: without its conditions, what is asked is still the same thing."""
    if isinstance(one, Tabular) and isinstance(other, Tabular):
        return one.query.subject is other.query.subject
    return isinstance(one, Summary | Search) and type(one) is type(other)


def _without(items: list[object], position: int) -> list[object]:
    return [item for n, item in enumerate(items) if n != position]
