"""The funds table: its columns, its unit, its lines.

Owns the assignment of printed amounts to columns. It must not convert: `values` reads each cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.forms import cells, labels
from store.forms.tokens import Token, cell, folded, label_end
from store.records import Cell, FundLine
from store.values import FEN_IN, fen, number

AMOUNTS = ("initial_budget", "annual_budget", "executed")
POINTS = ("weight", "rate", "score")
_VALUE = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:%|％|万元|元|万|分)?", re.ASCII)
_UNIT = re.compile(r"[(（](万元|千元|亿元|元)[)）]")
_BLOCK = re.compile(rf"(?:{'|'.join(labels.FUNDS_BLOCK)})(?:\((?:单位:?)?[万千亿]?元?\)?)?")
_TOTAL = re.compile(rf"(?:{'|'.join(labels.FUND_TOTALS)}):?")
_PART = re.compile(rf"(?:其中:?)?(?:{'|'.join(map(re.escape, labels.FUND_PARTS))})(?:\(.*\))?:?")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A row of the table as printed: the pieces of its name and its values, left to right."""

    name: tuple[Token, ...]
    values: tuple[Token, ...]


def is_value(token: Token) -> bool:
    return token.text in cells.DASHES or bool(_VALUE.fullmatch(token.text))


def is_block(text: str) -> bool:
    return bool(_BLOCK.fullmatch(text))


def is_heading(text: str) -> bool:
    return any(pattern.fullmatch(text) for _, pattern in labels.FUND_COLUMNS)


def columns_of(heading: str) -> list[str]:
    """The columns that a table has whose headings, put together, are the (folded) text."""
    first = "initial_budget" if "年初" in heading else None
    middle = "annual_budget" if re.search(r"全年(?:\(调整\))?预|调整|预算数\(?A|年度预算数", heading) else None
    if not first and not middle:
        middle = "annual_budget"
    marks = {"weight": ("分值", "权重"), "rate": ("执行率", "行率"), "score": ("得分",)}
    points = [column for column, texts in marks.items() if any(text in heading for text in texts)]
    return [c for c in (first, middle, "executed") if c] + (points if points else list(POINTS))


def amount_unit(heading: str) -> str | None:
    """元, 千元, 万元 or 亿元, as the headings say; None where they don't."""
    met = _UNIT.search(heading) or re.search(r"(?:单位:)(万元|千元|亿元|元)", heading)
    if met:
        return met[1]
    return next((unit for unit in ("万元", "千元", "亿元") if unit in heading), None)


def printed_lines(found: Sequence[Token]) -> tuple[str, list[PrintedLine]]:
    """The headings' text and the lines, of a table whose cells stand one after another."""
    lines: list[PrintedLine] = []
    heading = ""
    i = 0
    while i < len(found):
        start = i
        while i < len(found) and not is_value(found[i]):
            i += 1
        names = found[start:i]
        start = i
        while i < len(found) and is_value(found[i]):
            i += 1
        if i == start:
            break
        above, name = _name(names, first=not lines)
        heading += "".join(folded(t.text) for t in above)
        lines.append(PrintedLine(tuple(name), tuple(found[start:i])))
    if not lines:
        heading = "".join(folded(t.text) for t in found)
    return heading, lines


def fund_lines(heading: str, lines: Sequence[PrintedLine], unit: str) -> tuple[FundLine, ...]:
    """The lines as records. `unit` is what amounts are in; a line that says its own is read by that."""
    if unit not in FEN_IN:
        raise ValueError(unit)
    columns = columns_of(heading)
    return tuple(_record(line, columns, unit, i == 0) for i, line in enumerate(lines))


def _name(names: Sequence[Token], first: bool) -> tuple[Sequence[Token], Sequence[Token]]:
    """What belongs to the table's headings, and the name of the line: the longest end that is a known name."""
    known = _TOTAL if first else re.compile(f"{_TOTAL.pattern}|{_PART.pattern}")
    for i in range(len(names)):
        if known.fullmatch("".join(folded(t.text) for t in names[i:])):
            return names[:i], names[i:]
    if first:
        return names[:-1], names[-1:]
    at = 0
    while at < len(names):
        end = label_end(names, at, lambda text: is_block(text) or is_heading(text))
        if end == at:
            break
        at = end
    return names[:at], names[at:]


def _record(line: PrintedLine, columns: Sequence[str], unit: str, first: bool) -> FundLine:
    name = cell(line.name)
    text = labels.OF_WHICH.sub("", name.text, count=1).strip(":：") if name else ""
    printed = {column: Cell(t.text, t.place) for column, t in _by_column(line.values, columns).items()}
    kept = {"name": Cell(text, name.place)} | printed if name else printed
    initial, annual, executed = (fen(printed[c].text, unit) if c in printed else None for c in AMOUNTS)
    weight, rate, score = (number(printed[c].text) if c in printed else None for c in POINTS)
    is_total = bool(_TOTAL.fullmatch(folded(text))) or first
    return FundLine(text, is_total, initial, annual, executed, weight, rate, score, cells=kept)


def _by_column(values: Sequence[Token], columns: Sequence[str]) -> dict[str, Token]:
    """Which value stands in which column. Where some are blank, the amounts come first."""
    return dict(zip(columns, values, strict=False))
