"""Forms with something planted, written to files of every container and template, with what a careful reader finds.

    python tests/planted_files.py FOLDER [--each 3]
    python benchmarks/planted_recall.py FOLDER

writes FOLDER/forms and FOLDER/truth.json: for every kind so many forms that have it, and as many that add up.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import form_pdf
from clean_forms import Clean, clean
from form_files import WRITE
from form_tables import FAMILIES, Sheet, laid_out
from planting import PLANTED
from question_stores import evaluation
from store.checks.checking import own_findings
from store.checks.forms import Form
from store.checks.rules import RULES
from store.checks.vocabulary import Severity

CONTAINERS = {**WRITE, "pdf": form_pdf.pdf}
# Those that a form contradicts itself by, and those of a person's first look that need no judgement.
KINDS = [rule.kind for rule in RULES if rule.severity is Severity.CONTRADICTION]
KINDS += ["missed_without_reason", "deducted_though_met", "stale_year"]


def truth_of(form: Clean) -> dict[str, Any]:
    """The form as an object of a truth file."""
    evaluation = form.form
    head = {n: getattr(evaluation, n) for n in ("project_code", "project_name", "year", "unit", "amount_unit")}
    goals = {n: getattr(evaluation, n) for n in ("goal_expected", "goal_actual")}
    lines = []
    for line in evaluation.fund_lines:
        printed = {name: cell.text.rstrip("%") for name, cell in line.cells.items() if name != "name"}
        columns = ("initial_budget", "annual_budget", "executed", "weight", "rate", "score")
        lines.append({"line": line.name, **{name: printed.get(name) for name in columns}})
        lines[-1]["weight"] = _number(line.weight)
    texts = ("level1", "level2", "level3", "target", "actual", "deviation")
    rows = [
        {
            **{n: getattr(row, n) for n in texts},
            **{n: _number(getattr(row, n)) for n in ("weight", "score", "level1_weight")},
        }
        for row in evaluation.indicators
    ]
    score = evaluation.cells.get("total_score")
    totals = {"total_weight": _number(evaluation.total_weight), "total_score": score.text if score else None}
    return {**head, "department": "临川市东湾区人民政府", **goals, "funds": lines, "indicators": rows, **totals}


def _number(value: Any) -> int | float | None:
    return None if value is None else int(value) if value == int(value) else float(value)


def sheets(each: int) -> list[tuple[Sheet, str | None]]:
    """What is to be written, with the kind that each form has, where its template has room for it."""
    made: list[tuple[Sheet, str | None]] = []
    for number, kind in enumerate(KINDS):
        found = 0
        for seed in range(1000 * number, 1000 * number + 400):
            chance = random.Random(seed)  # noqa: S311
            family = chance.choice(FAMILIES)
            form = clean(
                seed, {"D": "one_score", "E": "transfer"}.get(family[0]) or chance.choice(("classic", "system"))
            )
            planted = PLANTED[kind](form, chance)
            for one, wanted in ((form.head(project_code=f"9{seed:020}"), None), (planted, kind)):
                if one is None or form.style.rate_sign == "share" or not is_printable(one, family):
                    continue
                sheet = laid_out(truth_of(one), family, chance)
                if wanted is None or wanted in kinds_in(sheet):
                    made.append((sheet, wanted))
                    found += wanted is not None
            if found == each:
                break
    return made


def is_printable(form: Clean, family: str) -> bool:
    """Whether a template that has totals would print them."""
    evaluation = form.form
    if family[0] == "E":
        return True
    return evaluation.total_score is not None and (family[0] == "D" or evaluation.total_weight is not None)


def kinds_in(sheet: Sheet) -> set[str]:
    return {rule.kind for rule, _ in own_findings(Form(evaluation(sheet.truth)))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=3)
    arguments = parser.parse_args()
    forms = arguments.folder / "forms"
    forms.mkdir(parents=True)
    truth = []
    for n, (sheet, kind) in enumerate(sheets(arguments.each)):
        container = sorted(CONTAINERS)[n % len(CONTAINERS)]
        suffix = {"page": "html"}.get(container, container)
        (forms / f"{n:04}.{suffix}").write_bytes(CONTAINERS[container]([sheet], random.Random(n)))  # noqa: S311
        planted = [{"kind": kind, "detail": sheet.truth["project_name"]}] if kind else []
        truth.append({**sheet.truth, "file": f"forms/{n:04}.{suffix}", "form_index": 0, "planted": planted})
    (arguments.folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    print(f"{len(truth)} forms, {sum(bool(form['planted']) for form in truth)} with something planted")


if __name__ == "__main__":
    main()
