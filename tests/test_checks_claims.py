"""Claims about the budget in many words: each is found where spending was above it, and none that denies it."""

from __future__ import annotations

import random

import pytest

from clean_forms import clean
from planting import PLANTED
from store.checks.checking import own_findings
from store.checks.forms import Form
from store.values import Outcome, compare

CLAIMED = [
    "未突破年初预算",
    "严格按年初预算执行，未超支",
    "严格执行年初预算",
    "比年初预算节约5%",
    "较年初预算有所节约",
    "年初预算内完成",
    "严格控制在年初预算批复额度以内",
]
DENIED = ["未能控制在年初预算内", "没有严格按年初预算执行", "未在年初预算内完成", "超出年初预算", "年初预算管理规范"]


def kinds(said: str) -> set[str]:
    """What is found in a form that spent more than its initial budget and says this of its costs."""
    over = PLANTED["claims_within_initial_budget"](clean(3, "classic"), random.Random(3))  # noqa: S311
    assert over is not None
    quiet = over.head(goal_actual="年度任务已完成。")
    n = next(n for n, row in enumerate(quiet.form.indicators) if row.level2 == "成本指标")
    says = quiet.row(n, level3="成本控制", target="≤100%", actual=said)
    return {rule.kind for rule, _ in own_findings(Form(says.form))}


@pytest.mark.parametrize("said", CLAIMED)
def test_a_false_claim_is_found(said: str) -> None:
    assert "claims_within_initial_budget" in kinds(said)


@pytest.mark.parametrize("said", DENIED)
def test_what_claims_nothing_is_left_alone(said: str) -> None:
    assert "claims_within_initial_budget" not in kinds(said)


@pytest.mark.parametrize(
    ("target", "actual", "outcome"),
    [
        ("≤3‰", "0.5%", Outcome.MISSED),
        ("≤3‰", "0.12%", Outcome.EXCEEDED),
        ("≤2小时", "90分钟", Outcome.EXCEEDED),
        ("≥九成", "85%", Outcome.MISSED),
        ("≥八成五", "85%", Outcome.EXACTLY),
        ("≥1.5平方公里", "1500000平方米", Outcome.EXACTLY),
        ("≥3公里", "2亩", Outcome.INCOMPARABLE),
    ],
)
def test_units_that_measure_the_same_are_compared(target: str, actual: str, outcome: Outcome) -> None:
    assert compare(target, actual).outcome is outcome
