"""Words to find in the conversation: a line above the prompt, with how many turns have them.

Owns the line and the step from one place to the next. Where the words are is asked of `positions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from assistant.tui.commands.binding import bindings_of, give_way, localise
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts


class FindInput(Input):
    """Its keys for the bar come before its own."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        give_way(self, ("ctrl+f",))

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # the input's own handler comes next, and inserts it


class FindBar(Horizontal):
    """Hidden until it is wanted."""

    CONTEXT = "find"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("find")

    class Found(Message):
        """A turn that has the words is to be shown."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    class Everywhere(Message):
        """The words are to be found in all conversations."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Closed(Message):
        """The person has found what they wanted, or not."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._positions: Callable[[str], Sequence[int]] = lambda _: ()
        self._found: Sequence[int] = ()
        self._at = 0
        localise(self, texts)

    def compose(self) -> ComposeResult:
        yield Static(self._texts("find_label"), classes="label", markup=False)
        yield FindInput(self._texts("find_hint"))
        yield Static("", classes="count", markup=False)

    def on_mount(self) -> None:
        self.display = False

    def speak(self) -> None:
        """Word anew what the bar says: the language of the texts has changed."""
        localise(self, self._texts)
        self.query_one(".label", Static).update(self._texts("find_label"))
        self.query_one(Input).placeholder = self._texts("find_hint")

    def open(self, positions: Callable[[str], Sequence[int]]) -> None:
        """Ask for words; what was looked for last stands there, and is taken by the first letter that is typed."""
        self._positions = positions
        self.display = True
        line = self.query_one(Input)
        line.focus()
        line.action_select_all()
        self._find(line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._find(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    def action_next(self) -> None:
        self._go(1)

    def action_previous(self) -> None:
        self._go(-1)

    def action_everywhere(self) -> None:
        self.post_message(self.Everywhere(self.query_one(Input).value))

    def action_close(self) -> None:
        self.display = False
        self.post_message(self.Closed())

    def _find(self, words: str) -> None:
        """The last place first: what one looks for is rather near the end."""
        self._found = self._positions(words) if words.strip() else ()
        self._at = len(self._found) - 1
        self._say(bool(words.strip()))
        if self._found:
            self.post_message(self.Found(self._found[self._at]))

    def _go(self, step: int) -> None:
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._say(True)
            self.post_message(self.Found(self._found[self._at]))

    def _say(self, asked: bool) -> None:
        text = self._texts("find_none") if asked else ""
        if self._found:
            text = self._texts("find_count", now=self._at + 1, count=len(self._found))
        self.query_one(".count", Static).update(text)
