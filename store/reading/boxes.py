"""A page without rulings: its letters put together to the cells that they were, by the distances between them.

Owns which lines are one cell's, and the order of cells. It must not know of files or of what a cell says.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from store.dataclass import dataclass
from store.reading.letters import Letter, joined, lines_of
from store.records import Box

_APART = 0.6  # of a letter's height, between two that are of different cells
_LEADING = 1.25  # a line of the same cell is not farther away than this times the usual distance
_WIDEST = 1.65  # of a letter's height, that lines of one cell are ever apart: with more, no cell has two lines
_SAME_ROW = 0.3  # of a letter's height, between the middles, or the tops, of two cells in one row


@dataclass(slots=True)
class _Box:
    """Lines of one cell, in points from the page's top left."""

    left: float
    right: float
    lines: list[list[Letter]]

    @property
    def top(self) -> float:
        return self.lines[0][0].y

    @property
    def place(self) -> Box:
        first, last = self.lines[0][0], self.lines[-1][0]
        return self.left, first.y - first.size / 2, self.right, last.y + last.size / 2

    @property
    def middle(self) -> float:
        return (self.lines[0][0].y + self.lines[-1][0].y) / 2


def boxes(found: Sequence[Letter]) -> list[tuple[str, Box]]:
    """The text of each cell, its lines put together, and its box; cells row by row, from left to right."""
    whole = _boxes([run for line in lines_of(found) for run in _runs(line)])
    size = _median([letter.size for letter in found])
    key = _row_key(whole, size)
    rows: list[list[tuple[float, _Box]]] = []
    for box in sorted(whole, key=lambda b: getattr(b, key)):
        at = getattr(box, key)
        if rows and at - rows[-1][0][0] <= _SAME_ROW * size:
            rows[-1].append((at, box))
        else:
            rows.append([(at, box)])
    ordered = [box for row in rows for _, box in sorted(row, key=lambda item: item[1].left)]
    return [("".join(joined(line, wide_blanks=False) for line in box.lines), box.place) for box in ordered]


def _runs(line: Sequence[Letter]) -> list[list[Letter]]:
    """The line's letters, parted where two cells meet."""
    runs: list[list[Letter]] = []
    for letter in line:
        if not letter.text.strip():
            continue
        if runs and letter.left - runs[-1][-1].right <= _APART * letter.size:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return runs


def _boxes(runs: Sequence[list[Letter]]) -> list[_Box]:
    """The runs put together: one right below another, as near as lines of a cell are, goes on with it."""
    usual = _usual_distance(runs)
    boxes: list[_Box] = []
    for run in runs:
        left, right = run[0].left, run[-1].right
        above = [
            box
            for box in boxes
            if 0 < run[0].y - box.lines[-1][0].y <= _LEADING * usual and box.left < right and left < box.right
        ]
        if len(above) == 1:
            (box,) = above
            box.lines.append(run)
            box.left, box.right = min(box.left, left), max(box.right, right)
        else:
            boxes.append(_Box(left, right, [run]))
    return boxes


def _usual_distance(runs: Sequence[list[Letter]]) -> float:
    """How far apart two lines of one cell are: the least distance between runs one above another, but for slips."""
    least: list[float] = []
    for n, run in enumerate(runs):
        below = (
            other[0].y - run[0].y
            for other in runs[n + 1 :]
            if other[0].y - run[0].y > _SAME_ROW * run[0].size
            and run[0].left < other[-1].right
            and other[0].left < run[-1].right
        )
        distance = next(below, None)
        if distance is not None and distance < 2 * run[0].size:
            least.append(distance)
    usual = sorted(least)[len(least) // 20] if least else 0.0
    return usual if usual < _WIDEST * _median([run[0].size for run in runs]) else 0.0


def _row_key(boxes: Sequence[_Box], size: float) -> str:
    """What cells of one row have in common: their middles or their tops, whichever more do."""

    def coincidences(key: str) -> int:
        places = sorted(getattr(box, key) for box in boxes)
        return sum(b - a <= 0.1 * size for a, b in pairwise(places))

    return max(("middle", "top"), key=coincidences)


def _median(sizes: Sequence[float]) -> float:
    return sorted(sizes)[len(sizes) // 2] if sizes else 1.0
