"""What a store holds, in figures: how many forms, of which years, units and departments.

Owns the counts and lists that a conversation starts from. It must not answer questions.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property

_YEARS = """
WITH RECURSIVE of(year) AS (
    SELECT min(year) FROM evaluations UNION ALL
    SELECT (SELECT min(year) FROM evaluations WHERE year > of.year) FROM of WHERE of.year IS NOT NULL
)
SELECT year FROM of WHERE year IS NOT NULL ORDER BY year
"""

_NAMESAKES = """
SELECT DISTINCT project_name FROM (
    SELECT project_name FROM evaluations GROUP BY project_name, year HAVING COUNT(DISTINCT unit) > 1
)
"""


class Overview:
    """Each figure is looked up when it is first asked for: most questions ask for one or two of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def forms(self) -> int:
        return self._count("evaluations")

    @cached_property
    def projects(self) -> tuple[str, ...]:
        """Distinct names, in the order of the forms."""
        return self._distinct("project_name")

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(int(year) for (year,) in self._connection.execute(_YEARS))

    @cached_property
    def units(self) -> tuple[str, ...]:
        return self._distinct("unit")

    @cached_property
    def departments(self) -> tuple[str, ...]:
        return self._distinct("department")

    @cached_property
    def indicators(self) -> int:
        """Those that apply."""
        return self._count("indicators WHERE applicable")

    @cached_property
    def namesakes(self) -> tuple[str, ...]:
        """Names of projects that are of several units in one year."""
        return tuple(name for (name,) in self._connection.execute(_NAMESAKES))

    @cached_property
    def has_missed(self) -> bool:
        """Whether any target was missed."""
        return self._any_of("indicators WHERE outcome = 'missed'")

    @cached_property
    def has_below_cap(self) -> bool:
        """Whether anything scored below its weight."""
        return self._any_of("indicators WHERE score < weight") or self._any_of(
            "fund_lines WHERE is_total AND score < weight"
        )

    @cached_property
    def has_namesakes(self) -> bool:
        """Whether projects of one name and year are of several units."""
        return self._any_of("evaluations GROUP BY project_name, year HAVING COUNT(DISTINCT unit) > 1")

    @property
    def several_years(self) -> bool:
        return len(self.years) > 1

    @cached_property
    def several_units(self) -> bool:
        first, last = self._connection.execute(
            "SELECT (SELECT min(unit) FROM evaluations), (SELECT max(unit) FROM evaluations)"
        ).fetchone()
        return bool(first != last)

    def _any_of(self, condition: str) -> bool:
        return bool(self._connection.execute(f"SELECT EXISTS (SELECT 1 FROM {condition})").fetchone()[0])  # noqa: S608

    def _count(self, of: str) -> int:
        return int(self._connection.execute(f"SELECT COUNT(*) FROM {of}").fetchone()[0])  # noqa: S608

    def _distinct(self, column: str) -> tuple[str, ...]:
        rows = self._connection.execute(
            f"SELECT {column} FROM evaluations WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY MIN(id)"  # noqa: S608
        )
        return tuple(row[0] for row in rows)


def overview(connection: sqlite3.Connection) -> Overview:
    return Overview(connection)
