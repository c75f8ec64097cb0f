"""Requests become drafts of answers: the query is run, its rows and sources collected, the headline said.

Owns the step from a request to what an `Answer` holds. It must not understand questions or draw anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.answers.draft import Draft, Teller
from assistant.answers.findings import answer_audit
from assistant.answers.plain import answer_clarify, answer_declined, answer_definition, answer_meta, answer_what_if
from assistant.answers.relations import answer_relation
from assistant.answers.searches import answer_search
from assistant.answers.summaries import answer_summary
from assistant.answers.tables import answer_table
from assistant.deciding.request import (
    Audit,
    Clarify,
    Declined,
    Definition,
    Meta,
    Relation,
    Request,
    Search,
    Summary,
    Tabular,
    WhatIf,
)

__all__ = ["Draft", "Teller", "answer_request"]


_ANSWERS: dict[type[Request], Callable[[Any, Teller], Draft]] = {
    Tabular: answer_table,
    Relation: answer_relation,
    Summary: answer_summary,
    Search: answer_search,
    Definition: answer_definition,
    Audit: answer_audit,
    WhatIf: answer_what_if,
    Meta: answer_meta,
    Declined: answer_declined,
    Clarify: answer_clarify,
}


def answer_request(request: Request, teller: Teller) -> Draft:
    """The draft for any request."""
    return _ANSWERS[type(request)](request, teller)
