"""Requests become drafts of answers: the query is run, its rows and sources collected, the headline said.

Owns the step from a request to what an `Answer` holds. It must not understand questions or draw anything.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from assistant.answers.draft import Draft, Teller
from assistant.deciding import request as of
from assistant.deciding.request import Request

__all__ = ["Draft", "Teller", "answer_request"]

# Each kind of request has a module of its own, imported when the first such question is asked: at the command
# line a question is a new process, and pays for what it imports.
_ANSWERED_BY: dict[type[Request], tuple[str, str]] = {
    of.Tabular: ("tables", "answer_table"),
    of.Relation: ("relations", "answer_relation"),
    of.Summary: ("summaries", "answer_summary"),
    of.Search: ("searches", "answer_search"),
    of.Audit: ("findings", "answer_audit"),
    of.Definition: ("plain", "answer_definition"),
    of.WhatIf: ("plain", "answer_what_if"),
    of.Meta: ("plain", "answer_meta"),
    of.Several: ("several", "answer_several"),
    of.Declined: ("plain", "answer_declined"),
    of.Clarify: ("plain", "answer_clarify"),
}


def answer_request(request: Request, teller: Teller) -> Draft:
    """The draft for any request."""
    module, function = _ANSWERED_BY[type(request)]
    answer: Callable[[Request, Teller], Draft] = getattr(import_module(f"{__name__}.{module}"), function)
    return answer(request, teller)
