"""A name for a conversation, typed in one line.

Owns that line. It must not rename anything: the name is handed back.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts


class NameInput(Input):
    """One line, whatever is pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)  # the input's own handler comes next, and inserts it


class NamingScreen(ModalScreen[str | None]):
    """Returns the name, or None where the old one is to stay."""

    CONTEXT = "over"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("over")

    def __init__(self, title: str, texts: Texts) -> None:
        super().__init__()
        self._title, self._texts = title, texts
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._texts("rename_title"), classes="panel-title", markup=False)
            yield NameInput(one_line(self._title), compact=True, select_on_focus=False)
        yield Footer(show_command_palette=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value if event.value.strip() else None)
