"""Text of files and users is text: never markup, never an escape of the terminal."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Static

from assistant.answer import Answer, Column, Source, Status
from assistant.followups.conditions import Condition
from assistant.tui.app import JiwenApp
from assistant.tui.doubts import Doubt
from assistant.tui.laying import laid_out
from assistant.tui.messages import Asked
from assistant.tui.plain import one_line, plain
from assistant.tui.widgets.form import FormPanel, FormText
from assistant.tui.widgets.projects import Form, ProjectTree
from seed_forms import TRAINING
from store.reading.document import Document, Grid, GridCell, Line
from store.records import Place
from tui_driving import ask, lines, opened, press, settled, shown

HOSTILE = (
    "[red]红[/red]",
    "[/x]",
    "[",
    "[@click=app.quit]退[/]",
    "\x1b[31m红\x1b[0m",
    "\x9b31m",
    "\x00\x07\x08",
    "\u202e倒",
)


def safe(text: str) -> bool:
    return not any(unicodedata.category(c) in ("Cc", "Cs") or 0x202A <= ord(c) <= 0x202E for c in text)


def hostile_answer(text: str, status: Status) -> Answer:
    source = Source(text, text, f"/{text}/{text}.txt", line=1, year=2023, cell=text)
    return Answer(
        text,
        "zh",
        status,
        text,
        interpretation=text,
        columns=(Column("a", text, text), Column("b", text)),
        rows=((text, text), (text, None)),
        sources=((source,), (source, Source(None, text, text))),
        choices=(text, text) if status is Status.CLARIFY else (),
        suggestions=(text,),
    )


async def everything_is_drawn(pilot: Pilot[None], text: str) -> None:
    app = pilot.app
    assert isinstance(app, JiwenApp)
    for status in Status:
        await app.main.conversation.add_answer(hostile_answer(text, status))
    await app.main.conversation.add_notice(text, problem=True)
    await app.main.conversation.welcome(text, (text,))
    name = one_line(text)
    app.main.query_one(ProjectTree).show([Form(1, name, 2023, name, ""), Form(2, "", None, "", name)])
    app.main.query_one(FormPanel).display = True
    place = Place(line=1, cell=text)
    grid = Grid((GridCell(text, place, 0, 0), GridCell(text, place, 0, 1, height=2), GridCell(text, place, 1, 0)))
    app.main.query_one(FormText).show(laid_out(Document(Path(text), "text", (Line(text, place), grid)), 40), ())
    app.main.query_one(FormPanel)._show_doubts((Doubt(text, ()),))
    condition = Condition(text, (text,), "names", 0)
    await app.main.conversation.add_answer(hostile_answer(text, Status.ANSWERED), (condition,))
    app.main.show_progress(text, 0.5)
    app.notify(text)
    await settled(pilot)


@pytest.mark.parametrize("text", HOSTILE)
async def test_every_widget_shows_it_as_it_is(seed_store: Path, text: str) -> None:
    async with opened(seed_store, size=(110, 60)) as pilot:
        await everything_is_drawn(pilot, text)
        assert all(safe(line) for line in lines(pilot))
        assert one_line(text) in shown(pilot)
        await press(pilot, "f3")
        assert all(safe(line) for line in lines(pilot))
        await press(pilot, "1")
        assert all(safe(line) for line in lines(pilot))


@pytest.mark.parametrize("text", HOSTILE)
async def test_it_can_be_asked(seed_store: Path, text: str) -> None:
    async with opened(seed_store) as pilot:
        pilot.app.screen.post_message(Asked(text))
        await settled(pilot)
        assert all(safe(line) for line in lines(pilot))
        assert one_line(text) in shown(pilot)


async def test_a_form_with_hostile_names_is_read_listed_asked_and_opened(tmp_path: Path) -> None:
    forms = tmp_path / "[red]表"
    forms.mkdir()
    (forms / "a.txt").write_text(TRAINING.replace("全区信访业务培训", "[red]运维[/x]\x1b[31m"), encoding="utf-8")
    async with opened(tmp_path / "jiwen.db", corpus=forms, size=(120, 36)) as pilot:
        assert "[red]运维[/x]" in shown(pilot)
        await ask(pilot, "哪个项目花钱最少")
        assert "49,956.50" in shown(pilot)
        await press(pilot, "f3")
        assert "[red]运维[/x]" in "".join(str(s.content) for s in pilot.app.screen.query(Static))
        assert all(safe(line) for line in lines(pilot))


@given(st.text())
def test_plain_text_holds_nothing_that_a_terminal_acts_on(text: str) -> None:
    assert safe(plain(text).replace("\n", ""))
    assert safe(one_line(text))


@given(st.text(alphabet="全区信访 ab1，。[/]（）", max_size=40))
def test_plain_text_keeps_what_is_harmless(text: str) -> None:
    assert plain(text) == text
