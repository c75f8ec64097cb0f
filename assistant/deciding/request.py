"""What a question asks for, decided: the typed requests that answers are made for.

Owns their shapes. It must not decide (`deciding` does) or answer (`assistant.answers` does).
"""

from __future__ import annotations

from enum import StrEnum

from assistant.understanding.numerals import Number
from store.dataclass import dataclass
from store.query import Query, Subject, Where


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the reading that the person must be told: a key of the wording, and what fills it."""

    key: str
    values: tuple[str, ...] = ()


class Shape(StrEnum):
    """What the headline of a table says first."""

    VALUES = "values"  # the figures of what is named
    LIST = "list"  # how many rows, and which
    TOP = "top"  # who leads the ranking
    RANK = "rank"  # which number of all something is
    COUNT = "count"
    KINDS = "kinds"  # how many different ones there are: units, departments, years
    TOTAL = "total"  # one figure over all rows, or one for each group
    WHETHER = "whether"  # whether the condition holds for what is named
    EXISTS = "exists"  # whether any row meets the condition
    ALL = "all"  # whether every row meets it
    TREND = "trend"  # how a figure went from year to year
    WHY = "why"
    WHY_CHANGED = "why_changed"  # of a budget: what the change was; the forms give no reason for it


@dataclass(frozen=True, slots=True)
class Tabular:
    """A query whose rows are the answer. `condition` is what WHETHER and ALL test the rows for."""

    shape: Shape
    query: Query
    asked: tuple[str, ...] = ()  # the fields that were asked for, in the order of the question
    condition: Where | None = None
    stated: tuple[tuple[str, Number], ...] = ()  # (field, figure) that the question takes for granted
    notes: tuple[Note, ...] = ()
    claimed: tuple[str, ...] = ()  # what the question says leads the ranking, or asks the rank of
    claimed_of: tuple[str, ...] = ()  # the office that this is said to be of
    claim: Where | None = None  # what it says of the one figure of a TOTAL
    within: Where | None = None  # of EXISTS: the rows that it is asked of


COUNT = "count"  # as the field of an operand: how many rows there are
LEADERS = "relation.leaders"  # as the label of an operand: the rows that lead a ranking, by their names
MEETING = "relation.meeting"  # as the label of an operand: the rows that meet the conditions
MOST, LEAST = "relation.most", "relation.least"  # as the labels of two operands: both ends of a ranking


class Relating(StrEnum):
    SHARE = "share"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    GROWTH = "growth"  # the difference in percent of the other side


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a relation: a field summed over the rows that a condition selects, or their number (COUNT).

    Rows that share a rank (MOST, LEAST) have one value, and are not summed.
    """

    label: str
    field: str
    where: Where | None
    subject: Subject = Subject.EVALUATION
    given: int | None = None  # a figure of the question's own, in the store's unit of the field: no rows


@dataclass(frozen=True, slots=True)
class Relation:
    kind: Relating
    left: Operand
    right: Operand
    notes: tuple[Note, ...] = ()
    claim: Where | None = None  # what the question says of a share or a ratio, in percent as rates are stored
    as_said: bool = False  # of a ratio: the left side over the right one, whichever is larger


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one or several forms in a few sentences; all forms where there is no condition."""

    where: Where | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    words: str
    where: Where | None = None
    record: str | None = None  # indicator, evaluation, or both
    quantity: str = ""  # in which a figure in the text is asked for: 场 of 办了几场
    unknown: bool = False  # the words were not understood: without a hit the question is declined
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    topic: str  # a catalog field, or grade, below_cap


@dataclass(frozen=True, slots=True)
class Audit:
    topic: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The score of the execution row at another rate."""

    rate: Number
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    topic: str  # capability, data, hello, thanks, reset


@dataclass(frozen=True, slots=True)
class Declined:
    """Not answered: `reason` is a key of the wording, `words` what it is about."""

    reason: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    label: str  # a key of the wording, or a name
    request: Request


@dataclass(frozen=True, slots=True)
class Clarify:
    reason: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Two questions or more in one."""

    parts: tuple[Request, ...]


Request = Tabular | Relation | Summary | Search | Definition | Audit | WhatIf | Meta | Declined | Clarify | Several
