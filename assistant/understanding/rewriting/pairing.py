"""Two measures of one row, set against each other: budget minus spending, score equal to weight, spent of the budget.

Owns which figure or condition of the forms each pair stands for. A pair that stands for none is left as it is.
"""

from __future__ import annotations

from assistant.understanding.bounds import MONEY
from assistant.understanding.rewriting.targets import of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import dataclass

_BUDGETS = ("annual_budget", "budget")
_SPENT = [frozenset({"executed", budget}) for budget in _BUDGETS]
_CHANGED = [frozenset({"initial_budget", budget}) for budget in _BUDGETS]
_POINTS = frozenset({"score", "weight"})


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: str
    value: str
    denied: str | None = None  # what it is not to be so


def _of(pairs: list[frozenset[str]], meaning: _Meaning) -> dict[frozenset[str], _Meaning]:
    return dict.fromkeys(pairs, meaning)


# What a pair of measures stands for, by what is said of them.
_PAIRS: dict[str, dict[frozenset[str], _Meaning]] = {
    "same": {
        **_of(_CHANGED, _Meaning("predicate", "unadjusted", "adjusted")),
        **_of(_SPENT, _Meaning("predicate", "fully_spent", "unspent_left")),
        **_of([_POINTS], _Meaning("predicate", "at_cap", "below_cap")),
        **_of([frozenset({"actual", "target"})], _Meaning("predicate", "exactly_met")),
    },
    "minus": {
        **_of(_SPENT, _Meaning("measure", "unspent")),
        **_of(_CHANGED, _Meaning("measure", "adjustment")),
        **_of([frozenset({"executed", "initial_budget"})], _Meaning("measure", "over_initial")),
        **_of([_POINTS], _Meaning("measure", "lost")),
        **_of([frozenset({"actual", "target"})], _Meaning("measure", "above_target")),
    },
    "quotient": {
        **_of(_SPENT, _Meaning("measure", "execution_rate")),
        **_of([_POINTS, frozenset({"total_score", "weight"})], _Meaning("measure", "score_rate")),
    },
}
_PAIRS["share"] = _PAIRS["quotient"]
_PAIRS["difference"] = {pair: m for pair, m in _PAIRS["minus"].items() if m.value in ("above_target", "lost")}


def pairs(sentence: Sentence) -> None:
    """Give every pair the figure or the condition that it stands for."""
    for position, mention in list(enumerate(sentence.mentions)):
        said = mention.value if mention.kind == "relation" else mention.kind
        if said not in _PAIRS or position in sentence.used:
            continue
        if said == "difference" and sentence.has("superlative"):
            said = "minus"  # the biggest gap between budget and spending
        if said == "quotient" and _by_count(sentence, position):
            continue
        if said == "share" and sentence.any_at(position + 1, "noun"):
            continue  # what share of projects spent less than 90 % of their budget
        _paired(sentence, position, said)
    for position, mention in enumerate(sentence.mentions):
        years = {year for m in sentence.mentions if m.kind == "year" for year in m.value}
        names = sum(m.kind in ("name", "code") for m in sentence.mentions)
        open_quotient = mention.kind == "quotient" and position not in sentence.used
        if open_quotient and names > 1:
            sentence.turn(position, "relation", "ratio")  # 信访事务支出÷培训支出
        elif open_quotient and names and _between_amounts(sentence, position):
            sentence.turn(position, "relation", "share")  # 信访事务执行数÷年初预算: of one amount in the other
        if mention.kind == "minus" and position not in sentence.used and (names > 1 or len(years) > 1):
            sentence.turn(position, "relation", "difference")  # of two projects, or of two years
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.value == "unspent"))  # 剩多少: of it


def _between_amounts(sentence: Sentence, position: int) -> bool:
    sides = [sentence.any_at(p, "measure") for p in (position - 1, position + 1)]
    return all(side is not None and side.value in MONEY for side in sides)


def _paired(sentence: Sentence, position: int, said: str) -> None:
    measures = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and p not in sentence.used]
    known = {p: sentence.mentions[p].value for p in measures}
    near = sorted(measures, key=lambda p: (sentence.clause(p) != sentence.clause(position), abs(p - position)))[:2]
    meaning = _PAIRS[said].get(frozenset(known[p] for p in near))
    if meaning is None or (said == "share" and (len(measures) > 2 or _of_a_form(sentence, meaning))):
        return
    negated = sentence.at(position - 1, "negation")
    if negated and meaning.denied is None:
        return
    if negated:
        sentence.use(position - 1)
    first, second = sorted(near)
    between = sentence.mentions[first:second]
    if any(m.kind in ("superlative", "top") for m in between) and any(m.kind == "noun" for m in between):
        return  # 预算最大的五个项目占总支出多少; but used the largest percentage of its budget
    if said == "share":
        sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.kind == "relation" and m.value == "share"))
    sentence.silence(second)  # no bound or ranking is to find it
    sentence.turn(first, meaning.kind, meaning.denied if negated and meaning.denied else meaning.value)
    sentence.use(position)


def _of_a_form(sentence: Sentence, meaning: _Meaning) -> bool:
    """What share of its full marks did X get: of the form as a whole, and not of each of its indicators."""
    classes = sentence.has("class1") or sentence.has("class2")
    indicators = (
        classes or sentence.has("noun", "indicator", "level3") or any(map(of_indicator_alone, sentence.mentions))
    )
    return meaning.value == "score_rate" and sentence.has("name") and not indicators


def _by_count(sentence: Sentence, position: int) -> bool:
    """总额除以项目数, divided by the number of projects: an average."""
    counted = [
        p
        for p in (position + 1, position + 2)
        if sentence.any_at(p, "noun", "quantity")
        or (sentence.any_at(p, "aggregate") and sentence.mentions[p].value == "count")
    ]
    said_before = any(m.kind == "measure" for m in sentence.mentions[:position])
    if (
        not counted
        or not said_before
        or any(sentence.any_at(p, "measure") for p in (position + 1, position + 2, position + 3))
    ):
        return False
    sentence.turn(position, "aggregate", "average")
    sums = [p for p, m in enumerate(sentence.mentions) if m.kind == "aggregate" and m.value in ("sum", "count")]
    sentence.use(*(p for p in counted if sentence.mentions[p].kind != "noun"), *sums)
    return True


def spending_of_budget(sentence: Sentence) -> None:
    """What percentage of its budget did it use: beside a share, budget and spending are the execution rate."""
    money = [m.value for m in sentence.mentions if m.kind == "measure" and m.value in MONEY]
    if sentence.has("measure", "execution_rate") and not money and not sentence.has("number"):
        shares = (p for p, m in enumerate(sentence.mentions) if m.kind == "relation" and m.value == "share")
        sentence.use(*shares)  # budget execution %
    named = sum(m.kind in ("name", "code") for m in sentence.mentions)
    points = {m.value for m in sentence.mentions if m.kind == "measure"} == _POINTS
    spent = set(money) <= {"executed", *_BUDGETS} and not sentence.has("number")
    if sentence.has("relation", "share") and (spent or points) and named <= 1:
        for position, mention in enumerate(sentence.mentions):
            of_rows = sentence.any_at(position + 1, "noun") is not None
            if mention.kind == "relation" and mention.value == "share" and not of_rows:
                _paired(sentence, position, "share")
                return
