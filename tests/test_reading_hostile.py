"""Files that are made to harm, or grown beyond all measure, are refused with the limit named; nothing is run."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from store.errors import NothingToRead, UnreadableFile
from store.forms import evaluations_in
from store.indexing import index
from store.reading import limits, read

BOMB = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def zipped(path: Path, **parts: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def replaced(path: Path, part: str, content: str) -> Path:
    """A workbook with one of its parts replaced."""
    saved = io.BytesIO()
    Workbook().save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(path, **(parts | {part: content.encode()}))


@pytest.mark.parametrize("declaration", [BOMB, BOMB.replace("?>", "?><!-- -->", 1)])
def test_declared_entities_are_refused(declaration: str, tmp_path: Path) -> None:
    path = replaced(tmp_path / "表.xlsx", "xl/sharedStrings.xml", declaration)
    with pytest.raises(NothingToRead, match="declares entities"):
        read(path)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXPANDED_BYTES", 1 << 20)
    path = zipped(tmp_path / "弹.zip", **{"a.txt": b"0" * (2 << 20)})
    with pytest.raises(NothingToRead, match="limit of 1 MiB: it may be a zip bomb"):
        read(path)


def test_a_size_that_a_zip_states_falsely_is_no_way_around_the_limit(tmp_path: Path) -> None:
    path = zipped(tmp_path / "弹.zip", **{"a.txt": b"0" * 1000})
    content = path.read_bytes()
    path.write_bytes(content.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(UnreadableFile):
        read(path)


@pytest.mark.parametrize("name", ["../逃.txt", "/etc/逃.txt", "a/../../逃.txt", "C:\\逃.txt", "..\\逃.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str, tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", **{name: "项目支出绩效自评表", "好.txt": "甲"})
    document = read(path)
    assert [line.text for line in document.lines] == ["甲"]
    assert any("made to harm" in note for note in document.notes)
    assert [entry.name for entry in tmp_path.iterdir()] == ["包.zip"]


def test_an_archive_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "内.zip", **{"a.txt": "甲"}).read_bytes()
    path = zipped(tmp_path / "外.zip", **{"内.zip": inner, "b.txt": "乙"})
    document = read(path)
    assert [line.text for line in document.lines] == ["乙"]
    assert any("archive in an archive" in note for note in document.notes)


@pytest.mark.parametrize(
    ("limit", "value", "named"),
    [("FILE_BYTES", 10, "MiB a file"), ("CELLS", 3, "limit of 3 cells"), ("SECONDS", -1, "seconds")],
)
def test_each_limit_is_named(
    limit: str, value: int, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    assert book.active is not None
    for _ in range(5):
        book.active.append([1, 2, 3, 4])
    book.save(tmp_path / "大.xlsx")
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(NothingToRead, match=named):
        read(tmp_path / "大.xlsx")


def test_the_limit_of_pages_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = Canvas(str(tmp_path / "长.pdf"))
    for _ in range(3):
        canvas.drawString(50, 50, "page")
        canvas.showPage()
    canvas.save()
    monkeypatch.setattr(limits, "PAGES", 2)
    with pytest.raises(NothingToRead, match="3 pages, more than the limit of 2"):
        read(tmp_path / "长.pdf")


def test_what_is_no_form_of_a_project_is_declined_by_name(tmp_path: Path) -> None:
    rows = ["部门整体支出绩效自评表", "单位名称,甲局,,,,", "年度资金总额,年初预算数,全年预算数,全年执行数,分值,得分"]
    (tmp_path / "整体.csv").write_text(
        "\n".join([rows[0] + ",,,,,", *rows[1:], *["a,1,2,3,4,5"] * 6]), encoding="utf-8"
    )
    assert evaluations_in(read(tmp_path / "整体.csv")) == ()
    (outcome,) = index(tmp_path / "jiwen.db", [tmp_path / "整体.csv"]).files
    assert outcome.status.value == "skipped"
    assert "部门整体" in outcome.message
