"""What tests of indexing ask of a store and of a report."""

from __future__ import annotations

from pathlib import Path

from store.connection import open_store
from store.evaluations import list_evaluations
from store.indexing import IndexReport


def statuses(report: IndexReport) -> dict[str, str]:
    return {outcome.path.name: outcome.status.value for outcome in report.files}


def names(store: Path) -> list[str | None]:
    return [row.project_name for row in list_evaluations(open_store(store))]


def count(store: Path, table: str) -> int:
    return int(open_store(store).execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
