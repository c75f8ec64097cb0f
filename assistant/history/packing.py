"""An answer as JSON that it can be made from again, whole.

Owns that form. It is not the one that `Answer.as_json` prints for other programs: nothing may be lost here, and a row's
sources are written once however many rows came from them.
"""

from __future__ import annotations

import json
from typing import Any

from assistant.answer import Answer, CellPlace, Column, Source, Status

VERSION = 1  # of the form; kept with every answer


def packed(answer: Answer) -> str:
    """The answer as JSON text."""
    places = list(dict.fromkeys(source for of_row in answer.sources for source in of_row))
    numbers = {source: n for n, source in enumerate(places)}
    return json.dumps(
        {
            "version": VERSION,
            "question": answer.question,
            "language": answer.language,
            "status": answer.status.value,
            "text": answer.text,
            "interpretation": answer.interpretation,
            "query": answer.query,
            "columns": [[c.key, c.label, c.unit] for c in answer.columns],
            "rows": answer.rows,
            "places": [_packed_source(source) for source in places],
            "sources": [[numbers[source] for source in of_row] for of_row in answer.sources],
            "choices": answer.choices,
            "suggestions": answer.suggestions,
            "elapsed_ms": answer.elapsed_ms,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpacked(text: str) -> Answer:
    """The answer that was packed. Raises ValueError for what is none, or is of a later jiwen."""
    try:
        kept = json.loads(text)
        if kept["version"] > VERSION:
            raise ValueError(f"kept by a later jiwen, in form {kept['version']}")
        places = [_source(*place) for place in kept["places"]]
        return Answer(
            question=kept["question"],
            language=kept["language"],
            status=Status(kept["status"]),
            text=kept["text"],
            interpretation=kept["interpretation"],
            query=kept["query"],
            columns=tuple(Column(*column) for column in kept["columns"]),
            rows=tuple(tuple(row) for row in kept["rows"]),
            sources=tuple(tuple(places[n] for n in of_row) for of_row in kept["sources"]),
            choices=tuple(kept["choices"]),
            suggestions=tuple(kept["suggestions"]),
            elapsed_ms=kept["elapsed_ms"],
        )
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"no answer: {error!r}") from error


def _packed_source(source: Source) -> list[Any]:
    cells = [[c.field, c.value, c.line, c.page, c.cell] for c in source.cells]
    at = [source.line, source.page, source.cell]
    return [source.project_code, source.project_name, source.file, *at, source.year, source.evaluation_id, cells]


def _source(code: Any, name: Any, file: str, *kept: Any) -> Source:
    line, page, cell, year, evaluation, cells = kept
    return Source(code, name, file, line, page, cell, year, evaluation, tuple(CellPlace(*one) for one in cells))
