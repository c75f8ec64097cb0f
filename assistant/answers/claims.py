"""Whether a figure that was worked out is what a question claims it to be.

Owns that comparison; how it is said is the headlines'.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from store.query import AllOf, Condition, Operator, Where

_COMPARED: dict[Operator, Callable[[Fraction | int, int], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
}


def meets(claim: Where, value: Fraction | int) -> bool:
    """Whether a value, in the store's unit, is as the conditions of a claim say."""
    if isinstance(claim, AllOf):
        return all(meets(part, value) for part in claim.parts)
    if isinstance(claim, Condition) and isinstance(claim.value, int):
        return _COMPARED[claim.operator](value, claim.value)
    raise TypeError(claim)
