"""What every report says of findings: how many, each with its cells and their places.

Owns that content, in words. It must not lay it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.cli.rendering import at_place
from assistant.wording.findings import cell_label, finding_phrases
from store.checks.findings import Finding, FoundCell
from store.checks.vocabulary import Severity
from store.dataclass import dataclass

MOST_CELLS = 6  # that a report for people names; the others are counted


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, the worst first, of so many forms; and how many targets could not be compared."""

    findings: Sequence[Finding]
    forms: int
    incomparable: int
    language: str

    def summary(self) -> list[str]:
        """What was checked, and how much was found."""
        say = finding_phrases(self.language)
        counts = Counter(finding.severity for finding in self.findings)
        contradictions, doubts, notes = (counts[severity] for severity in Severity)
        found = say("report.counts", contradictions=contradictions, doubts=doubts, notes=notes)
        checked = say("report.checked", n=self.forms, forms=self.forms)
        lines = [checked + ("" if self.language == "zh" else " ") + found]
        if self.incomparable:
            lines.append(say("report.incomparable", n=self.incomparable))
        return lines

    def by_severity(self) -> Iterator[tuple[Severity, list[Finding]]]:
        """The severities that have findings, the worst first."""
        for severity in Severity:
            found = [finding for finding in self.findings if finding.severity is severity]
            if found:
                yield severity, found

    def heading(self, finding: Finding) -> str:
        """The form that a finding is about."""
        return "  ".join(str(part) for part in (finding.project_name, finding.year, finding.unit) if part is not None)

    def cells(self, finding: Finding) -> list[str]:
        """全年执行数 “1711929.00” (form.txt:199), …"""
        say = finding_phrases(self.language)
        said = []
        for cell in finding.cells[:MOST_CELLS]:
            value = f"“{cell.value}”" if cell.value is not None else say("report.blank")
            said.append(f"{cell_label(cell, self.language)} {value} ({located(cell)})")
        more = len(finding.cells) - MOST_CELLS
        return [*said, f"… +{more}"] if more > 0 else said


def located(cell: FoundCell) -> str:
    return at_place(Path(cell.file).name, cell.place)


def field_name(cell: FoundCell) -> str:
    """funds.executed, indicator.score, form.year: as the catalog of fields names cells."""
    return f"{cell.record}.{cell.field}"
