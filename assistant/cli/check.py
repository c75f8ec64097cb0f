"""`jiwen check`: what does not add up in the forms."""

from __future__ import annotations

import click

from assistant.cli.exits import OF_STATUS
from assistant.cli.options import json_option, opened_store, store_option


@click.command()
@json_option
@store_option
def check(as_json: bool) -> int:
    """List what does not add up, each finding with both figures and its source.

    Totals against their parts, rates against amounts, scores against weights, and forms that two files fill in
    differently.

    \b
    Example:
      jiwen check --store 2023.db
    """
    from assistant.cli.rendering import print_answer
    from assistant.conversation import Conversation

    with opened_store() as connection:
        answer = Conversation(connection).check()
    print_answer(answer, as_json)
    return OF_STATUS[answer.status]
