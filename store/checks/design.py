"""How targets and indicators are set: what reviewers remark on, and no figure decides.

Owns those rules, all of them notes. Words decide here, so that each says only what a person should look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from store.checks.figures import text
from store.checks.forms import NOT_APPLICABLE, Form
from store.checks.vocabulary import Found, Parameters
from store.deadlines import is_date
from store.quantities import one_form
from store.values import WANTED_LOW

_VAGUE = re.compile(
    "根据实际|视情况|按需|适时|酌情|逐步|进一步|有所|明显|显著|不断|持续|稳步|日益|日趋|更加|较好|良好|有效"
    "|改善|提高|提升|增强|优化|完善|健全|加强|加快|推进|得到|运转|平稳|井然|稳中|基本|充分"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百两]+(?:次|人|个|场|份|天|日|月|季|项|家|起)|百分|全部|零")
_AT_LEAST = re.compile(r"^[≥>]|不早于")
_COUNTED = re.compile(r"(?:次数|人数|人次|数量|场次|份数|个数|件数|批次)$")
_NO_COUNT_OF_WORK = (*WANTED_LOW, "受益", "带动", "就业")
_OF_TIME = re.compile("天|日|周|月|季|年|小时|分钟|及时|按时|按期|如期|准时|%|％|率|前|底|内|时限|期限|随时|立即")
_OF_STAFF = re.compile("工作人员|干部|职工|员工|本单位|内部人员")
_OF_PAYMENT = re.compile("资金(?:支付|拨付|支出|使用)|支付金额|拨付金额|经费支出|支出金额")
_OPENING, _CLOSING = "“（(《「【", "”）)》」】"
_ENDS_OPEN = ("，", "、", "；", "：", ",", ";", ":")


def vague_target(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A target without a figure or a date, in words that nothing can be measured by."""
    for position, row in form.indicators:
        target = row.target or ""
        if not target or _FIGURE.search(target) or is_date(target) or target in NOT_APPLICABLE:
            continue
        if _VAGUE.search(target):
            yield Found(tuple(form.cite_indicator(position, "target")), {"target": text(target)}, what=row.level3)


def deadline_with_at_least(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """≥第三季度: a deadline is not to be exceeded."""
    for position, row in form.indicators:
        target = one_form(row.target or "")
        if target and is_date(target) and _AT_LEAST.search(target):
            yield Found(tuple(form.cite_indicator(position, "target")), {"target": text(row.target)}, what=row.level3)


def output_as_benefit(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """How often something was done is an output, not what it was good for."""
    for position, row in form.indicators:
        name = row.level3 or ""
        of_benefit = "效益" in (row.level2 or "") or "可持续" in (row.level2 or "")
        if of_benefit and _COUNTED.search(name) and not any(word in name for word in _NO_COUNT_OF_WORK):
            yield Found(
                tuple(form.cite_indicator(position, "level3", "level2")), {"level2": text(row.level2)}, what=name
            )


def time_target_without_time(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """A 时效指标 whose target names no time."""
    for position, row in form.indicators:
        if "时效" in (row.level2 or "") and row.target and not _OF_TIME.search(row.target):
            facts = {"target": text(row.target)}
            yield Found(tuple(form.cite_indicator(position, "target", "level2")), facts, what=row.level3)


def satisfaction_of_staff(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """Satisfaction is that of those who are served."""
    for position, row in form.indicators:
        of_satisfaction = "满意" in (row.level1 or "") + (row.level2 or "")
        if of_satisfaction and _OF_STAFF.search(row.level3 or ""):
            yield Found(tuple(form.cite_indicator(position, "level3", "level2")), what=row.level3)


def payment_as_quantity(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """Money that was paid is no quantity that was put out."""
    for position, row in form.indicators:
        if "数量" in (row.level2 or "") and _OF_PAYMENT.search(row.level3 or ""):
            yield Found(tuple(form.cite_indicator(position, "level3", "level2")), what=row.level3)


def duplicate_indicator(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """The same indicator with the same target twice in a form."""
    keys = {n: (one_form(row.level3), one_form(row.target or "")) for n, row in form.indicators if row.level3}
    times = Counter(keys.values())
    for key, n in times.items():
        if n > 1 and key[1]:
            same = [position for position, own in keys.items() if own == key]
            cells = tuple(cell for position in same for cell in form.cite_indicator(position, "level3"))
            yield Found(cells, what=form.evaluation.indicators[same[0]].level3)


def accomplishment_cut_off(form: Form, _parameters: Parameters) -> Iterator[Found]:
    """实际完成情况 that ends in the middle of a sentence, or is missing where goals are set."""
    done = (form.evaluation.goal_actual or "").strip()
    if not done and not form.evaluation.goal_expected:
        return
    if form.evaluation.missing:
        return
    unclosed = sum(map(done.count, _OPENING)) > sum(map(done.count, _CLOSING))
    if not done or unclosed or done.endswith(_ENDS_OPEN):
        yield Found(tuple(form.cite_form("goal_actual")), {"said": text(done[-12:] or None)})
