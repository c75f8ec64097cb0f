"""The goals: what was expected and what was done, two long cells of prose.

Owns the parting of the two. It must not read their headings' synonyms from anywhere but `labels`.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.forms import labels
from store.forms.tokens import Gap, Token, cell, label_end
from store.records import Cell

_SENTENCE_ENDS = frozenset("。；;！!.")
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
    if body[i].text[0] in "，、。；：）)”":
        cost += 5.0
    if body[i].text.startswith(_FIRST):
        cost -= 0.5
    return cost
