"""Words that something holds of all: 没有花超的项目的单位, 每年都超过90%的项目.

Owns the rewritings that tell them from what is said of one project, and from groups.
"""

from __future__ import annotations

from assistant.understanding.sentence import Sentence
from store.patterns import late


def none_of_theirs(sentence: Sentence) -> None:
    """哪些部门没有花超的项目, 没有项目扣分的单位: offices, of none of whose projects it holds."""
    offices = [p for p, m in enumerate(sentence.mentions) if m.value in ("unit", "department")]
    projects = [p for p, m in enumerate(sentence.mentions) if m.kind == "noun" and m.value == "project"]
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "negation" or mention.text not in _NONE or not offices or not projects:
            continue
        end = next((p for p in projects if p > position + 1), None)
        end = next((p for p in offices if p > position), None) if end is None else end
        if end is None:
            continue
        said = [m for m in sentence.mentions[position + 1 : end] if m.kind != "noun" or m.value != "project"]
        bounded = any(m.kind == "predicate" for m in said)
        bounded = bounded or {"number", "measure"} <= {m.kind for m in said}
        behind = sentence.text[: sentence.mentions[end].start].endswith("的")
        if bounded and behind and not any(m.kind == "noun" for m in said):
            sentence.turn(position, "scope", "none_of")
            return


_NONE = ("没有", "没", "并没有", "没有任何", "不存在", "无")
_IN_EVERY_YEAR = late(r"(?:每一?年|年年|历年|各年度?|连年|每个年度)[^,，。;；]{0,20}?(?:都|均)(?!有?(?:哪|什么|谁))")


def held_every_year(sentence: Sentence) -> None:
    """每年执行率都在95%以上的项目: what holds of a project in each year that it has a form of."""
    every = _IN_EVERY_YEAR.search(sentence.text)
    tested = sentence.has("predicate") or sentence.has("number") or sentence.has("measure", "unspent")
    tested = tested and not any(sentence.has(kind) for kind in ("superlative", "top", "order"))
    whole = tested and (sentence.has("noun", "project") or sentence.has("name"))
    for position, mention in enumerate(sentence.mentions):
        said = (mention.kind, mention.value)
        if said == ("measure", "unspent") and sentence.any_at(position - 1, "scope") and mention.text == "结余":
            sentence.turn(position, "predicate", "unspent_left")  # 年年结余
        elif said == ("scope", "every_year") and not whole:
            sentence.turn(position, "noun" if mention.text[0] in "每历各" else "unknown", "year")
        elif every and whole and mention.start == every.start() and said == ("noun", "year"):
            sentence.turn(position, "scope", "every_year")
