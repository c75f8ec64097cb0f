"""What the store holds, for other programs: every field of the three forms, exactly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from command_line import SEED
from seed_forms import HALL, TRAINING, write
from store.connection import open_store
from store.exporting import INDICATOR_COLUMNS, PROJECT_COLUMNS, export_json, indicator_rows, project_rows
from store.indexing import index

TRUTH = Path(__file__).parent / "data" / "seed-truth.json"

# `source` is the export's own; `amount_unit` is the export's in the one, the form's in the other; notes are not kept.
NOT_COMPARED = ("source", "amount_unit", "notes")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "jiwen.db"
    index(path, [SEED])
    return path


def as_decimals(value: Any) -> Any:
    """Numbers and strings of digits as decimals, so that 8.88 and "8.88" are the same."""
    if isinstance(value, Mapping):
        return {key: as_decimals(v) for key, v in value.items() if key not in NOT_COMPARED}
    if isinstance(value, list):
        return [as_decimals(v) for v in value]
    if isinstance(value, int | float) or (isinstance(value, str) and value.replace(".", "", 1).isdigit()):
        return Decimal(str(value))
    return value


def test_every_field_of_the_three_forms_is_as_a_careful_reader_finds_it(store: Path) -> None:
    exported = json.loads(json.dumps(export_json(open_store(store))))
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    assert [as_decimals(form) for form in exported] == [as_decimals(form) for form in truth]


def test_amounts_are_strings_in_yuan_and_weights_whole_numbers_where_they_are(store: Path) -> None:
    form = export_json(open_store(store))[0]
    total = form["funds"][0]
    assert form["amount_unit"] == "元"
    assert (total["executed"], total["rate"], total["score"], total["weight"]) == ("4015625.03", "88.76", "8.88", 10)
    assert isinstance(total["weight"], int)
    assert form["funds"][1]["rate"] is None


def test_a_form_in_wan_yuan_is_exported_in_yuan(tmp_path: Path) -> None:
    in_wan = TRAINING.replace("项目资金（元）", "项目资金（万元）").replace("49956.50", "4.99565")
    write(tmp_path, form=in_wan)
    index(tmp_path / "jiwen.db", [tmp_path / "form.txt"])
    (form,) = export_json(open_store(tmp_path / "jiwen.db"))
    assert (form["amount_unit"], form["source"]["amount_unit"]) == ("元", "万元")
    assert form["funds"][0]["executed"] == "49956.50"


def test_each_form_says_where_it_stands_and_what_is_missing(tmp_path: Path) -> None:
    write(tmp_path, form=TRAINING + HALL[: HALL.index("质量指标")])
    index(tmp_path / "jiwen.db", [tmp_path / "form.txt"])
    whole, cut = (form["source"] for form in export_json(open_store(tmp_path / "jiwen.db")))
    assert (whole["file"], whole["form_index"], whole["missing"]) == (str(tmp_path / "form.txt"), 0, [])
    assert cut["form_index"] == 1
    assert cut["missing"]


def test_rows_of_projects_and_of_indicators_have_a_cell_for_every_column(store: Path) -> None:
    projects, indicators = (list(rows(open_store(store))) for rows in (project_rows, indicator_rows))
    assert {len(row) for row in projects} == {len(PROJECT_COLUMNS)}
    assert {len(row) for row in indicators} == {len(INDICATOR_COLUMNS)}
    assert (len(projects), len(indicators)) == (3, 39)
    hall = dict(zip(PROJECT_COLUMNS, projects[0], strict=True))
    assert (hall["全年执行数（元）"], hall["执行率（%）"], hall["指标数"]) == ("4015625.03", "88.76", 19)
    printing = next(row for row in indicators if "大厅资料、案例汇编印刷份数" in row)
    named = dict(zip(INDICATOR_COLUMNS, printing, strict=True))
    assert (named["完成情况"], named["完成比例（%）"], named["适用"]) == ("超额完成", "166.67", "是")


def test_a_spreadsheet_neither_computes_nor_rounds_a_cell(store: Path) -> None:
    """A program that opens a table takes =365天 for a formula, and shows 21 digits as 4.40307E+20."""
    cells = [cell for rows in (project_rows, indicator_rows) for row in rows(open_store(store)) for cell in row]
    assert "\t=365天" in cells
    assert "\t440307210701500005846" in cells
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@"))]


def test_rows_go_through_csv_unharmed(store: Path) -> None:
    rows = list(indicator_rows(open_store(store)))
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    written.seek(0)
    assert [["" if c is None else str(c) for c in row] for row in rows] == list(csv.reader(written))
