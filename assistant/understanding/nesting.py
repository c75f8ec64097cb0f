"""Bounds against something else than a number: 低于平均, 比大厅花得多, 执行数超过年初预算, more than the budget of X.

Owns the composition of comparators with averages, named projects and other measures into `Bound`s.
"""

from __future__ import annotations

from assistant.understanding.bounds import ALIKE, BUDGETS, OPERATORS, measure_of, of_both
from assistant.understanding.frame import Bound, NamePart
from assistant.understanding.mentions import Mention
from assistant.understanding.sentence import Sentence
from store.dataclass import dataclass
from store.query import Operator

_MEANS = frozenset({"平均分", "均分"})
_AVERAGES = ("average", "simple_average", "overall")
_NAMED = ("project", "unit", "department", "agency")
_EQUALS = frozenset({"equals", "equal", "equal to", "is equal to", "=", "==", "等于", "与", "同"})
_PASSED_OVER = ("noun", "quantity", "scope", "each", "year", "relative_year")  # 低于三个项目的平均分


def nested_bounds(sentence: Sentence, language: str, named: dict[int, NamePart]) -> list[Bound]:
    """The bounds of the comparators and thans that no number has used."""
    found = []
    for position, mention in list(sentence.free("comparator", "than")):
        nested = _Nested(sentence, language, named)
        if mention.kind == "comparator":
            bound = nested.against(position, position + 1, mention.value)
        else:
            bound = nested.than(position, mention)
        if bound:
            found += [bound, *(of_both(sentence, position, bound) if bound.average else [])]
    return [*found, *_again(sentence, found)]


def _again(sentence: Sentence, found: list[Bound]) -> list[Bound]:
    """跟培训比，执行数更高而执行率更低: each of these figures against the same."""
    bound = next((b for b in found if b.name), None)
    if bound is None or sentence.has("relation"):
        return []
    more = []
    for position, degree in list(sentence.free("degree")):
        measure = sentence.at(position - 1, "measure")
        if measure and measure.value in ALIKE:
            sentence.use(position - 1, position)
            operator = OPERATORS[degree.value]
            more.append(Bound(measure.value, operator, name=bound.name, within=bound.within))
    return more


@dataclass(frozen=True, slots=True)
class _Nested:
    """The making of one such bound. `position` is the comparator's, `other` that of what it compares with."""

    sentence: Sentence
    language: str
    named: dict[int, NamePart]

    def than(self, position: int, mention: Mention) -> Bound | None:
        """比 X … 多 in Chinese; more/smaller … than X in English; 不如 X."""
        of_its_own = self.sentence.any_at(position + 1, "follow") and self.sentence.any_at(position + 2, "measure")
        if self.sentence.has("relation", "difference", "ratio") and not of_its_own:
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

    def against(self, position: int, other: int, comparator: str) -> Bound | None:
        """The bound of a comparator at `position` against what stands at `other`."""
        if comparator not in OPERATORS:
            return None
        operator = OPERATORS[comparator]
        if comparator == "equal":
            alike = self.sentence.mentions[position].text in _EQUALS and self.sentence.any_at(position - 1, "measure")
            return self._against_measure(position, other, operator) if alike else None
        other = self._compared(other)
        bound = self._against_average(position, other, operator)
        if bound is None and not (other in self.named and self.sentence.has("relation", "difference")):
            bound = self._against_name(position, other, operator) or self._against_measure(position, other, operator)
        return bound

    def _compared(self, other: int) -> int:
        """Where it stands what is compared with, behind pronouns (more than its budget) and what an average is of."""
        while (pronoun := self.sentence.at(other, "follow")) and pronoun.value != "swap":
            self.sentence.use(other)
            other += 1
        while self.sentence.at(other, "year") and not self.sentence.at(other + 1, "noun"):
            other += 1  # exceeds the 2021 budget of X
        while other in self.sentence.used and self.sentence.any_at(other, "modifier", "comparator"):
            other += 1  # 超过年初的盘子: the modifier is part of the measure by now
        beyond = other
        while self.sentence.at(beyond, *_PASSED_OVER):
            beyond += 1
        measured = self.sentence.at(beyond, "measure")
        if measured and (mean := self.sentence.at(beyond + 1, "aggregate")) and mean.value in _AVERAGES:
            self.sentence.use(beyond)  # 执行数<执行数均值
            return beyond + 1
        mean = self.sentence.at(beyond, "aggregate", "measure")
        if mean and (mean.text in _MEANS or mean.value in _AVERAGES):
            years = (p for p in range(other, beyond) if self.sentence.any_at(p, "relative_year"))
            self.sentence.use(*years)  # 当年平均分: of the year that is spoken of
        return beyond if mean and (mean.text in _MEANS or mean.value in _AVERAGES) else other

    def _against_average(self, position: int, other: int, operator: Operator) -> Bound | None:
        mean = self.sentence.at(other, "aggregate", "measure")
        if mean is None or not (mean.text in _MEANS or mean.value in _AVERAGES):
            return None
        self.sentence.use(position, other)
        if mean.text in _MEANS:
            return Bound("total_score", operator, average="average")
        of = self.sentence.at(other + 1, "measure")
        first = self.sentence.nearest(position, lambda m: m is not of and m.value in ALIKE)
        if of and first is not None and first < position:  # 花钱超过平均预算
            self.sentence.use(other + 1, first)
            return Bound(self.sentence.mentions[first].value, operator, average=mean.value, other=of.value)
        return Bound(measure_of(self.sentence, position, None, self.language), operator, average=mean.value)

    def _against_name(self, position: int, other: int, operator: Operator) -> Bound | None:
        """比大厅花得多, 超过大厅的预算, more than the budget of the hall."""
        where = self._named_at(other)
        if where is None:
            return None
        name, within, years = self.named[where], self.named.get(where + 1), self._years_of(position, where)
        if within is None or within.kind not in _NAMED or within.kind == name.kind or where + 1 in self.sentence.used:
            within = None
        else:
            self.sentence.use(where + 1)  # 第一小学的校园安保服务
        of_at = (other if where != other else other + 1) + (1 if within and where == other else 0)
        while self.sentence.any_at(of_at, "year"):
            of_at += 1
        of, first = self.sentence.at(of_at, "measure"), None
        if of is not None and of.value in ALIKE:
            alike = ALIKE[of.value] if where == other else None
            first = self.sentence.nearest(
                position, lambda m: m is not of and m.value in ALIKE and alike in (None, ALIKE[m.value])
            )
        self.sentence.use(position, where)
        if of is None or (where == other and (first is None or first > position)):
            measure = measure_of(self.sentence, position, None, self.language)
            return Bound(measure, operator, name=name, within=within, years=years)
        self.sentence.use(of_at)
        if first is None or first > position:
            return Bound(of.value, operator, name=name, within=within, years=years)
        self.sentence.use(first)
        measure = self.sentence.mentions[first].value
        return Bound(measure, operator, name=name, within=within, years=years, other=of.value)

    def _years_of(self, position: int, where: int) -> tuple[int, ...]:
        """超过路灯2023年的, 比2022年的低保: the year that stands beside the name is its own."""
        that_year = self.sentence.has("follow", "that_year") or any(
            m.kind == "follow" and (noun := self.sentence.any_at(p + 1, "noun")) and noun.value == "year"
            for p, m in enumerate(self.sentence.mentions)
        )
        if that_year:  # compared with X in 2021, which projects of that year: of all of them
            return ()
        beside = [*range(position + 1, where), where + 1]
        found = [p for p in beside if self.sentence.at(p, "year")]
        self.sentence.use(*found)
        return tuple(year for p in found for year in self.sentence.mentions[p].value)

    def _named_at(self, other: int) -> int | None:
        """Where the name stands: at once, or, in English, behind a measure of it."""
        of_measure = self.language == "en" and self.sentence.at(other, "measure") is not None
        for where in range(other, other + 3 if of_measure else other + 1):
            if where in self.named and where not in self.sentence.used and self.named[where].kind in _NAMED:
                return where
        return None

    def _against_measure(self, position: int, other: int, operator: Operator) -> Bound | None:
        second = self.sentence.at(other, "measure")
        alike = ALIKE.get(second.value) if second else None
        if second is None or alike is None:
            return None
        others = self.sentence.others
        first = self.sentence.nearest(
            position, lambda m: m is not second and m not in others and ALIKE.get(m.value) is alike
        )
        others.append(second)
        if first is None and second.value not in BUDGETS:
            return None
        self.sentence.use(position, other, *([] if first is None else [first]))
        # above the budget, exceeding its initial budget: what was spent is
        measure = "executed" if first is None else self.sentence.mentions[first].value
        return Bound(measure, operator, other=second.value)
