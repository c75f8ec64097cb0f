"""What does not add up, as an answer: the findings of the store's checks.

Owns which checks a question means. The checks themselves are the store's.
"""

from __future__ import annotations

from assistant.answer import CellValue, Column, Status
from assistant.answers.draft import Draft, Teller
from assistant.deciding.request import Audit
from store.catalog import Kind
from store.checks import RULES, Finding, check
from store.execution import shown
from store.query import Query, Subject

# The rules that a question names by what it speaks of; without such a word all of them are meant.
TOPICS: dict[str, tuple[str, ...]] = {
    "total_score": ("total_score",),
    "fund": ("parts_initial", "parts_annual", "parts_executed"),
    "execution_rate": ("rate", "rate_score"),
    "score": ("score_above_weight", "missed_full_score", "rate_score"),
}
_CELLS = {"fund_line": ("funds.executed",), "indicator": ("indicator.score",), "evaluation": ("form.total_score",)}


def answer_audit(request: Audit, teller: Teller) -> Draft:
    """A row for every finding; ANSWERED with none too, since that nothing was found is the answer."""
    keys = TOPICS.get(request.topic or "")
    rules = tuple(rule for rule in RULES if keys is None or rule.key in keys)
    findings = _within(request, check(teller.connection, rules), teller)
    say = teller.say
    columns = (
        Column("project_name", teller.label("project_name")),
        Column("year", teller.label("year")),
        Column("item", say("column.item")),
        Column("finding", say("column.finding")),
        Column("printed", say("column.printed")),
        Column("expected", say("column.expected")),
    )
    text = say("audit.found" if findings else "audit.nothing", forms=teller.overview.forms, n=len(findings))
    if findings:
        first = findings[0]
        text += ("" if teller.language == "zh" else " ") + say(
            "audit.first", name=first.project_name, what=first.what or "", finding=say(f"finding.{first.rule}")
        )
    return Draft(
        Status.ANSWERED,
        text,
        columns=columns,
        rows=tuple(_row(finding, teller) for finding in findings),
        sources=tuple(teller.sources([(f.record, f.record_id)], _CELLS[f.record]) for f in findings),
    )


def _within(request: Audit, findings: list[Finding], teller: Teller) -> list[Finding]:
    if request.where is None:
        return findings
    rows = teller.run(Query(Subject.EVALUATION, ("project_name",), request.where)).rows
    allowed = {number for row in rows for _, number in row.records}
    return [finding for finding in findings if finding.evaluation_id in allowed]


def _row(finding: Finding, teller: Teller) -> tuple[CellValue, ...]:
    kind: Kind = finding.kind
    return (
        finding.project_name,
        finding.year,
        finding.what,
        teller.say(f"finding.{finding.rule}"),
        shown(kind, finding.printed),
        shown(kind, finding.expected),
    )
