"""`jiwen summary`: what projects were given and spent, and how they scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assistant.cli.exits import OF_STATUS
from assistant.cli.naming import named, say_which
from assistant.cli.options import json_option, opened_store, store_option
from assistant.cli.rendering import print_answer, say_table
from assistant.cli.streams import say
from assistant.plain import json_text, plain
from store.evaluations import ProjectRow, list_evaluations

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.dashboard import Part


@click.command()
@click.argument("name", nargs=-1)
@click.option("--english", is_flag=True, help="The overview in English.")
@click.option("--overview", is_flag=True, help="Also by year, department, unit, class of points lost; contradictions.")
@json_option
@store_option
def summary(name: tuple[str, ...], overview: bool, english: bool, as_json: bool) -> int:
    """Sum up the project NAME, or all of them.

    The budget, what was spent of it, and the score.

    \b
    Examples:
      jiwen summary
      jiwen summary 全区信访业务培训
      jiwen summary --overview
    """
    if overview and name:
        raise click.UsageError("--overview is of the whole store: leave out NAME")
    from assistant.conversation import Conversation

    with opened_store() as connection:
        found: Sequence[ProjectRow] = ()
        if name:
            rows = list_evaluations(connection)
            found = named(rows, name)
            if len({row.project_name for row in found}) != 1:
                return say_which(found, rows, name)
        if overview:
            from assistant.dashboard import dashboard

            return _say_overview(*dashboard(Conversation(connection), "en" if english else "zh"), as_json)
        answer = Conversation(connection).summarise([row.id for row in found])
    print_answer(answer, as_json)
    return OF_STATUS[answer.status]


def _say_overview(totals: Answer, parts: Sequence[Part], as_json: bool) -> int:
    """The totals, then a table a part, with the question that it answers; or all of it as one JSON object."""
    if as_json:
        say(json_text({"totals": totals.as_json(), "parts": [part.as_json() for part in parts]}, indent=2))
        return OF_STATUS[totals.status]
    say(plain(totals.text), bold=True)
    for part in parts:
        say()
        say(f"{plain(part.title)}  ({plain(part.answer.question)})", bold=True)
        say_table(part.answer)
    return OF_STATUS[totals.status]
