"""Rankings: 最多, 前三, 第二多, 从高到低, the second largest, top 2.

Owns the composition of superlatives, tops, ordinals and orders, with the measure they rank by, into a `Ranking`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.frame import Ranking
from assistant.understanding.numerals import Ordinal, Top
from assistant.understanding.sentence import Sentence

_RANKABLE = MONEY | RATES | SCORES | {"indicator_count", "adjustment_rate"}
# A ranking without a measure of its own ranks by what its sentence says of the rows.
_IMPLIED = {
    "unspent_left": "unspent",
    "below_cap": "lost",
    "raised": "adjustment",
    "cut": "adjustment",
    "far_exceeded": "achievement",
    "exceeded": "achievement",
    "over_initial": "over_initial",
    "over_budget": "executed",
}


@dataclass(slots=True)
class _Said:
    """What the words of a ranking have said so far."""

    descending: bool | None = None
    measure: str | None = None
    first: int = 1
    last: int = 1
    anchor: int | None = None  # the position that the measure is looked for from
    opposite: int | None = None  # the position of a superlative that asks for the other end too

    def add(self, position: int, value: Ordinal | Top | str) -> None:
        if isinstance(value, Ordinal):
            self.first = self.last = max(value.number, 1)
            self.descending = value.direction != "least" if value.direction else self.descending
        elif isinstance(value, Top):
            self.last = value.number
            if value.direction == "least" or (self.descending is None and value.direction):
                self.descending = value.direction != "least"
        else:
            direction, _, own = value.partition(" ")
            self.descending = direction == "most"
            self.measure = own or self.measure
        self.anchor = position if self.anchor is None or isinstance(value, str) else self.anchor


def ranking_of(sentence: Sentence, language: str) -> Ranking | None:
    """The one ranking that the sentence says, or None. Superlative, top and ordinal combine: 花得最少的前三个."""
    said = _Said()
    for position, mention in list(sentence.free("superlative", "top", "ordinal")):
        direction = str(mention.value).partition(" ")[0]
        other = said.descending is not None and (direction == "most") != said.descending
        if mention.kind == "superlative" and other:
            said.opposite = position
            continue
        if _ranks(sentence, position):
            said.add(position, mention.value)
            sentence.use(position)
    order = _order(sentence)
    if said.anchor is None:
        return Ranking(_measure(sentence, order[0], language), order[1], 1, None) if order else None
    if order and said.descending is None:
        said.descending = order[1]
    measure = said.measure or _measure(sentence, said.anchor, language)
    last = _how_many(sentence, said.anchor) if said.first == said.last == 1 else said.last
    if said.opposite is not None and _same_measure(sentence, said, measure, language):
        sentence.use(said.opposite)
        return Ranking(measure, said.descending is not False, said.first, last, both_ends=True)
    return _of_change(sentence, Ranking(measure, said.descending is not False, said.first, last))


def _same_measure(sentence: Sentence, said: _Said, measure: str | None, language: str) -> bool:
    """Whether 最高和最低 rank by one measure; 花钱最多 and 执行率最低 are two questions."""
    assert said.opposite is not None  # noqa: S101  # the caller saw it
    _, _, own = str(sentence.mentions[said.opposite].value).partition(" ")
    beside = sentence.nearest(said.opposite, lambda m: m.value in _RANKABLE, before_first=language == "zh")
    if own or beside is None:
        return (own or measure) == measure
    if sentence.mentions[beside].value != measure:
        return False
    sentence.use(beside)  # 花钱最多的和花钱最少的: said again
    return True


def _ranks(sentence: Sentence, position: int) -> bool:
    """Not 最多 of a bound, nor 第二个 of the last answer's rows."""
    value = sentence.mentions[position].value
    if isinstance(value, Ordinal):
        return value.direction is not None or _ranks_something(sentence, position)
    return value not in ("at_most", "at_least")


def _how_many(sentence: Sentence, anchor: int) -> int:
    """花钱最多的三个项目, the three largest: as many as are asked for."""
    # which two projects; two projects with …
    asked = [p for p, m in sentence.free("quantity") if p == 0 or sentence.any_at(p - 1, "question")]
    for position in (anchor + 1, anchor - 1, *asked):
        quantity = sentence.at(position, "quantity")
        if quantity and quantity.value.of != "year":
            sentence.use(position)
            return int(quantity.value.number)
    return 1


def _of_change(sentence: Sentence, ranking: Ranking) -> Ranking:
    """追加的预算最多: by the change of the budget, not by the budget; the largest cut is the lowest change."""
    said = {m.value for m in sentence.mentions if m.kind == "predicate"}
    if ranking.measure != "budget" or not said & {"raised", "cut", "adjusted"}:
        return ranking
    return replace(ranking, measure="adjustment", descending=ranking.descending != ("cut" in said))


def _ranks_something(sentence: Sentence, position: int) -> bool:
    return any(m.kind == "superlative" for _, m in sentence.free("superlative")) or (
        (sentence.any_at(position - 1, "measure") is not None and sentence.mentions[position].text.startswith("排"))
        or sentence.mentions[position].text.endswith("名")  # a rank, not a row
    )


def _order(sentence: Sentence) -> tuple[int, bool] | None:
    """An order said in words. `sort` alone goes from the most to the least."""
    found = None
    for position, mention in list(sentence.free("order")):
        sentence.use(position)
        if mention.value == "sort" and found is None:
            found = position, True
        elif mention.value != "sort":
            found = position, mention.value == "most"
    return found


def _measure(sentence: Sentence, position: int, language: str) -> str | None:
    by = next((p for p, m in sentence.free("each") if m.value == "by" and sentence.any_at(p + 1, "measure")), None)
    if by is not None and sentence.mentions[by + 1].value in _RANKABLE:
        sentence.use(by, by + 1)
        return str(sentence.mentions[by + 1].value)
    beside = _counted(sentence, position)
    if beside == "indicator_count" and not sentence.any_at(position + 1, "measure"):
        return beside
    where = sentence.nearest(position, lambda m: m.value in _RANKABLE, before_first=language == "zh")
    if where is not None:
        sentence.use(where)
        return str(sentence.mentions[where].value)
    if (counted := _counted(sentence, position)) is not None:
        return counted
    implied = (m.value for m in sentence.mentions if m.kind == "predicate")
    return next((_IMPLIED[p] for p in implied if p in _IMPLIED), None)


def _counted(sentence: Sentence, position: int) -> str | None:
    """指标最多的项目 is a count; 满意度最低 ranks by the actual value."""
    text = sentence.mentions[position].text
    where = position + 1 if text.isascii() else position - 1  # 指标最多, most indicators; not 最多的指标
    for mention in [sentence.any_at(where, "noun", "class1", "class2")]:
        if mention is None:
            continue
        held = mention.value == "project" and sentence.head() in ("unit", "department", "year")
        if mention.kind == "noun" and mention.value not in ("indicator", "level3") and not held:
            continue
        if any(word in text for word in ("多", "少", "most", "fewest")):
            return "indicator_count"
        if mention.kind != "noun":
            return "actual_rate"
    return None
