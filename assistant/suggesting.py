"""Questions to ask next: each made of what the store holds, and each one that is answered.

Owns which questions are offered. Their words are in the phrase files, under [suggest].
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.draft import Draft
from assistant.deciding.request import Declined, Definition, Meta, Relation, Request, Search, Summary, Tabular
from assistant.wording.phrases import phrases
from store.overview import Overview
from store.query import Subject

MOST = 4
MOST_PROJECTS = 2000  # that questions are made of
_OF_ONE = ("summary", "figures_of")  # what can be asked of any project


def starting_questions(store: Overview, language: str) -> tuple[str, ...]:
    """For an empty conversation. None where the store holds nothing."""
    if not store.forms:
        return ()
    say = phrases(language)
    asked = [say(f"suggest.{key}") for key in ("least", *_of_scores(store)[:1], "overview", "rates")]
    return (*asked, *(say("suggest.summary", name=name) for name in store.projects[:1]))


def answerable_questions(store: Overview, language: str) -> tuple[str, ...]:
    """All of these that the store has an answer to, for who has begun to type one."""
    if not store.forms:
        return ()
    say = phrases(language)
    of_all = ("least", *_of_scores(store), "overview", "rates", "unspent", "total")
    of_one = (say(f"suggest.{key}", name=name) for name in store.projects[:MOST_PROJECTS] for key in _OF_ONE)
    return (*(say(f"suggest.{key}") for key in of_all), *of_one)


def _of_scores(store: Overview) -> list[str]:
    """What can be asked about scores: only what the store has rows for."""
    return [key for key, offered in (("below_cap", store.has_below_cap), ("missed", store.has_missed)) if offered]


def next_questions(request: Request, draft: Draft, store: Overview, language: str) -> tuple[str, ...]:
    """Beside an answer: near what was asked; beside one that was declined: what can be asked."""
    say = phrases(language)
    if isinstance(request, Search | Definition | Meta | Declined):
        return starting_questions(store, language)[:MOST]
    names = _names(draft)
    of_one = [say(f"suggest.{key}", name=names[0]) for key in _OF_ONE] if names else []
    of_all = ["unspent", *_of_scores(store)]
    if isinstance(request, Relation):
        of_all = ["rates", "total", "overview"]
    elif isinstance(request, Summary):
        of_all = ["least", "rates"]
    elif isinstance(request, Tabular) and request.query.subject is not Subject.EVALUATION:
        of_all = [*_of_scores(store), "overview"]
    return tuple(dict.fromkeys([*of_one, *(say(f"suggest.{key}") for key in of_all)]))[:MOST]


def _names(draft: Draft) -> list[str]:
    keys = [column.key for column in draft.columns]
    if "project_name" not in keys:
        return []
    position = keys.index("project_name")
    return list(dict.fromkeys(str(row[position]) for row in draft.rows if row[position]))


def without_words(question: str, words: Sequence[str]) -> list[str]:
    """A question without the words that were not understood; none where nothing is left, or they are not in it."""
    gone = question
    for word in words:
        gone = gone.replace(word, " ")
    left = " ".join(gone.split())
    return [left] if words and left and left != question else []
