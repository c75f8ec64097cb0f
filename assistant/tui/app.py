"""The application: opens the store, has files read where there is none, and answers what the screen asks.

Owns the life of the session and of the thread that reads files. What is drawn is the screens' affair, what is
understood the conversation's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import get_current_worker

from assistant.tui import settings
from assistant.tui.commands import BY_ID
from assistant.tui.commands.action import Action
from assistant.tui.commands.binding import available, bindings_of, contexts_at, localise, written
from assistant.tui.copying import CopyingApp
from assistant.tui.holdings import holdings_text
from assistant.tui.outcomes import outcome_of
from assistant.tui.pace import Pace, as_clock
from assistant.tui.plain import one_line, plain
from assistant.tui.screens.folder import FolderScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.session import Session
from assistant.tui.talking import TalkingApp
from assistant.tui.texts import Texts, ui_language
from assistant.tui.themes import DEFAULT, THEMES, following
from assistant.tui.wrapping import use_in_textual
from store.errors import MissingStore, StoreError

if TYPE_CHECKING:
    from store.indexing import Progress


class Quitting(Exception):
    """The person left while files were being read; what is stored by then stays."""


class BlankScrollBar(ScrollBarRender):
    """A scroll bar of blanks alone: half blocks have a width that terminals disagree on."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


class JiwenApp(TalkingApp, CopyingApp):
    """The UI over one store. `language` is that of keys and notes, zh or en; answers follow their questions."""

    CSS_PATH = "styles.tcss"
    TITLE = "jiwen"
    ENABLE_COMMAND_PALETTE = False
    CONTEXT = "app"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")

    def __init__(
        self, store: Path, corpus: Path | None, language: str | None = None, resume: int | None = None
    ) -> None:
        super().__init__(store, resume)
        self._corpus = corpus
        self._session: Session | None = None
        self._settings = settings.load(BY_ID)
        self.texts = Texts(language or ui_language(self._settings.language))
        self.set_keymap(self._settings.keys)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self._settings.theme or DEFAULT
        self.main = MainScreen(self.texts, self.connect, self.positions)
        localise(self, self.texts)
        use_in_textual()
        ScrollBar.renderer = BlankScrollBar

    def get_default_screen(self) -> Screen[None]:
        return self.main

    async def on_ready(self) -> None:
        await self._open()
        for key, what in self._settings.problems:
            await self.main.conversation.add_notice(self.texts(key, what=what), problem=True)

    def on_unmount(self) -> None:
        self._close()

    # the session

    async def _open(self, *, may_index: bool = True) -> None:
        """Open the store and show what it holds; where it holds nothing, have the corpus read first."""
        conversation = self.main.conversation
        problem = self.texts("empty")
        try:
            session = self.connect()
            if session.projects:
                self.teach(session)
                if await self.resume_wanted():
                    return
                suggestions = session.suggestions(self.texts.language)
                await conversation.welcome(holdings_text(session.projects, self.texts), suggestions)
                if session.unused_words is not None:
                    await conversation.add_notice(self.texts("unused_words", why=session.unused_words), problem=True)
                return
        except MissingStore as error:
            problem = str(error)
        except StoreError as error:
            await conversation.add_notice(str(error), problem=True)
            return
        if may_index and self._corpus is not None:
            self._close()
            self.read(self._corpus)
        else:
            await conversation.add_notice(problem, problem=True)

    def connect(self) -> Session:
        """The session, opened where it is not: a store that was missing or locked may be there by now."""
        if self._session is None:
            self._session = Session(self.store)
            self.main.show_projects(self._session.projects)
        return self._session

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        self.history.close()

    # reading files

    def action_read_folder(self) -> None:
        if self.main.reading:
            self.notify(self.texts("already_reading"))
        else:
            self.push_screen(FolderScreen(Path.cwd(), self.texts), self.read)

    def action_stop_reading(self) -> None:
        if self.main.reading:
            self.workers.cancel_group(self, "reading")
        else:
            self.notify(self.texts("not_reading"))

    def read(self, path: Path | None) -> None:
        """Have the forms at and under a path read into the store; questions can be asked meanwhile."""
        if path is not None:
            self.main.show_progress(self.texts("reading", file=one_line(path.name)), 0.0)
            self._index(path)

    @work(thread=True, group="reading")
    def _index(self, corpus: Path) -> None:
        from store.indexing import index  # here: it brings sqlite_utils, which a store that is there needs not

        worker, pace = get_current_worker(), Pace()

        def progress(now: Progress) -> None:
            if worker.is_cancelled:
                raise Quitting
            self.call_later(self._show_progress, now, pace.left(now.done, now.total))

        try:
            report = index(self.store, [corpus], progress)
        except Quitting:
            self.call_later(self._after_indexing, [self.texts("stopped")], [])
        except StoreError as error:
            self.call_later(self._after_indexing, [], [str(error)])
        else:
            self.call_later(self._after_indexing, *outcome_of(report, self.texts))

    def _show_progress(self, now: Progress, left: int | None = None) -> None:
        name = one_line(now.path.name) if now.path is not None else ""
        time = self.texts("time_left", time=as_clock(left)) if left is not None else ""
        text = self.texts("indexing", done=now.done, total=now.total, file=name) + time + self.texts("stop_hint")
        self.main.show_progress(text, now.done / max(now.total, 1))

    async def _after_indexing(self, notes: list[str], problems: list[str]) -> None:
        """Open the store anew: it may hold other forms now. The conversation stays as it is on the screen."""
        if not self.is_running:
            return
        greeted = self._session is not None
        self.main.end_progress()
        self._close()
        if greeted:
            self.connect()
        else:
            await self._open(may_index=False)
        if problems:
            await self.main.conversation.add_notice("\n".join(problems), problem=True)
        if notes:
            await self.main.conversation.add_notice("\n".join(notes))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """As Textual's, but never markup unless it is asked for, and without control characters."""
        super().notify(plain(message), title=title, severity=severity, timeout=timeout, markup=markup)

    # keys

    def get_key_display(self, binding: Binding) -> str:
        return binding.key_display or written(binding.key)

    def action_help(self) -> None:
        if not isinstance(self.screen, HelpScreen):
            contexts = contexts_at(self.focused or self.screen)
            self.push_screen(HelpScreen(contexts, self.texts, self._settings.keys))

    def action_palette(self, typed: str = "") -> None:
        """Choose among all that can be done on this screen, and do it there."""
        if isinstance(self.screen, PaletteScreen):
            self.pop_screen()
            return
        can = available(self.screen)

        async def run(action: Action | None) -> None:
            for one, node in can:
                if one == action and one.run is not None:
                    await self.run_action(one.run, default_namespace=node)

        self.push_screen(PaletteScreen([action for action, _ in can], self.texts, self._settings.keys, typed), run)

    def action_theme(self) -> None:
        self.theme = following(self.theme)
        self._keep("theme", self.theme)

    def action_language(self) -> None:
        self.texts.language = "en" if self.texts.language == "zh" else "zh"
        localise(self, self.texts)
        self.main.speak()
        self._keep("language", self.texts.language)

    def _keep(self, name: str, value: str) -> None:
        try:
            settings.save(name, value)
        except OSError as error:
            self.notify(self.texts("unsaved_settings", why=str(error)), severity="error")

    def action_help_quit(self) -> None:
        self.notify(self.texts("how_to_quit"))
