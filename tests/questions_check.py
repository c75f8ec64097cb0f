"""Whether an answer holds what a question with a known answer expects: what falls short, in words.

A question's `expect` has `status` (or several that will do), `rows` (every cell of one is found in one and the same
row of the answer), `exact` (no other rows; else at most `spare`), `ordered`, and what the headline must say
(`text_has`) and must not (`text_lacks`). Money is in yuan, a rate in percent.
"""

from __future__ import annotations

import unicodedata
from typing import Any

Json = dict[str, Any]
CENT = 0.00501  # numbers agree to the cent, rates and points to two decimals
SPARE = 8


def folded(value: object) -> str:
    """A text cell without spaces, in one character width and case."""
    return "".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


def number_of(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value).replace(",", "").rstrip("%元分"))
    except ValueError:
        return None


def same(expected: object, got: object) -> bool:
    if got is None:
        return expected is None
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        number = number_of(got)
        return number is not None and abs(number - expected) < CENT
    return folded(expected) in folded(got)


def row_matches(expected_row: list[object], got_row: list[object]) -> bool:
    """Every expected cell is found in a cell of its own of the row that was got."""
    left = list(got_row)
    for cell in expected_row:
        place = next((i for i, candidate in enumerate(left) if same(cell, candidate)), None)
        if place is None:
            return False
        del left[place]
    return True


def faults(expect: Json, answer: Json) -> list[str]:
    """Why an answer falls short: a list of reasons, empty where it holds."""
    wanted = expect.get("status", "answered")
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if answer["status"] not in wanted:
        return [f"status {answer['status']!r}, expected {'/'.join(wanted)}"]
    found = []
    if expect.get("rows") is not None and answer["status"] == "answered":
        found += _faults_of_rows(expect, answer["rows"])
    text = folded(answer["text"])
    found += [f"text lacks {t!r}" for t in expect.get("text_has", []) if folded(t) not in text]
    found += [f"text says {t!r}" for t in expect.get("text_lacks", []) if folded(t) in text]
    return found


def _faults_of_rows(expect: Json, rows: list[list[object]]) -> list[str]:
    found: list[str] = []
    taken: list[int] = []
    for row in expect["rows"]:
        place = next((i for i, got in enumerate(rows) if i not in taken and row_matches(row, got)), None)
        if place is None:
            found.append(f"missing row {row}")
        else:
            taken.append(place)
    spare = 0 if expect.get("exact", True) else expect.get("spare", SPARE)
    if len(rows) > len(expect["rows"]) + spare:
        extra = [row for i, row in enumerate(rows) if i not in taken]
        found.append(f"{len(extra)} rows besides the expected ones, {spare} allowed, e.g. {extra[0]}")
    if expect.get("ordered") and taken != sorted(taken):
        found.append("rows out of order")
    return found
