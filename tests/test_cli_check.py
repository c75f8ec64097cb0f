"""`jiwen check`: which forms, which findings, in which format, and what a script can rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from command_line import Ended, jiwen
from seed_forms import AFFAIRS, HALL, TRAINING, write
from store.checks.rules import ALL_RULES

CLAIM = "claims_within_initial_budget"


def check(store: Path, *arguments: str, **settings: str) -> Ended:
    return jiwen("check", "--store", store, *arguments, env=settings)


def listed(store: Path, *arguments: str, **settings: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(check(store, "--json", *arguments, **settings).out)
    return found


def test_a_report_goes_by_severity_with_cells_arithmetic_and_the_way_out(seed_store: Path) -> None:
    ended = check(seed_store)
    assert ended.code == 0
    headings = [line for line in ended.out.splitlines() if line.startswith("== ")]
    assert headings == ["== 矛盾 (表内数字彼此不符): 1", "== 疑点 (需要说明，由人判断): 5", "== 提示 (值得留意): 23"]
    assert "1,711,929.00 − 1,292,970.00 = 418,959.00 > 0" in ended.out
    assert "全年执行数 “1711929.00” (longgang-xinfang-2023.txt:199)" in ended.out
    assert "怎样写就不再提示: 删去或改正这句话，或更正资金表。" in ended.out
    assert "另有 2 项指标的指标值与完成值无法比较" in ended.out
    assert "错误" not in ended.out


def test_json_is_a_list_of_findings_with_their_cells_as_printed(seed_store: Path) -> None:
    found = listed(seed_store)
    keys = {"id", "kind", "severity", "project_code", "project_name", "year", "message", "cells", "arithmetic"}
    assert all(set(finding) == keys for finding in found)
    assert {finding["severity"] for finding in found} == {"contradiction", "doubt", "note"}
    (claim,) = (finding for finding in found if finding["kind"] == CLAIM)
    assert (claim["project_code"], claim["project_name"], claim["year"]) == ("440307210701500007270", "信访事务", 2023)
    assert [(c["field"], c["value"], c["line"]) for c in claim["cells"]][1:] == [
        ("funds.executed", "1711929.00", 199),
        ("funds.initial_budget", "1292970.00", 199),
    ]
    assert all(Path(cell["file"]).is_file() for finding in found for cell in finding["cells"])
    assert all({"field", "value", "file"} <= set(cell) for finding in found for cell in finding["cells"])


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["信访事务"], {"信访事务"}),
        (["培训"], {"全区信访业务培训"}),
        (["440307210701500007270"], {"信访事务"}),
        (["--year", "2023", "--unit", "龙岗区信访局", "培训"], {"全区信访业务培训"}),
    ],
)
def test_only_the_forms_that_are_named(arguments: list[str], names: set[str], seed_store: Path) -> None:
    assert {finding["project_name"] for finding in listed(seed_store, *arguments)} == names


@pytest.mark.parametrize("arguments", [["--year", "1999"], ["--unit", "水务局"], ["没有这个项目"]])
def test_where_no_form_fits_it_says_so(arguments: list[str], seed_store: Path) -> None:
    ended = check(seed_store, *arguments)
    assert (ended.code, ended.out) == (1, "")
    assert "no form fits" in ended.err


@pytest.mark.parametrize("severity", ["doubt", "疑点"])
def test_only_findings_of_a_severity(severity: str, seed_store: Path) -> None:
    assert {finding["severity"] for finding in listed(seed_store, "--severity", severity)} == {"doubt"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "contradiction"], 7),
        (["--fail-on", "矛盾", "信访事务"], 7),
        (["--fail-on", "contradiction", "培训"], 0),
        (["--fail-on", "doubt", "培训"], 7),  # a doubt
        (["--fail-on", "note", "--severity", "contradiction"], 7),  # worse is enough
        (["--fail-on", "contradiction", "--severity", "note"], 0),  # of what is listed
        (["--fail-on", "grave"], 2),
    ],
)
def test_a_script_can_fail_on_a_severity(arguments: list[str], code: int, seed_store: Path) -> None:
    assert check(seed_store, *arguments).code == code


def test_csv_is_a_table_that_a_spreadsheet_leaves_as_it_is(seed_store: Path) -> None:
    ended = check(seed_store, "--csv")
    assert ended.out.startswith("\ufeffid,kind,severity,")
    rows = list(csv.DictReader(io.StringIO(ended.out.removeprefix("\ufeff"))))
    assert len(rows) == len(listed(seed_store))
    first = rows[0]
    assert (first["kind"], first["severity"]) == (CLAIM, "矛盾")
    assert first["project_code"] == "\t440307210701500007270"
    assert "funds.executed=1711929.00 (longgang-xinfang-2023.txt:199)" in first["cells"]


def test_markdown_has_a_heading_a_form_and_no_markup_of_theirs(folder: Path, store: Path) -> None:
    write(folder, a=AFFAIRS.replace("项目总成本", "项目*总*<b>成本</b>"))
    jiwen("index", "--store", store, folder)
    said = check(store, "--md", "--severity", "contradiction").out
    assert said.startswith("# 核对结果\n")
    assert "## 矛盾 (1)" in said
    assert "### 信访事务 2023 深圳市龙岗区信访局（本级）" in said
    assert r"\*总\*\<b\>成本" in said


def test_sarif_has_every_rule_and_the_place_of_every_cell(seed_store: Path) -> None:
    log = json.loads(check(seed_store, "--sarif").out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.kind for rule in ALL_RULES]
    levels = {"contradiction": "error", "doubt": "warning", "note": "note"}
    found = listed(seed_store)
    assert [result["level"] for result in run["results"]] == [levels[finding["severity"]] for finding in found]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    (claim,) = (result for result in run["results"] if result["ruleId"] == CLAIM)
    places = [claim["locations"][0], *claim["relatedLocations"]]
    assert [place["physicalLocation"]["region"]["startLine"] for place in places] == [285, 199, 199]
    fingerprints = [result["partialFingerprints"]["jiwenFinding/v1"] for result in run["results"]]
    assert fingerprints == [finding["id"] for finding in found]


def test_a_report_in_english(seed_store: Path) -> None:
    ended = check(seed_store, "--language", "en", "信访事务", "--severity", "contradiction")
    assert "above the initial budget of" in ended.out
    assert "arithmetic: 1,711,929.00 − 1,292,970.00" in ended.out


def test_the_settings_file_changes_the_limits(tmp_path: Path, folder: Path, store: Path) -> None:
    write(folder, a=HALL, b=TRAINING)
    jiwen("index", "--store", store, folder)
    settings = tmp_path / "limits"
    settings.mkdir()
    (settings / "checks.ini").write_text("[parameters]\n# ours\nlow_execution_rate = 80 %\n", encoding="utf-8")
    kinds = {finding["kind"] for finding in listed(store)}
    ended = check(store, "--json", JIWEN_CONFIG=str(settings))
    assert "checking all forms again" in ended.err
    lenient = {finding["kind"] for finding in json.loads(ended.out)}
    assert kinds - lenient == {"low_execution_unexplained"}
    assert check(store, "--json", JIWEN_CONFIG=str(settings)).err == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("low_rate = 80", "line 2: there is no parameter 'low_rate'"),
        ("over_achievement = many", "line 2: 'over_achievement = many' is no number"),
        ("over_achievement", "line 2: 'over_achievement' is no number"),
        ("over_achievement = -1", "no number from 0"),
    ],
)
def test_a_wrong_setting_is_an_error_that_names_its_line(
    line: str, said: str, tmp_path: Path, seed_store: Path
) -> None:
    (tmp_path / "checks.ini").write_text(f"[parameters]\n{line}\n", encoding="utf-8")
    ended = check(seed_store, JIWEN_CONFIG=str(tmp_path))
    assert ended.code == 5
    assert "checks.ini" in ended.err
    assert said in ended.err


def test_what_a_form_prints_is_never_an_escape(folder: Path, store: Path) -> None:
    write(folder, a=AFFAIRS.replace("项目总成本", "项目\x1b[31m总成本[/x]"))
    jiwen("index", "--store", store, folder)
    for shape in ([], ["--md"], ["--csv"], ["--json"], ["--sarif"]):
        assert "\x1b" not in check(store, *shape).out
