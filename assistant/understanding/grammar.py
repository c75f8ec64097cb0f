"""Mentions compose into a frame: what is asked, of what, under which conditions.

Owns the rules of composition, each a small function that uses up the mentions it explains; what none of them
explains is kept as unexplained, so that it is never passed over in silence. It must not build queries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.understanding.bounds import MONEY, OPERATORS, negate_comparators, number_bounds
from assistant.understanding.excepting import left_out
from assistant.understanding.frame import Bound, Frame, NamePart
from assistant.understanding.grouping import groups_in
from assistant.understanding.lacking import lacking
from assistant.understanding.mentions import Mention
from assistant.understanding.naming import names_in, strangers
from assistant.understanding.negating import negate
from assistant.understanding.nesting import nested_bounds
from assistant.understanding.ranking import ranking_of
from assistant.understanding.rewriting import rewrite
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late
from store.query import Operator

# 2022年和2023年都…, but not 都有哪些, which asks for more than one
_IN_EACH = late(
    r"都(?!有?(?:哪|什么|谁|啥|包括))|均|连续两年|连着两年"
    r"|\bboth\b|\bin each of\b|\band again\b|\byears running\b|\bin a row\b|\bin each year\b"
)


def compose(text: str, cover: Sequence[Mention], language: str) -> Frame:
    """The frame of a question that `cover` explains."""
    sentence = Sentence.of(text, cover)
    exceptions = left_out(sentence)
    rewrite(sentence)
    frame = Frame(language, text)
    for mentions in exceptions:
        _except(text, mentions, frame)
    named = names_in(sentence)
    frame.unexplained += strangers(sentence, named)
    lacking(sentence, frame)
    negate(sentence, frame, named)
    negate_comparators(sentence)
    frame.bounds += number_bounds(sentence, language)
    frame.groups += groups_in(sentence, frame.nouns)
    frame.bounds += nested_bounds(sentence, language, named)
    frame.ranking = ranking_of(sentence, language)
    for position, mention in list(sentence.free("each")):
        if mention.value == "by" and sentence.any_at(position + 1, "measure", "fund", "aggregate", "order"):
            sentence.use(position)  # 按总分算: what it is worked out from; 按从小到大排
    _rest(sentence, frame, named)
    if any(bound.average for bound in frame.bounds) and "how_much" not in frame.questions:
        frame.aggregates = [a for a in frame.aggregates if "average" not in a]  # the typical (mean) project
    frame.head = sentence.head()
    _listed_after_all(sentence, frame)
    for position, mention in list(sentence.free("comparator")):
        if "swap" in frame.follow and mention.value in OPERATORS and mention.value != "equal":
            frame.turned = OPERATORS[mention.value]
            sentence.use(position)
    frame.unexplained += [mention.text for mention in sentence.left_over()]
    return frame


def _except(text: str, mentions: Sequence[Mention], frame: Frame) -> None:
    """What is left out by a condition: a frame of its own, that says nothing but conditions."""
    start, end = mentions[0].start, mentions[-1].end
    if all(m.kind in ("number", "noun", "conjunction") or m.value == "equal" for m in mentions):
        exception = Frame(frame.language, text[start:end])  # 除了4分和3分的
        exception.bounds = [Bound(None, Operator.EQUAL, m.value) for m in mentions if m.kind == "number"]
        exception.nouns = [m.value for m in mentions if m.kind == "noun"]
    else:
        own = [replace(m, start=m.start - start, end=m.end - start) for m in mentions]
        exception = compose(text[start:end], own, frame.language)
    exception.either = exception.either or len(exception.bounds) > 1
    measured = exception.measures and not exception.predicates
    asks = measured or exception.aggregates or exception.questions or exception.relation or exception.declined
    if asks or exception.exceptions or not (exception.bounds or exception.ranking or exception.predicates):
        frame.unexplained.append(text[start:end])
    frame.unexplained += exception.unexplained
    frame.nouns += exception.nouns
    frame.exceptions.append(exception)


def _rest(sentence: Sentence, frame: Frame, named: dict[int, NamePart]) -> None:
    """Everything that stands by itself."""
    for position, mention in list(sentence.free(*_ALONE)):
        _ALONE[mention.kind](frame, mention)
        sentence.use(position)
    for position, _ in list(sentence.free("name", "code", "quote", "text")):
        frame.names.append(named[position])
        sentence.use(position)
    every_year = [m for m in sentence.mentions if m.kind == "quantity" and m.value.of == "year"]
    # 三年都有: of each year, which no query asks
    frame.unexplained += [m.text for m in every_year if sentence.text[m.end :].lstrip().startswith(("都", "均"))]
    projects = "which" in frame.questions or sentence.head() == "project" or not frame.nouns
    of_one = any(name.kind in ("project", "code", "indicator", "quote") for name in frame.names)
    if len(frame.years) > 1 and _IN_EACH.search(sentence.text) and projects and not of_one:
        frame.each_year, frame.all_of = True, False
    elif projects and _years_apart(sentence):
        if len(set(frame.bounds)) + len(set(frame.predicates)) > 1:
            frame.unexplained.append(str(frame.years[-1]))  # another condition in each year
        frame.each_year, frame.bounds, frame.predicates = True, frame.bounds[:1], frame.predicates[:1]
    frame.all_of = frame.all_of and _tests_all(sentence)
    frame.amounts = [m.value for m in sentence.mentions if m.kind == "amount"]
    _other_figure(sentence, frame)
    _figures(sentence, frame)
    _joints(sentence, frame)
    for position, mention in list(sentence.free("ordinal")):
        frame.ordinal = mention.value.number
        sentence.use(position)


def _listed_after_all(sentence: Sentence, frame: Frame) -> None:
    """有几张表没填，是哪些: a list says how many it has."""
    counts = [p for p, m in enumerate(sentence.mentions) if m.kind == "aggregate" and m.value == "count"]
    if len(counts) > 1 and len(set(frame.classes)) > 1 and len({sentence.clause(p) for p in counts}) == 1:
        frame.groups.append("")  # 产出几条、效益几条: of each
    told_to = any(sentence.mentions[p].text.startswith("数") for p in counts)  # 数一数各有几条
    if told_to or len({sentence.clause(p) for p in counts}) == 1:
        frame.aggregates = list(dict.fromkeys(frame.aggregates))
    asked = [p for p, m in enumerate(sentence.mentions) if m.kind == "question" and m.value == "which"]
    if counts and asked and sentence.clause(asked[-1]) > sentence.clause(counts[0]):
        frame.aggregates = [a for a in frame.aggregates if a != "count"]


def _years_apart(sentence: Sentence) -> bool:
    """2022执行率>90% 且 2023执行率>90%: a condition between two years, and "and" behind it."""
    years = [p for p, m in enumerate(sentence.mentions) if m.kind == "year"]
    if len(years) != 2:
        return False
    between = sentence.mentions[years[0] + 1 : years[1]]
    joined = any(m.kind == "conjunction" and m.value in ("and", "list") for m in between)
    joined = joined or sentence.clause(years[0]) != sentence.clause(years[1]) or "、" in sentence.text
    return joined and any(m.kind in ("number", "predicate") for m in between)


def _tests_all(sentence: Sentence) -> bool:
    """Whether something that can hold of all follows 都: 都达标了吗, but not 所有年份都算."""
    conditions = ("predicate", "comparator", "number", "negation", "fund")
    alls = [p for p, m in enumerate(sentence.mentions) if m.value in ("all_of", "both", "every_year")]
    return any(m.kind in conditions for p in alls for m in sentence.mentions[p + 1 :])


def _other_figure(sentence: Sentence, frame: Frame) -> None:
    """那20分的呢: in place of the figure that the last question was bounded by."""
    numbers = list(sentence.free("number"))
    if "swap" in frame.follow and len(numbers) == 1 and not (frame.bounds or frame.measures or frame.nouns):
        position, mention = numbers[0]
        frame.bounds.append(Bound(None, Operator.EQUAL, mention.value))
        sentence.use(position)


def _figures(sentence: Sentence, frame: Frame) -> None:
    """A figure beside nothing that it could bound is one that the question takes for granted."""
    taken = frame.relation == "difference" or frame.has("provenance") or "why" in frame.questions
    for position, mention in list(sentence.free("number")):
        if taken or frame.intents or "lost" in frame.measures:
            frame.stated.append(mention.value)
            sentence.use(position)


def _joints(sentence: Sentence, frame: Frame) -> None:
    """Conjunctions, and the words of more and less that no comparison has used: 花钱多的."""
    for position, mention in list(sentence.free("conjunction")):
        before = sentence.text[: mention.start].rstrip()
        tests = sum(m.kind in _TESTS for m in sentence.mentions)
        inapplicable = sentence.any_at(position - 1, "predicate")
        if mention.value == "also" and inapplicable and inapplicable.value == "not_applicable":
            frame.with_inapplicable = True  # 不适用的也算
            frame.predicates = [p for p in frame.predicates if p != "not_applicable"]
        elif mention.value == "also" and tests > 1:
            frame.either = True  # 一分不剩的也算, 满足一条就行
        if mention.value == "list" and before.endswith("的") and _joins_conditions(sentence, position, *_TESTS):
            frame.either = True  # 小于70%的和小于92的都要
        frame.either = frame.either or (mention.value == "or" and _joins_conditions(sentence, position))
        sentence.use(position)
    for position, mention in list(sentence.free("degree")):
        if (
            sentence.has("question", "why")
            or sentence.any_at(position - 1, "measure", "question")
            or sentence.any_at(position + 1, "measure", "question")
            or _of_two(sentence)
        ):
            frame.vague = True
            frame.intents.append(f"degree_{mention.value}")
            sentence.use(position)
    if frame.relation in ("difference", "ratio"):
        sentence.use(
            *(
                position
                for position, m in sentence.free("than", "comparator")
                if m.kind == "than" or m.value in ("more", "less")
            )
        )


def _of_two(sentence: Sentence) -> bool:
    """Which is better, the hall or the training, in terms of score: one of two, by a measure said later."""
    names = sum(m.kind in ("name", "code") for m in sentence.mentions)
    either = any(m.kind == "conjunction" and m.value == "or" for m in sentence.mentions)
    return names > 1 and either and sentence.has("measure") and sentence.text.startswith(("which", "who"))


_TESTS = ("number", "predicate")


def _joins_conditions(sentence: Sentence, position: int, *kinds: str) -> bool:
    conditions = kinds or ("number", "predicate", "class1", "class2", "comparator", "name")
    before = any(sentence.any_at(p, *conditions) for p in range(position))
    return before and any(sentence.any_at(p, *conditions) for p in range(position + 1, len(sentence.mentions)))


def _measure(frame: Frame, mention: Mention) -> None:
    frame.measures.append(mention.value)
    if mention.text in ("平均分", "均分"):
        frame.aggregates.append("average")
    if mention.value in MONEY | {"lost"} and mention.text.startswith(_IN_ALL):
        frame.aggregates.append("sum")  # 总支出, total budget: of all that is spoken of


_IN_ALL = ("总", "total ", "离满分", "离100", "离一百", "跟满分", "比满分", "与满分")


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


_SO_MANY = {"两": 2, "俩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "two": 2, "three": 3}


def _follow(frame: Frame, mention: Mention) -> None:
    frame.follow.append(mention.value)
    if mention.value == "them":
        frame.nouns += ["indicator"] if mention.text.endswith(("指标", "indicators")) else []
        frame.referred = next((n for word, n in _SO_MANY.items() if word in mention.text), frame.referred)
    if mention.value == "remaining":  # 另外两个, 剩下那个
        frame.referred = next((n for word, n in _SO_MANY.items() if word in mention.text), 1)
    frame.all_of = frame.all_of or mention.text == "全部" or mention.text.startswith("all ")


def _scope(frame: Frame, mention: Mention) -> None:
    if mention.value == "all_of":
        frame.all_of = True
    elif mention.value == "none_of":
        frame.none_of = True
    elif mention.value == "every_year":
        frame.every_year = frame.all_of = True
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
    "topic": lambda frame, m: frame.topics.append(m.text),
    "growth": lambda frame, m: setattr(frame, "growth", m.value),
    "format": lambda frame, m: frame.formats.append(m.value),
    "scope": _scope,
    "quantity": lambda frame, m: frame.quantities.append(m.value),
}
