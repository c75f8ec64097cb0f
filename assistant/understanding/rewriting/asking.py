"""What an English question asks by how it is put: is the spending of X so much, when was it filed, do they add up.

Owns the rewritings of such questions. Each changes mentions in place; none composes.
"""

from __future__ import annotations

import re

from assistant.understanding.bounds import BUDGETS
from assistant.understanding.linking import Name
from assistant.understanding.rewriting.targets import of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_WHEN = frozenset({"when was", "when were", "when did", "on what date", "what date"})
_OPENS = late(r"(?:is|was|are|were)\b")
_ENDS = late(r"\s*(?:correctly|right|properly|all right)?[?.!]*$")


def figures_claimed(sentence: Sentence) -> None:
    """Is the spending of 信访事务 171.19万元: whether it is so much."""
    last = len(sentence.mentions) - 1
    number, before = sentence.any_at(last, "number"), sentence.any_at(last - 1, "name", "code", "follow")
    if not (number and before and _OPENS.match(sentence.text)):
        return
    if any(m.kind == "measure" for m in sentence.mentions[: last - 1]) and not sentence.has(
        "comparator", "more", "less"
    ):
        sentence.mentions.insert(last, replace(number, end=number.start, kind="comparator", value="equal", text=""))


def dates_of_forms(sentence: Sentence) -> None:
    """When was the form submitted: of forms there are no dates, and it asks for no number of them."""
    of_rows = sentence.has("name") or sentence.has("class2") or sentence.has("class1") or sentence.has("measure")
    for position, mention in enumerate(sentence.mentions):
        if mention.text in _WHEN and sentence.has("noun", "project") and not of_rows:
            sentence.mentions[position] = replace(mention, kind="unknown", text=mention.text.split()[0])


def adding_up(sentence: Sentence) -> None:
    """Does the total score of the hall add up: whether it is right, and no sum."""
    last = len(sentence.mentions) - 1
    for position, mention in enumerate(sentence.mentions):
        sums = mention.kind == "aggregate" and mention.text in ("add up", "adds up")
        ends = position == last and _ENDS.match(sentence.text, mention.end)
        if sums and ends and re.match(r"do(?:es)?\b", sentence.text):
            sentence.turn(position, "intent", "audit")


def budgets_that_changed(sentence: Sentence) -> None:
    """Which budget changed the most: by its adjustment, where no years are spoken of."""
    ranked = sentence.has("superlative", "most", "least")
    budgets = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.value in BUDGETS]
    if not (ranked and len(budgets) == 1) or sentence.has("year") or sentence.has("noun", "year"):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "relation" and mention.text in ("change", "changed") and position > budgets[0]:
            sentence.turn(budgets[0], "measure", "adjustment")
            sentence.silence(position)
            return


def of_it_again(sentence: Sentence) -> None:
    """What was the budget of 2021 and how much of it was spent: of what was just said."""
    for position, mention in enumerate(sentence.mentions):
        asked = sentence.any_at(position - 1, "question")
        said = any(m.kind == "measure" for m in sentence.mentions[:position])
        if mention.text == "of it" and asked and said:
            sentence.silence(position)


def things_counted(sentence: Sentence) -> None:
    """How many outfalls were checked: what an indicator says of them, and no number of projects."""
    if sentence.has("noun", "project", "indicator", "level3") or sentence.has("measure"):
        return
    for position, mention in enumerate(sentence.mentions):
        name = sentence.any_at(position + 1, "name")
        counts = mention.kind == "aggregate" and mention.text == "how many" and name and name.text.isascii()
        if not (counts and name) or name.value.whole or sentence.text[mention.end : name.start].strip():
            continue
        others = [p for p, m in enumerate(sentence.mentions) if p > position + 1 and m.kind == "name"]
        rows = _counting(name.value.candidates, [sentence.mentions[p].value.candidates for p in others])
        if rows:
            sentence.mentions[position + 1] = replace(name, value=replace(name.value, candidates=rows))
            sentence.turn(position, "measure", "actual")
            sentence.silence(*others, *(p for p in range(position, len(sentence.mentions)) if _joins(sentence, p)))
        else:
            sentence.turn(position, "unknown", "how many")


def _counting(first: tuple[Name, ...], others: list[tuple[Name, ...]]) -> tuple[Name, ...]:
    """The indicators that all of these are in, and that count something."""
    rows = [one for one in first if one.kind == "indicator" and not one.name.endswith(_NO_NUMBERS)]
    common = tuple(one for one in rows if all(one in names for names in others))
    return tuple(one for one in common if one.name.endswith(_NUMBERS)) or common


def _joins(sentence: Sentence, position: int) -> bool:
    joint = sentence.any_at(position, "conjunction")
    return joint is not None and joint.value == "list"


_NUMBERS = ("数", "数量", "人次")
_NO_NUMBERS = ("率", "时间", "度", "时效", "情况")


def targets_counted(sentence: Sentence) -> None:
    """Which project missed the most targets: indicators, and how many of them."""
    for position, mention in enumerate(sentence.mentions):
        ranked, outcome = sentence.any_at(position - 1, "superlative"), sentence.any_at(position - 2, "predicate")
        counted = mention.kind == "measure" and mention.text in ("targets", "goals") and ranked and outcome
        if counted and outcome and outcome.value in ("missed", "met", "exceeded"):
            sentence.turn(position, "noun", "indicator")


def from_year_to_year(sentence: Sentence) -> None:
    """Did spending rise every year, is it falling year on year: how it went over the years."""
    years = [p for p, m in enumerate(sentence.mentions) if _every_year(m.kind, m.value, m.text)]
    moves = [p for p, m in enumerate(sentence.mentions) if m.kind in ("change", "predicate") and m.value in _MOVES]
    if len(years) == 1 and len(moves) == 1 and sentence.has("question", "yes_no") and sentence.has("measure"):
        sums = (p for p, m in enumerate(sentence.mentions) if m.kind == "aggregate" and m.value == "sum")
        sentence.silence(moves[0], *sums)
        sentence.turn(years[0], "relation", "trend")


_MOVES = ("more", "less")


def _every_year(kind: str, value: object, text: str) -> bool:
    return (kind == "each" and value == "year") or (kind == "relation" and text == "year on year")


def all_but(sentence: Sentence) -> None:
    """All projects but X: without it."""
    for position, mention in enumerate(sentence.mentions):
        name = sentence.any_at(position + 1, "name", "code")
        opens = any(m.kind in ("scope", "each") for m in sentence.mentions[max(position - 2, 0) : position])
        if mention.kind == "conjunction" and mention.text == "but" and name and opens:
            sentence.turn(position, "negation", "except")


_HOW = frozenset({"how often", "how quickly", "how soon", "how fast"})
_DONE = frozenset({"carried out", "run", "implemented", "carry out"})


def how_often(sentence: Sentence) -> None:
    """How often was pest control carried out: what the indicator says, and not by whom."""
    for position, mention in enumerate(sentence.mentions):
        if mention.text in _HOW and any(map(of_indicator_alone, sentence.mentions)):
            sentence.silence(*(p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.text in _DONE))
            if not sentence.has("measure"):
                sentence.turn(position, "measure", "actual")


_VALUES = ("target", "actual", "weight", "score", "outcome")


def cost_indicators(sentence: Sentence) -> None:
    """The cost target: that of the cost indicators, and nothing that was spent."""
    for position, mention in enumerate(sentence.mentions):
        value = sentence.any_at(position + 1, "measure")
        cost = mention.kind == "measure" and mention.text in ("cost", "costs")
        if cost and value and value.value in _VALUES and sentence.text[mention.end : value.start] == " ":
            sentence.turn(position, "class2", "成本指标")
