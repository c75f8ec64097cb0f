"""The input line: where a question is typed, in Chinese or English, in one line or several.

Owns its keys and the history of what was asked. It must not answer.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from assistant.tui.commands.binding import bindings_of, give_way, keys_of_contexts
from assistant.tui.messages import Asked
from assistant.tui.plain import plain


class Prompt(TextArea):
    """Enter asks, Ctrl+J begins a line, up and down walk through what was asked, PageUp and PageDown scroll."""

    CONTEXT = "prompt"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("prompt")

    class Paged(Message):
        """The conversation shall scroll by a page: -1 up, 1 down."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, highlight_cursor_line=False, compact=True)
        # Ctrl+Y would be the text area's redo, and hide the screen's copy.
        give_way(self, keys_of_contexts("main", "app"))
        self.asked: list[str] = []
        self._shown: int | None = None  # which of `asked` is in the prompt; None: what is being typed
        self._draft = ""

    def remember(self, question: str) -> None:
        """Add a question to the history, and forget where in it we were."""
        if not self.asked or self.asked[-1] != question:
            self.asked.append(question)
        self._shown = None

    async def _on_key(self, event: events.Key) -> None:
        # Not a binding: one with priority overtakes the characters that came in just before it, as they do when an
        # input method commits a sentence or a terminal pastes one; one without never gets past the text area.
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if question := self.text.strip():
                self.clear()  # now: what is typed next may be here before the answer is
                self.post_message(Asked(question))

    def action_newline(self) -> None:
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        if select or not self.cursor_at_first_line:
            super().action_cursor_up(select)
        elif self.asked and self._shown != 0:
            if self._shown is None:
                self._draft = self.text
            self._show((len(self.asked) if self._shown is None else self._shown) - 1)

    def action_cursor_down(self, select: bool = False) -> None:
        if select or not self.cursor_at_last_line:
            super().action_cursor_down(select)
        elif self._shown is not None:
            self._show(self._shown + 1)

    def _show(self, index: int) -> None:
        self._shown = index if index < len(self.asked) else None
        self.load_text(self._draft if self._shown is None else self.asked[self._shown])
        self.move_cursor(self.document.end)

    def action_cursor_page_up(self) -> None:
        self.post_message(self.Paged(-1))

    def action_cursor_page_down(self) -> None:
        self.post_message(self.Paged(1))

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = plain(event.text)  # the text area's own handler comes next, and inserts it
