"""`jiwen search`: full-text search over names, goals, indicators and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.exits import Exit
from assistant.cli.options import json_option, opened_store, store_option
from assistant.cli.streams import coloured, note, say, terminal_width
from assistant.plain import json_text, plain, uncontrolled

if TYPE_CHECKING:
    from store.searching import Hit

PIPED_WIDTH = 120  # cells of a snippet where there is no terminal to ask


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many hits at most.")
@json_option
@store_option
def search(words: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find WORDS in the forms, best hits first.

    Searched are project names, goals, indicators, targets, actual values and deviations.

    \b
    Examples:
      jiwen search 信访 培训
      jiwen search 档案 --limit 5
    """
    from store.searching import search as search_store

    wanted = " ".join(words)
    with opened_store() as connection:
        hits = search_store(connection, wanted, limit + 1)
    shown = hits[:limit]
    if as_json:
        say(json_text([_as_json(hit) for hit in shown], indent=2))
    else:
        for hit in shown:
            _say_hit(hit)
    if len(hits) > limit:
        note(f"jiwen: the best {limit} hits; there are more, see --limit")
    if not hits:
        note(f"jiwen: no form holds {wanted!r}")
    return Exit.DONE if hits else Exit.NOTHING


def _say_hit(hit: Hit) -> None:
    from assistant.cli.rendering import at_place
    from store.catalog import FIELDS

    at = at_place(Path(hit.file).name, hit.place)
    where = [at, hit.project_name, hit.year, FIELDS[hit.field].zh]
    say("  ".join(plain(str(part)) for part in where if part is not None))
    characters = ((terminal_width() or PIPED_WIDTH) - 4) // 2  # two cells each
    say(f"    {_marked(*hit.snippet(characters))}")


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The snippet, with its marks in bold where the terminal has it."""
    pieces, end = [], 0
    for start, stop in marks:
        pieces += [uncontrolled(text[end:start]), _bold(uncontrolled(text[start:stop]))]
        end = stop
    return "".join([*pieces, uncontrolled(text[end:])])


def _bold(text: str) -> str:
    return click.style(text, bold=True) if coloured() else text


def _as_json(hit: Hit) -> dict[str, Any]:
    place = {"line": hit.place.line, "page": hit.place.page, "cell": hit.place.cell}
    return {
        "project_name": hit.project_name,
        "year": hit.year,
        "field": hit.field,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "file": hit.file,
        **{key: value for key, value in place.items() if value is not None},
    }
