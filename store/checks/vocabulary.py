"""What checking is made of: severities, parameters, what a rule finds, and the cells that it cites.

Owns those shapes. It must not hold a rule, know of SQL or word anything: a finding carries figures, not sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from store.catalog import Kind
from store.dataclass import dataclass, field
from store.records import Place


class Severity(StrEnum):
    """The worst first."""

    CONTRADICTION = "contradiction"  # 矛盾: the form's own figures disagree
    DOUBT = "doubt"  # 疑点: to be explained; a person judges
    NOTE = "note"  # 提示: worth knowing

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that a rule goes by, and that a settings file can change."""

    name: str
    default: Decimal
    unit: str  # %, 分, 万元, …: for the documentation


Parameters = Mapping[str, Decimal]  # by name, all of them

RawFact = int | str | None
Facts = Mapping[str, tuple[Kind, RawFact]]  # by the names that the wording uses; in the store's units


@dataclass(frozen=True, slots=True)
class Cited:
    """A cell that a finding rests on, of this form or of another. `value` is as printed, None where it is blank."""

    record: str  # form, funds or indicator
    position: int  # among the form's records of that kind, from 0
    field: str  # annual_budget, score, …
    value: str | None
    place: Place  # of the cell, or of its row where it is blank
    evaluation_id: int | None = None  # None: of the form that is checked, or of one that is not stored
    document_id: int | None = None  # None: the file of the form that is checked


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a form does not add up."""

    cells: tuple[Cited, ...]  # the one that is doubted first
    facts: Facts = field(default_factory=dict)
    arithmetic: str = ""  # the calculation in signs and figures, the same in every language
    what: str | None = None  # the indicator or fund line
    is_doubtful: bool = False  # less sure than the rule's severity says: a 疑点

    def severity(self, of_rule: Severity) -> Severity:
        """The rule's, or a 疑点 where the finding is less sure than its rule."""
        return max(of_rule, Severity.DOUBT, key=lambda severity: severity.rank) if self.is_doubtful else of_rule
