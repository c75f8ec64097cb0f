"""The funds table: its columns, its unit, its lines.

Owns the assignment of printed amounts to columns. It must not convert: `values` reads each cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from store.dataclass import dataclass
from store.forms import cells, labels, pieces
from store.forms.tokens import Token, cell, folded, label_end
from store.records import Cell, FundLine, Place
from store.values import FEN_IN, fen, number

AMOUNTS = ("initial_budget", "annual_budget", "executed")
POINTS = ("weight", "rate", "score")
_FEWEST_VALUES = 2  # at a line's end, that make it a line of the table
_MOST_PIECES = 4  # of a name, below its values
_MOST_POINTS = 100  # of a form
_NEVER = 99
_UNEVEN = 1.5  # cost of every piece of a name that has no other on the other side of the values
_VALUE = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:%|％|万元|元|万|分)?", re.ASCII)
_UNIT = re.compile(r"[(（](万元|千元|亿元|元)[)）]")
_POINTS = re.compile(r"得分\((\d{1,3}(?:\.\d+)?)分?(?:[×xX]?(?:预算)?执行率)?\)")  # folded: without an asterisk
_BLOCK = re.compile(rf"(?:{'|'.join(labels.FUNDS_BLOCK)})(?:\((?:单位:?)?[万千亿]?元?\)?)?")
_TOTAL = re.compile(rf"(?:{'|'.join(labels.FUND_TOTALS)}):?")
_PART = re.compile(rf"(?:其中:?)?(?:{'|'.join(map(re.escape, labels.FUND_PARTS))})(?:\(.*\))?:?")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A row of the table as printed: the pieces of its name and its values, left to right."""

    name: tuple[Token, ...]
    values: tuple[Token, ...]


def is_value(token: Token) -> bool:
    return is_value_text(token.text)


def is_value_text(text: str) -> bool:
    return text in cells.DASHES or bool(_VALUE.fullmatch(text if text.isascii() else folded(text)))


def is_block(text: str) -> bool:
    return bool(_BLOCK.fullmatch(text))


def is_heading(text: str) -> bool:
    return column_of(text) is not None


def column_of(text: str) -> str | None:
    """The column that a (folded) heading is of; None of no heading."""
    bare = _UNIT.sub("", text)
    return next((column for column, pattern in labels.FUND_COLUMNS if pattern.fullmatch(bare)), None)


def is_known_line(name: str) -> bool:
    """Whether a (folded) name is one of the table's lines."""
    return bool(_TOTAL.fullmatch(name) or _PART.fullmatch(name))


def points_in(heading: str) -> str | None:
    """How many points the execution rate is worth, where the (folded) headings say it: 得分(20分*执行率)."""
    met = _POINTS.search(heading)
    return met[1] if met else None


def columns_of(heading: str, values: int) -> list[str]:
    """The columns of a table whose headings, put together, are the (folded) text, and whose total has `values`."""
    first = "initial_budget" if "年初" in heading else None
    middle = "annual_budget" if re.search(r"全年(?:\(调整\))?预|调整|预算数\(?A|年度预算数", heading) else None
    if not first and not middle:
        middle = "annual_budget"
    amounts = [c for c in (first, middle, "executed") if c]
    if values == len(AMOUNTS) + len(POINTS):
        return [*AMOUNTS, *POINTS]
    if values == len(amounts) + len(POINTS):
        return [*amounts, *POINTS]
    marks = {"weight": ("分值", "权重"), "rate": ("执行率", "行率"), "score": ("得分",)}
    points = [column for column, texts in marks.items() if any(text in heading for text in texts)]
    return [*amounts, *(points or POINTS)]


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


def printed_lines_around(lines: Sequence[Sequence[Token]]) -> tuple[str, list[PrintedLine]]:
    """The headings' text and the lines, where a wrapped name's pieces stand above and below its values."""
    block, lines = pieces.take_block_label(lines, labels.FUNDS_BLOCK_WITH_UNIT, fewest=_NEVER)
    numbers = [_values_from(line) for line in lines]
    anchors = [i for i, at in enumerate(numbers) if len(lines[i]) - at >= _FEWEST_VALUES]
    if not anchors:
        return block + "".join(folded(t.text) for line in lines for t in line), []
    bounds = [-1, *anchors, len(lines)]
    # best[n]: the cheapest names so far, that leave the lines of the gap from the n-th on to the next name
    best: dict[int, tuple[float, list[tuple[Token, ...]]]] = {n: (0.0, []) for n in range(anchors[0] + 1)}
    for k, anchor in enumerate(anchors):
        gap = bounds[k + 2] - anchor - 1
        following: dict[int, tuple[float, list[tuple[Token, ...]]]] = {}
        for taken, (cost, names) in best.items():
            above = lines[bounds[k] + 1 + taken : anchor]
            for n in range(min(gap, _MOST_PIECES) + 1):
                around = [*above, lines[anchor][: numbers[anchor]], *lines[anchor + 1 : anchor + 1 + n]]
                name = tuple(t for line in around for t in line)
                total = cost + _UNEVEN * abs(len(above) - n) + _name_cost(name, first=k == 0)
                if n not in following or total < following[n][0]:
                    following[n] = (total, [*names, name])
        best = following
    names = min(best.values(), key=lambda reading: reading[0])[1]
    own = {id(t) for t in names[0]}
    above_all = [t for line in lines[: anchors[0]] for t in line if id(t) not in own]
    printed = [PrintedLine(name, tuple(lines[i][numbers[i] :])) for name, i in zip(names, anchors, strict=True)]
    return block + "".join(folded(t.text) for t in above_all), printed


def _values_from(line: Sequence[Token]) -> int:
    """Where the values at the line's end begin."""
    at = len(line)
    while at > 0 and is_value(line[at - 1]):
        at -= 1
    return at


def _name_cost(name: Sequence[Token], first: bool) -> float:
    """What it costs that the pieces are the name of a line, of the first one a total's."""
    text = "".join(folded(t.text) for t in name)
    if _TOTAL.fullmatch(text):
        return 0.0 if first else 2.0
    if first:
        return 8.0
    if _PART.fullmatch(text):
        return 0.0
    if not text:
        return 8.0
    whole = text.startswith("其中") or "其中" not in text
    return (2.0 if text.endswith(labels.FUND_NAME_END) else 5.0) + (0.0 if whole else 5.0)


def fund_lines(heading: str, lines: Sequence[PrintedLine], unit: str) -> tuple[FundLine, ...]:
    """The lines as records. `unit` is what amounts are in; a line that says its own is read by that."""
    if unit not in FEN_IN:
        raise ValueError(unit)
    columns = columns_of(heading, len(lines[0].values) if lines else 0)
    printed = [
        ({c: Cell(t.text, t.place) for c, t in _by_column(line.values, columns).items()}, line)
        if not _is_unclear(line, columns)
        else ({}, line)
        for line in lines
    ]
    points = points_in(heading)
    if points and printed and "weight" not in columns:
        printed[0][0]["weight"] = Cell(points, printed[0][1].name[0].place)
    return tuple(record(cell(line.name), own, unit, i == 0) for i, (own, line) in enumerate(printed))


def unclear(heading: str, lines: Sequence[PrintedLine]) -> Place | None:
    """Where the first line stands whose values cannot be told apart, so that none of them is read."""
    columns = columns_of(heading, len(lines[0].values) if lines else 0)
    return next((line.values[0].place for line in lines if _is_unclear(line, columns)), None)


def _is_unclear(line: PrintedLine, columns: Sequence[str]) -> bool:
    """Whether a line has more values than columns, or an amount for a weight: one of its values is wrapped."""
    values = [number(token.text) for token in line.values if token.text not in cells.DASHES]
    weight = _by_column(line.values, columns).get("weight")
    return len(values) > len(columns) or (weight is not None and (number(weight.text) or 0) > _MOST_POINTS)


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


def record(name: Cell | None, printed: Mapping[str, Cell], unit: str, first: bool) -> FundLine:
    """The line whose name and values are printed so. Amounts are in `unit`, where they don't say their own."""
    text = labels.OF_WHICH.sub("", name.text, count=1).strip(":：") if name else ""
    kept = {"name": Cell(text, name.place)} | dict(printed) if name else dict(printed)
    initial, annual, executed = (fen(printed[c].text, unit) if c in printed else None for c in AMOUNTS)
    weight, rate, score = (number(printed[c].text) if c in printed else None for c in POINTS)
    is_total = bool(_TOTAL.fullmatch(folded(text))) or first
    return FundLine(text, is_total, initial, annual, executed, weight, rate, score, cells=kept)


def _by_column(values: Sequence[Token], columns: Sequence[str]) -> dict[str, Token]:
    """Which value stands in which column. Where some are blank, the amounts come first."""
    return dict(zip(columns, values, strict=False))
