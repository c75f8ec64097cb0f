"""The rows of an indicator table whose cells stand one after another ("block" layout): the likeliest reading.

Owns the search over all ways to cut a run of tokens into cells of the table's columns. It must not know what
a class of indicators is called: those tokens come marked as headings. Costs come from `cells`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from store.forms import cells
from store.forms.labels import LEVEL2_OR_NAME, NOT_APPLICABLE
from store.forms.tokens import Token

Row = dict[str, list[Token]]

# What it costs that a row has no cell of a column. A reason is the only one that it may well lack.
MISSING = {"level3": 7.0, "target": 3.5, "actual": 3.5, "weight": 9.0, "score": 9.0, "operator": 3.0, "measure": 1.0}
_LONGEST = {"level3": 12, "target": 12, "actual": 12, "deviation": 60, "measure": 2}  # pieces of a cell
_TOO_MUCH = 12.0  # no cell is worth more

UNMEASURED = 4.0  # a unit of measure in a row whose operator says that its target is in words


class Kind(IntEnum):
    """What a cell says of the rest of its row."""

    PLAIN = 0
    NOT_APPLICABLE = 1  # the name is 不适用: there are only the two numbers
    IN_WORDS = 2  # the operator is 定性: the target has no unit


State = tuple[int, Kind]
BETWEEN: State = (-1, Kind.PLAIN)  # between two rows; else the column read last, and the row's kind


@dataclass(frozen=True, slots=True)
class Step:
    """How the search came to a place: from where, in which state, reading which column (None: no cell)."""

    cost: float
    start: int
    state: State
    column: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows in order; a heading stands as a row with the one key "heading". `cost` tells readings apart."""

    rows: tuple[Row, ...]
    cost: float
    unfinished: bool  # the tokens end in the middle of a row


LACKS: dict[Kind, tuple[str, ...]] = {
    Kind.PLAIN: (),
    Kind.NOT_APPLICABLE: ("target", "actual", "operator", "measure"),
    Kind.IN_WORDS: ("measure",),
}


def read_table(
    found: Sequence[Token], headings: frozenset[int], columns: Sequence[str], widths: Mapping[str, int]
) -> Reading:
    """The likeliest cells of the tokens. `headings` are indexes of tokens that are classes, not cells."""
    search = _Search(found, headings, tuple(columns), widths)
    return search.reading()


class _Search:
    """Best cost for every place and state, from the first token on."""

    def __init__(
        self, found: Sequence[Token], headings: frozenset[int], columns: tuple[str, ...], widths: Mapping[str, int]
    ) -> None:
        self.tokens = found
        self.headings = headings
        self.columns = columns
        self.widths = widths
        self.best: list[dict[State, Step]] = [{} for _ in range(len(found) + 1)]
        self.best[0][BETWEEN] = Step(0.0, 0, BETWEEN, None)
        self.missing: dict[tuple[State, int], float] = {}
        self.cell_costs: dict[int, list[tuple[str, int, float]]] = {}

    def reading(self) -> Reading:
        for i in range(len(self.tokens)):
            self._close_rows(i)
            for state, step in list(self.best[i].items()):
                self._extend(i, state, step.cost)
        last = len(self.tokens)
        self._close_rows(last)
        end = self.best[last][BETWEEN]
        unfinished = end.column is None and self._missing_after(end.state) >= MISSING["score"]
        return Reading(tuple(self._rows(last)), end.cost, unfinished)

    def _close_rows(self, i: int) -> None:
        """A row may end here, at the cost of the columns that it has not."""
        for state, step in list(self.best[i].items()):
            if state != BETWEEN:
                self._offer(i, BETWEEN, Step(step.cost + self._missing_after(state), i, state, None))

    def _missing_after(self, state: State) -> float:
        return self._missing(state, len(self.columns)) if state != BETWEEN else 0.0

    def _missing(self, state: State, until: int) -> float:
        """The cost of the columns between the state's and `until` that are left out."""
        key = state, until
        if key not in self.missing:
            last, kind = state
            between = [c for c in self.columns[last + 1 : until] if c not in LACKS[kind]]
            self.missing[key] = sum(MISSING.get(c, 0.0) for c in between)
        return self.missing[key]

    def _extend(self, i: int, state: State, cost: float) -> None:
        token = self.tokens[i]
        if state == BETWEEN:
            if i in self.headings:
                self._offer(i + 1, BETWEEN, Step(cost, i, state, "heading"))
            if cells.PLACEHOLDER.fullmatch(token.text):
                self._offer(i + 1, BETWEEN, Step(cost + 0.5, i, state, None))
        for column, end, cell_cost in self._cells_from(i):
            at = self.columns.index(column)
            if at <= state[0] or (state == BETWEEN and at > 0):
                continue
            total = cost + cell_cost + self._missing(state, at)
            if column == "deviation":
                total += self._odd_reason(i)
            kind = self._kind(state[1], column, i, end)
            if column in LACKS[state[1]]:
                total += UNMEASURED
            self._offer(end, (at, kind), Step(total, i, state, column))

    def _kind(self, kind: Kind, column: str, i: int, end: int) -> Kind:
        if column == "level3":
            name = "".join(t.text for t in self.tokens[i:end])
            return Kind.NOT_APPLICABLE if cells.NUMBERED.sub("", name) == NOT_APPLICABLE else Kind.PLAIN
        if column == "operator" and self.tokens[i].text not in cells.OPERATORS:
            return Kind.IN_WORDS
        return kind

    def _cells_from(self, i: int) -> list[tuple[str, int, float]]:
        """Every cell that may begin at `i`: its column, end and cost."""
        if i in self.cell_costs:
            return self.cell_costs[i]
        found: list[tuple[str, int, float]] = []
        if self._is_heading_only(i):
            self.cell_costs[i] = found
            return found
        for column in self.columns:
            between = 0.0
            for end in range(i + 1, min(i + _LONGEST.get(column, 1), len(self.tokens)) + 1):
                if self._is_heading_only(end - 1):
                    break
                if end > i + 1:
                    before, piece = self.tokens[end - 2], self.tokens[end - 1]
                    between += cells.joining(before, piece, self.widths.get(column, 16))
                    between += 2.0 if cells.NUMBER.fullmatch(piece.text) else 0.0
                if between > _TOO_MUCH:
                    break
                cost = between + cells.cell_cost(column, self.tokens[i:end])
                if end < len(self.tokens) and column not in ("weight", "score", "operator"):
                    cost += cells.parting(self.tokens[end - 1], self.tokens[end], self.widths.get(column, 16))
                if cost < cells.NEVER:
                    found.append((column, end, cost))
        self.cell_costs[i] = found
        return found

    def _is_heading_only(self, i: int) -> bool:
        """Whether the token is a class and nothing else; some classes are called what an indicator may be, too."""
        return i in self.headings and self.tokens[i].text not in LEVEL2_OR_NAME

    def _odd_reason(self, i: int) -> float:
        same = i >= 2 and cells.same_number(self.tokens[i - 2 : i - 1], self.tokens[i - 1 : i])
        return 2.0 if same else 0.0

    def _offer(self, i: int, state: State, step: Step) -> None:
        known = self.best[i].get(state)
        if known is None or step.cost < known.cost:
            self.best[i][state] = step

    def _rows(self, last: int) -> list[Row]:
        rows: list[Row] = []
        i, state = last, BETWEEN
        row: Row = {}
        while i > 0 or state != BETWEEN:
            step = self.best[i][state]
            if step.column == "heading":
                rows.append({"heading": list(self.tokens[step.start : i])})
            elif step.column is not None:
                row[step.column] = list(self.tokens[step.start : i])
                if step.state == BETWEEN:
                    rows.append(row)
                    row = {}
            i, state = step.start, step.state
        return rows[::-1]
