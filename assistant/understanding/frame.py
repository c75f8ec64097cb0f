"""A frame: what a question says, as far as its words go, before it is decided what is asked of the store.

Owns the shapes between the grammar and the request. It must not know words or SQL.
"""

from __future__ import annotations

from assistant.understanding.numerals import Number, Quantity
from store.dataclass import dataclass, field
from store.query import Operator, Where


@dataclass(frozen=True, slots=True)
class Bound:
    """A measure against a number, an average, the figure of a named project, or another measure."""

    measure: str | None
    operator: Operator
    number: Number | None = None
    upper: Number | None = None  # with `number`: between the two
    about: bool = False  # roughly the number
    average: str | None = None  # average, simple_average
    name: NamePart | None = None
    within: NamePart | None = None  # with `name`: the project of an office, the office of a project
    years: tuple[int, ...] = ()  # with `name`: the years of it that are meant, where they are its own
    other: str | None = None  # another measure of the same row
    rounded: bool = False  # equal to it as far as its digits go: 171万 for 1,711,929
    of_group: bool = False  # of what a group adds up to, not of its rows
    stated: bool = False  # the question takes the figure for granted ("only 88.76 %") instead of asking for it


@dataclass(frozen=True, slots=True)
class NamePart:
    """A stretch of the question that names something, and what it was taken for."""

    text: str
    kind: str  # project, unit, department, indicator, code, quote, text
    names: tuple[str, ...]  # of a text: the field that it is looked for in, and the text
    excluded: bool = False
    wider: tuple[str, ...] = ()  # names that have a whole one in them, if it is of a project that has no such indicator


@dataclass(frozen=True, slots=True)
class Ranking:
    """`first` to `last` are ranks from 1; `last` is None for a full ranking."""

    measure: str | None
    descending: bool
    first: int = 1
    last: int | None = 1
    both_ends: bool = False  # the most and the least
    together: bool = False  # a figure over the leading rows is asked for, not the rows: 前三个一共花了多少


@dataclass(slots=True)
class Frame:
    language: str
    question: str  # folded
    nouns: list[str] = field(default_factory=list)
    head: str | None = None  # the noun that is asked for: 哪个项目, …的指标
    measures: list[str] = field(default_factory=list)
    funds: list[str] = field(default_factory=list)
    names: list[NamePart] = field(default_factory=list)
    excluded_funds: list[str] = field(default_factory=list)  # lines of the funds that are left out
    without_funds: list[str] = field(default_factory=list)  # lines of the funds that have no money
    years: list[int] = field(default_factory=list)
    excluded_years: list[int] = field(default_factory=list)
    relative_years: list[str] = field(default_factory=list)
    classes: list[tuple[str, str]] = field(default_factory=list)  # (level1 | level2, class)
    excluded_classes: list[tuple[str, str]] = field(default_factory=list)
    exceptions: list[Frame] = field(default_factory=list)  # rows that are left out by a condition: 除了分值4分的
    lacking_classes: list[tuple[str, str]] = field(default_factory=list)  # 没有经济效益指标的项目
    predicates: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)  # predicates that must not hold
    missing: list[str] = field(default_factory=list)  # measures that the rows must have none of
    stating: list[str] = field(default_factory=list)  # measures that the rows must have
    bounds: list[Bound] = field(default_factory=list)
    turned: Operator | None = None  # 高于的呢: the last bound, the other way
    each_year: bool = False  # the conditions hold in each of the years: 2022和2023年都超支
    growth: str | None = None  # against the year before: more, less, any
    either: bool = False  # the bounds and predicates are joined by "or"
    ranking: Ranking | None = None
    groups: list[str] = field(default_factory=list)  # catalog fields
    aggregates: list[str] = field(default_factory=list)  # sum, average, simple_average, overall, count, kinds
    relation: str | None = None  # share, ratio, difference, compare, trend
    follow: list[str] = field(default_factory=list)
    referred: int | None = None  # how many a pronoun stands for: 这三个
    among: Where | None = None  # the forms that the last answer showed, where names and years do not tell them
    ordinal: int | None = None  # the n-th row of the last answer, -1 for its last
    intents: list[str] = field(default_factory=list)
    declined: list[tuple[str, str]] = field(default_factory=list)  # (reason, the words)
    questions: list[str] = field(default_factory=list)  # which, how_much, yes_no, why
    formats: list[str] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)  # units that a number is asked of: 几场
    all_of: bool = False
    every_year: bool = False  # 每年都…: in each year that a project has a form of
    none_of: bool = False  # 没有…的项目的单位: of none of their projects it holds
    everything: bool = False  # 所有, all
    vague: bool = False  # 花钱多的: no cut-off said
    what_if: bool = False
    defines: str | None = None  # a definition is asked for: of what is named, or of the grades
    with_inapplicable: bool = False  # 不适用的也算
    without_execution_row: bool = False
    stated: list[Number] = field(default_factory=list)  # figures that the question takes for granted
    topics: list[str] = field(default_factory=list)  # words that only a search can answer: 荣誉
    gaps: list[str] = field(default_factory=list)  # characters that nothing explains; the first of `unexplained`
    unexplained: list[str] = field(default_factory=list)  # words that were not understood
    corrections: list[tuple[str, str]] = field(default_factory=list)  # (typed, meant)

    def has(self, *intents: str) -> bool:
        return any(intent in self.intents for intent in intents)

    def names_of(self, *kinds: str) -> list[NamePart]:
        return [name for name in self.names if name.kind in kinds and not name.excluded]
