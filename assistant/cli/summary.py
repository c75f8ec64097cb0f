"""`jiwen summary`: what projects were given and spent, and how they scored."""

from __future__ import annotations

from collections.abc import Sequence

import click

from assistant.cli.exits import OF_STATUS
from assistant.cli.naming import named, say_which
from assistant.cli.options import json_option, opened_store, store_option
from assistant.cli.rendering import print_answer
from store.evaluations import ProjectRow, list_evaluations


@click.command()
@click.argument("name", nargs=-1)
@json_option
@store_option
def summary(name: tuple[str, ...], as_json: bool) -> int:
    """Sum up the project NAME, or all of them.

    The budget, what was spent of it, and the score.

    \b
    Examples:
      jiwen summary
      jiwen summary 全区信访业务培训
    """
    from assistant.conversation import Conversation

    with opened_store() as connection:
        found: Sequence[ProjectRow] = ()
        if name:
            rows = list_evaluations(connection)
            found = named(rows, name)
            if len({row.project_name for row in found}) != 1:
                return say_which(found, rows, name)
        answer = Conversation(connection).summarise([row.id for row in found])
    print_answer(answer, as_json)
    return OF_STATUS[answer.status]
