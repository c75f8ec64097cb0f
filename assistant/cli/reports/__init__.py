"""Reports of findings, a module a format; all of them say the same.

Owns what a report is made from and the list of formats. It must not choose or check.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from assistant.cli.reports.report import Report

__all__ = ["WRITTEN", "Report"]


def _lazily(module: str) -> Callable[[Report], str]:
    def write(report: Report) -> str:
        written: str = import_module(f"{__name__}.{module}").write(report)
        return written

    return write


WRITTEN: dict[str, Callable[[Report], str]] = {
    "text": _lazily("plain_text"),
    "json": _lazily("as_json"),
    "csv": _lazily("as_csv"),
    "md": _lazily("markdown"),
    "sarif": _lazily("sarif"),
}
