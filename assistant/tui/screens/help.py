"""The keys that work where the person is: at the focused widget, its screen, and everywhere.

Owns the layout of the help; what is in it comes from the registry of actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from assistant.configuration import settings_file
from assistant.tui.commands import actions_of
from assistant.tui.commands.binding import bindings_of, keys_of, localise, written
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts


class HelpScreen(ModalScreen[None]):
    """A window over the screen that the person came from; `contexts` are those of the place, innermost first."""

    CONTEXT = "over"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("over"), Binding("f1,enter", "dismiss", show=False)]

    def __init__(self, contexts: Sequence[str], texts: Texts, keymap: dict[str, str]) -> None:
        super().__init__()
        self._contexts, self._texts, self._keymap = contexts, texts, keymap
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._texts("help_title"), classes="panel-title", markup=False)
            for context in self._contexts:
                yield from self._part(context)
            yield Static(self._texts("help_end"), classes="label", markup=False)
            note = self._texts("help_settings", file=one_line(str(settings_file())))
            yield Static(Content(note), classes="note", markup=False)
        yield Footer(show_command_palette=False)

    def _part(self, context: str) -> ComposeResult:
        listed = [(keys_of(action, self._keymap), action) for action in actions_of(context)]
        if not any(keys for keys, _ in listed):
            return
        yield Static(self._texts(f"help_{context}"), classes="label", markup=False)
        for keys, action in listed:
            if keys:
                with HorizontalGroup():
                    yield Static(" ".join(map(written, keys[:2])), classes="keys", markup=False)
                    yield Static(self._texts.of(action.meaning), classes="meaning", markup=False)
