"""Getting answers out of the UI: onto the clipboard, or into a file whose path is said.

Owns what is said of it. Formats are `assistant.formats`', the clipboard is `clipboard`'s. Programs of a clipboard are
run in a thread, since one that has no clipboard to talk to makes itself waited for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from textual.app import App

from assistant.answer import Answer
from assistant.formats import ANSWERS, CONVERSATIONS
from assistant.tui import clipboard
from assistant.tui.clipboard import Copied
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.saving import SavingScreen
from assistant.tui.texts import Texts


class CopyingApp(App[None]):
    """The part of the application that copies and saves."""

    texts: Texts
    main: MainScreen
    store: Path

    def conversation_answers(self) -> tuple[str, Sequence[Answer]]:
        """The title and every answer of the conversation."""
        raise NotImplementedError

    def action_copy_answer(self) -> None:
        """The last answer as text."""
        self._with_answer("copy_text")

    def action_copy_as(self) -> None:
        def chosen(way: str | None) -> None:
            if way is None:
                return
            done, _, rest = way.partition("_")
            if rest.startswith("talk_"):
                self._save_conversation(rest.removeprefix("talk_"))
            else:
                self._with_answer(f"{done}_{rest}")

        self.push_screen(SavingScreen(self.texts), chosen)

    def copy_to_clipboard(self, text: str) -> None:
        """What Textual's own widgets call for a selection that is copied or cut."""
        super().copy_to_clipboard(text)
        self.run_worker(asyncio.to_thread(clipboard.copy, text), group="copy")

    def _with_answer(self, way: str) -> None:
        answer = self.main.conversation.last_answer
        if answer is None:
            self.notify(self.texts("nothing_to_copy"))
            return
        done, _, name = way.partition("_")
        written = ANSWERS[name].write(answer)
        if done == "copy":
            self.run_worker(self._copy(written, answer.question, ANSWERS[name].ending), group="copy")
        else:
            self._save(written, answer.question, ANSWERS[name].ending, "saved_as")

    async def _copy(self, text: str, title: str, ending: str) -> None:
        """To the clipboard; the terminal is asked too. Where nobody can tell whether it did, to a file as well."""
        super().copy_to_clipboard(text)
        copied = await asyncio.to_thread(clipboard.copy, text)
        if copied is Copied.UNKNOWN:
            self._save(text, title, ending, "saved")
        else:
            self.notify(self.texts("copied_seen" if copied is Copied.SEEN else "copied"))

    def _save_conversation(self, name: str) -> None:
        title, answers = self.conversation_answers()
        if not answers:
            self.notify(self.texts("nothing_kept"))
            return
        written = CONVERSATIONS[name].write(title, answers, self.texts.language)
        self._save(written, title, CONVERSATIONS[name].ending, "saved_as")

    def _save(self, text: str, title: str, ending: str, said: str) -> None:
        try:
            path = clipboard.save(text, self.store.parent / "answers", title, ending, datetime.now())
        except OSError as error:
            self.notify(self.texts("unsaved", error=str(error)), severity="error")
        else:
            self.notify(self.texts(said, path=str(path)), timeout=10)
