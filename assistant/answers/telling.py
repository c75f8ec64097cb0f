"""A request with its result: what the first sentences of a table are made from.

Owns how rows, values and names are said. It must not conclude anything.
"""

from __future__ import annotations

from assistant.answers.draft import Teller
from assistant.deciding.request import Tabular
from assistant.wording.values import said
from store.dataclass import dataclass
from store.execution import Result, Row

MOST_NAMED = 5  # rows that a headline names; the table has them all


@dataclass(frozen=True, slots=True)
class Telling:
    """A request with its result: what a headline is made from."""

    request: Tabular
    result: Result
    teller: Teller

    def value(self, row: Row, key: str) -> str:
        column = self.result.column(key)
        raw = row.values[column]
        if key == "outcome" and isinstance(raw, str):
            return self.teller.say(f"outcome.{raw}")
        return said(self.result.columns[column].kind, raw, self.teller.language)

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.result.columns)

    def name(self, row: Row) -> str:
        """What a row is called: the project with what tells it from its namesakes, and its indicator."""
        say = self.teller.say
        if not self.has("project_name"):
            return self.group(row)
        project = self.value(row, "project_name")
        details = [say("summary.year", year=self.value(row, "year"))] if self.has("year") else []
        details += [self.value(row, "unit")] if self.has("unit") and self._namesakes(project) else []
        if details:
            project = say("table.detailed", name=project, details=say.joined("clauses", details))
        if self.has("level3"):
            return f"{project} {self.value(row, 'level3')}"
        if self.has("fund_name"):
            return f"{project} {self.value(row, 'fund_name')}"
        return project

    def _namesakes(self, project: str) -> bool:
        column = self.result.column("project_name")
        return sum(row.values[column] == project for row in self.result.rows) > 1

    def leaders(self) -> tuple[Row, ...]:
        """The rows that share the first rank of the query's order."""
        order, rows = self.request.query.order, self.result.rows
        ranked = self.result.column(order.field) if order else 0
        return tuple(row for row in rows if row.values[ranked] == rows[0].values[ranked])

    def group(self, row: Row) -> str:
        keys = [c.key for c in self.result.columns if c.function is None]
        return " ".join(self.value(row, key) for key in keys)

    def subject(self, n: int) -> str:
        return self.teller.say(f"subject.{self.request.query.subject.value}", n=n)

    def names(self, rows: tuple[Row, ...], with_value: str | None = None) -> str:
        say = self.teller.say
        named = []
        for row in rows[:MOST_NAMED]:
            name = self.name(row)
            named.append(say("table.named_value", name=name, value=self.value(row, with_value)) if with_value else name)
        listed = say.listed(list(dict.fromkeys(named)))
        return listed if len(rows) <= MOST_NAMED else say("list.more", names=listed, n=len(rows))


def figures(telling: Telling, row: Row, keys: list[str]) -> str:
    say = telling.teller.say
    return say.joined(
        "clauses", (say("table.figure", label=telling.teller.label(key), value=telling.value(row, key)) for key in keys)
    )
