"""One turn of the conversation: a question, and what came of it.

Owns the order in which the parts of an answer stand. It must not word anything but the UI's own headings.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.answer import Answer, Status
from assistant.followups.conditions import Condition
from assistant.tabling import numbered
from assistant.tui.cells import source_text
from assistant.tui.plain import plain
from assistant.tui.texts import Texts
from assistant.tui.widgets.conditions import Conditions
from assistant.tui.widgets.items import Choices, Questions, SourceItems
from assistant.tui.widgets.rows import Rows

MOST_SOURCES = 5  # listed under an answer; the rest is one step away


def line(text: str, classes: str) -> Static:
    """Text of a file or a user, drawn as it is: selectable, and never markup."""
    return Static(Content(plain(text)), classes=classes, markup=False)


class Turn(Vertical):
    """A question with its answer, labelled in the question's language."""

    def __init__(self, answer: Answer, room: int, conditions: Sequence[Condition] = ()) -> None:
        super().__init__()
        self._conditions = tuple(conditions)
        self.answer = answer
        self.position: int | None = None  # in the conversation that is kept, from 0
        self._texts = Texts(answer.language)
        self._room = room

    def compose(self) -> ComposeResult:
        answer, texts = self.answer, self._texts
        yield line(answer.question, "question")
        yield line(answer.text, f"headline {answer.status.value}")
        if answer.rows:
            yield Rows(answer, texts, self._room)
        if answer.interpretation:
            yield line(texts("understood", text=answer.interpretation), "note understood")
        if self._conditions:
            yield Conditions(self._conditions, texts)
        if answer.status is Status.CLARIFY and answer.choices:
            yield line(texts("choose"), "label")
            yield Choices(answer.choices)
        yield from self._sources()
        if answer.suggestions:
            yield line(texts("next"), "label")
            yield Questions(answer.suggestions, numbered=True)

    def _sources(self) -> ComposeResult:
        sources = tuple(numbered(self.answer))
        if not sources:
            return
        yield line(self._texts("source_list"), "label")
        labels = [source_text(source, self._texts) for source in sources[:MOST_SOURCES]]
        rest = self._texts("all_sources", count=len(sources)) if len(sources) > MOST_SOURCES else None
        yield SourceItems(sources, labels, rest)


class Notice(Vertical):
    """Something the UI itself has to say: what was read, what could not be, what to do."""

    def __init__(self, text: str, *, problem: bool = False) -> None:
        super().__init__()
        self._text = text
        self._kind = "problem" if problem else "notice"

    def compose(self) -> ComposeResult:
        yield line(self._text, self._kind)


class Welcome(Vertical):
    """The start: what the store holds, and questions to begin with."""

    def __init__(self, holds: str, questions: tuple[str, ...], texts: Texts) -> None:
        super().__init__()
        self._holds, self._questions, self._texts = holds, questions, texts

    def compose(self) -> ComposeResult:
        yield line(self._texts("welcome"), "title")
        yield line(self._holds, "headline")
        if self._questions:
            yield line(self._texts("begin"), "label")
            yield Questions(self._questions, numbered=True)


def focusable(widget: Widget) -> list[Widget]:
    """The parts of a turn that keys can reach, from the top."""
    return [part for part in widget.walk_children(Widget) if part.focusable]
