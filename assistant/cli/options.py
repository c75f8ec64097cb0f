"""The options that commands share: which store, and JSON or text.

Owns where `--store` may stand (before the command or after it) and the precedence over JIWEN_STORE.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from store.errors import store_error

_CHOSEN = "assistant.cli.store"

Command = Callable[..., Any]


def _choose(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[_CHOSEN] = value


def store_option(command: Command) -> Command:
    """`--store FILE`; given twice, the one after the command holds."""
    return click.option(
        "--store",
        metavar="FILE",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_choose,
        help="The store to use. Default: JIWEN_STORE, else jiwen.db in your data folder.",
    )(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def chosen_store() -> Path:
    """The store's file, which need not exist."""
    from store.connection import default_store

    chosen: Path | None = click.get_current_context().meta.get(_CHOSEN)
    return chosen or default_store()


@contextmanager
def opened_store() -> Iterator[sqlite3.Connection]:
    """The store, open to read. Raises StoreError, also where a damage is found only while it is read."""
    from store.connection import open_store

    path = chosen_store()
    with closing(open_store(path)) as connection:
        try:
            yield connection
        except sqlite3.Error as error:
            raise store_error(error, path) from error
