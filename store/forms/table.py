"""The rows of an indicator table whose cells stand one after another ("block" layout): the likeliest reading.

Owns the search over all ways to cut a run of tokens into cells of the table's columns. It must not know what
a class of indicators is called: those tokens come marked as headings. Costs come from `cells`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from math import inf

from store.dataclass import dataclass
from store.forms import cells
from store.forms.labels import LEVEL2_OR_NAME, NOT_APPLICABLE
from store.forms.tokens import Token, appended

Row = dict[str, list[Token]]

# What it costs that a row has no cell of a column. A reason is the only one that it may well lack.
MISSING = {"level3": 7.0, "target": 3.5, "actual": 3.5, "weight": 9.0, "score": 9.0, "operator": 3.0, "measure": 1.0}
_LONGEST = {"level3": 12, "target": 12, "actual": 12, "deviation": 60, "measure": 2}  # pieces of a cell
_NEVER_WRAPPED = ("weight", "score", "operator")
_LONGEST_UNWRAPPED = 10  # characters of a number or an operator, and more
_TOO_MUCH = 12.0  # no cell is worth more

UNMEASURED = 4.0  # a unit of measure in a row whose operator says that its target is in words


class Kind(IntEnum):
    """What a cell says of the rest of its row."""

    PLAIN = 0
    NOT_APPLICABLE = 1  # the name is 不适用: there are only the two numbers
    IN_WORDS = 2  # the operator is 定性: the target has no unit


State = int  # BETWEEN two rows; else the column read last, and after all columns of a kind those of the row's next kind
BETWEEN: State = -1
_HEADING, _PASSED = -1, -2  # read in the place of a column: a class; what is no cell, or the end of a row

# How the search came to a place: the cost, from where, in which state, reading which column.
Step = tuple[float, int, State, int]
TextCost = tuple[float, Kind | None]  # of a cell's text, and what kind of row it makes its row


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


class Table:
    """The tokens of a table, and what is known of them however wide its columns are."""

    def __init__(self, found: Sequence[Token], headings: frozenset[int], columns: Sequence[str]) -> None:
        """`headings` are indexes of tokens that are classes, not cells. The first column is the name's."""
        self.tokens = found
        self.headings = headings
        self.columns = tuple(columns)
        # Some classes are called what an indicator may be, too.
        self.heading_only = [i in headings and t.text not in LEVEL2_OR_NAME for i, t in enumerate(found)]
        self.is_number = [bool(cells.NUMBER.fullmatch(t.text)) for t in found]
        # What they cost as cells of the columns that are never wrapped, the columns being given by their numbers.
        self.unwrapped: list[dict[int, float]] = [self._unwrapped(t.text) for t in found]
        self.placeholder = [bool(cells.PLACEHOLDER.fullmatch(t.text)) for t in found]
        self.seams = [cells.seam(a, b) for a, b in pairwise(found)]
        numbered = "指标" in "".join(t.text for t in found)
        # What a cell of a column costs at least that ends with a token. A name may say that it is of another state.
        self.least = [
            [-inf if c == "level3" and _may_end_none(t.text) else cells.least(c, t.text, numbered) for t in found]
            for c in self.columns
        ]
        self.odd_reason = [self._odd_reason(i) for i in range(len(found))]
        # Each: by column, by the first token, by the number of tokens after that. Those that were asked for.
        self.text_costs: list[list[dict[int, TextCost]]] = [[{} for _ in found] for _ in self.columns]
        self._texts = [[token.text] for token in found]  # that begin at a token: of one token, of two, ...

    def reading(self, widths: Mapping[str, int]) -> Reading:
        """The likeliest cells of the tokens, in columns that are so wide."""
        return _Search(self, widths).reading()

    def text_cost(self, at: int, i: int, n: int) -> TextCost:
        """Of the `n` + 1 tokens from `i` on, as one cell of the `at`-th column; it is then known."""
        texts, column = self._texts[i], self.columns[at]
        while len(texts) <= n:
            texts.append(appended(texts[-1], self.tokens[i + len(texts)]))
        cost = self.text_costs[at][i][n] = cells.text_cost(column, texts[n]), _kind(column, texts[n])
        return cost

    def _unwrapped(self, text: str) -> dict[int, float]:
        if len(text) > _LONGEST_UNWRAPPED or cells.is_words(text):
            return {}
        costs = {at: cells.text_cost(c, text) for at, c in enumerate(self.columns) if c in _NEVER_WRAPPED}
        return {at: cost for at, cost in costs.items() if cost < cells.NEVER}

    def _odd_reason(self, i: int) -> float:
        """What it costs that a reason begins after a full score."""
        same = i >= 2 and self.is_number[i - 2] and self.is_number[i - 1]
        same = same and cells.same_number(self.tokens[i - 2 : i - 1], self.tokens[i - 1 : i])
        return 2.0 if same else 0.0


@dataclass(frozen=True, slots=True)
class _Ways:
    """How a row goes on in a table of these columns, from any state."""

    columns: tuple[str, ...]
    kinds: list[tuple[Kind, int]]  # by state: the kind of the row, the column read last
    # For each state those that a cell may lead to, and what is lost by it; the second without columns never wrapped.
    following: dict[State, list[tuple[State, float]]]
    following_wrapped: dict[State, list[tuple[State, float]]]
    missing_after: list[float]  # by state: what it costs that the row ends there


@lru_cache(maxsize=64)
def _ways(columns: tuple[str, ...]) -> _Ways:
    width = len(columns)
    kinds = [(kind, last) for kind in Kind for last in range(width)]
    following: dict[State, list[tuple[State, float]]] = {BETWEEN: [(0, 0.0)]}
    for state, (kind, last) in enumerate(kinds):
        ahead = range(last + 1, width)
        following[state] = [(state - last + at, _missing(columns, kind, last, at)) for at in ahead]
    wrapped = {
        state: [(reached, cost) for reached, cost in ways if columns[reached % width] not in _NEVER_WRAPPED]
        for state, ways in following.items()
    }
    missing_after = [_missing(columns, kind, last, width) for kind, last in kinds]
    return _Ways(columns, kinds, following, wrapped, missing_after)


def _missing(columns: Sequence[str], kind: Kind, last: int, until: int) -> float:
    """What reading the column `until` after `last` costs, in a row of the kind: what is left out, what is odd."""
    lacks = LACKS[kind]
    cost = sum(MISSING.get(c, 0.0) for c in columns[last + 1 : until] if c not in lacks)
    return cost + (UNMEASURED if until < len(columns) and columns[until] in lacks else 0.0)


class _Search:
    """Best cost for every place and state, from the first token on."""

    def __init__(self, table: Table, widths: Mapping[str, int]) -> None:
        self.table = table
        self.columns = table.columns
        self.best: list[dict[State, Step]] = [{} for _ in range(len(table.tokens) + 1)]
        self.best[0][BETWEEN] = (0.0, 0, BETWEEN, _PASSED)
        self.ways = _ways(self.columns)
        page_widths = [widths.get(column, 16) for column in self.columns]
        wrapping = {width: self._wrapping(width) for width in set(page_widths)}
        self.wrapping = [wrapping[width] for width in page_widths]

    def _wrapping(self, page_width: int) -> tuple[list[float], list[float]]:
        """For each token what it costs that a cell goes on with it, and that one ends before it."""
        table = self.table
        joining = [0.0, *(seam.joining(page_width) for seam in table.seams)]
        for i, is_number in enumerate(table.is_number):
            joining[i] = inf if table.heading_only[i] else joining[i] + 2.0 if is_number else joining[i]
        return joining, [0.0, *(seam.parting(page_width) for seam in table.seams), 0.0]

    def reading(self) -> Reading:
        last = len(self.table.tokens)
        for i in range(last):
            self._close_row(i)
            self._pass_over(i)
            if not self.table.heading_only[i]:
                self._read_cells(i)
        self._close_row(last)
        cost, _, state, column = self.best[last][BETWEEN]
        unfinished = column == _PASSED and state != BETWEEN and self.ways.missing_after[state] >= MISSING["score"]
        return Reading(tuple(self._rows(last)), cost, unfinished)

    def _close_row(self, i: int) -> None:
        """A row may end here, at the cost of the columns that it has not."""
        best, missing_after = self.best[i], self.ways.missing_after
        known = best.get(BETWEEN)
        least = known[0] if known else inf
        for state, step in best.items():
            if state != BETWEEN and step[0] + missing_after[state] < least:
                least = step[0] + missing_after[state]
                known = (least, i, state, _PASSED)
        if known:
            best[BETWEEN] = known

    def _pass_over(self, i: int) -> None:
        """A class may stand here between two rows, or what stands for a cell in an empty template."""
        between = self.best[i].get(BETWEEN)
        if between is None:
            return
        if i in self.table.headings:
            self._offer(i + 1, BETWEEN, (between[0], i, BETWEEN, _HEADING))
        if self.table.placeholder[i]:
            self._offer(i + 1, BETWEEN, (between[0] + 0.5, i, BETWEEN, _PASSED))

    def _read_cells(self, i: int) -> None:
        """Every cell that may begin at `i`, each after the state that it costs least after."""
        unwrapped, kinds = self.table.unwrapped[i], self.ways.kinds
        for reached, (cost, state) in self._befores(i).items():
            kind, at = kinds[reached]
            if at in unwrapped:
                says = _kind(self.columns[at], self.table.tokens[i].text)
                after = reached if says is None else says * len(self.columns) + at
                self._offer(i + 1, after, (cost + unwrapped[at], i, state, at))
            elif self.columns[at] not in _NEVER_WRAPPED:
                self._read_wrapped(i, at, cost, state, kind * len(self.columns) + at)

    def _read_wrapped(self, i: int, at: int, cost_before: float, state: State, reached: State) -> None:
        """Every cell of the `at`-th column, which wraps, that may begin at `i` after a state."""
        table, best, column = self.table, self.best, self.columns[at]
        known_costs = table.text_costs[at][i]
        joining, parting = self.wrapping[at]
        odd = table.odd_reason[i] if column == "deviation" else 0.0
        least = table.least[at]
        between = 0.0
        for n in range(min(_LONGEST[column], len(joining) - i)):
            end = i + n + 1
            if n:
                between += joining[end - 1]
                if between > _TOO_MUCH:
                    break
            at_end = best[end]
            known = at_end.get(reached)
            if known is not None and cost_before + (between + least[end - 1]) >= known[0]:
                continue  # whatever its text is
            of_text, says = known_costs.get(n) or table.text_cost(at, i, n)
            cost = between + of_text + parting[end]
            if cost >= cells.NEVER:
                continue
            if says is None:
                after = reached
            else:
                after = says * len(self.columns) + at
                known = at_end.get(after)
            total = cost_before + (cost + odd)
            if known is None or total < known[0]:
                at_end[after] = (total, i, state, at)

    def _befores(self, i: int) -> dict[State, tuple[float, State]]:
        """For each state that a cell read at `i` may lead to, the state before it that costs least, and that cost.

        With it goes the cost of the columns in between, which are left out.
        """
        following = self.ways.following if self.table.unwrapped[i] else self.ways.following_wrapped
        befores: dict[State, tuple[float, State]] = {}
        for state, step in self.best[i].items():
            so_far = step[0]
            for reached, missing in following[state]:
                known = befores.get(reached)
                if known is None or so_far + missing < known[0]:
                    befores[reached] = so_far + missing, state
        return befores

    def _offer(self, i: int, state: State, step: Step) -> None:
        known = self.best[i].get(state)
        if known is None or step[0] < known[0]:
            self.best[i][state] = step

    def _rows(self, last: int) -> list[Row]:
        rows: list[Row] = []
        i, state = last, BETWEEN
        row: Row = {}
        while i > 0 or state != BETWEEN:
            _, start, before, column = self.best[i][state]
            if column == _HEADING:
                rows.append({"heading": list(self.table.tokens[start:i])})
            elif column != _PASSED:
                row[self.columns[column]] = list(self.table.tokens[start:i])
                if before == BETWEEN:
                    rows.append(row)
                    row = {}
            i, state = start, before
        return rows[::-1]


def _may_end_none(text: str) -> bool:
    return text[-1] == NOT_APPLICABLE[-1]


def _kind(column: str, text: str) -> Kind | None:
    """What kind of row a cell makes its row; None if it says nothing of that."""
    if column == "level3":
        may_be = NOT_APPLICABLE[-1] in text  # most are not
        none = may_be and cells.NUMBERED.sub("", text.replace(" ", "")) == NOT_APPLICABLE
        return Kind.NOT_APPLICABLE if none else Kind.PLAIN
    return Kind.IN_WORDS if column == "operator" and text not in cells.OPERATORS else None
