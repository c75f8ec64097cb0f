"""Words of how much of a budget was spent: all of it, not in full, not a cent, the smallest share.

Owns the rewritings that give such words their condition or their figure. None composes.
"""

from __future__ import annotations

from assistant.understanding.bounds import BUDGETS
from assistant.understanding.rewriting.budgets import is_budget
from assistant.understanding.rewriting.targets import FULL
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late


def parts_of_the_budget(sentence: Sentence) -> None:
    """花钱超过预算90%, 支出不到预算的一半: as 超过90%的预算, a part of it and not all of it."""
    if not sentence.has("measure", "executed"):
        return
    for position in range(len(sentence.mentions) - 1):
        mention, number = sentence.mentions[position], sentence.mentions[position + 1]
        percent = number.kind == "number" and number.value.unit == "percent" and number.value.value < FULL
        if not percent or sentence.text[mention.end : number.start] not in ("", "的", " "):
            continue
        if mention.kind == "predicate" and mention.value == "over_budget":
            budget = replace(mention, kind="measure", value="budget")
            sentence.mentions[position : position + 2] = [
                replace(mention, kind="comparator", value="more"),
                number,
                budget,
            ]
            return
        own = mention.kind == "measure" and mention.value in ("budget", "annual_budget")
        if own and sentence.any_at(position - 1, "comparator"):
            sentence.mentions[position : position + 2] = [number, mention]
            return


def spent_in_full(sentence: Sentence) -> None:
    """百分之百花完: that all of it was spent says so already."""
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "number")
        if mention.value == "fully_spent" and before and before.value.unit == "percent" and before.value.value == FULL:
            sentence.silence(position - 1)


def not_spent(sentence: Sentence) -> None:
    """还有多少钱没用出去: what is left."""
    amount = sentence.has("question", "how_much") or sentence.has("measure", "money")
    for position, mention in enumerate(sentence.mentions):
        spent = sentence.any_at(position + 1, "measure")
        bounded = sentence.any_at(position + 2, "number", "predicate", "comparator", "measure")
        if mention.kind == "negation" and mention.value == "not" and spent and spent.value == "executed":
            asked = sentence.any_at(position - 1, "question", "measure")
            if amount and asked and asked.value in ("how_much", "money") and not bounded:
                sentence.silence(position)
                sentence.turn(position + 1, "measure", "unspent")


def not_spent_in_full(sentence: Sentence) -> None:
    """没把预算花完: the money stands between."""
    for position, mention in enumerate(sentence.mentions):
        money = sentence.any_at(position + 1, "measure", "noun")
        spent = sentence.any_at(position + 2, "predicate")
        between = money is not None and money.value in (*BUDGETS, "fund", "money")
        if mention.kind == "negation" and between and spent and spent.value == "fully_spent":
            sentence.silence(position, position + 1)
            sentence.turn(position + 2, "predicate", "unspent_left")


_ALL_OF_IT = frozenset({"all", "whole", "entire", "all of", "exactly"})


def spent_of_all(sentence: Sentence) -> None:
    """Spent less than its initial budget but all of its annual one, did not spend their whole budget."""
    if not sentence.has("measure", "executed"):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.text not in _ALL_OF_IT:
            continue
        budget = position + 1
        while sentence.any_at(budget, "comparator", "follow"):
            budget += 1
        if not _own_money(sentence, budget) or sentence.any_at(budget + 1, "comparator", "number"):
            continue
        spent = position - 1
        while sentence.any_at(spent, "follow"):
            spent -= 1
        sentence.silence(*range(spent + 1, budget + 1))
        verb = sentence.any_at(spent, "measure")
        beside = verb is not None and verb.value == "executed"
        sentence.turn(spent if beside else position, "predicate", "fully_spent")


def _own_money(sentence: Sentence, position: int) -> bool:
    money = sentence.any_at(position, "noun", "measure")
    of_it = sentence.any_at(position - 1, "follow") is not None
    return is_budget(sentence, position) or (of_it and money is not None and money.value in ("fund", "money"))


_TO_A_CENT = {"executed": "nothing_spent", "unspent": "fully_spent"}  # not a cent of it


def not_a_cent(sentence: Sentence) -> None:
    """一分钱都没支付, not a cent was spent: nothing was; 一分钱都没剩: everything was."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "cent":
            continue
        near = range(max(position - 2, 0), min(position + 5, len(sentence.mentions)))
        denied = next((p for p in near if sentence.any_at(p, "negation")), None)
        spent = next((p for p in near if (m := sentence.any_at(p, "measure")) and m.value in _TO_A_CENT), None)
        if denied is not None and spent is not None:
            meant = _TO_A_CENT[sentence.mentions[spent].value]
            sentence.silence(*range(min(position, denied), max(position, spent) + 1))
            sentence.turn(spent, "predicate", meant)


def by_not_a_cent(sentence: Sentence) -> None:
    """一分没动过, 一分钱都没调: the budget did not change."""
    for position, mention in enumerate(sentence.mentions):
        after = position + 2 if sentence.any_at(position + 1, "scope", "conjunction") else position + 1
        unadjusted = sentence.any_at(after, "predicate")
        if unadjusted and unadjusted.value == "unadjusted" and (mention.kind == "cent" or mention.text == "一分"):
            sentence.silence(*range(position, after))


_EVEN = late("连|甚至|(?:都|也)(?:没|未|不)")


def not_even_spent(sentence: Sentence) -> None:
    """连九成都没用到, 八成都没花完: spent less than that share of the budget."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "percent" or not _EVEN.search(sentence.text):
            continue
        last = position + 2 if sentence.any_at(position + 1, "scope", "conjunction") else position + 1
        spent = sentence.any_at(last, "measure")
        if sentence.any_at(last, "negation"):
            last += 1
            spent = sentence.any_at(last, "measure")
            spent = spent if spent and spent.value == "executed" else None
        elif spent and spent.value != "unspent":
            spent = None
        if spent:
            rate = replace(spent, kind="measure", value="execution_rate")
            sentence.mentions[position : last + 1] = [rate, replace(mention, kind="comparator", value="less"), mention]
            return


def smallest_shares(sentence: Sentence) -> None:
    """Which spent the smallest share: of what it had, where no other whole is said."""
    for position, mention in enumerate(sentence.mentions):
        share = sentence.any_at(position + 1, "relation")
        spent = next((p for p in range(position) if sentence.mentions[p].value == "executed"), None)
        if mention.kind != "superlative" or share is None or share.value != "share" or spent is None:
            continue
        whole = sentence.any_at(position + 2, "measure", "noun", "scope", "aggregate", "name", "comparator", "follow")
        if whole is None:
            sentence.silence(spent)
            sentence.turn(position + 1, "measure", "execution_rate")


def still_unspent(sentence: Sentence) -> None:
    """Scored 100 although money was unspent: a condition, and no figure that is asked for."""
    for position, mention in enumerate(sentence.mentions):
        before = position - 1
        while sentence.any_at(before, "measure", "noun") and sentence.mentions[before].value in ("money", "fund"):
            before -= 1
        joint = sentence.any_at(before, "conjunction")
        concedes = joint is not None and joint.text in _CONCEDES and sentence.has("question", "which")
        if mention.kind == "measure" and mention.value == "unspent" and concedes:
            sentence.silence(*range(before + 1, position))
            sentence.turn(position, "predicate", "unspent_left")


_CONCEDES = frozenset({"although", "though", "even though", "despite", "in spite of", "while", "but"})
