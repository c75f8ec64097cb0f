"""Every value says where it stands: a line, a page and table cell, a sheet and cell, a table cell or paragraph."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pdfplumber
import pytest
from openpyxl import load_workbook

from assistant.conversation import Conversation
from command_line import jiwen
from form_invented import invented
from form_pdf import unruled
from form_tables import laid_out
from form_truth import DATA
from store.connection import open_store
from store.evaluations import list_evaluations, load
from store.forms import evaluations_in
from store.indexing import index
from store.reading import read
from store.records import Box, Cell

PUBLIC = sorted(path.name for path in DATA.iterdir() if path.suffix not in (".json", ".md") and path.is_file())


def cells(path: Path) -> list[tuple[str, Cell]]:
    forms = evaluations_in(read(path))
    records = [record for form in forms for record in (form, *form.fund_lines, *form.indicators)]
    return [(field, cell) for record in records for field, cell in record.cells.items()]


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", [name for name in PUBLIC if not name.endswith(".txt")])
def test_what_is_read_again_at_a_place_has_the_value(name: str) -> None:
    document = read(DATA / name)
    texts: dict[object, str] = {}
    for line in document.lines:
        texts[line.place] = texts.get(line.place, "") + plain(line.text)
    found = cells(DATA / name)
    assert len(found) > 80
    for field, cell in found:
        first = plain(cell.text)[:2] if field != "target" else ""  # its operator may have a cell of its own
        assert first in texts[cell.place], (field, cell)


def test_a_workbook_is_cited_by_sheet_and_cell() -> None:
    path = DATA / "014_文化体育局自评表2022.xlsx"
    book = load_workbook(path)
    for field, cell in cells(path):
        assert cell.place.cell is not None
        sheet, _, at = cell.place.cell.partition("!")
        if field == "project_name":
            assert plain(str(book[sheet][at].value)) == plain(cell.text)


@pytest.mark.parametrize("name", [name for name in PUBLIC if name.endswith(".pdf")])
def test_a_pdf_value_has_the_box_of_its_cell(name: str) -> None:
    with pdfplumber.open(DATA / name) as pdf:
        texts: dict[tuple[int, Box], str] = {}
        for field, cell in cells(DATA / name):
            if cell.place.cell is None:  # a line beside the tables
                continue
            assert cell.place.box
            assert cell.place.page
            at = cell.place.page, cell.place.box
            if at not in texts:
                texts[at] = plain(pdf.pages[at[0] - 1].crop(at[1]).extract_text())
            assert field == "target" or plain(cell.text)[:2] in texts[at], (field, cell)


def test_the_box_is_kept_in_the_store_and_shown_with_the_source(tmp_path: Path) -> None:
    path = DATA / "015_交通运输局自评表2024.pdf"
    index(tmp_path / "jiwen.db", [path])
    connection = open_store(tmp_path / "jiwen.db")
    stored = [load(connection, row.id).evaluation for row in list_evaluations(connection)]
    assert stored == list(evaluations_in(read(path)))
    shown = jiwen("show", "--source", "--store", tmp_path / "jiwen.db", "桥梁隧道检测与加固").out
    box = next(form for form in stored if form.project_name == "桥梁隧道检测与加固").cells["project_name"].place.box
    assert box
    assert " ".join(f"{edge:g}" for edge in box) in " ".join(shown.split())


def test_a_cell_without_rulings_has_the_box_of_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "unruled.pdf"
    path.write_bytes(unruled([laid_out(invented(Random(7)), "A", Random(7))], Random(7)))  # noqa: S311
    (name,) = {cell.place for field, cell in cells(path) if field == "project_name"}
    with pdfplumber.open(path) as pdf:
        assert name.box
        assert pdf.pages[0].crop(name.box).extract_text()


def test_a_pdf_is_cited_by_page_and_cell_and_an_answer_says_so(tmp_path: Path) -> None:
    index(tmp_path / "jiwen.db", [DATA / "015_交通运输局自评表2024.pdf"])
    answer = Conversation(open_store(tmp_path / "jiwen.db")).ask("桥梁隧道检测与加固花了多少钱")
    source = answer.sources[0][0].as_json()
    assert source["page"] == 2
    assert source["cell"] == "表1!F4"
    assert source["file"].endswith("015_交通运输局自评表2024.pdf")
