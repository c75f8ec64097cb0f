"""`jiwen export`: all that the store holds, for other programs."""

from __future__ import annotations

import contextlib
import csv
import io
import sqlite3
import tempfile
from pathlib import Path

import click

from assistant.cli.exits import Exit
from assistant.cli.options import chosen_store, opened_store, store_option
from assistant.cli.streams import note, say
from assistant.plain import json_text
from store.errors import FileProblem

BOM = "\ufeff"  # by which Excel knows UTF-8


@click.command()
@click.option("--format", "kind", type=click.Choice(["json", "csv"]), required=True, help="JSON in full, or a table.")
@click.option(
    "--rows",
    type=click.Choice(["projects", "indicators"]),
    default="projects",
    show_default=True,
    help="What a row of the CSV is.",
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write FILE instead of stdout.")
@store_option
def export(kind: str, rows: str, output: Path | None) -> int:
    """Export every form of the store.

    JSON is a list of forms with their funds, goals and indicators; amounts are decimal strings in yuan. CSV is a
    table for Excel, of projects or of their indicators.

    \b
    Examples:
      jiwen export --format json > forms.json
      jiwen export --format csv --rows indicators --output 指标.csv
    """
    from store.exporting import export_json

    with opened_store() as connection:
        text = json_text(export_json(connection), indent=1) + "\n" if kind == "json" else _csv(connection, rows)
    if output is None:
        say(text.removesuffix("\n"))
    else:
        _write(output, text)
        note(f"jiwen: wrote {output}")
    return Exit.DONE


def _csv(connection: sqlite3.Connection, rows: str) -> str:
    from store.exporting import INDICATOR_COLUMNS, PROJECT_COLUMNS, indicator_rows, project_rows

    table = io.StringIO()
    writer = csv.writer(table)
    if rows == "projects":
        writer.writerow(PROJECT_COLUMNS)
        writer.writerows(project_rows(connection))
    else:
        writer.writerow(INDICATOR_COLUMNS)
        writer.writerows(indicator_rows(connection))
    return BOM + table.getvalue()


def _write(path: Path, text: str) -> None:
    """The whole file or none of it: what was there stays until the new one is complete. Raises FileProblem."""
    if path.resolve() == chosen_store().resolve():
        raise FileProblem(path, "this is the store itself", "name another file with --output")
    try:
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                file.write(text.encode("utf-8", errors="backslashreplace"))
                file.close()
                Path(file.name).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(file.name).unlink()
                raise
    except OSError as error:
        what = f"it cannot be written ({error.strerror})"
        raise FileProblem(path, what, "see that its folder exists, is yours and has space") from error
