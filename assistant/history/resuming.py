"""Going on with a kept conversation: what was spoken of is spoken of again, and what the store says otherwise is noted.

Owns how far back questions are asked again. It must not show anything: faces say what it found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.conversation import Conversation
from assistant.followups.memory import MOST_REMEMBERED
from assistant.history.records import Turn

FURTHEST = 40  # questions asked again at most; each takes milliseconds


@dataclass(frozen=True, slots=True)
class Resumed:
    """A conversation that remembers what was spoken of, and the positions of turns that are answered otherwise now."""

    conversation: Conversation
    answered_otherwise: tuple[int, ...] = ()


def resumed(turns: Sequence[Turn], begin: Callable[[], Conversation]) -> Resumed:
    """A conversation in which the last of these turns were asked; `begin` makes one in which nothing was.

    Questions can refer to the MOST_REMEMBERED before them and no further. The first one asked again must stand alone:
    where it is answered otherwise than in its time, it may be a follow-up, and the one before it is tried.
    """
    conversation = begin()
    last = turns[-FURTHEST:]
    start = max(len(last) - MOST_REMEMBERED, 0)
    while start and not _alike(begin().ask(last[start].answer.question), last[start].answer):
        start -= 1
    otherwise = []
    for turn in last[start:]:
        if not _alike(conversation.ask(turn.answer.question), turn.answer):
            otherwise.append(turn.position)
    return Resumed(conversation, tuple(otherwise))


def _alike(now: Answer, then: Answer) -> bool:
    """Whether two answers say the same of the same figures, wherever the files stand."""
    return (now.status, now.text, now.rows, now.choices) == (then.status, then.text, then.rows, then.choices)
