"""A folder of what offices publish, good files and bad, in one run: each gets what a good program makes of it."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from form_truth import DATA
from store.connection import open_store
from store.evaluations import list_evaluations
from store.indexing import FileOutcome, index

EXPECTED = json.loads((DATA / "dirty" / "expected.json").read_text(encoding="utf-8"))
STATUS = {"read": "read", "read_partial": "read_partial", "skip": "skipped", "duplicate": "duplicate"}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FileOutcome]:
    store = tmp_path_factory.mktemp("store") / "jiwen.db"
    return {outcome.path.name: outcome for outcome in index(store, [DATA]).files}


@pytest.mark.parametrize("file", [case["file"] for case in EXPECTED])
def test_a_file_that_goes_wrong_gets_what_is_expected(file: str, outcomes: dict[str, FileOutcome]) -> None:
    case = next(case for case in EXPECTED if case["file"] == file)
    outcome = outcomes[file]
    assert outcome.status.value in [STATUS[name] for name in (case["expect"], *case.get("also_right", []))]
    if case["expect"] != "read":
        assert outcome.message
    if "of" in case:
        assert case["of"] in outcome.message
    assert any(word in outcome.message for word in case.get("message_mentions", [""]))


def test_the_good_files_of_the_same_run_are_read(outcomes: dict[str, FileOutcome]) -> None:
    good = {path.name for path in DATA.iterdir() if path.is_file() and path.suffix not in (".json", ".md")}
    assert len(good) == 16
    assert {outcomes[name].status.value for name in good} == {"read"}
    assert sum(outcomes[name].forms for name in good) == 40


def test_an_archive_is_read_like_the_folder_in_it(tmp_path: Path) -> None:
    names = ["001_教育局自评表2022-2023.docx", "005_生态环境局自评表2023.txt"]
    with zipfile.ZipFile(tmp_path / "自评表.zip", "w") as archive:
        for name in names:
            archive.write(DATA / name, f"2023年/{name}")
        archive.write(DATA / "dirty" / "扫描件.pdf", "扫描件.pdf")
    report = index(tmp_path / "jiwen.db", [tmp_path / "自评表.zip"])
    (outcome,) = report.files
    assert (outcome.status.value, outcome.forms) == ("read", 5)
    assert "扫描件.pdf" in outcome.message
    paths = {row.path.name for row in list_evaluations(open_store(tmp_path / "jiwen.db"))}
    assert paths == {"自评表.zip"}


def test_a_file_that_is_damaged_later_keeps_what_was_stored(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    name = "001_教育局自评表2022-2023.docx"
    shutil.copy(DATA / name, folder)
    store = tmp_path / "jiwen.db"
    index(store, [folder])
    (folder / name).write_bytes((DATA / name).read_bytes()[:20_000])
    (outcome,) = index(store, [folder]).files
    assert outcome.status.value == "skipped"
    assert "damaged" in outcome.message
    assert "kept" in outcome.message
    assert len(list_evaluations(open_store(store))) == 3
