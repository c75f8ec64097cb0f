"""The goals: what was expected and what was done, two long cells of prose.

Owns the parting of the two. It must not read their headings' synonyms from anywhere but `labels`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product, takewhile
from typing import TypeAlias

from store.dataclass import dataclass, replace
from store.forms import labels, pieces
from store.forms.tokens import Gap, Token, cell, folded, joined, label_end
from store.records import Cell, Place

_SENTENCE_ENDS = frozenset("。；;！!.")
_CANNOT_BEGIN = frozenset("，、。；：）)”")
_INSIDE, _INSIDE_LATIN = 3.0, 0.5  # cost of a blank inside a cell's line
_COUNTED_ANEW = 3.0  # cost of a cell within which items are counted from the first again
_ALONE = 3.0  # cost of one goal alone
_BEAM = 32
_FAR = 2.0  # cost of every line too many between two of a cell
_UNSURE = 0.1  # readings that cost so nearly the same are equally likely
_UNSURE_WHICH = 0.7  # the same, of which cell is which: where no line has both, only the words tell
_WIDTHS = 3  # of a column, that are tried
_FIGURES = re.compile(r"(?<!\d)(?!20\d\d)\d+(?![、.．)）\d])")  # no year, and not the number of an item in a list
_Pieces: TypeAlias = tuple[Token, ...]
_DONE = re.compile(r"(?<!为)了(?!解)|已|实际|[未没](?!来)|超过?预期|较上年")  # words of what was done
_FIRST = ("1", "（1", "(1", "①", "一是", "一、", "目标1")


def is_block(text: str) -> bool:
    return text in labels.GOAL_BLOCK


def _is_block_around(text: str) -> bool:
    """Whether a text is the label of this block or of the next, which may stand over that one's header."""
    return is_block(text) or text in labels.INDICATOR_BLOCK


def is_expected(text: str) -> bool:
    return text in labels.GOAL_EXPECTED


def is_actual(text: str) -> bool:
    return text in labels.GOAL_ACTUAL


@dataclass(frozen=True, slots=True)
class Goals:
    """The two cells. Where they cannot be told apart neither is given, and `unclear` is where they begin."""

    expected: Cell | None
    actual: Cell | None
    unclear: Place | None = None


def goals_in(found: Sequence[Token]) -> Goals:
    """Expected and actual, of a section in which the two stand one after another under their headings."""
    body = _without_labels(found)
    if not body:
        return Goals(None, None)
    (cost, at), *others = sorted(_partings(body))
    if others and others[0][0] - cost < _UNSURE:
        return Goals(None, None, unclear=body[0].place)
    return Goals(cell(body[:at]), cell(body[at:]))


def goals_beside(lines: Sequence[Sequence[Token]]) -> Goals:
    """Expected and actual, where the two stand side by side, the block label's pieces before them."""
    header = next((i for i, line in enumerate(lines) if _header_at(line) is not None), None)
    if header is None:
        return goals_in([t for line in lines for t in line])
    rest = [list(line) for line in lines]
    rest[header] = rest[header][: _header_at(lines[header])]
    _, body = pieces.take_block_label(rest, labels.GOAL_BLOCK)
    body[header] = []
    body = [line for line in body if line and not _is_block_around("".join(folded(t.text) for t in line))]
    readings = _readings_beside(body)
    if not readings:
        return Goals(None, None)
    best, *others = readings
    if any(other.cost - best.cost < (_UNSURE_WHICH if other.is_turned(best) else _UNSURE) for other in others):
        return Goals(None, None, unclear=body[0][0].place)
    return Goals(cell(best.expected.tokens), cell(best.actual.tokens))


def _readings_beside(body: Sequence[Sequence[Token]]) -> list[_Sides]:
    """The likeliest partings of the lines between the two cells, best first, no two of them the same."""
    found: dict[tuple[_Pieces, _Pieces], _Sides] = {}
    for left, right in product(_full_widths(body, 0), _full_widths(body, -1)):
        for sides in _read_beside(body, left, right):
            key = sides.expected.tokens, sides.actual.tokens
            if key not in found or sides.cost < found[key].cost:
                found[key] = sides
    return sorted(found.values(), key=lambda sides: sides.cost)


def _full_widths(body: Sequence[Sequence[Token]], side: int) -> list[int]:
    """How wide the column on one side (0 left, -1 right) may be: the commonest widths of what stands there, the widest.

    A blank beside Latin letters and figures may be the cell's own: what it parts is counted apart and together.
    """
    apart = [line[side].width for line in body]
    together = [_line_width(part) for line in body for part in _with_usual_blanks(line, side)]
    counted = Counter([*apart, *together])
    common = sorted(counted, key=lambda width: (counted[width], width), reverse=True)[:_WIDTHS]
    return sorted({*common, max(apart, default=0), max(together, default=0)})


def _with_usual_blanks(line: Sequence[Token], side: int) -> Iterator[Sequence[Token]]:
    """The parts of a line, from two tokens, that begin or end it and have no blanks but usual ones."""
    inward = [_blank(before, after) <= _INSIDE_LATIN for before, after in pairwise(line)]
    usual = len(list(takewhile(bool, inward[::-1] if side else inward)))
    for n in range(2, usual + 2):
        yield line[-n:] if side else line[:n]


def _read_beside(body: Sequence[Sequence[Token]], left: int, right: int) -> list[_Sides]:
    """The likeliest partings of the lines between two columns of these widths."""
    beam = [_Sides(0.0)]
    for n, line in enumerate(body):
        read = [sides for before in beam for sides in before.with_line(n, line, left, right)]
        beam = sorted(read, key=lambda sides: sides.cost)[:_BEAM]
    return [replace(s, cost=s.cost + _oddness(s.expected) + _oddness(s.actual) + _turned(s) + _uneven(s)) for s in beam]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two cells as far as the lines have been read: its tokens, its lines, the width of the last."""

    tokens: _Pieces = ()
    lines: tuple[int, ...] = ()
    width: int = 0

    def with_line(self, n: int, line: Sequence[Token]) -> _Side:
        return _Side((*self.tokens, *line), (*self.lines, n), _line_width(line)) if line else self


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two cells as far as the lines have been read."""

    cost: float
    expected: _Side = _Side()
    actual: _Side = _Side()

    def is_turned(self, other: _Sides) -> bool:
        """Whether each of the cells is the other's other one."""
        return self.expected.tokens == other.actual.tokens and self.actual.tokens == other.expected.tokens

    def with_line(self, n: int, line: Sequence[Token], left: int, right: int) -> Iterator[_Sides]:
        """Every way to part the `n`-th line between the cells, `left` and `right` columns wide."""
        for at in range(len(line) + 1):
            expected, actual = _of_one_line(line[:at]), _of_one_line(line[at:])
            cost = self.cost + _going_on(self.expected, expected, left) + _going_on(self.actual, actual, right)
            cost += _inside(expected) + _inside(actual)
            shared = bool(
                self.expected.lines and self.actual.lines and self.expected.lines[-1] == self.actual.lines[-1]
            )
            cost += sum(
                _far(side, n, shared) for side, more in ((self.expected, expected), (self.actual, actual)) if more
            )
            if not self.expected.tokens and not expected:
                cost += 0.3  # the cell on the left begins first, or beside the other
            yield _Sides(cost, self.expected.with_line(n, expected), self.actual.with_line(n, actual))


def _far(side: _Side, n: int, shared: bool) -> float:
    """What it costs that a cell goes on in the `n`-th line only.

    The lines of both cells are equally high. So after a line that the two share they share the next, too, as long
    as neither ends; and else every other line is the other cell's.
    """
    return _FAR * max(n - side.lines[-1] - (1 if shared else 2), 0) if side.lines else 0.0


def _of_one_line(line: Sequence[Token]) -> list[Token]:
    """The tokens as a line of their own."""
    return [t._replace(gap=Gap.NEWLINE) if i == 0 else t for i, t in enumerate(line)]


def _line_width(line: Sequence[Token]) -> int:
    return sum(t.width for t in line) + len(line) - 1


def _inside(line: Sequence[Token]) -> float:
    """What the blanks within one cell's line cost."""
    return sum(_blank(before, after) for before, after in pairwise(line))


def _blank(before: Token, after: Token) -> float:
    """What a blank within a cell costs: beside Latin letters and figures it is usual, but not after a sentence."""
    if before.text[-1] in _SENTENCE_ENDS:
        return _INSIDE
    return _INSIDE_LATIN if before.text[-1].isascii() or after.text[0].isascii() else _INSIDE


def _going_on(side: _Side, more: Sequence[Token], page_width: int) -> float:
    """What it costs that a cell goes on with the tokens of one more line."""
    if not more:
        return 0.0
    too_wide = 2.0 if _line_width(more) > page_width + 1 else 0.0
    if not side.tokens:
        return too_wide + (5.0 if more[0].text[0] in _CANNOT_BEGIN else 0.0)
    free = page_width - side.width
    cost = too_wide + min(max(free - 2, 0) / 2, 4.0)
    if side.tokens[-1].text[-1] in _SENTENCE_ENDS:
        cost += (1.0 if free > 2 else 0.0) + (5.0 if more[0].text[0] in _CANNOT_BEGIN else 0.0)
    return cost


def _turned(sides: _Sides) -> float:
    """What was done is told in numbers and as done, what is wanted is not: it decides if no line has both."""
    if set(sides.expected.lines) & set(sides.actual.lines):
        return 0.0
    wanted, done = (joined(side.tokens) for side in (sides.expected, sides.actual))
    return sum(1.5 for told in (_FIGURES, _DONE) if len(told.findall(wanted)) > len(told.findall(done)))


def _uneven(sides: _Sides) -> float:
    """The two cells stand at one height: at the top of their row, or in its middle."""
    one, other = sides.expected.lines, sides.actual.lines
    if not one or not other:
        return 0.0
    return 2.0 * min(abs(sum(one) / len(one) - sum(other) / len(other)), abs(one[0] - other[0]))


def _oddness(side: _Side) -> float:
    """What it costs that a cell does not end, or begins to count anew."""
    first = _mark(side.tokens[0]) if side.tokens else ""
    again = sum(_mark(token) == first for token in side.tokens[1:] if token.gap is not Gap.SPACE) if first else 0
    return _unended(side) + _COUNTED_ANEW * again


def _mark(token: Token) -> str:
    """The mark of a first item that a token begins with; else ""."""
    found = next((mark for mark in _FIRST if token.text.startswith(mark)), "")
    return "" if token.text[len(found) : len(found) + 1].isdigit() else found


def _unended(side: _Side) -> float:
    return 0.5 if side.tokens and side.tokens[-1].text[-1] not in _SENTENCE_ENDS else 0.0


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
            end = label_end(found, i, lambda text: _is_block_around(text) or is_expected(text) or is_actual(text))
        if end > i and (not body or end == len(found) or found[end].gap is Gap.BLANK):
            i = end
        else:
            body.append(found[i])
            i += 1
    return body


def _partings(body: Sequence[Token]) -> Iterator[tuple[float, int]]:
    """Where the second cell may begin, and what that costs: both are then wrapped, with a short last line."""
    lines = [i for i, token in enumerate(body) if i == 0 or token.gap is not Gap.SPACE]
    ends = [*lines[1:], len(body)]
    line_widths = [_line_width(body[a:b]) for a, b in zip(lines, ends, strict=True)]
    yield _wrapping_cost(body, lines, line_widths) + _ALONE, len(body)
    wrapping = [
        _wrapping_cost(body, lines[:n], line_widths[:n]) + _wrapping_cost(body, lines[n:], line_widths[n:])
        for n in range(len(lines) + 1)
    ]
    for i in range(1, len(body)):
        # The line begins the second cell; a line within which that begins is the last of the first.
        n = bisect_right(lines, i) - (0 if body[i].gap is Gap.SPACE else 1)
        yield wrapping[n] + _beginning_cost(body, i), i


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
    ended = body[i - 1].text[-1] in _SENTENCE_ENDS
    cost = 5.0 if body[i].text[0] in _CANNOT_BEGIN else 0.0
    if body[i].gap is Gap.SPACE:
        usual = not ended and _blank(body[i - 1], body[i]) < _INSIDE
        return cost + (1.5 if ended else _ALONE if usual else 2.5)
    cost += (0.0 if body[i].gap is Gap.BLANK else 1.0) + (0.0 if ended else 1.0)
    mark = _mark(body[i])
    return cost - (_COUNTED_ANEW if mark and mark == _mark(body[0]) else 0.5 if mark else 0.0)
