"""A form as its file prints it: its tables as they stand, what an answer cites set off, what does not add up marked.

Owns how a file is shown and where in it. It must not parse a form or check one: `store.reading` gives its content, the
store what was found in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static, TextArea

from assistant.answer import Source
from assistant.tui.cells import source_text
from assistant.tui.commands.binding import bindings_of, give_way, keys_of_contexts, localise
from assistant.tui.doubts import Doubt
from assistant.tui.laying import Laid, Span, laid_out
from assistant.tui.plain import one_line, plain
from assistant.tui.texts import Texts
from assistant.tui.widgets.items import Items
from store.errors import FileProblem
from store.reading import read
from store.reading.document import Document
from store.records import Place


class FormText(TextArea):
    """The lines of a file; what is cited is set off and stays so while the person moves about."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"form-text--cited", "form-text--doubted", "form-text--row"}

    def __init__(self) -> None:
        super().__init__(read_only=True, show_line_numbers=True, highlight_cursor_line=False, compact=True)
        give_way(self, keys_of_contexts("main", "app"))
        self._cited: tuple[Span, ...] = ()
        self._doubted: tuple[Span, ...] = ()
        self._shaded: set[int] = set()

    def show(self, laid: Laid, cited: tuple[Span, ...], doubted: tuple[Span, ...] = ()) -> None:
        """Show a file's lines, with the spans `cited` set off, the first of them in the middle of the view."""
        self._cited, self._doubted, self._shaded = cited, doubted, laid.shaded
        self.show_line_numbers = not any(place.cell for place, _ in laid.places)
        self.load_text("\n".join(laid.lines))
        self.return_to_cited()

    def return_to_cited(self) -> None:
        self.go_to(self._cited)

    def go_to(self, spans: tuple[Span, ...]) -> None:
        if spans:
            self.move_cursor((spans[0].line, spans[0].start), center=True)

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        if line_index in self._shaded:
            line.stylize(self.get_component_rich_style("form-text--row"))
        for name, spans in (("doubted", self._doubted), ("cited", self._cited)):
            for span in spans:
                if span.line == line_index:
                    line.stylize(self.get_component_rich_style(f"form-text--{name}"), span.start, span.end)
        return line


class Doubts(Items):
    """What does not add up in the form; choosing one goes to its cell."""


class FormView(Vertical):
    """One source: its file, at its place, with what was found in the form."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._source: Source | None = None
        self._indexed_hash: str | None = None
        self._doubts: tuple[Doubt, ...] = ()
        self._document: Document | None = None
        self._laid = Laid()

    def compose(self) -> ComposeResult:
        yield Static(classes="panel-title", markup=False)
        yield Static(classes="note", markup=False)
        yield FormText()
        yield Static(classes="panel-title doubts", markup=False)
        yield Doubts(())

    def on_mount(self) -> None:
        self._show_doubts(())

    def open(self, source: Source, indexed_hash: str | None, doubts: Sequence[Doubt] = ()) -> None:
        """Read a source's file and show it. `indexed_hash` is of its content, SHA-256; None where it is not known."""
        self._source, self._indexed_hash, self._doubts = source, indexed_hash, tuple(doubts)
        self._document = None
        self.query_one(".panel-title", Static).update(Content(source_text(source, self._texts)))
        note = self.query_one(".note", Static)
        note.remove_class("problem")
        note.update(Content(one_line(source.file)))
        self.query_one(FormText).loading = True
        self._read(source)

    def return_to_cited(self) -> None:
        self.query_one(FormText).return_to_cited()

    def on_resize(self) -> None:
        if self._document is not None:
            self._lay(self._document)

    @work(thread=True, exclusive=True, group="form")
    def _read(self, source: Source) -> None:
        """In a thread: a large PDF takes seconds to read."""
        path = Path(source.file)
        try:
            document = read(path)
            changed = self._indexed_hash is not None and self._indexed_hash != sha256(path.read_bytes()).hexdigest()
        except FileProblem as problem:
            self.app.call_from_thread(self._show_problem, str(problem))
        except OSError as error:
            self.app.call_from_thread(self._show_problem, str(error))
        else:
            self.app.call_from_thread(self._show, source, document, changed)

    def _show(self, source: Source, document: Document, changed: bool) -> None:
        if source is not self._source:
            return  # another was opened meanwhile
        form = self.query_one(FormText)
        form.loading = False
        self._document = document
        cited = self._lay(document)
        self._show_doubts(self._doubts)
        form.focus()
        if changed:
            self._note(self._texts("changed"))
        elif not cited:
            self._note(self._texts("no_such_place"))

    def _lay(self, document: Document) -> tuple[Span, ...]:
        form = self.query_one(FormText)
        self._laid = laid_out(document, max(20, form.size.width - 2))
        cited = self._cited()
        doubted = tuple(span for doubt in self._doubts for place in doubt.places for span in self._at(place))
        form.show(self._laid, cited, doubted)
        return cited

    def _cited(self) -> tuple[Span, ...]:
        source = self._source
        if source is None:
            return ()
        places = [(source.line, source.page, source.cell), *((c.line, c.page, c.cell) for c in source.cells)]
        return tuple(dict.fromkeys(span for place in places for span in self._laid.find(*place)))

    def _at(self, place: Place) -> tuple[Span, ...]:
        return self._laid.find(place.line, place.page, place.cell)

    def _show_doubts(self, doubts: Sequence[Doubt]) -> None:
        title, items = self.query_one(".doubts", Static), self.query_one(Doubts)
        title.display = items.display = bool(doubts)
        title.update(Content(self._texts("doubts", count=len(doubts))))
        items.show([doubt.text for doubt in doubts])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        doubt = self._doubts[event.option_index]
        self.query_one(FormText).go_to(tuple(span for place in doubt.places for span in self._at(place)))

    def _show_problem(self, message: str) -> None:
        self.query_one(FormText).loading = False
        self._note(message)

    def _note(self, message: str) -> None:
        note = self.query_one(".note", Static)
        note.update(Content(plain(message)))
        note.add_class("problem")


class FormPanel(FormView):
    """The same beside the conversation: Esc closes it."""

    CONTEXT = "form"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("form")

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts)
        localise(self, texts)

    def speak(self) -> None:
        localise(self, self._texts)

    def action_cited(self) -> None:
        self.return_to_cited()
