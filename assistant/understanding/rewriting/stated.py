"""Figures that a question states: known ones it takes for granted, ones that a form may lack, so many points short.

Owns the rewritings of such figures. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from assistant.understanding.sentence import Sentence
from store.patterns import late

_INSIDE = late("元?(?:的?(?:全年|年初)?(?:预算|资金|钱|款|盘子))?(?:里|当中|之中|中(?![间位等]))")
_NUMBER = late("(?:具体)?(?:的)?(?:数字|数值|数量值|具体数|量化)")


def figures_spoken_of(sentence: Sentence) -> None:
    """大厅花的401万里有多少是…: the figure is known, of what is named."""
    for position, mention in enumerate(sentence.mentions):
        amount = mention.kind == "number" and mention.value.unit == "yuan"
        inside = _INSIDE.match(sentence.text, mention.end)
        if amount and inside and sentence.has("name") and not sentence.any_at(position - 1, "comparator"):
            sentence.silence(position)


def numbers_missing(sentence: Sentence) -> None:
    """目标没有写数字的: there is a text, and no number in it, which no field tells."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "missing" and _NUMBER.match(sentence.text, mention.end):
            sentence.turn(position, "unknown", mention.text)


def points_short(sentence: Sentence) -> None:
    """差0.01分满分, 离满分只差0.01分: so many points were lost."""
    for position, mention in enumerate(sentence.mentions):
        number = sentence.any_at(position + 1, "number")
        short = mention.kind == "relation" and mention.text in ("差", "差了", "缺", "少了") and number is not None
        if not short or number is None or number.value.unit != "points":
            continue
        near = (p for p in range(position - 3, position + 5) if sentence.any_at(p, "predicate", "than", "measure"))
        full = [p for p in near if sentence.mentions[p].value in ("at_cap", "than", "total_score")]
        if any(sentence.mentions[p].value == "at_cap" for p in full):
            sentence.silence(*full)
            sentence.turn(position, "measure", "lost")
