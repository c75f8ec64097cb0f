"""Findings as a table for a spreadsheet, which takes no text in it for a formula."""

from __future__ import annotations

import csv
import io

from assistant.cli.export import BOM
from assistant.cli.reports.report import Report, field_name, located
from assistant.wording.findings import message, severity_called, vanishes
from store.exporting import as_cells

COLUMNS = (
    "id",
    "kind",
    "severity",
    "project_code",
    "project_name",
    "year",
    "unit",
    "message",
    "arithmetic",
    "cells",
    "vanishes_if",
    "file",
)


def write(report: Report) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in report.findings:
        cells = "; ".join(f"{field_name(c)}={c.value or ''} ({located(c)})" for c in finding.cells)
        writer.writerow(
            as_cells(
                finding.id,
                finding.kind,
                severity_called(finding.severity, report.language),
                finding.project_code,
                finding.project_name,
                finding.year,
                finding.unit,
                message(finding, report.language),
                finding.arithmetic,
                cells,
                vanishes(finding.kind, report.language),
                finding.file,
            )
        )
    return BOM + table.getvalue()
