"""Printed values: money in fen and numbers, exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.quantities import targets
from store.values import Comparison, Outcome, compare, fen, lower_is_better, number

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


@pytest.mark.parametrize(
    ("target", "actual", "outcome", "achievement"),
    [
        # Bounds, as signs and as words, before and behind the number.
        ("≥2500份", "2500份", "exactly", "100.00"),
        ("≥3000份", "5000份", "exceeded", "166.67"),
        ("≥95%", "94.99%", "missed", "99.99"),
        (">95%", "95%", "missed", "100.00"),
        ("＞95%", "95.1%", "exceeded", "100.11"),
        ("≧95％", "95%", "exactly", "100.00"),
        (">=95%", "96%", "exceeded", "101.05"),
        ("98%以上", "98%", "exactly", "100.00"),
        ("不少于177人", "183人", "exceeded", "103.39"),
        ("不低于6次", "4次", "missed", "66.67"),
        ("≥100百分比", "100%", "exactly", "100.00"),
        # Better when lower.
        ("＜5%", "3%", "exceeded", "60.00"),
        ("<5%", "5%", "missed", "100.00"),
        ("＜2%", "0%", "exceeded", None),
        ("≤100%", "100%", "exactly", "100.00"),
        ("不超过24小时", "25小时", "missed", "104.17"),
        ("≤0.5‰", "0.3‰", "exceeded", "60.00"),
        ("≤12/10万", "7/10万", "exceeded", "58.33"),
        ("接到通知起12小时之内到达接访劝返", "10小时内到达", "exceeded", "83.33"),
        ("收到发票后10天内支付", "＜10天", "met", "100.00"),
        ("发现问题1-2天内处理完毕", "≤2天", "met", "100.00"),
        # Money, wherever it stands in the words.
        ("≤全年预算452.43万元", "实际支付401.56万元，未超年初预算", "exceeded", "88.76"),
        ("≤1万元", "10000元", "exactly", "100.00"),
        ("≤645.00万元", "实际支出0.00万元", "exceeded", None),
        ("20万元以上", "21.10万元", "exceeded", "105.50"),
        # Ranges: the worst end counts; one that straddles the target says neither.
        ("≥8人", "8-12人", "met", "100.00"),
        ("≥100人", "100-300人", "met", "100.00"),
        ("≥100人", "101-300人", "exceeded", "101.00"),
        ("≥100人", "90-110人", "incomparable", None),
        ("≥100人", "80-90人", "missed", "80.00"),
        ("≤5天", "3-5天", "met", "100.00"),
        ("≤5天", "3-6天", "incomparable", None),
        ("≥200人", "200余人", "met", "100.00"),
        # Frequencies.
        ("每周≥1次", "每周1-2次", "met", "100.00"),
        ("每周≥56小时", "每周开放48小时", "missed", "85.71"),
        ("每周≥1次", "每月4次", "incomparable", None),
        ("每周≥1次", "60次", "incomparable", None),
        ("每日≥3次", "每天3次", "exactly", "100.00"),
        # Bare numbers and =.
        ("全年365天", "=365天", "exactly", "100.00"),
        ("2份", "=2份", "exactly", "100.00"),
        ("100%", "85.4%", "missed", "85.40"),
        ("0起", "无", "exactly", None),
        ("0起", "1起", "missed", None),
        ("460户", "328户", "incomparable", None),  # of 460 what? without the indicator's name nothing tells
        # Several quantities: only unit by unit.
        ("≥6次18人", "12次24人次", "incomparable", None),
        ("≥6次18人", "12次24人", "exceeded", None),
        ("≥6次18人", "6次18人", "exactly", None),
        ("≥6次18人", "6次24人", "met", None),
        ("≥6次18人", "12次17人", "missed", None),
        ("≥6次18人", "12次", "incomparable", None),
        # Units.
        ("≥15500盏", "15742", "exceeded", "101.56"),
        ("≥390件", "0", "missed", "0.00"),
        ("≥7个工作日", "7工作日", "exactly", "100.00"),
        ("≤100%", "实际支出0.00万元", "incomparable", None),
        ("≥98%", "0.99", "incomparable", None),
        ("≥18万人次", "19.17", "incomparable", None),
        ("≥18万人次", "191700人次", "exceeded", "106.50"),
        ("≤5天", "3小时", "incomparable", None),
        ("≥1:4", "1:4.6", "incomparable", None),
        # Words around the number that say something else.
        ("≥95%", "较上年增长5%", "incomparable", None),
        ("≥5次", "未完成5次", "incomparable", None),
        ("≥95%", "98%(上年95%)", "incomparable", None),
        ("≥95%", "98%左右", "incomparable", None),
        ("≥146家", "已完成168家", "exceeded", "115.07"),
        ("同比增长≥5%", "增长5.2%", "exceeded", "104.00"),
        # Dates.
        ("≥第三季度", "第三季度", "exactly", None),
        ("≥第三季度", "第四季度", "incomparable", None),
        ("2023年5月底前", "2023年5月1日", "met", None),
        ("2020年12月10日前", "2020年12月10日", "exactly", None),
        ("2020年11月底前", "2021年1月25日", "missed", None),
        ("2024年9月底前", "2024年10月23日", "missed", None),
        ("12月底前", "11月完成", "met", None),
        ("11月前", "11月5日", "incomparable", None),
        ("12月中旬前", "12月16日完成", "incomparable", None),
        ("12月中旬前", "12月21日完成", "missed", None),
        ("12月底前", "2023年12月4日", "incomparable", None),
        ("第三季度前", "第二季度完成", "met", None),
        ("1月前", "1月5日", "incomparable", None),
        ("2020年9月底前", "未开展", "missed", None),
        # Words.
        ("有所减轻", "有所减轻", "met", None),
        ("有所减轻", "达到预期", "met", None),
        ("有所减轻", "效果良好", "incomparable", None),
        ("达到年度工作要求", "基本达到要求", "incomparable", None),
        ("持续稳定", "未开展", "missed", None),
        ("≥95%", "已完成", "met", None),
        ("根据实际情况统一付款", "每月结款≥1次", "incomparable", None),
        ("", "", "incomparable", None),
    ],
)
def test_a_target_against_what_was_reached(target: str, actual: str, outcome: str, achievement: str | None) -> None:
    comparison = compare(target, actual)
    assert comparison == Comparison(Outcome(outcome), None if achievement is None else Decimal(achievement))


@pytest.mark.parametrize(
    ("name", "target", "actual", "outcome"),
    [
        ("开展入户走访户数", "460户", "328户", "missed"),
        ("培训指导员人数", "183人", "202人", "exceeded"),
        ("发放合同份数", "=12份", "10份", "missed"),
        ("安全事故发生率", "5%", "3%", "exceeded"),
        ("安全事故发生率", "5%", "6%", "missed"),
        ("办理时限", "5天", "3天", "incomparable"),
        ("投诉办结率", "95%", "97%", "incomparable"),
        ("投诉办结率", "95%", "95%", "exactly"),
        ("成本指标 成本控制率", "100%", "95%", "incomparable"),
        ("质量指标 验收合格率", "100%", "95%", "missed"),
    ],
)
def test_a_bare_number_is_read_by_the_indicators_name(name: str, target: str, actual: str, outcome: str) -> None:
    assert compare(target, actual, name).outcome == outcome


def test_which_targets_are_better_when_lower() -> None:
    read = {
        text: lower_is_better(targets(text)[0]) for text in ("＜5%", "≤全年预算171.29万元", "10天内", "≥95%", "2份")
    }
    assert read == {"＜5%": True, "≤全年预算171.29万元": True, "10天内": True, "≥95%": False, "2份": False}


def test_a_target_keeps_its_parts_and_its_text() -> None:
    (target,) = targets("≤全年预算452.43万元")
    assert (target.operator, target.number, target.unit, target.qualifier) == (
        "≤",
        Decimal(4_524_300),
        "元",
        "全年预算",
    )
    assert target.raw == "≤全年预算452.43万元"


numbers = st.decimals(min_value=0, max_value=10**9, places=2)
units = st.sampled_from(["份", "%", "人次", "万元", "个工作日", ""])


@given(numbers, numbers, units)
def test_at_least_and_at_most_are_mirrors(target: Decimal, actual: Decimal, unit: str) -> None:
    at_least, at_most = (compare(f"{sign}{target}{unit}", f"{actual}{unit}").outcome for sign in "≥≤")
    expected = {
        -1: (Outcome.MISSED, Outcome.EXCEEDED),
        0: (Outcome.EXACTLY, Outcome.EXACTLY),
        1: (Outcome.EXCEEDED, Outcome.MISSED),
    }
    assert (at_least, at_most) == expected[(actual > target) - (actual < target)]


pieces = st.lists(
    st.sampled_from([*"≥≤<>=0123456789.%:-~年月日底前第三季度每周万亿元次人 ", "以上", "不超过", "1" * 20])
    | st.text(max_size=3)
)


@given(pieces.map("".join), pieces.map("".join), st.text(max_size=5))
def test_any_two_texts_are_compared_or_said_to_be_incomparable(target: str, actual: str, name: str) -> None:
    comparison = compare(target, actual, name)
    assert comparison.outcome in set(Outcome)
    assert comparison.achievement is None or comparison.achievement.is_finite()


@given(st.from_regex(r"[≥≤]?\d{1,6}[份次人%]", fullmatch=True))
def test_what_was_asked_for_is_never_missed(text: str) -> None:
    assert compare(text, text.lstrip("≥≤")).outcome is Outcome.EXACTLY
