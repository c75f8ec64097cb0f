"""What a form was to have and has not: 没填年初预算数的, 主管部门空着的, 其他资金为零的.

Owns the words for blanks and for funds without money; what is denied in any other way is `negating`'s.
"""

from __future__ import annotations

from assistant.understanding.frame import Frame
from assistant.understanding.sentence import Sentence


def lacking(sentence: Sentence, frame: Frame) -> None:
    """Note the measures that the rows must not have, and the lines of the funds that must have no money."""
    _left_blank(sentence, frame)
    _without_money(sentence, frame)


def _left_blank(sentence: Sentence, frame: Frame) -> None:
    """没填年初预算数的, 主管部门那栏空着的: what a form was to have, and has not."""
    for position, mention in list(sentence.free("missing")):
        where = next(
            (p for p in (position + 1, position - 1, position + 2, position - 2) if _stated(sentence, p)), None
        )
        if where is None:
            continue
        measure = sentence.mentions[where].value
        if measure == "target" and mention.text.startswith("miss"):
            frame.predicates.append("missed")  # the reason for missing the target
        elif measure == "deviation" or sentence.mentions[where].kind == "question":
            frame.predicates.append("without_reason")
        else:
            frame.missing.append(measure)
        sentence.use(position, where)


def _without_money(sentence: Sentence, frame: Frame) -> None:
    """没用结转资金的, 其他资金为零的: funds that a form has no money from."""
    for position, mention in list(sentence.free("fund")):
        unused = sentence.at(position - 1, "measure")
        equal = sentence.at(position + 1, "comparator")
        zero = position + 2 if equal and equal.value == "equal" else position + 1
        number = sentence.at(zero, "number")
        if unused and unused.value == "unspent" and unused.text.startswith("没"):
            frame.without_funds.append(mention.value)
            sentence.use(position - 1, position)
        elif number and number.value.value == 0:
            frame.without_funds.append(mention.value)
            sentence.use(*range(position, zero + 1))


def _stated(sentence: Sentence, position: int) -> bool:
    stated = sentence.at(position, "measure", "question")
    if stated is None or stated.kind == "question":
        return stated is not None and stated.text in ("原因", "reason", "reasons")
    return stated.value not in ("lost", "money")
