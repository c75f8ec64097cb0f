"""What an English question asks by how it is put: is the spending of X so much, when was the form filed, do they add up.

Owns the rewritings of such questions. Each changes mentions in place; none composes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.understanding.bounds import BUDGETS
from assistant.understanding.sentence import Sentence

_WHEN = frozenset({"when was", "when were", "when did", "on what date", "what date"})
_OPENS = re.compile(r"(?:is|was|are|were)\b")
_ENDS = re.compile(r"\s*(?:correctly|right|properly|all right)?[?.!]*$")


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
