"""What English says by the order of its words: why didn't the hall spend it all, how far short of its budget it was.

Owns the rewritings that put such words where the grammar looks for them. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from assistant.understanding.bounds import BUDGETS
from assistant.understanding.numerals import Quantity
from assistant.understanding.rewriting.targets import of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import replace

_AUXILIARIES = frozenset(
    f"{verb} not"
    for verb in ("did", "does", "do", "was", "were", "is", "are", "has", "have", "had", "could", "would", "should")
)
_SUBJECT = ("name", "code", "follow", "noun", "class1", "class2", "year", "scope")


def inverted_negations(sentence: Sentence) -> None:
    """Why didn't the hall spend all its money: said of what follows its subject; didn't the hall …: whether it did."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "negation" and mention.text in _AUXILIARIES and _not_spent(sentence, position):
            return
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


def _not_spent(sentence: Sentence, position: int) -> bool:
    """How much didn't they spend: what was left."""
    behind = position + 1
    while sentence.any_at(behind, *_SUBJECT):
        behind += 1
    spent, asked = sentence.any_at(behind, "measure"), sentence.any_at(position - 1, "question", "measure")
    if not (spent and asked and spent.value == "executed" and asked.value in ("how_much", "money")):
        return False
    sentence.silence(position)
    sentence.turn(behind, "measure", "unspent")
    return True


def counted_behind(sentence: Sentence) -> None:
    """How many people were trained: what is counted says so already, and no project or indicator is."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "amount" and mention.text.isascii():
            near = (p for p in (position - 1, position - 2) if sentence.any_at(p, "aggregate", "question"))
            sentence.silence(*(p for p in near if sentence.mentions[p].text == "how many"))
        elif mention.text == "how many" and sentence.text[: mention.start].rstrip().endswith("out of"):
            of_row = any(map(of_indicator_alone, sentence.mentions)) or sentence.has("class1")
            sentence.turn(position, *(("measure", "weight") if of_row else ("unknown", "out of")))


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


_FAR_BELOW = frozenset({"how far below", "how far behind", "how far short of"})


def short_of_budget(sentence: Sentence) -> None:
    """How many yuan short of its budget was the hall, how far below budget: what is left of it."""
    asked = sentence.has("question", "how_much") or sentence.has("relation", "difference")
    if not (asked and sentence.has("name")) or sentence.has("measure", "executed"):
        return
    for position, mention in enumerate(sentence.mentions):
        budget = position + 2 if sentence.any_at(position + 1, "follow") else position + 1
        measure = sentence.any_at(budget, "measure")
        below = (mention.kind, mention.value) == ("comparator", "less") or mention.text in _FAR_BELOW
        if below and measure and measure.value in BUDGETS:
            sentence.silence(*range(position, budget))
            sentence.turn(budget, "measure", "unspent")
            return


_OWNERS = ("project", "unit", "department")


def only_so_many(sentence: Sentence) -> None:
    """Which projects have only one quality indicator: so many of them, and no claim that it is the only one."""
    for position, mention in enumerate(sentence.mentions):
        held = sentence.any_at(position + 1, "class1", "class2", "noun")
        before = range(position)
        owner = next((p for p in before if sentence.any_at(p, "noun", "measure") and _owns(sentence, p)), None)
        if mention.kind != "exclusive" or mention.text != "only one" or held is None or owner is None:
            continue
        if held.kind != "noun" and not sentence.any_at(position + 2, "noun"):
            sentence.mentions.insert(position + 2, replace(held, kind="noun", value="indicator"))
        sentence.mentions.insert(position + 1, replace(mention, kind="quantity", value=Quantity(1, None)))
        if sentence.mentions[owner].kind == "measure":  # which units
            said = sentence.mentions[owner]
            sentence.turn(owner, "noun", said.value)
            sentence.mentions.insert(owner, replace(said, kind="question", value="which"))
        return


def _owns(sentence: Sentence, position: int) -> bool:
    return sentence.mentions[position].value in _OWNERS


def all_of_so_many(sentence: Sentence) -> None:
    """In all three projects: of all of them, and no total; which indicator is in all of them no query asks."""
    for position, mention in enumerate(sentence.mentions):
        counted = sentence.any_at(position + 1, "quantity", "noun")
        if mention.kind == "aggregate" and mention.text == "in all" and counted:
            shared = sentence.head() in ("indicator", "level3") and sentence.has("question", "which")
            sentence.turn(position, *(("unknown", "in all") if shared else ("scope", "all")))
            sentence.silence(*(p for p, m in enumerate(sentence.mentions) if shared and m.value == "find"))


_TWO = 2
_BEATS = frozenset({"beat", "beats", "surpass", "surpassed", "outperform", "outperformed", "better than"})


def beaten_by(sentence: Sentence) -> None:
    """By how many points does the training beat the hall: the difference of the two, and no target."""
    names = [p for p, m in enumerate(sentence.mentions) if m.kind in ("name", "code")]
    asked = "by how many points" in sentence.text or "by how many marks" in sentence.text
    if len(names) != _TWO or not (asked or sentence.has("relation", "difference")):
        return
    for position in range(names[0] + 1, names[1]):
        if sentence.mentions[position].text in _BEATS:
            sentence.silence(position)
            beside = sentence.mentions[position]
            sentence.mentions.append(replace(beside, kind="relation", value="difference"))
            if asked and not sentence.has("measure"):
                sentence.mentions.append(replace(beside, kind="measure", value="total_score"))
            return
