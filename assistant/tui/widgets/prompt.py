"""The input line: where a question is typed, in Chinese or English, in one line or several.

Owns its keys, the history of what was asked, and what is offered while one types: the rest of a question as grey text,
names after an `@`. It must not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from assistant.tui.commands.binding import bindings_of, give_way, keys_of_contexts
from assistant.tui.messages import Asked
from assistant.tui.plain import plain
from assistant.tui.widgets import words
from assistant.tui.widgets.ghost import Continuations
from assistant.tui.widgets.mentions import mention

COMMANDS = frozenset("/／、")  # with a Chinese input method the key of / gives 、


class Prompt(TextArea):
    """Enter asks, Ctrl+J begins a line, up and down walk through what was asked, PageUp and PageDown scroll."""

    CONTEXT = "prompt"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("prompt")

    class Paged(Message):
        """The conversation shall scroll by a page: -1 up, 1 down."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    class Mentioning(Message):
        """What is typed after an `@` at the cursor has changed; None: there is no `@` any more."""

        def __init__(self, typed: str | None) -> None:
            super().__init__()
            self.typed = typed

    class Choosing(Message):
        """A key for the names that are offered: -1 up, 1 down, 0 takes the one that is marked, None closes them."""

        def __init__(self, step: int | None) -> None:
            super().__init__()
            self.step = step

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, highlight_cursor_line=False, compact=True)
        # Ctrl+Y would be the text area's redo, and hide the screen's copy.
        give_way(self, keys_of_contexts("main", "app"))
        self.asked: list[str] = []
        self.continuations = Continuations()
        self.offering = False  # whether names are offered: they have the arrows then, Enter, Tab and Esc
        self._mentioned: str | None = None
        self._shown: int | None = None  # which of `asked` is in the prompt; None: what is being typed
        self._draft = ""
        self.continuations.learn_asked(self.asked)

    # what was asked

    def remember(self, question: str) -> None:
        """Add a question to the history, and forget where in it we were."""
        if not self.asked or self.asked[-1] != question:
            self.asked.append(question)
        self._shown = None

    def recall(self, questions: Sequence[str]) -> None:
        """What was asked before this session stands before what is asked in it."""
        self.asked[:0] = questions
        if self._shown is not None:
            self._shown += len(questions)

    # keys

    async def _on_key(self, event: events.Key) -> None:
        # Not a binding: one with priority overtakes the characters that came in just before it, as they do when an
        # input method commits a sentence or a terminal pastes one; one without never gets past the text area.
        if self.offering and event.key in ("enter", "tab", "escape"):
            self._take(event)
            self.post_message(self.Choosing(None if event.key == "escape" else 0))
        elif event.key == "enter":
            self._take(event)
            if question := self.text.strip():
                self.clear()  # now: what is typed next may be here before the answer is
                self.post_message(Asked(question))
        elif event.character in COMMANDS and not self.text:
            self._take(event)
            await self.app.run_action("palette")

    @staticmethod
    def _take(event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def action_newline(self) -> None:
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        if self.offering and not select:
            self.post_message(self.Choosing(-1))
        elif select or not self.cursor_at_first_line:
            super().action_cursor_up(select)
        elif self.asked and self._shown != 0:
            if self._shown is None:
                self._draft = self.text
            self._show((len(self.asked) if self._shown is None else self._shown) - 1)

    def action_cursor_down(self, select: bool = False) -> None:
        if self.offering and not select:
            self.post_message(self.Choosing(1))
        elif select or not self.cursor_at_last_line:
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

    # words: Textual's own would pass over a whole Chinese sentence

    def get_cursor_word_left_location(self) -> tuple[int, int]:
        row, column = self.cursor_location
        if column == 0:
            return (row - 1, len(self.document[row - 1])) if row else (0, 0)
        return row, words.before(self.document[row], column, words.loaded())

    def get_cursor_word_right_location(self) -> tuple[int, int]:
        row, column = self.selection.end
        line = self.document[row]
        if column == len(line):
            return (row + 1, 0) if row < self.document.line_count - 1 else (row, column)
        return row, words.after(line, column, words.loaded())

    def action_delete_word_right(self) -> None:
        start, end = self.selection
        self._delete_via_keyboard(start, end if start != end else self.get_cursor_word_right_location())

    # what is offered

    def update_suggestion(self) -> None:
        """As grey text: how the question may go on. Nothing while the past is walked through, or a name is chosen."""
        typed = self._before_cursor()
        at_end = self.cursor_location == self.document.end and self.selection.is_empty
        wanted = at_end and self._shown is None and mention(typed) is None
        self.suggestion = self.continuations.rest(self.text) if wanted else ""

    def on_text_area_changed(self) -> None:
        self._tell_mention()

    def on_text_area_selection_changed(self) -> None:
        self._tell_mention()

    def complete(self, name: str) -> None:
        """Put a name in the place of the `@` at the cursor and of what is typed after it."""
        typed = mention(self._before_cursor())
        if typed is not None:
            row, column = self.cursor_location
            self.replace(name, (row, column - len(typed) - 1), (row, column))

    def _tell_mention(self) -> None:
        typed = mention(self._before_cursor()) if self.selection.is_empty else None
        if typed != self._mentioned:
            self._mentioned = typed
            self.post_message(self.Mentioning(typed))

    def _before_cursor(self) -> str:
        row, column = self.cursor_location
        return self.document[row][:column]
