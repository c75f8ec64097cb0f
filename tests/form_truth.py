"""What a form is known to hold, beside what was read of it: the fields that differ, in words."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from store.records import Evaluation, FundLine, Indicator

Form = dict[str, Any]

DATA = Path(__file__).parent / "data" / "forms"
FEN = {"元": 100, "万元": 1_000_000}
NOTHING = (None, "", "—", "-", "--", "/")
HEAD = ("project_code", "project_name", "year", "unit", "department", "amount_unit", "goal_expected", "goal_actual")
AMOUNTS = ("initial_budget", "annual_budget", "executed")
POINTS = ("weight", "rate", "score")
INDICATOR = ("level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "deviation")


def truths(name: str) -> list[Form]:
    found: list[Form] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found


def fields(form: Form) -> int:
    """How many values the truth has of a form."""
    return len(HEAD) + 2 + 6 * len(form["funds"]) + len(INDICATOR) * len(form["indicators"])


def differences(read: Evaluation | None, form: Form) -> list[str]:
    """A sentence for each field that was not read as it is known to be printed."""
    if read is None:
        return ["the form is missing"] * fields(form)
    return list(_differences(read, form))


def assert_read(read: Sequence[Evaluation], known: Sequence[Form]) -> None:
    """Every field of every form, in order."""
    assert len(read) == len(known)
    for evaluation, form in zip(read, known, strict=True):
        assert differences(evaluation, form) == []


def _differences(read: Evaluation, form: Form) -> Iterator[str]:
    for key in HEAD:
        yield from _different(key, getattr(read, key), form[key])
    for key in ("total_weight", "total_score"):
        yield from _different(key, getattr(read, key), _decimal(form[key]))
    if [line.name for line in read.fund_lines] != [line["line"] for line in form["funds"]]:
        yield f"fund lines: {[line.name for line in read.fund_lines]}, not {[line['line'] for line in form['funds']]}"
    for line, known in zip(read.fund_lines, form["funds"], strict=False):
        yield from _different_line(line, known, FEN[form["amount_unit"]])
    for n in range(max(len(form["indicators"]), len(read.indicators))):
        if n >= len(read.indicators) or n >= len(form["indicators"]):
            yield from [f"indicator {n} is missing or too many"] * len(INDICATOR)
        else:
            yield from _different_indicator(read.indicators[n], form["indicators"][n])


def _different_line(line: FundLine, known: Form, fen: int) -> Iterator[str]:
    for key in AMOUNTS:
        amount = None if known[key] in NOTHING else int(Decimal(known[key].replace(",", "")) * fen)
        yield from _different(f"{known['line']} {key}", getattr(line, key), amount)
    for key in POINTS:
        yield from _different(f"{known['line']} {key}", getattr(line, key), _decimal(known[key]))


def _different_indicator(indicator: Indicator, known: Form) -> Iterator[str]:
    for key in INDICATOR:
        value = known[key]
        wanted = _decimal(value) if key in ("weight", "score", "level1_weight") else value
        yield from _different(f"{known['level3']} {key}", getattr(indicator, key), wanted)
    yield from _different("applicable", indicator.applicable, not (known["level3"] == "不适用" and not known["weight"]))


def _different(key: str, read: object, known: object) -> Iterator[str]:
    same = _plain(read) == _plain(known) if isinstance(known, str) else read == known
    if not same:
        yield f"{key}: {read!r}, not {known!r}"


def _plain(value: object) -> object:
    """Without blanks and in one width: a wrap leaves no trace of either."""
    return "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else value


def _decimal(value: Any) -> Decimal | None:
    return None if value in NOTHING else Decimal(str(value).rstrip("%"))
