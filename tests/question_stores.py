"""The stores that tests of questions ask: the three forms of corpus/, and the public forms as their truth has them.

Each is made once in a run, by the program's own indexing and writing.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from command_line import SEED
from form_truth import Form, truths
from store.connection import open_store
from store.indexing import index
from store.records import Cell, Evaluation, FundLine, Indicator, Place
from store.values import fen
from store.writing import FileVersion, Writer, open_to_write

_HEAD = ("project_code", "project_name", "year", "unit", "department", "goal_expected", "goal_actual")
_AMOUNTS = ("initial_budget", "annual_budget", "executed")
_POINTS = ("weight", "rate", "score")
_TEXTS = ("level1", "level2", "level3", "target", "actual", "deviation")


@cache
def seed() -> sqlite3.Connection:
    """A store indexed from corpus/: three projects of one unit in one year."""
    path = _folder() / "seed.db"
    index(path, [SEED])
    return open_store(path)


@cache
def public() -> sqlite3.Connection:
    """A store of the public forms: many units, five years, amounts in 元 and in 万元, kinds of template."""
    path = _folder() / "public.db"
    forms: dict[str, list[Evaluation]] = {}
    for form in truths("public-truth.json"):
        forms.setdefault(form["file"], []).append(evaluation(form))
    fill(path, forms)
    return open_store(path)


def fill(path: Path, forms: dict[str, Sequence[Evaluation]] | dict[str, list[Evaluation]]) -> None:
    """Write evaluations to a store, by the name of the file that they are said to stand in."""
    with closing(open_to_write(path)) as connection:
        writer = Writer(connection)
        for file, evaluations in forms.items():
            writer.replace(FileVersion(Path("/forms") / file, file, 1, ""), "text", tuple(evaluations))


def evaluation(form: Form) -> Evaluation:
    """The record of a form of a truth file; every cell that it prints stands on a line of its own."""
    lines = iter(range(1, 10_000))

    def cells(record: dict[str, Any], keys: Sequence[str]) -> dict[str, Cell]:
        return {key: Cell(str(record[key]), Place(line=next(lines))) for key in keys if record.get(key) is not None}

    head = cells(form, (*_HEAD, "total_weight", "total_score"))
    funds = tuple(
        FundLine(
            line["line"],
            position == 0,
            initial_budget=_fen(line["initial_budget"], form),
            annual_budget=_fen(line["annual_budget"], form),
            executed=_fen(line["executed"], form),
            weight=_decimal(line["weight"]),
            rate=_decimal(line["rate"]),
            score=_decimal(line["score"]),
            cells=cells(line, (*_AMOUNTS, *_POINTS)),
        )
        for position, line in enumerate(form["funds"])
    )
    indicators = tuple(
        Indicator(
            **{key: row[key] for key in _TEXTS},
            level1_weight=_decimal(row["level1_weight"]),
            weight=_decimal(row["weight"]),
            score=_decimal(row["score"]),
            applicable=not (row["level3"] == "不适用" or row["weight"] == 0),
            cells=cells(row, (*_TEXTS, "weight", "score")),
        )
        for row in form["indicators"]
    )
    return Evaluation(
        form_index=form.get("form_index") or 0,
        amount_unit=form["amount_unit"],
        **{key: form[key] for key in _HEAD},
        fund_lines=funds,
        indicators=indicators,
        total_weight=_decimal(form["total_weight"]),
        total_score=_decimal(form["total_score"]),
        cells=head,
    )


def _fen(amount: str | None, form: Form) -> int | None:
    return fen(amount, form["amount_unit"]) if amount else None


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jiwen-questions-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
