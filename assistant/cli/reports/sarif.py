"""Findings as SARIF 2.1.0, the format that tools of review read: the rules once, each finding with its locations.

Owns the mapping: contradiction, doubt and note are error, warning and note; a cell of a table is a logical location,
a line a region. Files under the folder that jiwen is run in are named relative to it.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.cli.reports.report import Report, field_name
from assistant.plain import json_text
from assistant.wording.findings import called, cell_label, finding_phrases, message, vanishes
from store.checks.findings import Finding, FoundCell
from store.checks.rules import ALL_RULES
from store.checks.vocabulary import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.CONTRADICTION: "error", Severity.DOUBT: "warning", Severity.NOTE: "note"}
_BASE = "SRCROOT"
Json = dict[str, Any]


def write(report: Report) -> str:
    index = {rule.kind: number for number, rule in enumerate(ALL_RULES)}
    driver = {"name": "jiwen", "version": version("jiwen"), "rules": _rules(report.language)}
    run = {
        "tool": {"driver": driver},
        "language": {"zh": "zh-CN", "en": "en"}[report.language],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"uri": Path.cwd().as_uri().rstrip("/") + "/"}},
        "results": [_result(finding, index[finding.kind], report.language) for finding in report.findings],
        "properties": {"forms": report.forms, "incomparableTargets": report.incomparable},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rules(language: str) -> list[Json]:
    say = finding_phrases(language)
    return [
        {
            "id": rule.kind,
            "shortDescription": {"text": called(rule.kind, language)},
            "fullDescription": {"text": f"{called(rule.kind, language)}. {say(f'source.{rule.source}')}"},
            "help": {"text": f"{say('report.vanishes')}: {vanishes(rule.kind, language)}"},
            "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        }
        for rule in ALL_RULES
    ]


def _result(finding: Finding, rule: int, language: str) -> Json:
    first, *others = finding.cells
    text = message(finding, language) + (f" ({finding.arithmetic})" if finding.arithmetic else "")
    related = [{"id": n, **_location(cell, language)} for n, cell in enumerate(others, 1)]
    return {
        "ruleId": finding.kind,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": text},
        "locations": [_location(first, language)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"jiwenFinding/v1": finding.id},
        "properties": {
            "projectCode": finding.project_code,
            "projectName": finding.project_name,
            "year": finding.year,
            "unit": finding.unit,
        },
    }


def _location(cell: FoundCell, language: str) -> Json:
    physical: Json = {"artifactLocation": _artifact(Path(cell.file))}
    if cell.place.line is not None:
        physical["region"] = {"startLine": cell.place.line}
    page = f"p. {cell.place.page}" if cell.place.page is not None else None
    at = " ".join(part for part in (page, cell.place.cell) if part)
    name = field_name(cell)
    logical: Json = {"name": name, "kind": "member", **({"fullyQualifiedName": f"{at} {name}"} if at else {})}
    value = f"{cell_label(cell, language)}: {cell.value or ''}"
    return {"physicalLocation": physical, "logicalLocations": [logical], "message": {"text": value}}


def _artifact(file: Path) -> Json:
    if not file.is_absolute():
        return {"uri": file.as_posix()}
    if file.is_relative_to(Path.cwd()):
        from urllib.parse import quote

        return {"uri": quote(file.relative_to(Path.cwd()).as_posix()), "uriBaseId": _BASE}
    return {"uri": file.as_uri()}
