"""Words of budgets and of money spent: which version of the budget, how much of it, by how much it was changed.

Owns the rewritings that give words of money their meaning. Each changes mentions in place; none composes.
"""

from __future__ import annotations

from assistant.understanding.bounds import BUDGETS, MONEY, RATES
from assistant.understanding.rewriting.targets import of_indicator_alone
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_HOW_MUCH = ("有多少", "是多少")  # without a noun behind it
_CHANGES = (
    (("调减", "追减", "压减", "核减", "cut", "reduction", "taken off"), "cut"),
    (("追加", "调增", "增加", "increase", "rise", "added"), "raised"),
)
TWO = 2
_SPENT_ON = late("[花用]在|[花用]到|用于|投在|投到|给了")  # 钱有几成花在大厅上: a share of all that was spent
_OF_CHANGE = ("than", "modifier", "relation", "degree")
_NEAR = (1, 2, -1, -2, -3)


def money_left(sentence: Sentence) -> None:
    """一共有多少钱没花完: how much is left, not how many had something left."""
    asked = sentence.has("measure", "money") or (sentence.has("noun", "fund") and sentence.has("question", "how_much"))
    for position, mention in enumerate(sentence.mentions):
        if mention.kind == "predicate" and mention.value == "unspent_left" and asked and not _which_projects(sentence):
            sentence.turn(position, "measure", "unspent")
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.value == "money"))
        how_much = sentence.any_at(position - 1, "aggregate")
        if mention.value == "unspent_left" and mention.text.startswith("钱") and how_much and how_much.value == "count":
            sentence.turn(position, "measure", "unspent")  # 有多少｜钱没花完
            sentence.turn(position - 1, "question", "how_much")


def _which_projects(sentence: Sentence) -> bool:
    return sentence.has("question", "which") and sentence.has("noun", "project")


def left_over(sentence: Sentence) -> None:
    """没花完的项目: those that have money left; 没花完的有多少: how much of it."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "noun", "question", "aggregate")
        of_money = after is None or after.text in _HOW_MUCH or after.value in ("fund", "how_much", "sum")
        if mention.value == "unspent" and mention.text.endswith(("完的", "光的")) and not of_money:
            sentence.turn(position, "predicate", "unspent_left")


def _asked_behind(sentence: Sentence, position: int) -> bool:
    """调整后是多少, 年初多少: the figure is asked for at once."""
    copula = sentence.any_at(position + 1, "comparator")
    asked = position + (2 if copula and copula.value == "equal" else 1)
    return sentence.any_at(asked, "question", "aggregate") is not None


def modifiers(sentence: Sentence) -> None:
    """年初 and 后来 choose the version of the budget; 原定 of an indicator is its target; else they say nothing."""
    budgets = {"initial": "initial_budget", "final": "annual_budget"}
    of_indicator = any(map(of_indicator_alone, sentence.mentions))
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "modifier" or _denied_for_another(sentence, position):
            continue
        reach = (position + 1, position + 2, *((position - 1, position - 2) if mention.text.isascii() else ()))
        near = [p for p in reach if sentence.any_at(p, "measure")]
        budget = next((p for p in near if sentence.mentions[p].value in ("budget", "money")), None)
        if budget is None and not near:  # the budget of X at the start of the year
            clause = [p for p, m in enumerate(sentence.mentions) if sentence.clause(p) == sentence.clause(position)]
            budget = next((p for p in clause if sentence.mentions[p].value == "budget"), None)
        asks = _asked_behind(sentence, position)
        if sentence.any_at(position - 1, "than") and sentence.has("superlative"):
            sentence.use(position - 1, position)  # 比年初砍得最狠
        elif budget is not None:
            sentence.turn(budget, "measure", budgets[mention.value])
            sentence.use(position)
        elif _listed_with_budget(sentence, position) or _beside_other_budget(sentence, position):
            sentence.turn(position, "measure", budgets[mention.value])  # 年初和全年预算
        elif mention.value == "initial" and sentence.any_at(position - 1, "than", "comparator") and not of_indicator:
            sentence.turn(position, "measure", "initial_budget")  # 超过年初定的数
        elif of_indicator and asks and mention.value == "initial":
            sentence.turn(position, "measure", "target")
            sentence.use(position + 1)
        elif not (near or of_indicator) and (asks or _asks_for_a_budget(sentence, position)):
            sentence.turn(position, "measure", budgets[mention.value])
        else:
            sentence.use(position)


def budgets_apart(sentence: Sentence) -> None:
    """年初预算与全年预算不一致的项目: those whose budget was changed; no form contradicts itself by that."""
    for position, mention in enumerate(sentence.mentions):
        budgets = {m.value: p for p, m in enumerate(sentence.mentions[:position]) if m.kind == "measure"}
        both = {"initial_budget", "annual_budget"} <= set(budgets)
        if (mention.kind, mention.value) == ("intent", "audit") and both and sentence.has("noun", "project"):
            sentence.silence(*range(min(budgets.values()), position))
            sentence.turn(position, "predicate", "adjusted")
            return


def _beside_other_budget(sentence: Sentence, position: int) -> bool:
    """Is annual larger than initial budget: the noun is said once."""
    mention = sentence.mentions[position]
    budget = "initial_budget" if mention.value == "initial" else "annual_budget"
    other = position + 2 if sentence.any_at(position + 1, "degree") else position + 1
    joint = sentence.any_at(other, "than", "conjunction", "range", "comparator")
    measure = sentence.any_at(other + 1, "measure")
    other_one = measure is not None and measure.value in {*BUDGETS} - {budget, "budget"}
    return mention.text.isascii() and joint is not None and other_one


def _asks_for_a_budget(sentence: Sentence, position: int) -> bool:
    """调整后是多少, 年初的呢: with no figure said, or the first version of the budget before."""
    if not sentence.has("measure"):
        return _asked_behind(sentence, position) or sentence.only("modifier", "follow", "negation")
    other = sentence.mentions[position].value == "final" and sentence.has("measure", "initial_budget")
    clause = [sentence.mentions[p] for p in sentence.in_clause(sentence.clause(position))]
    asked = any(m.kind == "question" and m.value == "how_much" for m in clause)  # how much did it have by year end
    alone = asked and not any(m.kind == "measure" for m in clause)
    return other and (alone or _asked_behind(sentence, position))


def _denied_for_another(sentence: Sentence, position: int) -> bool:
    """不是全年的，我要年初的: the other one is asked for."""
    denied = sentence.any_at(position - 1, "negation") is not None
    return denied and any(m.kind == "modifier" for m in sentence.mentions[position + 1 :])


def _listed_with_budget(sentence: Sentence, position: int) -> bool:
    if sentence.mentions[position].value != "initial":
        return False
    joint, budget = sentence.any_at(position + 1, "conjunction"), sentence.any_at(position + 2, "measure")
    return joint is not None and joint.value == "list" and budget is not None and budget.value in BUDGETS


_SPENT_MORE = late("多(?:花|用|支|开支)")


def year_against_its_start(sentence: Sentence) -> None:
    """全年比年初多了多少: the change of the budget."""
    if sentence.has("measure"):
        return
    for position, mention in enumerate(sentence.mentions):
        spent = mention.value == "difference" and _SPENT_MORE.match(mention.text)
        if spent and sentence.any_at(position - 1, "modifier") and sentence.any_at(position - 2, "than"):
            sentence.silence(position - 1, position - 2)
            sentence.turn(position, "measure", "over_initial")  # 比年初多花了多少
            continue
        final, initial = sentence.any_at(position - 1, "modifier"), sentence.any_at(position + 1, "modifier")
        if mention.kind == "than" and final and initial and (final.value, initial.value) == ("final", "initial"):
            sentence.silence(position - 1, position + 1)
            sentence.turn(position, "measure", "adjustment")
            sentence.silence(*(p for p, m in enumerate(sentence.mentions) if m.value == "difference"))


def as_a_whole(sentence: Sentence) -> None:
    """整体的预算执行率: of all together, and no summary."""
    for position, mention in enumerate(sentence.mentions):
        rate = sentence.any_at(position + 1, "measure") or sentence.any_at(position + 2, "measure")
        whole = mention.kind == "intent" and mention.value == "summary" and mention.text in ("整体", "总体", "overall")
        if whole and rate and rate.value == "execution_rate":
            sentence.turn(position, "aggregate", "overall")


_OTHER_LEVEL = late(r"(?P<level>上级|本级)(?:财政)?[和与、跟及]$")


def sources_of_funds(sentence: Sentence) -> None:
    """没有其他资金这笔来源: a source of money, not of figures; 上级和本级资金: the funds of both."""
    for position, mention in reversed(list(enumerate(sentence.mentions))):
        beside = _OTHER_LEVEL.search(sentence.text[: mention.start]) if mention.kind == "fund" else None
        if beside and str(mention.value).endswith("级财政资金") and not mention.value.startswith(beside["level"]):
            first = position - (1 if sentence.any_at(position - 1, "conjunction") else 0)
            whole = replace(mention, start=beside.start(), end=beside.end(), value=f"{beside['level']}财政资金")
            sentence.mentions.insert(first, whole)
    for position, mention in enumerate(sentence.mentions):
        if (
            mention.kind == "intent"
            and mention.value == "provenance"
            and mention.text == "来源"
            and sentence.has("fund")
        ):
            sentence.silence(position)


def places_in_files(sentence: Sentence) -> None:
    """出自表里哪个地方, 差在哪: where in the file or in which row, and not where on the map."""
    of_forms = sentence.has("intent", "provenance", "audit", "search") or sentence.has("measure", "lost")
    if of_forms or sentence.has("question", "why"):
        sentence.silence(*(p for p, m in enumerate(sentence.mentions) if (m.kind, m.value) == ("decline", "place")))


def shares_of_budget(sentence: Sentence) -> None:
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
        whole = whole or sentence.any_at(position + 1, "noun") is not None  # what share of projects spent …
        twice = sum(m.kind == "measure" and m.value == "executed" for m in sentence.mentions) > 1
        twice = twice or _SPENT_ON.search(sentence.text) is not None
        of_another = sum(m.kind in ("name", "code") for m in sentence.mentions[:position]) == 2
        if of_another and sentence.text[: mention.start].endswith("的") and not sentence.has("conjunction", "list"):
            continue  # 培训预算是信访事务的几分之几
        if whole or twice:
            continue  # 所有花出去的钱里，大厅吃掉了几成
        spent = {"execution_rate"} & measures or (measures and measures <= {"executed", "budget", "annual_budget"})
        if spent and not other and not mention.text.startswith("占"):
            for p, m in enumerate(sentence.mentions):
                if m.kind == "measure":
                    sentence.use(p)
            sentence.turn(position, "measure", "execution_rate")


def changes_stated(sentence: Sentence) -> None:
    """调减了, 追加了: the change is asked for, and that there was one is taken for granted."""
    for mention in list(sentence.mentions):
        if mention.kind == "measure" and mention.value == "adjustment":
            said = next((p for words, p in _CHANGES if any(word in mention.text for word in words)), None)
            if said and not sentence.has("predicate", said):
                sentence.mentions.append(replace(mention, kind="predicate", value=said))
    for position, mention in enumerate(sentence.mentions):  # 谁调减得最多，减了多少
        ways = {"less": "cut", "more": "raised"}
        asked = mention.kind == "change" and mention.text.endswith("多少")
        if asked and sentence.has("predicate", ways.get(str(mention.value), "")):
            sentence.turn(position, "measure", "adjustment")


def over_initial(sentence: Sentence) -> None:
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


def changed(sentence: Sentence) -> None:
    """Was the budget changed during the year: a condition, not a figure year by year."""
    years = sum(m.kind == "year" for m in sentence.mentions)
    for position, mention in enumerate(sentence.mentions):
        whether = sentence.has("question", "yes_no") or sentence.text.startswith(("was ", "were ", "has ", "have "))
        asked = whether and any(m.value in BUDGETS for m in sentence.mentions)
        if mention.kind == "relation" and mention.text in ("changed", "变动", "变化") and asked and years < TWO:
            sentence.turn(position, "predicate", "adjusted")
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if p > position and m.value in ("between", "to")))


def left_of_budget(sentence: Sentence) -> None:
    """剩余的预算: what is left, no budget; left over half a million: over it."""
    for position, mention in enumerate(sentence.mentions):
        after = sentence.any_at(position + 1, "measure", "number")
        if mention.value != "unspent" or mention.kind != "measure" or after is None:
            continue
        if after.kind == "number" and mention.text.endswith(" over"):
            sentence.mentions.insert(position + 1, replace(mention, kind="comparator", value="more"))
            return
        if after.value in ("budget", "annual_budget") and not sentence.text.isascii():
            sentence.silence(position + 1)


def actually(sentence: Sentence) -> None:
    """The actual expenditure: what was spent, and nothing of an indicator."""
    for position, mention in enumerate(sentence.mentions):
        ahead = sentence.mentions[position + 1 : position + 4]
        after = next((m for m in ahead if m.kind == "measure"), None)
        if mention.text == "actual" and after and after.value in MONEY | RATES:
            sentence.silence(position)


def got(sentence: Sentence) -> None:
    """How much did the hall get: beside a fund, no score."""
    for position, mention in enumerate(sentence.mentions):
        of_money = sentence.has("fund") or sentence.has("modifier") or sentence.has("measure", *MONEY)
        how_much = any(m.text == "how much" and m.kind == "question" for m in sentence.mentions[:position])
        alone = sum(m.kind == "measure" for m in sentence.mentions) == 1 and sentence.has("name")
        if mention.value == "score" and mention.text in ("get", "got") and of_money:
            sentence.silence(position)
        elif mention.value == "score" and mention.text in ("get", "got") and how_much and alone:
            sentence.turn(position, "measure", "budget")  # how much, and not how many points
        elif mention.value == "score" and mention.text.endswith("了") and sentence.any_at(position + 1, "ordinal"):
            sentence.silence(position)  # 谁拿了亚军


def by_amounts(sentence: Sentence) -> None:
    """Raised by more than 500,000 yuan: no group."""
    for position, mention in enumerate(sentence.mentions):
        amount = sentence.any_at(position + 1, "comparator", "number", "superlative")
        if mention.kind == "each" and mention.text == "by" and amount and sentence.has("number"):
            sentence.turn(position, "preposition", "by")
    sentence.drop("preposition")


def changes_bounded(sentence: Sentence) -> None:
    """预算追加超过50万: a bound on the change; of a cut, which is less than nothing, none is asked for."""
    for position, mention in list(enumerate(sentence.mentions)):
        after = sentence.any_at(position + 1, "predicate")
        bound = sentence.any_at(position + 2, "comparator", "number", "superlative")
        changed = after is not None and after.value in ("raised", "cut")
        if mention.kind == "measure" and mention.value == "budget" and changed and bound and sentence.has("number"):
            sentence.turn(position, "measure", "adjustment")


def against_initial(sentence: Sentence) -> None:
    """全年预算比年初高了百分之几, 多了多少: the adjustment, as a rate or as an amount."""
    for position, mention in enumerate(sentence.mentions):
        than, start = sentence.any_at(position + 1, "than"), sentence.any_at(position + 2, "modifier", "measure")
        initial = start is not None and start.value in ("initial", "initial_budget")
        if mention.value in ("annual_budget", "budget") and than and initial and not sentence.has("superlative"):
            rest = sentence.mentions[position + 3 :]
            percent = any(m.value == "share" for m in rest)
            degree = next((m.value for m in sentence.mentions if m.kind == "degree"), None)
            asks = sentence.has("question", "how_much") and not sentence.has("question", "which")
            filters = sentence.has("question", "which") or sentence.has("noun", "project", "unit", "department")
            if degree and not asks and filters:
                sentence.use(position, *(p for p, m in enumerate(sentence.mentions) if m.kind in _OF_CHANGE))
                sentence.use(*(p for p, m in enumerate(sentence.mentions) if m.value in ("initial", "initial_budget")))
                sentence.mentions.append(
                    replace(mention, kind="predicate", value="raised" if degree == "more" else "cut")
                )
                return
            sentence.use(*(p for p, m in enumerate(sentence.mentions) if p > position and m.kind in _OF_CHANGE))
            sentence.turn(position, "measure", "adjustment_rate" if percent else "adjustment")


def shares_of_all(sentence: Sentence) -> None:
    """花钱超过总额10%, 超过总支出的四分之一: of all that is spent, a share that is bounded."""
    for position, mention in enumerate(sentence.mentions):
        compared = sentence.any_at(position - 1, "comparator")
        total = mention.kind == "aggregate" and mention.value == "sum" and mention.text.endswith(("额", "数"))
        total = total or (mention.kind == "measure" and mention.value in MONEY and mention.text.startswith("总"))
        behind = position + 2 if sentence.any_at(position + 1, "filler") else position + 1
        number = sentence.any_at(behind, "number")
        if not (total and compared and number and number.value.unit == "percent"):
            continue
        share = replace(mention, kind="relation", value="share")
        measured = any(m.kind == "measure" and m.value in MONEY for m in sentence.mentions[:position])
        whole = [share] if measured or mention.kind == "aggregate" else [mention, share]
        sentence.mentions[position - 1 : behind] = [*whole, replace(mention, kind="scope", value="all"), compared]
        return


def shares_spent(sentence: Sentence) -> None:
    """Spent at least 90 % of its annual budget, 花了不到预算的九成: a bound on the execution rate."""
    spent = [p for p, m in enumerate(sentence.mentions) if m.kind == "measure" and m.value in ("executed", "money")]
    for position, mention in enumerate(sentence.mentions):
        if mention.kind != "number" or mention.value.unit != "percent" or not spent:
            continue
        budget = next((p for p in _NEAR if is_budget(sentence, position + p) and position + p not in spent), None)
        if budget is None and (it := sentence.any_at(position + 1, "follow")) and it.text == "of it":
            budget = 1  # had its budget raised and spent less than 90 % of it
        compared = position - 2 if sentence.any_at(position - 1, "comparator") else position - 1
        beside = (position + 1 in spent or compared in spent) and not sentence.has("relation")
        if budget is None and beside and not sentence.has("measure", "execution_rate"):
            sentence.turn(spent[0], "measure", "execution_rate")  # over 98 % execution
            return
        if budget is not None and not sentence.has("measure", "execution_rate"):
            sentence.turn(spent[0], "measure", "execution_rate")
            pronouns = [p for p, m in enumerate(sentence.mentions) if m.value == "it"]
            sentence.use(position + budget, *pronouns, *spent[1:])
            return


def is_budget(sentence: Sentence, position: int) -> bool:
    measure = sentence.any_at(position, "measure")
    return measure is not None and measure.value in ("budget", "annual_budget")


_AS_A_RATE = frozenset(
    {
        "what percentage",
        "percentage",
        "what percent",
        "百分之几",
        "百分之多少",
        "in percentage terms",
        "percentage terms",
    }
    | {"in percent", "in per cent", "as a percentage", "in %", "as a %"}
)


def rates_of_change(sentence: Sentence) -> None:
    """By what percentage was the budget increased: the rate of its adjustment."""
    changed = sentence.has("predicate", "raised", "cut", "adjusted")
    for position, mention in enumerate(sentence.mentions):
        percent = mention.text in _AS_A_RATE
        if mention.kind == "relation" and mention.value == "share" and percent and changed:
            sentence.turn(position, "measure", "adjustment_rate")
