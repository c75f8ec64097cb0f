"""What became of the files of a run, in sentences.

Owns their wording. It must not read files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.texts import Texts

if TYPE_CHECKING:
    from store.indexing import IndexReport

_PROBLEMS = {"failed": "file_failed", "read_partial": "file_partial"}
_COUNTED = ("read", "read_partial", "unchanged", "skipped", "failed")


def outcome_of(report: IndexReport, texts: Texts) -> tuple[list[str], list[str]]:
    """Notes (how many files of each kind, which were passed over), and problems (what could not be read, and why)."""
    by_status = {status.value: number for status, number in report.counts().items()}
    counts = [texts(f"status_{name}", n=by_status.pop(name)) for name in _COUNTED if name in by_status]
    if by_status:
        counts.append(texts("status_other", n=sum(by_status.values())))
    said = texts("joint").join(counts)
    notes = [texts("read_done", files=len(report.files), forms=report.forms, counts=said)]
    if skipped := [outcome.path.name for outcome in report.files if outcome.status == "skipped"]:
        notes.append(texts("skipped", names=", ".join(skipped)))
    problems = [
        texts(_PROBLEMS[outcome.status], message=f"{outcome.path}: {outcome.message}")
        for outcome in report.files
        if outcome.status in _PROBLEMS
    ]
    return notes, problems
