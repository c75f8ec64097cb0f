"""What `@` in the prompt stands for: the projects, offices and years of the store, found by what is typed after it.

Owns which stretch of the text is meant, and the order of what is offered. It must not draw.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tui.commands.finding import chosen
from store.overview import Overview

MOST = 50  # offered at once; more is told by typing on
_MENTION = re.compile(r"[@＠]([^@＠\s]*)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the store, and what it is of: project, unit, department or year."""

    text: str
    kind: str


def names_of(store: Overview) -> tuple[Name, ...]:
    """All that can be named, in the order in which it is offered before anything is typed."""
    years = [Name(str(year), "year") for year in reversed(store.years)]
    offices = [Name(name, "department") for name in store.departments]
    offices += [Name(name, "unit") for name in store.units if name not in store.departments]
    return (*years, *offices, *(Name(name, "project") for name in store.projects))


def mention(before_cursor: str) -> str | None:
    """What is typed after an `@` that ends where the cursor is; None where there is none."""
    found = _MENTION.search(before_cursor)
    return found[1] if found else None


def offered(typed: str, names: Sequence[Name]) -> list[Name]:
    """The names that are meant by what is typed, the likeliest first, at most MOST."""
    return chosen(typed, names, lambda name: (name.text,))[:MOST]
