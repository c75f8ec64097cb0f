"""What widgets tell their screen: that a question is asked, or that a source shall be opened."""

from __future__ import annotations

from textual.message import Message

from assistant.answer import Source


class Asked(Message):
    """A person asked a question, by typing it or by choosing it."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question


class SourcesWanted(Message):
    """A person wants to see one of these sources; with more than one, which of them is still to be chosen."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        super().__init__()
        self.sources = sources
