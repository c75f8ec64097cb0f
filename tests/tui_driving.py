"""Drives the terminal UI as a person does: keys in, the text of the screen out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from assistant.tui.app import JiwenApp

SIZE = (80, 24)
PATIENCE = 20.0  # seconds for what happens in a thread


@asynccontextmanager
async def opened(
    store: Path,
    *,
    size: tuple[int, int] = SIZE,
    corpus: Path | None = None,
    language: str = "zh",
    resume: int | None = None,
) -> AsyncIterator[Pilot[None]]:
    """The UI on a store, ready to be asked."""
    app = JiwenApp(store, corpus, language, resume)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until threads are done and what they caused is drawn."""
    await pilot.pause()
    await asyncio.wait_for(pilot.app.workers.wait_for_complete(), PATIENCE)
    await pilot.pause()
    await pilot.pause()


async def ask(pilot: Pilot[None], question: str) -> None:
    """Paste a question and send it: quicker than key by key, which tests of the prompt do."""
    pilot.app.post_message(events.Paste(question))
    await pilot.pause()
    await pilot.press("enter")
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def lines(pilot: Pilot[None]) -> list[str]:
    """The screen, a string a line, as wide as the terminal."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(lines(pilot))


def area(pilot: Pilot[None], widget: Widget) -> str:
    """What a widget shows, with the blanks at the ends of its lines taken off."""
    region = widget.region
    from rich.cells import set_cell_size

    taken = []
    for line in lines(pilot)[region.y : region.bottom]:
        before = set_cell_size(line, region.x)
        taken.append(set_cell_size(line[len(before) :], region.width).rstrip())
    return "\n".join(taken)
