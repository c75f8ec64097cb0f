"""Values as a form prints them: money in fen and numbers, read exactly; targets and what was made of them.

Owns the reading of one printed cell, and the comparing of a target with an actual value. It must not know of
tables, files or SQL, and must never guess: a text that is no number is None, and what cannot be compared is said
to be incomparable.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from store import deadlines
from store.dataclass import dataclass, replace
from store.deadlines import is_date
from store.quantities import NEUTRAL, Actual, Target, actuals, frequency, one_form, targets

FEN_IN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
# What an actual value says in words alone.
SAYS_MET = frozenset(
    {
        *("完成", "已完成", "全部完成", "已全部完成", "按时完成", "按期完成", "如期完成", "完成目标", "完成任务"),
        *(
            "达到预期",
            "达成预期",
            "达到预期目标",
            "达到预期指标",
            "达成预期目标",
            "达成预期指标",
            "达到目标",
            "达到要求",
        ),
        *("达标", "已达标", "全部达标", "达到预期效果"),
    }
)
SAYS_NOT_MET = frozenset(
    {"未开展", "未完成", "未实施", "未启动", "未达标", "未达到", "未达到预期", "没有完成", "未落实"}
)
# Units that measure the same, each in the smallest of them.
_MEASURES = (
    {"‰": Decimal(1), "%": Decimal(10)},
    {"秒": Decimal(1), "分钟": Decimal(60), "小时": Decimal(3600)},
    {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000)},
    {"平方米": Decimal(1), "平方公里": Decimal(1_000_000)},
    {"克": Decimal(1), "公斤": Decimal(1000), "千克": Decimal(1000), "吨": Decimal(1_000_000)},
)
SAYS_NONE = frozenset({"无", "零", "未发生", "没有", "无发生", "没有发生"})
# Words in an indicator's name that tell that less is better, and units of which a name does not tell it.
WANTED_LOW = (
    *(
        "事故",
        "故障",
        "投诉",
        "差错",
        "失误",
        "违规",
        "违法",
        "违纪",
        "超标",
        "超期",
        "逾期",
        "不合格",
        "不良",
        "死亡",
        "伤亡",
    ),
    *(
        "损失",
        "流失",
        "污染",
        "排放",
        "能耗",
        "空置",
        "闲置",
        "破损",
        "发案",
        "上访",
        "信访量",
        "成本",
        "费用",
        "降低",
        "减少",
    ),
)
# Words that turn such a name round, or may: 投诉办结率 and 能耗降低率 are wanted high, 成本控制率 who knows.
UNDIRECTED_WORDS = (
    *(
        "降低",
        "减少",
        "下降",
        "压减",
        "压降",
        "控制",
        "节约",
        "整改",
        "处置",
        "处理",
        "办结",
        "化解",
        "查处",
        "修复",
        "维修",
    ),
    *("检测", "检查", "排查", "治理", "防治", "及时", "满意", "合格", "达标", "执行"),
)
UNDIRECTED_UNITS = frozenset({"元", "年", "月", "天", "日", "周", "工作日", "小时", "分钟", "秒"})
SENSELESS = Decimal(10) ** 9  # percent: an achievement beyond it comes of a slip, and says nothing
_LARGEST = 10**18  # what a store's 64-bit integers hold; no amount in fen and no weight in ten-thousandths is more
_DIGITS = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
_NUMBER = re.compile(rf"({_DIGITS})(?:%|分)?", re.ASCII)
_AMOUNT = re.compile(rf"[¥￥]?({_DIGITS})(元|千元|万元?|亿元?)?", re.ASCII)


def number(text: str) -> Decimal | None:
    """The number that a cell prints, with `%` or `分` at its end or without: "99.25%" is 99.25 (percent).

    None where the cell has nothing (blank, —, -, --, /) or something that is no number.
    """
    found = _NUMBER.fullmatch(_plain(text))
    value = Decimal(found[1].replace(",", "")) if found else None
    return value if value is not None and abs(value) * 10_000 < _LARGEST else None


def fen(text: str, amount_unit: str) -> int | None:
    """The amount that a cell prints, in fen. A unit in the cell itself ("620.82万元") beats `amount_unit`.

    `amount_unit` is what the form prints its amounts in: 元, 千元, 万元 or 亿元; another is a ValueError.
    Digits below the fen are rounded half up. None where the cell has nothing or no amount.
    """
    if amount_unit not in FEN_IN:
        raise ValueError(f"{amount_unit!r} is no unit of amounts; there are {', '.join(FEN_IN)}")
    found = _AMOUNT.fullmatch(_plain(text))
    if not found:
        return None
    own_unit = found[2] and found[2].removesuffix("元") + "元"
    value = number(found[1])
    exact = None if value is None else value * FEN_IN[own_unit or amount_unit]
    return int(exact.to_integral_value(ROUND_HALF_UP)) if exact is not None and abs(exact) < _LARGEST else None


def _plain(text: str) -> str:
    """In one width, without the blanks that wrapping leaves at a separator or an end."""
    one_width = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    return re.sub(r"\s*([,.%])\s*", r"\1", one_width)


class Outcome(StrEnum):
    MET = "met"  # met; by how much cannot be said, or the value is a range
    EXACTLY = "exactly"
    EXCEEDED = "exceeded"  # strictly better than the target
    MISSED = "missed"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Comparison:
    outcome: Outcome
    achievement: Decimal | None = None  # actual / target in percent, two decimals; None where it has no sense


@lru_cache(maxsize=1024)  # a form's rows are compared when they are stored, and when they are checked
def compare(target: str, actual: str, name: str = "") -> Comparison:
    """What a form's actual value makes of its target.

    A text that is not wholly understood is incomparable: no side is taken without reason. `name` is the
    indicator's, which says of a target that is a bare number or has = whether more of it is better (户数) or less
    (事故率); without it, such a target can be met only exactly (but 0 and 100% have but one side).

    `achievement` is actual / target in percent, of the worst end of a range, and in that direction for targets
    that are better when lower too (3% of ＜5% is 60): a reader decides with `lower_is_better`. It is None for dates
    and for several quantities, where the range has no such end, and where the target, or the actual of one that is
    better when lower, is not positive.
    """
    by_words = _by_words(target, actual)
    if is_date(target) or is_date(actual):
        by_value = Comparison(Outcome(deadlines.outcome(target, actual)))
    else:
        by_value = _by_quantities(target, actual, name)
    return by_words if by_value.outcome is Outcome.INCOMPARABLE else by_value


def compared(target: str, actual: str, name: str = "") -> tuple[tuple[Target, Actual], ...]:
    """The quantities of a target, each with what was reached of it, as far as the two count the same.

    A target's operator is the one that it is read by (see `compare`). Empty for dates, and where there are more
    quantities on one side than on the other.
    """
    wanted, reached = targets(target), actuals(actual)
    if is_date(target) or is_date(actual) or len(wanted) != len(reached):
        return ()
    pairs = ((_directed(w, name), _in_unit_of(w, r)) for w, r in zip(wanted, reached, strict=True))
    return tuple((w, r) for w, r in pairs if _commensurable(w, r))


def lower_is_better(target: Target) -> bool:
    """Whether a target is an upper bound: ≤ or ＜."""
    return target.operator in ("≤", "<")


def _by_words(target: str, actual: str) -> Comparison:
    said = one_form(actual).rstrip("。;,")
    if said in SAYS_NOT_MET:
        return Comparison(Outcome.MISSED)
    equal = bool(said) and one_form(target).rstrip("。;,") == said
    return Comparison(Outcome.MET if said in SAYS_MET or equal else Outcome.INCOMPARABLE)


def _by_quantities(target: str, actual: str, name: str) -> Comparison:
    wanted, reached = targets(target), actuals(actual)
    if len(wanted) == 1 and wanted[0].number == 0 and one_form(actual) in SAYS_NONE:
        reached = actuals("0")
    if not wanted or len(wanted) != len(reached):
        return Comparison(Outcome.INCOMPARABLE)
    pairs = [_one(_directed(w, name), _in_unit_of(w, r)) for w, r in zip(wanted, reached, strict=True)]
    if len(pairs) == 1:
        return pairs[0]
    outcomes = {pair.outcome for pair in pairs}
    for decisive in (Outcome.INCOMPARABLE, Outcome.MISSED):
        if decisive in outcomes:
            return Comparison(decisive)
    return Comparison(outcomes.pop() if len(outcomes) == 1 else Outcome.MET)


def _directed(target: Target, name: str) -> Target:
    """A bare number, or one with =, with the bound that it is read as where its value, its unit or the name says.

    Practice takes more than was asked as done (13次 for =12次), and less of something wanted low too.
    """
    if target.operator not in (None, "="):
        return target
    if target.number == 0:
        return replace(target, operator="≤")
    low = any(word in name for word in WANTED_LOW)
    if low and any(word in name for word in UNDIRECTED_WORDS):
        return replace(target, operator="=")
    if target.number == 100 and target.unit == "%" and not low:
        return replace(target, operator="≥")
    if not name or target.unit in UNDIRECTED_UNITS:
        return replace(target, operator="=")
    return replace(target, operator="≤" if low else "≥")


def _one(target: Target, actual: Actual) -> Comparison:
    if not _commensurable(target, actual):
        return Comparison(Outcome.INCOMPARABLE)
    if target.operator == "=":
        equal = actual.low == actual.high == target.number
        return Comparison(Outcome.EXACTLY, Decimal("100.00")) if equal else Comparison(Outcome.INCOMPARABLE)
    lower = lower_is_better(target)
    worst, best = (actual.high, actual.low) if lower else (actual.low, actual.high)
    outcome = _outcome(target, worst, best)
    if worst is None or target.number <= 0 or (lower and worst <= 0) or outcome is Outcome.INCOMPARABLE:
        return Comparison(outcome)
    percent = worst / target.number * 100
    return Comparison(outcome, percent.quantize(Decimal("0.01"), ROUND_HALF_UP) if percent < SENSELESS else None)


def _outcome(target: Target, worst: Decimal | None, best: Decimal | None) -> Outcome:
    """Of a bound, with the ends of what was reached; an end is None where there is no bound on that side."""
    sign = -1 if lower_is_better(target) else 1
    over = None if worst is None else sign * (worst - target.number)
    best_over = None if best is None else sign * (best - target.number)
    meets_when_equal = target.operator in ("≥", "≤")
    if over is not None and over > 0:
        return Outcome.EXCEEDED
    if over == 0 and meets_when_equal:
        return Outcome.EXACTLY if best_over == 0 else Outcome.MET
    if best_over is not None and (best_over < 0 or (best_over == 0 and not meets_when_equal)):
        return Outcome.MISSED
    return Outcome.INCOMPARABLE  # the range straddles the target


def _in_unit_of(target: Target, actual: Actual) -> Actual:
    """What was reached, in the target's unit, where the two units measure the same: 0.5% is 5‰."""
    family = next((f for f in _MEASURES if target.unit in f and actual.unit in f), None)
    if family is None or target.unit == actual.unit:
        return actual
    low, high = (
        None if end is None else end * family[actual.unit] / family[target.unit] for end in (actual.low, actual.high)
    )
    return replace(actual, low=low, high=high, unit=target.unit)


def _commensurable(target: Target, actual: Actual) -> bool:
    """Whether the two numbers count the same: unit, frequency, and no word before them that says otherwise."""
    if target.unit and actual.unit and target.unit != actual.unit:
        return False
    if frequency(target.qualifier) != frequency(actual.qualifier):
        return False
    if NEUTRAL.sub("", actual.qualifier) not in target.qualifier:
        return False
    if actual.unit or not target.unit:
        return True
    # A number without the target's unit is in that unit, unless it may be a share (0.98) or be counted in 万.
    ends = [end for end in (actual.low, actual.high) if end]
    return not (target.unit == "%" and any(end <= 1 for end in ends)) and not (target.scaled and ends)
