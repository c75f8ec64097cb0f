"""What the three forms of corpus/ hide: the twenty checks, exactly, each finding with its figures and cells."""

from __future__ import annotations

import sqlite3
from functools import cache

import pytest

from command_line import SEED
from question_stores import seed
from store.checks.checking import stored_parameters
from store.checks.findings import Finding, findings, incomparable
from store.checks.rules import ALL_RULES, DEFAULTS
from store.checks.vocabulary import Severity

HALL, AFFAIRS, TRAINING = "区信访大厅（区维稳中心）管理事务", "信访事务", "全区信访业务培训"
EVERY = {HALL, AFFAIRS, TRAINING}
# Every kind that is found, with its projects, and the indicator or line where there is one; no others are.
EXPECTED = {
    "low_execution_unexplained": {(HALL, "年度资金总额")},
    "budget_adjusted": {(AFFAIRS, "年度资金总额")},
    "execution_score_unexplained": {(name, "年度资金总额") for name in EVERY},
    "range_touches_target": {
        (TRAINING, "培训本局及各街道、各单位的信访业务办理人员"),
        (HALL, "信访工作人员就餐人数"),
        (HALL, "有害生物防治消杀"),
    },
    "overachieved_without_reason": {
        (HALL, "大厅资料、案例汇编印刷份数"),
        (AFFAIRS, "派驻赴省进京工作人员数量"),
        (TRAINING, "培训本局及各街道、各单位的信访业务办理人员"),
    },
    "vague_target": {(HALL, "信访工作人员按时按点就餐")},
    "deadline_with_at_least": {(TRAINING, "培训完成时间")},
    "output_as_benefit": {(HALL, "提供调解服务次数")},
    "time_target_without_time": {(HALL, "信访工作人员按时按点就餐")},
    "level1_on_one_indicator": {
        (HALL, "提供调解服务次数"),
        (AFFAIRS, "越级上访劝返率"),
        (TRAINING, "有效提高规范办理信访案件的效率"),
    },
    "satisfaction_of_staff": {(name, "工作人员满意度率") for name in EVERY},
    "claims_within_initial_budget": {(AFFAIRS, "项目总成本")},
    "cost_target_is_own_budget": {(HALL, "项目总成本"), (AFFAIRS, "项目总成本")},
    "accomplishment_cut_off": {(HALL, None)},
    "all_full_score": {(name, None) for name in EVERY},
    "full_scores_everywhere": {(HALL, None)},
}


@cache
def found() -> tuple[Finding, ...]:
    return tuple(findings(seed()))


def one(kind: str, name: str) -> Finding:
    (finding,) = (f for f in found() if (f.kind, f.project_name) == (kind, name))
    return finding


def test_exactly_what_the_forms_hide_is_found() -> None:
    by_kind: dict[str, set[tuple[str | None, str | None]]] = {}
    for finding in found():
        by_kind.setdefault(finding.kind, set()).add((finding.project_name, finding.what))
    assert by_kind == EXPECTED


def test_the_one_contradiction_has_both_figures_and_the_cells_that_they_stand_in() -> None:
    claim = one("claims_within_initial_budget", AFFAIRS)
    assert [f for f in found() if f.severity is Severity.CONTRADICTION] == [claim]
    lines = SEED.read_text(encoding="utf-8").splitlines()
    cited = [(cell.record, cell.field, cell.value, cell.file) for cell in claim.cells]
    assert cited == [
        ("indicator", "actual", "实际支付171.19万元，未超年初预算", str(SEED)),
        ("funds", "executed", "1711929.00", str(SEED)),
        ("funds", "initial_budget", "1292970.00", str(SEED)),
    ]
    text, executed, initial = (lines[(cell.place.line or 0) - 1] for cell in claim.cells)
    assert "171.19" in text
    assert executed == initial
    assert "年度资金总额" in executed
    assert claim.arithmetic == "1,711,929.00 − 1,292,970.00 = 418,959.00 > 0"
    assert (claim.raw("printed"), claim.raw("expected"), claim.raw("over")) == (171192900, 129297000, 41895900)


@pytest.mark.parametrize(
    ("kind", "name", "arithmetic"),
    [
        ("low_execution_unexplained", HALL, "4,524,300.00 − 4,015,625.03 = 508,674.97"),
        ("budget_adjusted", AFFAIRS, "= +32.48%"),
        ("overachieved_without_reason", HALL, "5000 ÷ 3000 = 166.67% > 130%"),
        ("overachieved_without_reason", AFFAIRS, "12 ÷ 6 = 200% > 130%"),
        ("overachieved_without_reason", TRAINING, "300 ÷ 100 = 300% > 200%"),
    ],
)
def test_the_arithmetic_is_shown(kind: str, name: str, arithmetic: str) -> None:
    assert arithmetic in one(kind, name).arithmetic


def test_what_cannot_be_compared_is_counted_and_not_judged() -> None:
    assert incomparable(seed()) == 2  # ≥6次18人 / 12次24人次, 根据实际情况统一付款 / 每月结款≥1次
    of_targets = {"target_missed_full_score", "missed_without_reason", "deducted_though_met"}
    assert of_targets.isdisjoint(finding.kind for finding in found())


def test_findings_can_be_narrowed_by_form_severity_and_kind() -> None:
    connection = seed()
    (affairs,) = connection.execute("SELECT id FROM evaluations WHERE project_name = ?", (AFFAIRS,)).fetchone()
    assert {f.project_name for f in findings(connection, [affairs])} == {AFFAIRS}
    assert {f.severity for f in findings(connection, severities=[Severity.DOUBT])} == {Severity.DOUBT}
    assert {f.kind for f in findings(connection, kinds=["budget_adjusted"])} == {"budget_adjusted"}
    assert findings(connection, []) == []


def test_an_id_is_of_one_finding_and_the_same_in_another_store(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from store.connection import open_store
    from store.indexing import index

    index(tmp_path / "again.db", [SEED])
    again = findings(open_store(tmp_path / "again.db"))
    assert [f.id for f in again] == [f.id for f in found()]
    assert len({f.id for f in again}) == len(again)


def test_every_rule_has_a_name_of_its_own_and_a_store_knows_its_parameters() -> None:
    kinds = [rule.kind for rule in ALL_RULES]
    assert len(set(kinds)) == len(kinds)
    classic = "rate_wrong execution_score_wrong total_wrong score_above_weight level1_weights_wrong fund_lines_wrong"
    classic += " executed_above_annual target_missed_full_score missed_without_reason claims_within_initial_budget"
    assert {*classic.split(), "stale_year", "cost_target_stale", "conflicting_copies"} <= set(kinds)
    connection: sqlite3.Connection = seed()
    assert stored_parameters(connection) == DEFAULTS
