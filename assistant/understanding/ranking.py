"""Rankings: 最多, 前三, 第二多, 从高到低, the second largest, top 2.

Owns the composition of superlatives, tops, ordinals and orders, with the measure they rank by, into a `Ranking`.
"""

from __future__ import annotations

from assistant.understanding.bounds import BUDGETS, MONEY, RATES, SCORES
from assistant.understanding.frame import Ranking
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import Ordinal, Top
from assistant.understanding.sentence import Sentence
from store.dataclass import dataclass, replace
from store.patterns import late

_RANKABLE = MONEY | RATES | SCORES | {"indicator_count", "adjustment_rate"}
# A ranking without a measure of its own ranks by what its sentence says of the rows.
IMPLIED = {
    "unspent_left": "unspent",
    "below_cap": "lost",
    "raised": "adjustment",
    "cut": "adjustment",
    "far_exceeded": "achievement",
    "exceeded": "achievement",
    "above_target": "achievement",
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
    both_ends: bool = False  # 第一和倒数第一, 前两名和后两名, 首尾
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
            self.both_ends = self.both_ends or direction == "both"
            own = "" if direction == "both" else own
            self.descending = direction in ("most", "both")
            self.measure = own or self.measure
        self.anchor = position if self.anchor is None or isinstance(value, str) else self.anchor


_BAD = frozenset({"worst", "最差", "最惨", "最严重", "最糟"})
_FIRST = frozenset({"头一个", "打头的", "打头", "首位", "居首位", "排在首位", "第一"})


def _asked_again(sentence: Sentence, anchor: int) -> bool:
    """按执行率排个序，再说说哪个扣分最多: another ranking than that of the order, with a measure of its own."""
    if sentence.mentions[anchor].kind != "superlative":
        return False
    orders = [p for p, m in enumerate(sentence.mentions) if m.kind == "order" and m.value != "by"]
    for order in orders:
        by, of = (
            {m.value for p, m in enumerate(sentence.mentions) if m.kind == "measure" and sentence.clause(p) == clause}
            for clause in (sentence.clause(order), sentence.clause(anchor))
        )
        if sentence.clause(order) != sentence.clause(anchor) and by and of and not by & of:
            return True
    return False


def ranking_of(sentence: Sentence, language: str) -> Ranking | None:
    """The one ranking that the sentence says, or None. Superlative, top and ordinal combine: 花得最少的前三个."""
    said = _said(sentence, language)
    if said.anchor is not None and _asked_again(sentence, said.anchor):
        sentence.mentions.append(replace(sentence.mentions[said.anchor], kind="unknown"))  # one of two questions
    order = _order(sentence)
    if order is not None and said.anchor is None and _by_year(sentence):
        return Ranking("year", order[1] and not sentence.has("order", "sort"), 1, None)
    if said.anchor is None:
        return Ranking(_measure(sentence, order[0], language), order[1], 1, None) if order else None
    first = sentence.mentions[said.anchor].text in _FIRST
    own_end = sentence.mentions[said.anchor].kind == "top" and order is not None and order[0] < said.anchor
    own_end = own_end and sentence.mentions[said.anchor].text.startswith(("前", "top", "first"))  # 从小到大，前五
    if order and (said.descending is None or first or own_end):
        said.descending = order[1]  # 从低往高排，头一个
    together = _together(sentence, said.anchor)
    measure = said.measure
    if measure is None and not (together and _leads_by_nothing(sentence, said.anchor)):
        measure = _measure(sentence, said.anchor, language)
    last = _how_many(sentence, said.anchor) if said.first == said.last == 1 else said.last
    if sentence.mentions[said.anchor].text in _BAD and measure in ("unspent", "lost"):
        said.descending = True  # the worst cases of unspent money are those with the most
    ranking = Ranking(measure, said.descending is not False, said.first, last)
    if said.both_ends or (said.opposite is not None and _same_measure(sentence, said, measure, language)):
        sentence.use(*([] if said.opposite is None else [said.opposite]))
        return replace(ranking, both_ends=True)
    ranking = replace(ranking, together=together and last > said.first)
    return _of_change(sentence, ranking, own=said.measure is not None)


_FIGURES = frozenset({"sum", "average", "simple_average", "overall"})


def _together(sentence: Sentence, anchor: int) -> bool:
    """前三个一共花了多少, total spending of the top 3; but not the top 3 by total spending, nor 总额最高的三个."""
    together = [
        p
        for p, m in sentence.free("aggregate", "relation")
        if (m.kind == "aggregate" and m.value in _FIGURES) or (m.kind == "relation" and m.value == "share")
    ]
    if sentence.has("each") or not together:
        return False
    start, end = sentence.mentions[anchor].start, sentence.mentions[together[0]]
    by = sentence.text[: end.start].rstrip().endswith((" by", " in", "按"))
    return not by and (together[-1] > anchor or " of " in sentence.text[end.end : start])


def _leads_by_nothing(sentence: Sentence, anchor: int) -> bool:
    """前三个加起来花了多少: what was spent is asked of them, and they need not be those that spent most."""
    before = any(m.kind == "measure" for m in sentence.mentions[:anchor])
    return sentence.mentions[anchor].kind == "top" and not sentence.mentions[anchor].text.isascii() and not before


def _said(sentence: Sentence, language: str) -> _Said:
    """What superlatives, tops and ordinals say together; one that asks another question is left for what it is."""
    said = _Said()
    for position, mention in list(sentence.free("superlative", "top", "ordinal")):
        if mention.kind == "superlative" and said.descending is not None:
            direction = str(mention.value).partition(" ")[0]
            if direction == "both" or (direction == "most") != said.descending:
                said.opposite = position
                continue
            if _other_measure(sentence, said, position, language):
                continue  # 谁花得最多？谁剩得最多？ are two questions
        if _other_end(said, mention.value):
            said.both_ends = True
            sentence.use(position)
        elif isinstance(mention.value, Ordinal) and said.anchor is not None and _another(said, mention):
            continue  # first and second: not one rank
        elif _ranks(sentence, position):
            said.add(position, mention.value)
            sentence.use(position)
    return said


def _another(said: _Said, mention: Mention) -> bool:
    return said.first > 1 or (mention.text.isascii() and mention.value.number > 1 and mention.value.direction is None)


def _other_end(said: _Said, value: Ordinal | Top | str) -> bool:
    """Whether a rank is counted from the other end than the one before it, and as far."""
    if said.anchor is None or said.first != 1 or not isinstance(value, Ordinal | Top):
        return False
    return value.number == said.last and value.direction == "least" and said.descending is not False


def _other_measure(sentence: Sentence, said: _Said, position: int, language: str) -> bool:
    assert said.anchor is not None  # noqa: S101  # a superlative before it was taken
    one, other = (
        sentence.nearest(p, lambda m: m.value in _RANKABLE, before_first=language == "zh")
        for p in (said.anchor, position)
    )
    first = said.measure or (sentence.mentions[one].value if one is not None else None)
    second = sentence.mentions[position].value.partition(" ")[2] or (sentence.mentions[other].value if other else None)
    return first is not None and second is not None and first != second


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
    # which two projects; two projects with …; but not 三个里头最大的, which says of how many it is
    asked = [p for p, m in sentence.free("quantity") if _asked_for(sentence, p)]
    for position in (anchor + 1, anchor - 1, *asked):
        quantity = sentence.at(position, "quantity")
        of_so_many = position == anchor - 1 and _of_so_many(sentence, position)
        if quantity and quantity.value.of != "year" and not of_so_many:
            sentence.use(position)
            return int(quantity.value.number)
    return 1


def _of_so_many(sentence: Sentence, position: int) -> bool:
    """Which of the three has the smallest: of how many it is one."""
    before = sentence.text[: sentence.mentions[position].start].rstrip()
    return before.endswith((" of", " of the", " of these", " of those"))


_OF_SO_MANY = late("(?:项目|表)?(?:里|当中|之中|中)")


def _asked_for(sentence: Sentence, position: int) -> bool:
    mention = sentence.mentions[position]
    if sentence.any_at(position - 1, "question"):
        return not sentence.text[: mention.start].rstrip().endswith((" of", " of the"))  # which of the three
    if mention.text.isascii():  # "the two projects with", not "of the three projects"
        return not sentence.text[: mention.start].rstrip().endswith((" of", " of the", " of these", " of all", "all"))
    among = _OF_SO_MANY.match(sentence.text[mention.end :])
    return position == 0 and not among and sentence.any_at(position + 1, "measure", "superlative") is not None


def _of_change(sentence: Sentence, ranking: Ranking, *, own: bool) -> Ranking:
    """追加的预算最多: by the change of the budget, not by the budget; the largest cut is the lowest change."""
    said = {m.value for m in sentence.mentions if m.kind == "predicate"}
    if ranking.measure in ("adjustment", "adjustment_rate") and "cut" in said and not own:
        return replace(ranking, descending=not ranking.descending)  # 调减金额最大
    if ranking.measure != "budget" or not said & {"raised", "cut", "adjusted"}:
        return ranking
    return replace(ranking, measure="adjustment", descending=ranking.descending != ("cut" in said))


def _ranks_something(sentence: Sentence, position: int) -> bool:
    ends = any(isinstance(m.value, Ordinal) and m.value.direction for m in sentence.mentions)  # 第一和倒数第一
    return (
        ends
        or sentence.has("order")
        or any(m.kind == "superlative" for _, m in sentence.free("superlative"))
        or (
            sentence.mentions[position].text.startswith(_RANKED)
            or _beside_measure(sentence, position)
            or sentence.mentions[position].text.endswith("名")  # a rank, not a row
        )
    )


_RANKED = ("排", "位居", "位列", "名列", "居", "列")


def _beside_measure(sentence: Sentence, position: int) -> bool:
    """支出第一的: ranked by it; not 第一个, which may be a row of the last answer."""
    before = sentence.any_at(position - 1, "measure", "change", "fund")
    return before is not None and not sentence.mentions[position].text.endswith(("个", "条", "项"))


def _by_year(sentence: Sentence) -> bool:
    """按年份排, 按年度先后排序: rows in the order of their years."""
    where = next((p for p, m in sentence.free("each") if m.value == "by"), None)
    year = None if where is None else sentence.any_at(where + 1, "measure", "noun")
    if where is None or year is None or year.value != "year":
        return False
    sentence.use(where, where + 1)
    return True


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
        left = next((p for p, m in sentence.free("measure") if m.value == "unspent"), None)
        low, high = sorted((where, where if left is None else left))
        together = not any(m.kind == "noun" for m in sentence.mentions[low:high])  # 预算最大的项目还剩多少: two figures
        if left is not None and sentence.mentions[where].value in BUDGETS and together:
            sentence.use(where)
            where = left  # the most annual budget left unspent
        sentence.use(where)
        return str(sentence.mentions[where].value)
    if (valued := _value_ranked(sentence, position)) is not None:
        return valued
    if (counted := _counted(sentence, position)) is not None:
        return counted
    implied = (m.value for m in sentence.mentions if m.kind == "predicate")
    return next((IMPLIED[p] for p in implied if p in IMPLIED), None)


def _value_ranked(sentence: Sentence, position: int) -> str | None:
    """工作人员满意度率的目标值最高的: by the number that the target or the actual value of an indicator has."""
    of_indicator = any(m.kind == "name" and "indicator" in m.value.kinds for m in sentence.mentions)
    of_class = sentence.has("class1", "满意度指标")
    numbers = {"target": "target_number", "actual": "actual_number"}
    where = sentence.nearest(position, lambda m: m.value in numbers)
    alone = not sentence.has("noun") and not sentence.has("name")  # which has the highest target, of those just listed
    if where is None or not (of_indicator or of_class or alone):
        return None
    sentence.use(where)
    return numbers[str(sentence.mentions[where].value)]


def _counted(sentence: Sentence, position: int) -> str | None:
    """指标最多的项目 is a count; 满意度最低 ranks by the actual value."""
    text = sentence.mentions[position].text
    where = position + 1 if text.isascii() else position - 1  # 指标最多, most indicators; not 最多的指标
    for mention in [sentence.any_at(where, "noun", "class1", "class2")]:
        if mention is None:
            continue
        offices = ("unit", "department", "year")
        held = mention.value == "project" and (sentence.head() in offices or sentence.has("measure", *offices))
        if mention.kind == "noun" and mention.value not in ("indicator", "level3") and not held:
            continue
        if any(word in text for word in ("多", "少", "most", "fewest")):
            return "indicator_count"
        if text in ("least", "the least") and sentence.has("noun", "project"):
            return "indicator_count"
        if mention.kind != "noun":
            return "actual_rate"
    return None
