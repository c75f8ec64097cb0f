"""What a question leaves out by a condition of its own: 除了分值4分的, 执行率90%以上的除外.

Owns where such a condition begins and ends. It is taken out of the sentence, so that nothing in it can be read as what
is asked for, and composed by itself; names, classes and years by themselves are `negating`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understanding.mentions import Mention
from assistant.understanding.sentence import Sentence
from store.dataclass import replace

_CONDITIONS = frozenset({"number", "superlative", "top", "ordinal"})  # what makes it more than a name
_COMPARES = ("comparator", "comparator_after", "number", "range")
_RANKS = ("superlative", "top", "ordinal")
_BOUNDARIES = frozenset({"rest", "aggregate", "question", "each", "relation", "intent", "follow", "negation", "order"})
LEAVES_OUT = frozenset({"不算", "不要", "别", "不包括"})  # words of denial that leave something out
_REMAIN = frozenset({"剩下", "余下", "还剩"})
_NAMED = ("name", "code", "class1", "class2", "year")


def left_out(sentence: Sentence) -> list[list[Mention]]:
    """The conditions that are left out, each as mentions of its own; the sentence is left without them."""
    found = []
    for mention in [m for m in sentence.mentions if m.kind == "negation"]:
        if mention not in sentence.mentions:
            continue  # 除 … 外: it closes what was taken out
        position = sentence.mentions.index(mention)
        if mention.value != "not":
            # At least half but not all of them: in English what stands before an exception is kept.
            stretch = _behind(sentence, position) or (None if mention.text.isascii() else _before(sentence, position))
        else:
            stretch = _before(sentence, position) if mention.text in LEAVES_OUT else None
        if stretch is None:
            continue
        found.append(sentence.mentions[stretch.start : stretch.stop])
        said = [p for p in range(stretch.start - 1, stretch.stop + 1) if sentence.any_at(p, "negation")]
        taken = {*stretch, *said}
        sentence.mentions = [m for p, m in enumerate(sentence.mentions) if p not in taken]
        sentence.mentions = [_remaining(m) for m in sentence.mentions]
    return found


def _remaining(mention: Mention) -> Mention:
    """其余的, 剩下的: what is not left out, and nothing more."""
    rests = mention.kind == "rest" or (
        mention.value == "unspent" and mention.text in ("剩下", "余下", "剩下的", "还剩")
    )
    return replace(mention, kind="filler", value="filler") if rests else mention


def _behind(sentence: Sentence, position: int) -> range | None:
    """除了分值4分的，…; 除执行率低于90%的项目外: as far as the clause goes, or the word that closes it."""
    word = sentence.mentions[position]
    if word.value != "except" or (word.text.isascii() and sentence.any_at(position + 1, *_NAMED)):
        return None  # outside X that spent more than 1 million: the condition is of those that are left
    end = position + 1
    while end < len(sentence.mentions) and sentence.clause(end) == sentence.clause(position):
        mention = sentence.mentions[end]
        goes_on = mention.kind == "conjunction" and mention.text.startswith("还")
        if mention.kind in _BOUNDARIES or mention.text in _REMAIN or goes_on:
            break
        end += 1
    closed = sentence.any_at(end, "negation", "rest") or end == len(sentence.mentions)
    closed = closed or sentence.clause(end) != sentence.clause(position)
    stretch = range(position + 1, end)
    ranked = any(sentence.any_at(p, *_RANKS) for p in stretch)
    return stretch if _is_condition(sentence, stretch) and (closed or not ranked) else None


def _before(sentence: Sentence, position: int) -> range | None:
    """执行率90%以上的除外, 分值10分以外的: the figure or the rank before it, with its measure."""
    start = position
    while sentence.any_at(start - 1, "noun", "predicate") and start == position:
        start -= 1  # 花得最多的项目除外
    compared = start
    while sentence.any_at(compared - 1, *_COMPARES, *_RANKS) and _together(sentence, compared - 1, position):
        compared -= 1
    if compared == start:
        return None
    if sentence.any_at(compared - 1, "measure") and _together(sentence, compared - 1, position):
        compared -= 1
    stretch = range(compared, position)
    return stretch if _is_condition(sentence, stretch) else None


def _together(sentence: Sentence, one: int, other: int) -> bool:
    return sentence.clause(one) == sentence.clause(other)


def _is_condition(sentence: Sentence, stretch: range) -> bool:
    mentions: Sequence[Mention] = sentence.mentions[stretch.start : stretch.stop]
    of_measure = any(
        m.kind == "predicate" and p and mentions[p - 1].kind == "measure" for p, m in enumerate(mentions)
    )  # 除了预算没变的
    return of_measure or any(m.kind in _CONDITIONS for m in mentions)
