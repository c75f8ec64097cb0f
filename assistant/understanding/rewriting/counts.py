"""Words of numbers of things: how many there are, how many a group has, sums and tops.

Owns the rewritings that tell counts from figures. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.understanding.bounds import MONEY, RATES, SCORES, fits
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import Number, Quantity
from assistant.understanding.rewriting.claims import is_claim
from assistant.understanding.rewriting.targets import FULL, of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_POINTS = ("几分", "多少分", "mark", "marks", "point", "points")  # beside another score: what it is counted in
_NUMBERED = ("数", "数量", "数目")  # how the name of an indicator ends that counts something
_HOW_MUCH = ("有多少", "是多少")  # without a noun behind it
# What a group holds, and a question may count: the projects of a unit, the indicators of a project.
_OF_OFFICE = ("project", "indicator", "level3")
_HELD = {"unit": _OF_OFFICE, "department": _OF_OFFICE, "year": _OF_OFFICE, "project": ("indicator", "level3")}
_BETWEEN = ("comparator", "negation", "superlative", "exclusive", "predicate", "aggregate", "class2", "question")


def countings(sentence: Sentence) -> None:
    """项目数量: how many there are; 项目支出合计: 项目 and 支出, if no figure is said; spent overall: in total."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        before = sentence.any_at(position - 1, "noun")
        last = not sentence.any_at(position + 1, "noun", "measure", "predicate", "comparator", "number")
        of_class = sentence.any_at(position - 1, "class1", "class2") and mention.text == "总数"
        if mention.text in ("数量", "总数") and ((before and before.value != "fund") or of_class) and last:
            sentence.turn(position, "aggregate", "count")
        elif mention.value == "count" and mention.text.startswith("项目"):
            sentence.mentions.insert(position, replace(mention, kind="noun", value="project"))
        elif mention.text == "overall" and sentence.has("measure", *MONEY) and not sentence.has("measure", *RATES):
            sentence.turn(position, "aggregate", "sum")
        elif mention.text == "项目支出" and mention.kind == "noun" and _spending(sentence, position):
            sentence.mentions.insert(position + 1, replace(mention, kind="measure", value="executed"))


def most_of_a_class(sentence: Sentence) -> None:
    """产出指标条数最多的项目: ranked by how many of them there are, as 产出指标最多."""
    for position, mention in enumerate(sentence.mentions):
        of_class = sentence.any_at(position - 1, "class1", "class2")
        if not of_class or not sentence.any_at(position + 1, "superlative"):
            continue
        if (mention.kind, mention.value) in (("aggregate", "count"), ("measure", "indicator_count")):
            sentence.turn(position, "noun", "indicator")


def classes_of_level_1(sentence: Sentence) -> None:
    """一级指标是成本指标的: of that level, where a class may stand on either."""
    for position, mention in enumerate(sentence.mentions):
        equal = sentence.any_at(position - 1, "comparator")
        noun = sentence.any_at(position - (2 if equal and equal.value == "equal" else 1), "noun")
        if mention.kind == "class2" and mention.value == "成本指标" and noun and noun.value == "level1":
            sentence.turn(position, "class1", "成本指标1")


def totals(sentence: Sentence) -> None:
    """按单位汇总支出: added up; 汇总 by itself sums up in words."""
    for position, mention in enumerate(sentence.mentions):
        measured = any(sentence.any_at(p, "measure") for p in (position - 1, position + 1))
        measured = measured or (mention.text == "汇总" and sentence.has("measure", *MONEY))
        if mention.kind == "intent" and mention.text.startswith("汇总") and (measured or sentence.has("each")):
            sentence.turn(position, "aggregate", "sum")


def total_costs(sentence: Sentence) -> None:
    """培训的总成本: what its cost indicators say; costs are no points that could be added up."""
    for position, mention in enumerate(sentence.mentions):
        beside = sentence.any_at(position + 1, "class2", "class1") or sentence.any_at(position - 1, "class2", "class1")
        total = mention.kind == "aggregate" and mention.value == "sum"
        if total and beside and beside.value.startswith("成本") and not sentence.has("measure"):
            sentence.silence(position)


def so_many_spoken_of(sentence: Sentence) -> None:
    """民政局的两个项目是哪家单位做的: how many they are is known, and their unit is asked for."""
    for position, mention in enumerate(sentence.mentions):
        noun, equal = sentence.any_at(position + 1, "noun"), sentence.any_at(position + 2, "comparator")
        office = sentence.any_at(position + (3 if equal else 2), "measure")
        named = any(sentence.any_at(p, "name", "year") for p in range(position))
        of_projects = noun is not None and noun.value == "project" and named
        if mention.kind == "quantity" and of_projects and office and office.value in ("unit", "department"):
            sentence.silence(position)


def total_scores(sentence: Sentence) -> None:
    """A total below 97: of points, where nothing else is added up."""
    for position, mention in enumerate(sentence.mentions):
        compares, number = sentence.any_at(position + 1, "comparator"), sentence.any_at(position + 2, "number")
        if mention.kind != "aggregate" or mention.value != "sum" or mention.text != "total" or not compares:
            continue
        points = number is not None and number.value.unit in (None, "points") and number.value.value <= FULL
        if points and not sentence.any_at(position - 1, "measure"):
            sentence.turn(position, "measure", "total_score")


def _computed(sentence: Sentence, position: int) -> bool:
    """Whether a figure over the projects is asked for, and not how many they are, as in 一共有几个项目."""
    summed, clause = sentence.any_at(position - 1, "aggregate"), sentence.clause(position)
    others = any(
        m.kind == "aggregate"
        and sentence.clause(p) == clause  # 有几个项目，一共花了多少: both
        and ("average" in m.value or (m.value == "sum" and m is not summed and _of_measure(sentence, p)))
        for p, m in enumerate(sentence.mentions)
    )
    return others and sentence.has("measure")


def _of_measure(sentence: Sentence, position: int) -> bool:
    """Total spending, 支出合计; not "number of projects over 99 in total"."""
    return any(sentence.any_at(p, "measure") for p in (position - 1, position + 1))


def _spending(sentence: Sentence, position: int) -> bool:
    """Whether 项目支出 speaks of what projects spend, and is not what the forms are called."""
    compared = sentence.any_at(position + 1, "comparator", "superlative", "than")
    return compared is not None or not sentence.has("measure")


def counts(sentence: Sentence) -> None:
    """多少指标 is a count; 多少份 of an indicator is its actual value; 几分 beside a score no more."""
    of_indicator = any(map(of_indicator_alone, sentence.mentions))
    scores = [m for m in sentence.mentions if m.kind == "measure" and m.value in SCORES]
    for position, mention in enumerate(sentence.mentions):
        if mention.text == "how much":
            continue  # how much did the projects spend
        noun = sentence.any_at(position + 1, "noun")
        count = mention.kind == "aggregate" and mention.value == "count"
        if count and mention.text == "几个" and position == 0 and sentence.has("order"):
            sentence.silence(position)  # 几个项目按预算由低到高排列: those projects
        elif (
            mention.kind == "aggregate"
            and mention.text == "几个"
            and sentence.any_at(position + 1, "name")
            and not noun
        ):
            sentence.turn(position, "unknown", "几个")  # 相当于几个信访事务
        elif count and noun and noun.value == "project" and _computed(sentence, position):
            sentence.silence(position)  # 几个项目总分的均值
        elif mention.kind == "question" and mention.value == "how_much" and noun and noun.value not in ("fund", "year"):
            sentence.turn(position, "aggregate", "count")
        elif count and _thing_counted(sentence, position):
            sentence.turn(position, "measure", "actual")
        elif count and of_indicator and not _of_projects(sentence, position) and (not noun or noun.value == "year"):
            # how many years of use
            sentence.turn(position, "measure", "actual")
        elif mention.value == "score" and mention.text in _POINTS and len(scores) > 1:
            sentence.silence(position)


def _thing_counted(sentence: Sentence, position: int) -> bool:
    """三个项目有多少工作人员: a thing that indicators name, and not the projects; of those, the ones that count it."""
    name = sentence.any_at(position + 1, "name")
    if name is None or not of_indicator_alone(name):
        return False
    counting = tuple(c for c in name.value.candidates if c.kind != "indicator" or c.name.endswith(_NUMBERED))
    if any(c.kind == "indicator" for c in counting):
        sentence.mentions[position + 1] = replace(name, value=replace(name.value, candidates=counting))
    sentence.silence(
        *(p for p in range(position) if sentence.any_at(p, "noun") and sentence.mentions[p].value == "project")
    )
    return True


def _of_projects(sentence: Sentence, position: int) -> bool:
    """培训人数超过150人的项目有几个: it is projects that are counted."""
    before = sentence.any_at(position - 1, "noun")
    return before is not None and before.value == "project"


def counts_of_nothing(sentence: Sentence) -> None:
    """排查出来多少个，完成情况怎么写的: what is counted is in no column, and not the indicators."""
    counted = sentence.has("noun") or sentence.has("class1") or sentence.has("class2") or sentence.has("predicate")
    told = sentence.has("measure", "outcome", "goal_actual", "goal_expected")
    for position, mention in enumerate(sentence.mentions):
        if (mention.kind, mention.value) == ("aggregate", "count") and told and not counted:
            sentence.turn(position, "unknown", "count")


def figures_asked(sentence: Sentence) -> None:
    """结余有多少, 还有多少钱, how many points: a figure is asked for, and nothing counted."""
    scores = any(m.kind == "measure" and m.value in SCORES for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        noun = sentence.any_at(position + 1, "noun")
        if mention.text == "how many" and scores and not (noun or sentence.has("noun", "project")):
            sentence.turn(position, "question", "how_much")  # how many points did it get
        elif mention.kind == "aggregate" and mention.text in _HOW_MUCH and _of_figure(sentence, position):
            sentence.turn(position, "question", "how_much")


_WITHIN = ("里", "里面", "里头", "中", "当中", "之中", "其中")


def _of_figure(sentence: Sentence, position: int) -> bool:
    noun = sentence.any_at(position + 1, "noun")
    averaged = sentence.any_at(position - 1, "aggregate")
    if averaged is not None and "average" in averaged.value and sentence.has("measure") and not noun:
        return True  # 执行率平均下来有多少
    if noun is not None and noun.value == "fund":
        return True  # 还有多少钱
    summed = sentence.any_at(position - 1, "aggregate", "each")
    contained = sentence.text[: sentence.mentions[position].start].endswith(_WITHIN)
    line = sentence.any_at(position + (2 if sentence.any_at(position + 1, "comparator") else 1), "fund")
    if contained and line:
        return True  # 花的钱里有多少是财政拨款
    if summed is not None and summed.value in ("sum", "each") and not noun and sentence.has("measure"):
        return True  # 加起来有多少, 各有多少
    before = sentence.any_at(position - 1, "measure") or sentence.any_at(position - 1, "fund")
    after = sentence.any_at(position + 1, "measure") or sentence.any_at(position + 1, "fund")
    return bool(after or (before and not noun))  # 有多少结余, 结余有多少


def sums_bounded(sentence: Sentence) -> None:
    """合计支出超过1000万的单位: a bound on a sum of rows is none on the rows; it is not answered."""
    if sentence.has("aggregate", "count"):
        return
    bounds = [p for p, m in enumerate(sentence.mentions) if m.kind == "number" and _bounded(sentence, p)]
    for position, mention in enumerate(sentence.mentions):
        later = [p for p in bounds if p > position and sentence.clause(p) == sentence.clause(position)]
        of_rows = sentence.has("question", "which") and not sentence.has("noun", "unit", "department", "year")
        if sentence.head() in ("unit", "department", "year") or is_claim(sentence):
            return  # 一共花了超过100万的单位: of each group; 一共花了不到600万吧: of the sum
        summed = (mention.kind == "aggregate" and mention.value == "sum") or _total_tested(sentence, position)
        if summed and later and not of_rows and not _of_another_figure(sentence, position, later):
            sentence.turn(position, "unknown", "sum")


def _total_tested(sentence: Sentence, position: int) -> bool:
    """Is the total budget above 100 million: of all projects together, and not of any of them."""
    mention = sentence.mentions[position]
    total = mention.kind == "measure" and mention.value in MONEY and mention.text.startswith(("total ", "总"))
    named = sentence.has("name") or sentence.has("code") or sentence.has("noun", "project")
    return total and not named and not sentence.has("question", "which", "how_much")


_RELATIVE = late(r"\b(?:projects?|forms?|ones) (?:with|that|which|whose|having|of|over|under|above|below)\b")


def _of_another_figure(sentence: Sentence, position: int, numbers: list[int]) -> bool:
    """Total budget of the projects with a rate over 99 %: of the rows that a bound on another figure picks out."""
    summed = next((p for p in (position + 1, position - 1) if sentence.any_at(p, "measure")), None)
    if summed is None or not _RELATIVE.search(sentence.text):
        return False
    return all(_bounded_measure(sentence, p) not in (None, summed) for p in numbers)


def _bounded_measure(sentence: Sentence, position: int) -> int | None:
    number = sentence.mentions[position].value
    return sentence.nearest(position, lambda m: fits(number, m.value))


def counts_bounded(sentence: Sentence) -> None:
    """有3个以上项目的单位, units with only one project: how many of them a group has, not how many are asked for."""
    _said_twice(sentence)
    for position, mention in enumerate(sentence.mentions):
        many = sentence.any_at(position - 2, "measure")  # 指标数超过20个
        if mention.kind == "quantity" and many and many.value == "indicator_count":
            indicators = Number(Decimal(mention.value.number), "count")
            sentence.mentions[position] = replace(mention, kind="number", value=indicators)
            continue
        number, counted = _so_many(sentence, position), _counted(sentence, position)
        if number is None or counted is None:
            continue
        noun = sentence.mentions[counted].value
        said = sentence.any_at(position - 1, "comparator", "superlative", "exclusive", "negation")
        compared = said is not None and (said.kind != "superlative" or said.value in ("at_least", "at_most"))
        held = any(noun in _HELD.get(m.value, ()) for m in _groups(sentence, counted))
        measured = noun == "indicator" and sentence.has("measure", "indicator_count")
        bounded = compared or sentence.any_at(position + 1, "comparator_after") is not None
        if (held and (bounded or mention.kind == "quantity")) or (measured and bounded):
            sentence.mentions[position] = replace(mention, kind="number", value=number)
            sentence.counted.add(counted)
            counts = [p for p in range(counted, position) if sentence.any_at(p, "aggregate", "class2")]
            sentence.use(*(p for p in counts if sentence.mentions[p].value in ("count", "数量指标")))
            if said and said.kind == "exclusive":
                sentence.turn(position - 1, "comparator", "equal")


def _said_twice(sentence: Sentence) -> None:
    """4个或4个以上: the number once."""
    for position, mention in enumerate(sentence.mentions):
        again = sentence.any_at(position + 2, mention.kind)
        joint = sentence.any_at(position + 1, "conjunction")
        if mention.kind in ("quantity", "number") and joint and joint.value == "or" and again:
            behind = sentence.any_at(position + 3, "comparator_after")
            if behind and again.value == mention.value:
                del sentence.mentions[position : position + 2]
                return


def _groups(sentence: Sentence, counted: int) -> list[Mention]:
    """What may hold what is counted: the noun that is asked for, else any other."""
    others = [m for p, m in enumerate(sentence.mentions) if m.kind in ("noun", "measure") and p != counted]
    head = sentence.head()
    return [m for m in others if m.value == head] or others


def _so_many(sentence: Sentence, position: int) -> Number | None:
    """The number of 3个, of 3 in "3 missed indicators"."""
    mention = sentence.mentions[position]
    if mention.kind == "quantity" and mention.value.of is None:
        return Number(Decimal(mention.value.number), "count")
    if mention.kind == "number" and mention.value.unit is None and mention.text.isdigit():
        return Number(mention.value.value, "count")
    return None


def _counted(sentence: Sentence, position: int) -> int | None:
    """Where the noun stands that is counted: behind the number (3个以上项目), or before what compares (项目超过3个)."""
    after = position + 1
    while sentence.any_at(after, "comparator_after", "predicate", "class1", "class2"):
        after += 1
    noun = sentence.any_at(after, "noun")
    if noun and noun.value in _OF_OFFICE:
        return after
    before = position - 1
    while sentence.any_at(before, *_BETWEEN):
        before -= 1
    return before if sentence.any_at(before, "noun") else None


def _bounded(sentence: Sentence, position: int) -> bool:
    before = sentence.any_at(position - 1, "comparator", "superlative", "negation")
    after = sentence.any_at(position + 1, "comparator_after")
    return after is not None or (before is not None and before.value not in ("equal", "about"))


def tops(sentence: Sentence) -> None:
    """Largest 3 budgets: beside an English superlative a plain number says how many."""
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "superlative")
        after = sentence.any_at(position + 1, "measure", "noun")
        plain = mention.kind == "number" and mention.value.unit is None and mention.text.isdigit()
        if plain and before and before.text.isascii() and before.value in ("most", "least") and after:
            sentence.mentions[position] = replace(mention, kind="quantity", value=Quantity(int(mention.text), None))


def counted_in_units(sentence: Sentence) -> None:
    """A target of 0起: so many, and not from so many on."""
    for position, mention in enumerate(sentence.mentions):
        number = sentence.any_at(position - 1, "number")
        if mention.text != "起" or mention.kind != "comparator_after" or number is None or number.end != mention.start:
            continue
        if any(sentence.any_at(p, "measure") and sentence.mentions[p].value in _VALUES for p in range(position)):
            sentence.silence(position)


_VALUES = ("target", "actual")
