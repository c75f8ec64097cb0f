"""The parameters of the rules as a person has set them, in a file of their own.

Owns the reading of that file. A wrong entry is an error that names its line: a limit that is silently ignored would
hide what it was set for.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

from store.checks.rules import DEFAULTS
from store.checks.vocabulary import Parameters
from store.errors import FileProblem

_ENTRY = re.compile(r"(?P<name>[^=:]+?)\s*[=:]\s*(?P<value>.*)")


def read_parameters(path: Path) -> Parameters:
    """All parameters: `name = number` a line, as far as the file has them, the defaults for the others.

    Blank lines, comments (#) and headings ([parameters]) are passed over. Raises FileProblem.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return DEFAULTS
    except (OSError, UnicodeError) as error:
        raise FileProblem(path, f"it cannot be read ({error})", "see that it is yours and saved as UTF-8") from error
    changed = dict(DEFAULTS)
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if said and said[0] not in "#;[":
            name, value = _entry(path, number, said)
            changed[name] = value
    return changed


def _entry(path: Path, line: int, said: str) -> tuple[str, Decimal]:
    entry = _ENTRY.fullmatch(said)
    name = entry["name"] if entry else said
    if name not in DEFAULTS:
        raise FileProblem(path, f"line {line}: there is no parameter {name!r}", f"there are {', '.join(DEFAULTS)}")
    try:
        value = Decimal(entry["value"].strip().rstrip("%") if entry else "")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise FileProblem(path, f"line {line}: {said!r} is no number from 0", f"write, say, {name} = {DEFAULTS[name]}")
    return name, value
