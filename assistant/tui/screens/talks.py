"""Kept conversations: filtered by what is typed, gone on with, named, deleted and brought back.

Owns the list. What is chosen is handed back; the list itself is asked of the history.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.history import History, Talk
from assistant.history.keeping import HistoryError
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.plain import one_line
from assistant.tui.screens.naming import NamingScreen
from assistant.tui.texts import Texts
from assistant.tui.widgets.filtering import FilterInput


class TalksScreen(ModalScreen[Talk | None]):
    """Returns the conversation to go on with, or None."""

    CONTEXT = ("list", "talks", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("talks", "over")

    def __init__(self, history: History, texts: Texts) -> None:
        super().__init__()
        self._history, self._texts = history, texts
        self._listed: list[Talk] = []
        self._deleted: list[Talk] = []  # the last one last
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("", classes="panel-title", markup=False)
            yield FilterInput()
            yield OptionList(markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        self._fill()

    def on_input_changed(self) -> None:
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if (talk := self._chosen) is not None:
            self.dismiss(talk)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._listed):
            self.dismiss(self._listed[event.option_index])

    def action_rename(self) -> None:
        talk = self._chosen
        if talk is None:
            return

        def rename(title: str | None) -> None:
            if title is not None and self._done(lambda: self._history.rename(talk.id, title)):
                self._fill(talk.id)

        self.app.push_screen(NamingScreen(talk.title, self._texts), rename)

    def action_delete(self) -> None:
        talk = self._chosen
        if talk is not None and self._done(lambda: self._history.delete(talk.id)):
            self._deleted.append(talk)
            self.notify(self._texts("deleted", title=one_line(talk.title)), markup=False)
            self._fill()

    def action_undelete(self) -> None:
        if not self._deleted:
            self.notify(self._texts("nothing_to_undo"), markup=False)
            return
        talk = self._deleted.pop()
        if self._done(lambda: self._history.undelete(talk.id)):
            self.notify(self._texts("undeleted", title=one_line(talk.title)), markup=False)
            self._fill(talk.id)

    @property
    def _chosen(self) -> Talk | None:
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def _done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except HistoryError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        return True

    def _fill(self, chosen: int | None = None) -> None:
        """List what the filter lets through; the cursor stays where it was, or goes to the conversation `chosen`."""
        words, options = self.query_one(Input).value, self.query_one(OptionList)
        at = options.highlighted or 0
        try:
            self._listed = self._history.talks(words)
        except HistoryError as error:
            self._listed = []
            self.notify(str(error), severity="error", markup=False)
        self.query_one(Static).update(Content(self._texts("talk_list", count=len(self._listed))))
        options.clear_options()
        if self._listed:
            options.add_options(Option(self._line(talk)) for talk in self._listed)
            ids = [talk.id for talk in self._listed]
            options.highlighted = ids.index(chosen) if chosen in ids else min(at, len(ids) - 1)
        else:
            nothing = self._texts("no_such_talks", words=one_line(words)) if words.strip() else self._texts("no_talks")
            options.add_option(Option(Content(nothing), disabled=True))

    def _line(self, talk: Talk) -> Content:
        about = self._texts("talk_line", when=when(talk.changed), turns=talk.turns)
        room = max(10, min(self.size.width, 100) - cell_len(about) - 6)
        title = set_cell_size(one_line(talk.title), room)
        return Content.assemble(title, "  ", (about, "$text-muted"))


def when(time: str) -> str:
    """A time that was kept, as the clock on the wall showed it."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"
