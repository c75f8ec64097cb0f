"""Conversations in the UI: each answer is kept once it is drawn; an earlier conversation is found and gone on with.

Owns which conversation is being held. Keeping is the history's affair, drawing the screens'. Where nothing can be kept
that is said once, and one can go on asking.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from textual.app import App

from assistant.answer import Answer
from assistant.history import History, Hit, Talk, history_file
from assistant.history.keeping import HistoryError
from assistant.history.resuming import FURTHEST
from assistant.tui.plain import one_line
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.naming import NamingScreen
from assistant.tui.screens.search import SearchScreen
from assistant.tui.screens.talks import TalksScreen, when
from assistant.tui.session import Session
from assistant.tui.texts import Texts
from assistant.tui.widgets import words
from assistant.tui.widgets.asking import Asking
from assistant.tui.widgets.conversation import ConversationView
from assistant.tui.widgets.finding import FindBar
from assistant.tui.widgets.kept import KeptView
from assistant.tui.widgets.prompt import Prompt
from store.errors import StoreError

LAST = 0  # instead of an id: the conversation in which something was asked last
ANY = -1  # the one that the person chooses from the list
MOST_NAMED = 3  # questions that a notice names
WORDS_AFTER = 2.0  # seconds: jieba's dictionary, which the prompt moves by, is loaded when the first hurry is over


class Record:
    """The turns of the conversation that is held: in the history, or in memory where that cannot be used."""

    def __init__(self, history: History, talk: int | None = None) -> None:
        self.history, self.talk = history, talk
        self.problem: str | None = None
        self._count = 0 if talk is None else history.count(talk)
        self._unkept: list[tuple[int, Answer]] = []

    def __len__(self) -> int:
        return self._count

    def keep(self, answer: Answer, state: str) -> None:
        """Add an answer. The first one begins a conversation; `problem` says why one could not be kept."""
        try:
            if self.talk is None:
                self.talk = self.history.begin(answer.question)
            self.history.keep(self.talk, answer, state)
        except HistoryError as error:
            self.problem = str(error)
            self._unkept.append((self._count, answer))
        self._count += 1

    def answers(self, first: int, end: int) -> Sequence[tuple[int, Answer]]:
        kept: list[tuple[int, Answer]] = []
        if self.talk is not None:
            try:
                kept = [(turn.position, turn.answer) for turn in self.history.turns(self.talk, first, end)]
            except HistoryError as error:
                self.problem = str(error)
        return [*kept, *((n, answer) for n, answer in self._unkept if first <= n < end)]


class TalkingApp(App[None]):
    """The part of the application that keeps conversations."""

    texts: Texts
    main: MainScreen

    def __init__(self, store: Path, resume: int | None) -> None:
        super().__init__()
        self.store = store
        self.history = History(history_file(store))
        self._record = Record(self.history)
        self._wanted = resume  # the conversation to go on with once the store is open
        self._said: str | None = None  # the problem that was told last
        self._taught = False

    def connect(self) -> Session:
        """The store, opened. Raises StoreError."""
        raise NotImplementedError

    @property
    def view(self) -> KeptView:
        return self.main.query_one(KeptView)

    def teach(self, session: Session) -> None:
        """Tell the screen where turns are kept, and what the prompt offers: the first paint needs none of it."""
        self.view.record = self._record
        self.main.query_one(Asking).know(lambda: session.names)
        self.call_after_refresh(self._teach_prompt, session)

    def _teach_prompt(self, session: Session) -> None:
        prompt = self.main.query_one(Prompt)
        with contextlib.suppress(StoreError):  # the next question says what is wrong with the store
            prompt.continuations.learn_answerable(session.answerable())
        if not self._taught:
            self._taught = True
            with contextlib.suppress(StoreError):  # what cannot be read is told where it is asked for
                prompt.recall(self.history.questions())
            self.set_timer(WORDS_AFTER, self._load_words)

    def _load_words(self) -> None:
        self.run_worker(words.load, thread=True, group="words", exit_on_error=False)

    # keeping

    async def on_conversation_view_answered(self, message: ConversationView.Answered) -> None:
        """Kept now that it is drawn: who asked waits for the answer, not for the disk."""
        try:
            state = self.connect().state
        except StoreError:
            state = ""
        self._record.keep(message.answer, state)
        await self._tell_problem()

    async def _tell_problem(self) -> None:
        problem = self._record.problem
        if problem is not None and problem != self._said:
            self._said = problem
            await self.view.add_notice(self.texts("not_kept", why=problem), problem=True)

    def conversation_answers(self) -> tuple[str, Sequence[Answer]]:
        """The title and every answer of the conversation that is held."""
        answers = [answer for _, answer in self._record.answers(0, len(self._record))]
        try:
            talk = self.history.talk(self._record.talk) if self._record.talk is not None else None
        except HistoryError:
            talk = None
        return (talk.title if talk else answers[0].question if answers else ""), answers

    # going on

    async def resume_wanted(self) -> bool:
        """Go on with the conversation that was asked for when jiwen was started. False: there is none."""
        wanted, self._wanted = self._wanted, None
        if wanted == ANY:
            self.action_talks()
        if wanted is None or wanted == ANY:
            return False
        try:
            talk = self.history.last() if wanted == LAST else self.history.talk(wanted)
        except HistoryError as error:
            await self.view.add_notice(str(error), problem=True)
            return False
        if talk is None:
            missing = self.texts("no_talks") if wanted == LAST else self.texts("no_such_talk", talk=wanted)
            await self.view.add_notice(missing, problem=True)
            return False
        return await self.resume(talk)

    async def resume(self, talk: Talk, position: int | None = None) -> bool:
        """Open a conversation where it was left, or at a turn, and speak again of what was spoken of."""
        try:
            record = Record(self.history, talk.id)
            last = self.history.turns(talk.id, max(0, len(record) - FURTHEST))
            states = self.history.states(talk.id)
            session = self.connect()
            otherwise = session.resume(last)
            changed = states != [session.state]
        except StoreError as error:
            await self.view.add_notice(str(error), problem=True)
            return False
        self._record = record
        await self.view.show_end(record)
        said = [self.texts("resumed", title=one_line(talk.title), when=when(talk.changed), turns=talk.turns)]
        if changed:
            said.append(self.texts("store_changed"))
        if otherwise:
            asked = [one_line(turn.answer.question) for turn in last if turn.position in otherwise]
            listed = "; ".join(asked[-MOST_NAMED:]) + (" ..." if len(asked) > MOST_NAMED else "")
            said.append(self.texts("answered_otherwise", questions=listed))
        await self.view.add_notice("\n".join(said), problem=bool(otherwise))
        if position is not None:
            await self.view.show_turn(position)
        self.main.focus_prompt()
        return True

    def action_talks(self) -> None:
        async def chosen(talk: Talk | None) -> None:
            if talk is not None:
                await self.resume(talk)

        if not isinstance(self.screen, TalksScreen):
            self.push_screen(TalksScreen(self.history, self.texts), chosen)

    async def action_new(self) -> None:
        """What is asked from here on is a conversation of its own, and refers to nothing before."""
        try:
            self.connect().begin()
        except StoreError as error:
            await self.view.add_notice(str(error), problem=True)
            return
        self._record = Record(self.history)
        await self.view.forget(self._record)
        await self.view.add_notice(self.texts("begun"))
        self.main.focus_prompt()

    def action_rename(self) -> None:
        talk = self._record.talk
        if talk is None:
            self.notify(self.texts("nothing_kept"))
            return

        def rename(title: str | None) -> None:
            if title is not None:
                try:
                    self.history.rename(talk, title)
                except HistoryError as error:
                    self.notify(str(error), severity="error")

        self.push_screen(NamingScreen(self.conversation_answers()[0], self.texts), rename)

    # finding

    def positions(self, words: str) -> Sequence[int]:
        """The turns of the conversation that have the words."""
        if self._record.talk is None:
            return ()
        try:
            return self.history.positions(self._record.talk, words)
        except HistoryError as error:
            self.notify(str(error), severity="error")
            return ()

    async def on_find_bar_found(self, message: FindBar.Found) -> None:
        for turn in self.view.query(".found"):
            turn.remove_class("found")
        turn_found = await self.view.show_turn(message.position)
        if turn_found is not None:
            turn_found.add_class("found")

    def on_find_bar_everywhere(self, message: FindBar.Everywhere) -> None:
        self.action_search_all(message.words)

    def action_search_all(self, words: str = "") -> None:
        async def chosen(hit: Hit | None) -> None:
            if hit is None:
                return
            if hit.talk == self._record.talk:
                await self.view.show_turn(hit.position)
                return
            talk = self.history.talk(hit.talk)
            if talk is not None:
                await self.resume(talk, hit.position)

        self.push_screen(SearchScreen(self.history, self.texts, words), chosen)
