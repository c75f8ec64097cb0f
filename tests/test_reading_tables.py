"""Tables of every container become one shape: cells with their rows, columns and spans, as a person sees them."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from random import Random

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from form_files import saved_page
from form_invented import invented
from form_tables import laid_out
from store.errors import DamagedFile
from store.forms import evaluations_in
from store.reading import Grid, GridCell, Line, delimited, number_formats, read
from store.reading.html import blocks as page_blocks


def grids(path: Path) -> list[Grid]:
    return [block for block in read(path).blocks if isinstance(block, Grid)]


def cell(grid: Grid, name: str) -> GridCell:
    return next(c for c in grid.cells if (c.place.cell or "").endswith(f"!{name}") or c.place.cell == name)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.8244, "0.00%", "82.44%"),
        (1, "0%", "100%"),
        (261000, "#,##0.00", "261,000.00"),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12.5, '0.00"万元"', "12.50万元"),
        (95, "0\\%", "95%"),
        (16.330000000000002, "General", "16.33"),
        (10, "General", "10"),
        (2.5, "0", "3"),
        (-5, "0.0", "-5.0"),
        (99.25, "0.##", "99.25"),
        (99, "0.##", "99"),  # Excel leaves a point at its end, which says nothing
        (1.5, "[$¥-804]#,##0.00", "¥1.50"),
        (53029122, "@", "53029122"),
    ],
)
def test_a_number_is_shown_as_the_sheet_shows_it(value: float, number_format: str, shown: str) -> None:
    assert number_formats.number(value, number_format) == shown


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.text(max_size=12))
def test_any_format_shows_any_number_as_some_text(value: float, number_format: str) -> None:
    assert isinstance(number_formats.number(value, number_format), str)


def test_dates_are_shown_in_their_format() -> None:
    day = datetime.datetime(2023, 12, 1)
    assert number_formats.moment(day, 'yyyy"年"m"月"') == "2023年12月"
    assert number_formats.moment(day, "yyyy/m/d") == "2023/12/1"
    assert number_formats.moment(day, "yyyy-mm-dd hh:mm") == "2023-12-01 00:00"


def test_a_workbook_has_merged_cells_once_and_formulas_as_they_were_saved(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表一"
    sheet["B3"] = "产出指标"
    sheet.merge_cells("B3:B5")
    sheet["C3"] = 0.5
    sheet["C3"].number_format = "0.0%"
    sheet["C4"] = "=100%"  # was never computed
    book.save(tmp_path / "没有后缀")
    (grid,) = grids(tmp_path / "没有后缀")
    merged = cell(grid, "B3")
    assert (merged.text, merged.row, merged.column, merged.height, merged.width) == ("产出指标", 2, 1, 3, 1)
    assert merged.place.cell == "表一!B3"
    assert cell(grid, "C3").text == "50.0%"
    assert cell(grid, "C4").text == "=100%"


def test_a_sheet_whose_last_row_was_formatted_is_no_larger_for_it(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "项目名称"
    sheet["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "表.xlsx")
    (grid,) = grids(tmp_path / "表.xlsx")
    assert [c.text for c in grid.cells] == ["项目名称"]


def test_a_word_table_has_merged_cells_once_and_a_nested_one_follows_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("标题")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "竖"
    table.cell(2, 0).merge(table.cell(2, 2)).text = "横"
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "内"
    document.save(str(tmp_path / "表.docx"))
    title, outer, nested = read(tmp_path / "表.docx").blocks
    assert isinstance(title, Line)
    assert (title.text, title.place.cell) == ("标题", "段1")
    assert isinstance(outer, Grid)
    assert isinstance(nested, Grid)
    assert (cell(outer, "A1").height, cell(outer, "A3").width) == (2, 3)
    assert [c.text for c in nested.cells] == ["内"]


def test_a_page_is_read_as_it_is_seen() -> None:
    page = """<html><head><title>不是</title></head><body><script>'<table>'</script><p style="display:none">藏</p>
    <p>甲&nbsp;乙<br>丙</p><table><tr><td><table><tr><th rowspan=2>竖</th><td>一<p>二</p></td></tr>
    <tr><td colspan="2">横</td></tr></table></td></tr></table></body></html>"""
    first, second, grid = page_blocks(Path("页.html"), page)
    assert [block.text for block in (first, second) if isinstance(block, Line)] == ["甲 乙", "丙"]
    assert isinstance(grid, Grid)
    assert cell(grid, "A1").height == 2
    assert cell(grid, "B1").text == "一\n二"
    assert cell(grid, "B2").width == 2


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_a_page_is_read_in_the_character_set_that_it_names(charset: str, tmp_path: Path) -> None:
    page = f'<html><meta charset="{charset}"><body><p>绩效镕</p></body></html>'  # 镕 is in GBK and not in GB 2312
    (tmp_path / "页").write_bytes(page.encode("gb18030" if charset == "gb2312" else charset))
    assert [line.text for line in read(tmp_path / "页").lines] == ["绩效镕"]


@given(st.text())
def test_any_text_is_some_page(text: str) -> None:
    for block in page_blocks(Path("页.html"), f"<html>{text}"):
        assert isinstance(block, Line | Grid)


def test_values_parted_by_commas_are_a_table_and_prose_is_none() -> None:
    grid = delimited.grid('项目名称,"甲,乙",,\r\n一级指标,二级指标,三级指标,分值\r\n,,"两\n行",5\r\n')
    assert grid is not None
    assert cell(grid, "B1").text == "甲,乙"
    assert cell(grid, "C3").text == "两\n行"
    assert delimited.grid("今天, 开会\n明天, 不开会\n") is None


def test_a_damaged_part_is_named_as_damage(tmp_path: Path) -> None:
    from store.errors import DamagedFile

    content = io.BytesIO()
    Workbook().save(content)
    (tmp_path / "半.xlsx").write_bytes(content.getvalue()[:1500])
    with pytest.raises(DamagedFile, match="fetch or save it again"):
        read(tmp_path / "半.xlsx")


def test_a_page_saved_as_one_file_is_read_page_by_page_and_cited_by_table(tmp_path: Path) -> None:
    sheets = [laid_out(invented(Random(n)), "A", Random(n)) for n in (1, 2)]  # noqa: S311
    path = tmp_path / "saved"
    path.write_bytes(saved_page(sheets, Random(3)))  # noqa: S311
    document = read(path)
    assert document.kind == "mht"
    forms = evaluations_in(document)
    assert [form.project_name for form in forms] == [sheet.truth["project_name"] for sheet in sheets]
    tables = [str(form.cells["project_name"].place.cell).partition("!")[0] for form in forms]
    assert len(set(tables)) == 2


def test_a_saved_page_that_was_cut_off_is_damaged_and_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "saved.mht"
    path.write_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n")
    with pytest.raises(DamagedFile, match=r"saved\.mht.*no page.*save it anew"):
        read(path)


def test_a_text_that_has_a_colon_is_no_saved_page(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Note: 项目支出绩效自评表\nMIME-Version: 1.0", encoding="utf-8")
    assert read(path).kind == "text"
