"""The prompt with what is offered above it: the names that an `@` may stand for.

Owns the list of names while it is open. Which are meant is found by `mentions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tui.plain import one_line
from assistant.tui.texts import Texts
from assistant.tui.widgets.mentions import Name, offered
from assistant.tui.widgets.prompt import Prompt


class Names(OptionList, can_focus=False):
    """The names that are offered. The keys stay with the prompt; a click chooses too."""


class Asking(Vertical):
    """The prompt, and the names above it while one is being chosen."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._known: Callable[[], Sequence[Name]] = tuple
        self._offered: list[Name] = []

    def compose(self) -> ComposeResult:
        yield Names(markup=False, compact=True)
        yield Prompt(self._texts("placeholder"))

    def on_mount(self) -> None:
        self.query_one(Names).display = False

    def know(self, names: Callable[[], Sequence[Name]]) -> None:
        """Where names come from: asked when one is typed, since a store can have many."""
        self._known = names

    def on_prompt_mentioning(self, message: Prompt.Mentioning) -> None:
        message.stop()
        self._offered = [] if message.typed is None else offered(message.typed, self._known())
        self._show()

    def on_prompt_choosing(self, message: Prompt.Choosing) -> None:
        message.stop()
        names = self.query_one(Names)
        if message.step is None:
            self._offered = []
            self._show()
        elif message.step < 0:
            names.action_cursor_up()
        elif message.step > 0:
            names.action_cursor_down()
        elif names.highlighted is not None and names.highlighted < len(self._offered):
            self.query_one(Prompt).complete(self._offered[names.highlighted].text)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        prompt = self.query_one(Prompt)
        if event.option_index < len(self._offered):
            prompt.complete(self._offered[event.option_index].text)
        prompt.focus()

    def _show(self) -> None:
        names, prompt = self.query_one(Names), self.query_one(Prompt)
        names.clear_options()
        names.add_options(Option(self._line(name)) for name in self._offered)
        names.display = prompt.offering = bool(self._offered)
        if self._offered:
            names.highlighted = 0

    def _line(self, name: Name) -> Content:
        kind = self._texts(f"name_{name.kind}")
        return Content.assemble((kind, "$text-muted"), " " * max(1, 11 - cell_len(kind)), one_line(name.text))
