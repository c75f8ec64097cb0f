"""A conversation of any length: what is drawn of it is a stretch of its turns, and more as one scrolls.

Owns which turns are drawn. They come from `Record`, which keeps them elsewhere: a thousand answers open as fast as ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual import events
from textual.widget import Widget

from assistant.answer import Answer
from assistant.followups.conditions import Condition
from assistant.tui.texts import Texts
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.turn import Notice, Turn

STRETCH = 10  # turns that are drawn when a conversation opens, and added when one scrolls on
MOST_DRAWN = 30  # every one slows the next down


class Record(Protocol):
    """The turns of a conversation, kept: how many there are, and those from one position to before another."""

    def __len__(self) -> int: ...

    def answers(self, first: int, end: int) -> Sequence[tuple[int, Answer]]: ...


class NoRecord:
    """Before anything is kept."""

    def __len__(self) -> int:
        return 0

    def answers(self, first: int, end: int) -> Sequence[tuple[int, Answer]]:  # noqa: ARG002
        return ()


class More(Notice):
    """Says that there are turns that are not drawn; a click draws them."""

    def __init__(self, text: str, direction: int) -> None:
        super().__init__(text)
        self._direction = direction

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        view = self.parent
        if isinstance(view, KeptView):
            await view.go_on(self._direction)


class KeptView(ConversationView):
    """The turns from position `first` to before `end` are drawn, with notices of this session among them."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts)
        self.record: Record = NoRecord()
        self.first = self.end = 0

    async def forget(self, record: Record) -> None:
        """Begin again with nothing drawn; what is asked from here on is kept in `record`."""
        self.record, self.first, self.end = record, 0, 0
        await self.remove_children()

    async def show_end(self, record: Record) -> None:
        """Open a conversation where it was left."""
        await self.forget(record)
        count = len(record)
        await self._draw(max(0, count - STRETCH), count)
        self.call_after_refresh(self.scroll_end, animate=False)

    async def show_turn(self, position: int) -> Turn | None:
        """Bring a turn into view, from its top; None where it is no longer there."""
        if not self.first <= position < self.end:
            start = max(0, min(position - STRETCH // 2, len(self.record) - STRETCH))
            await self.remove_children()
            await self._draw(start, min(start + STRETCH, len(self.record)))
        found = next((turn for turn in self.query(Turn) if turn.position == position), None)
        if found is not None:
            self.call_after_refresh(self.scroll_to_widget, found, top=True, animate=False, immediate=True)
        return found

    async def go_on(self, direction: int) -> None:
        """Draw more turns at the top or at the end. What is being read stays where it is."""
        read = next((turn for turn in self.query(Turn) if turn.region.overlaps(self.region)), None)
        place = read.region.y if read is not None else 0
        if direction < 0 and self.first:
            end, self.first = self.first, max(0, self.first - STRETCH)
            await self.mount_all(self._turns(self.first, end), before=0)
        elif direction > 0 and self.end < len(self.record):
            start, self.end = self.end, min(self.end + STRETCH, len(self.record))
            await self.mount_all(self._turns(start, self.end))
            await self._drop_top()
        else:
            return
        await self._mark()

        def keep_place() -> None:
            if read is not None and read.is_attached:
                self.scroll_relative(y=read.region.y - place, animate=False, immediate=True)

        self.call_after_refresh(keep_place)

    async def add_answer(self, answer: Answer, conditions: Sequence[Condition] = ()) -> None:
        if self.end < len(self.record):  # one was reading further up
            count = len(self.record)
            await self.remove_children()
            await self._draw(max(0, count - STRETCH), count)
        await super().add_answer(answer, conditions)
        self.query(Turn).last().position = self.end
        self.end += 1

    async def _trim(self) -> None:
        if len(self.children) > MOST_DRAWN:
            await self._drop_top()
            await self._mark()

    # scrolling

    @property
    def _at_top(self) -> bool:
        return self.scroll_y <= 0

    @property
    def _at_end(self) -> bool:
        return self.scroll_y >= self.max_scroll_y

    async def page(self, direction: int) -> None:
        """Scroll by a page, and on where nothing more is drawn."""
        if (self._at_top and direction < 0) or (self._at_end and direction > 0):
            await self.go_on(direction)
        self.scroll_relative(y=direction * self.scrollable_content_region.height, animate=False)

    async def on_mouse_scroll_up(self) -> None:
        if self._at_top:
            await self.go_on(-1)

    async def on_mouse_scroll_down(self) -> None:
        if self._at_end:
            await self.go_on(1)

    # drawing

    def _turns(self, first: int, end: int) -> list[Widget]:
        turns: list[Widget] = []
        for position, answer in self.record.answers(first, end):
            turn = Turn(answer, self.room)
            turn.position = position
            turns.append(turn)
        return turns

    async def _draw(self, first: int, end: int) -> None:
        self.first, self.end = first, end
        await self.mount_all(self._turns(first, end))
        await self._mark()

    async def _drop_top(self) -> None:
        """Take off what is over MOST_DRAWN from the top."""
        children = [child for child in self.children if not isinstance(child, More)]
        await self.remove_children(children[: max(0, len(children) - MOST_DRAWN)])
        self.first = next((turn.position for turn in self.query(Turn) if turn.position is not None), self.first)

    async def _mark(self) -> None:
        """Say at either end how many turns are not drawn."""
        await self.query(More).remove()
        if self.first:
            await self.mount(More(self._texts("earlier_turns", count=self.first), -1), before=0)
        later = len(self.record) - self.end
        if later > 0:
            await self.mount(More(self._texts("later_turns", count=later), 1))
