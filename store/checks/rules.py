"""The rules that find what does not add up in a form: one table, each rule with its name, severity and source.

Owns the table alone; the functions stand by what they look at. Names are stable: scripts rely on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from store.checks import across, claims, design, funds, points, targets
from store.checks.forms import Form
from store.checks.vocabulary import Found, Parameter, Parameters, Severity
from store.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What is checked in one form by itself. `source` names where the rule comes from, by a key of the wording."""

    kind: str  # a stable name, for scripts
    severity: Severity
    source: str
    find: Callable[[Form, Parameters], Iterator[Found]]
    parameters: tuple[Parameter, ...] = ()

    def severity_of(self, found: Found) -> Severity:
        return found.severity(self.severity)


CONTRADICTION, DOUBT, NOTE = Severity
# Where rules come from; the wording has each in full, by these keys.
SCORING = "scoring"  # 财预〔2020〕10号 and the form itself
FORM = "form"  # the form's own figures
AUDIT = "audit"  # what reviewers and auditors remark on
PRACTICE = "practice"  # a convention of reviewers, whose figure is a parameter

RULES = (
    # the funds table
    Rule("rate_wrong", CONTRADICTION, SCORING, funds.rate_wrong, (funds.RATE_TOLERANCE,)),
    Rule("execution_score_wrong", CONTRADICTION, SCORING, funds.execution_score_wrong, (funds.SCORE_TOLERANCE,)),
    Rule("fund_lines_wrong", CONTRADICTION, FORM, funds.fund_lines_wrong),
    Rule("executed_above_annual", CONTRADICTION, FORM, funds.executed_above_annual),
    Rule("rate_of_zero_budget", DOUBT, SCORING, funds.rate_of_zero_budget),
    Rule("part_above_annual", DOUBT, FORM, funds.part_above_annual),
    Rule("zero_budget", NOTE, SCORING, funds.zero_budget),
    Rule("zero_execution_work_done", DOUBT, FORM, funds.zero_execution_work_done),
    Rule("low_execution_unexplained", DOUBT, PRACTICE, funds.low_execution_unexplained, (funds.LOW_RATE,)),
    Rule("budget_adjusted", DOUBT, PRACTICE, funds.budget_adjusted, (funds.ADJUSTED,)),
    Rule("execution_score_unexplained", NOTE, SCORING, funds.execution_score_unexplained),
    # weights and scores
    Rule("score_above_weight", CONTRADICTION, SCORING, points.score_above_weight),
    Rule("negative_points", CONTRADICTION, SCORING, points.negative_points),
    Rule("level1_weights_wrong", CONTRADICTION, FORM, points.level1_weights_wrong, (funds.SCORE_TOLERANCE,)),
    Rule("total_wrong", CONTRADICTION, SCORING, points.total_wrong, (funds.SCORE_TOLERANCE,)),
    Rule("total_weight_wrong", CONTRADICTION, FORM, points.total_weight_wrong, (funds.SCORE_TOLERANCE,)),
    Rule("weights_not_100", DOUBT, SCORING, points.weights_not_100, (funds.SCORE_TOLERANCE,)),
    Rule("not_applicable_scored", DOUBT, AUDIT, points.not_applicable_scored),
    Rule("scored_without_target", DOUBT, SCORING, points.scored_without_target),
    Rule("level1_on_one_indicator", NOTE, AUDIT, points.level1_on_one_indicator, (points.ALONE,)),
    Rule("all_full_score", NOTE, AUDIT, points.all_full_score, (points.FULL_AT_LEAST,)),
    # targets against what was reached
    Rule("target_missed_full_score", CONTRADICTION, SCORING, targets.target_missed_full_score),
    Rule("deducted_though_met", DOUBT, SCORING, targets.deducted_though_met),
    Rule("missed_without_reason", DOUBT, SCORING, targets.missed_without_reason),
    Rule(
        "overachieved_without_reason",
        DOUBT,
        PRACTICE,
        targets.overachieved_without_reason,
        (targets.OVER, targets.OVER_RANGE),
    ),
    Rule("range_straddles_target", DOUBT, SCORING, targets.range_straddles_target),
    Rule("range_touches_target", NOTE, SCORING, targets.range_touches_target),
    Rule("impossible_percentage", DOUBT, FORM, targets.impossible_percentage),
    # what is said in words, against the figures
    Rule("claims_within_initial_budget", CONTRADICTION, FORM, claims.claims_within_initial_budget),
    Rule("claims_within_annual_budget", CONTRADICTION, FORM, claims.claims_within_annual_budget),
    Rule("cost_target_stale", CONTRADICTION, FORM, claims.cost_target_stale, (claims.TEXT_TOLERANCE,)),
    Rule("cost_text_wrong", CONTRADICTION, FORM, claims.cost_text_wrong, (claims.TEXT_TOLERANCE,)),
    Rule("amount_in_text_wrong", DOUBT, FORM, claims.amount_in_text_wrong, (claims.TEXT_TOLERANCE,)),
    Rule("stated_rate_wrong", DOUBT, FORM, claims.stated_rate_wrong, (claims.STATED_RATE,)),
    Rule("stale_year", DOUBT, FORM, claims.stale_year),
    Rule("cost_target_is_own_budget", NOTE, AUDIT, claims.cost_target_is_own_budget, (claims.TEXT_TOLERANCE,)),
    # how targets and indicators are set
    Rule("vague_target", NOTE, AUDIT, design.vague_target),
    Rule("deadline_with_at_least", NOTE, AUDIT, design.deadline_with_at_least),
    Rule("output_as_benefit", NOTE, AUDIT, design.output_as_benefit),
    Rule("time_target_without_time", NOTE, AUDIT, design.time_target_without_time),
    Rule("satisfaction_of_staff", NOTE, AUDIT, design.satisfaction_of_staff),
    Rule("payment_as_quantity", NOTE, AUDIT, design.payment_as_quantity),
    Rule("duplicate_indicator", NOTE, AUDIT, design.duplicate_indicator),
    Rule("accomplishment_cut_off", NOTE, FORM, design.accomplishment_cut_off),
)

GROUP_RULES = (
    across.GroupRule("conflicting_copies", CONTRADICTION, FORM, across.IDENTITY, across.conflicting_copies),
    across.GroupRule(
        "initial_budget_jump", NOTE, PRACTICE, across.PROJECT, across.initial_budget_jump, (across.BUDGET_JUMP,)
    ),
    across.GroupRule("executed_jump", NOTE, PRACTICE, across.PROJECT, across.executed_jump, (across.EXECUTED_JUMP,)),
    across.GroupRule("text_of_last_year", NOTE, AUDIT, across.DONE, across.text_of_last_year),
    across.GroupRule("text_of_another_project", DOUBT, AUDIT, across.DONE, across.text_of_another_project),
    across.GroupRule("targets_of_another_project", NOTE, AUDIT, across.TARGETS, across.targets_of_another_project),
    across.GroupRule(
        "full_scores_everywhere", NOTE, AUDIT, across.UNIT, across.full_scores_everywhere, (across.FORMS_AT_LEAST,)
    ),
)

ALL_RULES: tuple[Rule | across.GroupRule, ...] = (*RULES, *GROUP_RULES)
PARAMETERS: dict[str, Parameter] = {p.name: p for rule in ALL_RULES for p in rule.parameters}
DEFAULTS: dict[str, Decimal] = {name: parameter.default for name, parameter in PARAMETERS.items()}
