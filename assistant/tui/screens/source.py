"""A form in a screen of its own, where there is no room for it beside the conversation.

Owns the keys of that screen. How a form is shown is `widgets.form`'s affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Footer

from assistant.answer import Source
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.doubts import Doubt
from assistant.tui.texts import Texts
from assistant.tui.widgets.form import FormView


class SourceScreen(Screen[None]):
    """One source: its file, at its place. Esc goes back to the conversation, which has not moved."""

    CONTEXT = ("source", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("source", "over")

    def __init__(
        self, source: Source, texts: Texts, indexed_hash: str | None = None, doubts: Sequence[Doubt] = ()
    ) -> None:
        super().__init__()
        self._source, self._texts = source, texts
        self._indexed_hash, self._doubts = indexed_hash, tuple(doubts)
        localise(self, texts)

    def compose(self) -> ComposeResult:
        yield FormView(self._texts)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(FormView).open(self._source, self._indexed_hash, self._doubts)

    def action_cited(self) -> None:
        self.query_one(FormView).return_to_cited()
