"""What a target asks for and what was reached, read from the words of a form: operator, number, unit.

Owns the reading of 年度指标值 and 实际完成值 as quantities. It must not compare them (`values` does), and reads
nothing out of a text whose words it does not know: no quantity is better than a wrong one.

How people write them: research/forms.md §5 of the project's notes; ≥95%, 98%以上, 不少于177人, 每周≥1次, ≥6次18人,
≤全年预算452.43万元, 10天内, 8-12人, 200余人.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from store.dataclass import dataclass

# Longest first, so that 不超过 is not read as 超过.
OPERATOR_WORDS = {
    "不得低于": "≥", "不得少于": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "至少": "≥",
    "不得超过": "≤", "不得高于": "≤", "不超过": "≤", "未超过": "≤", "不高于": "≤", "不大于": "≤", "不多于": "≤",
    "至多": "≤", "最多": "≤", "大于等于": "≥", "小于等于": "≤", "大于": ">", "超过": ">", "高于": ">", "多于": ">",
    "小于": "<", "低于": "<", "少于": "<", "等于": "=",
    "≥": "≥", "≤": "≤", ">=": "≥", "<=": "≤", "=>": "≥", "=<": "≤", ">": ">", "<": "<", "=": "=",
}  # fmt: skip
BOUNDS_BEHIND = {
    "及以上": "≥", "以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "之内": "≤", "内": "≤",
}  # fmt: skip
SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
FREQUENCIES = {"每半年": "半年", "每季": "季", "每年": "年", "每月": "月", "每周": "周", "每日": "日", "每天": "日"}
# Words that say how a value was come by, and nothing of what it is.
NEUTRAL = re.compile(
    rf"{'|'.join(FREQUENCIES)}|度|全年|年度|本年|当年|实际|累计|合计|总计|总共|共计|共|总|已|均在|均|于|完成率?|达到|达|为|至|支付|支出|开支|使用|控制在"
    '|开放|开展|组织|举办|开设|发放|印刷|印制|制作|处理|办理|解决|预算|年初|了|约定|[:：()"“”]'
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_STOP = r"\d.,;:。、!?≥≤<>="
_QUANTITY = re.compile(
    rf"(?P<before>[^\d]*?)(?P<low>{_NUMBER})(?:[-~至到](?P<high>{_NUMBER}))?(?P<more>余|多)?"
    rf"(?P<scale>百万|千万|[万亿])?(?P<unit>%|‰|百分比|/\d*[万千]?[^{_STOP}]*?|[^{_STOP}]*?)"
    rf"(?P<behind>{'|'.join(sorted(BOUNDS_BEHIND, key=len, reverse=True))})?(?=[{_STOP}(]|$|(?<=[%‰内上下]))"
)
_OPERATOR = re.compile("|".join(sorted(map(re.escape, OPERATOR_WORDS), key=len, reverse=True)))
_SIGNS = OPERATOR_WORDS | BOUNDS_BEHIND
_BOTH_ENDS = re.compile(r"(\d)%-(?=\d+(?:\.\d+)?%)")  # 85%-95% is 85-95%
_TENTHS = re.compile("(?<![一-龥])([一二三四五六七八九])成([一二三四五六七八九半])?(?=$|[以之]?[上下内])")
_TENTH = {tenths: n for n, tenths in enumerate("一二三四五六七八九", 1)} | {"半": 5}
_POWERS = str.maketrans({"²": "平方", "³": "立方", "㎡": "平方米", "㎥": "立方米"})  # their digits are no quantities
_ONE_SIGN = str.maketrans({"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "═": "=", "~": "-", "—": "-", "–": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity that a target asks for. `unit` is "" where none is printed; `number` is in that unit."""

    operator: str | None  # ≥ > ≤ < = or None: a bare number
    number: Decimal
    unit: str
    qualifier: str  # the words before it: 每周, 全年预算, …
    raw: str
    scaled: bool = False  # 万 or 亿 stood before the unit


@dataclass(frozen=True, slots=True)
class Actual:
    """One quantity that was reached, from `low` to `high`; both the same for a plain number, None for no bound."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    raw: str
    qualifier: str = ""
    scaled: bool = False  # 万 or 亿 stood before the unit


@dataclass(frozen=True, slots=True)
class _Quantity:
    operator: str | None
    low: Decimal
    high: Decimal
    is_open: bool  # 200余人: more than it says
    unit: str
    scaled: bool
    qualifier: str


@lru_cache(maxsize=1 << 12)  # a target is compared, measured and recurs
def one_form(text: str) -> str:
    """The text in one width without blanks, each comparison and each range with its one sign."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_POWERS)).split()).translate(_ONE_SIGN)


@lru_cache(maxsize=256)
def targets(text: str) -> tuple[Target, ...]:
    """The quantities that a target asks for, empty where there is none or the text has something else in it.

    A later one without an operator has the first's: ≥6次18人 asks for at least 18人. A range is no target, unless
    it bounds a time (1-2天内: at most 2天).
    """
    found: list[Target] = []
    for quantity in _quantities(text):
        if quantity.is_open or (quantity.low != quantity.high and quantity.operator != "≤"):
            return ()
        operator = quantity.operator or (found[0].operator if found else None)
        found.append(Target(operator, quantity.high, quantity.unit, quantity.qualifier, text, quantity.scaled))
    return tuple(found)


@lru_cache(maxsize=256)
def actuals(text: str) -> tuple[Actual, ...]:
    """The quantities that were reached, empty where there is none or the text has something else in it."""
    found: list[Actual] = []
    for q in _quantities(text):
        low: Decimal | None = q.low
        high: Decimal | None = None if q.is_open else q.high
        if q.operator in (">", "≥"):
            high = None
        elif q.operator in ("<", "≤"):
            low = None
        found.append(Actual(low, high, q.unit, text, q.qualifier, q.scaled))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _quantities(text: str) -> tuple[_Quantity, ...]:
    found: list[_Quantity] = []
    plain, position = _TENTHS.sub(_percent, _BOTH_ENDS.sub(r"\1-", one_form(text))), 0
    if re.search(r"\d:\d|\d{16}", plain):  # a ratio, of which no side is said to be wanted high; a code
        return ()
    while match := _QUANTITY.match(plain, position):
        quantity = _read(match)
        if quantity is None:
            return ()
        found.append(quantity)
        position = match.end()
    return tuple(found) if _says_no_more(plain[position:]) else ()


def _percent(tenths: re.Match[str]) -> str:
    """九成 as 90%, 八成五 as 85%."""
    return f"{_TENTH[tenths[1]] * 10 + (_TENTH[tenths[2]] if tenths[2] else 0)}%"


def _read(match: re.Match[str]) -> _Quantity | None:
    before = match["before"]
    signs = _OPERATOR.findall(before)
    if match["behind"]:
        signs.append(match["behind"])
    if len(signs) > 1:
        return None
    operator = _SIGNS[signs[0]] if signs else None
    scale = match["scale"] or ""
    low, high = (Decimal((match[end] or match["low"]).replace(",", "")) * SCALES[scale] for end in ("low", "high"))
    if high < low:
        return None
    unit = {"百分比": "%"}.get(match["unit"], match["unit"])
    unit = unit[1:] if len(unit) > 1 and unit.startswith("个") else unit
    qualifier = _OPERATOR.sub("", before).strip(",;。、")
    return _Quantity(operator, low, high, bool(match["more"]), unit, bool(scale), qualifier)


def _says_no_more(rest: str) -> bool:
    """Whether what stands behind the last quantity leaves it as it is (…，未超年初预算; …到达接访劝返)."""
    return not re.search(r"\d|左右|上下|未(?!超)|没|不(?!超)", rest)


def frequency(qualifier: str) -> str | None:
    """What a number is counted in: 周 of 每周. Numbers of different ones cannot be compared."""
    return next((period for word, period in FREQUENCIES.items() if word in qualifier), None)
