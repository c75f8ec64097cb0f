"""Printed values: money in fen and numbers, exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.values import fen, number

NOTHING = [
    "",
    " ",
    "—",
    "-",
    "--",
    "/",
    "无",
    "不适用",
    "\x00",
    "abc",
    "1,23",
    "1.2.3",
    "1 2",
    "NaN",
    "Infinity",
    "1e5",
]


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("4574100.00", "元", 457_410_000),
        ("4,574,100.00", "元", 457_410_000),
        ("４，５７４，１００．００", "元", 457_410_000),
        ("4574100.\n00", "元", 457_410_000),
        ("0.00", "元", 0),
        ("187.75", "万元", 187_750_000),
        ("187.7563", "万元", 187_756_300),
        ("620.82万元", "元", 62_082_0000),
        ("10万", "元", 10_000_000),
        ("5元", "万元", 500),
        ("￥5", "元", 500),
        ("-12.5", "万元", -12_500_000),
        ("1.5", "亿元", 15_000_000_000),
        ("0.000000005", "万元", 0),
        ("0.00005", "元", 0),
        ("0.005", "元", 1),
    ],
)
def test_an_amount_is_exact_fen(text: str, unit: str, amount: int) -> None:
    assert fen(text, unit) == amount


@pytest.mark.parametrize("text", NOTHING)
def test_a_cell_with_nothing_is_no_number_and_no_amount(text: str) -> None:
    assert number(text) is None
    assert fen(text, "元") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("88.76", "88.76"),
        ("99.25%", "99.25"),
        ("９９．２５％", "99.25"),
        ("10分", "10"),
        ("1,000", "1000"),
        ("+3", "3"),
    ],
)
def test_a_number_is_read_as_printed(text: str, value: str) -> None:
    assert str(number(text)) == value


def test_an_unknown_unit_of_amounts_is_an_error() -> None:
    with pytest.raises(ValueError, match="美元"):
        fen("1", "美元")


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_fen_and_back(amount: int) -> None:
    yuan = Decimal(amount) / 100
    assert fen(f"{yuan:,.2f}", "元") == amount
    assert fen(f"{yuan / 10_000:f}", "万元") == amount


@given(st.text())
def test_any_text_is_a_number_or_nothing(text: str) -> None:
    value = number(text)
    assert value is None or value.is_finite()
    assert isinstance(fen(text, "万元"), int | None)
