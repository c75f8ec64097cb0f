"""Groups: 各单位, 每年, 按部门, by year, for each project, 一级指标各有多少条.

Owns what a sentence is grouped by, or ranked anew within. "" is a group of whatever the sentence lists.
"""

from __future__ import annotations

from assistant.understanding.mentions import Mention
from assistant.understanding.sentence import Sentence
from store.patterns import late

_GROUPS = {
    "unit": "unit",
    "department": "department",
    "year": "year",
    "level1": "level1",
    "level2": "level2",
    "project": "project_name",
    "fund": "fund_name",
}
_NAMED = frozenset({"unit", "department", "year"})  # measures that name a group too: 按主管部门
_BEFORE = frozenset({"level1", "level2", "unit", "department"})  # nouns that "each" may follow
_EVERY_KIND = ("各类", "每类", "各种")


def groups_in(sentence: Sentence, nouns: list[str]) -> list[str]:
    """The catalog fields that the sentence groups by; the nouns that say so are added to `nouns`."""
    found: list[str] = []
    for position, mention in list(sentence.free("each")):
        if _orders_rows(sentence, position):
            continue  # 按年份排: the rows, and no groups
        found += _group(sentence, position, mention, nouns)
    adding = any(m.kind == "aggregate" and m.value == "sum" for m in sentence.mentions)
    which = sentence.has("question", "which") and not sentence.has("superlative")
    listing = sentence.has("noun", "project") and which  # 历年用了结转的项目有哪些
    every = ("各年", "每年") if adding or listing else ("历年", "各年", "每年")  # 历年总共: over all years
    for position, mention in list(sentence.free("noun")):
        if mention.value == "year" and mention.text.startswith(every):
            mean = sentence.any_at(position - 1, "aggregate")
            averaged = mean is not None and "average" in mean.value and sentence.has("name")
            found += [] if averaged else ["year"]  # 平均每年, of one project: over its years
            sentence.use(position)
    return found


def _orders_rows(sentence: Sentence, position: int) -> bool:
    """项目…，按年份排: where rows are listed, and nothing is added up."""
    year = sentence.any_at(position + 1, "noun", "measure")
    rows = sentence.has("noun", "project") or sentence.has("question", "which") or sentence.has("name")
    by_year = sentence.mentions[position].value == "by" and year is not None and year.value == "year"
    return by_year and rows and sentence.any_at(position + 2, "order") is not None and not sentence.has("aggregate")


def _group(sentence: Sentence, position: int, mention: Mention, nouns: list[str]) -> list[str]:
    sentence.use(position)
    if mention.value == "year" or mention.text in ("逐年", "year by year"):
        mean = sentence.any_at(position - 1, "aggregate")
        if mean is None or "average" not in mean.value or mention.text.startswith(("逐", "year by", "by")):
            return ["year"]
        if not sentence.has("name"):
            sentence.turn(position - 1, "unknown", mean.text)  # of sums, which no query asks
        return []  # on average per year, of one project: over its years
    where = _noun(sentence, position, mention)
    if where is None:
        return _of_whatever(sentence, position, mention)
    noun = sentence.mentions[where]
    if _over_all(sentence, position, noun):
        sentence.use(where)
        return []
    field = "level2" if noun.value == "indicator" and mention.text in _EVERY_KIND else _GROUPS.get(noun.value)
    among = mention.value == "each" and _AMONG.match(sentence.text[noun.end :])
    if field is None or (among and field in ("unit", "department", "project_name")):
        return []  # 各部门里谁花得最多: it is among them that is asked
    nouns.append(noun.value)
    sentence.use(where)
    return [field, *_also(sentence, where, nouns)]


def _of_whatever(sentence: Sentence, position: int, mention: Mention) -> list[str]:
    """各是多少: of each that is listed. 按 by itself says nothing, nor does 分 after 按二级指标."""
    before = sentence.any_at(position - 2, "each")
    if mention.value == "each":
        return [""]
    if not (mention.text == "分" and before and before.value == "by"):
        sentence.used.discard(position)
    return []


def _over_all(sentence: Sentence, position: int, noun: Mention) -> bool:
    """The average per project is over all of them, 各项目一共 is of all; 平均每个单位 is of sums, which none asks."""
    mean = sentence.any_at(position - 1, "aggregate")
    if mean and "average" in mean.value and noun.value in ("unit", "department", "year"):
        if noun.value != "year" or not sentence.has("name"):
            sentence.turn(position - 1, "unknown", mean.text)
        return True
    averaged = any(m.kind == "aggregate" and "average" in m.value for m in sentence.mentions)
    summed = sentence.mentions[position].text in ("各", "every") and sentence.has("aggregate", "sum")
    return noun.value == "project" and (averaged or summed)


_AMONG = late("里头|里面|里|当中|之中|中|间|之间")


def _also(sentence: Sentence, where: int, nouns: list[str]) -> list[str]:
    """按年度和单位: the nouns that a list goes on with."""
    joint, noun = sentence.any_at(where + 1, "conjunction"), sentence.any_at(where + 2, "noun", "measure")
    if not (joint and joint.value == "list" and noun and noun.value in _GROUPS):
        return []
    nouns.append(noun.value)
    sentence.use(where + 1, where + 2)
    return [_GROUPS[noun.value], *_also(sentence, where + 2, nouns)]


def _noun(sentence: Sentence, position: int, mention: Mention) -> int | None:
    """Where the noun stands that "each" or "by" is about: behind it, or before (一级指标各有多少条)."""
    if sentence.at(position + 1, "noun"):
        return position + 1
    measure, before = sentence.at(position + 1, "measure"), sentence.at(position - 1, "noun")
    if measure and measure.value in _NAMED:
        return position + 1
    return position - 1 if mention.value == "each" and before and before.value in _BEFORE else None
