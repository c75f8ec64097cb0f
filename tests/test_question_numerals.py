"""Numbers as people write them in questions: figures, Chinese numerals, amounts, percentages, years, ranks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.understanding.folding import fold_question
from assistant.understanding.mentions import Mention, best_cover
from assistant.understanding.numerals import Number, Ordinal, Quantity, Top, chinese_number, number_mentions

DIGITS = "零一二三四五六七八九"


def chinese(n: int) -> str:
    """A number from 0 to 10^12 in Chinese, as it is read aloud: 一百零五, 十二, 一万零三十."""
    if n >= 10**8:
        return _joined(chinese(n // 10**8) + "亿", n % 10**8, 10**7)
    if n >= 10**4:
        return _joined(chinese(n // 10**4) + "万", n % 10**4, 10**3)
    for place, name in ((1000, "千"), (100, "百")):
        if n >= place:
            return _joined(DIGITS[n // place] + name, n % place, place // 10)
    if n >= 10:
        tens = "" if n < 20 else DIGITS[n // 10]
        return tens + "十" + (DIGITS[n % 10] if n % 10 else "")
    return DIGITS[n]


def _joined(head: str, rest: int, next_place: int) -> str:
    if not rest:
        return head
    tail = chinese(rest)
    tail = f"一{tail}" if tail.startswith("十") else tail
    return head + ("零" if rest < next_place else "") + tail


def cover(text: str, kind: str | None = None) -> list[Mention]:
    folded = fold_question(text)
    return [m for m in best_cover(len(folded), number_mentions(folded)) if kind in (None, m.kind)]


def number(text: str) -> Number:
    """The one number that the whole of a text is."""
    (mention,) = cover(text)
    assert (mention.kind, mention.start, mention.end) == ("number", 0, len(fold_question(text)))
    value = mention.value
    assert isinstance(value, Number)
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("十", 10), ("十二", 12), ("二十三", 23), ("一百", 100), ("一百零五", 105), ("一百一十", 110),
        ("两千", 2000), ("一千零一", 1001), ("九千九百九十九", 9999), ("二〇二三", 2023), ("一二", 12), ("俩", 2),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value


@given(st.integers(0, 9999))
@example(1010)
@example(2020)
def test_any_integer_below_ten_thousand_in_chinese_reads_back(n: int) -> None:
    assert chinese_number(chinese(n)) == n


@given(st.integers(0, 9999), st.text("零一二三四五六七八九", min_size=1, max_size=6))
def test_a_chinese_fraction_is_read_digit_by_digit(whole: int, fraction: str) -> None:
    digits = "".join(str(DIGITS.index(c)) for c in fraction)
    assert chinese_number(f"{chinese(whole)}点{fraction}") == Decimal(f"{whole}.{digits}")


@given(st.text("零〇一二两三四五六七八九", min_size=1, max_size=12))
def test_chinese_digits_in_a_row_are_read_as_digits(text: str) -> None:
    value = {"〇": 0, "两": 2} | {c: n for n, c in enumerate(DIGITS)}
    assert chinese_number(text) == int("".join(str(value[c]) for c in text))


@pytest.mark.parametrize("text", ["", "甲", "万", "点五元"])
def test_what_is_no_number_is_an_error_and_no_guess(text: str) -> None:
    with pytest.raises((ValueError, KeyError, ArithmeticError)):
        chinese_number(text)


UNITS = {
    "万": 10**4,
    "亿": 10**8,
    "万元": 10**4,
    "亿元": 10**8,
    "元": 1,
    "块": 1,
    "块钱": 1,
    " 万元": 10**4,
    "w": 10**4,
}


@given(st.integers(0, 10**9), st.integers(0, 2), st.sampled_from(sorted(UNITS)))
def test_an_amount_in_figures_is_exact(fen: int, places: int, unit: str) -> None:
    value = Decimal(fen).scaleb(-places)
    found = number(f"{value:f}{unit}")
    assert (found.value, found.unit) == (value * UNITS[unit], "yuan")


@given(st.integers(1000, 10**12), st.sampled_from(["元", "万元"]))
def test_commas_between_thousands_change_nothing(n: int, unit: str) -> None:
    assert number(f"{n:,}{unit}").value == number(f"{n}{unit}").value


@given(st.integers(2, 9999), st.sampled_from(["万", "万元", "亿", "元", "块"]))
def test_an_amount_in_chinese_numerals_is_the_one_in_figures(n: int, unit: str) -> None:
    assert number(f"{chinese(n)}{unit}") == number(f"{n}{unit}")


@given(st.integers(10_001, 10**9).filter(lambda n: n % 10_000 >= 10))
def test_any_amount_in_chinese_numerals_is_one_number(n: int) -> None:
    assert number(f"{chinese(n)}元") == Number(Decimal(n), "yuan")


@pytest.mark.parametrize(
    ("text", "value"),
    [("一万二千元", 12_000), ("2万3千元", 23_000), ("1亿2000万", 120_000_000), ("三万五", 35_000), ("三千五", 3500)],
)
def test_an_amount_in_steps_is_one_number(text: str, value: int) -> None:
    assert number(text).value == value


@given(st.decimals(0, 1000, places=2))
def test_percentages_and_points(value: Decimal) -> None:
    assert number(f"{value}%") == Number(value, "percent")
    assert number(f"{value}％") == Number(value, "percent")
    assert number(f"百分之{value}") == Number(value, "percent")
    assert number(f"{value}分") == Number(value, "points")
    assert number(f"{value} points") == Number(value, "points")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之九十五", 95, "percent"), ("九成", 90, "percent"), ("九成五", 95, "percent"), ("三成半", 35, "percent"),
        ("五十万", 500_000, "yuan"), ("两百万", 2_000_000, "yuan"), ("1千万", 10_000_000, "yuan"),
        ("1.5 million", 1_500_000, "yuan"), ("50k yuan", 50_000, "yuan"), ("two hundred", 200, "yuan"),
        ("five million yuan", 5_000_000, "yuan"), ("ten percent", 10, "percent"), ("¥300", 300, "yuan"),
        ("两倍", 2, "times"), ("九点五分", "9.5", "points"),
    ],
)  # fmt: skip
def test_ways_of_saying_a_number(text: str, value: object, unit: str) -> None:
    found = number(text)
    assert (found.value, found.unit) == (Decimal(str(value)), unit)


@pytest.mark.parametrize("text", ["五十多万", "50多万", "3万余元", "百分之九十多"])
def test_a_number_that_is_said_roughly_is_marked(text: str) -> None:
    assert number(text).approximate


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年", (2023,)), ("2023年度", (2023,)), ("23年", (2023,)), ("二〇二三年", (2023,)), ("２０２３年", (2023,)),
        ("2021-2023年", (2021, 2022, 2023)), ("2021年到2023年", (2021, 2022, 2023)), ("2020至2021", (2020, 2021)),
    ],
)  # fmt: skip
def test_years(text: str, years: tuple[int, ...]) -> None:
    (mention,) = cover(text)
    assert (mention.kind, mention.value) == ("year", years)


@pytest.mark.parametrize("text", ["2023元", "2023万", "2023.5", "12023年", "2023%"])
def test_a_number_that_looks_like_a_year_is_none(text: str) -> None:
    assert cover(text, "year") == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("前三", "top", Top(3, "most")), ("前3名", "top", Top(3, "most")), ("后两个", "top", Top(2, "least")),
        ("top 2", "top", Top(2, "most")), ("bottom two", "top", Top(2, "least")), ("前十", "top", Top(10, "most")),
        ("第二多", "ordinal", Ordinal(2, "most")), ("第三低", "ordinal", Ordinal(3, "least")),
        ("第二个", "ordinal", Ordinal(2)), ("倒数第二", "ordinal", Ordinal(2, "least")),
        ("second largest", "ordinal", Ordinal(2, "most")), ("the third one", "ordinal", Ordinal(3)),
        ("三个", "quantity", Quantity(3, None)), ("两年", "quantity", Quantity(2, "year")),
    ],
)  # fmt: skip
def test_ranks_and_quantities(text: str, kind: str, value: object) -> None:
    assert [mention.value for mention in cover(text, kind)] == [value]


@given(st.text("0123456789零一二三十百千万亿.,%元分年第前后到至- 多", max_size=40))
def test_mentions_lie_in_the_text_whatever_it_is(text: str) -> None:
    folded = fold_question(text)
    for mention in number_mentions(folded):
        assert 0 <= mention.start < mention.end <= len(folded)
        assert mention.text == folded[mention.start : mention.end]
