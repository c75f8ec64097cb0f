"""A query becomes one parametrised SQL statement, and its rows come back with the records they were read from.

Owns the translation to SQL; where a record's cells stand is found by `store.origins`. Every value of a question
is a parameter, never a part of the statement. It must not word anything.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import repeat

from store.catalog import (
    FIELDS,
    FORM_BEFORE,
    OF_SOME_FORMS,
    RECORDS,
    RELATIONS,
    ROW_ORDER,
    TOTAL_OF_FUNDS,
    Field,
    Kind,
    scored,
)
from store.dataclass import dataclass
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
    Order,
    Query,
    Subject,
    Value,
    Where,
)
from store.schema import SCALE

RawValue = int | str | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a result: a field, or a function over it."""

    key: str
    kind: Kind
    field: Field | None
    function: Function | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the store's units (fen, ten-thousandths), and the records that they were read from."""

    values: tuple[RawValue, ...]
    records: tuple[tuple[str, int], ...]  # (evaluation | indicator | fund_line, id)


@dataclass(frozen=True, slots=True)
class Result:
    query: Query
    columns: tuple[ResultColumn, ...]
    rows: tuple[Row, ...]
    statement: str
    parameters: tuple[int | str, ...]

    def column(self, key: str) -> int:
        """The position of a column. Raises ValueError where the result has none of that key."""
        return [c.key for c in self.columns].index(key)


def execute(connection: sqlite3.Connection, query: Query) -> Result:
    """Run a query. Rows without a value in the column that they are ranked by are left out."""
    statement = _Statement(query)
    rows = connection.execute(statement.sql, statement.parameters).fetchall()
    width = len(statement.columns)
    records = _summed_records if query.aggregates else _records
    return Result(
        query=query,
        columns=statement.columns,
        rows=tuple(Row(tuple(row[:width]), records(query.subject, row[width])) for row in rows),
        statement=statement.sql,
        parameters=tuple(statement.parameters),
    )


def _records(_subject: Subject, packed: str) -> tuple[tuple[str, int], ...]:
    return tuple((record, int(number)) for record, number in (item.split(":") for item in packed.split(",")))


def _summed_records(subject: Subject, packed: str) -> tuple[tuple[str, int], ...]:
    """Of a row that sums others, which may be all there are: their numbers alone, less than 0 for the execution row."""
    record = _RECORD[subject]
    if subject is Subject.SCORED:
        return tuple((record, n) if n > 0 else ("fund_line", -n) for n in map(int, packed.split(",")))
    return tuple(zip(repeat(record), map(int, packed.split(","))))


_RECORD = {subject: record.strip("'") for subject, (record, _) in RECORDS.items()} | {Subject.SCORED: "indicator"}
_NUMBER = {subject: number for subject, (_, number) in RECORDS.items()} | {
    Subject.SCORED: "CASE i.record WHEN 'fund_line' THEN -i.id ELSE i.id END"
}


def shown(kind: Kind, raw: RawValue) -> int | float | str | None:
    """A stored value in the unit that an answer has: yuan, percent, points. Whole numbers stay whole."""
    if raw is None or isinstance(raw, str):
        return raw
    scale = {Kind.MONEY: 100, Kind.RATE: SCALE, Kind.POINTS: SCALE, Kind.NUMBER: SCALE}.get(kind, 1)
    return raw // scale if raw % scale == 0 else raw / scale


class _Statement:
    """Builds the SQL of one query; `parameters` fill in the order in which the text is written."""

    def __init__(self, query: Query) -> None:
        self.parameters: list[int | str] = []
        self.columns = _result_columns(query)
        self.sql = self._aggregated(query) if query.aggregates else self._plain(query)

    def _plain(self, query: Query) -> str:
        record, number = RECORDS[query.subject]
        records = f"{record} || ':' || {number}"
        if any(FIELDS[key].year_before for key in query.columns):
            records = f"{records} || COALESCE(',evaluation:' || {FORM_BEFORE}, '')"
        selected = [f"{FIELDS[key].sql} AS c{n}" for n, key in enumerate(query.columns)]
        order = query.order
        ranked = f"{FIELDS[order.field].sql} AS ranked, " if order else ""
        per = f"{FIELDS[order.per].sql} AS per, " if order and order.per else ""
        chosen = (
            f"{', '.join(selected)}, {records} AS records, {ranked}{per}"
            f"ROW_NUMBER() OVER (ORDER BY {ROW_ORDER[query.subject]}) AS place"
        )
        source = self._from(query.subject, query.where, chosen)
        if order and order.last and not (order.per or order.both_ends):
            source += self._among_the_first(query, order)
        inner = f"SELECT {chosen}{source}"
        return self._cut(inner, order, len(query.columns))

    def _among_the_first(self, query: Query, order: Order) -> str:
        """A condition that keeps the rows that can be of the ranks that are wanted: few are then sorted in full."""
        ranked = FIELDS[order.field].sql
        distinct = "DISTINCT " if order.first > 1 else ""  # then ranks are of values
        direction, within = ("DESC", ">=") if order.descending else ("ASC", "<=")
        last = self._from(query.subject, query.where, ranked)
        joined = "AND" if query.where else "WHERE"
        sql = f"SELECT {distinct}{ranked}{last} {joined} {ranked} IS NOT NULL ORDER BY 1 {direction}"
        last_of_them = f"({sql} LIMIT 1 OFFSET {int(order.last or 1) - 1})"
        return f" {joined} {ranked} {within} COALESCE({last_of_them}, {ranked})"

    def _aggregated(self, query: Query) -> str:
        keys = [FIELDS[key].sql for key in query.columns]
        selected = [f"{sql} AS c{n}" for n, sql in enumerate(keys)]
        selected += [f"{_function(a)} AS c{n}" for n, a in enumerate(query.aggregates, len(keys))]
        order = query.order
        ranked = ""
        if order:
            ranked = f"c{[c.key for c in self.columns].index(order.field)}"
            position = int(ranked[1:])
            sql = keys[position] if position < len(keys) else _function(query.aggregates[position - len(keys)])
            ranked = f"{sql} AS ranked, "
        grouped = f" GROUP BY {', '.join(keys)}" if keys else ""
        chosen = (
            f"{', '.join(selected)}, GROUP_CONCAT({_NUMBER[query.subject]}) AS records, {ranked}"
            f"MIN({ROW_ORDER[query.subject].split(',')[0]}) AS place"
        )
        inner = (
            f"SELECT {chosen}{self._from(query.subject, query.where, f'{chosen}{grouped}')}{grouped}"
            f"{'' if keys else ' HAVING COUNT(*) > 0'}"
        )
        if query.having:
            named = {column.key: f"c{n}" for n, column in enumerate(self.columns)}
            inner = f"SELECT * FROM ({inner}) WHERE {self._condition(query.having, named)}"
        return self._cut(inner, order, len(self.columns))

    def _cut(self, inner: str, order: Order | None, width: int) -> str:
        columns = ", ".join(f"c{n}" for n in range(width))
        if order is None:
            return f"SELECT {columns}, records FROM ({inner}) ORDER BY place"
        direction = "DESC" if order.descending else "ASC"
        per = "PARTITION BY per " if order.per else ""
        # Ranks count distinct rows for a cut at the top (ties share a rank), distinct values for "the second".
        rank = "DENSE_RANK" if order.first > 1 else "RANK"
        ranks = [f"{rank}() OVER ({per}ORDER BY ranked {direction}) AS rank"]
        kept = [_within(order, "rank")]
        if order.both_ends:
            opposite = "ASC" if order.descending else "DESC"
            ranks.append(f"{rank}() OVER ({per}ORDER BY ranked {opposite}) AS rank_from_end")
            kept.append(_within(order, "rank_from_end"))
        return (
            f"SELECT {columns}, records FROM (SELECT *,"
            f" {', '.join(ranks)} FROM ({inner}) WHERE ranked IS NOT NULL)"
            f" WHERE {' OR '.join(kept)} ORDER BY {'per, ' if order.per else ''}ranked {direction}, place"
        )

    def _from(self, subject: Subject, where: Where | None, chosen: str) -> str:
        """FROM and WHERE. `chosen` is what is read of the rows: what nothing asks for is not joined."""
        start = len(self.parameters)
        condition = f" WHERE {self._condition(where)}" if where else ""
        relation = RELATIONS[subject]
        if subject is Subject.SCORED:
            own, self.parameters[start:] = self.parameters[start:], []
            of_some = self._of_some_forms(where)
            self.parameters[start:] = [*self.parameters[start:] * 2, *own]  # as the text has them
            columns = {"evaluation_id", *_OF_INDICATOR.findall(chosen + condition)}
            relation = relation.format(scored=scored(columns, of_some))
        if subject is not Subject.FUND_LINE and _OF_FUNDS.search(chosen + condition):
            relation = f"{relation} {TOTAL_OF_FUNDS}"
        return f" FROM {relation}{condition}"

    def _of_some_forms(self, where: Where | None) -> str:
        """What a condition says of forms alone, as a condition on the forms of records."""
        told = []
        for part in _conjuncts(where):
            start = len(self.parameters)
            text = self._condition(part)
            if _OF_RECORDS.search(text):
                del self.parameters[start:]
            else:
                told.append(text)
        return OF_SOME_FORMS.format(condition=" AND ".join(told)) if told else "TRUE"

    def _condition(self, where: Where, named: Mapping[str, str] | None = None) -> str:
        """A condition on the rows of the subject; with `named`, on columns of the result, which it gives by key."""
        match where:
            case Condition():
                return self._comparison(where, named)
            case OneOf(field, values):
                self.parameters.extend(values)
                return f"{FIELDS[field].sql} IN ({', '.join('?' * len(values))})"
            case AllOf(parts):
                return f"({' AND '.join([self._condition(part, named) for part in parts])})"
            case AnyOf(parts):
                return f"({' OR '.join([self._condition(part, named) for part in parts])})"
            case Not(part):
                return f"NOT COALESCE({self._condition(part, named)}, 0)"
            case InEvaluations(query):
                return f"e.id IN ({self._nested(query, 'evaluation_id')})"
            case OfProjects(query):
                return f"{FIELDS['project_key'].sql} IN ({self._nested(query, 'project_key')})"
            case OfOffices(field, query):
                return f"{FIELDS[field].sql} IN ({self._nested(query, field)})"

    def _nested(self, query: Query, key: str) -> str:
        nested = _Statement(Query(query.subject, (key,), query.where, (), query.order))
        self.parameters.extend(nested.parameters)
        return f"SELECT c0 FROM ({nested.sql})"

    def _comparison(self, condition: Condition, named: Mapping[str, str] | None) -> str:
        sql = named[condition.field] if named else FIELDS[condition.field].sql
        match condition.operator:
            case Operator.MISSING:
                return f"{sql} IS NULL"
            case Operator.PRESENT:
                return f"{sql} IS NOT NULL"
            case Operator.CONTAINS:
                self.parameters.append(str(condition.value))
                return f"INSTR(LOWER({sql}), LOWER(?)) > 0"
            case operator:
                return f"{sql} {operator.value} {self._value(condition.value, named)}"

    def _value(self, value: Value | None, named: Mapping[str, str] | None) -> str:
        match value:
            case FieldValue(field):
                return named[field] if named else FIELDS[field].sql
            case Aggregated(function, field, where):
                key = FIELDS[field]
                subject = Subject.SCORED if key.of_indicator else Subject.EVALUATION
                chosen = _function(Aggregate(function, field))
                return f"(SELECT {chosen}{self._from(subject, where, chosen)})"
            case None:
                return "NULL"
            case _:
                self.parameters.append(value)
                return "?"


_OF_FUNDS = re.compile(r"\bf\.")  # the total of a form's funds
_OF_INDICATOR = re.compile(r"\bi\.(\w+)")
_OF_RECORDS = re.compile(r"\b[fi]\.")


def _conjuncts(where: Where | None) -> Iterator[Where]:
    if isinstance(where, AllOf):
        for part in where.parts:
            yield from _conjuncts(part)
    elif where:
        yield where


def _within(order: Order, rank: str) -> str:
    return f"{rank} >= {int(order.first)}" + (f" AND {rank} <= {int(order.last)}" if order.last else "")


def _function(aggregate: Aggregate) -> str:
    """The SQL of a function over a field. Sums are exact; an average and a rate are rounded once, at the end."""
    if aggregate.function is Function.SHARE:
        part = f"SUM({FIELDS[aggregate.field].sql})" if aggregate.field else "COUNT(*)"
        return f"CAST(ROUND({100 * SCALE}.0 * {part} / NULLIF(SUM({part}) OVER (), 0)) AS INTEGER)"
    if aggregate.function is Function.COUNT or aggregate.field is None:
        return "COUNT(*)"
    field = FIELDS[aggregate.field]
    match aggregate.function:
        case Function.SUM:
            return f"SUM({field.sql})"
        case Function.AVERAGE:
            scale = f"{SCALE}.0" if field.kind is Kind.COUNT else "1.0"  # 19.5 indicators: the mean of counts is none
            return f"CAST(ROUND({scale} * SUM({field.sql}) / COUNT({field.sql})) AS INTEGER)"
        case Function.OVERALL:
            if field.ratio is None:
                raise ValueError(f"{field.key} is no ratio of two fields")
            above, below = (FIELDS[key].sql for key in field.ratio)
            both = f"{above} IS NOT NULL AND {below} IS NOT NULL"
            return (
                f"CAST(ROUND({100 * SCALE}.0 * SUM(CASE WHEN {both} THEN {above} END)"
                f" / NULLIF(SUM(CASE WHEN {both} THEN {below} END), 0)) AS INTEGER)"
            )
        case _:
            raise ValueError(aggregate.function)


def _result_columns(query: Query) -> tuple[ResultColumn, ...]:
    columns = [ResultColumn(key, FIELDS[key].kind, FIELDS[key]) for key in query.columns]
    for aggregate in query.aggregates:
        if aggregate.function is Function.SHARE:
            columns.append(ResultColumn("share", Kind.RATE, None, Function.SHARE))
        elif aggregate.function is Function.COUNT or aggregate.field is None:
            columns.append(ResultColumn("count", Kind.COUNT, None, Function.COUNT))
        else:
            field = FIELDS[aggregate.field]
            mean_of_counts = field.kind is Kind.COUNT and aggregate.function is Function.AVERAGE
            kind = Kind.NUMBER if mean_of_counts else field.kind
            columns.append(ResultColumn(field.key, kind, field, aggregate.function))
    return tuple(columns)
