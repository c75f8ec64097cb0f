"""Tables in plain text: columns line up in a terminal, Chinese or not, and nothing is lost when they wrap."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.cli.table import Heading, draw, width, wrap

NAME, AMOUNT = Heading("项目"), Heading("全年执行数 (元)", right=True)
ROWS = [["区信访大厅（区维稳中心）管理事务", "4,015,625.03"], ["信访事务", "1,711,929.00"], ["training", "49,956.50"]]

# What forms are written with: ASCII, Chinese, full-width forms, their punctuation.
form_text = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), max_codepoint=0xFFEF).filter(
        lambda c: c.isascii() or unicodedata.east_asian_width(c) in "WF"
    )
)


@given(form_text)
def test_a_text_is_as_wide_as_the_terminal_ui_takes_it_to_be(text: str) -> None:
    assert width(text) == cell_len(text)


def test_a_combining_mark_takes_no_cell() -> None:
    assert width("e\u0301") == 1


def test_columns_line_up_under_chinese_and_latin() -> None:
    assert draw([NAME, AMOUNT], ROWS).splitlines() == [
        "项目                              全年执行数 (元)",
        "--------------------------------  ---------------",
        "区信访大厅（区维稳中心）管理事务     4,015,625.03",
        "信访事务                             1,711,929.00",
        "training                                49,956.50",
    ]


def test_a_narrow_terminal_wraps_texts_and_headings_never_numbers() -> None:
    assert draw([NAME, AMOUNT], ROWS, within=30).splitlines() == [
        "项目                全年执行数",
        "                          (元)",
        "----------------  ------------",
        "区信访大厅（区维  4,015,625.03",
        "稳中心）管理事务",
        "信访事务          1,711,929.00",
        "training             49,956.50",
    ]


def test_a_terminal_too_narrow_for_columns_gets_a_block_for_each_row() -> None:
    assert draw([NAME, AMOUNT], ROWS[1:], within=20).splitlines() == [
        "项目: 信访事务",
        "全年执行数 (元): 1,711,929.00",
        "",
        "项目: training",
        "全年执行数 (元): 49,956.50",
    ]


def test_a_table_without_rows_is_its_heading() -> None:
    assert draw([NAME], []) == "项目\n----"


@given(form_text, st.integers(2, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, to: int) -> None:
    lines = wrap(text, to)
    assert "".join(lines) == text
    assert all(width(line) <= to for line in lines)


@given(st.lists(st.tuples(form_text, form_text), min_size=1, max_size=5), st.integers(24, 60))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str]], within: int) -> None:
    drawn = draw([Heading("项目"), Heading("目标")], rows, within)
    assert all(width(line) <= within for line in drawn.splitlines())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a word and another", ["a word and", "another"]),
        ("≥6次18人", ["≥6次18人"]),
        ("incomprehensibilities", ["incomprehe", "nsibilitie", "s"]),
    ],
)
def test_lines_break_at_blanks_and_long_words_within(text: str, lines: list[str]) -> None:
    assert wrap(text, 10) == lines
