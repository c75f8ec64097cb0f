"""The keys, one line each.

Owns the layout of the help; its words are in `texts`.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from assistant.tui.localised import localise
from assistant.tui.texts import HELP, HELP_END, HELP_TITLE, Texts


class HelpScreen(ModalScreen[None]):
    """A window over the screen that the person came from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter", "dismiss", "back", key_display="Esc")]

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._texts.of(HELP_TITLE), classes="panel-title", markup=False)
            for keys, *meaning in HELP:
                with HorizontalGroup():
                    yield Static(keys, classes="keys", markup=False)
                    yield Static(self._texts.of((meaning[0], meaning[1])), classes="meaning", markup=False)
            yield Static(self._texts.of(HELP_END), classes="label", markup=False)
        yield Footer(show_command_palette=False)
