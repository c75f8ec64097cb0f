"""The conditions of the last question, side by side: each can be taken away, or changed.

Owns their look and their keys. What the question is without one of them is the conversation's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.followups.conditions import Condition
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.messages import ConditionDropped, ConditionWanted
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts


class Chip(Static, can_focus=True):
    """One condition."""

    CONTEXT = "condition"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("condition")

    def __init__(self, condition: Condition, texts: Texts) -> None:
        super().__init__(Content(f" {one_line(condition.label)} "), markup=False)
        self._condition = condition
        localise(self, texts)

    def on_click(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        self.post_message(ConditionWanted(self._condition))

    def action_drop(self) -> None:
        self.post_message(ConditionDropped(self._condition))

    def action_beside(self, step: int) -> None:
        chips = list(self.parent.query(Chip)) if self.parent is not None else []
        chips[(chips.index(self) + step) % len(chips)].focus()


class Conditions(HorizontalScroll, can_focus=False):
    """Every condition of a question, in one line that scrolls."""

    def __init__(self, conditions: Sequence[Condition], texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._conditions = tuple(conditions)

    def compose(self) -> ComposeResult:
        for condition in self._conditions:
            yield Chip(condition, self._texts)
