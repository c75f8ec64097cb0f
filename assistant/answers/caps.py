"""What is said of scores below their weight: which, and that the rest is full.

Owns the sentences about caps.
"""

from __future__ import annotations

from assistant.answers.telling import Telling
from assistant.deciding.conditions import PREDICATES
from store.catalog import EXECUTION_ROW
from store.query import Aggregate, AllOf, Function, Query, Subject, Where, fields_of


def about_cap(telling: Telling) -> bool:
    """Whether the rows are all that is below its cap in some scope: then of the rest it can be said that it is full."""
    query = telling.request.query
    other = {"deviation", "outcome", "achievement", "target", "actual", "lost"} & fields_of(query.where)
    return query.subject is Subject.SCORED and telling.has("lost") and not query.order and not other


def cap_sentences(telling: Telling) -> list[str]:
    """Beside what is below its cap: that the rest has its full score, and whether only budget execution is below."""
    say, rows = telling.teller.say, telling.result.rows
    position = telling.result.column("level3")
    only_execution = all(row.values[position] == EXECUTION_ROW for row in rows)
    full = full_marks(telling)
    sentences = [say("cap.only_execution")] if only_execution else []
    sentences += [say("cap.rest_full", n=full)] if full else []
    return sentences


def full_marks(telling: Telling) -> int:
    """How many rows of the same scope have their full score."""
    query = telling.request.query
    below, full = PREDICATES["below_cap"].where, PREDICATES["at_cap"].where
    where = _exchanged(query.where, below, full) if query.where else None
    if where is None or where == query.where:
        return 0
    rows = telling.teller.run(Query(query.subject, (), where, (Aggregate(Function.COUNT),))).rows
    return int(rows[0].values[0] or 0) if rows else 0


def _exchanged(where: Where, old: Where, new: Where) -> Where:
    if where == old:
        return new
    if isinstance(where, AllOf):
        parts = tuple(_exchanged(part, old, new) for part in where.parts)
        flat = [p for part in parts for p in (part.parts if isinstance(part, AllOf) else (part,))]
        return AllOf(tuple(flat))
    return where
