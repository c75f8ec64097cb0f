"""`jiwen forget`: files out of the store."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.exits import Exit
from assistant.cli.options import chosen_store, json_option, store_option


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@store_option
def forget(paths: tuple[Path, ...], as_json: bool) -> int:
    """Take files, or all that was read from folders, out of the store.

    The files themselves stay as they are; indexing them again stores them again. They need not be there any longer.

    \b
    Examples:
      jiwen forget 2019年绩效自评表.pdf
      jiwen forget ./旧表
    """
    from assistant.cli.index import say_report
    from store.indexing import forget as forget_files

    store = chosen_store()
    report = forget_files(store, paths)
    say_report(store, report, as_json)
    return Exit.DONE if report.files else Exit.NOTHING
