"""A form as its file prints it, with the lines that an answer cites.

Owns how a file is shown and where in it. It must not parse a form: `store.reading` gives the lines.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static, TextArea

from assistant.answer import CellPlace, Source
from assistant.tui.cells import source_text
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.plain import one_line, plain
from assistant.tui.texts import Texts
from store.errors import FileProblem
from store.reading import read
from store.reading.document import Document, Line


class FormText(TextArea):
    """The lines of a file, numbered; the cited one is set off and stays so while the person moves about."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"form-text--cited"}

    def __init__(self) -> None:
        super().__init__(read_only=True, show_line_numbers=True, highlight_cursor_line=False, compact=True)
        self._cited: tuple[int, ...] = ()

    def show(self, lines: list[str], cited: tuple[int, ...]) -> None:
        """Show a file's lines, with those at the indexes `cited` set off, the first of them in the middle."""
        self._cited = cited
        self.load_text("\n".join(lines))
        self.return_to_cited()

    def return_to_cited(self) -> None:
        if self._cited:
            self.move_cursor((self._cited[0], 0), center=True)

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        if line_index in self._cited:
            line.stylize(self.get_component_rich_style("form-text--cited"))
        return line


class SourceScreen(Screen[None]):
    """One source: its file, at its place. Esc goes back to the conversation, which has not moved."""

    CONTEXT = ("source", "over")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("source", "over")

    def __init__(self, source: Source, texts: Texts, indexed_hash: str | None) -> None:
        super().__init__()
        self._source = source
        self._indexed_hash = indexed_hash  # of the file's content, SHA-256; None where it is not known
        self._texts = texts
        localise(self, texts)

    def compose(self) -> ComposeResult:
        yield Static(Content(source_text(self._source, self._texts)), classes="panel-title", markup=False)
        yield Static(Content(one_line(self._source.file)), classes="note", markup=False)
        yield FormText()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(FormText).loading = True
        self._read()

    def action_cited(self) -> None:
        self.query_one(FormText).return_to_cited()

    @work(thread=True)
    def _read(self) -> None:
        """In a thread: a large PDF takes seconds to read."""
        path = Path(self._source.file)
        try:
            document = read(path)
            changed = self._indexed_hash is not None and self._indexed_hash != sha256(path.read_bytes()).hexdigest()
        except FileProblem as problem:
            self.app.call_from_thread(self._show_problem, str(problem))
        except OSError as error:
            self.app.call_from_thread(self._show_problem, str(error))
        else:
            self.app.call_from_thread(self._show, document, changed)

    def _show(self, document: Document, changed: bool) -> None:
        form = self.query_one(FormText)
        form.loading = False
        cited = cited_lines(document, self._source)
        form.show([_shown(line) for line in document.lines], cited)
        form.focus()
        if changed:
            self._note(self._texts("changed"))
        elif not cited:
            self._note(self._texts("no_such_place"))

    def _show_problem(self, message: str) -> None:
        self.query_one(FormText).loading = False
        self._note(message)

    def _note(self, message: str) -> None:
        self.query_one(".note", Static).update(Content(plain(message)))
        self.query_one(".note", Static).add_class("problem")


def _shown(line: Line) -> str:
    """The line as it is read; a table's cell with its name before it."""
    return plain(f"{line.place.cell}  {line.text}" if line.place.cell and line.text else line.text)


def cited_lines(document: Document, source: Source) -> tuple[int, ...]:
    """Which of a document's lines a source cites, by index, the main one first.

    For each of its cells the first line at its place, else the first of its page; () where there is none.
    """
    places: tuple[Source | CellPlace, ...] = (source, *source.cells)
    found = [_line_at(document, place) for place in places]
    return tuple(dict.fromkeys(index for index in found if index is not None))


def _line_at(document: Document, cited: Source | CellPlace) -> int | None:
    wanted = {"line": cited.line, "page": cited.page, "cell": cited.cell}
    exact = {name: value for name, value in wanted.items() if value is not None}
    for place in (exact, {"page": cited.page} if cited.page is not None else {}):
        for index, line in enumerate(document.lines):
            if place and all(getattr(line.place, name) == value for name, value in place.items()):
                return index
    return None
