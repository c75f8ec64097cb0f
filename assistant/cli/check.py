"""`jiwen check`: what does not add up in the forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from assistant.cli.exits import Exit
from assistant.cli.naming import named, say_which
from assistant.cli.options import chosen_store, opened_store, store_option
from assistant.cli.streams import note, say
from store.checks.vocabulary import Severity
from store.evaluations import ProjectRow, list_evaluations
from store.folding import folded

_CALLED = {"矛盾": Severity.CONTRADICTION, "疑点": Severity.DOUBT, "提示": Severity.NOTE}
_SEVERITIES = click.Choice([*(severity.value for severity in Severity), *_CALLED])


@click.command()
@click.argument("name", nargs=-1)
@click.option("--year", "years", type=int, multiple=True, metavar="YEAR", help="Only forms of this year.")
@click.option("--unit", metavar="UNIT", help="Only forms of units, or of departments, with this in their name.")
@click.option(
    "--severity",
    "severities",
    type=_SEVERITIES,
    multiple=True,
    metavar="SEVERITY",
    help="Only findings of this severity.",
)
@click.option("--json", "shape", flag_value="json", help="Print a JSON list of findings.")
@click.option("--csv", "shape", flag_value="csv", help="Print a table for a spreadsheet.")
@click.option("--md", "shape", flag_value="md", help="Print Markdown.")
@click.option("--sarif", "shape", flag_value="sarif", help="Print SARIF 2.1.0, for tools of review.")
@click.option(
    "--fail-on", type=_SEVERITIES, metavar="SEVERITY", help="Exit with 7 if there is a finding of it or a worse one."
)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the report.")
@store_option
def check(name: tuple[str, ...], shape: str | None, fail_on: str | None, language: str, **narrowed: Any) -> int:
    """List what does not add up in the forms, or in those of the project NAME.

    Each finding comes with its cells, the arithmetic, and what the form would have to say for it to vanish.
    SEVERITY is contradiction (矛盾: the form's own figures disagree), doubt (疑点: to be explained) or note (提示).

    \b
    Examples:
      jiwen check --store 2023.db
      jiwen check 信访事务 --severity 矛盾
      jiwen check --year 2023 --sarif > checks.sarif
      jiwen check --fail-on contradiction
    """
    from assistant.cli import reports
    from store.checks.findings import findings, incomparable

    _check_by_own_parameters()
    with opened_store() as connection:
        rows = list_evaluations(connection)
        years, unit = narrowed["years"], narrowed["unit"]
        forms = _chosen(rows, name, years, unit)
        if not forms and (name or years or unit):
            return say_which((), rows, [*name, *map(str, years), *([unit] if unit else [])], _known(rows, name, unit))
        chosen = {row.id for row in forms}
        wanted = [_severity(text) for text in narrowed["severities"]] or list(Severity)
        found = findings(connection, None if len(chosen) == len(rows) else chosen, wanted)
        report = reports.Report(found, len(chosen), incomparable(connection, chosen), language)
    say(reports.WRITTEN[shape or "text"](report).removesuffix("\n"))
    worst = _severity(fail_on) if fail_on else None
    if worst and any(finding.severity.rank <= worst.rank for finding in found):
        return Exit.FOUND
    return Exit.DONE


def _chosen(
    rows: Sequence[ProjectRow], name: Sequence[str], years: Sequence[int], unit: str | None
) -> list[ProjectRow]:
    return [
        row
        for row in (named(rows, name) if name else rows)
        if (not years or row.year in years)
        and (not unit or any(folded(unit) in folded(of_form or "") for of_form in (row.unit, row.department)))
    ]


def _known(rows: Sequence[ProjectRow], name: Sequence[str], unit: str | None) -> list[str] | None:
    """What the store has of what was asked for: its units, or its years; None where a name was given."""
    if name:
        return None
    texts = [text for row in rows for text in ((row.unit, row.department) if unit else (str(row.year or ""),)) if text]
    return sorted(set(texts))


def _severity(text: str) -> Severity:
    return _CALLED.get(text) or Severity(text)


def _check_by_own_parameters() -> None:
    """Findings are stored; where a person has changed the parameters since, all forms are checked again.

    Raises StoreError, and FileProblem where the file of parameters has a wrong entry.
    """
    from assistant.configuration import parameters_file
    from store.checks.checking import stored_parameters
    from store.checks.settings import read_parameters

    parameters = read_parameters(parameters_file())
    with opened_store() as connection:
        if stored_parameters(connection) == parameters:
            return
    from store.errors import StoreError
    from store.indexing import recheck

    note("jiwen: the parameters of the checks have changed; checking all forms again")
    try:
        recheck(chosen_store(), parameters)
    except StoreError as error:
        note(f"jiwen: {error}; what follows was found by the parameters before")
