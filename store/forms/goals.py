"""The goals: what was expected and what was done, two long cells of prose.

Owns the parting of the two. It must not read their headings' synonyms from anywhere but `labels`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from store.forms import labels, pieces
from store.forms.tokens import Gap, Token, cell, folded, joined, label_end
from store.records import Cell

_SENTENCE_ENDS = frozenset("。；;！!.")
_CANNOT_BEGIN = frozenset("，、。；：）)”")
_INSIDE, _INSIDE_LATIN = 3.0, 0.5  # cost of a blank inside a cell's line
_BEAM = 12
_WIDTHS = 3  # of a column, that are tried
_FIGURES = re.compile(r"(?<!\d)(?!20\d\d)\d+(?![、.．)）\d])")  # no year, and not the number of an item in a list
_FIRST = ("1", "（1", "(1", "①", "一是", "一、", "目标1")


def is_block(text: str) -> bool:
    return text in labels.GOAL_BLOCK


def is_expected(text: str) -> bool:
    return text in labels.GOAL_EXPECTED


def is_actual(text: str) -> bool:
    return text in labels.GOAL_ACTUAL


def goals_in(found: Sequence[Token]) -> tuple[Cell | None, Cell | None]:
    """Expected and actual, of a section in which the two stand one after another under their headings."""
    body = _without_labels(found)
    at = _parting(body)
    return cell(body[:at]), cell(body[at:])


def goals_beside(lines: Sequence[Sequence[Token]]) -> tuple[Cell | None, Cell | None]:
    """Expected and actual, where the two stand side by side, the block label's pieces before them."""
    header = next((i for i, line in enumerate(lines) if _header_at(line) is not None), None)
    if header is None:
        return goals_in([t for line in lines for t in line])
    rest = [list(line) for line in lines]
    rest[header] = rest[header][: _header_at(lines[header])]
    _, body = pieces.take_block_label(rest, labels.GOAL_BLOCK)
    body[header] = []
    body = [line for line in body if line and not is_block("".join(folded(t.text) for t in line))]
    best = min(
        (_read_beside(body, left, right) for left in _full_widths(body, 0) for right in _full_widths(body, -1)),
        key=lambda sides: sides.cost,
        default=None,
    )
    return (cell(best.expected), cell(best.actual)) if best else (None, None)


def _full_widths(body: Sequence[Sequence[Token]], side: int) -> list[int]:
    """How wide the column on one side (0 left, -1 right) may be: the commonest widths of the tokens there."""
    counted = Counter(line[side].width for line in body)
    widest = max(counted, default=0)
    common = sorted(counted, key=lambda width: (counted[width], width), reverse=True)[:_WIDTHS]
    return sorted({*common, widest})


def _read_beside(body: Sequence[Sequence[Token]], left: int, right: int) -> _Sides:
    """The likeliest parting of the lines between two columns of these widths."""
    beam = [_Sides(0.0)]
    for n, line in enumerate(body):
        read = [sides for before in beam for sides in before.with_line(n, line, left, right)]
        beam = sorted(read, key=lambda sides: sides.cost)[:_BEAM]
    ended = [
        replace(s, cost=s.cost + _unended(s.expected) + _unended(s.actual) + _turned(s) + _uneven(s)) for s in beam
    ]
    return min(ended, key=lambda sides: sides.cost)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two cells as far as the lines have been read."""

    cost: float
    expected: tuple[Token, ...] = ()
    actual: tuple[Token, ...] = ()
    expected_lines: tuple[int, ...] = ()
    actual_lines: tuple[int, ...] = ()

    def with_line(self, n: int, line: Sequence[Token], left: int, right: int) -> Iterator[_Sides]:
        """Every way to part the `n`-th line between the cells, `left` and `right` columns wide."""
        own = [t._replace(gap=Gap.NEWLINE) if i == 0 else t for i, t in enumerate(line)]
        for at in range(len(own) + 1):
            expected, actual = own[:at], own[at:]
            cost = self.cost + _going_on(self.expected, expected, left) + _going_on(self.actual, actual, right)
            cost += _inside(expected) + _inside(actual)
            if not self.expected and not expected:
                cost += 0.3  # the cell on the left begins first, or beside the other
            yield _Sides(
                cost,
                (*self.expected, *expected),
                (*self.actual, *actual),
                (*self.expected_lines, n) if expected else self.expected_lines,
                (*self.actual_lines, n) if actual else self.actual_lines,
            )


def _inside(line: Sequence[Token]) -> float:
    """What the blanks within one cell's line cost: beside Latin letters and figures they are usual."""
    return sum(
        _INSIDE_LATIN if before.text[-1].isascii() or after.text[0].isascii() else _INSIDE
        for before, after in pairwise(line)
    )


def _going_on(before: Sequence[Token], more: Sequence[Token], page_width: int) -> float:
    """What it costs that a cell goes on with the tokens of one more line."""
    if not more:
        return 0.0
    if not before:
        too_wide = 2.0 if more[0].width > page_width + 1 else 0.0
        return too_wide + (5.0 if more[0].text[0] in _CANNOT_BEGIN else 0.0)
    free = page_width - before[-1].width
    cost = min(max(free - 2, 0) / 2, 4.0) + sum(2.0 for t in more if t.width > page_width + 1)
    return cost + (1.0 if before[-1].text[-1] in _SENTENCE_ENDS and free > 2 else 0.0)


def _turned(sides: _Sides) -> float:
    """What was done is told in numbers, what is wanted in words; this only decides where nothing else does."""
    wanted, done = (len(_FIGURES.findall(joined(side))) for side in (sides.expected, sides.actual))
    return 1.5 if wanted > done else 0.0


def _uneven(sides: _Sides) -> float:
    """The two cells stand at one height: at the top of their row, or in its middle."""
    one, other = sides.expected_lines, sides.actual_lines
    if not one or not other:
        return 0.0
    return 2.0 * min(abs(sum(one) / len(one) - sum(other) / len(other)), abs(one[0] - other[0]))


def _unended(side: Sequence[Token]) -> float:
    return 0.5 if side and side[-1].text[-1] not in _SENTENCE_ENDS else 0.0


def _header_at(line: Sequence[Token]) -> int | None:
    """Where in a line the two headings begin; None if they are not there."""
    for i in range(len(line)):
        end = label_end(line, i, is_expected)
        if end > i and label_end(line, end, is_actual) > end:
            return i
    return None


def _without_labels(found: Sequence[Token]) -> list[Token]:
    """The prose alone: no headings, and no block labels, which are repeated at the top of a page."""
    body: list[Token] = []
    i = 0
    while i < len(found):
        end = i
        if found[i].gap is not Gap.SPACE or not body:
            end = label_end(found, i, lambda text: is_block(text) or is_expected(text) or is_actual(text))
        if end > i and (not body or end == len(found) or found[end].gap is Gap.BLANK):
            i = end
        else:
            body.append(found[i])
            i += 1
    return body


def _parting(body: Sequence[Token]) -> int:
    """Where the second cell begins: both are then wrapped at one width each, with a short last line."""
    if not body:
        return 0
    lines = [i for i, token in enumerate(body) if i == 0 or token.gap is not Gap.SPACE]
    ends = [*lines[1:], len(body)]
    line_widths = [sum(t.width for t in body[a:b]) + b - a - 1 for a, b in zip(lines, ends, strict=True)]
    whole = _wrapping_cost(body, lines, line_widths) + 3.0
    best, best_cost = len(body), whole
    for n in range(1, len(lines)):
        cost = (
            _wrapping_cost(body, lines[:n], line_widths[:n])
            + _wrapping_cost(body, lines[n:], line_widths[n:])
            + _beginning_cost(body, lines[n])
        )
        if cost < best_cost:
            best, best_cost = lines[n], cost
    for i in range(1, len(body)):
        if body[i].gap is Gap.SPACE and body[i - 1].text[-1] in _SENTENCE_ENDS:
            n = sum(start <= i for start in lines)
            cost = (
                1.5
                + _wrapping_cost(body, lines[:n], line_widths[:n])
                + _wrapping_cost(body, lines[n:], line_widths[n:])
            )
            if cost < best_cost:
                best, best_cost = i, cost
    return best


def _wrapping_cost(body: Sequence[Token], lines: Sequence[int], line_widths: Sequence[int]) -> float:
    """What it costs that the lines are one wrapped cell: all but the last should be about as wide."""
    if len(lines) < 2:
        return 0.0
    widest = max(line_widths)
    cost = 0.0
    for n, line_width in enumerate(line_widths[:-1]):
        cost += min(max(widest - line_width - 3, 0) / 2, 4.0)
        if body[lines[n + 1]].gap is Gap.BLANK:
            cost += 1.0
    return cost


def _beginning_cost(body: Sequence[Token], i: int) -> float:
    """What it costs that a cell begins here: after a sentence's end, best after a blank line."""
    cost = 0.0 if body[i].gap is Gap.BLANK else 1.0
    if body[i - 1].text[-1] not in _SENTENCE_ENDS:
        cost += 1.0
    if body[i].text[0] in _CANNOT_BEGIN:
        cost += 5.0
    if body[i].text.startswith(_FIRST):
        cost -= 0.5
    return cost
