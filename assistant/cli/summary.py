"""`jiwen summary`: what projects were given and spent, and how they scored."""

from __future__ import annotations

import click

from assistant.cli.exits import OF_STATUS
from assistant.cli.options import json_option, opened_store, store_option
from assistant.cli.rendering import say_answer
from assistant.cli.streams import json_text, say

OF_ALL = "所有项目的预算执行概况"
OF_ONE = "{}的预算执行概况"


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

    question = OF_ONE.format(" ".join(name)) if name else OF_ALL
    with opened_store() as connection:
        answer = Conversation(connection).ask(question)
    if as_json:
        say(json_text(answer.as_json(), indent=2))
    else:
        say_answer(answer)
    return OF_STATUS[answer.status]
