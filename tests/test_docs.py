"""The documentation says what the program does."""

import json
import re
import runpy
from pathlib import Path

import pytest

from assistant.cli.exits import MEANING
from assistant.cli.program import COMMANDS
from command_line import jiwen
from store.checks.rules import ALL_RULES

ROOT = Path(__file__).parent.parent
COMMAND_LINE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")


def test_the_help_in_the_documentation_is_what_the_program_prints() -> None:
    refreshed = runpy.run_path(str(ROOT / "docs/help_blocks.py"))["refreshed"]
    assert refreshed(COMMAND_LINE) == COMMAND_LINE, "`make docs` writes the help blocks anew"


def test_the_rules_in_the_documentation_are_those_of_the_program() -> None:
    page = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    refreshed = runpy.run_path(str(ROOT / "docs/checks_page.py"))["refreshed"]
    assert refreshed(page) == page, "`make docs` writes the tables of rules anew"
    assert all(f"| `{rule.kind}` |" in page for rule in ALL_RULES)


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


def test_every_question_of_the_readme_is_answered(seed_store: Path) -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| 中文 | English |")[1].split("\n\n")[0]
    questions = [cell.strip() for row in table.splitlines()[2:] for cell in row.strip("|").split("|")]
    batch = "\n".join(json.dumps({"question": question}) for question in questions)
    answered = jiwen("ask", "--batch", "-", "--json", "--store", seed_store, stdin=batch.encode())
    statuses = {a["question"]: a["status"] for a in map(json.loads, answered.out.splitlines())}
    assert statuses == dict.fromkeys(questions, "answered")
    assert len(questions) >= 10
