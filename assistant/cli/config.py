"""`jiwen config`: where a person's own settings are."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from assistant.cli.exits import Exit
from assistant.cli.streams import note, say
from assistant.plain import plain
from store.errors import FileProblem


@click.group(no_args_is_help=False)
def config() -> None:
    """Your own words: abbreviations, names and synonyms.

    They are in one file, lexicon.ini, in your settings folder (or the folder that JIWEN_CONFIG names).
    The limits of the checks are in checks.ini beside it; the UI's keys, language and theme in settings.ini.

    \b
    Examples:
      jiwen config path
      jiwen config path --init
    """


@config.command()
@click.option("--init", is_flag=True, help="Write an example there, if there is no file yet.")
def path(init: bool) -> int:
    """Print the path of the file with your own words.

    \b
    Examples:
      jiwen config path
      jiwen config path --init
    """
    from assistant.configuration import lexicon_file

    file = lexicon_file()
    if init:
        _write_example(file)
    elif not file.exists():
        note("jiwen: there is no such file yet; jiwen config path --init writes an example there")
    say(plain(str(file)))
    return Exit.DONE


def _write_example(file: Path) -> None:
    """Raises FileProblem. A file that is there stays as it is."""
    from assistant.understanding.lexicon.own import EXAMPLE

    if file.exists():
        note("jiwen: the file is there already, and stays as it is")
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with EXAMPLE.open("rb") as example, file.open("xb") as mine:
            shutil.copyfileobj(example, mine)
    except OSError as error:
        what = f"the example cannot be written ({error.strerror})"
        raise FileProblem(file, what, "name a folder of yours with JIWEN_CONFIG") from error
