#!/usr/bin/env python3
"""How fast the terminal UI is: to its first paint, from Enter to the answer, and with a thousand answers.

    python benchmarks/ui_speed.py FOLDER [--start-ratio 1.3] [--answer-ms 50] [--open-ms 1000] [--memory-mib 300]

FOLDER has forms, which are indexed into a store of its own. Each start is a new process in a pseudo terminal, from its
beginning to its first frame; a bare Textual app with the same widgets is started alternately, so that what else the
machine does falls on both. With limits it exits with 1 where one is passed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import pty
import re
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from textual import events

from assistant.conversation import Conversation
from assistant.history import History, history_file
from assistant.history.keeping import store_state
from assistant.tui.app import JiwenApp
from assistant.tui.widgets.kept import KeptView
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.turn import Turn
from store.connection import open_store
from store.indexing import index

STARTS = 11
QUESTIONS = 200
TURNS = 1000
SIZE = (120, 36)
PAINTED = re.compile(rb"\x1b\[\d+;\d+H")  # the cursor is put somewhere: the first thing that a frame does

BARE = """
from textual.app import App
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static, TextArea, Tree

class Bare(App):
    BINDINGS = [("f1", "help", "help"), ("f2", "projects", "projects"), ("ctrl+q", "quit", "quit")]
    def compose(self):
        with Horizontal():
            with Vertical():
                yield Static("projects")
                yield Input()
                yield Tree("projects")
            with Vertical():
                with VerticalScroll():
                    for text in ("welcome", "holds", "begin"):
                        yield Static(text)
                    yield OptionList("a", "b", "c", "d", "e")
                yield Static("below")
                with Horizontal():
                    yield Static("find")
                    yield Input()
                    yield Static("count")
                yield OptionList()
                yield TextArea()
            with Vertical():
                yield Static("form")
                yield TextArea()
        yield Footer()

Bare().run()
"""


def started(command: list[str], environment: dict[str, str]) -> float:
    """Seconds from the start of a process to its first paint, in a terminal of its own."""
    master, slave = pty.openpty()
    os.set_blocking(master, False)
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    output = b""
    try:
        while time.perf_counter() - begun < 30:
            if select.select([master], [], [], 0.5)[0]:
                output += os.read(master, 65536)
                if PAINTED.search(output) and len(output) > 1500:  # a frame, not the switches before it
                    return time.perf_counter() - begun
    finally:
        process.kill()
        process.wait()
        os.close(master)
    raise SystemExit(f"{command} paints nothing: {output[-500:]!r}")


def starts(store: Path) -> tuple[float, float]:
    """The median start of jiwen and of the bare app, in seconds."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(SIZE[0]), "LINES": str(SIZE[1])}
    ours = [sys.executable, "-m", "assistant.cli", "--store", str(store)]
    bare = [sys.executable, "-c", BARE]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(STARTS + 1):
        times[0].append(started(ours, environment))
        times[1].append(started(bare, environment))
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])  # the first ones fill the caches


def questions(store: Path) -> list[str]:
    """QUESTIONS different ones that the store can answer, of every type that is offered."""
    with closing(open_store(store)) as connection:
        conversation = Conversation(connection)
        offered = [*conversation.answerable("zh"), *conversation.answerable("en")]
    return (offered * (QUESTIONS // len(offered) + 1))[:QUESTIONS]


async def answers(store: Path, asked: list[str]) -> list[float]:
    """Seconds from Enter to the answer being painted, for each question."""
    times = []
    app = JiwenApp(store, None, "zh")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        prompt, view = app.main.query_one(Prompt), app.main.query_one(KeptView)
        for question in asked:
            prompt.text = question
            await pilot.pause()
            before = len(view.record)
            begun = time.perf_counter()
            prompt.post_message(events.Key("enter", "\r"))
            while len(view.record) == before:  # an answer is kept as soon as it is painted
                await asyncio.sleep(0)
            times.append(time.perf_counter() - begun)
    return times


def fill(store: Path, asked: list[str]) -> int:
    """Keep a conversation of TURNS answers; its id."""
    with closing(open_store(store)) as connection, closing(History(history_file(store))) as history:
        conversation, state = Conversation(connection), store_state(connection)
        known = [conversation.ask(question) for question in asked]
        talk = history.begin(asked[0])
        for n in range(TURNS):
            history.keep(talk, known[n % len(known)], state)
    return talk


async def opening(store: Path, talk: int) -> dict[str, float]:
    """Seconds until a long conversation is open at its end, and to its first answer; and the memory that it takes."""
    app = JiwenApp(store, None, "zh")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        kept = app.history.talk(talk)
        if kept is None:
            raise SystemExit("the conversation is not kept")
        begun = time.perf_counter()
        await app.resume(kept)
        await pilot.pause()
        opened = time.perf_counter() - begun
        begun = time.perf_counter()
        await app.view.show_turn(0)
        await pilot.pause()
        first = time.perf_counter() - begun
        if app.view.query(Turn).first().position != 0:
            raise SystemExit("the first answer is not drawn")
        for _ in range(30):  # read on for a while
            await app.view.go_on(1)
            await pilot.pause()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"open": opened, "first": first, "memory": memory}


def in_own_process(store: Path, talk: int) -> dict[str, float]:
    """`opening`, in a process that did nothing before: its memory is what the conversation takes, with the UI."""
    command = [sys.executable, __file__, "--opening", str(store), str(talk)]
    done = subprocess.run(command, capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--start-ratio", type=float)
    parser.add_argument("--answer-ms", type=float)
    parser.add_argument("--open-ms", type=float)
    parser.add_argument("--memory-mib", type=float)
    parser.add_argument("--opening", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.opening:
        print(json.dumps(asyncio.run(opening(Path(given.opening[0]), int(given.opening[1])))))
        return 0
    if given.folder is None:
        parser.error("name a folder of forms")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "jiwen.db"
        index(store, [given.folder])
        ours, bare = starts(store)
        asked = questions(store)
        times = sorted(asyncio.run(answers(store, asked)))
        long = in_own_process(store, fill(store, asked))
    p95 = times[int(len(times) * 0.95)] * 1000
    measured = (
        (f"first paint {ours * 1000:.0f} ms, bare app {bare * 1000:.0f} ms, ratio", ours / bare, given.start_ratio),
        (f"Enter to answer, ms: median {statistics.median(times) * 1000:.1f}, p95", p95, given.answer_ms),
        (
            f"{TURNS} answers: open, ms (the first one then takes {long['first'] * 1000:.0f})",
            long["open"] * 1000,
            given.open_ms,
        ),
        (f"{TURNS} answers: memory, MiB", long["memory"], given.memory_mib),
    )
    passed = True
    for what, value, limit in measured:
        within = limit is None or value <= limit
        passed = passed and within
        print(f"{what} {value:.2f}" + ("" if limit is None else f" (at most {limit:g}: {'yes' if within else 'NO'})"))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
