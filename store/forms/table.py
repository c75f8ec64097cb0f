"""The rows of an indicator table whose cells stand one after another ("block" layout): the likeliest reading.

Owns the search over all ways to cut a run of tokens into cells of the table's columns. It must not know what
a class of indicators is called: those tokens come marked as headings. Costs come from `cells`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from store.forms import cells
from store.forms.labels import LEVEL2_OR_NAME, NOT_APPLICABLE
from store.forms.tokens import Token, joined

Row = dict[str, list[Token]]

# What it costs that a row has no cell of a column. A reason is the only one that it may well lack.
MISSING = {"level3": 7.0, "target": 3.5, "actual": 3.5, "weight": 9.0, "score": 9.0, "operator": 3.0, "measure": 1.0}
_LONGEST = {"level3": 12, "target": 12, "actual": 12, "deviation": 60, "measure": 2}  # pieces of a cell
_NEVER_WRAPPED = ("weight", "score", "operator")
_TOO_MUCH = 12.0  # no cell is worth more

UNMEASURED = 4.0  # a unit of measure in a row whose operator says that its target is in words


class Kind(IntEnum):
    """What a cell says of the rest of its row."""

    PLAIN = 0
    NOT_APPLICABLE = 1  # the name is 不适用: there are only the two numbers
    IN_WORDS = 2  # the operator is 定性: the target has no unit


State = tuple[int, Kind]
BETWEEN: State = (-1, Kind.PLAIN)  # between two rows; else the column read last, and the row's kind


class Step(NamedTuple):
    """How the search came to a place: from where, in which state, reading which column (None: no cell)."""

    cost: float
    start: int
    state: State
    column: str | None


class PossibleCell(NamedTuple):
    """A cell that may begin at a token: its column and that one's number, its end, its cost, what it makes its row."""

    at: int
    column: str
    end: int
    cost: float
    kind: Kind | None


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
        self.possible: dict[int, list[PossibleCell]] = {}

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
        last, kind = state
        if state == BETWEEN:
            if i in self.headings:
                self._offer(i + 1, BETWEEN, Step(cost, i, state, "heading"))
            if cells.PLACEHOLDER.fullmatch(token.text):
                self._offer(i + 1, BETWEEN, Step(cost + 0.5, i, state, None))
        for may in self._cells_from(i):
            if may.at <= last or (may.at > 0 and state == BETWEEN):
                continue
            total = cost + may.cost + self._missing(state, may.at)
            if may.column in LACKS[kind]:
                total += UNMEASURED
            reached = may.at, kind if may.kind is None else may.kind
            known = self.best[may.end].get(reached)
            if known is None or total < known.cost:
                self.best[may.end][reached] = Step(total, i, state, may.column)

    def _kind(self, column: str, i: int, end: int) -> Kind | None:
        """What kind of row a cell makes its row; None if it says nothing of that."""
        if column == "level3":
            name = "".join(t.text for t in self.tokens[i:end])
            return Kind.NOT_APPLICABLE if cells.NUMBERED.sub("", name) == NOT_APPLICABLE else Kind.PLAIN
        if column == "operator" and self.tokens[i].text not in cells.OPERATORS:
            return Kind.IN_WORDS
        return None

    def _cells_from(self, i: int) -> list[PossibleCell]:
        """Every cell that may begin at `i`."""
        found = self.possible.get(i)
        if found is None:
            found = self.possible[i] = [] if self._is_heading_only(i) else list(self._possible_cells(i))
        return found

    def _possible_cells(self, i: int) -> Iterator[PossibleCell]:
        texts: list[str] = []  # of the cells that end after one token, after two, ...
        for at, column in enumerate(self.columns):
            page_width = self.widths.get(column, 16)
            odd = self._odd_reason(i) if column == "deviation" else 0.0
            between = 0.0
            for end in range(i + 1, min(i + _LONGEST.get(column, 1), len(self.tokens)) + 1):
                if end > i + 1:
                    if self._is_heading_only(end - 1):
                        break
                    before, piece = self.tokens[end - 2], self.tokens[end - 1]
                    between += cells.joining(before, piece, page_width)
                    between += 2.0 if cells.NUMBER.fullmatch(piece.text) else 0.0
                    if between > _TOO_MUCH:
                        break
                if len(texts) < end - i:
                    texts.append(joined(self.tokens[i:end]))
                cost = between + cells.text_cost(column, texts[end - i - 1])
                if end < len(self.tokens) and column not in _NEVER_WRAPPED:
                    cost += cells.parting(self.tokens[end - 1], self.tokens[end], page_width)
                if cost < cells.NEVER:
                    yield PossibleCell(at, column, end, cost + odd, self._kind(column, i, end))

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
