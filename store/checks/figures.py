"""Figures as the arithmetic of a finding shows them, and whether rounding explains a difference.

Owns the writing of calculations in signs and digits, the same in every language, and the tolerance of rounding.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from store.catalog import Kind
from store.schema import SCALE

Fact = tuple[Kind, int | str | None]


def amount(fen: int | Decimal) -> str:
    """1,711,929.00: in yuan, to the fen."""
    return f"{Decimal(fen).quantize(Decimal(1), ROUND_HALF_UP) / 100:,.2f}"


def plain(value: Decimal, decimals: int = 4) -> str:
    """Without trailing zeros."""
    text = f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: Decimal) -> str:
    return f"{plain(value, 2)}%"


def money(fen: int) -> Fact:
    return Kind.MONEY, fen


def points(value: Decimal) -> Fact:
    return Kind.POINTS, _scaled(value)


def rate(value: Decimal) -> Fact:
    return Kind.RATE, _scaled(value)


def text(value: str | None) -> Fact:
    return Kind.TEXT, value


def count(value: int) -> Fact:
    return Kind.COUNT, value


def _scaled(value: Decimal) -> int:
    return int((value * SCALE).to_integral_value(ROUND_HALF_UP))


def explained(printed: Decimal, low: Decimal, high: Decimal, step: Decimal, tolerance: Decimal) -> bool:
    """Whether a figure that is worked out, and lies from `low` to `high`, may be printed as `printed`.

    It may be off by `tolerance`; rounded half up to `step`, the unit of its last printed digit; or cut off there, if
    that is behind the decimal point: 88.7 may be cut off from 88.76, but 88 not from 88.76.
    """
    close = low - tolerance <= printed <= high + tolerance
    rounded = low < printed + step / 2 and printed - step / 2 <= high
    cut_off = step < 1 and low - step < printed <= high
    return close or rounded or cut_off
