"""What English says by the order of its words: why didn't the hall spend it all, isn't the hall the largest.

Owns the rewritings that put such words where the grammar looks for them. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from assistant.understanding.sentence import Sentence

_AUXILIARIES = frozenset(
    f"{verb} not"
    for verb in ("did", "does", "do", "was", "were", "is", "are", "has", "have", "had", "could", "would", "should")
)
_SUBJECT = ("name", "code", "follow", "noun", "class1", "class2", "year", "scope")


def inverted_negations(sentence: Sentence) -> None:
    """Why didn't the hall spend all its money: said of what follows its subject; didn't the hall …: whether it did."""
    for position, mention in enumerate(sentence.mentions):
        asks_why = (before := sentence.any_at(position - 1, "question")) is not None and before.value == "why"
        if mention.kind != "negation" or mention.text not in _AUXILIARIES or not (asks_why or position == 0):
            continue
        if position == 0:
            sentence.turn(0, "question", "yes_no")
            return
        behind = position + 1
        while sentence.any_at(behind, *_SUBJECT):
            behind += 1
        if behind > position + 1:
            sentence.mentions.insert(behind, mention)
            del sentence.mentions[position]
        return


def counted_behind(sentence: Sentence) -> None:
    """How many people were trained: what is counted says so already, and no project or indicator is."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "amount" and mention.text.isascii():
            near = (p for p in (position - 1, position - 2) if sentence.any_at(p, "aggregate", "question"))
            sentence.silence(*(p for p in near if sentence.mentions[p].text == "how many"))


_MOVES = frozenset(
    {"change", "changed", "vary", "varied", "develop", "developed", "evolve", "evolved", "move", "moved"}
)


def totals_that_move(sentence: Sentence) -> None:
    """How did total spending change from 2020 to 2024: of each year, and no total over the years."""
    for position, mention in enumerate(sentence.mentions):
        moves = any(m.kind == "relation" and m.text in _MOVES for m in sentence.mentions[position:])
        whole = mention.kind == "aggregate" and mention.value == "sum" and sentence.any_at(position + 1, "measure")
        if whole and moves and sentence.text.startswith(("how ", "show ", "did ", "has ")):
            sentence.silence(position)
