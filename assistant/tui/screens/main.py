"""The screen of the conversation: projects at the left, the conversation, the prompt below it.

Owns the flow from a question to its turn, and what each key does here. It must not understand or word an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, OptionList

from assistant.answer import Answer, Source
from assistant.tabling import numbered
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.messages import Asked, SourcesWanted
from assistant.tui.plain import plain
from assistant.tui.screens.source import SourceScreen
from assistant.tui.screens.sources import SourcesScreen
from assistant.tui.texts import Texts
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.progress import IndexProgress
from assistant.tui.widgets.projects import ProjectList
from assistant.tui.widgets.prompt import Prompt
from store.errors import StoreError
from store.evaluations import ProjectRow

WIDE = 100  # columns from which the projects have room beside the conversation


class Store(Protocol):
    """What the screen needs of the store. Both raise StoreError."""

    def ask(self, question: str) -> Answer: ...

    def indexed_hash(self, file: str) -> str | None: ...


class MainScreen(Screen[None]):
    """The conversation over a store that `connect` opens where it is not; `connect` raises StoreError too."""

    CONTEXT = "main"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("main")

    def __init__(self, texts: Texts, connect: Callable[[], Store]) -> None:
        super().__init__()
        self._texts = texts
        self._connect = connect
        self._projects_wanted: bool | None = None  # None: shown where there is room
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield ProjectList(self._texts)
            with Vertical():
                yield ConversationView(self._texts)
                yield IndexProgress()
                yield Prompt(self._texts("placeholder"))
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(IndexProgress).display = False
        self.query_one(Prompt).focus()

    @property
    def conversation(self) -> ConversationView:
        return self.query_one(ConversationView)

    @property
    def busy(self) -> bool:
        """Whether files are being read: nothing can be asked yet."""
        return self.query_one(IndexProgress).display

    def show_progress(self, text: str, fraction: float) -> None:
        progress = self.query_one(IndexProgress)
        progress.display = True
        progress.text, progress.fraction = text, fraction

    def end_progress(self) -> None:
        self.query_one(IndexProgress).display = False

    def show_projects(self, projects: Sequence[ProjectRow]) -> None:
        self.query_one(ProjectList).show([(project.project_name, project.year) for project in projects])

    # questions

    async def on_asked(self, message: Asked) -> None:
        prompt = self.query_one(Prompt)
        if self.busy:
            self.notify(self._texts("wait"), markup=False)
            prompt.text = prompt.text or message.question
            return
        prompt.remember(message.question)
        self._leave_projects()
        prompt.focus()
        try:
            answer = self._connect().ask(message.question)
        except StoreError as error:
            await self.conversation.add_notice(str(error), problem=True)
        else:
            await self.conversation.add_answer(answer)

    def on_key(self, event: events.Key) -> None:
        """What is typed while a table or a list has the focus is meant for the prompt."""
        prompt = self.query_one(Prompt)
        if event.is_printable and event.character and self.focused is not prompt:
            event.stop()
            prompt.focus()
            prompt.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        prompt = self.query_one(Prompt)
        if self.focused is not prompt:
            event.stop()
            prompt.focus()
            prompt.insert(plain(event.text))

    def on_prompt_paged(self, message: Prompt.Paged) -> None:
        if message.direction < 0:
            self.conversation.scroll_page_up(animate=False)
        else:
            self.conversation.scroll_page_down(animate=False)

    # sources

    def on_sources_wanted(self, message: SourcesWanted) -> None:
        self._open(message.sources)

    def action_sources(self) -> None:
        last = self.conversation.last_answer
        sources = tuple(numbered(last)) if last is not None else ()
        if sources:
            self._open(sources)
        else:
            self.notify(self._texts("no_sources"), markup=False)

    def _open(self, sources: tuple[Source, ...]) -> None:
        if len(sources) == 1:
            self.app.push_screen(SourceScreen(sources[0], self._texts, self._indexed_hash(sources[0])))
        else:
            self.app.push_screen(SourcesScreen(sources, self._texts), self._open_chosen)

    def _indexed_hash(self, source: Source) -> str | None:
        try:
            return self._connect().indexed_hash(source.file)
        except StoreError:
            return None  # the form can be shown all the same; the next question says what is wrong with the store

    def _open_chosen(self, source: Source | None) -> None:
        if source is not None:
            self._open((source,))

    def speak(self) -> None:
        """Word anew what the screen itself says: the language of the texts has changed. Answers keep theirs."""
        localise(self, self._texts)
        self.query_one(Prompt).placeholder = self._texts("placeholder")
        self.query_one(ProjectList).speak()
        self.refresh_bindings()

    # projects and focus

    def on_resize(self, event: events.Resize) -> None:
        if self._projects_wanted is None:
            self.query_one(ProjectList).display = event.size.width >= WIDE

    def action_projects(self) -> None:
        projects = self.query_one(ProjectList)
        projects.display = self._projects_wanted = not projects.display
        if projects.display:
            projects.query_one(OptionList).focus()
        else:
            self.query_one(Prompt).focus()

    def action_prompt(self) -> None:
        self._leave_projects()
        self.query_one(Prompt).focus()

    def action_focus_answer(self) -> None:
        """From the prompt to the last answer; from there on, through what follows it."""
        if not (isinstance(self.focused, Prompt) and self.conversation.focus_last()):
            self.app.action_focus_next()

    def _leave_projects(self) -> None:
        """Where they cover the conversation, the projects go once they have served."""
        if self.size.width < WIDE:
            self.query_one(ProjectList).display = False
            self._projects_wanted = None
