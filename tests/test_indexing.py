"""Files to the store: what is read, passed over, changed and removed, and that nothing is lost on the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from command_line import SEED
from indexed import names, statuses
from seed_forms import AFFAIRS, HALL, NO_FORM, TRAINING, write
from store import indexing
from store.connection import open_store
from store.evaluations import list_evaluations, load
from store.forms import Found, evaluations_in, forms_in
from store.indexing import IndexReport, Progress, index
from store.reading import Document, read


def message(report: IndexReport, name: str) -> str:
    return next(outcome.message for outcome in report.files if outcome.path.name == name)


# What is stored


def test_a_form_is_stored_in_full_and_comes_back_as_it_was_read(store: Path) -> None:
    index(store, [SEED])
    connection = open_store(store)
    stored = [load(connection, row.id) for row in list_evaluations(connection)]
    assert tuple(form.evaluation for form in stored) == evaluations_in(read(SEED))
    assert {form.path for form in stored} == {SEED.resolve()}


def test_a_list_shows_each_project_with_its_totals(store: Path) -> None:
    index(store, [SEED])
    training = list_evaluations(open_store(store))[2]
    assert (training.project_name, training.year, training.executed) == ("全区信访业务培训", 2023, 4_995_650)
    assert (str(training.rate), str(training.total_score), training.incomplete) == ("99.91", "99.99", False)


def test_targets_are_stored_compared(store: Path) -> None:
    index(store, [SEED])
    connection = open_store(store)
    outcomes = dict(connection.execute("SELECT level3, outcome FROM indicators WHERE applicable"))
    assert outcomes["大厅资料、案例汇编印刷份数"] == "exceeded"
    assert "missed" not in outcomes.values()
    exactly = connection.execute("SELECT level3 FROM indicators WHERE outcome = 'exactly' AND actual LIKE '2500份'")
    assert exactly.fetchall() == [("信访文书档案规范化整理归档数量",)]
    assert connection.execute("SELECT count(*) FROM indicators WHERE NOT applicable AND outcome IS NULL").fetchone()[0]
    printed = connection.execute("SELECT achievement FROM indicators WHERE target = '≥3000份'").fetchone()
    assert printed == (1_666_700,)


def test_every_name_is_found_by_its_parts(store: Path) -> None:
    index(store, [SEED])
    found = open_store(store).execute(
        "SELECT DISTINCT kind, name FROM name_parts JOIN names ON id = name_id"
        " WHERE part IN ('消杀', '就餐') ORDER BY name"
    )
    assert found.fetchall() == [
        ("indicator", "信访工作人员就餐人数"),
        ("indicator", "信访工作人员按时按点就餐"),
        ("indicator", "有害生物防治消杀"),
    ]
    kinds = open_store(store).execute("SELECT DISTINCT kind FROM names")
    assert {kind for (kind,) in kinds} == {"project", "unit", "department", "indicator", "fund_line"}


# What has changed


def test_a_file_that_has_not_changed_is_not_read_again(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, hall=HALL)
    index(store, [folder])
    monkeypatch.setattr(indexing, "read", None)  # reading would fail
    assert statuses(index(store, [folder])) == {"hall.txt": "unchanged"}
    assert index(store, [folder]).forms == 1


def test_it_is_read_again_once_jiwen_reads_differently(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, hall=HALL)
    index(store, [folder])
    monkeypatch.setattr(indexing, "_reader", lambda: "another")
    assert statuses(index(store, [folder])) == {"hall.txt": "read"}


def test_a_changed_file_replaces_what_was_stored_of_it(store: Path, folder: Path) -> None:
    write(folder, form=HALL)
    index(store, [folder])
    write(folder, form=TRAINING)
    assert statuses(index(store, [folder])) == {"form.txt": "read"}
    assert names(store) == ["全区信访业务培训"]
    connection = open_store(store)
    assert connection.execute("SELECT count(*) FROM passages WHERE passages MATCH '消杀'").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM names WHERE name LIKE '%消杀%'").fetchone() == (0,)


def test_a_file_that_is_gone_from_an_indexed_folder_is_removed(store: Path, folder: Path) -> None:
    write(folder, hall=HALL, training=TRAINING)
    index(store, [folder])
    (folder / "hall.txt").unlink()
    report = index(store, [folder])
    assert statuses(report) == {"hall.txt": "removed", "training.txt": "unchanged"}
    assert names(store) == ["全区信访业务培训"]


def test_files_elsewhere_are_left_alone(store: Path, folder: Path, tmp_path: Path) -> None:
    write(folder, hall=HALL)
    write(tmp_path, training=TRAINING)
    index(store, [folder, tmp_path / "training.txt"])
    (tmp_path / "training.txt").unlink()
    assert statuses(index(store, [folder])) == {"hall.txt": "unchanged"}
    assert len(names(store)) == 2


def test_a_file_that_no_longer_holds_a_form_is_taken_out(store: Path, folder: Path) -> None:
    write(folder, form=HALL)
    index(store, [folder])
    write(folder, form=NO_FORM)
    report = index(store, [folder])
    assert statuses(report) == {"form.txt": "skipped"}
    assert "removed" in message(report, "form.txt")
    assert names(store) == []


# The same form twice


def test_a_form_in_two_files_is_stored_once(store: Path, folder: Path) -> None:
    write(folder, a=HALL, b=HALL.replace("绩效自评年度： 2023", "绩效自评年度：  ２０２３"), c=HALL + AFFAIRS)
    report = index(store, [folder])
    assert statuses(report) == {"a.txt": "read", "b.txt": "duplicate", "c.txt": "read"}
    assert str(folder / "a.txt") in message(report, "b.txt")
    assert str(folder / "a.txt") in message(report, "c.txt")
    assert names(store) == ["区信访大厅（区维稳中心）管理事务", "信访事务"]


def test_once_the_first_is_gone_the_second_takes_its_place(store: Path, folder: Path) -> None:
    write(folder, a=HALL, b=HALL)
    index(store, [folder])
    (folder / "a.txt").unlink()
    assert statuses(index(store, [folder])) == {"a.txt": "removed", "b.txt": "read"}
    assert [row.path.name for row in list_evaluations(open_store(store))] == ["b.txt"]


def test_once_the_first_has_changed_the_second_takes_its_place(store: Path, folder: Path) -> None:
    write(folder, a=HALL, b=HALL)
    index(store, [folder])
    write(folder, a=TRAINING)
    assert statuses(index(store, [folder])) == {"a.txt": "read", "b.txt": "read"}
    assert len(names(store)) == 2


def test_a_file_that_was_renamed_is_no_duplicate_of_itself(store: Path, folder: Path) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    (folder / "a.txt").rename(folder / "z.txt")
    assert statuses(index(store, [folder])) == {"a.txt": "removed", "z.txt": "read"}


# What is no form


def test_what_cannot_be_read_is_reported_and_the_rest_is_read(store: Path, folder: Path) -> None:
    write(folder, empty="", blank="\n  \n", notice=NO_FORM, training=TRAINING, cut=HALL[: HALL.index("质量指标")])
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / ".hidden.txt").write_text(HALL, encoding="utf-8")
    (folder / "~$form.docx").write_bytes(b"x")
    report = index(store, [folder, folder / "none.txt"])
    assert statuses(report) == {
        "empty.txt": "skipped",
        "blank.txt": "skipped",
        "notice.txt": "skipped",
        "training.txt": "read",
        "cut.txt": "read_partial",
        "picture.png": "skipped",
        ".hidden.txt": "skipped",
        "~$form.docx": "skipped",
        "none.txt": "failed",
    }
    assert all(outcome.message for outcome in report.files if outcome.status != "read")
    assert set(names(store)) == {"区信访大厅（区维稳中心）管理事务", "全区信访业务培训"}
    assert [row.incomplete for row in list_evaluations(open_store(store))] == [True, False]


def test_a_hidden_file_that_is_named_is_read(store: Path, folder: Path) -> None:
    (folder / ".hidden.txt").write_text(HALL, encoding="utf-8")
    assert statuses(index(store, [folder / ".hidden.txt"])) == {".hidden.txt": "read"}


def test_a_slip_in_a_parser_stops_no_other_file(store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, a=HALL, b=TRAINING)

    def wrong(document: Document) -> Found:
        if document.path.name == "a.txt":
            raise RecursionError("too deep")
        return forms_in(document)

    monkeypatch.setattr(indexing, "forms_in", wrong)
    report = index(store, [folder])
    assert statuses(report) == {"a.txt": "failed", "b.txt": "read"}
    assert "too deep" in message(report, "a.txt")


def test_a_file_that_can_no_longer_be_read_stays_in_the_store(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, a=HALL)
    index(store, [folder])
    write(folder, a=TRAINING)

    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(indexing, "read", refuse)
    report = index(store, [folder])
    assert statuses(report) == {"a.txt": "failed"}
    assert "kept" in message(report, "a.txt")
    assert len(names(store)) == 1


# Folders


def test_folders_are_walked_in_order_and_loops_survived(store: Path, folder: Path) -> None:
    (folder / "b" / "deeper").mkdir(parents=True)
    write(folder / "b" / "deeper", training=TRAINING)
    write(folder, z=HALL)
    (folder / "b" / "loop").symlink_to(folder)
    (folder / "nowhere").symlink_to(folder / "not there")
    (folder / "self").symlink_to(folder / "self")
    report = index(store, [folder, folder / "z.txt", folder / "b"])
    assert [o.path.name for o in report.files if o.status == "read"] == ["z.txt", "training.txt"]
    assert {o.path.name for o in report.files if o.status == "failed"} == {"nowhere", "self"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_passed_over_and_not_waited_for(store: Path, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert statuses(index(store, [folder])) == {"pipe.txt": "skipped"}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system has no such names")
def test_a_name_that_is_no_text_is_reported(store: Path, folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/\xff.txt")).write_text(HALL, encoding="utf-8")
    write(folder, training=TRAINING)
    report = index(store, [folder])
    assert sorted(outcome.status.value for outcome in report.files) == ["failed", "read"]


def test_a_store_among_the_files_is_not_read_as_one(folder: Path) -> None:
    write(folder, hall=HALL)
    index(folder / "jiwen.db", [folder])
    assert statuses(index(folder / "jiwen.db", [folder])) == {"hall.txt": "unchanged"}


def test_progress_is_told_file_by_file(store: Path, folder: Path) -> None:
    write(folder, a=HALL, b=TRAINING)
    told: list[Progress] = []
    index(store, [folder], told.append)
    assert [(p.done, p.total, p.path and p.path.name) for p in told] == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, None)]
