"""Bounds by numbers: 超过 100 万, 不低于九成, 最多 5 万, between 3 and 10 points.

Owns the composition of comparators and numbers into `Bound`s, and which measures a number can be of.
"""

from __future__ import annotations

from assistant.understanding.frame import Bound
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import Number
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late
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
BUDGETS = ("budget", "annual_budget", "initial_budget")
MARGINS = frozenset({"excess_rate", "excess_points", "shortfall_rate"})  # from an indicator's target
RATES = frozenset({"score_rate", "execution_rate", "adjustment_rate", "unspent_rate", "achievement"}) | MARGINS
SCORES = frozenset({"total_score", "score", "lost", "weight", "execution_score"})
ALIKE = {measure: kind for kind in (MONEY, RATES, SCORES) for measure in kind}
_OF_UNIT = {"yuan": MONEY, "percent": RATES | {"actual", "target"}, "points": SCORES}


def fits(number: Number | None, measure: str) -> bool:
    """Whether a number's unit may be that of a measure. A number without a unit fits any."""
    if number is not None and number.unit == "count":
        return measure == "indicator_count"
    if number is None or number.unit is None:
        return measure in MONEY | RATES | SCORES | {"actual", "target", "above_target", "indicator_count"}
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
        bound = (
            _between(sentence, position, language)
            or _span(sentence, position, mention.value, language)
            or _one_sided(sentence, position, mention.value, language)
        )
        if bound:
            found += [bound, *of_both(sentence, position, bound)]
    return found


_BOTH = late(r"\bboth\b|都|均|皆")


def of_both(sentence: Sentence, position: int, bound: Bound) -> list[Bound]:
    """Both a target and an actual value of 100 %, 总分和执行率都低于平均: the bound of the second, on the first too."""
    said = [p for p in range(position) if sentence.clause(p) == sentence.clause(position)]
    second = next((p for p in reversed(said) if sentence.mentions[p].value == bound.measure), None)
    if second is None or not _BOTH.search(sentence.text[: sentence.mentions[position].start]):
        return []
    joint, first = sentence.any_at(second - 1, "conjunction"), sentence.at(second - 2, "measure")
    if joint is None or joint.value != "list" or first is None or not fits(bound.number, first.value):
        return []
    sentence.use(second - 2)
    sentence.silence(*(p for p in range(second, position) if sentence.any_at(p, "scope")))  # 都 is of these two
    return [replace(bound, measure=str(first.value))]


def _measure_compared(sentence: Sentence, position: int, number: Number | None) -> int | None:
    """A weight over 10: the measure that stands at once before what compares, in English."""
    compares = position - 1
    while sentence.any_at(compares, "comparator", "superlative"):
        compares -= 1
    measure = sentence.any_at(compares, "measure")
    beside = compares < position - 1 and measure is not None and sentence.clause(compares) == sentence.clause(position)
    return compares if beside and measure is not None and fits(number, measure.value) else None


def measure_of(sentence: Sentence, position: int, number: Number | None, language: str) -> str | None:
    said = _measure_compared(sentence, position, number) if language == "en" and number is not None else None
    if said is not None:
        sentence.use(said)
        return str(sentence.mentions[said].value)
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
    if sentence.text[: joint.start].endswith(("就", "才", "快", "没", "能")):
        return None  # 差0.5个百分点就到100%: from one figure to the other, and between none
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
    return Bound(measure_of(sentence, position, high, language), Operator.AT_LEAST, low, high)


def _span(sentence: Sentence, position: int, number: Number, language: str) -> Bound | None:
    """预算几百万的, 花了两三百万: between the ends of the span, where nothing compares with it."""
    if number.upper is None or sentence.at(position - 1, "comparator") or sentence.at(position + 1, "comparator_after"):
        return None
    sentence.use(position)
    low, high = replace(number, upper=None), replace(number, value=number.upper, upper=None)
    return Bound(measure_of(sentence, position, low, language), Operator.AT_LEAST, low, high)


def _same_unit(low: Number, high: Number) -> tuple[Number, Number]:
    """5至200万: both in 万. 3-10分: both points."""
    if low.unit is None and high.unit is not None:
        scale = high.scale if low.scale == 1 and low.value < high.value / high.scale else 1
        return Number(low.value * scale, high.unit), high
    return low, Number(high.value, high.unit or low.unit)


def _one_sided(sentence: Sentence, position: int, number: Number, language: str) -> Bound | None:
    """超过 100 万, 100 万以上, 最多花 5 万, 170 万左右; a plain number beside its measure is the figure itself."""
    if number.upper is not None:
        return None  # 超过几百万: nobody knows what
    behind = sentence.at(position + 1, "comparator_after")
    said = [behind.value] if behind and behind.value != "between" else []
    if said:
        sentence.use(position + 1)
    said += _before(sentence, position, number) or _behind(sentence, position)
    beside = [m for p in (position - 1, position + 1) if (m := _measure_beside(sentence, p, position))]
    before = sentence.any_at(position - 1, "scope", "follow")  # 都是 100%; 只看 4 分的
    whole = before is not None and (before.kind == "scope" or before.value == "within")
    counted = number.unit == "count"  # 有3个项目的单位
    weighs = _weighs(sentence, position, number)
    project = sentence.any_at(position + 1, "noun")
    scored = number.unit == "points" and project is not None and project.value == "project"  # 99.99分的项目
    scored = scored or (
        number.unit == "points" and sentence.has("noun", "indicator", "level3") and _got(sentence, position)
    )
    measured = any(fits(number, m.value) for m in beside)
    itself = whole or counted or weighs or scored
    if not (said or number.approximate or itself or measured):
        return None
    sentence.use(position)
    operator = next((s for s in said if s in OPERATORS and s != "equal"), "equal")
    about = (number.approximate and number.step is None) or "about" in said
    exact = operator == "equal"
    measure = "weight" if weighs else measure_of(sentence, position, number, language)
    return Bound(measure, OPERATORS[operator], number, about=about and exact, stated=exact)


def _weighs(sentence: Sentence, position: int, number: Number) -> bool:
    """3分的指标, 一条就占30分: what an indicator is worth."""
    of_indicators = sentence.has("noun", "indicator", "level3") or sentence.has("class1") or sentence.has("class2")
    if number.unit == "points" and of_indicators and _got(sentence, position):
        return False
    if number.unit == "points" and of_indicators and _describes_rows(sentence, position):
        return True  # 大厅里4分的指标合计几分, 产出或满意度里10分的
    share, noun = sentence.any_at(position - 1, "relation"), sentence.any_at(position + 1, "noun")
    worth = (share is not None and share.value == "share") or sentence.text[
        : sentence.mentions[position].start
    ].endswith("值")
    if number.unit != "points" or not of_indicators or sentence.has("measure"):
        return False
    if worth and share:
        sentence.use(position - 1)
    return worth or (noun is not None and noun.value in ("indicator", "level3"))


def _got(sentence: Sentence, position: int) -> bool:
    """得0分的指标: what it scored, as of nothing that can be got; no indicator is worth nothing."""
    before = sentence.text[: sentence.mentions[position].start]
    return not sentence.mentions[position].value.value or before.endswith(("得", "得了", "拿", "拿了", "只有"))


def _describes_rows(sentence: Sentence, position: int) -> bool:
    """4分的指标, 10分的: what the rows are told by, and no measure before it."""
    end, alone = sentence.mentions[position].end, not sentence.any_at(position - 1, "measure", "comparator", "than")
    noun = sentence.any_at(position + 1, "noun", "class1", "class2")
    of_rows = noun is None or noun.value in ("indicator", "level3") or noun.kind != "noun"
    ends = position + 1 == len(sentence.mentions) or (noun is not None and noun.start - end <= 1)
    return alone and of_rows and ends and sentence.text[end : end + 1] == "的"


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
