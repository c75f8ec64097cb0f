"""Words in all conversations: each turn that has them in a line, the latest first.

Owns the list. Which turn is chosen is handed back; where the words are is the history's affair.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.history import History, Hit
from assistant.history.keeping import HistoryError
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.plain import one_line
from assistant.tui.screens.talks import when
from assistant.tui.texts import Texts
from assistant.tui.widgets.filtering import FilterInput


class SearchScreen(ModalScreen[Hit | None]):
    """Returns the turn to be shown, or None."""

    CONTEXT = ("list", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("over")

    def __init__(self, history: History, texts: Texts, words: str = "") -> None:
        super().__init__()
        self._history, self._texts, self._words = history, texts, words
        self._found: list[Hit] = []
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._texts("search_title"), classes="panel-title", markup=False)
            yield FilterInput(self._words, self._texts("find_hint"))
            yield Static("", classes="note count", markup=False)
            yield OptionList(markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._fill(self._words)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_index)

    def _choose(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            self.dismiss(self._found[index])

    def _fill(self, words: str) -> None:
        try:
            count, self._found = self._history.search(words)
        except HistoryError as error:
            count, self._found = 0, []
            self.notify(str(error), severity="error", markup=False)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self._lines(hit)) for hit in self._found)
        if self._found:
            options.highlighted = 0
        self.query_one(".count", Static).update(Content(self._said(words, count)))

    def _said(self, words: str, count: int) -> str:
        if not words.strip():
            return ""
        if not count:
            return self._texts("find_none")
        key = "search_count" if count == len(self._found) else "search_count_cut"
        return self._texts(key, count=count, shown=len(self._found))

    def _lines(self, hit: Hit) -> Content:
        head = f"{when(hit.asked)}  {one_line(hit.question)}"
        return Content.assemble(head, "\n    ", (one_line(hit.excerpt), "$text-muted"))
