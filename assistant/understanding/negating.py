"""What a sentence denies or leaves out: 没拿满分, 不是产出指标的, 除了培训, 不适用的不算, without a reason.

Owns what a negation turns round, and what an exception excludes.
"""

from __future__ import annotations

from assistant.understanding.frame import Frame, NamePart
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

# What a form may have left blank: "without" it asks for the forms that have none.
NULLABLE = frozenset(
    {"total_score", "project_code", "unit", "department", "initial_budget", "target", "actual", "weight"}
)


def negate(sentence: Sentence, frame: Frame, named: dict[int, NamePart]) -> None:
    unequal(sentence, frame, named)
    for position, mention in list(sentence.free("negation")):
        if mention.value == "except":
            _exclude_list(sentence, frame, named, position)
        elif mention.value == "not":
            _negate(sentence, frame, named, position)
        else:
            _exclude(sentence, frame, named, position - 1)  # 不适用的别算
            sentence.use(position)


_LACKS = frozenset({"没有", "没", "无", "no", "without"})
_LEFT_OUT = frozenset({"不算", "不要", "别", "不包括"})  # 不适用的不算
_EXCLUDABLE = ("name", "code", "year", "class1", "class2", "measure", "predicate")


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
    if sentence.has("question", "why") and sentence.at(position + 1, "number"):  # 为什么不是 100%
        sentence.use(position)
        return
    if money and money.value == "fund" and sentence.at(position + 2, "predicate"):
        sentence.use(position, position + 1)
        position += 1  # 没把钱花完
    predicate = sentence.at(position + 1, "predicate")
    if predicate:
        opposite = _OPPOSITE.get(predicate.value)
        (frame.predicates if opposite else frame.denied).append(opposite or predicate.value)
        sentence.use(position, position + 1)
    elif _unfunded(sentence, frame, position) or _negate_measure(sentence, frame, named, position):
        pass
    elif _exclude(sentence, frame, named, position + 1) or (
        sentence.mentions[position].text in _LEFT_OUT and _exclude(sentence, frame, named, position - 1)
    ):
        sentence.use(position)


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
    sentence.use(position)
    before = sentence.text[: sentence.mentions[position - 1].start].rstrip() if position else ""
    if position and (position + 1 >= len(sentence.mentions) or before.endswith(("把", "将"))):
        _exclude(sentence, frame, named, position - 1)  # 把质量指标撇开
        return
    clause = sentence.clause(position)
    position += 1
    if sentence.at(position, "fund"):
        _without_funds(sentence, frame, position)
        return
    spoken = False
    while follow := sentence.at(position, "follow"):  # apart from the ones under X
        spoken = spoken or follow.value in ("it", "this", "them")
        sentence.use(position)
        position += 1
    if spoken and not sentence.at(position, *_EXCLUDABLE):
        frame.follow.append("others")  # 除了它呢
        return
    if not sentence.at(position, *_EXCLUDABLE):
        _exclude(sentence, frame, named, position - 2)  # 大厅不看，其余的
        return
    while position < len(sentence.mentions) and sentence.clause(position) == clause:
        joint = sentence.at(position, "conjunction")
        if not _exclude(sentence, frame, named, position) and not (joint and joint.value == "list"):
            break
        position += 1


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
    return any(m.value != "not" or m.text in ("不是", "不要", "not") for m in beside) or not beside


def _exclude(sentence: Sentence, frame: Frame, named: dict[int, NamePart], position: int) -> bool:
    mention = sentence.at(position, *_EXCLUDABLE)
    if mention is None:
        return False
    if mention.kind in ("name", "code"):
        name = named[position]
        frame.names.append(NamePart(name.text, name.kind, name.names, excluded=True))
    elif mention.kind == "year":
        if not _leaves_out(sentence, position):
            return False
        frame.excluded_years.extend(mention.value)
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
