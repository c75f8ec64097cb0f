"""What a spreadsheet shows of a number: 0.8244 in the format 0.00% is 82.44%.

Owns the formats that forms are met with: decimals, thousands, percent, dates, texts around. It must not open files;
a format that it does not know shows the number in plain digits.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

# What is no placeholder: quoted and escaped texts, spaces as wide as a character, fills, and marks in brackets.
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]')
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.[#0?]*)?,*|\.[#0?]+")
_DATE = re.compile(r"[ymdhsaegb年月日]", re.IGNORECASE)
_DATE_PARTS = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s", re.IGNORECASE)
_TOO_LARGE = 10**15  # such a number has more digits than a spreadsheet shows
_LAST_PLACE = Decimal(1).scaleb(-15)


class _Section(NamedTuple):
    """One section of a format: the texts around the number, and how the number is written."""

    before: str
    after: str
    decimals: int
    least_digits: int  # before the point
    optional: int  # of the decimals, how many are left out where they are zero
    thousands: bool
    scale: int  # power of ten


def number(value: int | float | Decimal, number_format: str) -> str:
    """The number as it is shown."""
    exact = _exact(value)
    sections = _split(number_format)
    section = sections[0]
    if exact < 0 and len(sections) > 1:
        section, exact = sections[1], -exact
    elif exact == 0 and len(sections) > 2:
        section = sections[2]
    read = _section(section)
    return _plain(exact) if read is None or abs(exact) >= _TOO_LARGE else _shown(exact, read)


def is_date(number_format: str) -> bool:
    """Whether a format shows a number as a date or a time."""
    return bool(_DATE.search(_LITERAL.sub("", _split(number_format)[0]))) and not _is_general(number_format)


def moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    """A date or time as it is shown, in the formats of figures; else as 2023-12-01 or 08:30:00."""
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, time) or _is_general(number_format):
        return str(value)
    parts = {"y": f"{value.year:04}", "m": value.month, "d": value.day}
    if isinstance(value, datetime):
        parts |= {"h": value.hour, "s": value.second}

    pieces: list[str] = []
    at = 0
    text = _split(number_format)[0]
    after_hour = False
    for met in re.finditer(rf"{_LITERAL.pattern}|{_DATE_PARTS.pattern}", text, re.IGNORECASE):
        pieces.append(text[at : met.start()])
        at = met.end()
        if met[0][0] in '"\\_*[':
            pieces.append(met[1] or met[2] or "")
            continue
        key, width = met[0][0].lower(), len(met[0])
        if key == "m" and after_hour and isinstance(value, datetime):
            pieces.append(f"{value.minute:0{min(width, 2)}}")
        elif key == "y":
            pieces.append(str(parts["y"])[-2:] if width == 2 else str(parts["y"]))
        else:
            pieces.append(f"{parts.get(key, 0):0{min(width, 2)}}")
        after_hour = key in "hm" and (key == "h" or after_hour)
    return ("".join(pieces) + text[at:]).replace("@", "").replace(";", "").strip()


def _exact(value: int | float | Decimal) -> Decimal:
    """What a person typed: a float has 15 digits that mean anything."""
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_general(number_format: str) -> bool:
    return number_format.strip().lower() in ("", "general", "@", "standard")


@lru_cache(maxsize=1024)
def _split(number_format: str) -> tuple[str, ...]:
    """A format's sections; a semicolon in quotes parts none."""
    return tuple(re.findall(r'(?:"[^"]*"|\\.|[^;])+', number_format)) or ("General",)


@lru_cache(maxsize=1024)
def _section(text: str) -> _Section | None:
    """How a section writes a number; None where it is General or has no digits to write."""
    if _is_general(text):
        return None
    literals: list[str] = []

    def hidden(met: re.Match[str]) -> str:
        literals.append(met[1] or met[2] or met[3] or "")
        return "\x00"

    bare = _LITERAL.sub(hidden, text.replace("\x00", ""))  # a null stands for each literal
    met = _DIGITS.search(bare)
    if not met or re.search(r"[Ee][+-]|/", bare):
        return None
    whole, _, decimals = met[0].rstrip(",").partition(".")
    shown = iter(literals)
    before = re.sub("\x00", lambda _: next(shown), bare[: met.start()])
    after = re.sub("\x00", lambda _: next(shown), bare[met.end() :])
    thousandths = len(met[0]) - len(met[0].rstrip(","))
    percents = bare.count("%")  # a quoted one is a text
    return _Section(
        before=before.lstrip(),
        after=after.rstrip(),
        decimals=len(decimals),
        least_digits=whole.count("0"),
        optional=len(decimals) - len(decimals.rstrip("#?")),
        thousands="," in whole,
        scale=2 * percents - 3 * thousandths,
    )


def _shown(value: Decimal, section: _Section) -> str:
    scaled = value.scaleb(section.scale)
    scaled = scaled.quantize(max(Decimal(1).scaleb(-section.decimals), _LAST_PLACE), ROUND_HALF_UP)
    sign = "-" if scaled < 0 else ""
    whole, _, decimals = f"{abs(scaled):f}".partition(".")
    for _ in range(section.optional):
        decimals = decimals.removesuffix("0")
    whole = whole.lstrip("0").rjust(section.least_digits, "0")
    if section.thousands:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    point = "." if decimals else ""
    return f"{sign}{section.before}{whole}{point}{decimals}{section.after}"
