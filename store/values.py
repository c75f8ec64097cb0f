"""Values as a form prints them, read exactly: money in fen, and plain numbers.

Owns the reading of one printed cell. It must not know of tables, files or SQL, and must never guess:
a text that is no number is None.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

FEN_IN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
_DIGITS = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
_NUMBER = re.compile(rf"({_DIGITS})(?:%|分)?", re.ASCII)
_AMOUNT = re.compile(rf"[¥￥]?({_DIGITS})(元|千元|万元?|亿元?)?", re.ASCII)


def number(text: str) -> Decimal | None:
    """The number that a cell prints, with `%` or `分` at its end or without: "99.25%" is 99.25 (percent).

    None where the cell has nothing (blank, —, -, --, /) or something that is no number.
    """
    found = _NUMBER.fullmatch(_plain(text))
    return Decimal(found[1].replace(",", "")) if found else None


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
    exact = Decimal(found[1].replace(",", "")) * FEN_IN[own_unit or amount_unit]
    return int(exact.to_integral_value(ROUND_HALF_UP))


def _plain(text: str) -> str:
    """In one width, without the blanks that wrapping leaves at a separator or an end."""
    one_width = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    return re.sub(r"\s*([,.%])\s*", r"\1", one_width)
