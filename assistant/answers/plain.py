"""Answers without a query of their own: definitions, what can be asked, what is declined, choices, what if.

Owns their text. It must not guess: what is declined says why.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.answer import Column, Status
from assistant.answers.draft import Draft, Teller
from assistant.deciding.request import Clarify, Declined, Definition, Meta, WhatIf
from assistant.wording.values import plain, said
from store.catalog import FIELDS, Kind
from store.query import Query, Subject
from store.schema import SCALE


def answer_definition(request: Definition, teller: Teller) -> Draft:
    key = f"definition.{request.topic}"
    text = teller.say(key) if teller.say.has(key) else teller.say("definition.other", label=teller.label(request.topic))
    return Draft(Status.ANSWERED, text)


def answer_meta(request: Meta, teller: Teller) -> Draft:
    store = teller.overview
    text = teller.say(
        f"meta.{request.topic}",
        forms=store.forms,
        projects=len(store.projects),
        years=_years(teller),
        units=len(store.units),
        indicators=store.indicators,
    )
    return Draft(Status.ANSWERED, text)


def _years(teller: Teller) -> str:
    return teller.say.listed([str(year) for year in teller.overview.years])


def answer_declined(request: Declined, teller: Teller) -> Draft:
    text = teller.say(
        f"declined.{request.reason}", words=teller.say.joined("items", request.words), years=_years(teller)
    )
    return Draft(Status.DECLINED, text)


def answer_clarify(request: Clarify, teller: Teller) -> Draft:
    labels = tuple(teller.label(choice.label) for choice in request.choices)
    text = teller.say(f"clarify.{request.reason}", choices=teller.say.listed(list(labels)))
    return Draft(Status.CLARIFY, text, choices=labels)


def answer_what_if(request: WhatIf, teller: Teller) -> Draft:
    """The score of the execution row at another rate: weight × rate, never above the weight (财预〔2020〕10号)."""
    query = Query(
        Subject.EVALUATION, ("project_name", "execution_rate", "execution_weight", "execution_score"), request.where
    )
    result = teller.run(query)
    rows, sentences = [], []
    for row in result.rows:
        name, _, weight, now = row.values
        if not isinstance(weight, int):
            continue
        rate = min(request.rate.value, Decimal(100))
        score = (Decimal(weight) / SCALE * rate / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rows.append((*teller.cells(result, row), float(score)))
        sentences.append(
            teller.say(
                "what_if.answer",
                what=name,
                rate=f"{plain(request.rate.value)}%",
                score=teller.say("value.points", n=plain(score)),
                weight=said(Kind.POINTS, weight, teller.language),
                now=said(Kind.POINTS, now, teller.language),
            )
        )
    if not rows:
        return Draft(Status.EMPTY, teller.say("table.nothing", subject=teller.say("subject.evaluation", n=2)))
    columns = (
        *(teller.column(c) for c in result.columns),
        Column("supposed_score", FIELDS["execution_score"].label(teller.language), "分"),
    )
    return Draft(
        Status.ANSWERED,
        " ".join(sentences[:3]),
        query=teller.query_json(result),
        columns=columns,
        rows=tuple(rows),
        sources=teller.row_sources(result, ("execution_score",)),
    )
