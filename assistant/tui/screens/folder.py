"""Choosing a folder of forms to be read.

Owns the walk through folders. Reading is the application's affair.
"""

from __future__ import annotations

from pathlib import Path
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


class FolderScreen(ModalScreen[Path | None]):
    """Returns the folder, or the file, that was chosen, or None. What is typed is a path, or a part of a name here."""

    CONTEXT = ("list", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("over")

    def __init__(self, start: Path, texts: Texts) -> None:
        super().__init__()
        self._folder, self._texts = start, texts
        self._shown: list[Path | None] = []  # None: the folder itself
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._texts("choose_folder"), classes="panel-title", markup=False)
            yield Static(classes="note", markup=False)
            yield FilterInput(placeholder=self._texts("folder_hint"))
            yield OptionList(markup=False, compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._go(self._folder)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = Path(event.value.strip()).expanduser() if event.value.strip() else None
        if typed is not None and (self._folder / typed).exists():
            self._take(self._folder / typed)
        elif (index := self.query_one(OptionList).highlighted) is not None:
            self._take(self._shown[index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self._shown[event.option_index])

    def _take(self, path: Path | None) -> None:
        if path is None:
            self.dismiss(self._folder)
        elif path.is_dir():
            self._go(path)
        else:
            self.dismiss(path)

    def _go(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.query_one(".note", Static).update(Content(one_line(str(self._folder))))
        with self.prevent(Input.Changed):
            self.query_one(FilterInput).value = ""
        self._fill("")

    def _fill(self, typed: str) -> None:
        found = chosen(typed, self._inside(), lambda path: (path.name,))
        options = self.query_one(OptionList)
        options.clear_options()
        self._shown = [*([] if typed.strip() else [None, self._folder.parent]), *found]
        for path in self._shown:
            if path is None:
                label = self._texts("this_folder")
            elif path == self._folder.parent:
                label = ".."
            else:
                label = f"{path.name}/"
            options.add_option(Option(Content(one_line(label))))
        options.highlighted = 0 if self._shown else None

    def _inside(self) -> list[Path]:
        """The folders in this one that can be seen; none where that is not allowed."""
        try:
            return sorted(path for path in self._folder.iterdir() if path.is_dir() and not path.name.startswith("."))
        except OSError:
            return []
