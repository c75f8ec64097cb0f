"""Findings as Markdown, to go into a review. What forms say is text in it, never markup."""

from __future__ import annotations

from assistant.cli.reports.report import Report
from assistant.formats.markdown import text as _text
from assistant.wording.findings import finding_phrases, message, vanishes


def write(report: Report) -> str:
    say = finding_phrases(report.language)
    lines = [f"# {say('report.title')}", "", *report.summary()]
    for severity, found in report.by_severity():
        name, means = say(f"severity.{severity.value}"), say(f"means.{severity.value}")
        lines += ["", f"## {name} ({len(found)})", "", means]
        for finding in found:
            lines += ["", f"### {_text(report.heading(finding))}", "", _text(message(finding, report.language)), ""]
            lines.append(f"- `{finding.kind}` `{finding.id}`")
            if finding.arithmetic:
                lines.append(f"- {say('report.arithmetic')}: {_text(finding.arithmetic)}")
            lines += [f"- {say('report.cells')}: {_text(cell)}" for cell in report.cells(finding)]
            lines.append(f"- {say('report.vanishes')}: {_text(vanishes(finding.kind, report.language))}")
    return "\n".join(lines) + "\n"
