"""Claims of a share: is X under 1 % of all spending, 培训的预算不到大厅的10%吗.

Owns the two sides of such a share, and what it is said to be. It must not compute: the answer does.
"""

from __future__ import annotations

from assistant.deciding.conditions import field_of, of_names, of_years, scaled
from assistant.deciding.request import Operand, Relating, Relation
from assistant.understanding.bounds import MONEY
from assistant.understanding.frame import Frame, NamePart
from store.catalog import FIELDS, Kind
from store.query import Condition, Operator, Subject, Where, all_of

_TESTS = (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)
_TWO = 2


def share_tested(frame: Frame, names: list[NamePart]) -> Relation | None:
    """A share of one that is named in all, or in another, and the bound that it is said to be within."""
    bound = frame.bounds[0] if len(frame.bounds) == 1 else None
    rows = frame.predicates or frame.denied or frame.classes or frame.funds
    others = bool(rows or frame.ranking or set(frame.aggregates) - {"sum"})
    if bound is None or bound.number is None or bound.upper or bound.operator not in _TESTS:
        return None
    if bound.number.unit != "percent" or others or not names or len(names) > _TWO or "which" in frame.questions:
        return None
    measures = set(frame.measures) or {"executed"}
    if len(measures) != 1 or not measures <= MONEY:
        return None
    field = field_of(measures.pop(), Subject.EVALUATION)
    if FIELDS[field].kind is not Kind.MONEY:
        return None
    part, whole = (
        Operand(_label(name), field, _of(frame, name)) if name else Operand("", field, of_years(frame))
        for name in (names[0], names[1] if len(names) == _TWO else None)
    )
    claim = Condition("execution_rate", bound.operator, scaled(bound.number, "execution_rate"))
    return Relation(Relating.SHARE, part, whole, claim=claim)


def _of(frame: Frame, name: NamePart) -> Where | None:
    return all_of(of_names([name]), of_years(frame))


def _label(name: NamePart) -> str:
    return name.names[0] if len(name.names) == 1 else name.text
