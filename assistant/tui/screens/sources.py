"""A choice among the sources of an answer.

Owns the keys by which one is chosen: its number, or the arrows and Enter.
"""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static

from assistant.answer import Source
from assistant.tui.cells import source_text
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.messages import SourcesWanted
from assistant.tui.texts import Texts
from assistant.tui.widgets.items import SourceItems


class SourcesScreen(ModalScreen[Source | None]):
    """Returns the source that was chosen, or None."""

    CONTEXT = ("list", "over")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("over"), Binding("f3,ctrl+o", "dismiss", show=False)]

    def __init__(self, sources: tuple[Source, ...], texts: Texts) -> None:
        super().__init__()
        self._sources = sources
        self._texts = texts
        self._typed = ""
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._texts("which_source"), classes="panel-title", markup=False)
            yield SourceItems(self._sources, [source_text(source, self._texts) for source in self._sources])
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(SourceItems).focus()

    def on_sources_wanted(self, message: SourcesWanted) -> None:
        message.stop()
        self.dismiss(message.sources[0])

    def on_key(self, event: events.Key) -> None:
        """Digits, full-width ones of an input method too: a number that no further digit can extend opens at once."""
        digit = unicodedata.digit(event.character, None) if event.character and event.is_printable else None
        if digit is None:
            self._typed = ""
            return
        event.stop()
        self._typed += str(digit)
        number = int(self._typed)
        if not 1 <= number <= len(self._sources):
            self._typed = ""
        elif number * 10 > len(self._sources):
            self.dismiss(self._sources[number - 1])
        else:
            self.query_one(OptionList).highlighted = number - 1
