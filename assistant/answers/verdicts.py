"""Yes or no: whether a condition holds of what is named, of any row, or of every row.

Owns these conclusions, each with the figures that carry it.
"""

from __future__ import annotations

from assistant.answers.telling import Telling, figures
from store.dataclass import replace
from store.query import Not, all_of

_NAMING = frozenset({"project_name", "year", "unit", "level2", "level3", "weight"})  # no figure that carries a verdict


def whether(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    condition = telling.request.condition
    holding = telling.teller.run(replace(query, where=all_of(query.where, condition)))
    keys = [c.key for c in telling.result.columns if c.key not in _NAMING]
    if len(rows) == 1:
        row = rows[0]
        if telling.has("outcome") and row.values[telling.result.column("outcome")] == "incomparable":
            what = f"{telling.value(row, 'target')} / {telling.value(row, 'actual')}"
            return say("whether.incomparable", what=what, score=telling.value(row, "score"))
        if not holding.rows and condition is not None:
            denied = telling.teller.run(replace(query, where=all_of(query.where, Not(condition))))
            if not denied.rows:  # of a range, or of no figure at all
                return say("whether.untold", what=telling.name(row), figures=figures(telling, row, keys))
        key = "whether.yes" if holding.rows else "whether.no"
        return say(key, what=telling.name(row), figures=figures(telling, row, keys))
    held = Telling(telling.request, holding, telling.teller)
    return say(
        "whether.partly", n=len(rows), some=len(holding.rows), names=held.names(holding.rows) or say("value.none")
    )


def exists(telling: Telling) -> str:
    say, rows = telling.teller.say, telling.result.rows
    return say("whether.exists", n=len(rows), names=telling.names(rows))


def holds_of_all(telling: Telling) -> str:
    say, rows, query = telling.teller.say, telling.result.rows, telling.request.query
    condition = telling.request.condition
    assert condition is not None  # noqa: S101  # the shape ALL has one
    holding = telling.teller.run(replace(query, where=all_of(query.where, condition)))
    if len(holding.rows) == len(rows):
        return say("whether.all", n=len(rows), subject=telling.subject(len(rows)))
    others = telling.teller.run(replace(query, where=all_of(query.where, Not(condition))))
    left = Telling(telling.request, others, telling.teller)
    return say(
        "whether.all_but",
        n=len(rows),
        subject=telling.subject(len(rows)),
        some=len(holding.rows),
        others=left.names(others.rows),
    )
