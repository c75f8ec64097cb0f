"""The first sentences of counts, sums and averages, over all rows or in groups.

Owns what they conclude; the figures are the query's.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answers.telling import MOST_NAMED, Telling
from assistant.wording.values import said
from store.catalog import FIELDS, Kind
from store.execution import Row
from store.query import Aggregate, Function


def superlative(telling: Telling, field: str, *, descending: bool) -> str:
    counted = field == "count" or FIELDS[field].kind in (Kind.MONEY, Kind.COUNT) or field in ("lost", "points_lost")
    kind = "money" if counted else "other"
    return telling.teller.say(f"order.{'most' if descending else 'least'}_{kind}")


def counted(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if not query.columns:
        n = int(rows[0].values[0] or 0)
        return say("table.count", n=n, subject=telling.subject(n))
    labels = say.listed([telling.teller.label(key) for key in query.columns])
    if query.order and query.order.last:
        return _leading_group(telling)
    if len(query.columns) == 1 and query.columns[0] in ("unit", "department", "year"):
        names = [
            say("table.group_value", group=telling.group(row), value=say("table.count_value", n=row.values[-1]))
            for row in rows[:12]
        ]
        return say("table.count_groups", n=len(rows), label=labels, names=say.listed(names))
    return grouped(telling)


def _leading_group(telling: Telling) -> str:
    """The group that leads, or the first so many of them."""
    say, rows, order = telling.teller.say, telling.result.rows, telling.request.query.order
    assert order is not None  # noqa: S101  # the caller saw it
    label = telling.teller.label(order.field)
    named = [
        say("table.named_value", name=telling.group(row), value=telling.value(row, order.field))
        for row in rows[:MOST_NAMED]
    ]
    way = say("order.descending" if order.descending else "order.ascending")
    if order.first > 1:
        return say(
            "table.nth",
            n=order.first,
            label=label,
            order=way,
            name=telling.group(rows[0]),
            value=telling.value(rows[0], order.field),
        )
    if order.last in (None, 1):
        figure = telling.result.column(order.field)
        leading = tuple(row for row in rows if row.values[figure] == rows[0].values[figure])
        most = superlative(telling, order.field, descending=order.descending)
        key = "table.top" if len(leading) == 1 else "table.top_ties"
        groups = say.listed([telling.group(row) for row in leading])
        return say(
            key,
            n=len(leading),
            label=label,
            most=most,
            name=groups,
            names=groups,
            value=telling.value(rows[0], order.field),
        )
    return say("table.top_n", n=order.last, label=label, order=way, names=say.listed(named))


def grouped(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    labels = say.listed([telling.teller.label(key) for key in query.columns])
    key = telling.result.columns[len(query.columns)].key
    shown = []
    for row in rows[:12]:
        value = say("table.count_value", n=row.values[-1]) if key == "count" else telling.value(row, key)
        shown.append(say("table.group_value", group=telling.group(row), value=value))
    joint = "；" if telling.teller.language == "zh" else "; "
    return say("table.grouped", n=len(rows), label=labels, rows=joint.join(shown) + ("…" if len(rows) > 12 else ""))


def totalled(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if query.columns:
        if not query.order:
            return grouped(telling)
        space = "" if query.order.last or telling.teller.language == "zh" else " "
        return _leading_group(telling) + ("" if query.order.last else space + grouped(telling))
    sentences = []
    for aggregate in query.aggregates:
        if aggregate.field is not None:
            sentences.append(_aggregate(telling, rows[0], aggregate))
    joint = "；" if telling.teller.language == "zh" else "; "
    n = len(rows[0].records)
    over = say("total.of", n=n, subject=telling.subject(n))
    end = ("。", "（{}）") if telling.teller.language == "zh" else (".", " ({})")
    return joint.join(sentences) + end[1].format(over) + end[0]


def _aggregate(telling: Telling, row: Row, aggregate: Aggregate) -> str:
    say, teller = telling.teller.say, telling.teller
    key = str(aggregate.field)
    field = FIELDS[key]
    values = {"scope": "", "label": teller.label(key), "value": telling.value(row, key), "subject": telling.subject(1)}
    if aggregate.function is Function.OVERALL and field.ratio:
        above, below = (teller.label(k) for k in field.ratio)
        text = say("total.overall", **values, above=above, below=below)
        query = replace(telling.request.query, aggregates=(Aggregate(Function.AVERAGE, key),))
        simple = teller.run(query).rows
        if simple and len(row.records) > 1:
            mean = said(field.kind, simple[0].values[0], teller.language)
            text += ("；" if teller.language == "zh" else "; ") + say("total.simple_too", value=mean)
        return text
    if aggregate.function is Function.AVERAGE and field.kind is Kind.RATE:
        return say("total.average_rate", **values)
    return say(f"total.{aggregate.function.value}", **values)
