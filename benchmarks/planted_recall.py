#!/usr/bin/env python3
"""How many of the inconsistencies that were put into forms are found, and how many contradictions are none.

FOLDER has forms/ and truth.json, whose objects name a form (`file`, `form_index`, `project_name`, `year`) and what was
`planted` in it (`kind`, `detail`). Prints recall by kind, the share of contradictions that were planted, and each of
the others with its arithmetic and cells, to be looked at: it may follow from a planted one, or have been there before.
Exits with 1 where recall is below 100 %.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from store.checks.findings import Finding, findings
from store.checks.vocabulary import Severity
from store.connection import open_store
from store.indexing import index

Key = tuple[str, int, str]  # file, place among the forms of the file, kind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    found, places = checked(folder)
    by_key: dict[Key, Finding] = {(*places[finding.evaluation_id], finding.kind): finding for finding in found}
    planted = {key_of(form, one["kind"], folder): one["detail"] for form in truth for one in form["planted"]}
    kinds = Counter(kind for _, _, kind in planted)
    hits = Counter(key[2] for key in planted if key in by_key)
    for kind, n in sorted(kinds.items()):
        print(f"{kind:32} {hits[kind]:4} of {n:4}")
    for key in planted.keys() - by_key.keys():
        print(f"missed: {key}: {planted[key]}")
    contradictions = {k: f for k, f in by_key.items() if f.severity is Severity.CONTRADICTION}
    others = {key: finding for key, finding in contradictions.items() if key not in planted}
    for (file, form, kind), finding in others.items():
        cells = "; ".join(f"{cell.record}.{cell.field} {cell.value!r}" for cell in finding.cells)
        print(f"not planted: {Path(file).name} {form} {kind}: {finding.arithmetic}  [{cells}]")
    precision = 1 - len(others) / max(len(contradictions), 1)
    print(f"recall {sum(hits.values())} of {len(planted)}")
    print(f"contradictions {len(contradictions)}: {precision:.1%} planted, {len(others)} to be looked at above")
    return int(hits != kinds)


def checked(folder: Path) -> tuple[list[Finding], dict[int, tuple[str, int]]]:
    """The findings of the folder's forms, and where each form stands."""
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "jiwen.db"
        index(store, [folder / "forms"])
        with closing(open_store(store)) as connection:
            sql = "SELECT e.id, d.path, e.form_index FROM evaluations AS e JOIN documents AS d ON d.id = e.document_id"
            places = {number: (path, form) for number, path, form in connection.execute(sql)}
            return findings(connection), places


def key_of(form: dict[str, Any], kind: str, folder: Path) -> Key:
    return str(folder / form["file"]), form["form_index"] or 0, kind


if __name__ == "__main__":
    sys.exit(main())
