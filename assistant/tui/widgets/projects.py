"""The list of what the store holds: a project in a year on each line.

Owns the list's look. Choosing a project asks for its summary, like any other question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.messages import Asked
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts
from assistant.tui.wrapping import wrapped

NAME_WIDTH = 22  # cells: the panel's 30 of the style sheet, without padding, scroll bar and the year
HANGING = "\n" + " " * 5  # a long name goes on below itself, not below its year


class ProjectList(Vertical):
    """The side panel: a heading with the number of forms, and the forms."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._projects: Sequence[tuple[str | None, int | None]] = ()
        self._questions: list[str | None] = []  # None: a form without a name, of which nothing can be asked

    def compose(self) -> ComposeResult:
        yield Static(self._texts("project_list", count=0), classes="panel-title", markup=False)
        yield OptionList(markup=False, compact=True)

    def show(self, projects: Sequence[tuple[str | None, int | None]]) -> None:
        """Fill the list with (project name, year), in the order given."""
        self._projects = projects
        named = [(one_line(name) if name else "", year) for name, year in projects]
        forms = Counter(name for name, _ in named)
        self._questions = [self._question(name, year, forms[name]) for name, year in named]
        labels = [
            f"{'' if year is None else year:<4} " + HANGING.join(wrapped(name or self._texts("unnamed"), NAME_WIDTH))
            for name, year in named
        ]
        self.query_one(Static).update(Content(self._texts("project_list", count=len(projects))))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(label)) for label in labels)

    def speak(self) -> None:
        """Word it anew: the language of the texts has changed."""
        self.show(self._projects)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if question := self._questions[event.option_index]:
            self.post_message(Asked(question))

    def _question(self, name: str, year: int | None, forms: int) -> str | None:
        """The year is named only where the project has a form for more than one."""
        if not name:
            return None
        if forms > 1 and year is not None:
            return self._texts("ask_summary_of_year", name=name, year=year)
        return self._texts("ask_summary", name=name)
