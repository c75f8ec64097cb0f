"""A frame becomes a request: which rows, which columns, in which order, and what the headline must say.

Owns the order in which readings of a frame are tried. It must not compose words (the grammar does) or run anything.
"""

from __future__ import annotations

from assistant.deciding.outside import declined, meta, not_understood
from assistant.deciding.relations import relation_of
from assistant.deciding.request import Request
from assistant.deciding.special import special
from assistant.deciding.tables import table_of
from assistant.understanding.frame import Frame
from store.overview import Overview


def decide(frame: Frame, store: Overview) -> Request:
    """What is asked for. Words that were not understood are never passed over: the request is then Declined."""
    return (
        declined(frame, store)
        or meta(frame)
        or not_understood(frame)
        or special(frame, store)
        or relation_of(frame, store)
        or table_of(frame, store)
    )
