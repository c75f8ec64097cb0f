"""What does not add up in a form: each rule compares printed figures with each other, and nothing else.

Owns the rules, as SQL that finds the records which break them. It must not repair or judge: a finding is a
question to ask (疑点), with both figures.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from store.catalog import Kind
from store.schema import SCALE

_TOLERANCE = SCALE // 100  # a hundredth of a point or of a percent, which rounding explains


@dataclass(frozen=True, slots=True)
class Rule:
    """`sql` gives evaluation_id, record, record_id, printed, expected for every record that breaks the rule."""

    key: str
    kind: Kind
    cell: str  # where what is doubted is printed, as in the catalog
    sql: str
    figure: str | None = None  # where the figure that belies it is printed, if elsewhere in the form


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    evaluation_id: int
    project_name: str | None
    year: int | None
    record: str
    record_id: int
    what: str | None  # the indicator or fund line
    printed: int | None
    expected: int | None


_RATE = f"{100 * SCALE}.0 * executed / annual_budget"
_RATE_SCORE = f"MIN(rate, {100 * SCALE}) * weight / {100 * SCALE}.0"  # 率 × 分值, capped: 财预〔2020〕10号


def _parts(column: str) -> str:
    return f"""
        SELECT f.evaluation_id, 'fund_line', f.id, f.{column}, p.parts FROM fund_lines AS f
        JOIN (SELECT evaluation_id, SUM({column}) AS parts FROM fund_lines WHERE NOT is_total AND {column} IS NOT NULL
              GROUP BY evaluation_id) AS p ON p.evaluation_id = f.evaluation_id
        WHERE f.is_total AND f.{column} != p.parts"""


_SCORES = """
    SELECT evaluation_id, SUM(score) AS scores FROM (
        SELECT evaluation_id, score FROM indicators WHERE score IS NOT NULL
        UNION ALL SELECT evaluation_id, score FROM fund_lines WHERE is_total AND score IS NOT NULL)
    GROUP BY evaluation_id"""


def _conflict(differs: str, used: str = "NULL", other: str = "NULL") -> str:
    """Forms of which an older file says something else, with what both say."""
    return f"""
        SELECT e.id, 'evaluation', e.id, {used}, {other} FROM superseded AS s JOIN evaluations AS e USING (identity)
        LEFT JOIN fund_lines AS f ON f.evaluation_id = e.id AND f.position = 0 WHERE {differs}"""


_ANNUAL, _EXECUTED, _TOTAL = (
    ("f.annual_budget", "s.annual_budget"),
    ("f.executed", "s.executed"),
    ("e.total_score", "s.total_score"),
)
_ALL_EQUAL = " AND ".join(f"{used} IS {other}" for used, other in (_ANNUAL, _EXECUTED, _TOTAL))

RULES = (
    Rule("parts_initial", Kind.MONEY, "funds.initial_budget", _parts("initial_budget")),
    Rule("parts_annual", Kind.MONEY, "funds.annual_budget", _parts("annual_budget")),
    Rule("parts_executed", Kind.MONEY, "funds.executed", _parts("executed")),
    Rule(
        "rate",
        Kind.RATE,
        "funds.rate",
        f"""SELECT evaluation_id, 'fund_line', id, rate, CAST(ROUND({_RATE}) AS INTEGER)
            FROM fund_lines WHERE is_total AND annual_budget > 0 AND ABS(rate - {_RATE}) > {_TOLERANCE}""",
    ),
    Rule(
        "rate_score",
        Kind.POINTS,
        "funds.score",
        f"""SELECT evaluation_id, 'fund_line', id, score, CAST(ROUND({_RATE_SCORE}) AS INTEGER)
            FROM fund_lines WHERE is_total AND ABS(score - {_RATE_SCORE}) > {_TOLERANCE}""",
    ),
    Rule(
        "over_budget",
        Kind.MONEY,
        "funds.executed",
        """SELECT evaluation_id, 'fund_line', id, executed, annual_budget
           FROM fund_lines WHERE is_total AND executed > annual_budget""",
    ),
    Rule(
        "score_above_weight",
        Kind.POINTS,
        "indicator.score",
        "SELECT evaluation_id, 'indicator', id, score, weight FROM indicators WHERE score > weight",
    ),
    Rule(
        "total_score",
        Kind.POINTS,
        "form.total_score",
        f"""SELECT e.id, 'evaluation', e.id, e.total_score, s.scores FROM evaluations AS e
            JOIN ({_SCORES}) AS s ON s.evaluation_id = e.id WHERE ABS(e.total_score - s.scores) > {_TOLERANCE}""",
    ),
    Rule(
        "level1_weights",
        Kind.POINTS,
        "indicator.level1",
        f"""SELECT evaluation_id, 'indicator', MIN(id), level1_weight, SUM(weight) FROM indicators
            WHERE level1_weight IS NOT NULL GROUP BY evaluation_id, level1, level1_weight
            HAVING ABS(level1_weight - SUM(weight)) > {_TOLERANCE}""",
    ),
    Rule(
        "missed_full_score",
        Kind.POINTS,
        "indicator.score",
        """SELECT evaluation_id, 'indicator', id, score, NULL
           FROM indicators WHERE outcome = 'missed' AND score >= weight AND weight > 0""",
    ),
    Rule(
        "claim_initial",
        Kind.MONEY,
        "indicator.actual",
        """SELECT i.evaluation_id, 'indicator', i.id, f.executed, f.initial_budget FROM indicators AS i
           JOIN fund_lines AS f ON f.evaluation_id = i.evaluation_id AND f.is_total
           WHERE INSTR(i.actual, '未超年初预算') > 0 AND f.executed > f.initial_budget""",
        "funds.executed",
    ),
    Rule(
        "claim_annual",
        Kind.MONEY,
        "indicator.actual",
        """SELECT i.evaluation_id, 'indicator', i.id, f.executed, f.annual_budget FROM indicators AS i
           JOIN fund_lines AS f ON f.evaluation_id = i.evaluation_id AND f.is_total
           WHERE INSTR(i.actual, '未超全年预算') > 0 AND f.executed > f.annual_budget""",
        "funds.executed",
    ),
    Rule("conflict_annual", Kind.MONEY, "funds.annual_budget", _conflict(" IS NOT ".join(_ANNUAL), *_ANNUAL)),
    Rule("conflict_executed", Kind.MONEY, "funds.executed", _conflict(" IS NOT ".join(_EXECUTED), *_EXECUTED)),
    Rule("conflict_score", Kind.POINTS, "form.total_score", _conflict(" IS NOT ".join(_TOTAL), *_TOTAL)),
    Rule("conflict_other", Kind.MONEY, "form.project_name", _conflict(_ALL_EQUAL)),
)

_NAMED = """
    SELECT e.project_name, e.year, COALESCE(i.level3, l.name) FROM evaluations AS e
    LEFT JOIN indicators AS i ON i.id = ? AND ? = 'indicator'
    LEFT JOIN fund_lines AS l ON l.id = ? AND ? = 'fund_line'
    WHERE e.id = ?"""


def check(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """Every finding of the rules, in the order of the forms."""
    findings = []
    for rule in rules:
        for evaluation_id, record, record_id, printed, expected in connection.execute(rule.sql):
            named = (record_id, record, record_id, record, evaluation_id)
            name, year, what = connection.execute(_NAMED, named).fetchone()
            findings.append(Finding(rule, evaluation_id, name, year, record, record_id, what, printed, expected))
    return sorted(findings, key=lambda finding: (finding.evaluation_id, finding.record_id))
