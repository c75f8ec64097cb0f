"""The scrolling middle of the screen: the start, then turn after turn.

Owns what is scrolled to, and which turn is the last. It must not take the focus: that stays where the person types.
"""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widget import Widget

from assistant.answer import Answer
from assistant.tui.texts import Texts
from assistant.tui.widgets.items import Choices
from assistant.tui.widgets.turn import Notice, Turn, Welcome, focusable

MOST_TURNS = 30  # on the screen, the note that there were more among them: every one slows the next down


class Earlier(Notice):
    """Says at the top that something was there."""


class ConversationView(VerticalScroll, can_focus=False):
    """Answers, notices and the start. A new one comes into view from its top."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    @property
    def last_answer(self) -> Answer | None:
        turns = self.query(Turn)
        return turns.last().answer if turns else None

    @property
    def room(self) -> int:
        """Cells that a row of a table has."""
        return max(1, self.scrollable_content_region.width - 3)  # a turn's padding, a table's scroll bar

    async def add_answer(self, answer: Answer) -> None:
        for choices in self.query(Choices):
            choices.disabled = True
        await self._add(Turn(answer, self.room))

    async def add_notice(self, text: str, *, problem: bool = False) -> None:
        await self._add(Notice(text, problem=problem))

    async def welcome(self, holds: str, questions: tuple[str, ...]) -> None:
        await self._add(Welcome(holds, questions, self._texts))

    def focus_last(self) -> bool:
        """Focus the first thing that can be opened in what was added last. False: there is none."""
        for child in reversed(self.children):
            if reachable := focusable(child):
                reachable[0].focus()
                return True
        return False

    async def _add(self, widget: Widget) -> None:
        await self.mount(widget)
        if len(self.children) > MOST_TURNS:
            if not self.query(Earlier):
                await self.mount(Earlier(self._texts("earlier")), before=0)
            await self.remove_children(self.children[1 : len(self.children) - MOST_TURNS + 1])
        # After the layout: a turn's height is known only then. A short one is scrolled to its end by this, too.
        self.call_after_refresh(self.scroll_to_widget, widget, top=True, animate=False, immediate=True)
