"""The first sentences of a table's answer: the conclusion, with the figures that carry it.

Owns what is concluded from the rows of a query for each shape of question. Every figure comes from the result
or from a query run for it; none is worked out from words.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from assistant.answers.caps import about_cap, cap_sentences, full_marks
from assistant.answers.telling import MOST_NAMED, Telling, figures
from assistant.answers.totals import claimed_in_each, claims_checked, counted, is_claimed, leading, totalled
from assistant.answers.verdicts import exists, holds_of_all, whether
from assistant.deciding.request import Shape
from store.catalog import Kind
from store.query import Aggregate, Function, Query

FEW = 3  # indicators so few that a headline gives their values too


def headline(telling: Telling) -> str:
    """The conclusion of a table, one to three sentences."""
    if not telling.result.rows:
        return _nothing(telling)
    return _BY_SHAPE[telling.request.shape](telling)


def _nothing(telling: Telling) -> str:
    say = telling.teller.say
    if telling.request.shape is Shape.COUNT:
        return say("table.count", n=0, subject=telling.subject(0))
    if about_cap(telling):
        full = full_marks(telling)
        if full:
            return say("cap.none_below", n=full)
    if telling.request.shape is Shape.EXISTS:
        everything = telling.teller.run(
            Query(telling.request.query.subject, (), telling.request.within, (Aggregate(Function.COUNT),))
        ).rows
        n = everything[0].values[0] if everything else 0
        return say("whether.exists_not", of=f"{n} {telling.subject(2)}", subject=telling.subject(2))
    return say("table.nothing", subject=telling.subject(2))


def _values(telling: Telling) -> str:
    say, rows = telling.teller.say, telling.result.rows
    keys = [key for key in telling.request.asked if telling.has(key) and key != "project_name"] or [
        c.key
        for c in telling.result.columns
        if c.kind in (Kind.MONEY, Kind.RATE, Kind.POINTS) or c.key in ("target", "actual")
    ]
    asked = [telling.result.column(key) for key in telling.request.asked if telling.has(key)]
    if asked and all(row.values[position] is None for row in rows for position in asked):
        labels = say.listed([telling.teller.label(key) for key in telling.request.asked])
        return say("table.not_in_form", what=telling.names(rows), label=labels)
    if len(rows) == 1:
        return say("table.value", what=telling.name(rows[0]), figures=figures(telling, rows[0], keys))
    if not telling.request.asked and not keys:
        return say("table.all_rows", n=len(rows), subject=telling.subject(len(rows)), names=telling.names(rows))
    shown = [f"{telling.name(row)} {figures(telling, row, keys[:2])}" for row in rows[:MOST_NAMED]]
    more = "…" if len(rows) > MOST_NAMED else ""
    return say("table.values", n=len(rows), rows=say.joined("parts", shown) + more)


def _list(telling: Telling) -> str:
    say, rows = telling.teller.say, telling.result.rows
    order = telling.request.query.order
    if order and order.per is None:
        way = say("order.descending" if order.descending else "order.ascending")
        label = telling.teller.label(order.field)
        return say("table.ranking", label=label, order=way, names=telling.names(rows, order.field))
    figure = next((key for key in telling.request.asked if telling.has(key) and key != "project_name"), None)
    if figure is None and len(rows) <= FEW and telling.has("actual"):
        figure = "actual"
    if about_cap(telling) and "lost" not in telling.request.asked:
        figure = "score"
    filtered = telling.request.query.where is not None
    key = "table.list" if filtered else "table.all_rows"
    text = say(key, n=len(rows), subject=telling.subject(len(rows)), names=telling.names(rows, figure))
    return say.joined("sentences", [text, *(cap_sentences(telling) if about_cap(telling) else [])])


def _top(telling: Telling) -> str:
    say, rows, order = telling.teller.say, telling.result.rows, telling.request.query.order
    assert order is not None  # noqa: S101  # the shape TOP has one
    if order.per:
        names = telling.names(rows, order.field)
        text = say("table.list", n=len(rows), subject=telling.subject(len(rows)), names=names)
        return claimed_in_each(telling, text)
    text = claims_checked(telling, leading(telling))
    also = [k for k in telling.request.asked if k != order.field and telling.has(k) and k != "project_name"]
    if not also or (order.first, order.last) != (1, 1) or len(telling.leaders()) > 1:
        return text
    first = say("table.value", what=telling.name(rows[0]), figures=figures(telling, rows[0], also))
    return say.joined("sentences", [text, first])


def _rank(telling: Telling) -> str:
    """Which number of all that have the figure something is; those that share it have one rank."""
    say, order = telling.teller.say, telling.request.query.order
    assert order is not None  # noqa: S101  # the shape RANK has one
    ranked = telling.result.column(order.field)
    rows = [row for row in telling.result.rows if row.values[ranked] is not None]
    values = [row.values[ranked] for row in rows]
    asked = [row for row in rows if is_claimed(telling, row)]
    if not asked:
        return say("table.no_rank", name=telling.request.claimed[0], label=telling.teller.label(order.field))
    shown = [
        say(
            "table.rank",
            name=telling.name(row),
            n=1 + values.index(row.values[ranked]),
            of=len(rows),
            label=telling.teller.label(order.field),
            order=say("order.descending" if order.descending else "order.ascending"),
            value=telling.value(row, order.field),
        )
        for row in asked
    ]
    return say.joined("sentences", shown)


def _trend(telling: Telling) -> str:
    """Each year's figure, and whether it only rose, only fell, or neither."""
    say, rows, key = telling.teller.say, telling.result.rows, telling.request.asked[0]
    year, figure = telling.result.column("year"), telling.result.column(key)
    shown = [
        say("table.group_value", group=say("summary.year", year=row.values[year]), value=telling.value(row, key))
        for row in rows
    ]
    values = [value for row in rows if isinstance(value := row.values[figure], int)]
    steps = {(later > earlier) - (later < earlier) for earlier, later in pairwise(values)}
    course = {frozenset({1}): "rising", frozenset({-1}): "falling", frozenset({0}): "steady"}.get(
        frozenset(steps), "mixed"
    )
    years = [row.values[year] for row in rows]
    if len(values) < 2 or len(set(years)) < len(years):
        course = "none"
    what = telling.value(rows[0], "project_name") if telling.has("project_name") else say("relation.share_all")
    label = telling.teller.label(key)
    return say("table.trend", what=what, label=label, rows=say.joined("clauses", shown), course=say(f"trend.{course}"))


def _why(telling: Telling) -> str:
    from assistant.answers.reasons import why  # asked for seldom, and long to load

    return why(telling.result, telling.request, telling.teller)


def _why_changed(telling: Telling) -> str:
    say = telling.teller.say
    return say.joined("sentences", [_values(telling), say("why.no_reason_of_change")])


_BY_SHAPE: dict[Shape, Callable[[Telling], str]] = {
    Shape.VALUES: _values,
    Shape.LIST: _list,
    Shape.TOP: _top,
    Shape.RANK: _rank,
    Shape.COUNT: counted,
    Shape.KINDS: counted,
    Shape.TOTAL: totalled,
    Shape.WHETHER: whether,
    Shape.EXISTS: exists,
    Shape.ALL: holds_of_all,
    Shape.TREND: _trend,
    Shape.WHY: _why,
    Shape.WHY_CHANGED: _why_changed,
}
