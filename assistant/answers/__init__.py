"""Requests become drafts of answers: the query is run, its rows and sources collected, the headline said.

Owns the step from a request to what an `Answer` holds. It must not understand questions or draw anything.
"""

from __future__ import annotations

from assistant.answers.draft import Draft, Teller
from assistant.answers.findings import answer_audit
from assistant.answers.plain import answer_clarify, answer_declined, answer_definition, answer_meta, answer_what_if
from assistant.answers.relations import answer_relation
from assistant.answers.searches import answer_search
from assistant.answers.summaries import answer_summary
from assistant.answers.tables import answer_table
from assistant.understanding.request import (
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


def answer_request(request: Request, teller: Teller) -> Draft:
    """The draft for any request."""
    match request:
        case Tabular():
            return answer_table(request, teller)
        case Relation():
            return answer_relation(request, teller)
        case Summary():
            return answer_summary(request, teller)
        case Search():
            return answer_search(request, teller)
        case Definition():
            return answer_definition(request, teller)
        case Audit():
            return answer_audit(request, teller)
        case WhatIf():
            return answer_what_if(request, teller)
        case Meta():
            return answer_meta(request, teller)
        case Declined():
            return answer_declined(request, teller)
        case Clarify():
            return answer_clarify(request, teller)
