"""A file of questions in, their answers out, one by one in the same order.

Owns the form of a line of the input and of the output. A line that cannot be used is named and skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from assistant.answer import Answer
from assistant.cli.exits import Exit
from assistant.cli.options import opened_store
from assistant.cli.rendering import say_answer
from assistant.cli.streams import note, say, standard_input
from assistant.configuration import lexicon_file
from assistant.conversation import Conversation
from assistant.plain import json_text, plain
from assistant.understanding.lexicon.own import lexicon_with
from store.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the input."""

    id: Any
    question: str
    conversation: str | int | None


class BadLine(Exception):
    """A line that is no question. `str()` says why, and what one looks like."""

    def __init__(self, what: str) -> None:
        super().__init__(f'{what}; a line looks like {{"id": "1", "question": "哪个项目花钱最少"}}')


def ask_all(source: str, as_json: bool) -> int:
    """Ask every line of the file `source`, or of stdin for `-`. Returns the exit code of the whole.

    Raises UnreadableFile for the file, LexiconError for a person's own words, StoreError for the store.
    """
    lexicon = lexicon_with(lexicon_file())
    conversations: dict[str | int, Conversation] = {}
    code = Exit.DONE
    with opened_store() as connection, _opened(source) as lines:
        for number, line in enumerate(lines, 1):
            try:
                asked = _asked(line)
            except BadLine as bad:
                note(f"jiwen: {source} line {number}: {bad}")
                code = Exit.FILE
                continue
            if asked is None:
                continue
            if asked.conversation is None:
                conversation = Conversation(connection, lexicon)
            else:
                conversation = conversations.setdefault(asked.conversation, Conversation(connection, lexicon))
            _print(asked, conversation.ask(asked.question), as_json)
    return code


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield standard_input()
        return
    path = Path(source)
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
        except OSError as error:
            what = error.strerror or str(error)
            raise UnreadableFile(path, what, "name a file of questions, or - for stdin") from error
        yield file


def _asked(line: bytes) -> Asked | None:
    """The question that a line holds; None for a blank one. Raises BadLine."""
    try:
        text = line.decode("utf-8-sig").strip()
        entry = json.loads(text) if text else None
    except UnicodeDecodeError as error:
        raise BadLine("it is not UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadLine(f"it is not JSON ({error})") from error
    if not text:
        return None
    if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
        raise BadLine('it has no "question"')
    conversation = entry.get("conversation")
    if not isinstance(conversation, str | int | None):
        raise BadLine('"conversation" is neither text nor a number')
    return Asked(entry.get("id"), entry["question"], conversation)


def _print(asked: Asked, answer: Answer, as_json: bool) -> None:
    if as_json:
        say(json_text({"id": asked.id, **answer.as_json()}))
        return
    say(f"> {plain(asked.question)}")
    say_answer(answer)
    say()
