"""What widgets tell their screen: that a question is asked, or that a source shall be opened."""

from __future__ import annotations

from textual.message import Message

from assistant.answer import Answer, Source
from assistant.followups.conditions import Condition


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


class FormWanted(Message):
    """A person wants to see a form of the store, whatever is cited in it."""

    def __init__(self, evaluation_id: int) -> None:
        super().__init__()
        self.evaluation_id = evaluation_id


class RowWanted(Message):
    """A person wants to read one row of an answer whole."""

    def __init__(self, answer: Answer, row: int) -> None:
        super().__init__()
        self.answer, self.row = answer, row


class ConditionDropped(Message):
    """The last question shall be asked again without one of its conditions."""

    def __init__(self, condition: Condition) -> None:
        super().__init__()
        self.condition = condition


class ConditionWanted(Message):
    """A person wants to change one of the conditions of the last question, or to take it away."""

    def __init__(self, condition: Condition) -> None:
        super().__init__()
        self.condition = condition
