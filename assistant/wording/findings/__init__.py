"""Findings in words: what each is called, what it says with its figures, and what would make it vanish.

Owns the saying of a finding. The phrases are data beside it, a file a language. It must not check or query.
"""

from __future__ import annotations

from assistant.wording.phrases import Phrases, phrases
from assistant.wording.values import said
from store.catalog import FIELDS
from store.checks.findings import Finding, FoundCell
from store.checks.vocabulary import Severity

_FOLDER = "findings"
_OF_FUNDS = {"rate": "execution_rate", "score": "execution_score", "weight": "execution_weight", "name": "fund_name"}
_FIELD_FACTS = frozenset({"column", "field"})  # facts that name a field


def finding_phrases(language: str) -> Phrases:
    return phrases(language, _FOLDER)


def called(kind: str, language: str) -> str:
    """The name of a kind of finding."""
    return finding_phrases(language)(f"kind.{kind}")


def severity_called(severity: Severity, language: str) -> str:
    return finding_phrases(language)(f"severity.{severity.value}")


def message(finding: Finding, language: str) -> str:
    """What was found, in one sentence with its figures."""
    values = {name: said(kind, raw, language) for name, (kind, raw) in finding.facts.items()}
    for name in _FIELD_FACTS & values.keys():
        values[name] = field_label(None, values[name], language)
    values["what"] = finding.what or finding.project_name or ""
    values["where"] = where(finding, language)
    return finding_phrases(language)(f"says.{finding.kind}", **_Known(values, language))


def vanishes(kind: str, language: str) -> str:
    """What the form would have to say for such a finding to vanish."""
    return finding_phrases(language)(f"vanishes.{kind}")


def where(finding: Finding, language: str) -> str:
    """Which cell is doubted: the indicator with its column, or the field of the form."""
    first = finding.cells[0]
    label = field_label(first.record, first.field, language)
    return f"{finding.what} {label}" if finding.what else label


def cell_label(cell: FoundCell, language: str) -> str:
    return field_label(cell.record, cell.field, language)


def field_label(record: str | None, name: str, language: str) -> str:
    key = _OF_FUNDS.get(name, name) if record == "funds" else name
    return FIELDS[key].label(language) if key in FIELDS else finding_phrases(language)(f"field.{name}")


class _Known(dict[str, str]):
    """Facts by name; one that the finding has not (a blank cell's) is said to be none."""

    def __init__(self, values: dict[str, str], language: str) -> None:
        none = phrases(language)("value.none")
        names = (
            "printed",
            "expected",
            "over",
            "unspent",
            "change",
            "target",
            "actual",
            "said",
            "year",
            "other",
            "used",
        )
        super().__init__({**dict.fromkeys(names, none), **values})
