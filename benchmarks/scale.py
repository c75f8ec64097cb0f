#!/usr/bin/env python3
"""How storing, asking and searching fare from a thousand evaluations on; writes the tables of docs/benchmarks.md.

    python benchmarks/scale.py [--sizes 1000 10000 100000] [--write]
    python benchmarks/scale.py --store BIG.db    # measures a store that is there already

Times are of this process's own processor, not of the clock on the wall, but for new processes. Each yardstick is
measured in the same run: jieba alone on the same texts; a new process of `sqlite-utils query FILE "select 1"`.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path

from cold_start import ENVIRONMENT, SCRIPTS
from made_up import evaluation
from question_mix import questions

from assistant.conversation import Conversation
from store.searching import search
from store.segmentation import words
from store.tokenizer import tokenizer
from store.writing import FileVersion, Writer, open_to_write

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
TOGETHER = 200  # forms in a transaction, as a run over text files has it
OF_TEXTS = 300  # forms whose texts are cut by jieba alone
SEARCHES = {
    "one word, few texts": ("流标", "孵化器", "两癌", "计量器具", "营养"),
    "one word, most forms": ("完成", "服务", "满意度", "资金", "项目"),
    "two words": ("培训 满意度", "设备 合格率", "天气 延期", "资金 支付进度", "宣传 群众"),
    "three words": ("开展 活动 群众", "补助 对象 发放", "设备 更新 运行", "资金 项目 完成", "森林 防火 检查"),
    "none with all": ("流标 志愿者", "天气 采购 档案", "孵化器 两癌"),
}


class Counting(sqlite3.Connection):
    """Knows how long its statements took until their first row, and how many there were."""

    seconds = 0.0
    statements = 0

    def execute(self, sql: str, parameters: Iterable[object] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        started = time.process_time()
        try:
            return super().execute(sql, parameters)  # type: ignore[arg-type]
        finally:
            self.seconds += time.process_time() - started
            self.statements += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument(
        "--store", type=Path, action="append", default=[], help="a store of made-up forms that is there"
    )
    parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md")
    arguments = parser.parse_args()
    parts = [_machine()]
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes:
            path = Path(folder) / f"{size}.db"
            parts += [*_storing(path, size), *_measured(path)]
            path.unlink()
    for path in arguments.store:
        parts += _measured(path)
    said = "\n".join(parts)
    print(said)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n\n{said}\n{END}{after}", encoding="utf-8")


def _machine() -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("jieba", "sqlite-utils", "rapidfuzz"))
    return (
        f"{os.cpu_count()} cores of {_processor()}; {platform.system()}; Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version}, {versions}. {time.strftime('%Y-%m-%d')}.\n"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _storing(path: Path, size: int) -> list[str]:
    forms = [evaluation(n) for n in range(min(size, OF_TEXTS))]
    texts = [
        text
        for form in forms
        for record in (form, *form.indicators)
        for name in ("project_name", "goal_expected", "goal_actual", "level3", "target", "actual", "deviation")
        if (text := getattr(record, name, None))
    ]
    words(texts[0])
    alone = _seconds(lambda: [list(tokenizer().cut_for_search(text)) for text in texts]) / len(forms)
    cut = _seconds(lambda: [words(text) for text in texts]) / len(forms)
    stored = 0.0
    with closing(open_to_write(path)) as connection:
        writer = Writer(connection)
        for start in range(0, size, TOGETHER):
            some = [(n, evaluation(n)) for n in range(start, min(size, start + TOGETHER))]
            stored += _seconds(lambda some=some: _store(writer, some))  # type: ignore[misc]
        checked = _seconds(writer.check_between_forms)
        tidied = _seconds(writer.tidy)
    return _table(
        f"Storing {size:,} evaluations",
        ("", "ms an evaluation"),
        [
            ("stored, segmentation and checks included", f"{1000 * stored / size:.2f}"),
            ("of that: words of all texts", f"{1000 * cut:.2f}"),
            ("jieba alone, every text anew", f"{1000 * alone:.2f}"),
            ("checks between forms", f"{1000 * checked / size:.2f}"),
            ("the full-text index put in order", f"{1000 * tidied / size:.2f}"),
        ],
    )


def _store(writer: Writer, some: Sequence[tuple[int, object]]) -> None:
    with writer.together():
        for n, form in some:
            version = FileVersion(Path(f"/forms/{n // 1000}/{n}.txt"), str(n), n, "benchmark")
            writer.replace(version, "text", (form,))  # type: ignore[arg-type]


def _measured(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, factory=Counting)) as connection:
        (size,) = connection.execute("SELECT count(*) FROM evaluations").fetchone()
        told = f"{size:,} evaluations"
        bytes_each = path.stat().st_size / size
        parts = [f"The store of {told} has {bytes_each:,.0f} bytes an evaluation, full text included.\n"]
        parts += _asking(connection, told)
        parts += _searching(connection, told)
    return [*parts, *_cold(path, told)]


def _asking(connection: Counting, told: str) -> list[str]:
    times: dict[str, list[float]] = defaultdict(list)
    of_sql: dict[str, float] = defaultdict(float)
    conversation = Conversation(connection)
    mix = list(questions(connection))
    for again in (False, True):
        for kind, question in mix:
            conversation = Conversation(connection)
            connection.seconds = 0.0
            seconds = _seconds(lambda q=question, c=conversation: c.ask(q))  # type: ignore[misc]
            for name in (kind, "all") if again else ():
                times[name].append(1000 * seconds)
                of_sql[name] += 1000 * connection.seconds
    rows = [(name, len(of), *_spread(of), f"{100 * of_sql[name] / sum(of):.0f} %") for name, of in times.items()]
    rows.sort(key=lambda row: row[0] == "all")
    return _table(f"Asking, {told} (ms)", ("questions", "number", "p50", "p95", "p99", "of it SQL"), rows)


def _searching(connection: Counting, told: str) -> list[str]:
    rows = []
    for name, typed in SEARCHES.items():
        times = [1000 * _seconds(lambda t=t: search(connection, t)) for _ in range(3) for t in typed]  # type: ignore[misc]
        rows.append((name, *_spread(times)))
    return _table(f"Searching, the best 20, {told} (ms)", ("", "p50", "p95", "p99"), rows)


def _cold(path: Path, told: str) -> list[str]:
    ours = [SCRIPTS / "jiwen", "ask", "--store", path, "2023年哪个项目花钱最少"]
    theirs = [SCRIPTS / "sqlite-utils", "query", path, "select 1"]
    pairs = [(_process(ours), _process(theirs)) for _ in range(9)][2:]
    (a, memory), (b, their_memory) = (
        (statistics.median(pair[n][0] for pair in pairs), max(pair[n][1] for pair in pairs)) for n in (0, 1)
    )
    ratio = statistics.median(one[0] / other[0] for one, other in pairs)
    return _table(
        f"A new process, {told}",
        ("", "processor ms", "memory MiB"),
        [
            ("jiwen ask", f"{a:.0f}", f"{memory:.0f}"),
            ("sqlite-utils query", f"{b:.0f}", f"{their_memory:.0f}"),
            ("ratio", f"{ratio:.2f}", ""),
        ],
    )


def _process(command: Sequence[str | Path]) -> tuple[float, float]:
    """Milliseconds of the processor, and MiB at most: told by a small process that starts it, whose own are few."""
    done = subprocess.run([sys.executable, "-S", "-c", _STARTS, *command], capture_output=True, env=ENVIRONMENT)  # noqa: PLW1510
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    seconds, kib = done.stdout.split()
    return 1000 * float(seconds), int(kib) / 1024


_STARTS = """
import os, sys
nowhere = os.open(os.devnull, os.O_WRONLY)
actions = [(os.POSIX_SPAWN_DUP2, nowhere, n) for n in (1, 2)]
_, status, used = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions), 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def _seconds(what: Callable[[], object]) -> float:
    started = time.process_time()
    what()
    return time.process_time() - started


def _spread(times: Sequence[float]) -> tuple[str, str, str]:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return tuple(f"{cuts[n - 1]:.1f}" for n in (50, 95, 99))  # type: ignore[return-value]


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"**{title}**\n", f"| {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) - 1)}"]
    return [*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows), ""]


if __name__ == "__main__":
    main()
