"""How the question that is being typed may go on: as one that was asked before, or one that the store can answer.

Owns the choice among them. It must not draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LEAST = 2  # characters typed before anything is offered: of one, too much goes on


class Continuations:
    """Questions by how they begin: what was asked, the last first; then what can be."""

    def __init__(self) -> None:
        self._asked: Sequence[str] = ()
        self._answerable: tuple[str, ...] = ()

    def learn_asked(self, questions: Sequence[str]) -> None:
        """The history, the last asked last. The sequence is read when it is needed, so that it may grow."""
        self._asked = questions

    def learn_answerable(self, questions: Iterable[str]) -> None:
        self._answerable = tuple(dict.fromkeys(questions))

    def rest(self, typed: str) -> str:
        """What is still to be typed of the likeliest question that begins so; "" where there is none."""
        if len(typed.strip()) < LEAST or "\n" in typed:
            return ""
        for question in (*reversed(self._asked), *self._answerable):
            if question.startswith(typed) and "\n" not in question:
                return question[len(typed) :]
        return ""
