"""Bounds: 超过 100 万, 不低于九成, 最多 5 万, between 3 and 10 points, below the average, more than 信访事务.

Owns the composition of comparators, numbers, averages and names into `Bound`s.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.understanding.frame import Bound, NamePart
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import Number
from assistant.understanding.sentence import Sentence
from store.query import Operator

OPERATORS = {
    "more": Operator.MORE,
    "at_least": Operator.AT_LEAST,
    "less": Operator.LESS,
    "at_most": Operator.AT_MOST,
    "equal": Operator.EQUAL,
    "unequal": Operator.UNEQUAL,
}
_OPPOSITE = {"more": "at_most", "at_least": "less", "less": "at_least", "at_most": "more", "equal": "unequal"}
_SUPERLATIVE_BOUND = {"most": "at_most", "least": "at_least", "at_most": "at_most", "at_least": "at_least"}

MONEY = frozenset(
    {
        "executed",
        "annual_budget",
        "initial_budget",
        "budget",
        "unspent",
        "adjustment",
        "money",
        "over_initial",
        "adjusted_to",
    }
)
_MEANS = frozenset({"平均分", "均分"})
BUDGETS = ("budget", "annual_budget", "initial_budget")
RATES = frozenset({"score_rate", "execution_rate", "adjustment_rate", "achievement"})
SCORES = frozenset({"total_score", "score", "lost", "weight", "execution_score"})
_ALIKE = {measure: kind for kind in (MONEY, RATES, SCORES) for measure in kind}
_OF_UNIT = {"yuan": MONEY, "percent": RATES | {"actual", "target"}, "points": SCORES}


def fits(number: Number | None, measure: str) -> bool:
    """Whether a number's unit may be that of a measure. A number without a unit fits any."""
    if number is not None and number.unit == "count":
        return measure == "indicator_count"
    if number is None or number.unit is None:
        return measure in MONEY | RATES | SCORES | {"actual", "target", "indicator_count"}
    return measure in _OF_UNIT.get(number.unit, frozenset())


def negate_comparators(sentence: Sentence) -> None:
    """不 before a comparator turns it round: 没有 超过 is 'at most'."""
    for position, _ in list(sentence.free("negation")):
        after = sentence.at(position + 1, "comparator")
        if sentence.mentions[position].value == "not" and after and after.value in _OPPOSITE:
            if after.value == "equal" and not sentence.any_at(position + 2, "number"):
                continue
            turned = Mention(after.start, after.end, "comparator", _OPPOSITE[after.value], after.text)
            sentence.mentions[position + 1] = turned
            sentence.use(position)


def number_bounds(sentence: Sentence, language: str) -> list[Bound]:
    """The bounds made of a number, and the words beside it that say how it bounds."""
    found = []
    for position, mention in list(sentence.free("number")):
        if position in sentence.used:
            continue
        bound = _between(sentence, position, language) or _one_sided(sentence, position, mention.value, language)
        if bound:
            found.append(bound)
    return found


def _measure_of(sentence: Sentence, position: int, number: Number | None, language: str) -> str | None:
    where = sentence.nearest(position, lambda m: fits(number, m.value), before_first=language == "zh")
    if where is None:
        return None
    sentence.use(where)
    return str(sentence.mentions[where].value)


def _between(sentence: Sentence, position: int, language: str) -> Bound | None:
    """A 到 B (之间), between A and B, A-B."""
    joint = sentence.any_at(position + 1, "range", "conjunction")
    upper = sentence.at(position + 2, "number")
    if not (joint and upper and joint.value in ("to", "list", "and")):
        return None
    said = sentence.at(position - 1, "comparator")
    closed = sentence.at(position + 3, "comparator_after")
    if joint.kind == "conjunction" and not (said or closed):
        return None
    sentence.use(position, position + 1, position + 2)
    if said and said.value in ("between", "equal", "more", "at_least"):
        sentence.use(position - 1)
    if closed and closed.value in ("between", "at_most", "about"):
        sentence.use(position + 3)
    low, high = _same_unit(sentence.mentions[position].value, upper.value)
    return Bound(_measure_of(sentence, position, high, language), Operator.AT_LEAST, low, high)


def _same_unit(low: Number, high: Number) -> tuple[Number, Number]:
    """5至200万: both in 万. 3-10分: both points."""
    if low.unit is None and high.unit is not None:
        scale = high.scale if low.scale == 1 and low.value < high.value / high.scale else 1
        return Number(low.value * scale, high.unit), high
    return low, Number(high.value, high.unit or low.unit)


def _one_sided(sentence: Sentence, position: int, number: Number, language: str) -> Bound | None:
    """超过 100 万, 100 万以上, 最多花 5 万, 170 万左右; a plain number beside its measure is the figure itself."""
    behind = sentence.at(position + 1, "comparator_after")
    said = [behind.value] if behind and behind.value != "between" else []
    if said:
        sentence.use(position + 1)
    said += _before(sentence, position, number) or _behind(sentence, position)
    beside = [m for p in (position - 1, position + 1) if (m := _measure_beside(sentence, p, position))]
    before = sentence.any_at(position - 1, "scope", "follow")  # 都是 100%; 只看 4 分的
    whole = before is not None and (before.kind == "scope" or before.value == "within")
    counted = number.unit == "count"  # 有3个项目的单位
    bounds = said or number.approximate or whole or counted or any(fits(number, m.value) for m in beside)
    if not bounds:
        return None
    sentence.use(position)
    operator = next((s for s in said if s in OPERATORS and s != "equal"), "equal")
    about = number.approximate or "about" in said
    exact = operator == "equal"
    measure = _measure_of(sentence, position, number, language)
    return Bound(measure, OPERATORS[operator], number, about=about and exact, stated=exact)


def _measure_beside(sentence: Sentence, where: int, position: int) -> Mention | None:
    """The measure next to a number; a class of indicators may stand between: actual value of satisfaction 100 %."""
    if sentence.any_at(where, "class1", "class2"):
        where += where - position
    return sentence.any_at(where, "measure")


def _behind(sentence: Sentence, position: int) -> list[str]:
    """六成都不到: the comparator may follow, where no other number does."""
    behind = position + 1
    if sentence.any_at(behind, "scope"):
        behind += 1
    comparator = sentence.at(behind, "comparator")
    if comparator is None or comparator.value not in OPERATORS or comparator.value == "equal":
        return []
    if sentence.any_at(behind + 1, "number", "aggregate", "name", "measure"):
        return []
    for between in range(position + 1, behind):  # this 都 is no "all"
        sentence.mentions[between] = replace(sentence.mentions[between], kind="filler", value="filler")
    sentence.use(behind)
    return [str(comparator.value)]


def _before(sentence: Sentence, position: int, number: Number) -> list[str]:
    """What the words before a number make of it; a measure may stand between (最多花 5 万)."""
    said: list[str] = []
    back = position - 1
    measure = sentence.at(back, "measure")
    if measure and fits(number, measure.value) and sentence.at(back - 1, "superlative", "comparator"):
        back -= 1
    while (before := sentence.at(back, "comparator", "superlative")) is not None:
        bound = before.value if before.kind == "comparator" else _SUPERLATIVE_BOUND.get(before.value)
        if bound is None or bound == "between":
            break
        said.append(bound)
        sentence.use(back)
        back -= 1
        if bound != "about":
            break
    return said


def nested_bounds(sentence: Sentence, language: str, named: dict[int, NamePart]) -> list[Bound]:
    """Bounds against an average, a named project or another measure: 低于平均, 比大厅花得多, 执行数超过年初预算."""
    found = []
    for position, mention in list(sentence.free("comparator", "than")):
        if mention.kind == "comparator":
            bound = _Nested(sentence, language, named).against(position, position + 1, mention.value)
        else:
            bound = _Nested(sentence, language, named).than(position, mention)
        if bound:
            found.append(bound)
    return found


@dataclass(frozen=True, slots=True)
class _Nested:
    """The making of bounds against something else than a number."""

    sentence: Sentence
    language: str
    named: dict[int, NamePart]

    def against(self, position: int, other: int, comparator: str) -> Bound | None:
        """The bound of a comparator at `position` against what stands at `other`."""
        if comparator not in OPERATORS or comparator == "equal":
            return None
        operator = OPERATORS[comparator]
        while (pronoun := self.sentence.at(other, "follow")) and pronoun.value != "swap":  # more than its budget
            self.sentence.use(other)
            other += 1
        beyond = other
        while self.sentence.at(beyond, "noun", "quantity", "scope", "each", "year"):  # 低于三个项目的平均分
            beyond += 1
        mean = self.sentence.at(beyond, "aggregate", "measure")
        if mean and beyond > other and (mean.text in _MEANS or "average" in str(mean.value)):
            other = beyond
        average = self.sentence.at(other, "aggregate")
        mean_score = self.sentence.at(other, "measure")
        if mean_score and mean_score.text in _MEANS:
            self.sentence.use(position, other)
            return Bound("total_score", operator, average="average")
        name = self.named.get(other) if other not in self.sentence.used else None
        if average and average.value in ("average", "simple_average", "overall"):
            self.sentence.use(position, other)
            of = self.sentence.at(other + 1, "measure")
            first = self.sentence.nearest(position, lambda m: m is not of and m.value in _ALIKE)
            if of and first is not None and first < position:  # 花钱超过平均预算
                self.sentence.use(other + 1, first)
                return Bound(self.sentence.mentions[first].value, operator, average=average.value, other=of.value)
            return Bound(_measure_of(self.sentence, position, None, self.language), operator, average=average.value)
        differs = any(m.kind == "relation" and m.value == "difference" for m in self.sentence.mentions)
        if name and differs:
            return None  # by how much does A exceed B
        if name and name.kind in ("project", "unit", "department", "agency"):
            self.sentence.use(position, other)
            of_other = self._measure_of_name(position, other)
            if of_other:
                return Bound(of_other[0], operator, name=name, other=of_other[1])
            return Bound(_measure_of(self.sentence, position, None, self.language), operator, name=name)
        if (beside := self._name_behind(other)) is not None and (of := self.sentence.at(other, "measure")):
            first = self.sentence.nearest(position, lambda m: m is not of and m.value in _ALIKE)
            self.sentence.use(position, other, beside)
            if first is None or first > position:
                return Bound(of.value, operator, name=self.named[beside])
            self.sentence.use(first)
            return Bound(self.sentence.mentions[first].value, operator, name=self.named[beside], other=of.value)
        of, mean = self.sentence.at(other, "measure"), self.sentence.at(other + 1, "aggregate")
        if of and mean and mean.value in ("average", "simple_average"):  # 执行数<执行数均值
            self.sentence.use(other)
            return self.against(position, other + 1, comparator)
        return self._against_measure(position, other, operator)

    def _name_behind(self, other: int) -> int | None:
        """The annual budget of 信访事务: the name that English puts behind the measure."""
        where = next((p for p in (other + 1, other + 2) if p in self.named and p not in self.sentence.used), None)
        named = where is not None and self.named[where].kind in ("project", "unit", "department", "agency")
        return where if named and self.language == "en" else None

    def _measure_of_name(self, position: int, other: int) -> tuple[str, str] | None:
        """花的钱超过信访事务的全年预算: a measure before the comparator, another one of the name behind it."""
        of = self.sentence.at(other + 1, "measure")
        if of is None or of.value not in _ALIKE:
            return None
        first = self.sentence.nearest(position, lambda m: m is not of and _ALIKE.get(m.value) is _ALIKE[of.value])
        if first is None or first > position:
            return None
        self.sentence.use(first, other + 1)
        return str(self.sentence.mentions[first].value), str(of.value)

    def _against_measure(self, position: int, other: int, operator: Operator) -> Bound | None:
        second = self.sentence.at(other, "measure")
        alike = _ALIKE.get(second.value) if second else None
        if second is None or alike is None:
            return None
        others = self.sentence.others
        first = self.sentence.nearest(
            position, lambda m: m is not second and m not in others and _ALIKE.get(m.value) is alike
        )
        others.append(second)
        if first is None and second.value not in BUDGETS:
            return None
        self.sentence.use(position, other, *([] if first is None else [first]))
        # above the budget, exceeding its initial budget: what was spent is
        measure = "executed" if first is None else self.sentence.mentions[first].value
        return Bound(measure, operator, other=second.value)

    def than(self, position: int, mention: Mention) -> Bound | None:
        """比 X … 多 in Chinese; more/smaller … than X in English; 不如 X."""
        if any(m.kind == "relation" and m.value == "difference" for m in self.sentence.mentions):
            return None
        degree = next(iter(self.sentence.free("degree")), None)
        if mention.value == "less":
            comparator = "less"
        elif degree:
            self.sentence.use(degree[0])
            comparator = degree[1].value
        else:
            return None
        others = range(position + 1, min(position + 4, len(self.sentence.mentions)))
        return next((bound for other in others if (bound := self.against(position, other, comparator))), None)
