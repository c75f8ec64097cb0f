"""What a conversation remembers of a question: how it was understood, what it was answered with, and the ones before.

Owns what a later question may refer to: the rows of an answer, and what the questions spoke of.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.deciding.request import Request
from assistant.understanding.frame import Frame, NamePart
from store.catalog import EXECUTION_ROW
from store.dataclass import dataclass, replace
from store.execution import Result

OFFICES = frozenset({"unit", "department", "agency"})
MOST_REMEMBERED = 8  # questions


@dataclass(slots=True)
class Memory:
    """A question of a conversation, as it was understood, and what it was answered with."""

    frame: Frame
    request: Request
    result: Result | None = None
    before: Memory | None = None

    def followed_by(self, frame: Frame, request: Request, result: Result | None) -> Memory:
        """The memory of the question that comes next."""
        kept = list(self.questions())[: MOST_REMEMBERED - 1]
        before: Memory | None = None
        for one in reversed(kept):
            before = replace(one, before=before)
        return Memory(frame, request, result, before)

    def questions(self) -> Iterator[Memory]:
        """This question and those before it, the last first."""
        spoken: Memory | None = self
        while spoken is not None:
            yield spoken
            spoken = spoken.before

    @property
    def subjects(self) -> tuple[NamePart, ...]:
        """The projects, units and codes that the question spoke of."""
        return tuple(n for n in self.frame.names if n.kind in ("project", "code", *OFFICES) and not n.excluded)

    @property
    def measures(self) -> list[str]:
        """What was asked for, or ranked by."""
        ranked = self.frame.ranking.measure if self.frame.ranking else None
        bounded = [bound.measure for bound in self.frame.bounds if bound.measure]
        return ([ranked] if ranked else self.frame.measures) or bounded[-1:]

    def row_names(self, position: int | None = None) -> tuple[list[NamePart], list[int]]:
        """The projects, offices (or the indicator) of the last rows, and their years; of one row, or of all."""
        if self.result is None:
            return [], []
        rows = self.result.rows
        if position is not None:
            rows = rows[position : position + 1] if position >= 0 else rows[-1:]
        keys = [column.key for column in self.result.columns]
        of_projects = "project_name" in keys
        names: list[NamePart] = []
        years: list[int] = []
        kinds = (("project_name", "project"), ("unit", "unit"), ("department", "department"), ("level3", "indicator"))
        for key, kind in kinds:
            if key not in keys or (key == "level3" and len(rows) != 1) or (key == "department" and of_projects):
                continue
            values = tuple(dict.fromkeys(str(v) for row in rows if (v := row.values[keys.index(key)]) is not None))
            if values and values != (EXECUTION_ROW,) and not (key == "unit" and of_projects and len(values) > 1):
                names.append(NamePart(values[0] if len(values) == 1 else "", kind, values))
        if "year" in keys:
            years = sorted({v for row in rows if isinstance(v := row.values[keys.index("year")], int)})
        return names, years

    @property
    def listed_indicators(self) -> bool:
        """Whether the last answer's rows were indicators, each by itself."""
        return self.result is not None and any(column.key == "level3" for column in self.result.columns)

    def values(self, key: str) -> tuple[str, ...]:
        """What the last answer's rows have in a column, each once."""
        keys = [column.key for column in self.result.columns] if self.result else []
        if self.result is None or key not in keys:
            return ()
        found = (row.values[keys.index(key)] for row in self.result.rows)
        return tuple(dict.fromkeys(str(value) for value in found if value is not None))

    @property
    def is_cut(self) -> bool:
        """Whether the last answer showed the leading rows of a ranking alone."""
        return self.frame.ranking is not None and self.frame.ranking.last is not None

    @property
    def spoken_of(self) -> tuple[list[NamePart], list[int]]:
        """What the question was about: what leads the ranking that it asked for, or the names and years that it has."""
        names, years = self.row_names() if self.is_cut else ([], [])
        if names or years:
            return names or list(self.frame.names), years or list(self.frame.years)
        return list(self.frame.names), list(self.frame.years)
