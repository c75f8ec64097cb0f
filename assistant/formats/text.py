"""An answer as plain text, its table with tabs: for a message or a note."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.formats import parts
from assistant.plain import plain


def answer(answer: Answer) -> str:
    """The question, the headline, the table, choices, how it was understood, the sources."""
    sections = [plain(answer.question), "\n".join(plain(line) for line in answer.text.splitlines())]
    if answer.rows:
        headings, rows = parts.table(answer)
        sections.append("\n".join("\t".join(row) for row in (headings, *rows)))
    sections += [f"{n}. {plain(choice)}" for n, choice in enumerate(answer.choices, 1)]
    if answer.interpretation:
        sections.append(parts.label("understood", answer.language) + plain(answer.interpretation))
    if sources := parts.sources(answer):
        listed = [f"{n}. {source}" for n, source in enumerate(sources, 1)]
        sections.append("\n".join([parts.label("sources", answer.language), *listed]))
    return "\n\n".join(section for section in sections if section) + "\n"
