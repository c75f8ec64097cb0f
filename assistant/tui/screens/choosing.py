"""A window with a list to choose one line from, which can be filtered: values of a condition, folders, conversations.

Owns the list and its filter. What the choice means is for who asked for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.commands.finding import chosen
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts
from assistant.tui.widgets.filtering import FilterInput


class ChoosingScreen(ModalScreen[int | None]):
    """Returns the position of the chosen item, or None."""

    CONTEXT = ("list", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("over")

    def __init__(self, title: str, items: Sequence[str], texts: Texts) -> None:
        super().__init__()
        self._title, self._items, self._texts = title, tuple(items), texts
        self._found: list[int] = []
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(one_line(self._title)), classes="panel-title", markup=False)
            yield FilterInput(placeholder=self._texts("filter"))
            yield OptionList(markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def _take(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            self.dismiss(self._found[index])

    def _fill(self, typed: str) -> None:
        self._found = chosen(typed, range(len(self._items)), lambda n: (self._items[n],))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(one_line(self._items[n]))) for n in self._found)
        options.highlighted = 0 if self._found else None
