"""An answer or a conversation as Markdown. What forms and people say is text in it, never markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.formats import parts
from assistant.plain import plain
from assistant.tabling import is_numeric

# What begins markup anywhere. Brackets of links, images and HTML are among it, so that ( ! and ) need no escape.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST = re.compile(r"^(\d*)([-+.)=])")  # what begins a list, or underlines a heading, at the start of a line
# A figure needs no escape, and is read in the source too: 4,015,625.03 and -3.5.
_FIGURE = re.compile(r"-?\d[\d,]*(\.\d+)?%?")


def text(of: str) -> str:
    """One line in which nothing is markup."""
    line = plain(of)
    return line if _FIGURE.fullmatch(line) else _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", line))


def answer(answer: Answer) -> str:
    """The question as a heading, the headline, a table with its figures to the right, and the sources, numbered."""
    return "\n\n".join(_sections(answer, 2)) + "\n"


def conversation(title: str, answers: Sequence[Answer], language: str) -> str:
    """A heading for the whole, and one for each question."""
    name = f"# {text(title) or parts.label('conversation', language)}"
    return "\n\n".join([name, *(section for one in answers for section in _sections(one, 2))]) + "\n"


def _sections(answer: Answer, level: int) -> list[str]:
    sections = [f"{'#' * level} {text(answer.question)}"] if answer.question.strip() else []
    sections += [text(line) for line in answer.text.splitlines() if line.strip()]
    if answer.rows:
        sections.append(_table(answer))
    if answer.choices:
        sections.append("\n".join(f"{n}. {text(choice)}" for n, choice in enumerate(answer.choices, 1)))
    if answer.interpretation:
        sections.append(f"*{parts.label('understood', answer.language)}{text(answer.interpretation)}*")
    if sources := parts.sources(answer):
        sections.append(parts.label("sources", answer.language))
        sections.append("\n".join(f"{n}. {text(source)}" for n, source in enumerate(sources, 1)))
    return sections


def _table(answer: Answer) -> str:
    headings, rows = parts.table(answer)
    right = [is_numeric(answer, n) for n in range(len(answer.columns))]
    marks = ["---:" if n < len(right) and right[n] else "---" for n in range(len(headings))]
    lines = [[text(head) for head in headings], marks, *([text(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
