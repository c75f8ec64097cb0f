"""`jiwen ask`: one question, or a file of them."""

from __future__ import annotations

import click

from assistant.cli.exits import OF_STATUS
from assistant.cli.options import opened_store, store_option
from assistant.cli.rendering import print_answer
from assistant.cli.streams import say, standard_input


@click.command()
@click.argument("question", nargs=-1)
@click.option("--batch", metavar="FILE", help="Ask every line of a JSON Lines file, or of stdin with -.")
@click.option("--explain", is_flag=True, help="Say how the question was understood: words, frame, query, SQL.")
@click.option("--json", "shape", flag_value="json", help="Print JSON.")
@click.option("--csv", "shape", flag_value="csv", help="Print the rows as a table for a spreadsheet.")
@click.option("--tsv", "shape", flag_value="tsv", help="Print the rows with tabs, to be pasted into one.")
@click.option("--md", "shape", flag_value="md", help="Print Markdown.")
@store_option
def ask(question: tuple[str, ...], batch: str | None, explain: bool, shape: str | None) -> int:
    """Ask a QUESTION; - reads it from stdin. Several words are one question.

    A file for --batch has a JSON object a line: "question", and if you like "id" and "conversation".
    Questions with the same conversation are asked as one, the others each alone. The answers come in
    the same order.

    \b
    Examples:
      jiwen ask 哪个项目花钱最少
      jiwen ask which indicators scored below cap
      jiwen ask --json 全区信访业务培训的执行率
      jiwen ask --csv 各项目的执行率 > 执行率.csv
      jiwen ask --explain 预算不超过5万的项目
      jiwen ask --batch questions.jsonl --json
    """
    if batch is not None:
        from assistant.cli.batch import ask_all

        if question:
            raise click.UsageError("--batch has its own questions; leave out QUESTION")
        if shape not in (None, "json"):
            raise click.UsageError(f"--batch prints text or, with --json, JSON Lines; leave out --{shape}")
        return ask_all(batch, shape == "json")
    if explain and shape not in (None, "json"):
        raise click.UsageError(f"--explain says more than the rows; leave out --{shape}")
    words = " ".join(question)
    if words == "-":
        words = standard_input().read().decode("utf-8-sig", errors="replace")
    if not words.strip():
        raise click.UsageError("there is no question. For example: jiwen ask 哪个项目花钱最少")
    from assistant.configuration import lexicon_file
    from assistant.conversation import Conversation
    from assistant.understanding.lexicon.own import lexicon_with

    lexicon = lexicon_with(lexicon_file())
    with opened_store() as connection:
        conversation = Conversation(connection, lexicon)
        answer = conversation.ask(words.strip())
        trace = conversation.explain() if explain else None
    if shape in (None, "json"):
        print_answer(answer, shape == "json", trace)
    else:
        from assistant.formats import ANSWERS

        say(ANSWERS[shape].write(answer).removesuffix("\n"))
    return OF_STATUS[answer.status]
