"""The two goals on one line: told apart where the line says how, and left out, and that said, where it does not."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import form_text_blocks
import form_text_lines
from form_text import Form, Look
from form_truth import differences, truths
from store.forms import evaluations_in
from store.reading import Document
from store.reading.text import lines
from store.records import Evaluation

FORM = truths("../seed-truth.json")[1]
UNCLEAR = "the two goals cannot be told apart, and are left out: see line "

words = st.text(alphabet="设施运行服务群众资金档案培训巡查", min_size=2, max_size=8)
seeds = st.integers(0, 1000)


def printed(
    print_form: Callable[[Form, Look], str], expected: str, actual: str, seed: int = 0
) -> tuple[str, Evaluation, Form]:
    """A text whose cells are not wrapped, what is read of it, and the form that it prints."""
    form = FORM | {"goal_expected": expected, "goal_actual": actual}
    look = Look.random(random.Random(seed))  # noqa: S311  nothing secret
    look.order, look.level_points, look.widths = "standard", True, dict.fromkeys(look.widths, 4000)
    text = print_form(form, look)
    (found,) = evaluations_in(Document(Path("form.txt"), "text", lines(text)))
    return text, found, form


def assert_left_out(text: str, found: Evaluation, form: Form) -> None:
    """Neither goal is handed out, the line is named on which they stand, and all else is read."""
    assert (found.goal_expected, found.goal_actual) == (None, None)
    (said,) = found.missing
    line = text.split("\n")[int(said.removeprefix(UNCLEAR)) - 1]
    assert form["goal_expected"].split()[0] in line
    assert differences(found, form | {"goal_expected": None, "goal_actual": None}) == []


def on_one_line_of_blocks(form: Form, look: Look) -> str:
    """Blocks, of which the two goals are joined on a line."""
    look.furniture = False
    expected, actual = form["goal_expected"], form["goal_actual"]
    text = form_text_blocks.form_text(form, look)
    assert f"{expected}\n\n{actual}" in text
    return text.replace(f"{expected}\n\n{actual}", f"{expected} {actual}")


BESIDE = form_text_lines.form_text
ON_ONE_LINE = pytest.mark.parametrize("print_form", [on_one_line_of_blocks, BESIDE], ids=["blocks", "lines"])


@ON_ONE_LINE
@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("保障设施运行。", "完成巡查，2023 年无事故。"),
        ("2023 年：1、保障设施运行；2、服务群众。", "1、保障了设施运行；2、2023 年服务 300 人次。"),
        ("保障 GIS 平台运行。", "GIS 平台运行 365 天"),
        ("保障设施运行", "设施运行正常"),
    ],
)
def test_a_blank_beside_figures_and_letters_parts_no_goals(
    print_form: Callable[[Form, Look], str], expected: str, actual: str
) -> None:
    for seed in range(8):
        _, found, form = printed(print_form, expected, actual, seed)
        assert differences(found, form) == []
        assert found.missing == ()


@ON_ONE_LINE
@given(expected=words, actual=words, seed=seeds)
@settings(deadline=None, max_examples=25)
def test_goals_without_a_blank_are_parted_at_the_one_between_them(
    print_form: Callable[[Form, Look], str], expected: str, actual: str, seed: int
) -> None:
    _, found, form = printed(print_form, expected, actual, seed)
    assert differences(found, form) == []
    assert found.missing == ()


@ON_ONE_LINE
@given(expected=st.lists(words, min_size=2, max_size=4), actual=st.lists(words, min_size=1, max_size=4), seed=seeds)
@settings(deadline=None, max_examples=25)
def test_goals_with_blanks_like_the_one_between_them_are_left_out(
    print_form: Callable[[Form, Look], str], expected: list[str], actual: list[str], seed: int
) -> None:
    assert_left_out(*printed(print_form, " ".join(expected), " ".join(actual), seed))


@ON_ONE_LINE
def test_goals_whose_blanks_all_stand_beside_figures_are_left_out(print_form: Callable[[Form, Look], str]) -> None:
    for seed in range(8):
        assert_left_out(*printed(print_form, "服务群众 300 人次", "300 人次", seed))
