"""Days, months and quarters as a form writes them: 2023年5月底前, 12月4日完成, 第三季度.

Owns the reading and the comparing of dates in targets and actual values. It must not guess a year, nor what
a vague word (中旬前) means exactly: between what it surely means and what it may mean nothing is decided.
"""

from __future__ import annotations

import calendar
import re

from store.dataclass import dataclass
from store.quantities import one_form

Day = tuple[int, int, int]  # year (0 where none is printed), month, day: compared as it is

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_BEFORE = r"(?P<before>及?以前|之前|前)?"
_WORDS = r"(?:之?内|按时|按期|全部|均|已)*(?:完成|完工|竣工|支付|发放|上线|印发|举办|开展|到位|开工|交付|验收)*"
_OPERATOR = r"(?P<operator>[≥≤<>=])?"
_MONTH = re.compile(
    rf"{_OPERATOR}(?:于|在)?(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月"
    rf"(?:(?P<day>\d{{1,2}})[日号]|份?(?P<part>底|末|初|上旬|中旬|下旬)?)?{_BEFORE}{_WORDS}"
)
_QUARTER = re.compile(
    rf"{_OPERATOR}(?:(?P<year>\d{{4}})年)?第?(?P<quarter>[一二三四1-4])季度(?P<end>底|末)?{_BEFORE}{_WORDS}"
)
_DATE_LIKE = re.compile(r"\d{4}年(?!度)|\d{1,2}月|[一二三四1-4]季度|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_PARTS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (31, 31), "末": (31, 31)}


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a text names, first and last, and whether it asks for something before them."""

    first: Day
    last: Day
    before: bool
    at_its_end: bool  # 5月底前: up to the last day, not before the month
    operator: str | None


def is_date(text: str) -> bool:
    """Whether the text speaks of a date, so that its numbers are no quantities (12月; but 12个月 are)."""
    return bool(_DATE_LIKE.search(one_form(text)))


def period(text: str) -> Period | None:
    """The days that the whole text names; None where it has a word that is not known."""
    plain = one_form(text)
    if found := _MONTH.fullmatch(plain):
        return _of_month(found)
    if found := _QUARTER.fullmatch(plain):
        year, quarter = int(found["year"] or 0), _QUARTERS[found["quarter"]]
        last = (year, 3 * quarter, _days_in(year, 3 * quarter))
        first = last if found["end"] else (year, 3 * quarter - 2, 1)
        return Period(first, last, bool(found["before"]), bool(found["end"]), found["operator"])
    return None


def outcome(target: str, actual: str) -> str:
    """met, exactly, missed or incomparable. Being earlier than a deadline is to meet it: nothing is exceeded."""
    due, done = period(target), period(actual)
    if due is None or done is None or bool(due.first[0]) != bool(done.first[0]):
        return "incomparable"
    same = (due.first, due.last) == (done.first, done.last)
    if due.operator in ("≥", ">"):  # a deadline with ≥ is met at its day; which side of it is better is not said
        return "exactly" if same else "incomparable"
    if done.before or done.operator in ("≥", "≤", "<", ">"):
        return "incomparable"
    surely_in_time = due.last if due.at_its_end or not due.before else _day_before(due.first)
    if same and (not due.before or due.at_its_end):
        return "exactly"
    if done.last <= surely_in_time:
        return "met"
    return "missed" if done.first > due.last else "incomparable"


def _of_month(found: re.Match[str]) -> Period | None:
    year, month = int(found["year"] or 0), int(found["month"])
    if not 1 <= month <= 12:
        return None
    end = _days_in(year, month)
    if found["day"]:
        day = int(found["day"])
        if not 1 <= day <= end:
            return None
        first = last = day
    else:
        first, last = _PARTS.get(found["part"] or "", (1, end))
    at_its_end = bool(found["day"]) or found["part"] in ("底", "末")
    days = ((year, month, min(first, end)), (year, month, min(last, end)))
    return Period(*days, bool(found["before"]), at_its_end, found["operator"])


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year or 2024, month)[1]  # without a year, 29 February is a day


def _day_before(day: Day) -> Day:
    """The day before the first of a part of a month. Without a year, January's is before every day."""
    year, month, date = day
    if date > 1:
        return year, month, date - 1
    if month > 1:
        return year, month - 1, _days_in(year, month - 1)
    return (year - 1, 12, 31) if year else (0, 0, 0)
