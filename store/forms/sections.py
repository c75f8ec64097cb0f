"""The sections of a form: head, funds, goals, indicators, total, and what stands under the table.

Owns where each begins. It must not read any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from store.dataclass import dataclass
from store.forms import cells, classes, funds, goals, labels
from store.forms.header import upper_start
from store.forms.tokens import Gap, Token, firsts, folded, label_end

_GOAL_BLOCKS = firsts(labels.GOAL_BLOCK)
_GOALS_EXPECTED = firsts(labels.GOAL_EXPECTED)
_BLOCKS = firsts(labels.INDICATOR_BLOCK)
_COLUMNS = firsts(labels.INDICATOR_COLUMNS)
_TOTALS = firsts(labels.TOTALS)
_PIECES_ABOVE = 3  # lines above a table's header that a wrapped heading may reach into


@dataclass(frozen=True, slots=True)
class Sections:
    """A form's tokens by section. Each may be empty."""

    head: Sequence[Token]
    funds: Sequence[Token]
    goals: Sequence[Token]
    indicators: Sequence[Token]
    total: Sequence[Token]  # 总分 and its numbers


def sections(found: Sequence[Token], by_line: bool = False) -> Sections:
    """The sections of a form. With `by_line` one never begins within a line, nor below a piece of its labels."""
    end = len(found)
    indicators_at = _indicators_start(found)
    goals_at = _first(found, 0, indicators_at, _is_goal_heading)
    funds_at = _first(found, 0, goals_at, _is_funds_heading)
    if by_line:
        indicators_at = _with_pieces_above(found, indicators_at, labels.INDICATOR_HEADINGS)
        goals_at = _with_pieces_above(found, goals_at, labels.GOAL_BLOCK)
        funds_at = _with_pieces_above(found, funds_at, labels.FUNDS_HEADINGS)
    total_at, total_end = _total(found, indicators_at)
    first_class = _first(found, indicators_at, total_at, _is_class)
    table_end = _first(found, first_class, total_at, _is_after_table) if total_at == end else total_at
    return Sections(
        head=found[:funds_at],
        funds=found[funds_at:goals_at],
        goals=found[goals_at:indicators_at],
        indicators=found[indicators_at:table_end],
        total=found[total_at:total_end],
    )


def _with_pieces_above(found: Sequence[Token], start: int, headings: Collection[str]) -> int:
    """The beginning of the line of `start`, or of the lines right above all of whose tokens are pieces of labels."""
    start = _line_start(found, start)
    for _ in range(_PIECES_ABOVE):
        above = _line_start(found, start - 1) if start > 0 else start
        line = found[above:start]
        texts = [folded(token.text) for token in line]
        if not any(text.strip("()") for text in texts) or not all(any(t in h for h in headings) for t in texts):
            break  # a bracket alone may be the end of anything
        start = above
    return start


def _line_start(found: Sequence[Token], i: int) -> int:
    while 0 < i < len(found) and found[i].gap is Gap.SPACE:
        i -= 1
    return i


def _first(found: Sequence[Token], start: int, end: int, begins: Callable[[Sequence[Token], int], bool]) -> int:
    return next((i for i in range(start, end) if begins(found, i)), end)


def _indicators_start(found: Sequence[Token]) -> int:
    """Where the indicator table begins: at its header, or at the block label right before that."""
    header = upper_start(found, _first(found, 0, len(found), _is_indicator_heading))
    for i in range(max(header - 3, 0), header):
        if label_end(found, i, lambda text: text in labels.INDICATOR_BLOCK, _BLOCKS) == header:
            return i
    return header


def _is_indicator_heading(found: Sequence[Token], i: int) -> bool:
    end = label_end(found, i, lambda text: labels.INDICATOR_COLUMNS.get(text) == "level1", _COLUMNS)
    return (
        end > i and label_end(found, end, lambda text: labels.INDICATOR_COLUMNS.get(text) == "level2", _COLUMNS) > end
    )


def _is_goal_heading(found: Sequence[Token], i: int) -> bool:
    if found[i].gap is not Gap.SPACE and label_end(found, i, goals.is_block, _GOAL_BLOCKS) > i:
        return True
    end = label_end(found, i, goals.is_expected, _GOALS_EXPECTED)
    return end > i and label_end(found, end, goals.is_actual) > end


def _is_funds_heading(found: Sequence[Token], i: int) -> bool:
    if folded(found[i].text) in labels.HEAD:
        return False
    return label_end(found, i, lambda text: funds.is_block(text) or funds.is_heading(text)) > i


def _is_class(found: Sequence[Token], i: int) -> bool:
    return label_end(found, i, classes.is_known, classes.FIRSTS) > i


def _is_after_table(found: Sequence[Token], i: int) -> bool:
    return found[i].gap is not Gap.SPACE and bool(labels.AFTER_TABLE.fullmatch(folded(found[i].text)))


def _total(found: Sequence[Token], start: int) -> tuple[int, int]:
    """The total's row: its label at a line's start, and the numbers and dashes after it."""
    for i in range(start, len(found)):
        if found[i].gap is Gap.SPACE:
            continue
        end = label_end(found, i, lambda text: _total_label(text) in labels.TOTALS, _TOTALS)
        after = end
        while after < len(found) and after - end < 3 and _is_number_or_dash(found[after].text):
            after += 1
        if end > i and after > end:
            return i, after
    return len(found), len(found)


def _total_label(text: str) -> str:
    return labels.POINTS.sub("", text).rstrip(":")


def _is_number_or_dash(text: str) -> bool:
    return text in cells.DASHES or bool(re.fullmatch(r"\d{1,3}(?:\.\d+)?分?", text))
