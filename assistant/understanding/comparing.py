"""Words of comparison whose meaning depends on their neighbours: reached 95%, or above 100%, under each class.

Owns the rewritings of `rewriting` that decide whether words bound something, and what.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.understanding.bounds import MONEY, RATES, SCORES
from assistant.understanding.numerals import Quantity
from assistant.understanding.sentence import Sentence

_MEASURED = MONEY | RATES | SCORES
_STRICT = {"at_least": "more", "at_most": "less"}
_REACHED = {"met": "at_least", "missed": "less"}
_OF_CHANGE = ("than", "modifier", "relation", "degree")
_PREPOSITIONS = frozenset({"under", "over", "about", "around", "within", "some", "almost", "from", "between", "top"})
_BOUNDED = ("number", "aggregate", "name", "measure", "follow")


def alternatives(sentence: Sentence) -> None:
    """Below 50% or above 100%: before a number of its own, "or above" is a conjunction and a comparator."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        after = (sentence.any_at(position + 1, "than") and position + 2) or position + 1
        if mention.kind != "comparator_after" or not mention.text.startswith("or "):
            continue
        if sentence.any_at(after, "number"):
            sentence.turn(position, "conjunction", "or")
            compares = replace(mention, kind="comparator", value=_STRICT[mention.value])
            sentence.mentions[position + 1 : after] = [compares]


def reached(sentence: Sentence) -> None:
    """Reached a rate of 95%, 没有达到95分: a bound on the figure, not a target that was met or missed."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure", "number")
        if mention.kind != "predicate" or mention.value not in _REACHED or after is None:
            continue
        if after.kind == "measure" and after.value not in _MEASURED:
            continue
        if any(m.kind == "comparator_after" for m in sentence.mentions[position:]) and mention.value == "met":
            sentence.use(position)
        elif sentence.has("number"):
            sentence.turn(position, "comparator", _REACHED[mention.value])


def got(sentence: Sentence) -> None:
    """How much did the hall get: beside a fund, no score."""
    for position, mention in enumerate(sentence.mentions):
        if mention.value == "score" and mention.text in ("get", "got") and sentence.has("fund"):
            sentence.turn(position, "filler", "filler")


def changes_bounded(sentence: Sentence) -> None:
    """预算追加超过50万: a bound on the change; of a cut, which is less than nothing, none is asked for."""
    for position, mention in list(enumerate(sentence.mentions)):
        after = sentence.any_at(position + 1, "predicate")
        bound = sentence.any_at(position + 2, "comparator", "number", "superlative")
        if mention.kind == "measure" and mention.value == "budget" and after and bound and sentence.has("number"):
            if after.value == "raised":
                sentence.turn(position, "measure", "adjustment")
            elif after.value == "cut":
                sentence.turn(position, "unknown", "cut")
        elif mention.kind == "predicate" and mention.value in ("raised", "cut") and _bounds_alone(sentence, position):
            sentence.mentions.append(mention)
            turned = ("measure", "adjustment") if mention.value == "raised" else ("unknown", "cut")
            sentence.turn(position, *turned)


def _bounds_alone(sentence: Sentence, position: int) -> bool:
    """Whether a number bounds the change that is spoken of, and no other measure is."""
    bound = sentence.any_at(position + 1, "comparator", "number") and sentence.has("number")
    return bool(bound) and not sentence.has("measure")


def against_initial(sentence: Sentence) -> None:
    """全年预算比年初高了百分之几, 多了多少: the adjustment, as a rate or as an amount."""
    for position, mention in enumerate(sentence.mentions):
        than, start = sentence.any_at(position + 1, "than"), sentence.any_at(position + 2, "modifier", "measure")
        initial = start is not None and start.value in ("initial", "initial_budget")
        if mention.value in ("annual_budget", "budget") and than and initial and not sentence.has("superlative"):
            rest = sentence.mentions[position + 3 :]
            percent = any(m.value == "share" for m in rest)
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
        if mention.kind == "aggregate" and mention.value == "sum" and later and not of_rows:
            sentence.turn(position, "unknown", "sum")


def _bounded(sentence: Sentence, position: int) -> bool:
    before = sentence.any_at(position - 1, "comparator", "superlative", "negation")
    after = sentence.any_at(position + 1, "comparator_after")
    return after is not None or (before is not None and before.value not in ("equal", "about"))


def prepositions(sentence: Sentence) -> None:
    """ "under each class", "about the hall": no comparison where nothing follows that could bound."""
    for position, mention in enumerate(sentence.mentions):
        bounds = any(sentence.any_at(p, *_BOUNDED) for p in (position + 1, position + 2))
        if mention.kind == "comparator" and mention.text in _PREPOSITIONS and not bounds:
            sentence.use(position)


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
