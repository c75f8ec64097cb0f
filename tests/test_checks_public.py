"""The public forms: every inconsistency that was put into one is found, and no contradiction is made up."""

from __future__ import annotations

from form_truth import truths
from question_stores import public
from store.checks.findings import findings
from store.checks.vocabulary import Severity


def test_every_planted_inconsistency_is_found_and_every_contradiction_is_planted() -> None:
    planted = {(f["project_name"], f["year"], p["kind"]) for f in truths("public-truth.json") for p in f["planted"]}
    contradictions = findings(public(), severities=[Severity.CONTRADICTION])
    assert planted
    assert {(finding.project_name, finding.year, finding.kind) for finding in contradictions} == planted


def test_what_a_check_may_remark_on_is_a_doubt() -> None:
    tolerated = {(f["project_name"], f["year"], t["kind"]) for f in truths("public-truth.json") for t in f["tolerated"]}
    doubts = {(f.project_name, f.year, f.kind) for f in findings(public(), severities=[Severity.DOUBT])}
    assert {one for one in tolerated if one[2] == "zero_execution_work_done"} <= doubts
    assert {one for one in tolerated if one[2] == "deducted_though_met"} - doubts == {
        ("农业技术人员下乡培训", 2024, "deducted_though_met")  # a form without weights: no score is known to be full
    }
