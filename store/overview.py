"""What a store holds, in figures: how many forms, of which years, units and departments.

Owns the counts and lists that a conversation starts from. It must not answer questions.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overview:
    forms: int
    projects: tuple[str, ...]  # distinct names, in the order of the forms
    years: tuple[int, ...]
    units: tuple[str, ...]
    departments: tuple[str, ...]
    indicators: int  # that apply
    namesakes: tuple[str, ...]  # names of projects that are of several units in one year
    has_missed: bool  # whether any target was missed
    has_below_cap: bool  # whether anything scored below its weight

    @property
    def has_namesakes(self) -> bool:
        return bool(self.namesakes)

    @property
    def several_years(self) -> bool:
        return len(self.years) > 1

    @property
    def several_units(self) -> bool:
        return len(self.units) > 1


def overview(connection: sqlite3.Connection) -> Overview:
    def any_of(condition: str) -> bool:
        return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {condition})").fetchone()[0])  # noqa: S608

    def distinct(column: str, order: str) -> tuple[str, ...]:
        rows = connection.execute(
            f"SELECT {column} FROM evaluations WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY {order}"  # noqa: S608
        )
        return tuple(row[0] for row in rows)

    return Overview(
        forms=connection.execute("SELECT COUNT(*) FROM evaluations").fetchone()[0],
        projects=distinct("project_name", "MIN(id)"),
        years=tuple(int(year) for year in distinct("year", "year")),
        units=distinct("unit", "MIN(id)"),
        departments=distinct("department", "MIN(id)"),
        namesakes=tuple(
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT project_name FROM"
                " (SELECT project_name FROM evaluations GROUP BY project_name, year HAVING COUNT(DISTINCT unit) > 1)"
            )
        ),
        has_missed=any_of("indicators WHERE outcome = 'missed'"),
        has_below_cap=any_of("indicators WHERE score < weight")
        or any_of("fund_lines WHERE is_total AND score < weight"),
        indicators=connection.execute("SELECT COUNT(*) FROM indicators WHERE applicable").fetchone()[0],
    )
