"""Where Chinese text is broken into lines."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from assistant.tui.wrapping import break_offsets, use_in_textual, wrapped
from assistant.wrapping import NOT_FIRST, NOT_LAST

MIXED = st.text(alphabet="信访预算执行率，。：（）“”《》1234567890.%％ab cdef-≥", max_size=80)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("English then 二〇二三年度", 16, ["English then 二", "〇二三年度"]),  # a run of Chinese is no word
        ("预算执行率。", 10, ["预算执行", "率。"]),  # no line begins with a closing mark
        ("执行（率）", 6, ["执行", "（率）"]),  # nor ends with an opening one
        ("共四百元 49,956.50元", 10, ["共四百元", "49,956.50", "元"]),  # a number longer than a line, cut at its end
        ("为 49,956.50 元", 12, ["为 49,956.50", "元"]),
        ("达 95%以上", 5, ["达", "95%以", "上"]),
        ("indicators scored", 12, ["indicators", "scored"]),
        ("", 10, [""]),
        ("甲\n\n乙", 10, ["甲", "", "乙"]),
    ],
)
def test_lines_break_where_a_typesetter_breaks_them(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(MIXED, st.integers(min_value=2, max_value=40))
def test_no_line_is_too_long_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(MIXED, st.integers(min_value=20, max_value=40))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: int) -> None:
    held_together = "".join(c if c in NOT_FIRST + NOT_LAST or c.isascii() else " " for c in text)
    assume(all(cell_len(run) < width - 4 for run in held_together.split()))  # such a run is cut where it must be
    assume(not any(mark in text for mark in (f" {c}" for c in NOT_FIRST)))  # a blank is a place to break
    lines = wrapped(text, width)
    assert not any(line.lstrip()[:1] in tuple(NOT_FIRST) for line in lines[1:])
    assert not any(line[-1:] in tuple(NOT_LAST) and " " not in line for line in lines[:-1])


@given(st.text(max_size=60), st.integers(min_value=1, max_value=20))
def test_any_text_breaks_at_rising_places_within_it(text: str, width: int) -> None:
    line = text.replace("\n", "")
    offsets = break_offsets(line, width)
    assert offsets == sorted(set(offsets))
    assert all(0 < offset < len(line) for offset in offsets)


def test_textual_breaks_its_lines_by_this_rule() -> None:
    """A canary: the name that is replaced in Textual is not a public one."""
    use_in_textual()
    lines = [line.plain.rstrip() for line in Content("English then 二〇二三年度").wrap(16)]
    assert lines == ["English then 二", "〇二三年度"]
