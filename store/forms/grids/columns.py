"""Which column of a table a cell stands in, told from the headings above.

Owns the matching of cells with headings by where they stand. It must not know what a heading means.
"""

from __future__ import annotations

from collections.abc import Iterable

from store.dataclass import dataclass
from store.reading import GridCell


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings, each with the field that it is the heading of; None: a column that is not read."""

    headings: tuple[tuple[GridCell, str | None], ...]

    def field(self, cell: GridCell) -> str | None:
        """The field whose heading the cell is under, most of it; None where it is under none."""
        over = (
            (min(cell.end, heading.end) - max(cell.column, heading.column), field) for heading, field in self.headings
        )
        share, found = max(over, key=lambda pair: pair[0], default=(0, None))
        return found if share > 0 else None

    def by_field(self, cells: Iterable[GridCell]) -> dict[str, list[GridCell]]:
        """The cells of each field that is read, from left to right."""
        found: dict[str, list[GridCell]] = {}
        for cell in cells:
            field = self.field(cell)
            if field:
                found.setdefault(field, []).append(cell)
        return found

    def has(self, field: str) -> bool:
        return any(known == field for _, known in self.headings)

    def start(self) -> int:
        """The column at which the first heading that is read begins."""
        return min((heading.column for heading, field in self.headings if field), default=0)
