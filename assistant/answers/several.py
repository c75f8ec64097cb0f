"""The answer to several questions in one: each answered by itself, one after another.

Owns the joining of the parts' sentences, rows and sources. It must not answer them.
"""

from __future__ import annotations

from assistant.answer import CellValue, Column, Status
from assistant.answers import answer_request
from assistant.answers.draft import Draft, Teller
from assistant.deciding.request import Several


def answer_several(request: Several, teller: Teller) -> Draft:
    """The rows of every part, with the columns of all of them; a cell that a part does not have is empty."""
    drafts = [answer_request(part, teller) for part in request.parts]
    columns: dict[str, Column] = {}
    for draft in drafts:
        columns.update({column.key: column for column in draft.columns if column.key not in columns})
    rows: list[tuple[CellValue, ...]] = []
    for draft in drafts:
        keys = [column.key for column in draft.columns]
        cells = [dict(zip(keys, row, strict=True)) for row in draft.rows]
        rows += [tuple(row.get(key) for key in columns) for row in cells]
    answered = any(draft.status is Status.ANSWERED for draft in drafts)
    return Draft(
        Status.ANSWERED if answered else Status.EMPTY,
        teller.say.joined("sentences", [draft.text for draft in drafts]),
        "; ".join(draft.interpretation for draft in drafts),
        {"is": "Several", "parts": [draft.query for draft in drafts]},
        tuple(columns.values()),
        tuple(rows),
        tuple(source for draft in drafts for source in draft.sources),
        result=drafts[0].result,
    )
