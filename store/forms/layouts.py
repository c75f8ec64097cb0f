"""The two layouts in which a form's text comes, and which of them a form is in.

"blocks": cells stand one after another, each wrapped by itself. "lines": what stands at one height of the page is
one line. Owns the choice: both readings of the indicator table are made, and the likelier decides. It must
not make records.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.dataclass import dataclass
from store.forms import funds, goals, head
from store.forms.funds import PrintedLine
from store.forms.goals import Goals
from store.forms.indicators import IndicatorTable, from_blocks, from_lines
from store.forms.pieces import by_line
from store.forms.sections import Sections, sections
from store.forms.tokens import Gap, Token
from store.records import Cell, Place

# Where every other line is followed by a blank one, lines are no rows of a page. (Both readings take twice the time.)
_BLANK_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Printed:
    """What a form prints, cell by cell. `printed` has the head's fields and the goals.

    `unclear_goals` is where the goals begin, if they cannot be told apart.
    """

    parts: Sections
    printed: dict[str, Cell]
    funds_heading: str
    fund_lines: list[PrintedLine]
    table: IndicatorTable
    unclear_goals: Place | None


def printed(found: Sequence[Token]) -> Printed:
    """The form's cells in the likelier of the two layouts."""
    if _blank_share(found) > _BLANK_SHARE:
        parts = sections(found)
        return _blocks(parts, from_blocks(parts.indicators))
    by_line_parts = sections(found, by_line=True)
    by_line_table = from_lines(by_line_parts.indicators)
    if by_line_table.sure:
        return _lines(by_line_parts, by_line_table)
    parts = sections(found)
    table = from_blocks(parts.indicators)
    # Where nothing is wrapped, both readings are the same: without blank lines it is lines that a page had.
    return _lines(by_line_parts, by_line_table) if by_line_table.cost <= table.cost else _blocks(parts, table)


def _blank_share(found: Sequence[Token]) -> float:
    ends = [token.gap for token in found if token.gap is not Gap.SPACE]
    return ends.count(Gap.BLANK) / len(ends) if ends else 0.0


def _blocks(parts: Sections, table: IndicatorTable) -> Printed:
    heading, lines = funds.printed_lines(parts.funds)
    goals_read = goals.goals_in(parts.goals)
    fields = head.fields(parts.head) | _goal_fields(goals_read)
    return Printed(parts, fields, heading, lines, table, goals_read.unclear)


def _lines(parts: Sections, table: IndicatorTable) -> Printed:
    heading, lines = funds.printed_lines_around(by_line(parts.funds))
    goals_read = goals.goals_beside(by_line(parts.goals))
    fields = head.fields_by_line(by_line(parts.head)) | _goal_fields(goals_read)
    return Printed(parts, fields, heading, lines, table, goals_read.unclear)


def _goal_fields(read: Goals) -> dict[str, Cell]:
    cells = {"goal_expected": read.expected, "goal_actual": read.actual}
    return {field: cell for field, cell in cells.items() if cell}
