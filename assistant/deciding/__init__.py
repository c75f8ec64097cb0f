"""A frame becomes a request: which rows, which columns, in which order, and what the headline must say.

Owns the order in which readings of a frame are tried. It must not compose words (the grammar does) or run anything.
"""

from __future__ import annotations

from assistant.deciding.accounting import passes_over
from assistant.deciding.amounts import amounts_asked
from assistant.deciding.completing import figure_asked
from assistant.deciding.outside import declined, meta, not_understood
from assistant.deciding.relations import relation_of, share_claimed
from assistant.deciding.request import Declined, Relation, Request, Tabular
from assistant.deciding.rows import funds_alone
from assistant.deciding.shares import share_within
from assistant.deciding.special import special
from assistant.deciding.tables import table_of
from assistant.understanding.frame import Frame
from store.catalog import FIELDS
from store.overview import Overview
from store.query import Subject, fields_of


def decide(frame: Frame, store: Overview) -> Request:
    """What is asked for. Words that were not understood are never passed over: the request is then Declined."""
    frame = amounts_asked(frame)
    request = declined(frame, store) or meta(frame) or not_understood(frame)
    if request is None:
        request = _possible(_answered(figure_asked(frame), store))
        if passes_over(frame, request):
            return Declined("unsupported")
    return request


def _answered(frame: Frame, store: Overview) -> Request:
    return (
        special(frame, store)
        or funds_alone(frame, store)
        or share_within(frame)
        or share_claimed(frame)
        or relation_of(frame, store)
        or table_of(frame, store)
    )


def _possible(request: Request) -> Request:
    """A table asks only for fields that its rows have: 其他资金达标了吗 mixes funds with what indicators have."""
    if isinstance(request, Tabular) and request.query.subject in (Subject.EVALUATION, Subject.FUND_LINE):
        asked = fields_of(request.query) | (fields_of(request.condition) if request.condition else set())
        strange = [FIELDS[key] for key in asked - {"count"} if FIELDS[key].of_indicator]
        if strange:
            return Declined("not_together")
    if isinstance(request, Relation):
        sides = (request.left, request.right)
        if any(side.subject is Subject.EVALUATION and _of_indicators(side.field) for side in sides):
            return Declined("not_together")
    return request


def _of_indicators(key: str) -> bool:
    return key in FIELDS and FIELDS[key].of_indicator
