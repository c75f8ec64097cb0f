"""The typed request that a question becomes: what is asked about, of which records, in which order.

Owns the shapes of a query and their JSON form. It must not know SQL (`execution` does) or words of a question.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from store.dataclass import dataclass, fields, is_dataclass


class Subject(StrEnum):
    """What a row of the result is."""

    EVALUATION = "evaluation"  # one project in one year, with its total of funds
    INDICATOR = "indicator"  # a row of the indicator table
    SCORED = "scored"  # an indicator, or the 预算执行率 row of the funds table, which is scored like one
    FUND_LINE = "fund_line"  # a row of the funds table


class Operator(StrEnum):
    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    CONTAINS = "contains"
    MISSING = "missing"
    PRESENT = "present"


class Function(StrEnum):
    COUNT = "count"  # of rows
    SUM = "sum"
    AVERAGE = "average"  # the simple mean of the rows that have a value
    SHARE = "share"  # of a group in all groups: of rows, or of a field
    OVERALL = "overall"  # for a rate: the sum of its numerator over the sum of its denominator


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value of another field of the same row."""

    field: str


@dataclass(frozen=True, slots=True)
class Aggregated:
    """One value computed over the rows that a condition selects: the average of a field, a project's figure."""

    function: Function
    field: str
    where: Where | None = None


Value = int | str | FieldValue | Aggregated


@dataclass(frozen=True, slots=True)
class Condition:
    """A field against a value. Money is in fen; weights, scores and rates in ten-thousandths."""

    field: str
    operator: Operator
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    field: str
    values: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Where


@dataclass(frozen=True, slots=True)
class InEvaluations:
    """Rows whose form is among those that another query finds ("of the project that spent most")."""

    query: Query


@dataclass(frozen=True, slots=True)
class OfProjects:
    """Rows whose project, by name and unit, has a form, of whatever year, among those that another query finds."""

    query: Query


@dataclass(frozen=True, slots=True)
class OfOffices:
    """Rows whose unit or department (`field`) has a form among those that another query finds."""

    field: str
    query: Query


Where = Condition | OneOf | AllOf | AnyOf | Not | InEvaluations | OfProjects | OfOffices


@dataclass(frozen=True, slots=True)
class Aggregate:
    function: Function
    field: str | None = None  # None with COUNT alone


@dataclass(frozen=True, slots=True)
class Order:
    """Ranked by a column. `first` to `last` are ranks from 1: ties at the cut are all kept, None keeps every row."""

    field: str
    descending: bool
    first: int = 1
    last: int | None = None
    per: str | None = None  # ranked anew within each value of this field
    both_ends: bool = False  # those ranks counted from the other end too: the most and the least


@dataclass(frozen=True, slots=True)
class Query:
    subject: Subject
    columns: tuple[str, ...] = ()  # catalog keys; with aggregates, those that are grouped by
    where: Where | None = None
    aggregates: tuple[Aggregate, ...] = ()
    order: Order | None = None
    having: Where | None = None  # of the groups: conditions on columns of the result, counts under "count"


def all_of(*parts: Where | None) -> Where | None:
    """Their conjunction; None where there is nothing to hold."""
    kept = tuple(part for part in parts if part is not None)
    if len(kept) > 1:
        return AllOf(kept)
    return kept[0] if kept else None


def any_of(*parts: Where) -> Where:
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def fields_of(node: Any) -> set[str]:
    """Every catalog key that a query or a condition speaks of, those of queries within it left aside."""
    if isinstance(node, InEvaluations | OfProjects | OfOffices | Aggregated):
        return set()
    if isinstance(node, Query):
        named = {*node.columns, *(a.field for a in node.aggregates if a.field)}
        order = {node.order.field, *([node.order.per] if node.order.per else [])} if node.order else set()
        return named | order | fields_of(node.where)
    if isinstance(node, AllOf | AnyOf):
        return set().union(*(fields_of(part) for part in node.parts))
    if isinstance(node, Not):
        return fields_of(node.part)
    if isinstance(node, Condition):
        other = {node.value.field} if isinstance(node.value, FieldValue) else set()
        return {node.field} | other
    return {node.field} if isinstance(node, OneOf) else set()


def as_json(node: Any) -> Any:
    """A query or a part of it as plain JSON, each dataclass with its own name."""
    if is_dataclass(node) and not isinstance(node, type):
        values = {f.name: as_json(getattr(node, f.name)) for f in fields(node)}
        return {"is": type(node).__name__, **{k: v for k, v in values.items() if v not in (None, [])}}
    if isinstance(node, tuple):
        return [as_json(item) for item in node]
    return node.value if isinstance(node, StrEnum) else node
