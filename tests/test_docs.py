"""The documentation says what the program does."""

import re
import runpy
from pathlib import Path

import pytest

from assistant.cli.exits import MEANING
from assistant.cli.program import COMMANDS

ROOT = Path(__file__).parent.parent
COMMAND_LINE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")


def test_the_help_in_the_documentation_is_what_the_program_prints() -> None:
    refreshed = runpy.run_path(str(ROOT / "docs/help_blocks.py"))["refreshed"]
    assert refreshed(COMMAND_LINE) == COMMAND_LINE, "`make docs` writes the help blocks anew"


@pytest.mark.parametrize("command", ["", *(f"{name} " for name in COMMANDS)])
def test_every_command_is_documented(command: str) -> None:
    assert f"$ jiwen {command}--help\n" in COMMAND_LINE


@pytest.mark.parametrize("page", ["README.md", "docs/command-line.md"])
def test_every_exit_code_is_documented(page: str) -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(str(int(code)), meaning) for code, meaning in MEANING.items()]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *map(str, ROOT.glob("docs/*.md"))])
def test_links_to_files_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link
