"""How a question was understood, in plain words: the query, read out.

Owns the reading out of queries. It must not know the question.
"""

from __future__ import annotations

from assistant.deciding.request import Note
from assistant.wording.phrases import Phrases, phrases
from assistant.wording.values import said
from store.catalog import FIELDS, Kind
from store.query import (
    Aggregate,
    Aggregated,
    AllOf,
    AnyOf,
    Condition,
    FieldValue,
    Function,
    InEvaluations,
    Not,
    OfOffices,
    OfProjects,
    OneOf,
    Operator,
    Query,
    Subject,
    Value,
    Where,
)

_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠"}
_MOST_VALUES = 6
_OF_GROUPS = {"count": Kind.COUNT, "share": Kind.RATE}


def read_out(query: Query, notes: tuple[Note, ...], language: str) -> str:
    """The query in words, and what the person must know of how it was read."""
    say = phrases(language)
    parts = [say("interpretation.subject", subject=say(f"subject.{query.subject.value}", n=2))]
    if query.where:
        parts.append(say("interpretation.where", conditions=_where(query.where, say)))
    if query.aggregates:
        if query.columns:
            parts.append(say("interpretation.group", fields=_labels(query.columns, say)))
        parts += [_aggregate(aggregate, say) for aggregate in query.aggregates]
    if query.having:
        parts.append(say("interpretation.having", conditions=_where(query.having, say)))
    if query.order:
        order = query.order
        if order.per:
            parts.append(say("interpretation.per", field=FIELDS[order.per].label(language)))
        label = FIELDS[order.field].label(language) if order.field in FIELDS else say("column.count")
        way = say("order.descending" if order.descending else "order.ascending")
        parts.append(say("interpretation.order", field=label, order=way))
        if order.both_ends:
            parts.append(say("interpretation.both_ends", last=order.last))
        elif order.last and order.first == 1:
            parts.append(say("interpretation.first", last=order.last))
        elif order.last:
            parts.append(say("interpretation.cut", first=order.first, last=order.last))
    return say.joined("parts", [*parts, *noted(notes, language)])


def conditions_read_out(parts: tuple[Where, ...], language: str) -> str:
    """Conditions that hold together, in words."""
    return _where(AllOf(parts), phrases(language))


def noted(notes: tuple[Note, ...], language: str) -> list[str]:
    say = phrases(language)
    return [say.filled(f"note.{note.key}", note.values) for note in notes]


def _labels(keys: tuple[str, ...], say: Phrases) -> str:
    return say.listed([FIELDS[key].label(say.language) for key in keys])


def _aggregate(aggregate: Aggregate, say: Phrases) -> str:
    if aggregate.function is Function.SHARE:
        return say("interpretation.share")
    if aggregate.field is None:
        return say("interpretation.count")
    function = say(f"interpretation.{aggregate.function.value}")
    return say("interpretation.aggregate", function=function, field=FIELDS[aggregate.field].label(say.language))


def _where(where: Where, say: Phrases) -> str:
    match where:
        case Condition():
            return _condition(where, say)
        case OneOf(field, values):
            shown = [_value(field, value, say) for value in values[:_MOST_VALUES]]
            rest = "…" if len(values) > _MOST_VALUES else ""
            return say("interpretation.in", field=FIELDS[field].label(say.language), values=say.listed(shown) + rest)
        case AllOf(parts):
            return f" {say('interpretation.and')} ".join([_where(part, say) for part in parts])
        case AnyOf(parts):
            inner = f" {say('interpretation.or')} ".join([_where(part, say) for part in parts])
            return say("interpretation.either", conditions=inner)
        case Not(InEvaluations(query)) if _of_rows(query):
            return _having("has_no", query, say)
        case Not(part):
            return say("interpretation.not", condition=_where(part, say))
        case InEvaluations() | OfProjects() | OfOffices():
            return _found(where, say)


def _found(where: InEvaluations | OfProjects | OfOffices, say: Phrases) -> str:
    """Rows that have to do with what another query finds."""
    if isinstance(where, InEvaluations):
        return _having("has", where.query, say) if _of_rows(where.query) else _nested(where.query, say)
    query = read_out(where.query, (), say.language)
    if isinstance(where, OfProjects):
        return say("interpretation.of_projects", query=query)
    return say("interpretation.of_offices", field=FIELDS[where.field].label(say.language), query=query)


def _of_rows(query: Query) -> bool:
    return query.order is None and query.subject is not Subject.EVALUATION


def _nested(query: Query, say: Phrases) -> str:
    return say("interpretation.nested", query=read_out(query, (), say.language))


def _having(key: str, query: Query, say: Phrases) -> str:
    """That a form has such indicators, or none."""
    subject = say(f"subject.{query.subject.value}", n=2)
    conditions = _where(query.where, say) if query.where else ""
    return say(f"interpretation.{key}", subject=subject, conditions=conditions)


def _condition(condition: Condition, say: Phrases) -> str:
    if condition.field in _OF_GROUPS:
        sign = _SIGNS.get(condition.operator.value, condition.operator.value)
        value = said(_OF_GROUPS[condition.field], _plain(condition.value), say.language)
        return say("interpretation.compare", field=say(f"column.{condition.field}"), operator=sign, value=value)
    label = FIELDS[condition.field].label(say.language)
    if condition.field == "applicable":
        return say("interpretation.applicable" if condition.value else "interpretation.not_applicable")
    match condition.operator:
        case Operator.CONTAINS:
            return say("interpretation.contains", field=label, value=condition.value)
        case Operator.MISSING:
            return say("interpretation.missing", field=label)
        case Operator.PRESENT:
            return say("interpretation.present", field=label)
        case operator:
            sign = _SIGNS.get(operator.value, operator.value)
            value = _value(condition.field, condition.value, say)
            return say("interpretation.compare", field=label, operator=sign, value=value)


def _plain(value: Value | None) -> int | str | None:
    return value if isinstance(value, int | str) else None


def _value(field: str, value: Value | None, say: Phrases) -> str:
    match value:
        case FieldValue(other):
            return FIELDS[other].label(say.language)
        case Aggregated(function, other, _):
            key = {Function.OVERALL: "overall_of", Function.SUM: "sum_of"}.get(function, "average_of")
            return say(f"interpretation.{key}", field=FIELDS[other].label(say.language))
        case str() if field == "outcome":
            return say(f"outcome.{value}")
        case None:
            return ""
        case _:
            return said(FIELDS[field].kind, value, say.language)
