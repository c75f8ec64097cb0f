"""What does not add up between forms, kept true while files come, change and go."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clean_forms import Clean, clean
from question_stores import fill
from seed_forms import HALL, TRAINING, write
from store.checks.findings import Finding, findings
from store.checks.rules import DEFAULTS
from store.connection import open_store
from store.errors import StoreError
from store.indexing import forget, index, recheck
from store.writing import FileVersion, Writer, open_to_write

LONG = "全年共开展日常管护一百二十次，处置群众诉求三百余件，设施完好率保持较高水平，群众反映良好。"
OLDER, NEWER = 1_600_000_000, 1_700_000_000  # seconds


def found(store: Path, *kinds: str) -> list[Finding]:
    with closing(open_store(store)) as connection:
        return findings(connection, kinds=kinds or None)


def stored(store: Path, *forms: Clean) -> Path:
    """Each form as a file of its own."""
    files = {f"{n}.txt": [form.form] for n, form in enumerate(forms)}
    fill(store, files)
    with closing(open_to_write(store)) as connection:
        Writer(connection).check_between_forms()
    return store


def project(seed: int, **head: Any) -> Clean:
    return clean(seed, "classic").head(**{"goal_actual": f"第{seed}期{LONG}", **head})


def same_project(year: int, share: int = 100, **head: Any) -> Clean:
    """One project in a year, with so many percent of its money."""
    form = project(1, project_name="河道清淤", unit="临川市水务局", year=year, goal_actual=f"{year}年{LONG}", **head)
    form = replace(form, form=replace(form.form, fund_lines=form.form.fund_lines[:1]))
    amounts = {"initial_budget": 500_000_000, "annual_budget": 500_000_000, "executed": 490_000_000}
    return form.funds(0, **{name: value * share // 100 for name, value in amounts.items()})


def test_a_jump_from_the_year_before_is_a_note_with_both_years_cells(store: Path) -> None:
    stored(store, same_project(2021), same_project(2022, 210), same_project(2023, 220))
    jump, budget = found(store, "executed_jump", "initial_budget_jump")
    assert {jump.kind, budget.kind} == {"executed_jump", "initial_budget_jump"}
    assert {jump.year, budget.year} == {2022}
    spent = jump if jump.kind == "executed_jump" else budget
    assert spent.arithmetic == "(10,290,000.00 − 4,900,000.00) ÷ 4,900,000.00 = +110%"
    assert [Path(cell.file).name for cell in spent.cells] == ["1.txt", "0.txt"]
    assert spent.severity == "note"


def test_a_text_of_another_project_is_a_doubt_and_one_of_the_year_before_a_note(store: Path) -> None:
    copied = {"goal_actual": LONG}
    first = project(1, project_name="河道清淤", **copied)
    later = project(2, project_name="河道清淤", year=(first.form.year or 0) + 1, **copied)
    other = project(3, project_name="老人助餐", **copied)
    stored(store, first, later, other, project(4))
    (last_year,) = found(store, "text_of_last_year")
    (another,) = found(store, "text_of_another_project")
    assert (last_year.project_name, last_year.severity) == ("河道清淤", "note")
    assert (another.project_name, another.severity, another.raw("other")) == ("老人助餐", "doubt", "河道清淤")
    assert len(another.cells) == 2


def test_targets_of_another_project_are_noted(store: Path) -> None:
    first = project(1, project_name="河道清淤")
    same = replace(first, form=replace(first.form, goal_actual=None)).head(project_name="老人助餐", project_code="9")
    stored(store, first, same)
    (copied,) = found(store, "targets_of_another_project")
    assert copied.raw("other") == "河道清淤"


def test_a_unit_whose_every_score_is_full_is_noted_once(store: Path) -> None:
    def full(seed: int) -> Clean:
        form = project(seed, unit="临川市水务局", year=2022)
        for n, row in enumerate(form.form.indicators):
            form = form.row(n, score=row.weight, deviation=None)
        return form

    stored(store, full(1), full(2), full(3))
    (everywhere,) = found(store, "full_scores_everywhere")
    assert everywhere.raw("forms") == 3


def test_two_files_that_differ_are_a_contradiction_with_the_cells_of_both(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=TRAINING.replace("49956.50", "49955.50").replace("98%", "97%"))
    os.utime(folder / "a.txt", (OLDER, OLDER))
    index(store, [folder])
    (conflict,) = found(store, "conflicting_copies")
    said = {(Path(cell.file).name, cell.field, cell.value) for cell in conflict.cells}
    assert {("b.txt", "executed", "49955.50"), ("a.txt", "executed", "49956.50")} <= said
    assert {("b.txt", "actual", "97%"), ("a.txt", "actual", "98%")} <= said
    assert all(cell.place.line for cell in conflict.cells)
    assert conflict.arithmetic == "49955.50 ≠ 49956.50"
    (folder / "a.txt").unlink()
    index(store, [folder])
    assert found(store, "conflicting_copies") == []


def test_two_files_that_differ_in_words_alone_are_a_doubt_and_in_dashes_alone_nothing(
    folder: Path, store: Path
) -> None:
    write(folder, a=TRAINING, b=TRAINING.replace("举办了两场", "举办了二场"), c=HALL, d=HALL.replace("—", "-"))
    index(store, [folder])
    (conflict,) = found(store, "conflicting_copies")
    assert conflict.severity == "doubt"
    assert [cell.field for cell in conflict.cells] == ["goal_actual", "goal_actual"]


def test_a_copy_in_another_unit_is_compared_by_what_it_says(store: Path) -> None:
    in_yuan = same_project(2022)
    style = replace(in_yuan.style, amount_unit="万元", amount_decimals=6)
    in_wan = replace(in_yuan, style=style, form=replace(in_yuan.form, amount_unit="万元"))
    line = in_yuan.form.fund_lines[0]
    amounts = {name: getattr(line, name) for name in ("initial_budget", "annual_budget", "executed")}
    in_wan = in_wan.funds(0, **amounts).head(total_score=(in_yuan.form.total_score or 0) - 1)
    stored(store, in_yuan, in_wan)
    (conflict,) = found(store, "conflicting_copies")
    assert {cell.field for cell in conflict.cells} == {"total_score"}


def test_one_project_twice_in_a_file_is_a_conflict_too(store: Path) -> None:
    first, second = same_project(2022).form, same_project(2022, 101).form
    with closing(open_to_write(store)) as connection:
        writer = Writer(connection)
        version = FileVersion(Path("/forms/both.xlsx"), "0", 0, "test")
        writer.replace(version, "xlsx", (first, replace(second, form_index=1)))
        writer.check_between_forms()
    (conflict,) = found(store, "conflicting_copies")
    assert "executed" in {cell.field for cell in conflict.cells}


def everything(store: Path) -> list[tuple[str, str, str | None]]:
    return sorted((finding.id, finding.arithmetic, finding.what or "") for finding in found(store))


def test_findings_are_those_of_a_store_made_anew_whatever_came_and_went(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=HALL, c=TRAINING.replace("2023", "2022").replace("49956.50", "19956.50"))
    index(store, [folder])
    write(folder, b=HALL.replace("4015625.03", "3015625.03"))
    os.utime(folder / "b.txt", (NEWER, NEWER))
    (folder / "c.txt").unlink()
    index(store, [folder])
    anew = store.with_name("anew.db")
    index(anew, [folder])
    assert everything(store) == everything(anew)
    forget(store, [folder])
    assert everything(store) == []


def test_what_a_run_that_was_killed_left_unchecked_is_checked_by_the_next(folder: Path, store: Path) -> None:
    fill(store, {f"{n}.txt": [form.form] for n, form in enumerate((same_project(2021), same_project(2022, 210)))})
    assert found(store, "executed_jump") == []
    write(folder, a=TRAINING)
    with closing(open_to_write(store)) as connection:
        Writer(connection).check_between_forms()
    assert len(found(store, "executed_jump")) == 1


def test_other_parameters_give_other_findings_and_hold_for_later_runs(folder: Path, store: Path) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    assert len(found(store, "low_execution_unexplained")) == 1
    recheck(store, {**DEFAULTS, "low_execution_rate": Decimal(80), "over_achievement": Decimal(110)})
    assert found(store, "low_execution_unexplained") == []
    assert len(found(store, "overachieved_without_reason")) > 1
    write(folder, a=HALL.replace("客", "客"), b=HALL.replace("5846", "5847").replace("88.76", "88.75"))
    index(store, [folder])
    assert found(store, "low_execution_unexplained") == []
    recheck(store, DEFAULTS)
    assert len(found(store, "low_execution_unexplained")) == 2


def test_checking_again_finds_the_same(folder: Path, store: Path) -> None:
    write(folder, a=TRAINING, b=HALL, c=TRAINING.replace("2023", "2022"))
    index(store, [folder])
    before = everything(store)
    recheck(store, DEFAULTS)
    assert everything(store) == before


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        recheck(tmp_path, DEFAULTS)
