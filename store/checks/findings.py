"""What checking found, read back out of the store: each finding with its figures, its cells and their files.

Owns the reading of the tables findings and finding_cells. It must not check or word anything, and imports no rule: a
question at the command line asks here whether what it answers is in doubt.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from store.catalog import Kind
from store.checks.vocabulary import RawFact, Severity
from store.dataclass import dataclass
from store.records import Place


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell that a finding rests on. `value` is as printed, None where it is blank."""

    record: str  # form, funds, indicator
    position: int  # among the form's records of that kind, from 0
    field: str  # annual_budget, score, …
    value: str | None
    file: str  # absolute path
    place: Place
    evaluation_id: int | None  # None: of a form that is not used, since a newer file has another


@dataclass(frozen=True, slots=True)
class Finding:
    id: str  # the same as long as the form says the same
    number: int  # in the store
    kind: str
    severity: Severity
    evaluation_id: int
    project_code: str | None
    project_name: str | None
    year: int | None
    unit: str | None
    file: str  # absolute path of the form's
    what: str | None  # the indicator or fund line
    facts: dict[str, tuple[Kind, RawFact]]  # by the names that the wording uses, in the store's units
    arithmetic: str
    cells: tuple[FoundCell, ...]  # the one that is doubted first

    def raw(self, fact: str) -> RawFact:
        return self.facts[fact][1] if fact in self.facts else None


_FINDINGS = """
SELECT f.id, f.kind, f.severity, f.evaluation_id, e.project_code, e.project_name, e.year, e.unit, d.path, f.what,
       f.facts, f.arithmetic
FROM findings AS f JOIN evaluations AS e ON e.id = f.evaluation_id JOIN documents AS d ON d.id = e.document_id
"""
_ORDER = (
    " ORDER BY CASE f.severity WHEN 'contradiction' THEN 0 WHEN 'doubt' THEN 1 ELSE 2 END, d.path, e.form_index, f.id"
)
_CELLS = """
SELECT c.finding_id, c.record, c.record_position, c.field, c.value, COALESCE(d.path, ''), c.line, c.page, c.cell,
       c.evaluation_id
FROM finding_cells AS c LEFT JOIN documents AS d ON d.id = c.document_id
"""
_INCOMPARABLE = "SELECT COUNT(*) FROM indicators WHERE outcome = 'incomparable'"
_MOST_PARAMETERS = 30_000  # that SQLite takes in one statement


def findings(
    connection: sqlite3.Connection,
    evaluations: Collection[int] | None = None,
    severities: Iterable[Severity] = tuple(Severity),
    kinds: Collection[str] | None = None,
) -> list[Finding]:
    """The findings of these forms, or of all; the worst first, then in the order of files and of forms in them."""
    wanted = [severity.value for severity in severities]
    conditions = [f"f.severity IN ({', '.join('?' * len(wanted))})"]
    parameters: list[int | str] = [*wanted]
    if kinds is not None:
        conditions.append(f"f.kind IN ({', '.join('?' * len(kinds))})")
        parameters += kinds
    few = evaluations is not None and len(evaluations) < _MOST_PARAMETERS
    if evaluations is not None and few:
        conditions.append(f"f.evaluation_id IN ({', '.join('?' * len(evaluations))})")
        parameters += evaluations
    where = f" WHERE {' AND '.join(conditions)}"
    rows = connection.execute(_FINDINGS + where + _ORDER, parameters).fetchall()
    if evaluations is not None and not few:
        chosen = set(evaluations)
        rows = [row for row in rows if row[3] in chosen]
    cells = _cells(connection, [row[0] for row in rows])
    seen: Counter[str] = Counter()
    return [_finding(row, cells.get(row[0], ()), seen) for row in rows]


def incomparable(connection: sqlite3.Connection, evaluations: Collection[int] | None = None) -> int:
    """How many targets cannot be compared with what was reached: they are counted, and never judged."""
    if evaluations is None:
        return int(connection.execute(_INCOMPARABLE).fetchone()[0])
    chosen, rows = set(evaluations), f"{_INCOMPARABLE.replace('COUNT(*)', 'evaluation_id, COUNT(*)')} GROUP BY 1"
    return sum(n for evaluation_id, n in connection.execute(rows) if evaluation_id in chosen)


def _cells(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[FoundCell, ...]]:
    by_finding: dict[int, list[FoundCell]] = defaultdict(list)
    for start in range(0, len(numbers), _MOST_PARAMETERS):
        some = numbers[start : start + _MOST_PARAMETERS]
        where = f" WHERE c.finding_id IN ({', '.join('?' * len(some))}) ORDER BY c.finding_id, c.position"
        for number, record, position, field, value, file, *place, evaluation_id in connection.execute(
            _CELLS + where, some
        ):
            by_finding[number].append(FoundCell(record, position, field, value, file, Place(*place), evaluation_id))
    return {number: tuple(cells) for number, cells in by_finding.items()}


def _finding(row: Sequence[Any], cells: tuple[FoundCell, ...], seen: Counter[str]) -> Finding:
    number, kind, severity, evaluation_id, code, name, year, unit, file, what, facts, arithmetic = row
    told = {key: (Kind(value[0]), value[1]) for key, value in json.loads(facts).items()}
    said = json.dumps([kind, code or name, year, what, [(c.record, c.field, c.value) for c in cells]], default=str)
    digest = hashlib.sha256(said.encode()).hexdigest()[:10]
    seen[digest] += 1  # the same form twice
    own = f"{kind}-{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else "")
    return Finding(
        own,
        number,
        kind,
        Severity(severity),
        evaluation_id,
        code,
        name,
        year,
        unit,
        file,
        what,
        told,
        arithmetic,
        cells,
    )
