"""`jiwen watch`: a store that follows its folders."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assistant.cli.exits import Exit
from assistant.cli.options import chosen_store, store_option
from assistant.cli.streams import note


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--every", default=2.0, show_default=True, type=click.FloatRange(0.1), help="Seconds between two looks.")
@store_option
def watch(paths: tuple[Path, ...], every: float) -> int:
    """Index files and folders, and again whenever something in them changes. Ctrl-C ends it.

    \b
    Example:
      jiwen watch ./自评表
    """
    from assistant.cli.index import say_report
    from store.watching import reports

    store = chosen_store()
    note("watching; Ctrl-C ends it")
    try:
        for report in reports(store, paths, every, workers=os.cpu_count() or 1):
            say_report(store, report, as_json=False)
    except KeyboardInterrupt:
        return Exit.DONE
    return Exit.DONE
