"""Words of comparison: more than what, below which average, above whom.

Owns the rewritings that decide whether words bound something, and what. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from assistant.understanding.bounds import MARGINS, MONEY, RATES, SCORES
from assistant.understanding.sentence import Sentence
from store.dataclass import replace

_STRICT = {"at_least": "more", "at_most": "less"}
_FIGURES = MONEY | RATES | SCORES
_PREPOSITIONS = frozenset({"under", "over", "about", "around", "within", "some", "almost", "from", "between", "top"})
_AMONG = frozenset({"之间", "范围内"})  # but not 完成值写着区间的
_BOUNDED = ("number", "aggregate", "name", "measure", "follow")


def exceeding(sentence: Sentence) -> None:
    """A exceeds B in its budget: a comparison of figures, not a target that was exceeded."""
    projects = [m for m in sentence.mentions if m.kind == "name" and m.value.kinds & {"project", "unit", "department"}]
    figures = any(m.kind == "measure" and m.value in _FIGURES - MARGINS for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        if (
            mention.kind == "predicate"
            and mention.value == "exceeded"
            and figures
            and not sentence.has("noun", "indicator")
        ):
            asked = len(projects) >= 2 and sentence.has("question", "how_much")
            sentence.turn(position, *(("relation", "difference") if asked else ("comparator", "more")))


def differences(sentence: Sentence) -> None:
    """How much more …: of two named, or of two years, with "than" between, and no number: a difference."""
    named = len({m.value for m in sentence.mentions if m.kind == "name"})
    years = len({m.value for m in sentence.mentions if m.kind == "year"})
    if sentence.has("number") or not sentence.has("measure") or sentence.has("relation"):
        return
    for position, mention in enumerate(sentence.mentions):
        than = mention.kind == "than" or (mention.kind == "comparator" and mention.value in ("more", "less"))
        # 比第一小学2023执行率高的2022年项目: projects against a figure of one
        listed = sentence.has("noun", "project") or sentence.has("question", "which")
        against = any(sentence.any_at(position + n, "name") for n in (1, 2)) and listed
        of_years = years == 2 and mention.kind == "than" and not against
        if than and ((named >= 2 and sentence.has("question", "how_much")) or of_years):
            sentence.turn(position, "relation", "difference")
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.kind == "degree"))
            return


def by_how_much_more(sentence: Sentence) -> None:
    """花的钱比年初预算多的项目，多多少: the rows are compared already; it asks by how much."""
    for position, mention in enumerate(sentence.mentions):
        if mention.value != "difference" or mention.text[0] not in _MORE_OR_LESS:
            continue
        clause = sentence.clause(position)
        alone = all(sentence.any_at(p, "each", "question") for p in sentence.in_clause(clause) if p != position)
        compared = any(sentence.any_at(p, "than") and sentence.clause(p) < clause for p in range(position))
        rows = sentence.has("noun", "project") or sentence.has("question", "which")
        if alone and compared and rows:
            sentence.turn(position, "measure", "above_target")


_MORE_OR_LESS = frozenset("多少高低超")
_BUT = ("但", "却", "可是", "不过", "然而", "虽", "明明")


def alternatives(sentence: Sentence) -> None:
    """Below 50% or above 100%: before a number of its own, "or above" is a conjunction and a comparator."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):  # what is inserted moves the rest
        after = (sentence.any_at(position + 1, "than") and position + 2) or position + 1
        if mention.kind != "comparator_after" or not mention.text.startswith(("or ", "and ")):
            continue
        if sentence.any_at(after, "number"):
            sentence.turn(position, "conjunction", mention.text.split()[0])
            compares = replace(mention, kind="comparator", value=_STRICT[mention.value])
            sentence.mentions[position + 1 : after] = [compares]


def still(sentence: Sentence) -> None:
    """调了预算但执行率还是没到90%: 还是 after 但 says "still", and offers no choice."""
    for position, mention in enumerate(sentence.mentions):
        earlier = (m for m in sentence.mentions[:position] if m.kind == "conjunction")
        if mention.text == "还是" and any(m.text.startswith(_BUT) for m in earlier):
            sentence.silence(position)


def exclusive(sentence: Sentence) -> None:
    """2份以上（不含2份）: more than two."""
    for position, mention in enumerate(sentence.mentions):
        said = sentence.any_at(position + 1, "negation")
        again = sentence.any_at(position + 2, "quantity", "number")
        if mention.kind == "comparator_after" and said and said.text in ("不含", "不包括", "不包含") and again:
            sentence.turn(position, "comparator_after", _STRICT[mention.value])
            sentence.silence(position + 1, position + 2)


def years_against(sentence: Sentence) -> None:
    """2023年花的多还是2022年花的多: which of the years."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "conjunction" or mention.value != "or" or not sentence.has("degree"):
            continue
        before = any(m.kind == "year" for m in sentence.mentions[:position])
        after = any(m.kind == "year" for m in sentence.mentions[position + 1 :])
        if before and after and not sentence.has("noun", "project"):
            sentence.turn(position, "measure", "year")


def compared_with(sentence: Sentence) -> None:
    """Compared with A, which had more: more than A."""
    for position, mention in enumerate(sentence.mentions):
        base = sentence.any_at(position + 1, "name") and sum(m.kind == "name" for m in sentence.mentions) == 1
        if mention.kind == "relation" and mention.value == "compare" and base and sentence.has("degree"):
            sentence.turn(position, "than", "than")


def bases(sentence: Sentence) -> None:
    """跟信访事务比，花得更多的: what is compared with stands before; 按预算数比 compares with nothing."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "than" or mention.text not in ("比", "相比", "比起来"):
            continue
        ends = position + 1 >= len(sentence.mentions) or sentence.clause(position + 1) != sentence.clause(position)
        base = sentence.any_at(position - 1, "name", "modifier", "measure", "number", "aggregate", "predicate")
        if not ends or base is None:
            continue
        if sum(m.kind == "name" for m in sentence.mentions) > 1 and base.kind == "name":
            sentence.use(position)  # A跟B比，谁更高: set side by side
            continue
        if base.kind == "name" or base.value in ("initial", "initial_budget"):
            sentence.mentions[position - 1 : position + 1] = [mention, base]
        elif base.kind == "measure":
            sentence.use(position)


def averages_bounded(sentence: Sentence) -> None:
    """执行数在均值以下: below the average."""
    for position, mention in enumerate(sentence.mentions):
        behind = sentence.any_at(position + 1, "comparator_after")
        sides = {"at_most": "less", "at_least": "more"}
        if mention.kind == "aggregate" and "average" in mention.value and behind and behind.value in sides:
            compares = replace(behind, kind="comparator", value=sides[behind.value])
            sentence.mentions[position : position + 2] = [compares, mention]
        mean = sentence.any_at(position + 1, "aggregate")
        if mention.kind == "predicate" and mention.value == "over_budget" and mean and "average" in mean.value:
            compares = replace(mention, kind="comparator", value="more")  # 支出超过预算平均数
            sentence.mentions[position : position + 2] = [
                compares,
                mean,
                replace(mention, kind="measure", value="budget"),
            ]


_NAMED = ("name", "quote", "text", "code")
_WHICH_ONE = frozenset({"哪个", "哪一个", "谁", "哪家", "哪一家", "哪项", "哪条", "哪位", "哪笔", "哪一笔"})


def the_one_with_more(sentence: Sentence) -> None:
    """花得多的是哪个: the most of it."""
    for position, mention in enumerate(sentence.mentions):
        after = position + 2 if sentence.any_at(position + 1, "comparator") else position + 1
        which, measured = sentence.any_at(after, "question"), sentence.any_at(position - 1, "measure")
        alone = mention.kind == "degree" and sentence.text[: which.start if which else 0].rstrip("是").endswith("的")
        compared = sentence.has("than")  # 全年预算比年初预算少的是哪个: less than that
        alone = alone and not compared
        if which and which.text in _WHICH_ONE and measured and alone and not sentence.any_at(after + 1, "measure"):
            sentence.turn(position, "superlative", "most" if mention.value == "more" else "least")


def from_numbers(sentence: Sentence) -> None:
    """比400万多多少, 离90分差多少, by how much over 4 million: how far a figure is from a number, and no bound."""
    for position, mention in enumerate(sentence.mentions):
        named = sentence.has("name") or sentence.has("code") or sentence.has("follow", "it", "this")
        if mention.kind != "number" or not named or sentence.has("question", "which"):
            continue
        first = position
        while sentence.any_at(first - 1, "than", "comparator", "degree"):
            first -= 1
        compared = [m for m in sentence.mentions[first:position] if m.value in ("more", "less", "than")]
        asked = position + 1 if sentence.any_at(position + 1, "question", "measure") else first - 1
        how_much = sentence.any_at(asked, "question", "measure")
        amount = how_much is not None and how_much.value in ("how_much", "money")
        same_clause = amount and sentence.clause(asked) == sentence.clause(position)
        if not compared or not (sentence.has("relation", "difference") or same_clause):
            continue
        if not sentence.has("relation", "difference"):
            sentence.turn(asked, "relation", "difference")
        sentence.silence(*range(first, position))
        return


def adverbs(sentence: Sentence) -> None:
    """至少用了预算的98%: the adverb stands before the verb, and is of the number behind it."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "superlative" or mention.value not in ("at_least", "at_most"):
            continue
        number = position + 1
        while sentence.any_at(number, "measure"):
            number += 1
        if (
            number > position + 1
            and sentence.any_at(number, "number")
            and not sentence.any_at(number + 1, "comparator_after")
        ):
            between = sentence.mentions[position + 1 : number]
            sentence.mentions[position:number] = [*between, replace(mention, kind="comparator")]


def sums_that_differ(sentence: Sentence) -> None:
    """一级指标的分值和下面各行加起来不一样: whether they add up."""
    for position, mention in enumerate(sentence.mentions):
        denied = sentence.any_at(position - 1, "negation")
        if mention.kind == "same" and denied and sentence.has("aggregate", "sum"):
            sentence.silence(position - 1)
            sentence.turn(position, "intent", "audit")


def still_more_than(sentence: Sentence) -> None:
    """花得比年初预算还多的: 还多 is of the comparison, where no number stands before it."""
    for position, mention in enumerate(sentence.mentions):
        compares = any(sentence.any_at(p, "than") for p in range(max(position - 3, 0), position))
        bounds = sentence.any_at(position - 1, "number")
        if mention.kind == "comparator_after" and mention.text.startswith("还") and compares and not bounds:
            sentence.turn(position, "degree", "less" if mention.value == "at_most" else "more")


def concerning(sentence: Sentence) -> None:
    """Indicators about 档案: what is named behind it; about anything else, it is not passed over."""
    for position, mention in enumerate(sentence.mentions):
        about = mention.kind == "concerning"
        if about and sentence.any_at(
            position + 1, "name", "quote", "text", "class1", "class2", "code", "measure", "each"
        ):
            sentence.silence(position)


def still_so_much(sentence: Sentence) -> None:
    """总分还有90分, 完成值到100%的: at least."""
    for position, mention in enumerate(sentence.mentions):
        measured = sentence.any_at(position - 1, "measure") and sentence.any_at(position + 1, "number")
        still = mention.kind == "conjunction" and mention.text in ("还有", "还")
        up_to = mention.kind == "range" and mention.text in ("到", "至") and not sentence.any_at(position + 2, "range")
        if measured and (still or up_to):
            sentence.turn(position, "comparator", "at_least")


def than_numbers(sentence: Sentence) -> None:
    """比100万还多, 连六成都没花到: a number in place of what is compared with."""
    for position, mention in list(enumerate(sentence.mentions)):
        if mention.kind != "number":
            continue
        than = sentence.any_at(position - 1, "than")
        degree = next((p for p in (position + 1, position + 2) if sentence.any_at(p, "degree")), None)
        scope, denied = sentence.any_at(position + 1, "scope"), sentence.any_at(position + 2, "negation")
        if sentence.has("relation", "difference"):
            continue  # 比400万多多少
        if _fell_short(sentence, position):
            sentence.mentions.insert(position, replace(mention, kind="comparator", value="less"))
            return
        if than and than.value == "than" and degree is not None:
            sentence.turn(position - 1, "comparator", sentence.mentions[degree].value)
            sentence.use(degree)
        elif degree == position + 1 and not than and not sentence.any_at(position - 1, "comparator"):
            sentence.turn(degree, "comparator_after", sentence.mentions[degree].value)  # 九成半还多
        elif scope and denied and denied.value == "not" and sentence.text[: mention.start].rstrip().endswith("连"):
            sentence.use(position + 1, position + 2)
            sentence.mentions.insert(position, replace(mention, kind="comparator", value="less"))
            return


def _fell_short(sentence: Sentence, position: int) -> bool:
    """没花到60%, failed to spend 60 %: a denied verb and a number make a bound."""
    verb, denied = sentence.any_at(position - 1, "measure"), sentence.any_at(position - 2, "negation")
    bounded = sentence.any_at(position - 1, "comparator") or sentence.any_at(position + 1, "comparator_after")
    if bounded or verb is None or denied is None or denied.value != "not" or denied.text in ("不是", "not", "不算"):
        return False
    sentence.use(position - 2)
    return True


def parts_over_wholes(sentence: Sentence) -> None:
    """Unspent over annual budget, as a percentage: no comparison."""
    for position, mention in enumerate(sentence.mentions):
        beside = [sentence.any_at(p, "measure") for p in (position - 1, position + 1)]
        after = sentence.any_at(position + 2, "measure") if sentence.any_at(position + 1, "aggregate") else beside[1]
        if mention.text != "over" or not all(m and m.value in MONEY for m in (beside[0], after)):
            continue
        if sentence.has("relation", "share"):
            sentence.silence(position)
        elif sentence.has("aggregate"):
            sentence.turn(position, "quotient", "quotient")  # total executed over total annual budget


def prepositions(sentence: Sentence) -> None:
    """ "under each class", "about the hall": no comparison where nothing follows that could bound."""
    for position, mention in enumerate(sentence.mentions):
        after = position + 1
        while sentence.any_at(after, "follow", "scope", "year", "each") and not sentence.any_at(after, "number"):
            after += 1  # more than its budget, over all projects
        bounded = sentence.any_at(after, *_BOUNDED)
        bounds = bounded is not None and not (bounded.kind == "measure" and bounded.value not in _FIGURES)
        name = sentence.any_at(position + 1, "name")
        office = name is not None and not name.value.kinds - {"unit", "department"}
        spent_under = mention.text == "under" and sentence.has("question", "how_much")
        if name and (office or spent_under or not sentence.has("measure")) and not sentence.has("degree"):
            bounds = False  # projects under 农业农村局, how much was paid under 信访事务
        if mention.text == "about" and not sentence.any_at(position + 1, "number"):
            bounds = False  # indicators about 档案
        if mention.kind == "comparator" and mention.text in _PREPOSITIONS and not bounds:
            sentence.turn(position, "preposition", mention.value)
        if mention.kind == "comparator_after" and mention.text in _AMONG and not sentence.has("number"):
            sentence.turn(position, "preposition", mention.value)  # 在产出、效益之间
    sentence.drop("preposition")


def about_numbers(sentence: Sentence) -> None:
    """A budget of about 50k: roughly so much, and nothing that is looked for."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "concerning" and sentence.any_at(position + 1, "number"):
            sentence.turn(position, "comparator", "about")
            sentence.silence(
                *(p for p in (position - 1,) if (m := sentence.any_at(p, "comparator")) and m.text == "of")
            )
        elif mention.text == "前后" and not sentence.any_at(position - 1, "number", "year"):
            sentence.silence(position)  # 前后自相矛盾
