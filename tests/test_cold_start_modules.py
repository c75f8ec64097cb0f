"""A question at the command line loads nothing that it does not need: imports are most of what a person waits for."""

import subprocess
import sys
from pathlib import Path

import pytest

from command_line import environment

READERS = ["pdfplumber", "openpyxl", "xlrd", "docx", "lxml", "store.reading", "store.forms", "concurrent.futures"]
HEAVY = [
    "textual",
    "rich",
    "jieba",
    "sqlite_utils",
    "opencc",
    "tabulate",
    "importlib.metadata",
    "dataclasses",
    *READERS,
]
PROBE = """
import sys
from assistant.cli.program import run
code = run(sys.argv[1:])
print(*sorted({name for name in sys.modules}), sep="\\n", file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*arguments: str | Path) -> set[str]:
    probe = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(probe, capture_output=True, env=environment(), check=True)
    return set(done.stderr.decode("utf-8").split())


@pytest.mark.parametrize("question", ["哪个项目花钱最少", "which indicators scored below cap"])
@pytest.mark.parametrize("face", [[], ["--json"]])
def test_a_question_loads_neither_the_ui_nor_segmentation_nor_a_reader(
    question: str, face: list[str], seed_store: Path
) -> None:
    loaded = loaded_by("ask", "--store", seed_store, *face, question)
    assert "assistant.conversation" in loaded
    assert loaded.isdisjoint([*HEAVY, "store.checks.rules"])


def test_help_loads_no_knowledge() -> None:
    assert loaded_by("--help").isdisjoint([*HEAVY, "assistant.conversation", "store.execution", "store.indexing"])
