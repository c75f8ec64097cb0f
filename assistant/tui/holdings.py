"""What a store holds, in one sentence.

Owns the counting of forms, years and units. It must not read the store: it is given the list of what is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.tui.plain import one_line
from assistant.tui.texts import Texts


class Form(Protocol):
    """What the sentence needs to know of a form."""

    @property
    def year(self) -> int | None: ...
    @property
    def unit(self) -> str | None: ...


def holdings_text(forms: Sequence[Form], texts: Texts) -> str:
    """`库里有 3 张自评表：2023 年度；实施单位 …。`"""
    years = sorted({form.year for form in forms if form.year is not None})
    units = sorted({one_line(form.unit) for form in forms if form.unit})
    if not years:
        year_text = texts("no_year")
    elif len(years) == 1:
        year_text = texts("year", year=years[0])
    else:
        year_text = texts("years", first=years[0], last=years[-1])
    unit_text = texts("unit", name=units[0]) if len(units) == 1 else texts("units", count=len(units))
    return texts("holds", forms=len(forms), years=year_text, units=unit_text)
