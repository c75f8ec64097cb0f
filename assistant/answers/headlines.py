"""The first sentences of a table's answer: the conclusion, with the figures that carry it.

Owns what is concluded from the rows of a query for each shape of question. Every figure comes from the result
or from a query run for it; none is worked out from words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answers.draft import Teller
from assistant.answers.reasons import why
from assistant.deciding.conditions import PREDICATES, scaled
from assistant.deciding.request import Shape, Tabular
from assistant.wording.values import said
from store.catalog import EXECUTION_ROW, FIELDS, Kind
from store.execution import Result, Row
from store.query import Aggregate, Function, Not, Query, Subject, all_of

FEW = 3  # indicators so few that a headline gives their values too
MOST_NAMED = 5  # rows that a headline names; the table has them all


@dataclass(frozen=True, slots=True)
class Telling:
    """A request with its result: what a headline is made from."""

    request: Tabular
    result: Result
    teller: Teller

    def value(self, row: Row, key: str) -> str:
        column = self.result.column(key)
        raw = row.values[column]
        if key == "outcome" and isinstance(raw, str):
            return self.teller.say(f"outcome.{raw}")
        return said(self.result.columns[column].kind, raw, self.teller.language)

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.result.columns)

    def name(self, row: Row) -> str:
        """What a row is called: the project with what tells it from its namesakes, and its indicator."""
        say = self.teller.say
        if not self.has("project_name"):
            return self.group(row)
        project = self.value(row, "project_name")
        details = [say("summary.year", year=self.value(row, "year"))] if self.has("year") else []
        details += [self.value(row, "unit")] if self.has("unit") and self._namesakes(project) else []
        if details:
            project = (
                f"{project}（{'，'.join(details)}）"
                if self.teller.language == "zh"
                else f"{project} ({', '.join(details)})"
            )
        if self.has("level3"):
            return f"{project} {self.value(row, 'level3')}"
        if self.has("fund_name"):
            return f"{project} {self.value(row, 'fund_name')}"
        return project

    def _namesakes(self, project: str) -> bool:
        column = self.result.column("project_name")
        return sum(row.values[column] == project for row in self.result.rows) > 1

    def group(self, row: Row) -> str:
        keys = [c.key for c in self.result.columns if c.function is None]
        return " ".join(self.value(row, key) for key in keys)

    def subject(self, n: int) -> str:
        return self.teller.say(f"subject.{self.request.query.subject.value}", n=n)

    def names(self, rows: tuple[Row, ...], with_value: str | None = None) -> str:
        say = self.teller.say
        named = []
        for row in rows[:MOST_NAMED]:
            name = self.name(row)
            named.append(say("table.named_value", name=name, value=self.value(row, with_value)) if with_value else name)
        listed = say.listed(list(dict.fromkeys(named)))
        return listed if len(rows) <= MOST_NAMED else say("list.more", names=listed, n=len(rows))


def headline(telling: Telling) -> str:
    """The conclusion of a table, one to three sentences."""
    if not telling.result.rows:
        return _nothing(telling)
    return _BY_SHAPE[telling.request.shape](telling)


def _nothing(telling: Telling) -> str:
    say = telling.teller.say
    if telling.request.shape is Shape.COUNT:
        return say("table.count", n=0, subject=telling.subject(0))
    if _about_cap(telling):
        full = _full_marks(telling)
        if full:
            return say("cap.none_below", n=full)
    if telling.request.shape is Shape.EXISTS:
        everything = telling.teller.run(
            Query(telling.request.query.subject, (), None, (Aggregate(Function.COUNT),))
        ).rows
        n = everything[0].values[0] if everything else 0
        return say("whether.exists_not", of=f"{n} {telling.subject(2)}", subject=telling.subject(2))
    return say("table.nothing", subject=telling.subject(2))


def _about_cap(telling: Telling) -> bool:
    return telling.request.query.subject is Subject.SCORED and telling.has("lost") and not telling.request.query.order


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
        return say("table.value", what=telling.name(rows[0]), figures=_figures(telling, rows[0], keys))
    if not telling.request.asked and not keys:
        return say("table.all_rows", n=len(rows), subject=telling.subject(len(rows)), names=telling.names(rows))
    shown = [f"{telling.name(row)} {_figures(telling, row, keys[:2])}" for row in rows[:MOST_NAMED]]
    joint = "；" if telling.teller.language == "zh" else "; "
    return say("table.values", n=len(rows), rows=joint.join(shown) + ("…" if len(rows) > MOST_NAMED else ""))


def _figures(telling: Telling, row: Row, keys: list[str]) -> str:
    say = telling.teller.say
    joint = "，" if telling.teller.language == "zh" else ", "
    return joint.join(
        say("table.figure", label=telling.teller.label(key), value=telling.value(row, key)) for key in keys
    )


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
    if _about_cap(telling) and "lost" not in telling.request.asked:
        figure = "score"
    filtered = telling.request.query.where is not None
    key = "table.list" if filtered else "table.all_rows"
    text = say(key, n=len(rows), subject=telling.subject(len(rows)), names=telling.names(rows, figure))
    return f"{text}{_cap_sentence(telling)}" if _about_cap(telling) else text


def _cap_sentence(telling: Telling) -> str:
    """Beside what is below its cap: that the rest has its full score, and whether only budget execution is below."""
    say, rows = telling.teller.say, telling.result.rows
    position = telling.result.column("level3")
    only_execution = all(row.values[position] == EXECUTION_ROW for row in rows)
    full = _full_marks(telling)
    space = "" if telling.teller.language == "zh" else " "
    sentences = [say("cap.only_execution")] if only_execution else []
    sentences += [say("cap.rest_full", n=full)] if full else []
    return "".join(space + sentence for sentence in sentences)


def _full_marks(telling: Telling) -> int:
    """How many rows of the same scope have their full score."""
    query = telling.request.query
    below, full = PREDICATES["below_cap"].where, PREDICATES["at_cap"].where
    where = _exchanged(query.where, below, full)
    if where == query.where:
        return 0
    rows = telling.teller.run(Query(query.subject, (), where, (Aggregate(Function.COUNT),))).rows
    return int(rows[0].values[0] or 0) if rows else 0


def _exchanged(where: object, old: object, new: object):  # type: ignore[no-untyped-def]
    from store.query import AllOf

    if where == old:
        return new
    if isinstance(where, AllOf):
        parts = tuple(_exchanged(part, old, new) for part in where.parts)
        flat = [p for part in parts for p in (part.parts if isinstance(part, AllOf) else (part,))]
        return AllOf(tuple(flat))
    return where


def _top(telling: Telling) -> str:
    say, rows, order = telling.teller.say, telling.result.rows, telling.request.query.order
    assert order is not None  # noqa: S101  # the shape TOP has one
    label = telling.teller.label(order.field)
    way = say("order.descending" if order.descending else "order.ascending")
    value = telling.value(rows[0], order.field)
    if order.per:
        return say(
            "table.list", n=len(rows), subject=telling.subject(len(rows)), names=telling.names(rows, order.field)
        )
    if order.first > 1:
        return say("table.nth", n=order.first, label=label, order=way, name=telling.names(rows), value=value)
    if order.last and order.last > 1:
        text = say("table.top_n", n=order.last, label=label, order=way, names=telling.names(rows, order.field))
    else:
        leading = tuple(
            row
            for row in rows
            if row.values[telling.result.column(order.field)] == rows[0].values[telling.result.column(order.field)]
        )
        superlative = _superlative(telling, order.field, descending=order.descending)
        key = "table.top" if len(leading) == 1 else "table.top_ties"
        text = say(
            key,
            n=len(leading),
            label=label,
            most=superlative,
            name=telling.name(leading[0]),
            names=telling.names(leading),
            value=value,
        )
        also = [k for k in telling.request.asked if k != order.field and telling.has(k) and k != "project_name"]
        if also and len(leading) == 1:
            space = "" if telling.teller.language == "zh" else " "
            text += space + say(
                "table.value", what=telling.name(leading[0]), figures=_figures(telling, leading[0], also)
            )
    return text


def _superlative(telling: Telling, field: str, *, descending: bool) -> str:
    kind = "money" if FIELDS[field].kind in (Kind.MONEY, Kind.COUNT) or field in ("lost", "points_lost") else "other"
    return telling.teller.say(f"order.{'most' if descending else 'least'}_{kind}")


def _count(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if not query.columns:
        n = int(rows[0].values[0] or 0)
        return say("table.count", n=n, subject=telling.subject(n))
    labels = say.listed([telling.teller.label(key) for key in query.columns])
    if query.order and query.order.last:
        return _leading_group(telling)
    if len(query.columns) == 1 and query.columns[0] in ("unit", "department", "year") and all(True for _ in rows):
        names = [
            say("table.group_value", group=telling.group(row), value=say("table.count_value", n=row.values[-1]))
            for row in rows[:12]
        ]
        return say("table.count_groups", n=len(rows), label=labels, names=say.listed(names))
    return _grouped(telling)


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
    if order.last == 1:
        kind = "money" if order.field == "count" else None
        superlative = (
            say(f"order.{'most' if order.descending else 'least'}_{kind}")
            if kind
            else _superlative(telling, order.field, descending=order.descending)
        )
        key = "table.top" if len(rows) == 1 else "table.top_ties"
        groups = say.listed([telling.group(row) for row in rows])
        return say(
            key,
            n=len(rows),
            label=label,
            most=superlative,
            name=groups,
            names=groups,
            value=telling.value(rows[0], order.field),
        )
    return say("table.top_n", n=order.last, label=label, order=way, names=say.listed(named))


def _grouped(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    labels = say.listed([telling.teller.label(key) for key in query.columns])
    key = telling.result.columns[len(query.columns)].key
    shown = []
    for row in rows[:12]:
        value = say("table.count_value", n=row.values[-1]) if key == "count" else telling.value(row, key)
        shown.append(say("table.group_value", group=telling.group(row), value=value))
    joint = "；" if telling.teller.language == "zh" else "; "
    return say("table.grouped", n=len(rows), label=labels, rows=joint.join(shown) + ("…" if len(rows) > 12 else ""))


def _total(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if query.columns:
        return _leading_group(telling) if query.order and query.order.last else _grouped(telling)
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


def _whether(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    holding = telling.teller.run(replace(query, where=all_of(query.where, telling.request.condition)))
    keys = [
        c.key
        for c in telling.result.columns
        if c.key not in ("project_name", "year", "unit", "level2", "level3", "weight")
    ]
    if len(rows) == 1:
        row = rows[0]
        if telling.has("outcome") and row.values[telling.result.column("outcome")] == "incomparable":
            what = f"{telling.value(row, 'target')} / {telling.value(row, 'actual')}"
            return say("whether.incomparable", what=what, score=telling.value(row, "score"))
        key = "whether.yes" if holding.rows else "whether.no"
        return say(key, what=telling.name(row), figures=_figures(telling, row, keys))
    held = Telling(telling.request, holding, telling.teller)
    return say(
        "whether.partly", n=len(rows), some=len(holding.rows), names=held.names(holding.rows) or say("value.none")
    )


def _exists(telling: Telling) -> str:
    say, rows = telling.teller.say, telling.result.rows
    return say("whether.exists", n=len(rows), names=telling.names(rows))


def _all(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    if telling.request.condition is None:
        return _list(telling)
    holding = telling.teller.run(replace(query, where=all_of(query.where, telling.request.condition)))
    if len(holding.rows) == len(rows):
        return say("whether.all", n=len(rows), subject=telling.subject(len(rows)))
    others = telling.teller.run(replace(query, where=all_of(query.where, Not(telling.request.condition))))
    left = Telling(telling.request, others, telling.teller)
    return say(
        "whether.all_but",
        n=len(rows),
        subject=telling.subject(len(rows)),
        some=len(holding.rows),
        others=left.names(others.rows),
    )


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
    joint = "，" if telling.teller.language == "zh" else ", "
    return say("table.trend", what=what, label=label, rows=joint.join(shown), course=say(f"trend.{course}"))


def _why(telling: Telling) -> str:
    return why(telling.result, telling.request, telling.teller)


_BY_SHAPE: dict[Shape, Callable[[Telling], str]] = {
    Shape.VALUES: _values,
    Shape.LIST: _list,
    Shape.TOP: _top,
    Shape.COUNT: _count,
    Shape.TOTAL: _total,
    Shape.WHETHER: _whether,
    Shape.EXISTS: _exists,
    Shape.ALL: _all,
    Shape.TREND: _trend,
    Shape.WHY: _why,
}

__all__ = ["Telling", "headline", "scaled"]
