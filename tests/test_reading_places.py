"""Every value says where it stands: a line, a page and table cell, a sheet and cell, a table cell or paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.conversation import Conversation
from form_truth import DATA
from store.connection import open_store
from store.forms import evaluations_in
from store.indexing import index
from store.reading import read
from store.records import Cell

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


def test_a_pdf_is_cited_by_page_and_cell_and_an_answer_says_so(tmp_path: Path) -> None:
    index(tmp_path / "jiwen.db", [DATA / "015_交通运输局自评表2024.pdf"])
    answer = Conversation(open_store(tmp_path / "jiwen.db")).ask("桥梁隧道检测与加固花了多少钱")
    source = answer.sources[0][0].as_json()
    assert source["page"] == 2
    assert source["cell"] == "表1!F4"
    assert source["file"].endswith("015_交通运输局自评表2024.pdf")
