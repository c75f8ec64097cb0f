"""What an answer or the whole conversation can be copied or saved as.

Owns the list of ways. The one that is chosen is handed back.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.texts import Texts

# What is done (copy or save), of what (an answer or the talk), in which format: the key of its text.
WAYS: tuple[str, ...] = (
    *("copy_tsv", "copy_md", "copy_text"),
    *("save_csv", "save_md", "save_json"),
    *("save_talk_html", "save_talk_md"),
)


class SavingScreen(ModalScreen[str | None]):
    """Returns one of WAYS, or None."""

    CONTEXT = ("list", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("over")

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._texts("copy_title"), classes="panel-title", markup=False)
            yield OptionList(*(Option(Content(self._texts(way))) for way in WAYS), markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(WAYS[event.option_index])
