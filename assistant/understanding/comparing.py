"""Words of comparison whose meaning depends on their neighbours: reached 95%, or above 100%, under each class.

Owns the rewritings of `rewriting` that decide whether words bound something, and what.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.understanding.bounds import BUDGETS, MONEY, RATES, SCORES
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import Number, Quantity
from assistant.understanding.sentence import Sentence

_MEASURED = MONEY | RATES | SCORES
# What a group holds, and a question may count: the projects of a unit, the indicators of a project.
_OF_OFFICE = ("project", "indicator", "level3")
_HELD = {"unit": _OF_OFFICE, "department": _OF_OFFICE, "year": _OF_OFFICE, "project": ("indicator", "level3")}
_STRICT = {"at_least": "more", "at_most": "less"}
_REACHED = {"met": "at_least", "missed": "less"}
_OF_CHANGE = ("than", "modifier", "relation", "degree")
_PREPOSITIONS = frozenset({"under", "over", "about", "around", "within", "some", "almost", "from", "between", "top"})
_BOUNDED = ("number", "aggregate", "name", "measure", "follow")


def alternatives(sentence: Sentence) -> None:
    """Below 50% or above 100%: before a number of its own, "or above" is a conjunction and a comparator."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        after = (sentence.any_at(position + 1, "than") and position + 2) or position + 1
        if mention.kind != "comparator_after" or not mention.text.startswith(("or ", "and ")):
            continue
        if sentence.any_at(after, "number"):
            sentence.turn(position, "conjunction", mention.text.split()[0])
            compares = replace(mention, kind="comparator", value=_STRICT[mention.value])
            sentence.mentions[position + 1 : after] = [compares]


def reached(sentence: Sentence) -> None:
    """Reached a rate of 95%, 没有达到95分: a bound on the figure, not a target that was met or missed."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure", "number", "aggregate")
        if mention.kind != "predicate" or mention.value not in _REACHED or after is None:
            continue
        if (after.kind == "aggregate" and "average" in after.value) or after.value in BUDGETS:
            sentence.turn(position, "comparator", _REACHED[mention.value])  # 没达到平均数, did not reach its budget
            continue
        if after.kind == "aggregate":
            continue
        if after.kind == "measure" and after.value not in _MEASURED:
            continue
        clause = [p for p in range(position, len(sentence.mentions)) if sentence.clause(p) == sentence.clause(position)]
        compared = any(sentence.any_at(p, "comparator_after", "comparator") for p in clause)
        if compared and mention.value == "met":
            sentence.use(position)
        elif sentence.has("number"):
            sentence.turn(position, "comparator", _REACHED[mention.value])


def got(sentence: Sentence) -> None:
    """How much did the hall get: beside a fund, no score."""
    for position, mention in enumerate(sentence.mentions):
        of_money = sentence.has("fund") or sentence.has("measure", *MONEY)
        if mention.value == "score" and mention.text in ("get", "got") and of_money:
            sentence.turn(position, "filler", "filler")
        elif mention.value == "score" and mention.text.endswith("了") and sentence.any_at(position + 1, "ordinal"):
            sentence.turn(position, "filler", "filler")  # 谁拿了亚军


def by_amounts(sentence: Sentence) -> None:
    """Raised by more than 500,000 yuan: no group."""
    for position, mention in enumerate(sentence.mentions):
        amount = sentence.any_at(position + 1, "comparator", "number", "superlative")
        if mention.kind == "each" and mention.text == "by" and amount and sentence.has("number"):
            sentence.turn(position, "preposition", "by")
    sentence.drop("preposition")


def changes_bounded(sentence: Sentence) -> None:
    """预算追加超过50万: a bound on the change; of a cut, which is less than nothing, none is asked for."""
    for position, mention in list(enumerate(sentence.mentions)):
        after = sentence.any_at(position + 1, "predicate")
        bound = sentence.any_at(position + 2, "comparator", "number", "superlative")
        if mention.kind == "measure" and mention.value == "budget" and after and bound and sentence.has("number"):
            if after.value in ("raised", "cut"):
                sentence.turn(position, "measure", "adjustment")


def against_initial(sentence: Sentence) -> None:
    """全年预算比年初高了百分之几, 多了多少: the adjustment, as a rate or as an amount."""
    for position, mention in enumerate(sentence.mentions):
        than, start = sentence.any_at(position + 1, "than"), sentence.any_at(position + 2, "modifier", "measure")
        initial = start is not None and start.value in ("initial", "initial_budget")
        if mention.value in ("annual_budget", "budget") and than and initial and not sentence.has("superlative"):
            rest = sentence.mentions[position + 3 :]
            percent = any(m.value == "share" for m in rest)
            degree = next((m.value for m in sentence.mentions if m.kind == "degree"), None)
            asks = sentence.has("question", "how_much") or sentence.has("relation")
            if degree and not asks and (sentence.has("question", "which") or sentence.has("noun", "project")):
                sentence.use(position, *(p for p, m in enumerate(sentence.mentions) if m.kind in _OF_CHANGE))
                sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.value in ("initial", "initial_budget")))
                sentence.mentions.append(
                    replace(mention, kind="predicate", value="raised" if degree == "more" else "cut")
                )
                return
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if p > position and m.kind in _OF_CHANGE))
            sentence.turn(position, "measure", "adjustment_rate" if percent else "adjustment")


def sums_bounded(sentence: Sentence) -> None:
    """合计支出超过1000万的单位: a bound on a sum of rows is none on the rows; it is not answered."""
    if sentence.has("aggregate", "count"):
        return
    bounds = [p for p, m in enumerate(sentence.mentions) if m.kind == "number" and _bounded(sentence, p)]
    for position, mention in enumerate(sentence.mentions):
        later = [p for p in bounds if p > position and sentence.clause(p) == sentence.clause(position)]
        of_rows = sentence.has("question", "which") and not sentence.has("noun", "unit", "department", "year")
        if sentence.head() in ("unit", "department", "year"):
            return  # 一共花了超过100万的单位: of each group
        if mention.kind == "aggregate" and mention.value == "sum" and later and not of_rows:
            sentence.turn(position, "unknown", "sum")


def counts_bounded(sentence: Sentence) -> None:
    """有3个以上项目的单位, units with only one project: how many of them a group has, not how many are asked for."""
    _said_twice(sentence)
    for position, mention in enumerate(sentence.mentions):
        number, counted = _so_many(sentence, position), _counted(sentence, position)
        if number is None or counted is None:
            continue
        noun = sentence.mentions[counted].value
        said = sentence.any_at(position - 1, "comparator", "superlative", "exclusive", "negation")
        compared = said is not None and (said.kind != "superlative" or said.value in ("at_least", "at_most"))
        held = any(noun in _HELD.get(m.value, ()) for m in _groups(sentence, counted))
        measured = noun == "indicator" and sentence.has("measure", "indicator_count")
        bounded = compared or sentence.any_at(position + 1, "comparator_after") is not None
        if (held and (bounded or mention.kind == "quantity")) or (measured and bounded):
            sentence.mentions[position] = replace(mention, kind="number", value=number)
            sentence.counted.add(counted)
            counts = [p for p in range(counted, position) if sentence.any_at(p, "aggregate", "class2")]
            sentence.use(*(p for p in counts if sentence.mentions[p].value in ("count", "数量指标")))
            if said and said.kind == "exclusive":
                sentence.turn(position - 1, "comparator", "equal")


def _said_twice(sentence: Sentence) -> None:
    """4个或4个以上: the number once."""
    for position, mention in enumerate(sentence.mentions):
        again = sentence.any_at(position + 2, mention.kind)
        joint = sentence.any_at(position + 1, "conjunction")
        if mention.kind in ("quantity", "number") and joint and joint.value == "or" and again:
            behind = sentence.any_at(position + 3, "comparator_after")
            if behind and again.value == mention.value:
                del sentence.mentions[position : position + 2]
                return


def _groups(sentence: Sentence, counted: int) -> list[Mention]:
    """What may hold what is counted: the noun that is asked for, else any other."""
    others = [m for p, m in enumerate(sentence.mentions) if m.kind in ("noun", "measure") and p != counted]
    head = sentence.head()
    return [m for m in others if m.value == head] or others


def _so_many(sentence: Sentence, position: int) -> Number | None:
    """The number of 3个, of 3 in "3 missed indicators"."""
    mention = sentence.mentions[position]
    if mention.kind == "quantity" and mention.value.of is None:
        return Number(Decimal(mention.value.number), "count")
    if mention.kind == "number" and mention.value.unit is None and mention.text.isdigit():
        return Number(mention.value.value, "count")
    return None


def _counted(sentence: Sentence, position: int) -> int | None:
    """Where the noun stands that is counted: behind the number (3个以上项目), or before what compares (项目超过3个)."""
    after = position + 1
    while sentence.any_at(after, "comparator_after", "predicate", "class1", "class2"):
        after += 1
    noun = sentence.any_at(after, "noun")
    if noun and noun.value in _OF_OFFICE:
        return after
    before = position - 1
    while sentence.any_at(before, *_BETWEEN):
        before -= 1
    return before if sentence.any_at(before, "noun") else None


_BETWEEN = ("comparator", "negation", "superlative", "exclusive", "predicate", "aggregate", "class2", "question")


def compared_with(sentence: Sentence) -> None:
    """Compared with A, which had more: more than A."""
    for position, mention in enumerate(sentence.mentions):
        base = sentence.any_at(position + 1, "name")
        if mention.kind == "relation" and mention.value == "compare" and base and sentence.has("degree"):
            if sum(m.kind == "name" for m in sentence.mentions) == 1:
                sentence.turn(position, "than", "than")


def bases(sentence: Sentence) -> None:
    """跟信访事务比，花得更多的: what is compared with stands before; 按预算数比 compares with nothing."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "than" or mention.text not in ("比", "相比", "比起来"):
            continue
        ends = position + 1 >= len(sentence.mentions) or sentence.clause(position + 1) != sentence.clause(position)
        base = sentence.any_at(position - 1, "name", "modifier", "measure", "number", "aggregate", "predicate")
        if not ends or base is None:
            continue
        if base.kind == "name" or base.value in ("initial", "initial_budget"):
            sentence.mentions[position - 1 : position + 1] = [mention, base]
        elif base.kind == "measure":
            sentence.use(position)


def averages_bounded(sentence: Sentence) -> None:
    """执行数在均值以下: below the average."""
    for position, mention in enumerate(sentence.mentions):
        behind = sentence.any_at(position + 1, "comparator_after")
        sides = {"at_most": "less", "at_least": "more"}
        if mention.kind == "aggregate" and "average" in mention.value and behind and behind.value in sides:
            compares = replace(behind, kind="comparator", value=sides[behind.value])
            sentence.mentions[position : position + 2] = [compares, mention]


def than_numbers(sentence: Sentence) -> None:
    """比100万还多, 连六成都没花到: a number in place of what is compared with."""
    for position, mention in list(enumerate(sentence.mentions)):
        if mention.kind != "number":
            continue
        than = sentence.any_at(position - 1, "than")
        degree = next((p for p in (position + 1, position + 2) if sentence.any_at(p, "degree")), None)
        scope, denied = sentence.any_at(position + 1, "scope"), sentence.any_at(position + 2, "negation")
        if sentence.has("relation", "difference"):
            continue  # 比400万多多少
        if than and than.value == "than" and degree is not None:
            sentence.turn(position - 1, "comparator", sentence.mentions[degree].value)
            sentence.use(degree)
        elif degree == position + 1 and not than and not sentence.any_at(position - 1, "comparator"):
            sentence.turn(degree, "comparator_after", sentence.mentions[degree].value)  # 九成半还多
        elif scope and denied and denied.value == "not" and sentence.text[: mention.start].rstrip().endswith("连"):
            sentence.use(position + 1, position + 2)
            sentence.mentions.insert(position, replace(mention, kind="comparator", value="less"))
            return


def parts_over_wholes(sentence: Sentence) -> None:
    """Unspent over annual budget, as a percentage: no comparison."""
    for position, mention in enumerate(sentence.mentions):
        beside = [sentence.any_at(p, "measure") for p in (position - 1, position + 1)]
        if mention.text == "over" and sentence.has("relation", "share") and all(m and m.value in MONEY for m in beside):
            sentence.turn(position, "filler", "filler")
            sentence.use(position)


def under_caps(sentence: Sentence) -> None:
    """Came in under the maximum, a score less than its weight: below the cap, of the 预算执行率 row too."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "comparator" or mention.value not in ("less", "equal"):
            continue
        after = position + 1
        while sentence.any_at(after, "follow"):
            after += 1
        said = position - 1
        while (copula := sentence.any_at(said, "comparator", "conjunction")) and copula.value in ("equal", "and"):
            said -= 1
        cap, scored = sentence.any_at(after, "predicate", "measure"), sentence.any_at(said, "measure")
        if cap and cap.kind == "predicate" and cap.value == "at_cap" and mention.value == "less":
            sentence.use(*range(position, after))
            sentence.turn(after, "predicate", "below_cap")
        elif cap and cap.value == "weight" and scored and scored.value == "score":
            sentence.use(*range(said, after))
            sentence.turn(after, "predicate", "below_cap" if mention.value == "less" else "at_cap")


def _bounded(sentence: Sentence, position: int) -> bool:
    before = sentence.any_at(position - 1, "comparator", "superlative", "negation")
    after = sentence.any_at(position + 1, "comparator_after")
    return after is not None or (before is not None and before.value not in ("equal", "about"))


def prepositions(sentence: Sentence) -> None:
    """ "under each class", "about the hall": no comparison where nothing follows that could bound."""
    for position, mention in enumerate(sentence.mentions):
        after = position + 1
        while sentence.any_at(after, "follow", "scope", "year", "each") and not sentence.any_at(after, "number"):
            after += 1  # more than its budget, over all projects
        bounds = sentence.any_at(after, *_BOUNDED) is not None
        name = sentence.any_at(position + 1, "name")
        if name and not sentence.has("measure") and not sentence.has("degree"):
            bounds = False  # projects under 农业农村局
        if mention.kind == "comparator" and mention.text in _PREPOSITIONS and not bounds:
            sentence.turn(position, "preposition", mention.value)
    sentence.drop("preposition")


def all_alike(sentence: Sentence) -> None:
    """是否均得满分: all of them; 人均 and 均值 are averages."""
    for position, mention in enumerate(sentence.mentions):
        tested = sentence.any_at(position + 1, "predicate", "negation", "comparator", "number")
        measured = sentence.any_at(position + 1, "measure") and sentence.any_at(
            position + 2, "predicate", "comparator", "negation"
        )
        if mention.kind == "aggregate" and mention.text == "均" and (tested or measured):
            sentence.turn(position, "scope", "all_of")


def every_one(sentence: Sentence) -> None:
    """Did every project spend 90 %: a test of all of them, not a group for each."""
    if not sentence.has("question", "yes_no") or sentence.has("superlative") or sentence.has("question", "which"):
        return
    for position, mention in enumerate(sentence.mentions):
        tested = any(m.kind in ("number", "predicate", "negation") for m in sentence.mentions[position:])
        year = sentence.any_at(position + 1, "year")  # every 2021 project
        noun = sentence.any_at(position + (2 if year else 1), "noun")
        if mention.kind == "each" and mention.value == "each" and noun and tested:
            sentence.turn(position, "scope", "all_of")


def shares_spent(sentence: Sentence) -> None:
    """Spent at least 90 % of its annual budget, 花了不到预算的九成: a bound on the execution rate."""
    spent = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.value in ("executed", "money")]
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "percent" or not spent:
            continue
        budget = next((p for p in _NEAR if _budget(sentence, position + p) and position + p not in spent), None)
        if budget is None and (it := sentence.any_at(position + 1, "follow")) and it.text == "of it":
            budget = 1  # had its budget raised and spent less than 90 % of it
        if budget is not None and not sentence.has("measure", "execution_rate"):
            sentence.turn(spent[0], "measure", "execution_rate")
            pronouns = [p for p, m in enumerate(sentence.mentions) if m.value == "it"]
            sentence.use(position + budget, *pronouns, *spent[1:])
            return


_NEAR = (1, 2, -1, -2, -3)


def _budget(sentence: Sentence, position: int) -> bool:
    measure = sentence.any_at(position, "measure")
    return measure is not None and measure.value in ("budget", "annual_budget")


def rates_of_change(sentence: Sentence) -> None:
    """By what percentage was the budget increased: the rate of its adjustment."""
    changed = sentence.has("predicate", "raised", "cut", "adjusted")
    for position, mention in enumerate(sentence.mentions):
        percent = mention.text in ("what percentage", "percentage", "what percent", "百分之几", "百分之多少")
        if mention.kind == "relation" and mention.value == "share" and percent and changed:
            sentence.turn(position, "measure", "adjustment_rate")


def tops(sentence: Sentence) -> None:
    """Largest 3 budgets: beside an English superlative a plain number says how many."""
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "superlative")
        after = sentence.any_at(position + 1, "measure", "noun")
        plain = mention.kind == "number" and mention.value.unit is None and mention.text.isdigit()
        if plain and before and before.text.isascii() and before.value in ("most", "least") and after:
            sentence.mentions[position] = replace(mention, kind="quantity", value=Quantity(int(mention.text), None))
