"""What is known of a conversation that was kept, and of each of its turns.

Owns the shapes. It must not read or write them.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation in a line of a list. Times are ISO 8601 in UTC."""

    id: int
    title: str  # its first question, until a person names it
    started: str
    changed: str  # when something was last asked
    turns: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what it was answered with, of a store that was then as `state` says."""

    position: int  # in its conversation, from 0
    asked: str  # when: ISO 8601, UTC
    state: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn in which words were found."""

    talk: int
    title: str
    position: int
    question: str
    excerpt: str  # the words with what stands around them, in one line
    asked: str
