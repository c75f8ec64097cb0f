"""What does not add up, as an answer: the findings of the store's checks.

Owns which checks a question means. The checks themselves are the store's.
"""

from __future__ import annotations

from assistant.answer import CellValue, Column, Source, Status
from assistant.answers.draft import Draft, Teller
from assistant.deciding.request import Audit
from store.checks import RULES, Finding, check
from store.execution import shown
from store.query import Query, Subject

# The rules that a question names by what it speaks of; without such a word all of them are meant.
TOPICS: dict[str, tuple[str, ...]] = {
    "total_score": ("total_score",),
    "fund": ("parts_initial", "parts_annual", "parts_executed"),
    "execution_rate": ("rate", "rate_score"),
    "weight": ("level1_weights", "score_above_weight"),
    "score": ("score_above_weight", "missed_full_score", "rate_score"),
}


def answer_audit(request: Audit, teller: Teller) -> Draft:
    """A row for every finding; ANSWERED with none too, since that nothing was found is the answer."""
    keys = TOPICS.get(request.topic or "")
    rules = tuple(rule for rule in RULES if keys is None or rule.key in keys)
    forms = _forms(request, teller)
    findings = [finding for finding in check(teller.connection, rules) if finding.evaluation_id in forms]
    say = teller.say
    columns = (
        Column("project_name", teller.label("project_name")),
        Column("year", teller.label("year")),
        Column("item", say("column.item")),
        Column("finding", say("column.finding")),
        Column("printed", say("column.printed")),
        Column("expected", say("column.expected")),
    )
    sentences = [say("audit.found" if findings else "audit.nothing", forms=len(forms), n=len(findings))]
    if findings:
        first = findings[0]
        finding = say(f"finding.{first.rule.key}")
        sentences.append(say("audit.first", name=first.project_name, what=first.what or "", finding=finding))
    return Draft(
        Status.ANSWERED,
        say.joined("sentences", sentences),
        columns=columns,
        rows=tuple(_row(finding, teller) for finding in findings),
        sources=tuple(_sources(finding, teller) for finding in findings),
    )


def _forms(request: Audit, teller: Teller) -> set[int]:
    """The forms that are to be checked."""
    rows = teller.run(Query(Subject.EVALUATION, ("project_name",), request.where)).rows
    return {number for row in rows for _, number in row.records}


def _sources(finding: Finding, teller: Teller) -> tuple[Source, ...]:
    """Where what is doubted stands, and the figure that belies it."""
    doubted = teller.sources([(finding.record, finding.record_id)], [finding.rule.cell])
    figure = finding.rule.figure
    return doubted + (teller.sources([("evaluation", finding.evaluation_id)], [figure]) if figure else ())


def _row(finding: Finding, teller: Teller) -> tuple[CellValue, ...]:
    kind = finding.rule.kind
    return (
        finding.project_name,
        finding.year,
        finding.what,
        teller.say(f"finding.{finding.rule.key}"),
        shown(kind, finding.printed),
        shown(kind, finding.expected),
    )
