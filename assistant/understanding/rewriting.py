"""Words whose meaning depends on their neighbours are given it, before anything is composed.

Owns these rewritings: each looks at a mention and those beside it, and replaces it or takes it out.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.understanding.bounds import BUDGETS, MONEY, RATES, SCORES
from assistant.understanding.changing import changes, commands
from assistant.understanding.comparing import (
    against_initial,
    all_alike,
    alternatives,
    averages_bounded,
    bases,
    by_amounts,
    changes_bounded,
    compared_with,
    counts_bounded,
    every_one,
    got,
    parts_over_wholes,
    prepositions,
    rates_of_change,
    reached,
    shares_spent,
    sums_bounded,
    than_numbers,
    tops,
    under_caps,
)
from assistant.understanding.mentions import Mention
from assistant.understanding.pairing import pairs, spending_of_budget
from assistant.understanding.sentence import Sentence

_BEYOND = {"more": "exceeded", "at_least": "met", "less": "missed", "equal": "exactly_met"}
_COPULAS = frozenset({"是", "为", "就是", "=", "is", "was", "are", "were"})
_HOW_MUCH = ("有多少", "是多少")  # without a noun behind it
_CHANGES = ((("调减", "追减", "压减", "核减"), "cut"), (("追加", "调增", "增加"), "raised"))


def rewrite(sentence: Sentence) -> None:
    """Apply every rewriting, in an order in which later ones may build on earlier ones."""
    for rewriting in (
        _openings,
        commands,
        alternatives,
        by_amounts,
        _countings,
        _premises,
        _actually,
        _extents,
        _losing,
        _rests,
        _conditions_both,
        _over_initial,
        _changed,
        _totals,
        _done,
        counts_bounded,
        _left_over,
        _only_these,
        tops,
        got,
        shares_spent,
        parts_over_wholes,
        spending_of_budget,
        pairs,
        under_caps,
        than_numbers,
        compared_with,
        bases,
        averages_bounded,
        changes,
        all_alike,
        every_one,
        reached,
        against_initial,
        _endings,
        _modifiers,
        _statements,
        _shares_of_budget,
        _exceeding,
        _against_targets,
        _differences,
        _goals,
        _goals_reached,
        _names_containing,
        _amounts,
        _changes,
        _exactly,
        _missed_caps,
        rates_of_change,
        sums_bounded,
        changes_bounded,
        prepositions,
        than_numbers,
        under_caps,
        _counts,
    ):
        rewriting(sentence)


def of_indicator_alone(mention: Mention) -> bool:
    """Whether a mention names indicators and cannot be a project."""
    return mention.kind == "name" and "indicator" in mention.value.kinds and "project" not in mention.value.kinds


def _only(sentence: Sentence, *kinds: str) -> bool:
    return all(m.kind in kinds for m in sentence.mentions)


def _openings(sentence: Sentence) -> None:
    """A conjunction that opens a question goes on from the last one: 加上…, and 2024?"""
    if sentence.mentions and sentence.mentions[0].kind == "conjunction":
        sentence.turn(0, "follow", "swap")
    first = sentence.any_at(0, "intent")
    if first and first.text == "不对" and len(sentence.mentions) > 1 and sentence.clause(1) > sentence.clause(0):
        sentence.turn(0, "follow", "correct")  # 不对，我问的是…


def _left_over(sentence: Sentence) -> None:
    """没花完的项目: those that have money left; 没花完的有多少: how much of it."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "noun", "question", "aggregate")
        of_money = after is None or after.text in _HOW_MUCH or after.value in ("fund", "how_much", "sum")
        if mention.value == "unspent" and mention.text.endswith(("完的", "光的")) and not of_money:
            sentence.turn(position, "predicate", "unspent_left")


def _countings(sentence: Sentence) -> None:
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
        elif mention.text == "项目支出" and mention.kind == "noun" and not sentence.has("measure"):
            sentence.mentions.insert(position + 1, replace(mention, kind="measure", value="executed"))


_TAGS = frozenset({"没", "没有", "不", "未", "冇", "未有"})


def _endings(sentence: Sentence) -> None:
    """合格了没有: a negation that ends a question makes it one; "what does it mean": a definition."""
    if len(sentence.mentions) < 2:
        return
    last = sentence.mentions[-1]
    if last.kind == "negation" and last.text in _TAGS:
        sentence.turn(len(sentence.mentions) - 1, "question", "yes_no")
    elif last.text == "mean":
        sentence.turn(len(sentence.mentions) - 1, "definition", "of")


def _modifiers(sentence: Sentence) -> None:
    """年初 and 后来 choose the version of the budget; 原定 of an indicator is its target; else they say nothing."""
    budgets = {"initial": "initial_budget", "final": "annual_budget"}
    of_indicator = any(map(of_indicator_alone, sentence.mentions))
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "modifier":
            continue
        reach = (position + 1, position + 2, *((position - 1, position - 2) if mention.text.isascii() else ()))
        near = [p for p in reach if sentence.any_at(p, "measure")]
        budget = next((p for p in near if sentence.mentions[p].value in ("budget", "money")), None)
        asks = sentence.any_at(position + 1, "question", "aggregate")
        if sentence.any_at(position - 1, "than") and sentence.has("superlative"):
            sentence.use(position - 1, position)  # 比年初砍得最狠
        elif budget is not None:
            sentence.turn(budget, "measure", budgets[mention.value])
            sentence.use(position)
        elif mention.value == "initial" and _listed_with_budget(sentence, position):
            sentence.turn(position, "measure", "initial_budget")  # 年初和全年预算
        elif mention.value == "initial" and sentence.any_at(position - 1, "than", "comparator") and not of_indicator:
            sentence.turn(position, "measure", "initial_budget")  # 超过年初定的数
        elif of_indicator and asks and mention.value == "initial":
            sentence.turn(position, "measure", "target")
            sentence.use(position + 1)
        elif (
            not near
            and not of_indicator
            and (asks or _only(sentence, "modifier", "follow", "negation"))
            and not sentence.has("measure")
        ):
            sentence.turn(position, "measure", budgets[mention.value])
        else:
            sentence.use(position)


def _listed_with_budget(sentence: Sentence, position: int) -> bool:
    joint, budget = sentence.any_at(position + 1, "conjunction"), sentence.any_at(position + 2, "measure")
    return joint is not None and joint.value == "list" and budget is not None and budget.value in BUDGETS


def _statements(sentence: Sentence) -> None:
    """填写了 … 偏差原因: whether a reason is given; beside anything else the verb says nothing."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "states":
            continue
        sentence.use(position)
        reason = sentence.mentions[position + 1] if position + 1 < len(sentence.mentions) else None
        if reason and (reason.value == "deviation" or (reason.kind == "question" and reason.value == "why")):
            sentence.turn(position + 1, "predicate", "with_reason")


def _shares_of_budget(sentence: Sentence) -> None:
    """预算执行到百分之几: how much of a budget is spent is the execution rate, where no other whole is named."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "relation" or mention.value != "share" or not mention.text.endswith(("几", "少", "几成")):
            continue
        if any(map(of_indicator_alone, sentence.mentions)) and not sentence.has("measure", *MONEY):
            sentence.turn(position, "question", "how_much")  # 劝返到百分之几
            continue
        if sentence.has("than") and sentence.any_at(position - 1, "degree"):
            sentence.use(position - 1)
            sentence.turn(position, "relation", "difference")  # 比信访事务高百分之几
            continue
        measures = {m.value for m in sentence.mentions if m.kind == "measure"}
        other = any(m.kind == "relation" and p != position for p, m in enumerate(sentence.mentions))
        whole = sentence.has("scope", "all") or sentence.has("aggregate", "sum")
        twice = sum(m.kind == "measure" and m.value == "executed" for m in sentence.mentions) > 1
        if whole or twice:
            continue  # 所有花出去的钱里，大厅吃掉了几成
        spent = {"execution_rate"} & measures or (measures and measures <= {"executed", "budget", "annual_budget"})
        if spent and not other and not mention.text.startswith("占"):
            for p, m in enumerate(sentence.mentions):
                if m.kind == "measure":
                    sentence.use(p)
            sentence.turn(position, "measure", "execution_rate")


def _exceeding(sentence: Sentence) -> None:
    """A exceeds B in its budget: a comparison of figures, not a target that was exceeded."""
    projects = [m for m in sentence.mentions if m.kind == "name" and m.value.kinds & {"project", "unit", "department"}]
    figures = any(m.kind == "measure" and m.value in MONEY | RATES | SCORES for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        if (
            mention.kind == "predicate"
            and mention.value == "exceeded"
            and figures
            and not sentence.has("noun", "indicator")
        ):
            asked = len(projects) >= 2 and sentence.has("question", "how_much")
            sentence.turn(position, *(("relation", "difference") if asked else ("comparator", "more")))


def _against_targets(sentence: Sentence) -> None:
    """Above its target, 高于目标值: the indicator exceeded it."""
    for position, mention in enumerate(sentence.mentions):
        actual = (before := sentence.any_at(position - 1, "measure")) is not None and before.value == "actual"
        if mention.kind != "comparator" or mention.value not in _BEYOND:
            continue
        if mention.text in _COPULAS and not actual:
            continue
        other = position + 1
        while (again := sentence.any_at(other, "comparator")) and again.value == mention.value:
            other += 1  # 刚好等于目标
        while (pronoun := sentence.any_at(other, "follow")) and pronoun.value != "swap":
            other += 1
        target = sentence.any_at(other, "measure")
        if target and target.value == "target" and not sentence.any_at(other + 1, "number"):
            sentence.use(*range(position, other))
            sentence.turn(other, "predicate", _BEYOND[mention.value])


def _differences(sentence: Sentence) -> None:
    """How much more …: of two named, or of two years, with "than" between, and no number: a difference."""
    named = len({m.value for m in sentence.mentions if m.kind == "name"})
    years = len({m.value for m in sentence.mentions if m.kind == "year"})
    if sentence.has("number") or not sentence.has("measure") or sentence.has("relation"):
        return
    for position, mention in enumerate(sentence.mentions):
        than = mention.kind == "than" or (mention.kind == "comparator" and mention.value in ("more", "less"))
        if than and ((named >= 2 and sentence.has("question", "how_much")) or (years == 2 and mention.kind == "than")):
            sentence.turn(position, "relation", "difference")
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.kind == "degree"))
            return


def _goals(sentence: Sentence) -> None:
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
                and (mention.text in ("target", "targets") or mention.text.endswith(("目标", "要求")))
            ):
                sentence.turn(position, "measure", "goal_expected")


def _goals_reached(sentence: Sentence) -> None:
    """年度目标实际完成得怎样: what was reached, not what was aimed at."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure")
        if (
            mention.kind == "measure" and mention.value == "goal_expected" and after and after.value == "goal_actual"
        ) or (mention.value == "target" and mention.text == "supposed" and sentence.has("measure", "goal_expected")):
            sentence.use(position)
    if sentence.has("measure", "goal_expected"):
        for position, mention in enumerate(sentence.mentions):
            if mention.value == "outcome":
                sentence.turn(position, "measure", "goal_actual")
                sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.value == "goal_expected"))


def _names_containing(sentence: Sentence) -> None:
    """项目名称含…: a search in names."""
    for position, mention in enumerate(sentence.mentions):
        before = sentence.any_at(position - 1, "measure")
        if mention.kind == "contains" and before and before.value == "project_name":
            sentence.turn(position, "intent", "search_name")
            sentence.use(position - 1)


def _amounts(sentence: Sentence) -> None:
    """几次 of a named indicator is its actual value, unless another of its fields is asked for."""
    indicator = any(map(of_indicator_alone, sentence.mentions))
    asked = sentence.has("measure", "target", "actual", "weight", "score")
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "amount" and indicator and not asked:
            sentence.turn(position, "measure", "actual")


def _changes(sentence: Sentence) -> None:
    """调减了, 追加了: the change is asked for, and that there was one is taken for granted."""
    for mention in list(sentence.mentions):
        if mention.kind == "measure" and mention.value == "adjustment":
            said = next((p for words, p in _CHANGES if mention.text.startswith(words)), None)
            if said and not sentence.has("predicate", said):
                sentence.mentions.append(replace(mention, kind="predicate", value=said))


def _exactly(sentence: Sentence) -> None:
    """ "exactly 100" is a number, not a target that was met exactly."""
    for position, mention in enumerate(sentence.mentions):
        if mention.value == "exactly_met" and sentence.any_at(position + 1, "number"):
            sentence.turn(position, "comparator", "equal")


def _missed_caps(sentence: Sentence) -> None:
    """Missed full marks: below the cap."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "predicate")
        short = mention.text in _SHORT_OF
        if mention.value == "missed" and short and after and after.value == "at_cap":
            sentence.use(position)
            sentence.turn(position + 1, "predicate", "below_cap")


def _over_initial(sentence: Sentence) -> None:
    """花超了年初的盘子, overspent its initial budget: over the budget of the start of the year."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "predicate" or mention.value not in ("over_budget", "exceeded", "far_exceeded"):
            continue
        start = next(
            (p for p in (position + 1, position + 2, position - 1, position - 2) if _initial(sentence, p)), None
        )
        if start is not None:
            sentence.turn(position, "predicate", "over_initial")
            budgets = [p for p in (start, start + 1) if _initial(sentence, p) or sentence.any_at(p, "measure")]
            sentence.use(*(p for p in budgets if sentence.mentions[p].value in ("initial", "initial_budget", "budget")))


def _initial(sentence: Sentence, position: int) -> bool:
    mention = sentence.any_at(position, "modifier", "measure")
    return mention is not None and mention.value in ("initial", "initial_budget")


def _changed(sentence: Sentence) -> None:
    """Was the budget changed during the year: a condition, not a figure year by year."""
    years = sum(m.kind == "year" for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        whether = sentence.has("question", "yes_no") or sentence.text.startswith(("was ", "were ", "has ", "have "))
        asked = whether and any(m.value in BUDGETS for m in sentence.mentions)
        if mention.kind == "relation" and mention.text in ("changed", "变动", "变化") and asked and years < TWO:
            sentence.turn(position, "predicate", "adjusted")
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if p > position and m.value in ("between", "to")))


TWO = 2


def _totals(sentence: Sentence) -> None:
    """按单位汇总支出: added up; 汇总 by itself sums up in words."""
    for position, mention in enumerate(sentence.mentions):
        measured = any(sentence.any_at(p, "measure") for p in (position - 1, position + 1))
        if mention.kind == "intent" and mention.text.startswith("汇总") and (measured or sentence.has("each")):
            sentence.turn(position, "aggregate", "sum")


def _done(sentence: Sentence) -> None:
    """What did each one achieve: the actual value, not whether the target was reached."""
    for position, mention in enumerate(sentence.mentions):
        asked = any((q := sentence.any_at(position - n, "question")) and q.text == "what" for n in (1, 2, 3, 4))
        if mention.kind == "predicate" and mention.text in ("achieved", "achieve", "reached", "reach") and asked:
            sentence.turn(position, "measure", "actual")
        elif mention.kind == "predicate" and mention.value == "met" and any(m.text in _WHEN for m in sentence.mentions):
            sentence.turn(position, "measure", "actual")  # 最后完成在何时


def _rests(sentence: Sentence) -> None:
    """除了大厅，剩下的项目: those that are left; 剩下的有多少: the money."""
    excepts = any(m.kind == "negation" and m.value.startswith("except") for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "rest":
            if excepts or (sentence.has("name") and (sentence.has("than") or sentence.has("comparator"))):
                sentence.turn(position, "filler", "filler")
                sentence.use(position)
            elif mention.text.startswith(("剩", "余", "还剩")) and not sentence.any_at(position + 1, "noun"):
                sentence.turn(position, "measure", "unspent")


def _conditions_both(sentence: Sentence) -> None:
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


def _premises(sentence: Sentence) -> None:
    """满分100，得了多少: that the maximum is 100 is known."""
    for position, mention in enumerate(sentence.mentions):
        number = sentence.any_at(position + 1, "number")
        if mention.value == "at_cap" and mention.text in ("满分", "满分的") and number and number.value.value == FULL:
            sentence.use(position, position + 1)
            sentence.turn(position, "filler", "filler")
            sentence.turn(position + 1, "filler", "filler")


FULL = 100


def _actually(sentence: Sentence) -> None:
    """The actual expenditure: what was spent, and nothing of an indicator."""
    for position, mention in enumerate(sentence.mentions):
        ahead = sentence.mentions[position + 1 : position + 4]
        after = next((m for m in ahead if m.kind == "measure"), None)
        if mention.text == "actual" and after and after.value in MONEY | RATES:
            sentence.turn(position, "filler", "filler")
            sentence.use(position)


def _extents(sentence: Sentence) -> None:
    """From most spent down to least, 从最多的到最少的: an order of all."""
    for position, mention in enumerate(sentence.mentions):
        other = next((p for p in (position + 2, position + 3, position + 4) if sentence.any_at(p, "superlative")), None)
        between = sentence.mentions[position + 1 : other] if other else []
        if mention.kind == "superlative" and other and any(m.kind == "range" or m.text == "to" for m in between):
            if {mention.value, sentence.mentions[other].value} == {"most", "least"}:
                sentence.turn(position, "order", mention.value)
                sentence.use(*(p for p in range(position + 1, other + 1) if sentence.mentions[p].kind != "measure"))


def _losing(sentence: Sentence) -> None:
    """丢分指标: the indicators that lost points."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "noun")
        if mention.kind == "measure" and mention.value == "lost" and after and after.value in ("indicator", "level3"):
            sentence.turn(position, "predicate", "below_cap")


_WHEN = frozenset({"何时", "什么时候", "哪天", "哪一天", "几月几号", "什么日期", "日期是", "啥时候", "什么时间"})
_SHORT_OF = frozenset({"missed", "miss", "没达到", "未达到", "没有达到", "not reached", "did not reach", "没做到"})


def _only_these(sentence: Sentence) -> None:
    """是不是只有大厅没花完: that no other is, which no query asks. 只有88.76% says nothing more than the figure."""
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "exclusive":
            of_name = sentence.any_at(position + 1, "name", "code") or mention.text.isascii()
            sentence.turn(position, *(("unknown", "only") if of_name else ("filler", "filler")))


def _counts(sentence: Sentence) -> None:
    """多少指标 is a count, 结余有多少 none; 多少份 of an indicator is its actual value; 几分 beside a score no more."""
    of_indicator = any(map(of_indicator_alone, sentence.mentions))
    scores = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.value in SCORES]
    for position, mention in enumerate(sentence.mentions):
        noun = sentence.any_at(position + 1, "noun")
        before, after = (sentence.any_at(p, "measure") for p in (position - 1, position + 1))
        after = after or sentence.any_at(position + 1, "fund")
        summed = sentence.any_at(position - 1, "aggregate", "each")
        of_sum = summed is not None and summed.value in ("sum", "each") and not noun  # 加起来有多少, 各有多少
        of_sum = of_sum and sentence.has("measure")
        of_figure = after or of_sum or (before and (not noun or noun.value == "fund"))
        if mention.kind == "aggregate" and mention.text in _HOW_MUCH and of_figure:
            sentence.turn(position, "question", "how_much")  # 结余有多少, 有多少结余
        elif mention.kind == "aggregate" and mention.text == "how many" and scores and not noun:
            sentence.turn(position, "question", "how_much")  # how many points did it get
        elif mention.text == "how much":
            continue  # how much did the projects spend
        elif mention.kind == "question" and mention.value == "how_much" and noun and noun.value not in ("fund", "year"):
            sentence.turn(position, "aggregate", "count")
        elif mention.value == "count" and of_indicator and not noun:
            sentence.turn(position, "measure", "actual")
        elif mention.value == "score" and mention.text in ("几分", "多少分", "mark", "marks") and len(scores) > 1:
            sentence.use(position)
