"""What a person has set up: their own words, the parameters of checks; and what is installed beside jiwen.

Owns those checks.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from assistant.configuration import lexicon_file, parameters_file
from assistant.doctor.checked import Checked, Verdict
from assistant.understanding.lexicon import LexiconError
from assistant.understanding.lexicon.own import lexicon_with
from store.checks.settings import read_parameters
from store.errors import FileProblem

_EXTRAS = {"ocr": "rapidocr_onnxruntime", "serve": "textual_serve"}


def checks() -> Iterator[Checked]:
    yield _versions()
    yield _own_words()
    yield _parameters()
    yield _extras()


def _versions() -> Checked:
    values = {
        "jiwen": _version("jiwen"),
        "python": ".".join(map(str, sys.version_info[:3])),
        "sqlite": sqlite3.sqlite_version,
        "textual": _version("textual"),
    }
    return Checked("versions", "good", Verdict.GOOD, values)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _own_words() -> Checked:
    file = lexicon_file()
    values = {"file": str(file)}
    if not file.exists():
        return Checked("words", "none", Verdict.GOOD, values)
    try:
        lexicon_with(file)
    except LexiconError as error:
        return Checked("words", "bad", Verdict.BAD, {**values, "error": str(error)})
    return Checked("words", "good", Verdict.GOOD, values)


def _parameters() -> Checked:
    file = parameters_file()
    values = {"file": str(file)}
    if not file.exists():
        return Checked("parameters", "none", Verdict.GOOD, values)
    try:
        read_parameters(file)
    except FileProblem as error:
        return Checked("parameters", "bad", Verdict.BAD, {**values, "error": str(error)})
    return Checked("parameters", "good", Verdict.GOOD, values)


def _extras() -> Checked:
    missing = [name for name, module in _EXTRAS.items() if find_spec(module) is None]
    if missing:
        return Checked("extras", "missing", Verdict.NOTE, {"missing": ", ".join(missing)})
    return Checked("extras", "good", Verdict.GOOD)
