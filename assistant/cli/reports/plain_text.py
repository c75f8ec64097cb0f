"""Findings for a person at a terminal."""

from __future__ import annotations

from assistant.cli.reports.report import Report
from assistant.plain import plain
from assistant.wording.findings import finding_phrases, message, vanishes


def write(report: Report) -> str:
    """By severity: what was found, the arithmetic, the cells, and what would make it vanish."""
    say = finding_phrases(report.language)
    lines = report.summary()
    for severity, found in report.by_severity():
        name, means = say(f"severity.{severity.value}"), say(f"means.{severity.value}")
        lines += ["", f"== {name} ({means}): {len(found)}"]
        for number, finding in enumerate(found, 1):
            lines += ["", plain(f"{number}. {report.heading(finding)}  [{finding.kind}]")]
            lines.append(f"   {plain(message(finding, report.language))}")
            if finding.arithmetic:
                lines.append(f"   {say('report.arithmetic')}: {plain(finding.arithmetic)}")
            lines.append(f"   {say('report.cells')}: {plain('; '.join(report.cells(finding)))}")
            lines.append(f"   {say('report.vanishes')}: {vanishes(finding.kind, report.language)}")
    return "\n".join(lines) + "\n"
