"""Words that join a question together: how it opens and ends, what is left, all of them, from the most to the least.

Owns the rewritings of openings, endings, scopes and statements. Each changes mentions in place; none composes.
"""

from __future__ import annotations

import re

from assistant.understanding.excepting import LEAVES_OUT
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_ONE = late("(?:挑|列|取|选|拿|给|报|说|举|只要|出)(?:出)?一个")
_TAGS = frozenset({"没", "没有", "不", "未", "冇", "未有"})
_OF_ASIDES = ("rest", "negation", "follow", "measure", "question", "scope")
_TO = late(r"\b(?:to|down to|up to|through to) (?:the )?$")  # from the smallest budget to the largest
_HOW_MANY_POINTS = ("how many points", "how many marks")
_NO = late(r"no[,.;:!] ?(?!no\b)(?!not\b)")
_FILLED = frozenset({"有内容", "不为空", "非空", "不是空的", "不空"})


def openings(sentence: Sentence) -> None:
    """A conjunction that opens a question goes on from the last one: 加上…, and 2024?"""
    if sentence.mentions and sentence.mentions[0].kind == "conjunction" and sentence.mentions[0].value != "also":
        sentence.turn(0, "follow", "swap")
    first = sentence.any_at(0, "intent")
    if first and first.text == "不对" and len(sentence.mentions) > 1 and sentence.clause(1) > sentence.clause(0):
        sentence.turn(0, "follow", "correct")  # 不对，我问的是…
    if _NO.match(sentence.text) and sentence.any_at(0, "negation") and len(sentence.mentions) > 1:
        sentence.turn(0, "follow", "correct")  # no, the initial one


def endings(sentence: Sentence) -> None:
    """合格了没有: a negation that ends a question makes it one; "what does it mean": a definition."""
    if len(sentence.mentions) < 2:
        return
    for position, mention in enumerate(sentence.mentions):  # 有没有没达标的: is there one that is not
        before = sentence.any_at(position - 1, "question")
        if mention.text == "有没" and before and before.text == "有没" and before.end == mention.start:
            sentence.turn(position, "negation", "not")
    for position in range(1, len(sentence.mentions) - 1):  # 达到目标没有，实际是多久
        mention = sentence.mentions[position]
        ends = sentence.clause(position + 1) > sentence.clause(position)
        if ends and mention.kind == "negation" and mention.text in _TAGS and sentence.any_at(position - 1, "predicate"):
            sentence.turn(position, "question", "yes_no")
    last = sentence.mentions[-1]
    if last.kind == "negation" and last.text in _TAGS:
        sentence.turn(len(sentence.mentions) - 1, "question", "yes_no")
    elif last.text == "mean" and re.search(r"\b(?:do|does|did)\b", sentence.text):
        sentence.turn(len(sentence.mentions) - 1, "definition", "of")


_WHAT_IS_IT = frozenset({"什么情况", "啥情况", "什么情形", "怎么个情况"})  # beside what went wrong: why
_GONE_WRONG = frozenset(
    {"missed", "below_cap", "nothing_spent", "unspent_left", "over_budget", "over_initial", "raised", "cut"}
)


def compounds(sentence: Sentence) -> None:
    """Telephone faults: a part of a name, and not somebody's number."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "name")
        if (mention.kind, mention.value) == ("decline", "phone") and after and mention.text.isascii():
            sentence.silence(position)


def offices_responsible(sentence: Sentence) -> None:
    """Which department is responsible for it: no judgement."""
    offices = sentence.has("measure", "unit", "department") or sentence.has("noun", "unit", "department")
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "decline" and mention.text.startswith("responsible") and offices:
            sentence.silence(position)


def reasons_asked(sentence: Sentence) -> None:
    """怎么一分钱没支付: why; of an indicator that is named, in what way it fell short says no more than that it did."""
    for position, mention in enumerate(sentence.mentions):
        wrong = any(m.kind == "predicate" and m.value in _GONE_WRONG for m in sentence.mentions[position:])
        wrong = wrong or any(m.kind == "complaint" for m in sentence.mentions[position:])
        after = sentence.any_at(position + 1, "measure")
        wrong = wrong or (after is not None and after.value in ("unspent", "lost"))  # 怎么剩了五十多万
        how = (mention.kind, mention.value) == ("question", "how") or mention.text in _WHAT_IS_IT
        if how and (wrong or (mention.kind == "intent" and any(m.value in _GONE_WRONG for m in sentence.mentions))):
            sentence.turn(position, "question", "why")
    names = [m.value.kinds for m in sentence.mentions if m.kind == "name"]
    ranked = [p for p, m in enumerate(sentence.mentions) if m.kind == "superlative" and m.value in ("most", "least")]
    which = sentence.has("question", "which") or sentence.has("measure", "year")  # 哪年最低，为什么
    if sentence.has("question", "why") and names and not which:
        sentence.silence(*ranked)  # why is its rate the lowest
    of_figure = sentence.has("class1") or sentence.has("class2") or sentence.has("measure")
    if sentence.has("question", "why") and (of_figure or not names or any("indicator" in kinds for kinds in names)):
        sentence.silence(*(p for p, m in enumerate(sentence.mentions) if m.kind == "complaint"))


def negated_at_once(sentence: Sentence) -> None:
    """有没得满分的吗: with 吗 at the end, 没 belongs to what follows it."""
    for position, mention in enumerate(sentence.mentions):
        tested = sentence.any_at(position + 1, "predicate")
        if mention.text == "有没" and tested and sentence.text.rstrip("?？ ").endswith("吗"):
            sentence.turn(position, "negation", "not")


def figures_explained(sentence: Sentence) -> None:
    """88.76%是怎么算出来的, how was 88.76 % calculated: why it is what it is."""
    for position, mention in enumerate(sentence.mentions):
        known = [m for m in sentence.mentions if m.kind == "number" and m.value.unit in ("percent", "points")]
        if mention.kind == "definition" and mention.value == "of" and known and not sentence.has("comparator_after"):
            sentence.turn(position, "question", "why")
            sentence.silence(*(p for p, m in enumerate(sentence.mentions) if m.value == "equal"))


def defined_again(sentence: Sentence) -> None:
    """What is the unspent balance and how do you compute it: the measure that was just named."""
    if not sentence.has("definition"):
        return
    for position, mention in enumerate(sentence.mentions):
        if (
            mention.kind == "follow"
            and mention.value == "it"
            and any(m.kind == "measure" for m in sentence.mentions[:position])
        ):
            sentence.silence(position)


def statements(sentence: Sentence) -> None:
    """填写了 … 偏差原因: whether a reason is given; beside anything else the verb says nothing."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "states":
            continue
        sentence.use(position)
        article = sentence.any_at(position + 1, "filler")
        said = position + 2 if article and article.text in ("a", "any", "some") else position + 1  # not "give me the …"
        reason = sentence.mentions[said] if said < len(sentence.mentions) else None
        before = sentence.any_at(position - 1, "measure") or sentence.any_at(position - 2, "measure")
        points = next((m for m in sentence.mentions if m.kind == "measure" and m.value == "score"), None)
        if mention.text.startswith("carr") and points and points.text in ("points", "marks"):
            sentence.turn(sentence.mentions.index(points), "measure", "weight")  # how many points do … carry
        elif mention.text.startswith("carr") and any(m.text in _HOW_MANY_POINTS for m in sentence.mentions):
            sentence.turn(position, "measure", "weight")
            sentence.used.discard(position)
        elif reason and reason.kind == "number" and reason.value.unit == "points" and not sentence.has("measure"):
            sentence.turn(position, "measure", "weight")  # indicators that carry 30 points
        elif before and before.value == "deviation" and mention.text in _FILLED:
            sentence.turn(sentence.mentions.index(before), "predicate", "with_reason")  # 偏差原因那一栏有内容的
        elif reason and (reason.value == "deviation" or (reason.kind == "question" and reason.value == "why")):
            what = "什么" in reason.text or "哪些" in reason.text  # 分别写了什么原因
            sentence.turn(said, *(("measure", "deviation") if what else ("predicate", "with_reason")))


def names_containing(sentence: Sentence) -> None:
    """项目名称含…: a search in names."""
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "measure")
        if mention.kind == "contains" and before and before.value == "project_name":
            sentence.turn(position, "intent", "search_name")
            sentence.use(position - 1)


def offices_asked(sentence: Sentence) -> None:
    """The code and department of X: a field that is asked for, not what rows are."""
    if not sentence.has("name") or sentence.has("each") or sentence.has("superlative") or sentence.has("aggregate"):
        return
    for position, mention in enumerate(sentence.mentions):
        listed = any(
            (joint := sentence.any_at(p, "conjunction")) and joint.value == "list" and sentence.any_at(q, "measure")
            for p, q in ((position - 1, position - 2), (position + 1, position + 2))
        )
        if mention.kind == "noun" and mention.value in ("unit", "department") and listed:
            sentence.turn(position, "measure", mention.value)


def kinds_of_office(sentence: Sentence) -> None:
    """哪个学校, 各学校, 几所学校: units are asked for, of that kind; 学校的项目: those of such units."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        if mention.kind != "office":
            continue
        if _named_besides(sentence, position):
            sentence.silence(position)  # the school security project of 第一小学
            continue
        sentence.turn(position, "name", mention.value)
        before = sentence.any_at(position - 1, "question", "each", "aggregate")
        if before and before.value in ("which", "each", "by", "count"):
            sentence.mentions.insert(position, replace(mention, kind="noun", value="unit"))


def _named_besides(sentence: Sentence, position: int) -> bool:
    """Whether one of the units of a kind is named too."""
    units = set(sentence.mentions[position].value.of("unit"))
    named = (m.value for p, m in enumerate(sentence.mentions) if p != position and m.kind == "name")
    return any(names.kinds == {"unit"} and set(names.of("unit")) < units for names in named)


def _denied_alone(sentence: Sentence, position: int) -> bool:
    """先不管别的，…, …，别的不用: a clause that only says that nothing else is wanted."""
    clause = [sentence.mentions[p] for p in sentence.in_clause(sentence.clause(position))]
    denied = any(m.kind == "negation" for m in clause)
    return denied and len(clause) < len(sentence.mentions) and all(m.kind in _OF_ASIDES for m in clause)


def asides(sentence: Sentence) -> None:
    """算了不说这个，…: a clause that lays down what was spoken of."""
    for position, mention in enumerate(sentence.mentions):
        pronoun = mention.kind == "follow" and mention.value in ("this", "it", "them")
        if pronoun and sentence.clause(position) == 0 and _denied_alone(sentence, position):
            sentence.silence(*sentence.in_clause(0))
    first = sentence.any_at(0, "negation")
    if first and first.text.endswith("管") and sentence.clause(len(sentence.mentions) - 1) > sentence.clause(0):
        sentence.silence(*sentence.in_clause(0))  # 别管计划多少，就说印了几份


def one_item(sentence: Sentence) -> None:
    """扣分最多的一项: an indicator is asked for."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "quantity" and mention.text == "一年" and sentence.any_at(position - 1, "superlative"):
            sentence.turn(position, "noun", "year")  # 花钱最多的一年
        item = mention.kind == "quantity" and mention.value.number == 1 and mention.text.endswith(("项", "条"))
        ranked = sentence.any_at(position - 1, "superlative")
        if (
            item
            and ranked
            and not sentence.any_at(position + 1, "noun")
            and not sentence.has("noun", "indicator", "level3")
        ):
            sentence.turn(position, "noun", "indicator")


def rows_spoken_of(sentence: Sentence) -> None:
    """满意度那几条: the indicators; 在哪儿失分: in which rows."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        of_class = sentence.any_at(position - 1, "class1", "class2")
        if mention.kind == "follow" and mention.text.startswith("那几") and of_class:
            sentence.turn(position, "noun", "indicator")
        if mention.kind == "predicate" and "哪" in mention.text and not sentence.has("question", "why"):
            sentence.mentions.insert(position, replace(mention, kind="question", value="which"))


def rests(sentence: Sentence) -> None:
    """除了大厅，剩下的项目: those that are left; 剩下的有多少: the money."""
    excepts = any(
        m.kind == "negation" and (m.value.startswith("except") or m.text in LEAVES_OUT) for m in sentence.mentions
    )
    for position, mention in enumerate(sentence.mentions):
        projects = sentence.any_at(position + 1, "noun", "quantity") or sentence.any_at(position + 2, "noun")
        if excepts and mention.value == "unspent" and mention.text in ("剩下", "余下") and projects:
            sentence.silence(position)  # 刨去培训，剩下两个项目
        elif mention.kind == "rest":
            if _denied_alone(sentence, position):
                sentence.silence(
                    *(p for p in range(len(sentence.mentions)) if sentence.clause(p) == sentence.clause(position))
                )
            elif excepts or (sentence.has("name") and (sentence.has("than") or sentence.has("comparator"))):
                sentence.silence(position)
            elif mention.text.startswith(("剩", "余", "还剩")) and not sentence.any_at(position + 1, "noun"):
                sentence.turn(position, "measure", "unspent")


def in_front(sentence: Sentence) -> None:
    """最小的放最前面，最大的放最后, 谁预算多谁排前面: an order of all."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "front":
            continue
        before = range(position - 1, max(position - 4, -1), -1)
        said = next((p for p in before if sentence.any_at(p, "superlative", "degree")), None)
        if said is None:
            continue
        more = sentence.mentions[said].value in ("more", "most")
        if mention.value == "front" and not sentence.has("order", "most", "least"):
            sentence.turn(said, "order", "most" if more else "least")
            sentence.silence(position)
        elif sentence.has("order", "most", "least"):
            sentence.silence(said, position)


def own_years(sentence: Sentence) -> None:
    """当年预算, of a project that is named: of the year of its form; else of this year."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "relative_year" and mention.value == "own":
            of_mean = sentence.any_at(position + 1, "aggregate") or sentence.has("year")  # 高于当年平均数
            if not of_mean and (sentence.has("name") or sentence.has("code")):
                sentence.silence(position)
            else:
                sentence.turn(position, "relative_year", "this")


def largest_first(sentence: Sentence) -> None:
    """Largest leftover first, 多的排前面: an order of all."""
    for position, mention in enumerate(sentence.mentions):
        first = next((p for p in (position + 1, position + 2) if sentence.any_at(p, "ordinal")), None)
        if mention.kind == "superlative" and mention.value in ("most", "least") and first is not None:
            text = sentence.mentions[first].text
            if text in ("first", "first."):
                sentence.turn(position, "order", mention.value)
                sentence.silence(first)


def extents(sentence: Sentence) -> None:
    """From most spent down to least, 从最多的到最少的: an order of all."""
    for position, mention in enumerate(sentence.mentions):
        other = next((p for p in (position + 2, position + 3, position + 4) if sentence.any_at(p, "superlative")), None)
        between = sentence.mentions[position + 1 : other] if other else []
        to_other = any(m.kind == "range" or m.text == "to" for m in between)
        to_other = to_other or bool(other and _TO.search(sentence.text[mention.end : sentence.mentions[other].start]))
        if other and to_other and {mention.value, sentence.mentions[other].value} == {"most", "least"}:
            sentence.turn(position, "order", mention.value)
            sentence.use(*(p for p in range(position + 1, other + 1) if sentence.mentions[p].kind != "measure"))


def only_these(sentence: Sentence) -> None:
    """只有大厅: that no other is, which no query asks beside no condition. 只有88.76% says no more than the figure."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "exclusive":
            years = sentence.any_at(position + 1, "quantity")  # 只有一年的数据: of how many years no query asks
            of_name = sentence.any_at(position + 1, "name", "code") or mention.text.isascii()
            of_name = of_name or (years is not None and years.value.of == "year")
            sentence.turn(position, *(("unknown", "only") if of_name else ("filler", "filler")))


def ends_again(sentence: Sentence) -> None:
    """Both extremes: the one with the maximum and the one with the minimum: said twice."""
    if any(m.kind == "superlative" and m.value == "both ends" for m in sentence.mentions):
        for position, mention in enumerate(sentence.mentions):
            again = mention.value in ("most", "least") and mention.kind == "superlative"
            if again or mention.text == "maximum":
                sentence.silence(position)


def each_of_which(sentence: Sentence) -> None:
    """各是哪一年的项目: asked of each row, and no group of them."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure", "question")
        if mention.kind == "each" and after and after.text.startswith("哪"):
            sentence.silence(position)


def of_every_year(sentence: Sentence) -> None:
    """各年的都要: of all years, and no group of them."""
    for position, mention in enumerate(sentence.mentions):
        wanted = sentence.any_at(position + 1, "follow") or sentence.any_at(position + 2, "follow")
        every_year = mention.kind == "noun" and mention.value == "year" and mention.text.startswith(("各", "每", "历"))
        if every_year and wanted and wanted.value == "both":
            sentence.silence(position)


def one_of_each(sentence: Sentence) -> None:
    """一个部门挑一个, 一年列一个: of each of them."""
    ones = [p for p, m in enumerate(sentence.mentions) if m.kind == "quantity" and m.value.number == 1]
    for position in ones:
        noun = sentence.any_at(position + 1, "noun")
        again = _ONE.search(sentence.text, sentence.mentions[position].end)
        of_year = sentence.mentions[position].value.of == "year"
        if (of_year or (noun and noun.value in ("unit", "department", "year"))) and again:
            sentence.turn(position, "each", "each")
            if of_year:
                sentence.mentions[position] = replace(sentence.mentions[position], value="year")  # 一年列一个
            sentence.use(*(p for p in ones if p != position))


def all_alike(sentence: Sentence) -> None:
    """是否均得满分: all of them; 人均 and 均值 are averages."""
    for position, mention in enumerate(sentence.mentions):
        tested = sentence.any_at(position + 1, "predicate", "negation", "comparator", "number")
        measured = sentence.any_at(position + 1, "measure") and sentence.any_at(
            position + 2, "predicate", "comparator", "negation"
        )
        if mention.kind == "aggregate" and mention.text == "均" and (tested or measured):
            sentence.turn(position, "scope", "all_of")


def every_one(sentence: Sentence) -> None:
    """Did every project spend 90 %: a test of all of them, not a group for each."""
    ranked = sentence.has("superlative", "most", "least") or sentence.has("amount")
    other = ranked or sentence.has("aggregate", "count") or sentence.has("question", "which", "how_much")
    if other or not sentence.has("question", "yes_no"):
        return
    for position, mention in enumerate(sentence.mentions):
        tested = any(m.kind in ("number", "predicate", "negation") for m in sentence.mentions[position:])
        year = sentence.any_at(position + 1, "year")  # every 2021 project
        noun = sentence.any_at(position + (2 if year else 1), "noun")
        if mention.kind == "each" and mention.value == "each" and noun and tested:
            sentence.turn(position, "scope", "all_of")
