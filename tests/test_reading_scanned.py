"""Scanned pages: told as such with the remedy, and read where OCR is installed, all of it marked as recognised."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from command_line import jiwen
from store.errors import NothingToRead
from store.forms import evaluations_in, forms_in
from store.indexing import index
from store.reading import ocr, read

# What a recogniser makes of the picture: pieces with the column at which they begin and their line.
LINES = (
    {60: "项目支出绩效自评表"},
    {60: "（2023年度）"},
    {10: "项目名称", 60: "古树名木保护"},
    {10: "主管部门", 60: "云州市园林局", 120: "实施单位", 160: "云州市苗圃场"},
    {
        10: "项目资金（万元）",
        60: "年初预算数",
        85: "全年预算数",
        110: "全年执行数",
        135: "分值",
        150: "执行率",
        170: "得分",
    },
    {30: "年度资金总额", 60: "1,830.00", 85: "1,830.00", 110: "1.805.72", 135: "10", 150: "98.67%", 170: "9.87"},
    {10: "一级指标", 30: "二级指标", 50: "三级指标", 80: "年度指标值", 105: "实际完成值", 135: "分值", 150: "得分"},
    {10: "产出指标", 30: "数量指标", 50: "养护古树数量", 80: "≥42株", 105: "45株", 135: "50", 150: "50"},
    {10: "效益指标", 30: "社会效益指标", 50: "居民投诉减少率", 80: "≥10%", 105: "12%", 135: "40", 150: "40"},
    {10: "总分", 135: "100", 150: "99.87"},
)
FALLS = 0.012  # dots down for each to the right: the page lies askew


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    picture = io.BytesIO()
    Image.new("RGB", (80, 110), "white").save(picture, "png")
    canvas = Canvas(str(tmp_path / "扫描件.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return tmp_path / "扫描件.pdf"


def recognise(_picture: object) -> tuple[list[tuple[list[list[float]], str, float]], object]:
    pieces = []
    for n, line in enumerate(LINES):
        for column, text in line.items():
            left, top = column * 8.0, 100.0 + 60 * n + column * 8 * FALLS
            right, fall = left + 25 * len(text), 25 * len(text) * FALLS
            corners = [[left, top], [right, top + fall], [right, top + fall + 30], [left, top + 30]]
            pieces.append((corners, text, 0.97))
    return [*pieces, ([[0, 0], [9, 0], [9, 9], [0, 9]], "污", 0.2)], None


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: recognise)


def test_without_ocr_a_scanned_page_is_named_with_what_to_install(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(NothingToRead, match=r"扫描件\.pdf.*scanned.*pip install 'jiwen\[ocr\]'"):
        read(scanned)


@pytest.mark.usefixtures("recogniser")
def test_a_scanned_page_is_read_though_it_lies_askew(scanned: Path) -> None:
    (form,) = evaluations_in(read(scanned))
    assert (form.project_name, form.unit, form.year) == ("古树名木保护", "云州市苗圃场", 2023)
    (total,) = form.fund_lines
    assert (total.annual_budget, total.executed) == (1830_00_00_00, 1805_72_00_00)
    assert [(i.level2, i.level3, i.target, i.actual, str(i.score)) for i in form.indicators] == [
        ("数量指标", "养护古树数量", "≥42株", "45株", "50"),
        ("社会效益指标", "居民投诉减少率", "≥10%", "12%", "40"),
    ]
    assert str(form.total_score) == "99.87"


@pytest.mark.usefixtures("recogniser")
def test_what_was_recognised_is_marked_in_every_source_and_the_form_says_so(scanned: Path, tmp_path: Path) -> None:
    (outcome,) = index(tmp_path / "jiwen.db", [scanned]).files
    assert outcome.status.value == "read_partial"
    assert "文字识别" in outcome.message
    (form,) = evaluations_in(read(scanned))
    assert all(cell.place.page == 1 and "识别" in str(cell.place.cell) for cell in form.cells.values())
    shown = jiwen("show", "--source", "--store", tmp_path / "jiwen.db", "古树").out
    assert "识别3" in shown
    assert "compare every figure" in shown


@pytest.mark.usefixtures("recogniser")
def test_amounts_whose_unit_was_not_recognised_are_no_figures(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces, _ = recognise(None)
    unclear = [(corners, text.replace("（万元）", ""), sure) for corners, text, sure in pieces]
    monkeypatch.setattr(ocr, "_engine", lambda: lambda _picture: (unclear, None))
    found = forms_in(read(scanned))
    assert found.evaluations == ()
    assert "ask for the original file" in found.declined[0]


def test_the_real_recogniser_reads_a_picture() -> None:
    pytest.importorskip(ocr.PACKAGE)
    with Image.new("RGB", (900, 200), "white") as picture:
        ImageDraw.Draw(picture).text((100, 60), "1,830.00", "black", ImageFont.load_default(64))
        ((_corners, text, sure),) = ocr._engine()(picture)[0]
    assert text == "1,830.00"
    assert float(sure) > 0.6
