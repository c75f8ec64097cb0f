"""Questions to ask next: each made of what the store holds, and each one that is answered.

Owns which questions are offered. Their words are in the phrase files, under [suggest].
"""

from __future__ import annotations

from assistant.answers.draft import Draft
from assistant.deciding.request import Declined, Definition, Meta, Relation, Request, Search, Summary, Tabular
from assistant.wording.phrases import phrases
from store.overview import Overview
from store.query import Subject

MOST = 4


def starting_questions(store: Overview, language: str) -> tuple[str, ...]:
    """For an empty conversation. None where the store holds nothing."""
    if not store.forms:
        return ()
    say = phrases(language)
    first = store.projects[0] if store.projects else ""
    keys = ["least", "below_cap", "overview", "rates"]
    asked = [say(f"suggest.{key}") for key in keys]
    return (*asked, say("suggest.summary", name=first)) if first else tuple(asked)


def next_questions(request: Request, draft: Draft, store: Overview, language: str) -> tuple[str, ...]:
    """Beside an answer: near what was asked; beside one that was declined: what can be asked."""
    say = phrases(language)
    names = _names(draft) or list(store.projects[:1])
    name = names[0] if names else ""
    match request:
        case Tabular() if request.query.subject is Subject.EVALUATION and name:
            offered = [
                say("suggest.summary", name=name),
                say("suggest.lost_of", name=name),
                say("suggest.unspent"),
                say("suggest.below_cap"),
            ]
        case Tabular() if name:
            offered = [
                say("suggest.summary", name=name),
                say("suggest.missed"),
                say("suggest.below_cap"),
                say("suggest.overview"),
            ]
        case Relation():
            offered = [say("suggest.rates"), say("suggest.total"), say("suggest.overview")]
        case Summary() if name:
            offered = [
                say("suggest.lost_of", name=name),
                say("suggest.indicators_of", name=name),
                say("suggest.least"),
                say("suggest.rates"),
            ]
        case Search() | Definition() | Meta() | Declined():
            return starting_questions(store, language)[:MOST]
        case _:
            offered = [say("suggest.least"), say("suggest.below_cap"), say("suggest.overview")]
    return tuple(dict.fromkeys(offered))[:MOST]


def _names(draft: Draft) -> list[str]:
    keys = [column.key for column in draft.columns]
    if "project_name" not in keys:
        return []
    position = keys.index("project_name")
    return list(dict.fromkeys(str(row[position]) for row in draft.rows if row[position]))
