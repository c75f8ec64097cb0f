"""A short list of things to open or to ask, each by a click or by Enter.

Owns the look that questions, choices and sources share. What choosing means is for its subclasses.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.answer import Source
from assistant.tui.messages import Asked, SourcesWanted
from assistant.tui.plain import one_line


class Items(OptionList):
    """A list without a frame; nothing is highlighted before it has the focus."""

    CONTEXT = "list"

    def __init__(self, labels: Sequence[str], *, numbered: bool = False) -> None:
        self._numbered = numbered
        super().__init__(*self._options_of(labels), markup=False, compact=True)
        self.highlighted = None

    def show(self, labels: Sequence[str]) -> None:
        """Other items in place of those that are there."""
        self.clear_options()
        self.add_options(self._options_of(labels))
        self.highlighted = None

    def _options_of(self, labels: Sequence[str]) -> list[Option]:
        width = len(str(len(labels)))
        prefixes = [f"{n:>{width}}. " if self._numbered else "" for n in range(1, len(labels) + 1)]
        return [Option(Content(prefix + one_line(label))) for prefix, label in zip(prefixes, labels, strict=True)]

    def on_focus(self) -> None:
        if self.highlighted is None and self.option_count:
            self.highlighted = 0

    def on_blur(self) -> None:
        self.highlighted = None


class Questions(Items):
    """Questions that ask themselves."""

    def __init__(self, questions: Sequence[str], *, numbered: bool = False) -> None:
        super().__init__(questions, numbered=numbered)
        self._questions = tuple(questions)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.ask(event.option_index)

    def ask(self, index: int) -> None:
        """Ask one of them, counted from 0; nothing where there are not so many."""
        if index < len(self._questions):
            self.post_message(Asked(self._questions[index]))


class Choices(Questions):
    """What a question may have meant, numbered. They are replies to it, and mean nothing once another was asked."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(choices, numbered=True)


class SourceItems(Items):
    """Sources that open themselves; where not all are shown, `rest` is the label of a last item for all of them."""

    def __init__(self, sources: Sequence[Source], labels: Sequence[str], rest: str | None = None) -> None:
        super().__init__(labels, numbered=True)
        self._sources = tuple(sources)
        self._listed = len(labels)
        if rest is not None:
            self.add_option(Option(Content(rest)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        index = event.option_index
        self.post_message(SourcesWanted(self._sources[index : index + 1] if index < self._listed else self._sources))
