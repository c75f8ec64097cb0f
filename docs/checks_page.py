#!/usr/bin/env python3
"""Writes the tables of rules and parameters into checks.md, from the rules themselves and their wording.

`make docs` runs it; tests/test_docs.py fails where the file says something else.
"""

from __future__ import annotations

import re
from pathlib import Path

from assistant.wording.findings import called, finding_phrases
from store.checks.rules import ALL_RULES, PARAMETERS

PAGE = Path(__file__).parent / "checks.md"


def refreshed(page: str) -> str:
    """The page with both tables as the program has them now."""
    return _between(_between(page, "rules", _rules()), "parameters", _parameters())


def _between(page: str, name: str, text: str) -> str:
    block = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return block.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", page)


def _rules() -> str:
    lines = ["| kind | severity | 中文 | what is found | parameters |", "| --- | --- | --- | --- | --- |"]
    for rule in ALL_RULES:
        named = ", ".join(f"`{parameter.name}`" for parameter in rule.parameters)
        said = (called(rule.kind, "zh"), f"{called(rule.kind, 'en')} ({rule.source})")
        lines.append(f"| `{rule.kind}` | {rule.severity} | {said[0]} | {said[1]} | {named} |")
    say = finding_phrases("en")
    sources = dict.fromkeys(rule.source for rule in ALL_RULES)
    lines += ["", "Where rules come from:", ""]
    lines += [f"- {source}: {say(f'source.{source}')}" for source in sources]
    return "\n".join(lines) + "\n"


def _parameters() -> str:
    lines = ["| parameter | default | means |", "| --- | ---: | --- |"]
    say = finding_phrases("en")
    for parameter in PARAMETERS.values():
        means = say(f"parameter.{parameter.name}")
        lines.append(f"| `{parameter.name}` | {parameter.default} {parameter.unit} | {means} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
