"""The screen of the conversation: projects at the left, the conversation, the prompt below it.

Owns the flow from a question to its turn, and what each key does here. It must not understand or word an answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from assistant.answer import Answer, Source, Status
from assistant.dashboard import Part
from assistant.followups.conditions import Condition
from assistant.tabling import numbered
from assistant.tui.cells import cell_text, heading, source_text
from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.doubts import Doubt
from assistant.tui.messages import Asked, ConditionDropped, ConditionWanted, FormWanted, RowWanted, SourcesWanted
from assistant.tui.plain import plain
from assistant.tui.screens.choosing import ChoosingScreen
from assistant.tui.screens.overview import OverviewScreen
from assistant.tui.screens.reading import ReadingScreen
from assistant.tui.screens.source import SourceScreen
from assistant.tui.screens.sources import SourcesScreen
from assistant.tui.texts import Texts
from assistant.tui.widgets.asking import Asking
from assistant.tui.widgets.conditions import Chip
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.finding import FindBar
from assistant.tui.widgets.form import FormPanel
from assistant.tui.widgets.kept import KeptView
from assistant.tui.widgets.progress import IndexProgress
from assistant.tui.widgets.projects import ProjectTree, form_of
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.rows import Rows
from assistant.tui.widgets.turn import Turn
from store.errors import StoreError
from store.evaluations import ProjectRow

W = TypeVar("W", bound=Widget)
ROOMY = 140  # columns from which a form has room beside it too
WIDE = 100  # columns from which the projects have room beside the conversation


class Store(Protocol):
    """What the screen needs of the store. All raise StoreError."""

    def ask(self, question: str) -> Answer: ...

    def conditions(self) -> tuple[Condition, ...]: ...

    def without(self, condition: Condition) -> Answer: ...

    def changed(self, condition: Condition, value: str) -> Answer: ...

    def indexed_hash(self, file: str) -> str | None: ...

    def dashboard(self, language: str) -> tuple[Answer, list[Part]]: ...

    def source_of(self, evaluation_id: int) -> Source | None: ...

    def doubts(self, source: Source, language: str) -> list[Doubt]: ...


class MainScreen(Screen[None]):
    """The conversation over a store that `connect` opens where it is not; `connect` raises StoreError too."""

    CONTEXT = "main"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("main")

    def __init__(self, texts: Texts, connect: Callable[[], Store], positions: Callable[[str], Sequence[int]]) -> None:
        super().__init__()
        self._texts = texts
        self._connect = connect
        self._holds = False  # whether the store has any form
        self._came_from: Widget | None = None  # what had the focus before a form was opened beside it
        self._positions = positions  # of the turns that have some words
        self._projects_wanted: bool | None = None  # None: shown where there is room
        localise(self, texts)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield ProjectTree(self._texts)
            with Vertical():
                yield KeptView(self._texts)
                yield Static(id="below", markup=False)
                yield IndexProgress()
                yield FindBar(self._texts)
                yield Asking(self._texts)
            yield FormPanel(self._texts)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(IndexProgress).display = False
        self.query_one(FormPanel).display = False
        self.query_one(Prompt).focus()

    @property
    def conversation(self) -> ConversationView:
        return self.query_one(ConversationView)

    @property
    def busy(self) -> bool:
        """Whether files are being read into a store that holds nothing yet: nothing can be asked."""
        return self.reading and not self._holds

    @property
    def reading(self) -> bool:
        return self.query_one(IndexProgress).display

    def show_progress(self, text: str, fraction: float) -> None:
        progress = self.query_one(IndexProgress)
        progress.display = True
        progress.text, progress.fraction = text, fraction

    def end_progress(self) -> None:
        self.query_one(IndexProgress).display = False

    def show_projects(self, projects: Sequence[ProjectRow]) -> None:
        self._holds = bool(projects)
        self.query_one(ProjectTree).show([form_of(project) for project in projects])

    # questions

    async def on_asked(self, message: Asked) -> None:
        prompt = self.query_one(Prompt)
        if self.busy:
            self.notify(self._texts("wait"), markup=False)
            prompt.text = prompt.text or message.question
            return
        prompt.remember(message.question)
        await self._show(lambda store: store.ask(message.question))

    async def _show(self, ask: Callable[[Store], Answer]) -> None:
        """Have the store answer, and show what it says."""
        self._leave_projects()
        self.query_one(Prompt).focus()
        try:
            store = self._connect()
            answer = ask(store)
            conditions = store.conditions()
        except StoreError as error:
            await self.conversation.add_notice(str(error), problem=True)
        else:
            understood = answer.status in (Status.ANSWERED, Status.EMPTY)
            await self.conversation.add_answer(answer, conditions if understood else ())

    async def on_condition_dropped(self, message: ConditionDropped) -> None:
        await self._show(lambda store: store.without(message.condition))

    def on_condition_wanted(self, message: ConditionWanted) -> None:
        """Take it away, or one of the values that it can have instead."""
        condition = message.condition

        async def chosen(index: int | None) -> None:
            if index == 0:
                await self._show(lambda store: store.without(condition))
            elif index is not None:
                await self._show(lambda store: store.changed(condition, condition.values[index - 1]))

        items = [self._texts("drop_condition"), *condition.values]
        self.app.push_screen(ChoosingScreen(condition.label, items, self._texts), chosen)

    def on_row_wanted(self, message: RowWanted) -> None:
        answer, texts = message.answer, Texts(message.answer.language)
        cells = zip(answer.columns, answer.rows[message.row], strict=True)
        parts = [(heading(column), cell_text(value, column)) for column, value in cells]
        parts += [(texts("source_list"), source_text(source, texts)) for source in self._sources_of(message)]
        self.app.push_screen(ReadingScreen(answer.question, parts, self._texts))

    @staticmethod
    def _sources_of(message: RowWanted) -> tuple[Source, ...]:
        sources = message.answer.sources[message.row : message.row + 1]
        return tuple(dict.fromkeys(sources[0]))[:5] if sources else ()

    def action_overview(self) -> None:
        try:
            totals, parts = self._connect().dashboard(self._texts.language)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return

        def chosen(question: str | None) -> None:
            if question is not None:
                self.post_message(Asked(question))

        self.app.push_screen(OverviewScreen(totals, parts, self._texts), chosen)

    # what is in an answer

    def action_next(self, number: int) -> None:
        self.conversation.ask_next(number)

    def action_chart(self) -> None:
        """Of the answer that has the focus, else of the last one that has rows."""
        rows = self._focused_in(Rows)
        if rows is None or not rows.toggle_chart():
            self.notify(self._texts("no_chart"), markup=False)

    def action_statement(self) -> None:
        turn = self._focused_in(Turn)
        query = turn.answer.query if turn is not None else None
        if turn is None or query is None:
            self.notify(self._texts("no_statement"), markup=False)
            return
        parameters = "\n".join(f"{n}. {value}" for n, value in enumerate(query.get("parameters", ()), 1))
        rest = {key: value for key, value in query.items() if key not in ("sql", "parameters")}
        parts = [("SQL", str(query.get("sql", ""))), (self._texts("parameters"), parameters)]
        parts.append((self._texts("as_query"), json.dumps(rest, ensure_ascii=False, indent=2)))
        self.app.push_screen(ReadingScreen(turn.answer.question, [p for p in parts if p[1]], self._texts))

    def action_conditions(self) -> None:
        chips = [chip for chip in self.query(Chip) if not chip.has_class("-disabled") and chip.focusable]
        if chips:
            chips[0].focus()
        else:
            self.notify(self._texts("no_conditions"), markup=False)

    def action_edge(self, way: int) -> None:
        if way < 0:
            self.conversation.scroll_home(animate=False)
        else:
            self.conversation.scroll_end(animate=False)

    def on_conversation_view_below(self, message: ConversationView.Below) -> None:
        key = "below_new" if message.new else "below"
        text = self._texts(key, lines=message.lines) if message.lines else ""
        self.query_one("#below", Static).update(Content(text))

    def _focused_in(self, kind: type[W]) -> W | None:
        """The widget of a kind that the focus is in, else the last one of the conversation."""
        around = [node for node in self.focused.ancestors_with_self if isinstance(node, kind)] if self.focused else []
        found = around or list(self.conversation.query(kind))[-1:]
        return found[0] if found else None

    def on_key(self, event: events.Key) -> None:
        """What is typed while a table or a list has the focus is meant for the prompt."""
        prompt = self.query_one(Prompt)
        if event.is_printable and event.character and self.focused is not prompt and not self._bound(event.key):
            event.stop()
            prompt.focus()
            prompt.insert(event.character)

    def _bound(self, key: str) -> bool:
        return key in self.active_bindings

    def on_paste(self, event: events.Paste) -> None:
        prompt = self.query_one(Prompt)
        if self.focused is not prompt:
            event.stop()
            prompt.focus()
            prompt.insert(plain(event.text))

    async def on_prompt_paged(self, message: Prompt.Paged) -> None:
        await self.query_one(KeptView).page(message.direction)

    def action_find(self) -> None:
        self.query_one(FindBar).open(self._positions)

    def on_find_bar_closed(self) -> None:
        self.focus_prompt()

    def focus_prompt(self) -> None:
        self.query_one(Prompt).focus()

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
            self._open_form(sources[0])
        else:
            self.app.push_screen(SourcesScreen(sources, self._texts), self._open_chosen)

    def _open_form(self, source: Source) -> None:
        """Beside the conversation where there is room, else in a screen of its own."""
        try:
            store = self._connect()
            known, doubts = store.indexed_hash(source.file), store.doubts(source, self._texts.language)
        except StoreError:  # it can be shown all the same; the next question says what is wrong with the store
            known, doubts = None, []
        if self.size.width < ROOMY:
            self.app.push_screen(SourceScreen(source, self._texts, known, doubts))
            return
        panel = self.query_one(FormPanel)
        if not panel.display:
            self._came_from = self.focused
        panel.display = True
        panel.open(source, known, doubts)

    def action_close_form(self) -> None:
        """Back to where the person was when the form was opened beside it."""
        self.query_one(FormPanel).display = False
        came_from = self._came_from
        (came_from if came_from is not None and came_from.is_mounted else self.query_one(Prompt)).focus()

    def on_form_wanted(self, message: FormWanted) -> None:
        try:
            source = self._connect().source_of(message.evaluation_id)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if source is not None:
            self._open_form(source)

    def _open_chosen(self, source: Source | None) -> None:
        if source is not None:
            self._open((source,))

    def speak(self) -> None:
        """Word anew what the screen itself says: the language of the texts has changed. Answers keep theirs."""
        localise(self, self._texts)
        self.query_one(Prompt).placeholder = self._texts("placeholder")
        self.query_one(ProjectTree).speak()
        self.query_one(FormPanel).speak()
        self.query_one(FindBar).speak()
        self.refresh_bindings()

    # projects and focus

    def on_resize(self, event: events.Resize) -> None:
        if self._projects_wanted is None:
            self.query_one(ProjectTree).display = event.size.width >= WIDE
        self.set_class(event.size.width < WIDE, "narrow")
        panel = self.query_one(FormPanel)
        if panel.display and event.size.width < ROOMY:
            self.action_close_form()

    def action_projects(self) -> None:
        projects = self.query_one(ProjectTree)
        projects.display = self._projects_wanted = not projects.display
        if projects.display:
            projects.focus_tree()
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
            self.query_one(ProjectTree).display = False
            self._projects_wanted = None
