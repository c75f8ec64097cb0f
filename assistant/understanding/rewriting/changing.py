"""Words of change: grew, 下降, 比上年多: the change of a budget in its year, or of a figure from one year to the next.

Owns the choice among them: of each project against its year before, of two named years, of the budget in its year.
"""

from __future__ import annotations

import re

from assistant.understanding.bounds import BUDGETS
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_LESS = ("减少", "少", "下降", "less", "fewer", "lower")
_OF_YEARS = ("同比", "环比", "year on year")
_WITHIN = ("raised", "cut")


def changes(sentence: Sentence) -> None:
    """Give every word of change its meaning, from the years and names beside it."""
    _ends_of_spans(sentence)
    years = sorted({year for m in sentence.mentions if m.kind == "year" for year in m.value})
    _count_back(sentence, years)
    _since_the_year_before(sentence, years)
    since_last_year = sentence.has("relative_year", "last") or any(m.text in _OF_YEARS for m in sentence.mentions)
    compared = len(years) == 2 and any(_way(sentence, p) for p in range(len(sentence.mentions)))
    named = any(m.kind in ("name", "code") and _of_project(m.value) for m in sentence.mentions)
    of_each = (since_last_year or compared) and _of_each(sentence) and not named
    if of_each or (since_last_year and named and len(years) < 2):
        _of_each_project(sentence)
    if _amount_alone(sentence):
        return
    over_years = named and not years and _asks_course(sentence)
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "change":
            continue
        budget = any(m.kind == "measure" and m.value in BUDGETS for m in sentence.mentions)
        if since_last_year or len(years) == 2:
            sentence.turn(position, "relation", "difference")
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.kind == "relation" and m.value == "share"))
        elif over_years or (named and not budget and not years and _HOW_DID.search(sentence.text)):
            sentence.turn(position, "relation", "trend")
        elif _of_each(sentence) and not budget and sentence.has("measure") and not named:
            sentence.turn(position, "growth", mention.value)
        elif budget:
            sentence.turn(position, "predicate", "raised" if mention.value == "more" else "cut")


def set_against(text: str, early: int, late: int) -> bool:
    """Whether a text sets the earlier year against the later: 2022年比2023年多, more in 2022 than in 2023."""
    pair = rf"{early % 100}年?[^,，]{{0,40}}?(?:比|较|than)[^,，]{{0,20}}?{late % 100}"
    return re.search(pair, text) is not None and not re.search(rf"(?:跟|和|与|同|拿)(?:20)?{early % 100}", text)


_COMMAND = late(
    r"[把将].*?(?:改|调|设|换|填|写|变|更新|更正|修正|录)(?:成|为|到|一下)"
    r"|\b(?:set|change|update|correct|adjust|make) .* to \d"
)


_OF_QUESTIONS = ("each", "order", "superlative", "year", "format", "top")  # what no form has, or none would change
_ERASE = late(r"[把将].*(?:清空|删|抹掉|销毁|清掉)|\b(?:delete|erase|wipe|remove) (?:all|the|every)")


def commands(sentence: Sentence) -> None:
    """把执行数调成400万: something is to be changed in the forms; 改成按执行率排: in what is asked."""
    for position, mention in enumerate(sentence.mentions):
        if (mention.kind, mention.value) != ("decline", "write"):
            continue
        behind = sentence.any_at(position + 1, *_OF_QUESTIONS)
        opens = position == 0 or sentence.clause(position - 1) < sentence.clause(position)
        if behind and opens and not sentence.has("number"):
            sentence.turn(position, "follow", "swap")
        elif mention.text == "set the" and any(sentence.any_at(p, "question") for p in range(position)):
            sentence.silence(position)  # who set the lowest target
    if _ERASE.search(sentence.text) and sentence.mentions:
        sentence.turn(0, "decline", "write")
        return
    changed = next((p for p, m in enumerate(sentence.mentions) if m.text in ("调成", "调到", "调为", "变成")), None)
    if changed is not None and sentence.text.startswith(("把", "将", "请把")) and not sentence.has("question"):
        sentence.turn(changed, "decline", "write")  # 把得分调成满分
    number = next((p for p, m in enumerate(sentence.mentions) if m.kind == "number"), None)
    if number is not None and _COMMAND.search(sentence.text[: sentence.mentions[number].end]):
        sentence.turn(number, "decline", "write")


_HOW_DID = late(r"[^\x00-\x7f].*how did|how did.*[^\x00-\x7f]")  # beside a name of the forms
_COURSE = late(r"有没有|是否|是不是|吗|了没|还是")


def _asks_course(sentence: Sentence) -> bool:
    """三年来执行率有没有提高: a figure over the years."""
    years = any(m.kind == "quantity" and m.value.of == "year" and m.value.number > 1 for m in sentence.mentions)
    years = years or any(m.kind == "noun" and m.value == "year" and m.text != "年" for m in sentence.mentions)
    return years and _COURSE.search(sentence.text) is not None


def _of_project(value: object) -> bool:
    return isinstance(value, str) or bool(getattr(value, "kinds", set()) & {"project", "unit", "department"})


def _ends_of_spans(sentence: Sentence) -> None:
    """The increase from 2022 to 2024: between the two, whatever was in between."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "year" and len(mention.value) > 2 and sentence.has("change"):
            sentence.mentions[position] = replace(mention, value=(mention.value[0], mention.value[-1]))


def _count_back(sentence: Sentence, years: list[int]) -> None:
    """2023年比上年: 2022, where the year that it is counted from is said."""
    if len(years) != 1:
        return
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "than", "range") or sentence.any_at(position - 2, "than")
        if mention.kind == "relative_year" and mention.value == "last" and before:
            sentence.mentions[position] = replace(mention, kind="year", value=(years[0] - 1,))
            years.insert(0, years[0] - 1)


def _since_the_year_before(sentence: Sentence, years: list[int]) -> None:
    """低保补贴2022年花费下降了多少: since 2021, where no other year is said, and it is no budget of that year."""
    change = next((p for p, m in enumerate(sentence.mentions) if m.kind == "change"), None)
    budget = any(m.kind == "measure" and m.value in BUDGETS for m in sentence.mentions)
    figure = any(m.kind == "measure" and m.value not in BUDGETS for m in sentence.mentions)
    named = any(m.kind in ("name", "code") and _of_project(m.value) for m in sentence.mentions)
    asks = sentence.has("question", "how_much") or sentence.has("relation", "share") or _amount_asked(sentence, change)
    year = next((p for p, m in enumerate(sentence.mentions) if m.kind == "year"), None)
    if change is None or year is None or budget or not (named and figure and asks) or len(years) != 1:
        return
    if sentence.has("relative_year") or sentence.has("than"):
        return
    before = replace(sentence.mentions[year], value=(years[0] - 1,))
    sentence.mentions.insert(year + 1, before)
    years.insert(0, years[0] - 1)


def _amount_alone(sentence: Sentence) -> bool:
    """减了多少: and nothing of which or of what."""
    if len(sentence.mentions) != 1 or sentence.mentions[0].kind != "change":
        return False
    asks = sentence.mentions[0].text.endswith("多少")
    if asks:
        sentence.turn(0, "follow", "changed")
    return asks


def _amount_asked(sentence: Sentence, change: int | None) -> bool:
    return change is not None and sentence.mentions[change].text.endswith(("多少", "几"))


def _of_each(sentence: Sentence) -> bool:
    """Whether projects are asked for, and not one figure: 哪些项目比上年花得多."""
    groups = sentence.has("noun", "unit", "department") or sentence.has("measure", "unit", "department")
    which = sentence.has("question", "which") or sentence.has("superlative")
    total = sentence.has("aggregate", "sum") or (sentence.has("scope", "all") and sentence.has("question", "how_much"))
    if total and not sentence.has("superlative"):
        return False  # 所有项目合起来增加了多少
    projects = sentence.has("noun", "project") or (which and not sentence.has("noun"))
    return projects and not groups and (which or sentence.head() == "project")


def _of_each_project(sentence: Sentence) -> None:
    """One word says which way; those beside it that say so too, or only that years are compared, say no more."""
    way, last = None, 0
    for position, mention in enumerate(sentence.mentions):
        said = _way(sentence, position)
        if said or mention.kind == "than" or (mention.kind == "relative_year" and mention.value == "last"):
            way = said if way in (None, "any") else way
            sentence.use(position)
            last = position
    years = [year for m in sentence.mentions if m.kind == "year" for year in m.value]
    if len(years) == 2 and set_against(sentence.text, min(years), max(years)):
        way = {"more": "less", "less": "more"}.get(way or "", way)  # more in 2022 than in 2023: it fell
    sentence.mentions.append(replace(sentence.mentions[last], kind="growth", value=way or "any"))


def _way(sentence: Sentence, position: int) -> str | None:
    """Whether a word says that a figure grew or fell, or that it may have changed."""
    mention = sentence.mentions[position]
    match mention.kind:
        case "change" | "degree":
            return str(mention.value)
        case "relation" if mention.value == "difference":
            return "less" if any(word in mention.text for word in _LESS) else "more"
        case "relation" if mention.value in ("trend", "compare"):
            return "any"
        case "predicate" if mention.value in _WITHIN:
            return "more" if mention.value == "raised" else "less"
        case "comparator" if mention.value in ("more", "less") and not sentence.any_at(position + 1, "number"):
            return str(mention.value)
    return None
