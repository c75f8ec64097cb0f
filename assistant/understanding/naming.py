"""What each name in a sentence stands for: a project, a unit or department, an indicator.

Owns that choice, from what is asked beside the name. It must not search for names: linking does.
"""

from __future__ import annotations

from assistant.understanding.bounds import MONEY, RATES
from assistant.understanding.frame import NamePart
from assistant.understanding.linking import Names
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.folding import letters

_INDICATOR_MEASURES = frozenset({"target", "actual", "weight", "deviation", "outcome", "achievement"})
_FUND_WORDS = (
    MONEY | RATES | {"unspent_left", "fully_spent", "nothing_spent", "raised", "cut", "over_initial", "over_budget"}
)


def names_in(sentence: Sentence) -> dict[int, NamePart]:
    """What each name is taken for, by its position; they are used by the rules that need them."""
    found: dict[int, NamePart] = {}
    for position, mention in sentence.free("name", "code", "quote", "text"):
        if mention.kind == "name":
            found[position] = _resolve(sentence, position, mention.value)
        elif mention.kind == "text":
            held = mention.value
            found[position] = NamePart(held.texts[0], "text", (held.field, *held.texts), excluded=held.absent)
        else:
            found[position] = NamePart(mention.text, mention.kind, (str(mention.value),))
    return _narrowed(sentence, found)


def _narrowed(sentence: Sentence, named: dict[int, NamePart]) -> dict[int, NamePart]:
    """检测报告是什么时候出具的: of parts of indicators that nothing joins, the names that have them all."""
    if any(sentence.any_at(p - 1, "negation") or sentence.any_at(p + 1, "negation") for p in named):
        return named  # 除了印刷，大厅还有…: what is left out says nothing of the others
    named = _of_indicators_alike(sentence, named)
    joined = any(m.kind == "conjunction" and m.value in ("list", "or") for m in sentence.mentions)
    if joined or "、" in sentence.text:
        return named
    kept = dict(named)
    for kind in ("indicator", "project"):
        parts = [p for p, name in named.items() if name.kind == kind]
        if len({sentence.clause(p) for p in parts}) > 1:
            continue  # 档案归档了多少份，合格率多少: one of each
        common = [n for n in named[parts[0]].names if all(n in named[p].names for p in parts)] if len(parts) > 1 else []
        if common:
            kept.update({p: replace(named[p], names=tuple(common)) for p in parts})
    return kept


def _of_indicators_alike(sentence: Sentence, named: dict[int, NamePart]) -> dict[int, NamePart]:
    """接待了多少观众: 接待 is a part of an indicator that has 观众 too, and not of a project."""
    spoken = {name for part in named.values() if part.kind == "indicator" for name in part.names}
    found = dict(named)
    for position, part in named.items():
        mention = sentence.mentions[position]
        if part.kind == "project" and mention.kind == "name" and not mention.value.whole:
            common = tuple(name for name in mention.value.of("indicator") if name in spoken)
            if common:
                found[position] = NamePart(part.text, "indicator", common)
    return found


def strangers(sentence: Sentence, named: dict[int, NamePart]) -> list[str]:
    """路灯改造, of which one project has 路灯 and another 改造: neither is meant, and no other is known."""
    # English words side by side: bridge lighting
    found = []
    for position, name in named.items():
        after = named.get(position + 1)
        if after is None:
            continue
        between = sentence.text[sentence.mentions[position].end : sentence.mentions[position + 1].start]
        touching = not between or (between == " " and name.text.isascii() and after.text.isascii())
        if touching and name.kind == after.kind and not set(name.names) & set(after.names):
            found.append(name.text + between + after.text)
    return found


def _resolve(sentence: Sentence, position: int, names: Names) -> NamePart:
    """The kind that a name stands for, from what is asked beside it: projects, unless it speaks of an indicator."""
    text = sentence.mentions[position].text
    kinds = names.kinds
    after = sentence.any_at(position + 1, "noun")
    beside = after is not None and not sentence.text[sentence.mentions[position].end : after.start].strip()  # not 的
    said = after.value if after and beside and not names.whole else None
    order = ["project", "unit", "department", "indicator"]
    joined = _joined_to_project(sentence, position)
    if said in ("indicator", "level3") and "indicator" in kinds:
        order.insert(0, "indicator")
    elif said in ("unit", "department") and said in kinds:
        order.insert(0, said)
    elif not (_of_funds(sentence) or joined):
        whole_project = any(text_is(name, text) for name in names.of("project"))
        if not whole_project and _of_indicator(sentence, position, names):
            order.insert(0, "indicator")
        else:
            order.sort(key=names.pieces)  # a name in one piece before one in several
    if _projects_listed(sentence, position) and _called(text, names):
        return NamePart(text, "topic", (text,))
    kind = next(k for k in order if k in kinds)
    if kind == "indicator" and not names.whole and _of_class(sentence, position):
        return NamePart(text, "quote", (text,))  # 居民满意度: the satisfaction of residents, whatever the names are
    if kind in ("unit", "department") and kinds >= {"unit", "department"} and said not in kinds:
        return NamePart(text, "agency", tuple(dict.fromkeys(names.of("department", "unit"))))
    found = names.of(kind)
    wider = tuple(n.name for n in names.wider if n.kind == kind) if kind == "indicator" else ()
    if wider and _beside_project(sentence, position):
        return NamePart(text, kind, (*found, *wider))  # whichever of them the project has
    return NamePart(text, kind, found, wider=wider)


def _called(text: str, names: Names) -> bool:
    """Whether projects and offices alike have the text in their names."""
    both = "project" in names.kinds and names.kinds & {"unit", "department"}
    return bool(both) and not names.whole and all(text in letters(name.name) for name in names.candidates)


def _projects_listed(sentence: Sentence, position: int) -> bool:
    """信访的项目有哪些, 信访有几个项目: all that have to do with it are asked for."""
    counted = sentence.any_at(position + 1, "aggregate", "question")
    noun = sentence.any_at(position + (2 if counted else 1), "noun")
    listed = sentence.has("question", "which") or sentence.has("aggregate", "count")
    return bool(noun and noun.value == "project" and listed)


def _beside_project(sentence: Sentence, position: int) -> bool:
    others = (m for p, m in enumerate(sentence.mentions) if p != position and m.kind == "name")
    return any("project" in m.value.kinds for m in others)


def _joined_to_project(sentence: Sentence, position: int) -> bool:
    """信访事务和培训: what a list joins is of one kind."""
    for joint, other in ((position - 1, position - 2), (position + 1, position + 2)):
        conjunction, name = sentence.any_at(joint, "conjunction"), sentence.any_at(other, "name")
        if conjunction and conjunction.value == "list" and name and "project" in name.value.kinds:
            return True
    return False


def _of_class(sentence: Sentence, position: int) -> bool:
    """Whether a class of indicators follows at once: 居民满意度."""
    after = sentence.any_at(position + 1, "class1", "class2")
    return after is not None and sentence.mentions[position].end == after.start


def _of_funds(sentence: Sentence) -> bool:
    """Whether the question is about figures that only a project has."""
    kinds = ("measure", "predicate", "superlative")
    said = {str(m.value).split()[-1] for m in sentence.mentions if m.kind in kinds}
    return bool(said & _FUND_WORDS)


def _of_indicator(sentence: Sentence, position: int, names: Names) -> bool:
    if "indicator" not in names.kinds:
        return False
    if not any(m.kind == "measure" and m.value in _INDICATOR_MEASURES for m in sentence.mentions):
        return False
    others = (m for p, m in enumerate(sentence.mentions) if p != position and m.kind == "name")
    leading = sentence.has("superlative") and sentence.has("follow", "it")  # 花钱最少的那个项目，培训人数完成多少
    return "project" not in names.kinds or leading or any("project" in m.value.kinds for m in others)


def text_is(name: str, text: str) -> bool:
    return letters(name) == letters(text)
