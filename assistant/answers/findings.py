"""What does not add up, as an answer: the findings of the store's checks.

Owns which of them a question means. The checks themselves are the store's.
"""

from __future__ import annotations

from assistant.answer import CellValue, Column, Source, Status
from assistant.answers.draft import Draft, Teller
from assistant.deciding.request import Audit
from assistant.wording.findings import called
from store.catalog import Kind
from store.checks.findings import Finding, findings
from store.checks.vocabulary import Severity
from store.execution import shown
from store.query import Query, Subject

# The kinds that a question names by what it speaks of; without such a word all of them are meant.
TOPICS: dict[str, tuple[str, ...]] = {
    "total_score": ("total_wrong",),
    "fund": ("fund_lines_wrong",),
    "execution_rate": ("rate_wrong", "rate_of_zero_budget", "execution_score_wrong"),
    "claim": ("claims_within_initial_budget",),
    "level1": ("level1_weights_wrong",),
    "weight": ("level1_weights_wrong", "total_weight_wrong", "score_above_weight"),
    "score": ("score_above_weight", "target_missed_full_score", "execution_score_wrong", "negative_points"),
}


def answer_audit(request: Audit, teller: Teller) -> Draft:
    """A row for every contradiction, or for every doubt where there is none, with how many others there are.

    ANSWERED with none too, since that nothing was found is the answer.
    """
    forms = _forms(request, teller)
    kinds = TOPICS.get(request.topic or "")
    found = findings(teller.connection, forms, kinds=kinds)
    by = {severity: [one for one in found if one.severity is severity] for severity in Severity}
    contradictions, doubts = by[Severity.CONTRADICTION], by[Severity.DOUBT]
    told = contradictions or doubts
    say = teller.say
    n = len(contradictions)
    sentences = [say("audit.found" if n else "audit.nothing", forms=len(forms), n=n)]
    if told:
        name, finding = told[0].project_name, called(told[0].kind, teller.language)
        sentences.append(say("audit.first", name=name, what=told[0].what or "", finding=finding))
    if doubts or by[Severity.NOTE]:
        sentences.append(say("audit.besides", doubts=len(doubts), notes=len(by[Severity.NOTE])))
    columns = (
        Column("project_name", teller.label("project_name")),
        Column("year", teller.label("year")),
        Column("item", say("column.item")),
        Column("finding", say("column.finding")),
        Column("printed", say("column.printed")),
        Column("expected", say("column.expected")),
    )
    return Draft(
        Status.ANSWERED,
        say.joined("sentences", sentences),
        columns=columns,
        rows=tuple(_row(finding, teller) for finding in told),
        sources=tuple(_sources(finding) for finding in told),
    )


def _forms(request: Audit, teller: Teller) -> set[int]:
    """The forms that are to be checked."""
    rows = teller.run(Query(Subject.EVALUATION, ("project_name",), request.where)).rows
    return {number for row in rows for _, number in row.records}


def _sources(finding: Finding) -> tuple[Source, ...]:
    """Where the cells that the finding rests on stand, each place once."""
    places = {
        (cell.file, cell.place): Source(
            finding.project_code,
            finding.project_name,
            cell.file,
            cell.place.line,
            cell.place.page,
            cell.place.cell,
            finding.year,
            finding.evaluation_id,
        )
        for cell in reversed(finding.cells)
    }
    return tuple(reversed(places.values()))


def _row(finding: Finding, teller: Teller) -> tuple[CellValue, ...]:
    return (
        finding.project_name,
        finding.year,
        finding.what,
        called(finding.kind, teller.language),
        _shown(finding, "printed"),
        _shown(finding, "expected"),
    )


def _shown(finding: Finding, fact: str) -> CellValue:
    kind, raw = finding.facts.get(fact, (Kind.TEXT, None))
    return shown(kind, raw)
