"""Answers out of the forms' texts: where words stand, and figures that only a text gives (办了几场).

Owns which hits answer a question. The finding of them is the store's.
"""

from __future__ import annotations

import re

from assistant.answer import Column, Source, Status
from assistant.answers.draft import Draft, Teller
from assistant.answers.tables import answer_table
from assistant.deciding.request import Search, Shape, Tabular
from assistant.understanding.related import related_words
from assistant.wording.interpretation import noted
from store.query import OneOf, Query, Subject, Where, all_of
from store.searching import Hit, search

MOST_HITS = 40
_QUANTITY = r"[\d零一二两三四五六七八九十百千万]+(?:余|多)?"


def answer_search(request: Search, teller: Teller) -> Draft:
    """The texts that hold the words, or words related to them; EMPTY where there are none."""
    hits = _allowed(_hits(request, teller), request.where, teller)
    if request.quantity:
        hits = _of_what_was_done([hit for hit in hits if _says_quantity(hit.text, request.words, request.quantity)])
        if not hits:
            return Draft(Status.DECLINED, teller.say("declined.unknown", words=request.words))
        if reached := [hit for hit in hits if (hit.record, hit.field) == ("indicator", "actual")]:
            return answer_table(_values_reached(request, reached, teller), teller)
    if request.record == "indicator":
        return _indicators(request, [hit for hit in hits if hit.record == "indicator"], teller)
    if not hits:
        return _nothing(request, teller)
    text = (
        teller.say("search.found_quantity", text=hits[0].snippet(60)[0])
        if request.quantity
        else teller.say("search.found", words=request.words, n=len(hits))
    )
    columns = (
        Column("project_name", teller.label("project_name")),
        Column("year", teller.label("year")),
        Column("field", teller.say("column.field")),
        Column("text", teller.say("column.text")),
    )
    rows = tuple((hit.project_name, hit.year, teller.label(hit.field), hit.text) for hit in hits)
    return Draft(
        Status.ANSWERED,
        text,
        _read(request, teller),
        _json(request),
        columns,
        rows,
        tuple((_source(hit),) for hit in hits),
    )


def _of_what_was_done(hits: list[Hit]) -> list[Hit]:
    """培训了多少人: what was reached, and what was aimed at only where nothing says so."""
    return [hit for hit in hits if hit.field not in ("target", "goal_expected")] or hits


def _nothing(request: Search, teller: Teller) -> Draft:
    if request.unknown:
        return Draft(Status.DECLINED, teller.say("declined.unknown", words=request.words))
    return Draft(
        Status.EMPTY, teller.say("search.nothing", words=request.words), _read(request, teller), _json(request)
    )


def _hits(request: Search, teller: Teller) -> list[Hit]:
    found: dict[tuple[str, int, str], Hit] = {}
    if request.quantity:
        verbs = request.words.removesuffix(request.quantity)
        words = " ".join([*verbs, request.quantity])  # a verb and a noun that the question keeps apart
        for hit in search(teller.connection, words, MOST_HITS):
            found.setdefault((hit.record, hit.record_id, hit.field), hit)
        return list(found.values())
    for word in [request.words, *related_words(request.words)]:
        for hit in search(teller.connection, word, MOST_HITS):
            if any(word.casefold() in hit.text.casefold() for word in word.split()) or hit.marks:
                found.setdefault((hit.record, hit.record_id, hit.field), hit)
    return list(found.values())


def _allowed(hits: list[Hit], where: Where | None, teller: Teller) -> list[Hit]:
    if where is None:
        return hits
    rows = teller.run(Query(Subject.EVALUATION, ("project_name",), where)).rows
    allowed = {number for row in rows for _, number in row.records}
    return [hit for hit in hits if hit.evaluation_id in allowed]


def _says_quantity(text: str, words: str, unit: str) -> bool:
    """Whether the text has a number of the unit, and the verb before: 举办了两场 for 办…场."""
    match = re.search(rf"{_QUANTITY}{re.escape(unit)}", text)
    return bool(match) and all(verb in text for verb in words.removesuffix(unit))


def _values_reached(request: Search, hits: list[Hit], teller: Teller) -> Tabular:
    """培训了多少人: what the indicators reached that count in this unit."""
    found = OneOf("indicator_id", tuple(hit.record_id for hit in hits))
    names = (str(row.values[0]) for row in teller.run(Query(Subject.INDICATOR, ("level3",), found)).rows)
    of = all_of(request.where, OneOf("level3", tuple(dict.fromkeys(names))))
    year = ("year",) if teller.overview.several_years else ()
    columns = ("project_name", *year, "level2", "level3", "target", "actual", "weight", "score")
    return Tabular(Shape.VALUES, Query(Subject.INDICATOR, columns, of), ("actual",), notes=request.notes)


def _indicators(request: Search, hits: list[Hit], teller: Teller) -> Draft:
    """A row for each indicator, once, whichever of its texts hold the words."""
    if not hits:
        return _nothing(request, teller)
    by_record = {hit.record_id: hit for hit in hits}
    query = Query(
        Subject.INDICATOR,
        ("project_name", "year", "level2", "level3", "target", "actual", "weight", "score"),
        OneOf("indicator_id", tuple(by_record)),
    )
    result = teller.run(query)
    say = teller.say
    names = say.listed([str(row.values[result.column("level3")]) for row in result.rows[:5]])
    n = len(result.rows)
    return Draft(
        Status.ANSWERED,
        say("table.list", n=n, subject=say("subject.indicator", n=n), names=names),
        _read(request, teller),
        _json(request),
        tuple(teller.column(column) for column in result.columns),
        tuple(teller.cells(result, row) for row in result.rows),
        teller.row_sources(result, ("level3",)),
        result=result,
    )


def _read(request: Search, teller: Teller) -> str:
    related = related_words(request.words)
    words = " / ".join([request.words, *related]) if related and not request.quantity else request.words
    contains = teller.say("interpretation.contains", field=teller.say("column.text"), value=words)
    return "; ".join([contains, *noted(request.notes, teller.language)])


def _json(request: Search) -> dict[str, str]:
    return {"is": "Search", "words": request.words}


def _source(hit: Hit) -> Source:
    return Source(
        None, hit.project_name, hit.file, hit.place.line, hit.place.page, hit.place.cell, hit.year, hit.evaluation_id
    )
