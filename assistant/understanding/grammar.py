"""Mentions compose into a frame: what is asked, of what, under which conditions.

Owns the rules of composition, each a small function that uses up the mentions it explains; what none of them
explains is kept as unexplained, so that it is never passed over in silence. It must not build queries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.understanding.bounds import MONEY, RATES, SCORES, negate_comparators, nested_bounds, number_bounds
from assistant.understanding.frame import Frame, NamePart
from assistant.understanding.linking import Names
from assistant.understanding.mentions import Mention
from assistant.understanding.ranking import ranking_of
from assistant.understanding.sentence import Sentence

_OPPOSITE = {
    "at_cap": "below_cap",
    "below_cap": "at_cap",
    "met": "missed",
    "missed": "met",
    "fully_spent": "unspent_left",
    "unspent_left": "fully_spent",
    "with_reason": "without_reason",
    "without_reason": "with_reason",
}
_INDICATOR_MEASURES = frozenset({"target", "actual", "weight", "deviation", "outcome", "achievement"})
_FUND_WORDS = (
    MONEY | RATES | {"unspent_left", "fully_spent", "nothing_spent", "raised", "cut", "over_initial", "over_budget"}
)
_GROUPS = {
    "unit": "unit",
    "department": "department",
    "year": "year",
    "level1": "level1",
    "level2": "level2",
    "project": "project_name",
    "fund": "fund_name",
}


def compose(text: str, cover: Sequence[Mention], language: str) -> Frame:
    """The frame of a question that `cover` explains."""
    sentence = Sentence.of(text, cover)
    frame = Frame(language, text)
    named = _names(sentence)
    _negations(sentence, frame, named)
    negate_comparators(sentence)
    frame.bounds += number_bounds(sentence, language)
    _groups(sentence, frame)
    frame.bounds += nested_bounds(sentence, language, named)
    frame.ranking = ranking_of(sentence, language)
    _counts(sentence)
    _rest(sentence, frame, named)
    frame.head = _head(sentence)
    frame.unexplained += [mention.text for mention in sentence.left_over()]
    return frame


def _names(sentence: Sentence) -> dict[int, NamePart]:
    """What each name is taken for, by its position; they are used by the rules that need them."""
    found: dict[int, NamePart] = {}
    for position, mention in sentence.free("name", "code", "quote"):
        if mention.kind == "name":
            found[position] = _resolve(sentence, position, mention.value)
        else:
            found[position] = NamePart(mention.text, mention.kind, (str(mention.value),))
    return found


def _resolve(sentence: Sentence, position: int, names: Names) -> NamePart:
    """The kind that a name stands for, from what is asked beside it: projects, unless it speaks of an indicator."""
    text = sentence.mentions[position].text
    kinds = names.kinds
    after = sentence.any_at(position + 1, "noun")
    said = after.value if after else None
    order = ["project", "unit", "department", "indicator"]
    if said in ("indicator", "level3") and "indicator" in kinds:
        order.insert(0, "indicator")
    elif said in ("unit", "department") and said in kinds:
        order.insert(0, said)
    elif not _of_funds(sentence):
        whole_project = any(text_is(name, text) for name in names.of("project"))
        if not whole_project and _of_indicator(sentence, position, names):
            order.insert(0, "indicator")
        else:
            order.sort(key=names.pieces)  # a name in one piece before one in several
    kind = next(k for k in order if k in kinds)
    if kind in ("unit", "department") and kinds >= {"unit", "department"} and said not in kinds:
        return NamePart(text, "agency", tuple(dict.fromkeys(names.of("department", "unit"))), also=names)
    return NamePart(text, kind, names.of(kind), also=names)


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
    return "project" not in names.kinds or any("project" in m.value.kinds for m in others)


def text_is(name: str, text: str) -> bool:
    from store.folding import letters

    return letters(name) == letters(text)


def _negations(sentence: Sentence, frame: Frame, named: dict[int, NamePart]) -> None:
    for position, mention in list(sentence.free("negation")):
        if mention.value == "except":
            _exclude_list(sentence, frame, named, position)
        elif mention.value == "not":
            _negate(sentence, frame, named, position)
        elif mention.value == "except_after":
            sentence.use(position)


def _negate(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> None:
    predicate = sentence.at(position + 1, "predicate")
    measure = sentence.at(position + 1, "measure")
    if predicate:
        opposite = _OPPOSITE.get(predicate.value)
        (frame.predicates if opposite else frame.denied).append(opposite or predicate.value)
        sentence.use(position, position + 1)
    elif measure and measure.value == "deviation":
        frame.predicates.append("without_reason")
        sentence.use(position, position + 1)
    elif measure and measure.value in ("score", "weight") and sentence.at(position + 2, "predicate"):
        _negate_past(sentence, frame, position)
    elif _exclude(sentence, frame, named, position + 1):
        sentence.use(position)


def _negate_past(sentence: Sentence, frame: Frame, position: int) -> None:
    """没 得 满分: the verb between says nothing more."""
    predicate = sentence.mentions[position + 2].value
    if predicate in _OPPOSITE:
        frame.predicates.append(_OPPOSITE[predicate])
        sentence.use(position, position + 1, position + 2)


def _exclude_list(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> None:
    """除了 A 和 B (以外): all that is named until something else follows."""
    sentence.use(position)
    position += 1
    while position < len(sentence.mentions):
        joint = sentence.at(position, "conjunction")
        if not _exclude(sentence, frame, named, position) and not (joint and joint.value == "list"):
            break
        position += 1


def _exclude(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> bool:
    mention = sentence.at(position, "name", "code", "class1", "class2", "measure")
    if mention is None:
        return False
    if mention.kind in ("name", "code"):
        name = named[position]
        frame.names.append(NamePart(name.text, name.kind, name.names, excluded=True, also=name.also))
    elif mention.kind == "measure" or mention.value == "预算执行率":
        if mention.value not in ("execution_rate", "预算执行率"):
            return False
        frame.without_execution_row = True
    else:
        frame.excluded_classes.append((f"level{mention.kind[-1]}", mention.value.rstrip("1")))
    sentence.use(position)
    return True


def _groups(sentence: Sentence, frame: Frame) -> None:
    """各单位, 每年, 按部门, by year, for each project; before a superlative, the groups that each have their own."""
    for position, mention in list(sentence.free("each")):
        noun = sentence.at(position + 1, "noun")
        if noun and noun.value == "indicator" and mention.text in ("各类", "每类", "各种"):
            frame.groups.append("level2")
            frame.nouns.append(noun.value)
            sentence.use(position, position + 1)
        elif noun and noun.value in _GROUPS:
            frame.groups.append(_GROUPS[noun.value])
            frame.nouns.append(noun.value)
            sentence.use(position, position + 1)
        elif noun:
            sentence.use(position)
        elif mention.value == "each":
            sentence.use(position)
            frame.groups.append("")  # of whatever the sentence lists
    adding = any(m.kind == "aggregate" and m.value == "sum" for m in sentence.mentions)
    for position, mention in list(sentence.free("noun")):
        every = ("各年", "每年") if adding else ("历年", "各年", "每年")  # 历年总共: over all years
        if mention.value == "year" and mention.text.startswith(every):
            frame.groups.append("year")
            sentence.use(position)


def _counts(sentence: Sentence) -> None:
    """多少指标 is a count; 多少份 of a named indicator is its actual value; 几分 beside a score says nothing more."""
    of_indicator = any(m.kind == "name" and "project" not in m.value.kinds for m in sentence.mentions)
    scores = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.value in SCORES]
    for position, mention in enumerate(sentence.mentions):
        noun = sentence.any_at(position + 1, "noun")
        if mention.kind == "question" and mention.value == "how_much" and noun and noun.value != "fund":
            sentence.mentions[position] = replace(mention, kind="aggregate", value="count")
        elif mention.value == "count" and of_indicator and not noun:
            sentence.mentions[position] = replace(mention, kind="measure", value="actual")
        elif mention.value == "score" and mention.text in ("几分", "多少分") and len(scores) > 1:
            sentence.use(position)


def _rest(sentence: Sentence, frame: Frame, named: dict[int, NamePart]) -> None:
    """Everything that stands by itself."""
    for position, mention in list(sentence.free(*_ALONE)):
        _ALONE[mention.kind](frame, mention)
        sentence.use(position)
    for position, _ in list(sentence.free("name", "code", "quote")):
        frame.names.append(named[position])
        sentence.use(position)
    _figures(sentence, frame)
    _joints(sentence, frame)
    for position, mention in list(sentence.free("ordinal")):
        frame.ordinal = mention.value.number
        sentence.use(position)


def _figures(sentence: Sentence, frame: Frame) -> None:
    """A figure beside nothing that it could bound is one that the question takes for granted."""
    for position, mention in list(sentence.free("number")):
        if frame.has("provenance") or "why" in frame.questions or frame.intents or "lost" in frame.measures:
            frame.stated.append(mention.value)
            sentence.use(position)


def _joints(sentence: Sentence, frame: Frame) -> None:
    """Conjunctions, and the words of more and less that no comparison has used: 花钱多的."""
    for position, mention in list(sentence.free("conjunction")):
        frame.either = frame.either or (mention.value == "or" and _joins_conditions(sentence, position))
        sentence.use(position)
    for position, mention in list(sentence.free("degree")):
        why = any(m.kind == "question" and m.value == "why" for m in sentence.mentions)
        if why or sentence.any_at(position - 1, "measure") or sentence.any_at(position + 1, "measure", "question"):
            frame.vague = True
            frame.intents.append(f"degree_{mention.value}")
            sentence.use(position)
    if frame.relation in ("difference", "ratio"):
        sentence.use(*(position for position, _ in sentence.free("than")))


def _head(sentence: Sentence) -> str | None:
    """The noun that is asked for: after "which", else the last one in Chinese (…的项目) and the first in English."""
    nouns = [(p, m.value) for p, m in enumerate(sentence.mentions) if m.kind == "noun" and m.value != "fund"]
    asked = [value for p, value in nouns if (q := sentence.any_at(p - 1, "question")) and q.value == "which"]
    if asked:
        return str(asked[0])
    if not nouns:
        return None
    return str(nouns[0][1] if sentence.text.isascii() else nouns[-1][1])


def _joins_conditions(sentence: Sentence, position: int) -> bool:
    conditions = ("number", "predicate", "class1", "class2", "comparator", "name")
    before = any(sentence.any_at(p, *conditions) for p in range(position))
    return before and any(sentence.any_at(p, *conditions) for p in range(position + 1, len(sentence.mentions)))


def _measure(frame: Frame, mention: Mention) -> None:
    frame.measures.append(mention.value)
    if mention.value in MONEY and mention.text.startswith(("总", "total ")):
        frame.aggregates.append("sum")  # 总支出, total budget: of all that is spoken of


def _relation(frame: Frame, mention: Mention) -> None:
    # the more specific one stays: "差多少倍" is a ratio, "占比相差" a difference
    rank = ["compare", "trend", "share", "difference", "ratio"]
    if frame.relation is None or rank.index(mention.value) > rank.index(frame.relation):
        frame.relation = mention.value


def _class(frame: Frame, mention: Mention) -> None:
    value = "成本指标" if mention.value == "成本指标1" else mention.value
    if value == "预算执行率":
        frame.measures.append("execution_score")
    else:
        frame.classes.append((f"level{mention.kind[-1]}", value))


def _year(frame: Frame, mention: Mention) -> None:
    frame.years.extend(year for year in mention.value if year not in frame.years)


def _follow(frame: Frame, mention: Mention) -> None:
    frame.follow.append(mention.value)
    frame.all_of = frame.all_of or mention.text in ("全部", "all of them")


def _scope(frame: Frame, mention: Mention) -> None:
    if mention.value == "all_of":
        frame.all_of = True
    else:
        frame.everything = True


def _definition(frame: Frame, mention: Mention) -> None:
    frame.defines = mention.value if frame.defines in (None, "of") else frame.defines


def _intent(frame: Frame, mention: Mention) -> None:
    if mention.value == "what_if":
        frame.what_if = True
    else:
        frame.intents.append(mention.value)


_ALONE: dict[str, Callable[[Frame, Mention], None]] = {
    "measure": _measure,
    "fund": lambda frame, m: frame.funds.append(m.value),
    "predicate": lambda frame, m: frame.predicates.append(m.value),
    "class1": _class,
    "class2": _class,
    "noun": lambda frame, m: frame.nouns.append(m.value),
    "year": _year,
    "relative_year": lambda frame, m: frame.relative_years.append(m.value),
    "aggregate": lambda frame, m: frame.aggregates.append(m.value),
    "relation": _relation,
    "follow": _follow,
    "intent": _intent,
    "definition": _definition,
    "decline": lambda frame, m: frame.declined.append((m.value, m.text)),
    "question": lambda frame, m: frame.questions.append(m.value),
    "format": lambda frame, m: frame.formats.append(m.value),
    "scope": _scope,
    "quantity": lambda frame, m: frame.quantities.append(m.value),
}
