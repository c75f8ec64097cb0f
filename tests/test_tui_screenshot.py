"""The picture of the UI in the README: made by docs/screenshot.py, with Chinese as wide as in a terminal."""

import re
import runpy
from html import unescape
from pathlib import Path

import pytest
from rich.cells import cell_len

SCRIPT = Path(__file__).parent.parent / "docs" / "screenshot.py"
TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" [^>]*>([^<]*)</text>')
CELL = 12.2  # what Rich draws one cell wide


@pytest.fixture
async def picture(seed_store: Path) -> str:
    svg: str = await runpy.run_path(str(SCRIPT))["picture"](seed_store, "哪个项目花钱最少", (104, 26))
    return svg


def test_every_text_is_as_wide_as_its_cells_and_begins_in_its_column(picture: str) -> None:
    drawn = TEXT.findall(picture)
    assert "全区信访业务培训" in [unescape(text) for *_, text in drawn]
    for x, _, length, text in drawn:
        assert float(length) == pytest.approx(cell_len(unescape(text)) * CELL, abs=0.1)
        assert float(x) / CELL == pytest.approx(round(float(x) / CELL), abs=0.02)


def test_no_two_texts_of_a_line_overlap(picture: str) -> None:
    ends: dict[str, float] = {}
    for x, y, length, _ in TEXT.findall(picture):
        assert float(x) >= ends.get(y, 0.0) - 0.2
        ends[y] = float(x) + float(length)


def test_the_picture_fetches_nothing(picture: str) -> None:
    assert "@font-face" not in picture
    assert "url(http" not in picture


def test_the_picture_in_the_readme_shows_the_question_and_its_answer() -> None:
    words = [
        unescape(text) for *_, text in TEXT.findall(SCRIPT.with_name("screenshot.svg").read_text(encoding="utf-8"))
    ]
    assert "哪个项目花钱最少" in words
    assert any("49,956.50" in word for word in words)
