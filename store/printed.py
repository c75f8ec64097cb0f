"""What a form prints, cell by cell, with the place of each: packed, one form in one value.

Owns the form of the column printed.cells. It must not execute SQL. Most of what cells print is a text that stands in a
column of its own: such a cell has its place alone, and takes its text from the row of its record.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from store.records import Cell, Evaluation, Place

FORM, FUNDS, INDICATOR = "form", "funds", "indicator"  # the records of a form, as cells are named by them
TEXTS = {  # the columns whose text a cell may have as it is
    FORM: ("project_code", "project_name", "unit", "department", "goal_expected", "goal_actual"),
    FUNDS: ("name",),
    INDICATOR: ("level1", "level2", "level3", "target", "actual", "deviation"),
}
_Packed = dict[str, Any]  # by field: a line alone, or [text, line, page, table cell, box...]; None for the row's text


def packed(evaluation: Evaluation) -> bytes:
    """All cells of a form."""
    return pack(
        _parted(FORM, evaluation),
        [_parted(FUNDS, line) for line in evaluation.fund_lines],
        [_parted(INDICATOR, indicator) for indicator in evaluation.indicators],
    )


def pack(form: _Packed, funds: list[_Packed], indicators: list[_Packed]) -> bytes:
    said = json.dumps([form, funds, indicators], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(said.encode(errors="surrogatepass"), 6)


def cell_value(text: str, known: str | None, at: list[Any]) -> Any:
    """A cell as it is packed. `known` is the text of its column, `at` its line, page, table cell and box."""
    while at and at[-1] is None:
        at.pop()
    if text == known:
        return at[0] if len(at) == 1 else [None, *at]
    return [text, *at]


def _parted(record: str, of: Any) -> _Packed:
    texts = TEXTS[record]
    return {
        name: cell_value(cell.text, getattr(of, name) if name in texts else None, _at(cell.place))
        for name, cell in of.cells.items()
    }


def _at(place: Place) -> list[Any]:
    return [place.line, place.page, place.cell, *(place.box or ())]


class Printed:
    """The cells of a form as they are stored. Parsed once one is looked for: most of most forms never are."""

    __slots__ = ("_blob", "_parts")

    def __init__(self, blob: bytes | None) -> None:
        self._blob = blob
        self._parts: tuple[_Packed, list[_Packed], list[_Packed]] | None = None

    def of(self, record: str, position: int | None = None) -> _Packed:
        """The packed cells of a record; {} where the form has none there."""
        if self._parts is None:
            self._parts = json.loads(zlib.decompress(self._blob)) if self._blob else ({}, [], [])
        form, funds, indicators = self._parts
        if record == FORM:
            return form
        records = funds if record == FUNDS else indicators
        return records[position] if position is not None and position < len(records) else {}

    def cell(self, record: str, position: int | None, name: str, text: str | None) -> Cell | None:
        """One cell. `text` is what the record's row has in the column of that name, where it has one."""
        value = self.of(record, position).get(name)
        return None if value is None else _cell(value, text)

    def cells(self, record: str, position: int | None, row: Mapping[str, Any]) -> Mapping[str, Cell]:
        """All cells of a record, whose row of the store is given; parsed once one is looked for."""
        return _Cells(self, record, position, row)


def _cell(value: Any, text: str | None) -> Cell:
    if isinstance(value, int):
        return Cell(text or "", Place(value))
    of_cell, *at = value
    line, page, cell, *box = [*at, None, None, None][: max(3, len(at))]
    place = Place(line, page, cell, (box[0], box[1], box[2], box[3]) if box else None)
    return Cell((text or "") if of_cell is None else of_cell, place)


class _Cells(Mapping[str, Cell]):
    __slots__ = ("_of", "_parsed")

    def __init__(self, printed: Printed, record: str, position: int | None, row: Mapping[str, Any]) -> None:
        self._of = printed, record, position, row
        self._parsed: dict[str, Cell] | None = None

    def _cells(self) -> dict[str, Cell]:
        if self._parsed is None:
            printed, record, position, row = self._of
            texts = TEXTS[record]
            self._parsed = {
                name: _cell(value, row[name] if name in texts else None)
                for name, value in printed.of(record, position).items()
            }
        return self._parsed

    def __getitem__(self, name: str) -> Cell:
        return self._cells()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells())

    def __len__(self) -> int:
        return len(self._cells())

    def __contains__(self, name: object) -> bool:
        return name in self._cells()

    def get(self, name: str, default: Any = None) -> Any:
        return self._cells().get(name, default)
