"""Every command by name: typed in part, by its sound or its initials, and run by Enter.

Owns the list and its filter. It must not do anything itself: what is chosen is handed back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.commands.action import Action
from assistant.tui.commands.binding import bindings_of, keys_of, localise, written
from assistant.tui.commands.finding import chosen
from assistant.tui.texts import Texts
from assistant.tui.widgets.filtering import FilterInput

_LABEL, _KEYS = 20, 11  # cells that a command's name and key have, so that what it means stands in a column


class PaletteScreen(ModalScreen[Action | None]):
    """Returns the action that was chosen, or None."""

    CONTEXT = ("list", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("over")

    def __init__(self, actions: Sequence[Action], texts: Texts, keymap: dict[str, str], typed: str = "") -> None:
        super().__init__()
        self._actions, self._texts, self._keymap, self._typed = tuple(actions), texts, keymap, typed
        self._found: list[Action] = []
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._texts("find_command"), classes="panel-title", markup=False)
            yield FilterInput(self._typed)
            yield OptionList(markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._fill(self._typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        index = self.query_one(OptionList).highlighted
        if index is not None and index < len(self._found):
            self.dismiss(self._found[index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index])

    def _fill(self, typed: str) -> None:
        self._found = chosen(typed.lstrip("/／、"), self._actions, _words)
        options = self.query_one(OptionList)
        options.clear_options()
        if self._found:
            options.add_options(Option(self._line(action)) for action in self._found)
            options.highlighted = 0
        else:
            options.add_option(Option(Content(self._texts("no_command")), disabled=True))

    def _line(self, action: Action) -> Content:
        label = self._texts.of(action.label)
        keys = " ".join(map(written, keys_of(action, self._keymap)[:1]))
        meaning = self._texts.of(action.meaning)
        first = label + " " * max(2, _LABEL - cell_len(label)) + keys + " " * max(1, _KEYS - len(keys))
        return Content.assemble(first, (meaning, "$text-muted"))


def _words(action: Action) -> tuple[str, ...]:
    return (action.id, *action.label, *action.meaning)
