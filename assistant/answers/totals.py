"""The first sentences of counts, sums and averages, over all rows or in groups.

Owns what they conclude; the figures are the query's.
"""

from __future__ import annotations

from assistant.answers.claims import meets
from assistant.answers.telling import Telling
from assistant.wording.values import said
from store.catalog import FIELDS, Kind
from store.dataclass import replace
from store.execution import Row
from store.query import Aggregate, Condition, Function, Operator, all_of

MOST_GROUPS = 12  # that a headline names


def superlative(telling: Telling, field: str, *, descending: bool) -> str:
    counted = field == "count" or FIELDS[field].kind in (Kind.MONEY, Kind.COUNT) or field in ("lost", "points_lost")
    kind = "money" if counted else "other"
    return telling.teller.say(f"order.{'most' if descending else 'least'}_{kind}")


def counted(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if not query.columns:
        n = int(rows[0].values[0] or 0)
        count = say("table.count", n=n, subject=telling.subject(n))
        figures = [a for a in query.aggregates if a.field is not None and a.function is not Function.SHARE]
        said = [say("total.figures", figures=say.joined("parts", [_aggregate(telling, rows[0], a) for a in figures]))]
        return say.joined("sentences", [count, *(said if figures else [])])
    labels = say.listed([telling.teller.label(key) for key in query.columns])
    if query.order and query.order.last:
        return leading(telling)
    if len(query.columns) == 1 and query.columns[0] in ("unit", "department", "year"):
        names = [_counted_group(telling, row) for row in rows[:MOST_GROUPS]]
        return say("table.count_groups", n=len(rows), label=labels, names=say.listed(names))
    return grouped(telling)


def _counted_group(telling: Telling, row: Row) -> str:
    """A group with how many it has; where groups are counted by what they add up to, its name."""
    if telling.result.columns[1].key != "count":
        return telling.group(row)
    value = telling.teller.say("table.count_value", n=row.values[1])
    return telling.teller.say("table.group_value", group=telling.group(row), value=value)


def leading(telling: Telling) -> str:
    """What leads a ranking: one row, those that tie for it, the first so many, or those of one rank."""
    say, rows, order = telling.teller.say, telling.result.rows, telling.request.query.order
    assert order is not None  # noqa: S101  # the caller saw it
    values = {
        "label": telling.teller.label(order.field),
        "order": say("order.descending" if order.descending else "order.ascending"),
        "value": telling.value(rows[0], order.field),
    }
    if order.both_ends:
        return _both_ends(telling)
    if order.first > 1:
        return say("table.nth", n=order.first, name=telling.names(rows), **values)
    if order.last and order.last > 1:
        return say("table.top_n", n=order.last, names=telling.names(rows, order.field), **values)
    ties = telling.leaders()
    most = superlative(telling, order.field, descending=order.descending)
    key = "table.top" if len(ties) == 1 else "table.top_ties"
    return say(key, n=len(ties), most=most, name=telling.name(ties[0]), names=telling.names(ties), **values)


def claims_checked(telling: Telling, text: str) -> str:
    """Yes or no before what leads a ranking, where the question says what does."""
    if not telling.request.claimed:
        return text
    holds = any(is_claimed(telling, row) for row in telling.leaders())
    return telling.teller.say("table.claimed" if holds else "table.not_claimed", text=text)


def claimed_in_each(telling: Telling, text: str) -> str:
    """Yes or no before what leads each group, where the question says that one leads in all of them."""
    order = telling.request.query.order
    if not telling.request.claimed or order is None or order.per is None:
        return text
    per = telling.result.column(order.per)
    groups = {row.values[per] for row in telling.result.rows}
    led = {row.values[per] for row in telling.result.rows if is_claimed(telling, row)}
    return telling.teller.say("table.claimed" if led == groups else "table.not_claimed", text=text)


def is_claimed(telling: Telling, row: Row) -> bool:
    """Whether a row is of what the question speaks of."""
    values = {str(value) for value in row.values}
    of = telling.request.claimed_of
    return bool(values & set(telling.request.claimed)) and (not of or bool(values & set(of)))


def _both_ends(telling: Telling) -> str:
    """The most and the least, each with all that share it; of the first so many, those of either end."""
    say, rows, order = telling.teller.say, telling.result.rows, telling.request.query.order
    assert order is not None  # noqa: S101  # the caller saw it
    ranked = telling.result.column(order.field)
    first, last = rows[0].values[ranked], rows[-1].values[ranked]
    ends = []
    for value, descending in ((first, order.descending), (last, not order.descending)):
        named = tuple(row for row in rows if row.values[ranked] == value)
        most = superlative(telling, order.field, descending=descending)
        text = say("table.end", most=most, names=telling.names(named), value=telling.value(named[0], order.field))
        ends.append(text)
    return say("table.both_ends", label=telling.teller.label(order.field), ends=say.joined("parts", ends))


def grouped(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    labels = say.listed([telling.teller.label(key) for key in query.columns])
    keys = [column.key for column in telling.result.columns[len(query.columns) :]]
    shown = []
    for row in rows[:MOST_GROUPS]:
        values = [
            say("table.count_value", n=row.values[telling.result.column(key)])
            if key == "count"
            else telling.value(row, key)
            for key in keys
        ]
        shown.append(say("table.group_value", group=telling.group(row), value=say.listed(values)))
    more = "…" if len(rows) > MOST_GROUPS else ""
    return say("table.grouped", n=len(rows), label=labels, rows=say.joined("parts", shown) + more)


def totalled(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if query.columns:
        if not query.order:
            return grouped(telling)
        first = claims_checked(telling, leading(telling))
        return say.joined("sentences", [first, *([] if query.order.last else [grouped(telling)])])
    sentences = []
    for aggregate in query.aggregates:
        if aggregate.field is not None and aggregate.function is not Function.SHARE:
            sentences.append(_aggregate(telling, rows[0], aggregate))
    n = _with_the_figure(telling, len(rows[0].records))
    over = say("total.of", n=n, subject=telling.subject(n))
    text = say("total.said", figures=say.joined("parts", sentences), over=over)
    claim, value = telling.request.claim, rows[0].values[0]
    if claim is None or not isinstance(value, int):
        return text
    return say("table.claimed" if meets(claim, value) else "table.not_claimed", text=text)


def _with_the_figure(telling: Telling, n: int) -> int:
    """Of how many rows a mean is: a form without a total score is in none."""
    query = telling.request.query
    averaged = [a.field for a in query.aggregates if a.field and a.function is Function.AVERAGE]
    if len(averaged) != 1 or len(query.aggregates) != 1:
        return n
    stated = all_of(query.where, Condition(averaged[0], Operator.PRESENT))
    counted = telling.teller.run(replace(query, where=stated, aggregates=(Aggregate(Function.COUNT),))).rows
    return int(counted[0].values[0] or 0) if counted else n


def _aggregate(telling: Telling, row: Row, aggregate: Aggregate) -> str:
    say, teller = telling.teller.say, telling.teller
    key = str(aggregate.field)
    field = FIELDS[key]
    values = {"label": teller.label(key), "value": telling.value(row, key), "subject": telling.subject(1)}
    if aggregate.function is Function.OVERALL and field.ratio:
        above, below = (teller.label(k) for k in field.ratio)
        text = say("total.overall", **values, above=above, below=below)
        query = replace(telling.request.query, aggregates=(Aggregate(Function.AVERAGE, key),))
        simple = teller.run(query).rows
        if simple and len(row.records) > 1:
            mean = said(field.kind, simple[0].values[0], teller.language)
            text = say.joined("parts", [text, say("total.simple_too", value=mean)])
        return text
    if aggregate.function is Function.AVERAGE and field.kind is Kind.RATE:
        return say("total.average_rate", **values)
    return say(f"total.{aggregate.function.value}", **values)
