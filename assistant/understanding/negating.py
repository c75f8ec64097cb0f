"""What a sentence denies or leaves out: 没拿满分, 不是产出指标的, 除了培训, 不适用的不算, without a reason.

Owns what a negation turns round, and what an exception excludes.
"""

from __future__ import annotations

from assistant.understanding.excepting import LEAVES_OUT
from assistant.understanding.frame import Frame, NamePart
from assistant.understanding.sentence import Sentence
from store.dataclass import replace
from store.patterns import late

_OPPOSITE = {
    "at_cap": "below_cap",
    "below_cap": "at_cap",
    "met": "missed",
    "missed": "met",
    "fully_spent": "unspent_left",
    "unspent_left": "fully_spent",
    "with_reason": "without_reason",
    "without_reason": "with_reason",
    "indicator_lost": "no_indicator_lost",
    "no_indicator_lost": "indicator_lost",
}

# What a form may have left blank: "without" it asks for the forms that have none.
NULLABLE = frozenset(
    {"total_score", "project_code", "unit", "department", "initial_budget", "target", "actual", "weight"}
)


def negate(sentence: Sentence, frame: Frame, named: dict[int, NamePart]) -> None:
    unequal(sentence, frame, named)
    _counted_in(sentence, frame)
    _or_not(sentence)
    for position, mention in list(sentence.free("negation")):
        if mention.value == "except":
            _exclude_list(sentence, frame, named, position)
        elif mention.value == "not":
            _negate(sentence, frame, named, position)
        elif _closes(sentence, position) or _exclude_before(sentence, frame, named, position):  # 不适用的别算
            sentence.use(position)


_OR_NOT = frozenset({"没有", "没", "未", "否", "不"})


def _or_not(sentence: Sentence) -> None:
    """调减了没有，调了多少: behind what it asks about, at the end of a clause, it denies nothing."""
    for position, mention in list(sentence.free("negation")):
        if mention.text not in _OR_NOT or not sentence.any_at(position - 1, "predicate", "measure"):
            continue
        if position + 1 >= len(sentence.mentions) or sentence.clause(position + 1) != sentence.clause(position):
            sentence.turn(position, "question", "yes_no")


_COUNTED_IN = ("算上", "包括", "加上", "连", "连同", "连着", "计入", "带上")


def _counted_in(sentence: Sentence, frame: Frame) -> None:
    """算上不适用的一共多少条, 不适用的也包括在内: of all rows, and not of those alone."""
    for position, mention in list(sentence.free("predicate")):
        before, after = sentence.text[: mention.start], sentence.text[mention.end :].lstrip("的那些行")
        counted = before.endswith(_COUNTED_IN) or after.startswith(_COUNTED_IN)
        if mention.value == "not_applicable" and counted and not sentence.any_at(position - 1, "negation"):
            frame.with_inapplicable = True
            sentence.use(position)
            sentence.use(*(p for p in (position - 1, position + 1) if sentence.any_at(p, "follow", "conjunction")))
            frame.nouns.append("indicator")


def _closes(sentence: Sentence, position: int) -> bool:
    """除了 … 以外: the word behind what is left out, of which the word before it has taken care."""
    clause = sentence.clause(position)
    opened = (p for p in range(position) if sentence.any_at(p, "negation") and sentence.mentions[p].value == "except")
    return any(p in sentence.used and sentence.clause(p) == clause for p in opened)


def _exclude_before(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> bool:
    """大厅和培训以外的: what stands before, and all that a list joins to it."""
    where = position - 1
    while sentence.any_at(where, "noun") and not sentence.any_at(where, *_EXCLUDABLE):
        where -= 1  # 培训项目以外
    found = False
    while _exclude(sentence, frame, named, where):
        found = True
        joint = sentence.any_at(where - 1, "conjunction")
        if not (joint and joint.value == "list"):
            break
        where -= 2
    return found


_LACKS = frozenset({"没有", "没", "无", "no", "without"})
_HELD = frozenset(
    {"不含", "不包含", "不包括", "without", "excluding", "not including"}
)  # of a fund: that a form has none
_EXCLUDABLE = ("name", "code", "class1", "class2", "measure", "predicate", "year", "quote", "text", "fund")


def unequal(sentence: Sentence, frame: Frame, named: dict[int, NamePart]) -> None:
    """主管部门≠农业农村局: all but that name."""
    for position, mention in list(sentence.free("comparator")):
        if mention.value == "unequal" and sentence.at(position + 1, "name", "code"):
            _exclude(sentence, frame, named, position + 1)
            sentence.use(position)


def _denies(sentence: Sentence, position: int) -> bool:
    """不是 …, not …: said of a word, and not of what a form lacks."""
    return sentence.mentions[position].text in ("不是", "不是说", "not", "并不是", "唔系")


def _negate(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> None:
    money = sentence.any_at(position + 1, "noun")
    if sentence.any_at(position + 1, "modifier") and _denies(sentence, position):
        frame.follow.append("correct")  # 不是全年的，是年初的
        sentence.use(position, position + 1)
        meant = [m.value for m in sentence.mentions[position + 2 :] if m.kind == "modifier"]
        if len(meant) == 1 and not sentence.has("measure"):
            frame.measures.append({"initial": "initial_budget", "final": "annual_budget"}[meant[0]])
        return
    if sentence.has("question", "why") and sentence.at(position + 1, "number"):
        sentence.use(position, position + 1)  # 为什么不是 100%: it is not, as the question says
        return
    if money and money.value == "fund" and sentence.at(position + 2, "predicate"):
        sentence.use(position, position + 1)
        position += 1  # 没把钱花完
    predicate = sentence.at(position + 1, "predicate")
    if predicate:
        opposite = _OPPOSITE.get(predicate.value)
        (frame.predicates if opposite else frame.denied).append(opposite or predicate.value)
        sentence.use(position, position + 1)
    elif _no_office(sentence, frame, position):
        sentence.use(position, position + 1)
    elif _unfunded(sentence, frame, position) or _negate_measure(sentence, frame, named, position):
        pass
    elif _exclude(sentence, frame, named, position + 1) or (
        sentence.mentions[position].text in LEAVES_OUT and _exclude_before(sentence, frame, named, position)
    ):
        sentence.use(position)


def _no_office(sentence: Sentence, frame: Frame, position: int) -> bool:
    """Projects with no department: of which the form names none."""
    office = sentence.at(position + 1, "noun")
    named = office is not None and office.value in ("unit", "department") and sentence.head() == "project"
    if named and office is not None and not sentence.any_at(position + 2, "name", "noun", "measure"):
        frame.missing.append(office.value)
        return True
    return False


def _unfunded(sentence: Sentence, frame: Frame, position: int) -> bool:
    """没有上年结转资金的, 没用其他资金的."""
    measure = sentence.at(position + 1, "measure")
    fund = position + 2 if measure and measure.value == "executed" else position + 1
    if not sentence.at(fund, "fund"):
        return False
    frame.without_funds.append(sentence.mentions[fund].value)
    sentence.use(*range(position, fund + 1))
    return True


def _negate_measure(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> bool:
    """没有原因, 不是预算是执行数, 没有年初预算, 没得满分, not called …"""
    measure = sentence.at(position + 1, "measure")
    if measure is None:
        return False
    more = any(m.kind == "measure" for m in sentence.mentions[position + 2 :])
    if measure.value == "deviation":
        frame.predicates.append("without_reason")
    elif measure.value == "adjustment":
        frame.predicates.append("unadjusted")
    elif more and _denies(sentence, position):
        frame.follow.append("correct")
    elif measure.value in NULLABLE and not sentence.any_at(position + 2, "predicate", "name"):
        frame.missing.append(measure.value)
    elif measure.value in ("score", "weight") and sentence.at(position + 2, "predicate"):
        _negate_past(sentence, frame, position)
        return True
    elif not (measure.value == "project_name" and _exclude(sentence, frame, named, position + 2)):
        return False
    sentence.use(position, position + 1)
    return True


def _negate_past(sentence: Sentence, frame: Frame, position: int) -> None:
    """没 得 满分: the verb between says nothing more."""
    predicate = sentence.mentions[position + 2].value
    if predicate in _OPPOSITE:
        frame.predicates.append(_OPPOSITE[predicate])
        sentence.use(position, position + 1, position + 2)


def _exclude_list(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> None:
    """除了 A 和 B (以外): all that is named until something else follows; 不适用的剔除: what stands before."""
    word, clause = position, sentence.clause(position)
    before = sentence.text[: sentence.mentions[position - 1].start].rstrip() if position else ""
    position += 1
    if word and (position >= len(sentence.mentions) or before.endswith(("把", "将"))):
        if _exclude_before(sentence, frame, named, word):  # 把质量指标撇开
            sentence.use(word)
        return
    if sentence.at(position, "fund") and sentence.mentions[word].text in _HELD:
        sentence.use(word)
        _without_funds(sentence, frame, position)
        return
    spoken = False
    while follow := sentence.at(position, "follow"):  # apart from the ones under X
        spoken = spoken or follow.value in ("it", "this", "them")
        sentence.use(position)
        position += 1
    if spoken and not sentence.at(position, *_EXCLUDABLE):
        sentence.use(word)
        frame.follow.append("others")  # 除了它呢
        return
    found = False
    while position < len(sentence.mentions) and sentence.clause(position) == clause:
        joint = sentence.at(position, "conjunction")
        if (found and not joint and sentence.any_at(position - 1, "quote", "text")) or _of_what_is_left(
            sentence, position
        ):
            break  # 不含“率”字的质量指标
        excluded = _exclude(sentence, frame, named, position)
        if not excluded and not (joint and joint.value == "list"):
            break
        found = found or excluded
        position += 1
    if found or _exclude_before(sentence, frame, named, word):  # 大厅不看，其余的
        sentence.use(word)


_OF = late(r"\b(?:for|of|in) (?:the )?$")


def _of_what_is_left(sentence: Sentence, position: int) -> bool:
    """Except quality indicators for the hall: of the hall, and not without it."""
    before = sentence.any_at(position - 1, "class1", "class2", "noun")
    name = sentence.any_at(position, "name", "code")
    return bool(before and name and _OF.search(sentence.text[before.end : name.start]))


def _without_funds(sentence: Sentence, frame: Frame, position: int) -> None:
    """不含其他资金的; 除了拨款和结转，其他资金: beside a line that is asked for, the others say nothing."""
    listed = [position]
    while sentence.at(listed[-1] + 1, "conjunction") and sentence.at(listed[-1] + 2, "fund"):
        listed += [listed[-1] + 1, listed[-1] + 2]
    asked = any(p not in listed for p, _ in sentence.free("fund"))
    if not asked:
        frame.without_funds += [sentence.mentions[p].value for p in listed if sentence.mentions[p].kind == "fund"]
    sentence.use(*listed)


def _leaves_out(sentence: Sentence, position: int) -> bool:
    """2022年的除外, 除了2022年, not in 2022: a year that is left out; 没有2022年 asks whether there is one."""
    beside = [m for p in (position - 1, position + 1) if (m := sentence.any_at(p, "negation"))]
    return any(m.value != "not" or m.text in (*LEAVES_OUT, "不是", "不要", "not") for m in beside) or not beside


def _exclude(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> bool:
    mention = sentence.at(position, *_EXCLUDABLE)
    if mention is None:
        return False
    if mention.kind in ("name", "code", "quote", "text"):
        frame.names.append(replace(named[position], excluded=True))
    elif mention.kind == "year":
        if not _leaves_out(sentence, position):
            return False
        frame.excluded_years.extend(mention.value)
    elif mention.kind == "fund":
        frame.excluded_funds.append(mention.value)
    elif mention.kind == "predicate":
        frame.denied.append(mention.value)
    elif mention.kind == "measure" or mention.value == "预算执行率":
        if mention.value not in ("execution_rate", "预算执行率"):
            return False
        frame.without_execution_row = True
    else:
        classes = frame.excluded_classes
        before = sentence.any_at(position - 1, "negation")
        if before and before.text in _LACKS and sentence.head() == "project":
            classes = frame.lacking_classes  # projects that have no such indicator
        classes.append((f"level{mention.kind[-1]}", mention.value.rstrip("1")))
    sentence.use(position)
    return True
