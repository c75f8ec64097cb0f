"""The indicator table of a form: tokens to Indicators.

Owns the table's header (which columns, in which order), its repetition at page tops, and the making of records
from rows. It must not search for cells itself: `table` does for one layout, `rows` for the other.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.forms import cells, classes, labels, pieces
from store.forms.rows import PlacedRow, read_rows
from store.forms.table import Reading, Row, read_table
from store.forms.tokens import Gap, Token, cell, folded, label_end
from store.records import Cell, Indicator
from store.values import number

_TEXTS = ("level3", "operator", "target", "measure", "actual", "deviation")
_ROUNDS = 3
_SURE = -1.5  # cost of a row, on the average, below which a reading is surely right
_HEADER_LINES = 5
_MARGIN = 0.5  # of a row, above and below its text together, in lines
_STRAYS = 4  # tokens between the header and the first class that may be an unknown heading of a column


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    indicators: tuple[Indicator, ...]
    unfinished: bool  # the text ends in the middle of a row
    cost: float  # of the reading; a likelier one costs less

    @property
    def sure(self) -> bool:
        return bool(self.indicators) and self.cost < _SURE * len(self.indicators)


def is_column(text: str) -> bool:
    return text in labels.INDICATOR_COLUMNS


def from_blocks(section: Sequence[Token]) -> IndicatorTable:
    """The indicators of a section whose cells stand one after another, from the table's header to its total."""
    columns, body = without_headers(section)
    found, headings = classes.with_headings(body)
    found, headings = _from_first_heading(found, headings)
    default = _usual_width(found)
    readings: list[Reading] = []
    for start in (default, cells.UNKNOWN):
        widths: Mapping[str, int] = dict.fromkeys(_TEXTS, start)
        for _ in range(_ROUNDS):
            reading = read_table(found, headings, columns, widths)
            measured = _measured(reading.rows, default)
            if measured == widths:
                break
            widths = measured
        readings.append(reading)
        if reading.cost < _SURE * len(reading.rows):
            break
    reading = min(readings, key=lambda r: r.cost)
    rows: list[Row] = []
    placed: list[classes.PlacedHeading] = []
    for row in reading.rows:
        if "heading" in row:
            height = len(rows) - 0.5
            placed.append(classes.PlacedHeading(classes.heading(row["heading"][0]), height, height))
        else:
            rows.append(row)
    levels = classes.from_the_top(placed, range(len(rows)))
    if not all(level1 and level2 for level1, level2 in levels):
        levels = classes.fuller(levels, classes.around_the_middle(placed, [(n, n) for n in range(len(rows))]))
    return IndicatorTable(_records(rows, levels), reading.unfinished, reading.cost)


def from_lines(section: Sequence[Token]) -> IndicatorTable:
    """The indicators of a section whose lines are the page's, from above the table's header to its total."""
    columns, lines = _without_header_lines(pieces.by_line(section))
    found, rest = pieces.take_classes(lines)
    default = _usual_width(section)
    rest = [[] if _is_placeholder(line) else line for line in rest]
    readings = []
    for start in (default, cells.UNKNOWN):
        widths: Mapping[str, int] = dict.fromkeys(_TEXTS, start)
        for _ in range(_ROUNDS):
            reading = read_rows(rest, columns, widths)
            measured = _measured([placed.row for placed in reading[0]], default)
            if measured == widths:
                break
            widths = measured
        readings.append(reading)
        if reading[1] < _SURE * len(reading[0]):
            break
    rows, cost, unfinished = min(readings, key=lambda r: r[1])
    levels = _levels_by_line(found, rows)
    return IndicatorTable(_records([placed.row for placed in rows], levels), unfinished, cost)


def _levels_by_line(found: Sequence[pieces.PlacedLabel], rows: Sequence[PlacedRow]) -> list[classes.Levels]:
    """The rows' levels, by the lines at which the headings stand beside them."""
    headings = [classes.heading(label.as_token()) for label in found]
    by_line = [
        classes.PlacedHeading(heading, label.first, label.last) for heading, label in zip(headings, found, strict=True)
    ]
    levels = classes.from_the_top(by_line, [placed.anchor for placed in rows])
    if not rows or all(level1 and level2 for level1, level2 in levels):
        return levels
    # Lines are not evenly apart; rows are as high as their highest cell.
    extents: list[classes.Extent] = []
    for placed in rows:
        top = extents[-1][1] if extents else 0.0
        extents.append((top, top + max(len(of_cell) for of_cell in placed.row.values()) + _MARGIN))
    heights = {placed.anchor: sum(extent) / 2 for placed, extent in zip(rows, extents, strict=True)}
    by_height = [
        classes.PlacedHeading(heading, _height(label.first, heights), _height(label.last, heights))
        for heading, label in zip(headings, found, strict=True)
    ]
    return classes.fuller(levels, classes.around_the_middle(by_height, extents))


def _height(line: int, heights: Mapping[int, float]) -> float:
    """The height of a line, from those of the lines with numbers around it."""
    before = max((anchor for anchor in heights if anchor <= line), default=None)
    after = min((anchor for anchor in heights if anchor >= line), default=None)
    if before is None or after is None:
        nearest = min(heights) if before is None else max(heights)
        return heights[nearest] + (line - nearest)
    if before == after:
        return heights[before]
    return heights[before] + (heights[after] - heights[before]) * (line - before) / (after - before)


def _is_placeholder(line: Sequence[Token]) -> bool:
    return bool(line) and all(cells.PLACEHOLDER.fullmatch(t.text) or t.text in cells.DASHES for t in line)


def _measured(rows: Sequence[Row], default: int) -> dict[str, int]:
    of_column = {column: [row[column] for row in rows if column in row] for column in _TEXTS}
    return cells.widths(of_column, default)


def _without_header_lines(lines: Sequence[Sequence[Token]]) -> tuple[list[str], list[list[Token]]]:
    """The columns after the levels, and the lines without header lines, at the top and repeated further down."""
    columns: list[str] = []
    body: list[list[Token]] = []
    i = 0
    while i < len(lines):
        end = i
        while end < len(lines) and end - i < _HEADER_LINES and _is_header_line(lines[end]):
            end += 1
        header = [token for line in lines[i:end] for token in line]
        if any(is_level1(folded(token.text)) for token in header):
            columns = columns or _columns(_main_line_first(lines[i:end]))
            i = end
        else:
            body.append(list(lines[i]))
            i += 1
    return columns or list(labels.STANDARD_COLUMNS[2:]), body


def is_level1(text: str) -> bool:
    return labels.INDICATOR_COLUMNS.get(text) == "level1" or text == "一级指"


def _is_header_line(line: Sequence[Token]) -> bool:
    """Whether every token is a piece of a column's heading or of the block label."""
    return all(any(folded(t.text) in label for label in labels.INDICATOR_HEADINGS) for t in line)


def _main_line_first(header: Sequence[Sequence[Token]]) -> list[Token]:
    """The header's tokens: the line with 一级指标, then those above and below it, piece by piece."""
    main = next(i for i, line in enumerate(header) if any(is_level1(folded(t.text)) for t in line))
    above = [t for line in header[:main] for t in line]
    below = [t for line in header[main + 1 :] for t in line]
    if len(above) != len(below):
        return [*header[main], *above, *below]
    return [*header[main], *(t for pair in zip(above, below, strict=True) for t in pair)]


def without_headers(section: Sequence[Token]) -> tuple[list[str], list[Token]]:
    """The columns after the levels, in the header's order, and the tokens without headers and block labels."""
    columns: list[str] = []
    body: list[Token] = []
    i = 0
    while i < len(section):
        end = _header_end(section, i)
        if end > i:
            columns = columns or _columns(section[i:end])
            i = end
            continue
        end = label_end(section, i, lambda text: text in labels.INDICATOR_BLOCK)
        alone = section[i].gap is not Gap.SPACE and (end == len(section) or section[end].gap is not Gap.SPACE)
        if end > i and alone:
            i = end
            continue
        body.append(section[i])
        i += 1
    return columns or list(labels.STANDARD_COLUMNS[2:]), body


def _header_end(section: Sequence[Token], start: int) -> int:
    """The end of a run of column headings that begins with 一级指标."""
    end = label_end(section, start, lambda text: labels.INDICATOR_COLUMNS.get(text) == "level1")
    if end == start:
        return start
    while end < len(section):
        following = label_end(section, end, is_column)
        if following == end:
            break
        end = following
    return end


def _columns(header: Sequence[Token]) -> list[str]:
    found: list[str] = []
    i = 0
    while i < len(header):
        end = label_end(header, i, is_column)
        if end == i:
            i += 1
            continue
        column = labels.INDICATOR_COLUMNS["".join(folded(t.text) for t in header[i:end])]
        if column not in ("level1", "level2") and column not in found:
            found.append(column)
        i = end
    # A reason's column is the last. It may be there though its heading, wrapped among others, was not recognised.
    return ["level3", *(c for c in found if c not in ("level3", "deviation")), "deviation"]


def _from_first_heading(found: list[Token], headings: frozenset[int]) -> tuple[list[Token], frozenset[int]]:
    """Without the unknown column headings that may stand before the first class."""
    first = min(headings, default=0)
    if first > _STRAYS or any(cells.NUMBER.fullmatch(t.text) for t in found[:first]):
        return found, headings
    return found[first:], frozenset(i - first for i in headings)


def _usual_width(found: Sequence[Token]) -> int:
    """The width at which most cells are wrapped: the commonest among the wide tokens at a line's end."""
    at_end = Counter(
        token.width
        for token, following in itertools.pairwise(found)
        if following.gap is not Gap.SPACE and token.width >= 8 and not cells.NUMBER.fullmatch(following.text)
    )
    return max(at_end, key=lambda width: (at_end[width], width), default=16)


def _records(
    rows: Sequence[Row], levels: Sequence[tuple[classes.Heading | None, classes.Heading | None]]
) -> tuple[Indicator, ...]:
    """The rows as records; a row without both weight and score was cut off."""
    return tuple(
        _indicator(row, *of_row) for row, of_row in zip(rows, levels, strict=True) if "weight" in row or "score" in row
    )


def _indicator(row: Row, level1: classes.Heading | None, level2: classes.Heading | None) -> Indicator:
    printed = {column: cell(of_cell) for column, of_cell in row.items()}
    name = printed.get("level3")
    if name:
        name = Cell(cells.NUMBERED.sub("", name.text, count=1), name.place)
    texts: dict[str, Cell | None] = {
        "level3": name,
        "target": _target(printed),
        "actual": _or_none(printed.get("actual")),
        "deviation": _or_none(printed.get("deviation"), labels.NONE),
    }
    numbers = {column: printed.get(column) for column in ("weight", "score")}
    weight, score = (number(c.text) if c else None for c in numbers.values())
    not_applicable = any(c and c.text == labels.NOT_APPLICABLE for c in texts.values())
    levels = {"level1": level1, "level2": level2}
    kept: dict[str, Cell] = {k: Cell(v.token.text, v.token.place) for k, v in levels.items() if v}
    kept |= {k: v for k, v in (texts | numbers).items() if v}
    return Indicator(
        level1=level1.name if level1 else None,
        level1_weight=level1.points if level1 else None,
        level2=level2.name if level2 else None,
        weight=weight,
        score=score,
        applicable=not (not_applicable and not weight),
        cells=kept,
        **{column: (c.text if c else None) for column, c in texts.items()},
    )


def _target(printed: Mapping[str, Cell | None]) -> Cell | None:
    """The target; where operator, value and unit have a column each, the three together; of 定性 the value."""
    value = _or_none(printed.get("target"))
    operator, measure = printed.get("operator"), printed.get("measure")
    if operator is None or value is None or operator.text[0] not in cells.OPERATORS:
        return value
    return Cell(operator.text + value.text + (measure.text if measure else ""), operator.place)


def _or_none(found: Cell | None, nothing: frozenset[str] = cells.DASHES) -> Cell | None:
    return None if found is None or found.text in nothing else found
