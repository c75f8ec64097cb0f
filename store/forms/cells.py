"""How likely it is that tokens are one cell of a column: the costs that the searches in `table` and `rows` weigh.

Owns what is known of cells: how a wrapped one continues, how a name, a target, an actual value and a reason
begin and end. It must not search, and knows of no order of columns. A cost of 0 is what is expected; 4 is what
hardly ever is. All text is as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from store.forms import labels
from store.forms.tokens import Gap, Token, joined

NEVER = 99.0
UNKNOWN = 0  # width of a column of which nothing is known yet; less than that is a least width
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?", re.ASCII)
DASHES = frozenset({"—", "-", "--", "——", "/", "／", "–", "－", "N/A", "n/a"})
OPERATORS = frozenset("≥≤=＝＜＞<>≧≦﹦═")
NUMBERED = re.compile(r"指标\d{1,2}(?:[:：]|(?=\D))")  # 指标1：
PLACEHOLDER = re.compile(r"指标\d{1,2}[:：]?|[….·]{2,}|…")

_NUMBERED_INSIDE = re.compile(r".+指标\d{1,2}[:：]")
_CANNOT_BEGIN = frozenset("，、。；：,;:）)」”》%％")
_CANNOT_END = frozenset("（(“《、，")
_COMPARISON = re.compile(r"[≥≤=＝＜＞<>≧≦﹦═]")
_AMOUNT_FIRST = re.compile(r"[≥≤=＝＜＞<>≧≦﹦═]|\d")
_AMOUNT = re.compile(r"\d(?:[\d.,-]*\d)?\s*(?:%|％|[一-龥]{1,4})$")
_NAME_ENDS = (
    "数", "率", "量", "度", "性", "时间", "时限", "金额", "总额", "成本", "面积", "比例", "质量", "次数", "情况",
    "程度", "水平", "能力", "效果", "效率", "环境", "秩序", "支出", "费用", "费", "氛围", "生活", "机制", "影响",
    "作用", "经费", "标准", "范围内", "服务", "人员", "效益", "进度", "日期", "周期", "工作", "建设", "发展", "安全",
    "意识", "形象", "保障", "资金", "收入", "问题", "规范",
)  # fmt: skip
_TARGET_BEGINS = re.compile(
    r"每|不[少低超高大小多断]|全年|按时|按[年季月日]|达到|有效|有所|逐[步年]|明显|显著|持续|得到|较|进一步|基本|大于|小于|优|稳[步中定]"
    r"|日[益渐趋]|更加|运转|同比|平稳|健全|丰富|实现|全部|未|力争|确保|可|规范|及时|完成|提高|提升|改善|增强|良好|无|收到|接到"
    r"|根据|控制|满足|保障|长期|井然|合格|符合|\d|[≥≤=＝＜＞<>≧≦]|[一二三四]季度|第|定[性量]"
)
_ACTUAL_BEGINS = re.compile(
    r"实际|部分|稳[步中定]|日[益渐趋]|更加|运转|不断|逐步|持续|井然|已|达到|全年|完成|未|按|有所|得到|效果|每|基本|较|\d"
    r"|[≥≤=＝＜＞<>≧≦]"
)
# What is a bound is a target, mostly; what says that it was done is an actual value.
_BOUND = re.compile(r"^[≥≤＜＞<>≧≦]|^.{1,3}[≥≤＜＞<>≧≦]|^不[少低超高大小多]于?|(?:前|以内|以上|以下|之内)$")
_DONE = re.compile(r"实际|已|完成|未(?!来)")
_BRACKETS = (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》"))
_BRACKET = frozenset("（）()“”《》")
_LATIN_RUN = re.compile(r"[0-9A-Za-z.,%]+")

NUMBERS = ("weight", "score")
_IN_WORDS = ("定性", "定量", "其他")  # for an operator
_STARTS = frozenset("0123456789") | {dash[0] for dash in DASHES} | OPERATORS | {word[0] for word in _IN_WORDS}


class Seam(NamedTuple):
    """Where one token follows another: what it costs that they are, or are not, of one cell."""

    gap: Gap
    width: int  # of the first
    needed: int  # columns of the page, for the first and the beginning of the second beside it
    whole: float | None  # what it costs to join them, however wide the column is

    def joining(self, page_width: int) -> float:
        """What it costs that the second continues the cell of the first, in a column that is `page_width` wide."""
        if self.whole is not None:
            return self.whole
        cost = 0.4 if self.gap is Gap.BLANK else 0.0
        if page_width <= UNKNOWN:
            cost += 1.0 if self.width >= 8 else 2.5
        lost = abs(page_width) - self.needed + 1  # columns left free though the beginning would have fitted in
        if lost > 0:
            cost += min(2.0 + lost, 7.0)
        return cost

    def parting(self, page_width: int) -> float:
        """What it costs that the first, as full as its column, ends a cell although a wrapped one would go on."""
        if self.gap is Gap.SPACE or page_width <= UNKNOWN or self.width < page_width - 1:
            return 0.0
        return 0.6 if self.gap is Gap.NEWLINE else 0.3


def seam(a: Token, b: Token) -> Seam:
    """What there is to know of `b` after `a`."""
    whole = None
    if b.gap is Gap.SPACE:
        alone = a.text in OPERATORS or a.text[-1] in "：:" or b.text[0] in "：:"
        whole = 0.0 if alone else 5.0
    elif a.text[-1] in "：:" and NUMBERED.fullmatch(a.text):
        whole = 0.5
    return Seam(b.gap, a.width, a.width + _ambiguous(a.text) + _least_width(b.text), whole)


@lru_cache(maxsize=1 << 14)
def _ambiguous(text: str) -> int:
    """How many characters of a text may be one column wide or two."""
    return sum(unicodedata.east_asian_width(c) == "A" for c in text)


def _least_width(text: str) -> int:
    """Columns of a text's beginning that no wrap parts."""
    first = _LATIN_RUN.match(text)
    return len(first[0]) if first else 2


def cell_cost(column: str, pieces: Sequence[Token]) -> float:
    """What it costs that the pieces, joined, are a cell of the column."""
    return text_cost(column, joined(pieces) if len(pieces) > 1 else pieces[0].text)


@lru_cache(maxsize=1 << 16)
def text_cost(column: str, text: str) -> float:
    """What it costs that the text is a cell of the column."""
    return _torn(text) + _COSTS[column](text)


@lru_cache(maxsize=1 << 10)
def _torn(text: str) -> float:
    """What it costs, in whatever column, that a text begins or ends so: as one torn out of another."""
    cost = 0.0
    if text[0] in _CANNOT_BEGIN:
        cost += 5.0
    if text[-1] in _CANNOT_END:
        cost += 4.0
    if not _BRACKET.isdisjoint(text):
        cost += sum(3.0 for left, right in _BRACKETS if text.count(left) != text.count(right))
    return cost


def least(column: str, end: str, numbered: bool) -> float:
    """What a cell of a column that wraps costs at least whose last piece is `end`; names may be `numbered`: 指标1：."""
    if column == "deviation":
        return 0.5 if end[-1] in "。；;" else 0.0 if end[-1] in _NONE_ENDS else 3.0
    return _LEAST_NUMBERED if numbered and column == "level3" else _LEAST[column]


def same_number(a: Sequence[Token] | None, b: Sequence[Token] | None) -> bool:
    """Whether two cells print the same number. A reason beside a full score is odd."""
    if not a or not b or not NUMBER.fullmatch(a[0].text) or not NUMBER.fullmatch(b[0].text):
        return False
    return Decimal(a[0].text.rstrip("分")) == Decimal(b[0].text.rstrip("分"))


def _name(text: str) -> float:
    cost = 0.0
    if _has_number(text):
        if not _NUMBERED_INSIDE.match(text):
            return -5.0 if len(text) > 4 else 2.0
        cost += 9.0
    if NUMBER.fullmatch(text) or text in DASHES:
        cost += 8.0
    elif _AMOUNT_FIRST.match(text):
        cost += 3.0
    if _COMPARISON.search(text):
        cost += 2.0
    if text[-1] in "。；;":
        cost += 3.0
    elif "。" in text:
        cost += 4.0
    if text.endswith(_NAME_ENDS):
        cost -= 1.0
    if len(text) < 3:
        cost += 1.0
    return cost


def _has_number(text: str) -> bool:
    """Whether an indicator's number stands in a text: 指标1："""
    return "指标" in text and bool(NUMBERED.match(text) or _NUMBERED_INSIDE.match(text))


def _target(text: str) -> float:
    if _has_number(text):
        return 9.0
    cost = 0.0
    if _BOUND.search(text):
        cost -= 2.0
    elif _TARGET_BEGINS.match(text):
        cost -= 1.0
    elif _AMOUNT.search(text):
        cost -= 0.5
    if _DONE.match(text):
        cost += 1.0
    if len(text) > 7:
        cost -= 0.2  # what is wanted is often told at more length than what was done
    if text in DASHES:
        cost += 1.0
    if len(text) == 1 and not text.isdigit():
        cost += 2.0
    return cost


def _actual(text: str) -> float:
    if _has_number(text):
        return 9.0
    cost = 0.0
    if _BOUND.search(text):
        cost += 0.5
    elif _ACTUAL_BEGINS.match(text):
        cost -= 1.0
    elif _AMOUNT.search(text):
        cost -= 0.5
    if text in DASHES:
        cost += 1.0
    if len(text) == 1 and not text.isdigit() and text not in "优良中低差好坏无是否":
        cost += 2.0
    return cost


def _deviation(text: str) -> float:
    if _has_number(text):
        return 9.0
    if text in labels.NONE:
        return 0.0
    cost = 3.0
    if NUMBER.fullmatch(text):
        cost += 8.0
    elif _AMOUNT_FIRST.match(text):
        cost += 2.0
    if text[-1] in "。；;":
        cost -= 2.5
    if text.endswith(_NAME_ENDS) and "，" not in text:
        cost += 1.5
    if len(text) < 3:
        cost += 2.0
    return cost


def _operator(text: str) -> float:
    return 0.0 if text in OPERATORS or text in _IN_WORDS else NEVER


def _measure(text: str) -> float:
    if any(c.isdigit() for c in text) or len(text) > 6:
        return 3.0
    return 0.0 if len(text) <= 4 else 1.0


def is_words(text: str) -> bool:
    """Whether a text is surely no number, dash or operator."""
    return text[0] not in _STARTS


def _number(text: str) -> float:
    if NUMBER.fullmatch(text):
        return 0.0
    return 3.0 if text in DASHES else NEVER


_LEAST_NUMBERED = -5.0
_LEAST = {"level3": -1.0, "target": -2.2, "actual": -1.0, "measure": 0.0, "operator": 0.0, "weight": 0.0, "score": 0.0}
_NONE_ENDS = frozenset(text[-1] for text in labels.NONE if text)
_COSTS = {
    "level3": _name,
    "target": _target,
    "actual": _actual,
    "deviation": _deviation,
    "operator": _operator,
    "measure": _measure,
    "weight": _number,
    "score": _number,
}


def widths(cells: Mapping[str, Sequence[Sequence[Token]]]) -> dict[str, int]:
    """How wide each text column is: as its widest piece where it has a wrapped cell; else (less than 0) at least."""
    found = {}
    for column, of_column in cells.items():
        widest = max((piece.width for pieces in of_column for piece in pieces), default=0)
        wrapped = any(len(pieces) > 1 for pieces in of_column)
        found[column] = widest if wrapped else -widest
    return found
