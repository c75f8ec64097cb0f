"""An answer, or a whole conversation, written out for other programs: a module a format.

Owns the list of formats with the names, file endings and encodings that go with each. It must not copy, save or print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from assistant.answer import Answer

__all__ = ["ANSWERS", "CONVERSATIONS", "AnswerFormat", "ConversationFormat"]


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """How one answer is written, and what a file of it is called."""

    write: Callable[[Answer], str]
    ending: str


@dataclass(frozen=True, slots=True)
class ConversationFormat:
    """How a conversation is written: its title and answers, in order; the language is that of headings."""

    write: Callable[[str, Sequence[Answer], str], str]
    ending: str


def _answer(module: str, ending: str, function: str = "answer") -> AnswerFormat:
    """The module is imported when something is written: a question at the command line waits for none of them."""

    def write(answer: Answer) -> str:
        written: str = getattr(import_module(f"{__name__}.{module}"), function)(answer)
        return written

    return AnswerFormat(write, ending)


def _conversation(module: str, ending: str) -> ConversationFormat:
    def write(title: str, answers: Sequence[Answer], language: str) -> str:
        written: str = import_module(f"{__name__}.{module}").conversation(title, answers, language)
        return written

    return ConversationFormat(write, ending)


ANSWERS: dict[str, AnswerFormat] = {
    "text": _answer("text", "txt"),
    "md": _answer("markdown", "md"),
    "tsv": _answer("separated", "tsv", "tab_separated"),
    "csv": _answer("separated", "csv", "comma_separated"),
    "json": _answer("as_json", "json"),
}
CONVERSATIONS: dict[str, ConversationFormat] = {
    "md": _conversation("markdown", "md"),
    "html": _conversation("page", "html"),
}
