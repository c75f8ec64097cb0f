"""The indicator table of a form: tokens to Indicators.

Owns the steps from a section to its rows, how wide their columns are, which level each is of, and the records made
of them. It must not search for cells itself: `table` does for one layout, `rows` for the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress

from store.dataclass import dataclass
from store.forms import cells, classes, heights, labels, pieces
from store.forms.header import without_header_lines, without_headers
from store.forms.rows import PlacedRow, read_rows
from store.forms.table import Row, Table
from store.forms.tokens import Token, cell, joined
from store.records import Cell, Indicator
from store.values import number

_TEXTS = ("level3", "operator", "target", "measure", "actual", "deviation")
_ROUNDS = 3
_SURE = -2.2  # cost of a row, on the average, below which a reading is surely right
_DOUBTFUL = 0.3  # the same, above which some of it may be wrong
_HOPELESS = 2.5  # the same, above which most of it is
_CUT_OFF = 30.0  # cost of the row in whose middle a text ends, at most
_RUN_TOGETHER = re.compile(r"[。；].")  # in a name or a value: the rest of a reason, and the cell
_ODD = 0.25  # share of rows without classes, or with ones that do not go together, that a reading is doubtful with
_MARGIN = 0.5  # of a row, above and below its text together, in lines
_STRAYS = 4  # tokens between the header and the first class that may be an unknown heading of a column


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    indicators: tuple[Indicator, ...]
    cut_off: str  # the row in whose middle the text ends, which is not among the indicators; else ""
    cost: float  # of the reading; a likelier one costs less
    columns: tuple[str, ...] = ()  # after the levels, in the header's order
    odd: int = 0  # rows without classes, or with ones that do not go together
    left_out: int = 0  # rows whose cells do not stand at one height, and so are no row

    @property
    def sure(self) -> bool:
        return bool(self.indicators) and self.cost < _SURE * len(self.indicators)

    @property
    def doubtful(self) -> bool:
        """Whether some of the cells are likely to be told apart wrongly."""
        rows = self.indicators
        run_together = (
            _RUN_TOGETHER.search(text) for row in rows for text in (row.level3, row.target, row.actual) if text
        )
        return self._cost > _DOUBTFUL * len(rows) or self.odd > _ODD * len(rows) or any(run_together)

    @property
    def hopeless(self) -> bool:
        """Whether most of the cells are: a wrong figure is worse than a missing one."""
        return bool(self.indicators) and self._cost > _HOPELESS * len(self.indicators)

    @property
    def _cost(self) -> float:
        return self.cost - (_CUT_OFF if self.cut_off else 0.0)


def from_blocks(section: Sequence[Token]) -> IndicatorTable:
    """The indicators of a section whose cells stand one after another, from the table's header to its total."""
    columns, body = without_headers(section)
    found, headings = classes.with_headings(body)
    found, headings = _from_first_heading(found, headings)
    table = Table(found, headings, columns)
    widths: Mapping[str, int] = dict.fromkeys(_TEXTS, cells.UNKNOWN)
    for _ in range(_ROUNDS):
        reading = table.reading(widths)
        measured = _measured(reading.rows)
        if measured == widths:
            break
        widths = measured
    rows: list[Row] = []
    placed: list[classes.PlacedHeading] = []
    for row in reading.rows:
        if "heading" in row:
            height = len(rows) - 0.5
            placed.append(classes.PlacedHeading(classes.heading(row["heading"][0]), height, height))
        else:
            rows.append(row)
    by_height = heights.levels([row["heading"][0] for row in reading.rows if "heading" in row], rows)
    levels = by_height or classes.from_the_top(placed, range(len(rows)))
    if classes.oddness(levels) and not by_height:
        around = classes.around_the_middle(placed, [(n, n) for n in range(len(rows))])
        levels = min(levels, around, key=classes.oddness)
    left = [token for of_cell in rows.pop().values() for token in of_cell] if reading.unfinished and rows else []
    kept = heights.level_rows(rows)
    levels = list(compress(levels, kept))
    records = _records(list(compress(rows, kept)), levels)
    odd = classes.oddness(levels)
    return IndicatorTable(records, joined(left), reading.cost, tuple(columns), odd, kept.count(False))


def from_lines(section: Sequence[Token]) -> IndicatorTable:
    """The indicators of a section whose lines are the page's, from above the table's header to its total."""
    columns, lines = without_header_lines(pieces.by_line(section))
    found, rest = pieces.take_classes(lines)
    rest = [[] if _is_placeholder(line) else line for line in rest]
    widths: Mapping[str, int] = dict.fromkeys(_TEXTS, cells.UNKNOWN)
    for _ in range(_ROUNDS):
        rows, cost, left = read_rows(rest, columns, widths)
        measured = _measured([placed.row for placed in rows])
        if measured == widths:
            break
        widths = measured
    levels = _levels_by_line(found, rows)
    records = _records([placed.row for placed in rows], levels)
    return IndicatorTable(records, joined(left), cost, tuple(columns), classes.oddness(levels))


def _levels_by_line(found: Sequence[pieces.PlacedLabel], rows: Sequence[PlacedRow]) -> list[classes.Levels]:
    """The rows' levels, by the lines at which the headings stand beside them."""
    headings = [classes.heading(label.as_token()) for label in found]
    by_line = [
        classes.PlacedHeading(heading, label.first, label.last) for heading, label in zip(headings, found, strict=True)
    ]
    levels = classes.from_the_top(by_line, [placed.anchor for placed in rows])
    if not classes.oddness(levels):
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
    return min(levels, classes.around_the_middle(by_height, extents), key=classes.oddness)


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


def _measured(rows: Sequence[Row]) -> dict[str, int]:
    of_column = {column: [row[column] for row in rows if column in row] for column in _TEXTS}
    return cells.widths(of_column)


def _from_first_heading(found: list[Token], headings: frozenset[int]) -> tuple[list[Token], frozenset[int]]:
    """Without the unknown column headings that may stand before the first class."""
    first = min(headings, default=0)
    if first > _STRAYS or any(map(_is_of_a_row, found[:first])):
        return found, headings
    return found[first:], frozenset(i - first for i in headings)


def _is_of_a_row(token: Token) -> bool:
    """Whether a token before the first class, which may stand in the middle of its rows, is no column's heading."""
    text = token.text
    is_value = cells.NUMBER.fullmatch(text) or text[0] in cells.OPERATORS or cells.NUMBERED.match(text)
    return token.place.box is not None or bool(is_value)


def _records(rows: Sequence[Row], levels: Sequence[classes.Levels]) -> tuple[Indicator, ...]:
    return tuple(
        record({column: cell(of_cell) for column, of_cell in row.items()}, *of_row)
        for row, of_row in zip(rows, levels, strict=True)
    )


def record(
    printed: Mapping[str, Cell | None], level1: classes.Heading | None, level2: classes.Heading | None
) -> Indicator:
    """The indicator of a row, whose cells by column are these, and of the two classes that it is under."""
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
    if value is None:
        return None
    unit = (
        measure.text if measure and measure.text not in cells.DASHES and not value.text.endswith(measure.text) else ""
    )
    if operator is None or operator.text[0] not in cells.OPERATORS:
        # In words it has no unit; a number whose operator is blank has.
        return value if operator and operator.text not in cells.DASHES else Cell(value.text + unit, value.place)
    sign = "" if value.text.startswith(operator.text) else operator.text
    return Cell(sign + value.text + unit, operator.place)


def _or_none(found: Cell | None, nothing: frozenset[str] = cells.DASHES) -> Cell | None:
    return None if found is None or found.text in nothing else found
