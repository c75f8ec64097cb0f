"""The scrolling middle of the screen: the start, then turn after turn.

Owns what is scrolled to, and which turn is the last. It must not take the focus: that stays where the person types.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from assistant.answer import Answer
from assistant.followups.conditions import Condition
from assistant.tui.texts import Texts
from assistant.tui.widgets.items import Questions
from assistant.tui.widgets.turn import Notice, Turn, Welcome, focusable


class ConversationView(VerticalScroll, can_focus=False):
    """Answers, notices and the start. A new one comes into view from its top."""

    class Answered(Message):
        """An answer was given, and is drawn."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._moving = False  # what was added last is about to come into view
        self._unread = False  # something was added below what is being read

    @property
    def last_answer(self) -> Answer | None:
        turns = self.query(Turn)
        return turns.last().answer if turns else None

    @property
    def room(self) -> int:
        """Cells that a row of a table has."""
        return max(1, self.scrollable_content_region.width - 3)  # a turn's padding, a table's scroll bar

    class Below(Message):
        """How many lines are below what is in sight, and whether any of them came while the person was reading."""

        def __init__(self, lines: int, *, new: bool) -> None:
            super().__init__()
            self.lines, self.new = lines, new

    async def add_answer(self, answer: Answer, conditions: Sequence[Condition] = ()) -> None:
        for old in self.query("Choices, Conditions"):
            old.disabled = True
        await self._add(Turn(answer, self.room, conditions))
        # To the application itself: what a screen's handler causes to be sent goes up no further than the screen.
        self.call_after_refresh(self.app.post_message, self.Answered(answer))

    async def add_notice(self, text: str, *, problem: bool = False) -> None:
        """Something that nobody asked for: it comes into sight only where the end of the conversation is."""
        at_end = self._moving or self.scroll_offset.y >= self.max_scroll_y
        await self._add(Notice(text, problem=problem), follow=at_end)

    async def welcome(self, holds: str, questions: tuple[str, ...]) -> None:
        await self._add(Welcome(holds, questions, self._texts))

    def focus_last(self) -> bool:
        """Focus the first thing that can be opened in what was added last. False: there is none."""
        for child in reversed(self.children):
            if reachable := focusable(child):
                reachable[0].focus()
                return True
        return False

    def ask_next(self, number: int) -> None:
        """Ask a choice or a question to go on with, by its number from 1, of what was added last."""
        for child in reversed(self.children):
            if questions := list(child.query(Questions)):
                questions[0].ask(number - 1)
                return

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._say_what_is_below()

    def watch_virtual_size(self, *_: object) -> None:
        self._say_what_is_below()

    def on_resize(self) -> None:
        self.call_after_refresh(self._say_what_is_below)

    def _say_what_is_below(self) -> None:
        lines = max(0, self.max_scroll_y - round(self.scroll_y))
        self._unread = self._unread and lines > 0
        self.post_message(self.Below(lines, new=self._unread))

    async def _add(self, widget: Widget, *, follow: bool = True) -> None:
        await self.mount(widget)
        await self._trim()
        if not follow:
            self._unread = True
            self.call_after_refresh(self._say_what_is_below)
            return
        # After the layout: a turn's height is known only then. A short one is scrolled to its end by this, too.
        self._moving = True
        self.call_after_refresh(self._move_to, widget)

    def _move_to(self, widget: Widget) -> None:
        self._moving = False
        if widget.is_mounted:
            self.scroll_to_widget(widget, top=True, animate=False, immediate=True)

    async def _trim(self) -> None:
        """What a view that draws a part of a conversation takes off after something was added."""
