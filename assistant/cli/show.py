"""`jiwen show`: a whole form, with the place of every value."""

from __future__ import annotations

import click

from assistant.cli.exits import Exit
from assistant.cli.options import json_option, opened_store, store_option
from assistant.cli.streams import say
from assistant.plain import json_text


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--source", "as_source", is_flag=True, help="Every value as the file prints it, in the file's order.")
@json_option
@store_option
def show(name: tuple[str, ...], as_source: bool, as_json: bool) -> int:
    """Show the whole form of the project NAME.

    Every value comes with its place: the line of a text, the page and cell of a PDF, the sheet and cell of a workbook,
    the table and cell or the paragraph of a Word file or a web page. --source adds the box of a PDF's cell, in points.

    NAME is the project's name, a part of it, or its code; more words (unit, year, file) narrow it down. Where
    several forms fit, they are listed.

    \b
    Examples:
      jiwen show 全区信访业务培训
      jiwen show 信访 2023 龙岗
      jiwen show 全区信访业务培训 --source
      jiwen show 440307210701500007270
    """
    from assistant.cli.form import say_form, say_source
    from assistant.cli.naming import named, say_which
    from store.evaluations import list_evaluations, load
    from store.exporting import evaluation_json

    with opened_store() as connection:
        rows = list_evaluations(connection)
        found = named(rows, name)
        if len(found) != 1:
            return say_which(found, rows, name)
        stored = load(connection, found[0].id)
    if as_json:
        say(json_text(evaluation_json(stored), indent=2))
    elif as_source:
        say_source(stored)
    else:
        say_form(stored)
    return Exit.DONE
