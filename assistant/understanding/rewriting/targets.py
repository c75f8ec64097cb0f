"""Words of indicators: targets and goals, reached or missed; scores and their caps.

Owns the rewritings that give words of indicators their meaning. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.understanding.bounds import BUDGETS, MARGINS, MONEY, RATES, SCORES
from assistant.understanding.mentions import Mention
from assistant.understanding.numerals import Number
from assistant.understanding.quoting import TextIn
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_LINKING = ("equal", "and", "yes_no")  # whose score is less than its weight
_ABOVE = frozenset({"高于", "大于", "多于", "高出", "高过", "多过", "大过", ">"})  # by the figures, whichever is better
_BEYOND = {"more": "exceeded", "at_least": "met", "less": "missed", "equal": "exactly_met"}
_KEPT_WITHIN = ("控制在", "压在", "压到")
_COPULAS = frozenset({"是", "为", "就是", "=", "is", "was", "are", "were"})
FULL = 100
_WHEN = frozenset(
    {"何时", "什么时候", "哪天", "哪一天", "几月几号", "什么日期", "日期是", "啥时候", "什么时间"}
    | {"第几季度", "几季度", "哪个季度", "哪一季度", "几月", "几月份", "哪个月", "哪月"}
)
_WHEN_WAS = frozenset({"when was", "when were", "when did"})  # what was done of an indicator of time
_STARTS = late(r"\b(?:start|begin|began|begun|launch|kick off)|开始|开工|启动")
_OWNS = ("with", "has", "had", "have")
_SHORT_OF = frozenset({"missed", "miss", "没达到", "未达到", "没有达到", "not reached", "did not reach", "没做到"})
_MEASURED = MONEY | RATES | SCORES
_REACHED = {"met": "at_least", "missed": "less"}


def of_indicator_alone(mention: Mention) -> bool:
    """Whether a mention names indicators, and no project as well as them."""
    if mention.kind != "name" or "indicator" not in mention.value.kinds:
        return False
    return bool(mention.value.pieces("indicator") < mention.value.pieces("project"))


def against_targets(sentence: Sentence) -> None:
    """Above its target, 高于目标值: the indicator exceeded it."""
    for position, mention in enumerate(sentence.mentions):
        actual = (before := sentence.any_at(position - 1, "measure")) is not None and before.value == "actual"
        if mention.kind != "comparator" or (mention.value not in _BEYOND and mention.text not in _KEPT_WITHIN):
            continue
        if (
            mention.text.startswith(("with", "ha"))
            or (mention.text in _COPULAS and not actual)
            or _quoted(sentence, position)
        ):
            continue
        other = position + 1
        while (again := sentence.any_at(other, "comparator")) and again.value == mention.value:
            other += 1  # 刚好等于目标
        while (pronoun := sentence.any_at(other, "follow")) and pronoun.value != "swap":
            other += 1
        target = sentence.any_at(other, "measure")
        if target and target.value == "target" and not sentence.any_at(other + 1, "number"):
            sentence.use(*range(position, other))
            if sentence.any_at(other + 1, "comparator_after"):
                sentence.silence(other + 1)  # 控制在目标以内
            above = mention.text in _ABOVE
            sentence.turn(other, "predicate", "above_target" if above else _BEYOND.get(mention.value, "met"))


def _quoted(sentence: Sentence, position: int) -> bool:
    """“less than” targets: how a target is written."""
    return sentence.text[sentence.mentions[position].end :].startswith(('"', "'", "”", "’"))


def than_targets(sentence: Sentence) -> None:
    """实际比目标差, 比目标值低: missed; 比目标高: exceeded."""
    for position, mention in enumerate(sentence.mentions):
        target = sentence.any_at(position + 1, "measure")
        way = sentence.any_at(position + 2, "degree", "relation", "comparator")
        if mention.kind != "than" or target is None or target.value != "target" or way is None:
            continue
        if way.value == "difference" and way.text[0] in _DIFFER and any(map(of_indicator_alone, sentence.mentions)):
            sentence.silence(position, position + 2)
            sentence.turn(position + 1, "measure", "above_target")  # 比目标多了多少; what it falls short by is negative
            sentence.use(*(p for p in (position - 1,) if sentence.any_at(p, "measure")))
            continue
        worse = way.kind == "relation" and way.text == "差"
        if worse or way.value in ("more", "less"):
            below = "below_target" if any(map(of_indicator_alone, sentence.mentions)) else "missed"
            value = "missed" if worse else below if way.value == "less" else "above_target"
            sentence.turn(position + 1, "predicate", value)
            sentence.silence(position, position + 2)
            sentence.use(*(p for p in (position - 1,) if sentence.any_at(p, "measure")))


_DIFFER = frozenset("多高超少低")


def below_target(sentence: Sentence) -> None:
    """电话线路故障率低于目标吗: of what is named it is the figures that count, whichever of them is better."""
    for position, mention in enumerate(sentence.mentions):
        by_figures = mention.kind == "predicate" and mention.text.startswith("低于")
        if by_figures and mention.value == "missed" and any(map(of_indicator_alone, sentence.mentions)):
            sentence.turn(position, "predicate", "below_target")


def exceeding_by(sentence: Sentence) -> None:
    """超过目标一半以上的, 超目标不到两成: how much of the target was reached, 100 % and so much more."""
    for position, mention in enumerate(sentence.mentions):
        number = next((p for p in (position + 1, position + 2) if sentence.any_at(p, "number")), None)
        if mention.value not in ("exceeded", "above_target") or mention.kind != "predicate" or number is None:
            continue
        value = sentence.mentions[number].value
        between = sentence.any_at(position + 1, "comparator") or number == position + 1
        of_it = sentence.text[mention.end : sentence.mentions[number].start].startswith("的")
        if value.unit == "percent" and value.value < FULL and between and not of_it:
            percent = replace(value, value=value.value + FULL)
            sentence.mentions[number] = replace(sentence.mentions[number], value=percent)
            sentence.turn(position, "measure", "achievement")


def exceeding_by_how_many(sentence: Sentence) -> None:
    """超目标多少次, 超额完成几份, 超额了多少: the excess, in whatever it is counted in."""
    of_indicator = any(map(of_indicator_alone, sentence.mentions))
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "predicate" or mention.value not in ("exceeded", "above_target"):
            continue
        after = sentence.any_at(position + 1, "predicate", "measure")
        reached = after is not None and after.value in ("met", "actual")
        asked = sentence.any_at(position + (2 if reached else 1), "amount", "question")
        how_many = asked is not None and (asked.kind == "amount" or (of_indicator and asked.text in ("多少", "几")))
        if how_many or (reached and of_indicator and after is not None and after.text.endswith("多少")):
            sentence.turn(position, "measure", "above_target")
            sentence.silence(*(p for p in range(position + 1, position + 3) if p < len(sentence.mentions)))
            return


def ceilings(sentence: Sentence) -> None:
    """Which cost indicators exceeded the target: of costs a target is a ceiling, and beyond it is missed."""
    if not (sentence.has("class2", "成本指标") or sentence.has("class1", "成本指标1")):
        return
    for position, mention in enumerate(sentence.mentions):
        beyond = mention.kind == "predicate" and mention.value in ("exceeded", "far_exceeded")
        if beyond and _BEYOND_CEILING.match(mention.text):
            sentence.turn(position, "predicate", "missed")


_BEYOND_CEILING = late(r"exceed|above|over (?:the|its|their)? ?target|went over|surpass|超过|超出|突破|高于|超了")


def by_far(sentence: Sentence) -> None:
    """高出目标一大截, above the target by far."""
    for position, mention in enumerate(sentence.mentions):
        near = range(max(position - 2, 0), position)
        beyond = ("exceeded", "above_target")
        exceeded = next((p for p in near if sentence.mentions[p].value in beyond), None)
        if mention.kind == "far" and exceeded is not None:
            sentence.turn(exceeded, "predicate", "far_exceeded")
            sentence.silence(position)


def beside_targets(sentence: Sentence) -> None:
    """做了多少次，比目标怎么样: whether it was reached."""
    for position, mention in enumerate(sentence.mentions):
        target, how = sentence.any_at(position + 1, "measure"), sentence.any_at(position + 2, "intent", "question")
        if mention.kind == "than" and target and target.value == "target" and how and how.value in ("summary", "how"):
            sentence.silence(position, position + 2)
            sentence.mentions.insert(position + 3, replace(target, value="outcome"))


def times_of_target(sentence: Sentence) -> None:
    """达到目标值的1.5倍以上, twice its target: a bound on how much of the target was reached."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "times":
            continue
        near = range(max(position - 3, 0), min(position + 4, len(sentence.mentions)))
        of = next((p for p in near if _of_target(sentence.mentions[p])), None)
        if of is None:
            continue
        percent = replace(mention.value, value=mention.value.value * FULL, unit="percent")
        sentence.mentions[position] = replace(mention, value=percent)
        sentence.turn(of, "measure", "achievement")
        sentence.use(*(p for p in near if sentence.any_at(p, "measure") and sentence.mentions[p].value == "actual"))


def _of_target(mention: Mention) -> bool:
    met = mention.kind == "predicate" and mention.value == "met" and mention.text.startswith("达到目标")
    return met or (mention.kind == "measure" and mention.value == "target")


_AIMS = ("target", "targets", "what was planned", "what had been planned", "what was promised", "what was intended")


def goals(sentence: Sentence) -> None:
    """信访事务的目标是什么: of a project and nothing of its indicators, 目标 is the goal of the year."""
    of_indicators = sentence.has("measure", "actual", "score", "weight", "outcome") or sentence.has("amount")
    of_indicators = of_indicators or sentence.has("class1") or sentence.has("class2") or sentence.has("predicate")
    nouns = sentence.has("noun", "indicator", "level3") or sentence.has("quote")
    project = any(m.kind == "name" and "project" in m.value.kinds for m in sentence.mentions)
    indicator = any(map(of_indicator_alone, sentence.mentions))
    if project and not (of_indicators or nouns or indicator):
        for position, mention in enumerate(sentence.mentions):
            if (
                mention.kind == "measure"
                and mention.value == "target"
                and (mention.text in _AIMS or mention.text.endswith(("目标", "要求")))
            ):
                sentence.turn(position, "measure", "goal_expected")


def goals_reached(sentence: Sentence) -> None:
    """年度目标实际完成得怎样: what was reached, not what was aimed at."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure")
        if (
            mention.kind == "measure" and mention.value == "goal_expected" and after and after.value == "goal_actual"
        ) or (mention.value == "target" and mention.text == "supposed" and sentence.has("measure", "goal_expected")):
            sentence.use(position)
            achieved = next((p for p in (position + 1, position + 2) if sentence.any_at(p, "predicate")), None)
            if achieved is not None and sentence.mentions[achieved].value == "met":
                sentence.silence(achieved)  # what was it supposed to achieve
    if sentence.has("measure", "goal_expected"):
        _goal_attained(sentence)
        for position, mention in enumerate(sentence.mentions):
            if mention.value == "outcome":
                sentence.turn(position, "measure", "goal_actual")
                sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.value == "goal_expected"))


def _goal_attained(sentence: Sentence) -> None:
    """大厅的总体目标实现了没有: the texts of a form that is named, side by side; no verdict on its indicators."""
    rows = sentence.has("noun", "indicator", "level3") or sentence.has("class1") or sentence.has("class2")
    others = rows or sentence.has("question", "which", "why") or sentence.has("relation") or sentence.has("aggregate")
    for position, mention in enumerate(sentence.mentions):
        attained = mention.kind == "predicate" and mention.value in ("met", "missed")
        if attained and sentence.has("name") and not (others or any(map(of_indicator_alone, sentence.mentions))):
            sentence.turn(position, "measure", "goal_actual")
            beside = (p for p in range(position - 2, position + 3) if sentence.any_at(p, "negation", "question"))
            sentence.silence(*beside)
            return


def amounts(sentence: Sentence) -> None:
    """几次 of a named indicator is its actual value, unless another of its fields is asked for."""
    indicator = any(map(of_indicator_alone, sentence.mentions))
    asked = sentence.has("measure", "target", "actual", "weight", "score")
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "amount" or not indicator:
            continue
        _no_rates(sentence)
        planned = sentence.any_at(position - 1, "modifier")
        if planned and planned.value == "initial":
            sentence.silence(position - 1)
            sentence.turn(position, "measure", "target")  # 计划多少场
        elif not asked:
            sentence.turn(position, "measure", "actual")
            _in_units(sentence, mention)
        for before in (position - 1, position - 2):  # 一共做了几次: what the form has, and no sum of scores
            if (summed := sentence.any_at(before, "aggregate")) and summed.value == "sum":
                sentence.silence(before)


def _in_units(sentence: Sentence, amount: Mention) -> None:
    """归档了多少份, of a part of several names: of those that are counted so, and not of the rates."""
    rows = [p for p, m in enumerate(sentence.mentions) if of_indicator_alone(m)]
    named = [sentence.mentions[p].value.of("indicator") for p in rows]
    common = tuple(c for c in sentence.mentions[rows[0]].value.candidates if all(c.name in names for names in named))
    if amount.text.isascii() and len(rows) > 1 and common:  # sent to the province and to Beijing: of that which is both
        first = sentence.mentions[rows[0]]
        sentence.mentions[rows[0]] = replace(first, value=replace(first.value, candidates=common))
        sentence.silence(*rows[1:])
        return
    if all(len(names) > 1 for names in named):
        sentence.mentions.append(replace(amount, kind="text", value=TextIn("actual", (str(amount.value),))))


def _no_rates(sentence: Sentence) -> None:
    """归档了多少份: so many are no rate, where a part of a name may mean either."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "name":
            continue
        kept = tuple(
            c for c in mention.value.candidates if c.kind != "indicator" or not c.name.endswith(("率", "程度"))
        )
        if kept and len(kept) < len(mention.value.candidates):
            sentence.mentions[position] = replace(mention, value=replace(mention.value, candidates=kept))


def exactly(sentence: Sentence) -> None:
    """ "exactly 100" is a number, not a target that was met exactly."""
    for position, mention in enumerate(sentence.mentions):
        if mention.value == "exactly_met" and sentence.any_at(position + 1, "number"):
            sentence.turn(position, "comparator", "equal")


_EXACTLY = frozenset({"刚好", "正好", "恰好"})


def exactly_alone(sentence: Sentence) -> None:
    """有多少指标超额完成，多少刚好: exactly met, where nothing follows that it could be equal to."""
    outcomes = sentence.has("predicate", "exceeded", "met", "missed", "far_exceeded")
    outcomes = outcomes or sentence.only("question", "comparator", "aggregate", "noun")
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "comparator" and mention.text in _EXACTLY and outcomes:
            after = position + 1
            if after == len(sentence.mentions) or sentence.clause(after) != sentence.clause(position):
                sentence.turn(position, "predicate", "exactly_met")


def failed_caps(sentence: Sentence) -> None:
    """Failed to get its full points: below the cap."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "negation" or not mention.text.startswith("fail"):
            continue
        cap = next((p for p in range(position + 1, position + 5) if sentence.any_at(p, "predicate")), None)
        if cap is not None and sentence.mentions[cap].value == "at_cap":
            sentence.silence(*range(position, cap))
            sentence.turn(cap, "predicate", "below_cap")


def missed_caps(sentence: Sentence) -> None:
    """Missed full marks: below the cap."""
    for position, mention in enumerate(sentence.mentions):
        cap = position + 2 if sentence.any_at(position + 1, "follow") else position + 1  # missed its full marks
        after = sentence.any_at(cap, "predicate")
        short = mention.text in _SHORT_OF
        if mention.value == "missed" and short and after and after.value == "at_cap":
            sentence.use(*range(position, cap))
            sentence.turn(cap, "predicate", "below_cap")


def kept_at(sentence: Sentence) -> None:
    """安全事故发生率控制在多少: what it is, and no bound."""
    indicator = any(map(of_indicator_alone, sentence.mentions))
    for position, mention in enumerate(sentence.mentions):
        asked = sentence.any_at(position + 1, "question")
        if mention.kind == "comparator" and mention.text.endswith("在") and asked and asked.value == "how_much":
            if indicator and not sentence.has("measure"):
                sentence.turn(position, "measure", "actual")
            else:
                sentence.silence(position)


def indicators_exceeded(sentence: Sentence) -> None:
    """超额完成指标最多: indicators that were exceeded; 完成指标 by itself is that a target was reached."""
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "predicate")
        if mention.value == "met" and mention.text == "完成指标" and before and before.value == "exceeded":
            sentence.turn(position, "noun", "indicator")


def where_lost(sentence: Sentence) -> None:
    """总分最低的项目扣在哪: the indicators that lost points are asked for, and not projects that did."""
    for position, mention in enumerate(sentence.mentions):
        asks = mention.value == "below_cap" and mention.text.endswith(("在哪", "哪了", "在哪里", "哪里", "在何处"))
        if asks and sentence.has("superlative"):
            sentence.mentions.insert(position + 1, replace(mention, kind="noun", value="indicator"))
            return


def values_held(sentence: Sentence) -> None:
    """合同都是2份吗: of an indicator, so many are a figure of it."""
    for position, mention in enumerate(sentence.mentions):
        before, noun = sentence.any_at(position - 1, "scope", "comparator"), sentence.any_at(position + 1, "noun")
        named = any(map(of_indicator_alone, sentence.mentions))
        if mention.kind == "quantity" and mention.value.of is None and before and named and not noun:
            sentence.mentions[position] = replace(mention, kind="number", value=Number(Decimal(mention.value.number)))


def done(sentence: Sentence) -> None:
    """What did each one achieve: the actual value, not whether the target was reached."""
    for position, mention in enumerate(sentence.mentions):
        asked = any((q := sentence.any_at(position - n, "question")) and q.text == "what" for n in (1, 2, 3, 4))
        if mention.kind == "predicate" and mention.text in ("achieved", "achieve", "reached", "reach") and asked:
            of_form = mention.text.startswith("achieve") and _of_form_alone(sentence)
            sentence.turn(position, "measure", "goal_actual" if of_form else "actual")
        elif mention.kind == "predicate" and mention.value == "met" and sentence.any_at(position + 1, "amount"):
            sentence.turn(position, "measure", "actual")  # 归档完成了多少份
        elif mention.kind == "predicate" and mention.value == "met" and _asks_when(sentence):
            sentence.turn(position, "measure", "actual")  # 最后完成在何时
            _of_time(sentence)
    for position, mention in list(enumerate(sentence.mentions)):
        held = mention.text in _WHEN and _HELD.search(sentence.text) and not sentence.has("predicate")  # 几月份办的
        if (mention.text in _WHEN_WAS or held) and not sentence.has("measure"):
            sentence.mentions.insert(position, replace(mention, kind="measure", value="actual"))
            _of_time(sentence)


def _of_form_alone(sentence: Sentence) -> bool:
    """What did 信访事务 achieve: of a project, and of none of its indicators."""
    named = any(m.kind == "name" and "project" in m.value.kinds for m in sentence.mentions)
    rows = sentence.has("noun", "indicator", "level3") or sentence.has("class1") or sentence.has("class2")
    other = rows or any(map(of_indicator_alone, sentence.mentions)) or sentence.has("measure") or sentence.has("each")
    return named and not other


_HELD = late("(?:举办|开展|组织|进行|办|开|搞|做)(?:的|了|过|完|$)")


def _asks_when(sentence: Sentence) -> bool:
    return any(m.text in _WHEN | _WHEN_WAS for m in sentence.mentions)


def _of_time(sentence: Sentence) -> None:
    """培训是什么时候办完的, of a project: its indicators of time. Of a start no form says anything."""
    when = next(p for p, m in enumerate(sentence.mentions) if m.text in _WHEN | _WHEN_WAS and m.kind == "question")
    named = any(
        "indicator" in m.value.kinds and "project" not in m.value.kinds for m in sentence.mentions if m.kind == "name"
    )
    if _STARTS.search(sentence.text):
        sentence.turn(when, "decline", "date")
    elif sentence.has("name") and not (named or sentence.has("class1") or sentence.has("class2")):
        sentence.turn(when, "class2", "时效指标")


def all_targets(sentence: Sentence) -> None:
    """Did it meet all its targets: a test of all its indicators; projects that met every target: that missed none."""
    for position, mention in enumerate(sentence.mentions):
        met = mention.kind == "predicate" and mention.value in ("met", "missed", "exceeded", "exactly_met")
        scope = sentence.any_at(position + 1, "scope", "each", "follow")
        if not met or scope is None or scope.text not in _EVERY:
            continue
        target = position + 2
        while sentence.any_at(target, "follow", "comparator"):
            target += 1
        of_targets = sentence.any_at(target, "measure", "noun")
        if of_targets is None or of_targets.value not in ("target", "indicator", "goal_expected"):
            continue
        sentence.silence(*range(position + 1, target + 1))
        others = sentence.has("question", "which", "how_much") or sentence.has("aggregate")
        if _ASKS.match(sentence.text) and not others and sentence.has("name"):
            sentence.mentions[position : position + 2] = [replace(scope, kind="scope", value="all_of"), mention]
            sentence.turn(target, "noun", "indicator")


_ASKS = late(r"(?:did|do|does|has|have|is|are|was|were)\b")
_EVERY = frozenset({"all", "all of", "all the", "all its", "every", "every one of", "each", "each of", "every single"})


def achieved_of_targets(sentence: Sentence) -> None:
    """What were the targets for satisfaction, and what was achieved: the actual values, and not the text of a form."""
    of_indicators = sentence.has("class1") or sentence.has("class2") or any(map(of_indicator_alone, sentence.mentions))
    if not (sentence.has("measure", "target") and (of_indicators or sentence.has("noun", "indicator", "level3"))):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "measure" and mention.value == "goal_actual" and mention.text.isascii():
            sentence.turn(position, "measure", "actual")


def on_time(sentence: Sentence) -> None:
    """Was the training finished on time, of a project: its indicators of time."""
    named = any(map(of_indicator_alone, sentence.mentions)) or sentence.has("noun", "indicator", "level3")
    for position, mention in list(enumerate(sentence.mentions)):
        met = mention.kind == "predicate" and mention.value in ("met", "missed") and mention.text.endswith("on time")
        if met and not named and sentence.has("name") and not sentence.has("class2"):
            sentence.mentions.insert(position, replace(mention, kind="class2", value="时效指标"))
            return


def conditions_both(sentence: Sentence) -> None:
    """未达标 满分: two conditions; 没达到满分 is one."""
    for position, mention in enumerate(sentence.mentions):
        lost = mention.kind == "measure" and mention.value == "lost"
        beside = any(m.kind == "predicate" and m.value in ("met", "missed", "exceeded") for m in sentence.mentions)
        asked = (
            sentence.has("superlative")
            or sentence.has("question")
            or sentence.has("aggregate")
            or sentence.has("number")
        )
        if lost and beside and not asked:
            sentence.turn(position, "predicate", "below_cap")  # 达标 扣分


_ALL_GOT = late(r"分(?:都|全|全部|全都|统统)?(?:拿|得|挣)(?:到手|到|满|全|下)")


def points_all_got(sentence: Sentence) -> None:
    """产出的50分都拿到了吗: whether the full points were got; the figure is known."""
    of_class = sentence.has("class1") or sentence.has("class2")
    for position, mention in enumerate(sentence.mentions):
        got = mention.kind == "number" and mention.value.unit == "points"
        if got and of_class and _ALL_GOT.match(sentence.text, mention.end - 1) and not sentence.has("superlative"):
            cap = replace(mention, kind="predicate", value="at_cap")
            sentence.turn(position, "scope", "all_of")
            later = range(position + 1, len(sentence.mentions))
            sentence.silence(*(p for p in later if sentence.any_at(p, "comparator", "predicate", "measure", "range")))
            sentence.mentions.insert(position + 1, cap)
            return


def premises(sentence: Sentence) -> None:
    """满分100，得了多少: that the maximum is 100 is known."""
    for position, mention in enumerate(sentence.mentions):
        number = sentence.any_at(position + 1, "number")
        if mention.value == "at_cap" and mention.text in ("满分", "满分的") and number and number.value.value == FULL:
            sentence.silence(position, position + 1)


def lower_is_better(sentence: Sentence) -> None:
    """Better when the number is lower: of such indicators."""
    for position, mention in enumerate(sentence.mentions):
        better = mention.kind == "degree" and mention.text == "better"
        lower = next(
            (p for p in range(position + 1, min(position + 5, len(sentence.mentions))) if _lower(sentence, p)), None
        )
        if better and lower is not None:
            sentence.silence(*range(position, lower))
            sentence.turn(lower, "predicate", "lower_is_better")


def _lower(sentence: Sentence, position: int) -> bool:
    degree = sentence.any_at(position, "degree")
    return degree is not None and degree.value == "less"


def from_how_many_points(sentence: Sentence) -> None:
    """多少分以上才算优: the number is asked for."""
    for position, mention in enumerate(sentence.mentions):
        asked = sentence.any_at(position - 1, "measure", "question")
        if mention.kind == "comparator_after" and asked and asked.text in ("多少分", "几分", "多少"):
            sentence.silence(position)
            sentence.turn(position - 1, "question", "how_much")


def points_as_a_noun(sentence: Sentence) -> None:
    """目标完成了、分却没给满: the points, and no grouping."""
    of_points = sentence.has("predicate", "at_cap", "below_cap", "met", "missed") or sentence.has("measure", "lost")
    for position, mention in enumerate(sentence.mentions):
        grouped = sentence.any_at(position + 1, "noun", "measure", "class1", "class2")
        if mention.text == "分" and mention.kind == "each" and of_points and not grouped:
            sentence.silence(position)


def reached(sentence: Sentence) -> None:
    """Reached a rate of 95%, 没有达到95分: a bound on the figure, not a target that was met or missed."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure", "number", "aggregate")
        if mention.kind != "predicate" or mention.value not in _REACHED or after is None:
            continue
        if (after.kind == "aggregate" and "average" in after.value) or after.value in BUDGETS:
            sentence.turn(position, "comparator", _REACHED[mention.value])  # 没达到平均数, did not reach its budget
            continue
        if after.kind == "aggregate":
            continue
        counted = after.value == "actual" and sentence.any_at(position + 2, "number")  # reach 100 people
        if after.kind == "measure" and after.value not in _MEASURED - MARGINS and not counted:
            continue
        clause = [p for p in range(position, len(sentence.mentions)) if sentence.clause(p) == sentence.clause(position)]
        compared = any(sentence.any_at(p, "comparator_after", "comparator") for p in clause)
        if compared and mention.value == "met":
            sentence.use(position)
        elif sentence.has("number"):
            sentence.turn(position, "comparator", _REACHED[mention.value])


def not_so_many_points(sentence: Sentence) -> None:
    """得分不满5分: less than that; 不满 by itself is not in full."""
    for position, mention in enumerate(sentence.mentions):
        points = sentence.any_at(position + 1, "number")
        if mention.value == "below_cap" and mention.text.endswith("不满") and points:
            sentence.turn(position, "comparator", "less")


def under_caps(sentence: Sentence) -> None:
    """Came in under the maximum, a score less than its weight: below the cap, of the 预算执行率 row too."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "comparator" or mention.value not in ("less", "equal", "more"):
            continue
        after = position + 1
        while sentence.any_at(after, "follow"):
            after += 1
        said = position - 1
        while (copula := sentence.any_at(said, "comparator", "conjunction", "question")) and copula.value in _LINKING:
            said -= 1
        cap, scored = sentence.any_at(after, "predicate", "measure"), sentence.any_at(said, "measure")
        if cap and cap.value == "at_cap" and sentence.has("measure", "score_rate"):
            sentence.use(*range(max(said, 0), after + 1))  # points over full marks: how the rate is worked out
        elif cap and cap.kind == "predicate" and cap.value == "at_cap" and mention.value == "less":
            sentence.use(*range(position, after))
            sentence.turn(after, "predicate", "below_cap")
        elif cap and cap.value == "weight" and mention.value != "more" and scored and scored.value == "score":
            sentence.use(*range(said, after))
            sentence.turn(after, "predicate", "below_cap" if mention.value == "less" else "at_cap")
