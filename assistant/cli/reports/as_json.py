"""Findings as JSON, for other programs: a list, each with the cells that it rests on as the files print them."""

from __future__ import annotations

from typing import Any

from assistant.cli.reports.report import Report, field_name
from assistant.plain import json_text
from assistant.wording.findings import message
from store.checks.findings import Finding, FoundCell


def write(report: Report) -> str:
    return json_text([_finding(finding, report.language) for finding in report.findings], indent=1) + "\n"


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "project_code": finding.project_code,
        "project_name": finding.project_name,
        "year": finding.year,
        "message": message(finding, language),
        "cells": [_cell(cell) for cell in finding.cells],
        "arithmetic": finding.arithmetic,
    }


def _cell(cell: FoundCell) -> dict[str, Any]:
    """A blank cell's value is null, and its place that of its row."""
    places = {"line": cell.place.line, "page": cell.place.page, "cell": cell.place.cell}
    known = {name: value for name, value in places.items() if value is not None}
    return {"field": field_name(cell), "value": cell.value, "file": cell.file, **known}
