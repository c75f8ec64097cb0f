"""How far a figure is beyond another, or what part of it: exceeded its target by 20 %, less than half of its points.

Owns the rewritings that give a number of percent or of points the whole that it is of, so that it bounds no other
figure. A margin that no field of the forms stands for is left as not understood. None composes.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.numerals import Number
from assistant.understanding.rewriting.targets import FULL
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

# What a margin behind a condition is, by its unit; any other is no field of the forms.
_MARGINS: dict[str, dict[str | None, str]] = {
    "exceeded": {"percent": "excess_rate", "points": "excess_points", None: "above_target"},
    "far_exceeded": {"percent": "excess_rate", "points": "excess_points", None: "above_target"},
    "missed": {"percent": "shortfall_rate"},
    "unspent_left": {"yuan": "unspent", "percent": "execution_rate"},
    "over_initial": {"yuan": "over_initial"},
    **{name: {} for name in ("over_budget", "met", "exactly_met", "below_cap", "at_cap")},
}
_TURNED = {"more": "less", "less": "more", "at_least": "at_most", "at_most": "at_least"}
_COMPARES = ("comparator", "superlative")
_POINTS_OF_PERCENT = ("percentage points", "percentage point", "百分点")
_BY = late(r"\bby\b")
_OF_TARGET = late(r"targets?$|目标值?$|指标值$|^超额|完成$|fulfilled$|achieved$")
_PERCENTAGE = frozenset(
    {"what percentage", "what percent", "percentage", "how many percent", "百分之几", "百分之多少", "多少百分比"}
)
_HOW_MUCH_POINTS = ("by how many percentage points", "how many percentage points")
_HOW_MANY_POINTS = frozenset({"几个百分点", "多少个百分点", "几个点", "多少个点"})
_HOW_MANY = frozenset({"多少", "几"})
_POINTS = frozenset({"points", "point", "marks", "mark"})
_OF = ("comparator", "follow", "scope", "conjunction", "negation")  # half of their points, half but not all of them


def margins(sentence: Sentence) -> None:
    """Exceeded its target by more than 10 %, 超额20%以上: a bound on the excess, and not on the figure."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        if mention.kind != "number":
            continue
        condition = _condition_before(sentence, position)
        condition = condition if condition is not None else _condition_behind(sentence, position)
        if condition is None:
            continue
        unit = "points" if mention.text.endswith(_POINTS_OF_PERCENT) else mention.value.unit
        field = _MARGINS[sentence.mentions[condition].value].get(unit)
        if field is None:
            sentence.turn(position, "unknown", mention.text)
            continue
        if field == "excess_points":
            sentence.mentions[position] = replace(mention, value=replace(mention.value, unit="percent"))
        if field == "execution_rate":
            _complement(sentence, position)
        _silence_target(sentence, condition, position)
        measure = replace(sentence.mentions[condition], kind="measure", value=field)
        sentence.mentions.insert(_beside(sentence, condition, position), measure)


def _beside(sentence: Sentence, condition: int, number: int) -> int:
    """Where the measure is put: before the words that compare with the number, or behind what stands behind it."""
    if condition > number:
        return condition + 1
    while _compares(sentence, number - 1):
        number -= 1
    return number


def _condition_before(sentence: Sentence, number: int) -> int | None:
    """Where the condition stands that a number is the margin of: 超额50%, exceeded (its target) by over 50 %."""
    position = number - 1
    while _compares(sentence, position) or _target(sentence, position) or _passed_over(sentence, position):
        position -= 1
    condition = sentence.any_at(position, "predicate")
    if condition is None or condition.value not in _MARGINS:
        return None
    between = sentence.text[condition.end : sentence.mentions[number].start]
    if not condition.text.isascii():
        close = "的" not in between and "，" not in between and "," not in between
        return position if close and (_OF_TARGET.search(condition.text) or condition.value in _OF_MONEY) else None
    return position if _BY.search(between) else None


_OF_MONEY = ("unspent_left", "over_initial", "over_budget")


def _condition_behind(sentence: Sentence, number: int) -> int | None:
    """More than 10 % above target."""
    position = number + 1
    if sentence.any_at(position, "comparator_after"):
        position += 1
    condition = sentence.any_at(position, "predicate")
    if condition is None or condition.value not in ("exceeded", "missed") or not condition.text.isascii():
        return None
    close = sentence.text[sentence.mentions[position - 1].end : condition.start].strip() == ""
    return position if close and _OF_TARGET.search(condition.text) else None


def _compares(sentence: Sentence, position: int) -> bool:
    mention = sentence.any_at(position, *_COMPARES)
    return mention is not None and mention.value != "equal"


def _target(sentence: Sentence, position: int) -> bool:
    mention = sentence.any_at(position, "measure", "each")
    return mention is not None and mention.value in ("target", "by")


def _passed_over(sentence: Sentence, position: int) -> bool:
    """Overspent its initial budget by …: the budget is part of the condition by now."""
    told = position in sentence.used and sentence.any_at(position, "measure", "modifier") is not None
    return told or sentence.any_at(position, "follow") is not None


def _silence_target(sentence: Sentence, condition: int, number: int) -> None:
    """Did the actual value exceed the target by over 20 %: both are what the margin is between."""
    measures = range(max(condition - 2, 0), number)
    sentence.silence(*(p for p in measures if sentence.any_at(p, "measure") and _compared(sentence, p)))
    sentence.silence(*(p for p in range(condition, number) if sentence.any_at(p, "each")))


def _compared(sentence: Sentence, position: int) -> bool:
    return sentence.mentions[position].value in ("target", "actual")


def _complement(sentence: Sentence, number: int) -> None:
    """What was lost of a whole, as what was got of it: more than 20 % lost is less than 80 % got."""
    mention = sentence.mentions[number]
    sentence.mentions[number] = replace(mention, value=replace(mention.value, value=FULL - mention.value.value))
    position = number - 2 if sentence.any_at(number - 1, "measure") else number - 1  # 超过分值的20%
    while _compares(sentence, position):
        sentence.turn(position, "comparator", _TURNED.get(sentence.mentions[position].value, "equal"))
        position -= 1
    behind = sentence.any_at(number + 1, "comparator_after")
    if behind is not None:
        sentence.turn(number + 1, "comparator_after", _TURNED.get(behind.value, behind.value))


def margins_asked(sentence: Sentence) -> None:
    """By what percentage did it exceed its target, 超出目标百分之几, 超额了多少次: the excess is asked for."""
    beyond = ("exceeded", "above_target", "below_target")
    exceeded = [p for p, m in enumerate(sentence.mentions) if m.kind == "predicate" and m.value in beyond]
    if not exceeded or sentence.has("measure", *MONEY, *RATES, *SCORES):
        return
    for position, mention in enumerate(sentence.mentions):
        percent = mention.kind in ("relation", "question") and mention.text in _PERCENTAGE
        points = mention.kind == "relation" and mention.text in _HOW_MUCH_POINTS
        points = points or (mention.kind == "question" and mention.text in _HOW_MANY_POINTS)
        amount = _amount_beyond(sentence, position, exceeded)
        if not (percent or points or amount) or sentence.any_at(position + 1, "noun"):
            continue
        below = any(sentence.mentions[p].value == "below_target" for p in exceeded)
        field = "above_target" if amount or below else "excess_points" if points else "excess_rate"
        sentence.turn(position, "measure", field)
        sentence.use(*(p for p in (position - 1,) if sentence.any_at(p, "each")))
        if sentence.has("name") and not sentence.has("question", "which"):
            sentence.silence(*exceeded)
        return


def _amount_beyond(sentence: Sentence, position: int, exceeded: list[int]) -> bool:
    """Whether a mention right behind such a condition asks for so many: 超额多少次, 超额完成了多少, 比目标多几个人."""
    mention, before = sentence.mentions[position], position - 1
    while sentence.any_at(before, "filler"):
        before -= 1
    asks = mention.kind == "amount" or mention.text in _HOW_MANY
    return before in exceeded and (asks or (mention.value == "actual" and mention.text.endswith("多少")))


def parts_of_points(sentence: Sentence) -> None:
    """Got less than half of their points, 扣分超过分值的20%: a bound on the score rate."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "percent":
            continue
        whole = _points_behind(sentence, position)
        whole = whole if whole is not None else _points_before(sentence, position)
        if whole is None:
            continue
        got = [p for p in range(max(position - 5, 0), min(position, whole)) if sentence.any_at(p, "measure")]
        lost = any(sentence.mentions[p].value == "lost" for p in got)
        if lost:
            _complement(sentence, position)
        sentence.silence(*(p for p in got if sentence.mentions[p].value in ("lost", "score")))
        _not_all(sentence, position, whole)
        sentence.turn(whole, "measure", "score_rate")


def shares_of_points(sentence: Sentence) -> None:
    """What share of its full marks did it get, 得了满分的百分之几: of what could be got."""
    if not sentence.has("name") and not sentence.has("code"):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "relation" or mention.value != "share":
            continue
        behind = position + 1
        while sentence.any_at(behind, "follow", "comparator"):
            behind += 1
        for whole in (behind, position - 1):
            denied = sentence.any_at(whole - 1, "negation") or sentence.has("noun", "indicator", "level3")
            if _points(sentence, whole) and not denied:
                sentence.turn(whole, "measure", "weight")


def _points_behind(sentence: Sentence, number: int) -> int | None:
    """Half of their points, 20 % of its weight, at least half but not all of the points."""
    position = number + 1
    while position < len(sentence.mentions) and sentence.any_at(position, *_OF):
        position += 1
    between = sentence.text[sentence.mentions[number].end :]
    return position if _points(sentence, position) and re.match(r"\s?(?:but|though|and not|of)\b", between) else None


def _points_before(sentence: Sentence, number: int) -> int | None:
    """分值的一半: with 的 between."""
    of = sentence.text[: sentence.mentions[number].start].rstrip().endswith("的")
    return number - 1 if of and _points(sentence, number - 1) else None


def _points(sentence: Sentence, position: int) -> bool:
    mention = sentence.any_at(position, "measure", "predicate")
    if mention is None:
        return False
    return mention.value in ("weight", "at_cap") or (mention.value == "score" and mention.text in _POINTS)


def _not_all(sentence: Sentence, number: int, whole: int) -> None:
    """At least half but not all of their points: a bound of its own."""
    for position in range(number + 1, whole):
        denied, scope = sentence.any_at(position, "negation"), sentence.any_at(position + 1, "scope")
        if denied and scope:
            sentence.turn(position, "comparator", "less")
            all_points = Number(Decimal(FULL), "percent")
            sentence.mentions[position + 1] = replace(scope, kind="number", value=all_points)


_OF_ALL = late(
    r"\s?of (?:all|the total|total|the overall|the whole|everything|(?:the )?(?:spending|spend|expenditure|outlay)\b)\b"
)
_OF_NAMED = late(r"\s?of (?:the )?")


def parts_unspent(sentence: Sentence) -> None:
    """Left more than a fifth of their budget unspent, 结余超过预算的两成: a bound on the execution rate."""
    if sentence.has("measure", "executed", "execution_rate") or sentence.has("relation"):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "percent":
            continue
        clause = sentence.in_clause(sentence.clause(position))
        left = [p for p in clause if sentence.mentions[p].value in ("unspent", "unspent_left")]
        budgets = [p for p in clause if sentence.any_at(p, "measure") and sentence.mentions[p].value in _OWN_BUDGETS]
        if not left or len(budgets) != 1 or sentence.has("superlative", "most", "least"):
            continue
        _complement(sentence, position)
        sentence.silence(*left)
        sentence.turn(budgets[0], "measure", "execution_rate")
        return


_OWN_BUDGETS = ("budget", "annual_budget")


def shares_tested(sentence: Sentence) -> None:
    """Is X under 1 % of all spending, 培训的预算不到大厅的10%吗: a share in all, or in another."""
    if sentence.has("relation"):
        return
    named = sum(m.kind == "name" for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "percent":
            continue
        if _OF_ALL.match(sentence.text[mention.end :]) and sentence.has("measure", *MONEY):
            behind = (p for p in (position + 1, position + 2) if sentence.any_at(p, "aggregate", "scope", "comparator"))
            sentence.silence(*behind)
            sentence.mentions.append(replace(mention, kind="relation", value="share"))
            return
        if named > 1 and _of_another(sentence, position):
            return


def _of_another(sentence: Sentence, position: int) -> bool:
    """Under 10 % of the hall's, 不到大厅的10%: whether it is a share in another, which is then said."""
    mention = sentence.mentions[position]
    of = _OF_NAMED.match(sentence.text[mention.end :])
    starts = {m.start for m in sentence.mentions if m.kind == "name"}
    if of and mention.end + of.end() in starts:
        sentence.mentions.append(replace(mention, kind="relation", value="share"))
        return True
    base, compares = sentence.any_at(position - 1, "name"), sentence.any_at(position - 2, "comparator")
    if base and compares and sentence.text[base.end : mention.start] == "的":
        share = replace(base, kind="relation", value="share")
        sentence.mentions[position - 2 : position] = [base, share, compares]
        return True
    return False
