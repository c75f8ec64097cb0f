"""The main screens as they are drawn, character for character, at three sizes and in both languages.

tests/screens has them as text: a change of the UI shows there as a person would see it. After one that is meant, run
with JIWEN_NEW_SCREENS=1, and read the difference before it is committed.
"""

import os
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tui_driving import ask, lines, opened, press, settled

FOLDER = Path(__file__).parent / "screens"
SIZES = [(80, 24), (120, 36), (160, 50)]
QUESTIONS = {"zh": "三个项目的全年预算数和执行率", "en": "annual budget and execution rate of all projects"}
SCREENS: dict[str, tuple[str, ...]] = {
    "start": (),
    "answer": ("ASK",),
    "chart": ("ASK", "f6"),
    "form": ("ASK", "f3", "1"),
    "projects": ("f2", "f2", "f2"),
    "overview": ("f4",),
    "palette": ("ctrl+p",),
    "help": ("f1",),
}


async def drawn(pilot: Pilot[None], steps: tuple[str, ...], language: str) -> list[str]:
    for step in steps:
        if step == "ASK":
            await ask(pilot, QUESTIONS[language])
        else:
            await press(pilot, step)
    for note in pilot.app.screen.query("FormView > .note, HelpScreen .note"):
        note.display = False  # paths are of this machine
    await settled(pilot)
    return lines(pilot)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_drawn_as_it_was(seed_store: Path, name: str, size: tuple[int, int], language: str) -> None:
    async with opened(seed_store, size=size, language=language) as pilot:
        found = await drawn(pilot, SCREENS[name], language)
    assert [cell_len(line) for line in found] == [size[0]] * size[1]
    file = FOLDER / f"{name}-{size[0]}x{size[1]}-{language}.txt"
    text = "".join(f"{line.rstrip()}\n" for line in found)
    if os.environ.get("JIWEN_NEW_SCREENS"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
