"""Words of points: lost, got, on which indicators.

Owns the rewritings that tell points lost as a condition from points lost as a figure. None composes.
"""

from __future__ import annotations

from assistant.understanding.bounds import SCORES
from assistant.understanding.rewriting.targets import of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_THAT = late(r"\s(?:that|which)\s(?:have |has |had )?")


_FULL_MARKS = frozenset({("predicate", "at_cap"), ("predicate", "below_cap"), ("measure", "weight")})
_OUTCOMES = ("met", "missed", "exceeded", "exactly_met", "with_reason", "without_reason")


def costing_points(sentence: Sentence) -> None:
    """What cost the project marks: where it lost them."""
    points = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.value == "score"]
    for position, mention in enumerate(sentence.mentions):
        if (
            mention.kind == "measure"
            and mention.text in ("cost", "costs")
            and points
            and position < points[0] <= position + 3
        ):
            sentence.turn(position, "measure", "lost")
            sentence.use(*points)


_SHORT_OF_FULL = late(
    "(?:[离距和与跟比][^,，;；]*满分|满分)[^,，;；]*(?:差|缺|还有|少)|(?:差|缺)[^,，;；]*满分"
    r"|\b(?:how far|short|shy|away|off|from)\b[^,;]*\b(?:full|perfect|maximum)\b"
)


def short_of_full_marks(sentence: Sentence) -> None:
    """大厅离满分差几分, how far is it from full marks: what it lost, and not what has full marks."""
    if not _SHORT_OF_FULL.search(sentence.text) or sentence.has("question", "which", "yes_no"):
        return
    full = [p for p, m in enumerate(sentence.mentions) if (m.kind, m.value) in _FULL_MARKS]
    gap = [p for p, m in enumerate(sentence.mentions) if m.value in ("difference", "how_much", "lost", "score")]
    counted = sentence.has("noun", "indicator", "level3") or sentence.has("superlative") or sentence.has("number")
    if len(full) != 1 or not gap or counted:
        return
    first, last = min(*full, *gap), max(*full, *gap)
    for position in range(max(first - 1, 0), last + 1):
        if sentence.any_at(
            position, "than", "conjunction", "comparator", "question", "relation", "predicate", "measure"
        ):
            sentence.silence(position)
    sentence.turn(gap[0], "measure", "lost")
    sentence.mentions.insert(gap[0], replace(sentence.mentions[gap[0]], kind="question", value="how_much"))


def got_less(sentence: Sentence) -> None:
    """大厅为什么少得1.12分: what it lost, where it is compared with nothing."""
    for position, mention in enumerate(sentence.mentions):
        less = mention.value == "difference" and mention.text.startswith(("少得", "少拿"))
        if less and not sentence.has("than"):
            sentence.turn(position, "measure", "lost")


def losing(sentence: Sentence) -> None:
    """丢分指标: the indicators that lost points."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "noun")
        of_indicators = after is not None and after.value in ("indicator", "level3")
        beside = after is not None and mention.end == after.start  # not "deducted on the indicators"
        if mention.kind != "measure" or mention.value != "lost":
            continue
        if (of_indicators and beside) or _that_lost(sentence, position) or _lost_and(sentence, position):
            sentence.turn(position, "predicate", "below_cap")


def reasons_of_losses(sentence: Sentence) -> None:
    """桥梁检测的扣分原因: of the indicators that lost points, where none is named."""
    if any(map(of_indicator_alone, sentence.mentions)) or sentence.has("predicate"):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "measure" and mention.value == "deviation" and mention.text[:2] in _LOST:
            sentence.mentions.insert(position, replace(mention, kind="predicate", value="below_cap"))
            return


_LOST = ("扣分", "丢分", "失分")


def lost_on_indicators(sentence: Sentence) -> None:
    """Which share of projects lost points on indicators: of projects, and 预算执行率 does not count."""
    for position, mention in enumerate(sentence.mentions):
        noun = sentence.any_at(position + 1, "noun")
        lost = mention.value in ("below_cap", "lost") and mention.kind in ("predicate", "measure")
        on = noun is not None and noun.value in ("indicator", "level3") and mention.text.isascii()
        between = (mention.text + _between(sentence, position, position + 1)) if on else ""
        counted = sentence.has("question", "how_much") or sentence.has("superlative")
        if lost and between.rstrip(" the").endswith(" on") and sentence.head() == "project" and not counted:
            sentence.turn(position, "predicate", "indicator_lost")
            sentence.silence(position + 1)


_ON_WHAT = late(r"\band (?:on|in|for|at) (?:what|which)\b|,\s?(?:on|in|for) (?:what|which)\b")


def lost_on_what(sentence: Sentence) -> None:
    """Which project lost points, and on what: the indicators that lost them."""
    if not _ON_WHAT.search(sentence.text) or sentence.has("superlative"):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "measure" and mention.value == "lost":
            sentence.turn(position, "predicate", "below_cap")
            sentence.silence(*(p for p, m in enumerate(sentence.mentions) if m.kind == "noun" and m.value == "project"))
            return


_GETS = late(r"\b(?:got|get|gets|received|was given|were given|awarded|earned|with|has|have|of)$")


def points_got(sentence: Sentence) -> None:
    """Which indicators got zero points: their score, where no other figure is said."""
    if sentence.has("measure", *SCORES) or not sentence.has("noun", "indicator", "level3", "project"):
        return
    for position, mention in enumerate(sentence.mentions):
        points = mention.kind == "number" and mention.value.unit == "points"
        first = position - 1 if sentence.any_at(position - 1, "comparator", "superlative") else position
        before = sentence.text[: sentence.mentions[first].start].rstrip()
        if points and _GETS.search(before):
            sentence.mentions.insert(first, replace(mention, kind="measure", value="score"))
            return


def rates_of_indicators(sentence: Sentence) -> None:
    """The rate of safety accidents: the actual value of an indicator, which has no execution rate."""
    named = any(map(of_indicator_alone, sentence.mentions))
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "measure" and mention.text in ("rate", "rates") and named:
            sentence.turn(position, "measure", "actual")


def _that_lost(sentence: Sentence, position: int) -> bool:
    """The indicators that lost points."""
    noun = sentence.any_at(position - 1, "noun", "class1", "class2")
    of_indicators = noun is not None and (noun.kind != "noun" or noun.value in ("indicator", "level3"))
    return of_indicators and _THAT.fullmatch(_between(sentence, position - 1, position)) is not None


def _between(sentence: Sentence, one: int, other: int) -> str:
    return sentence.text[sentence.mentions[one].end : sentence.mentions[other].start]


def _lost_and(sentence: Sentence, position: int) -> bool:
    """Lost points but reached their target: two conditions."""
    if sentence.has("question", "how_much") or not sentence.has("question", "which"):
        return False
    for joint, other in ((position + 1, position + 2), (position - 1, position - 2)):
        condition = sentence.any_at(other, "predicate")
        if sentence.any_at(joint, "conjunction") and condition and condition.value in _OUTCOMES:
            return True
    return False
