"""How many indicators one has beside another: 大厅比培训多几个指标, does X have more output indicators than Y.

Owns the two numbers that are set against each other. It must not compute: the answer does.
"""

from __future__ import annotations

from assistant.deciding.conditions import APPLICABLE, of_frame
from assistant.deciding.request import COUNT, Operand, Relating, Relation
from assistant.deciding.subjects import INDICATOR_NOUNS, subject_of
from assistant.understanding.frame import Bound, Frame, NamePart
from store.dataclass import replace
from store.query import all_of

_PROJECTS = ("project", "code")
_TWO = 2


def numbers_compared(frame: Frame) -> Relation | None:
    """The numbers of indicators of two projects, or of one in two years, where nothing else of theirs is compared."""
    of_indicators = bool(INDICATOR_NOUNS & set(frame.nouns) or frame.classes)
    others = set(frame.measures) - {"indicator_count"} or frame.ranking or [g for g in frame.groups if g]
    if not of_indicators or others or "which" in frame.questions or frame.names_of("indicator", "quote", "text"):
        return None
    compared = next((b for b in frame.bounds if _compares(b)), None)
    if compared is None and (frame.relation not in ("difference", "ratio") or frame.bounds):
        return None
    if compared is not None and len(frame.bounds) > 1:
        return None
    sides = _sides(frame, compared)
    if sides is None:
        return None
    kind = Relating.RATIO if frame.relation == "ratio" else Relating.DIFFERENCE
    one, other = (_side(frame, label, names, years) for label, names, years in sides)
    return Relation(kind, one, other)


_Side = tuple[str, list[NamePart], list[int]]


def _compares(bound: Bound) -> bool:
    """More than Y has."""
    return bound.name is not None and bound.number is None and bound.measure in (None, "indicator_count")


def _sides(frame: Frame, compared: Bound | None) -> tuple[_Side, _Side] | None:
    projects = list({n.names: n for n in frame.names_of(*_PROJECTS)}.values())
    others = [n for n in frame.names if n.kind not in _PROJECTS]
    if compared is not None and compared.name is not None:
        projects = [*projects, compared.name]
    if len(projects) == _TWO and len(frame.years) < _TWO:
        one, other = ((_label(n), [n, *others], frame.years) for n in projects)
        return one, other
    if len(projects) < _TWO and len(frame.years) == _TWO and compared is None:
        first, second = ((str(year), [*projects, *others], [year]) for year in frame.years)
        return first, second
    return None


def _side(frame: Frame, label: str, names: list[NamePart], years: list[int]) -> Operand:
    own = replace(frame, names=names, years=years, bounds=[], relation=None)
    subject = subject_of(own)
    return Operand(label, COUNT, all_of(of_frame(own, subject, "score"), APPLICABLE), subject)


def _label(name: NamePart) -> str:
    return name.names[0] if len(name.names) == 1 else name.text
