"""What a person has set up for the UI: its language, its theme, its keys.

Owns the file settings.ini in the settings folder: reading it, and changing one line of it. A mistake in it is said and
the rest is used: nothing in it can keep the UI from opening.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from configparser import ConfigParser
from configparser import Error as Unreadable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.configuration import settings_file

THEMES = ("dark", "light", "contrast")
LANGUAGES = ("zh", "en")
_MODIFIERS = ("ctrl", "alt", "shift", "super")
_KEY = re.compile(r"f([1-9]|1\d|2[0-4])|enter|escape|tab|up|down|left|right|home|end|pageup|pagedown|insert|delete")

EXAMPLE = """\
# The terminal UI of jiwen. Lines that begin with # are not read.
[ui]
# zh or en; without it, that of your system
# language = zh
# dark, light or contrast
# theme = dark

[keys]
# An action and its keys; `jiwen` lists the actions under F1 and Ctrl+P.
# copy = ctrl+y, f12
"""


@dataclass(frozen=True, slots=True)
class Settings:
    language: str | None = None
    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)  # action id -> keys, separated by commas
    problems: tuple[tuple[str, str], ...] = ()  # what cannot be used: a key of the texts, and the words it is about


def load(actions: Collection[str], file: Path | None = None) -> Settings:
    """The settings; `actions` are the ids that keys can be given to. A file that is not there is no problem."""
    file = file or settings_file()
    parser = ConfigParser(interpolation=None, comment_prefixes=("#", ";"), strict=False)
    try:
        parser.read_string(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeError, Unreadable) as error:
        return Settings(problems=(("settings_unreadable", f"{file}: {error}"),))
    problems: list[tuple[str, str]] = []
    language = _one_of(parser, "language", LANGUAGES, problems)
    theme = _one_of(parser, "theme", THEMES, problems)
    keys: dict[str, str] = {}
    for name, value in parser.items("keys") if parser.has_section("keys") else ():
        wanted = [key.strip().lower().replace(" ", "") for key in value.split(",") if key.strip()]
        if name not in actions:
            problems.append(("settings_no_action", name))
        elif not wanted or not all(map(usable, wanted)):
            problems.append(("settings_no_key", f"{name} = {value}"))
        else:
            keys[name] = ",".join(wanted)
    return Settings(language, theme, keys, tuple(problems))


def usable(key: str) -> bool:
    """Whether an action can have the key: a function key, or one with a modifier. A plain letter is for typing."""
    *modifiers, last = key.split("+")
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        return False
    return bool(_KEY.fullmatch(last)) or (len(last) == 1 and bool(set(modifiers) & {"ctrl", "alt", "super"}))


def save(name: str, value: str, file: Path | None = None) -> None:
    """Set one value of [ui], every other line kept as it is. Raises OSError."""
    file = file or settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8-sig") if file.exists() else EXAMPLE
    file.write_text(_with_value(text, name, value), encoding="utf-8")


def _with_value(text: str, name: str, value: str) -> str:
    line = f"{name} = {value}"
    section = re.search(r"^\[ui\][^\n]*\n(?P<body>(?:(?!\[)[^\n]*\n?)*)", text, re.MULTILINE)
    if section is None:
        return f"[ui]\n{line}\n\n{text}"
    say: Callable[[re.Match[str]], str] = lambda _: line  # noqa: E731 - a value is no pattern
    start, end = section.span("body")
    body, count = re.subn(rf"^{name}\s*[=:][^\n]*", say, text[start:end], count=1, flags=re.MULTILINE)
    return text[:start] + (body if count else f"{line}\n{body}") + text[end:]


def _one_of(parser: ConfigParser, name: str, values: tuple[str, ...], problems: list[tuple[str, str]]) -> str | None:
    value = parser.get("ui", name, fallback="").strip().lower()
    if not value:
        return None
    if value not in values:
        problems.append(("settings_no_value", f"{name} = {value} ({', '.join(values)})"))
        return None
    return value
