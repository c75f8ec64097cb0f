"""What does not add up between forms: copies that differ, texts and targets taken over, jumps from year to year.

Owns those rules and what links forms: each form has a few keys, and forms that share one are looked at together. It
must not read the store: it is given the members of a group.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from store.checks.figures import Fact, amount, count, money, percent, points, rate, text
from store.checks.forms import AMOUNTS, cite
from store.checks.vocabulary import Cited, Found, Parameter, Parameters, Severity
from store.dataclass import dataclass, replace
from store.folding import folded
from store.records import Cell, Evaluation, printed_cells
from store.values import FEN_IN, fen, number

IDENTITY, PROJECT, DONE, TARGETS, UNIT = "identity", "project", "done", "targets", "unit"  # what forms can share
BUDGET_JUMP = Parameter("initial_budget_jump", Decimal(30), "%")
EXECUTED_JUMP = Parameter("executed_jump", Decimal(50), "%")
FORMS_AT_LEAST = Parameter("full_scores_forms_at_least", Decimal(3), "份")
_SHORTEST = 30  # characters of a text, and
_FEWEST = 5  # targets, that are not alike by chance
MOST_CITED = 8  # forms
MOST_DIFFERENCES = 8  # cells that a conflict cites, of each file


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The cells of a form, by record.position.field, and where it is; not stored itself where a newer file has it."""

    cells: Mapping[str, Cell]
    document_id: int
    evaluation_id: int | None = None


@dataclass(frozen=True)
class Member:
    """A stored form as the rules between forms see it. Amounts are the total's, in fen."""

    evaluation_id: int
    document_id: int
    project_name: str | None
    year: int | None
    initial_budget: int | None
    annual_budget: int | None
    executed: int | None
    total_position: int
    is_full: bool  # every indicator has its full score
    whole: Callable[[], Evaluation]  # reads all of it, once

    def cite_form(self, *fields: str) -> Iterator[Cited]:
        return cite(self, "form", 0, self.whole().cells, fields)

    def cite_total(self, *fields: str) -> Iterator[Cited]:
        lines = self.whole().fund_lines
        cells = lines[self.total_position].cells if self.total_position < len(lines) else {}
        return cite(self, "funds", self.total_position, cells, fields)


@dataclass(frozen=True, slots=True)
class Group:
    """Forms that share a key, in the order of their years, and the copies of them that are not used."""

    members: Sequence[Member]
    copies: Sequence[Elsewhere] = ()


@dataclass(frozen=True, slots=True)
class GroupRule:
    """What is checked between forms that share a key of this kind. Each finding comes with its member's position."""

    kind: str
    severity: Severity
    source: str
    shared: str
    find: Callable[[Group, Parameters], Iterator[tuple[int, Found]]]
    parameters: tuple[Parameter, ...] = ()

    def severity_of(self, found: Found) -> Severity:
        return found.severity(self.severity)


def keys(evaluation: Evaluation, identity: str | None) -> Iterator[str]:
    """What a form shares with others, each as kind:key. `identity` is that of `store.conflicts`."""
    if identity:
        yield f"{IDENTITY}:{identity}"
    if evaluation.project_name and evaluation.year:
        yield f"{PROJECT}:{_digest(evaluation.project_name, evaluation.unit or '')}"
    done = folded(evaluation.goal_actual or "")
    if len(done) >= _SHORTEST:
        yield f"{DONE}:{_digest(done)}"
    targets = [f"{i.level3}|{i.target}" for i in evaluation.indicators if i.applicable and i.target]
    if len(targets) >= _FEWEST:
        yield f"{TARGETS}:{_digest(*targets)}"
    if evaluation.unit and evaluation.year:
        yield f"{UNIT}:{_digest(evaluation.unit, str(evaluation.year))}"


def conflicting_copies(group: Group, _parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """One project in one year, and other figures: in an older file, or once more in the same."""
    stored = [Elsewhere(printed_cells(m.whole()), m.document_id, m.evaluation_id) for m in group.members]
    for n, here in enumerate(stored):
        for other in (*(group.copies if n == 0 else ()), *stored[:n]):
            differing = _differing(here.cells, other.cells)
            if differing:
                first = differing[0]
                used, says = (_text(cells, first) for cells in (here.cells, other.cells))
                facts = {
                    "n": count(len(differing)),
                    "field": text(first.rpartition(".")[2]),
                    "used": text(used),
                    "other": text(says),
                    "printed": _value(here.cells, first),
                    "expected": _value(other.cells, first),
                }
                cited = tuple(cell for key in differing[:MOST_DIFFERENCES] for cell in _of_both(key, here, other))
                only_words = _FIGURES.isdisjoint(key.rpartition(".")[2] for key in differing)
                yield n, Found(cited, facts, f"{used} ≠ {says}", is_doubtful=only_words)


def initial_budget_jump(group: Group, parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """An initial budget that is far from what the year before ended with."""
    for n, before, form in _years(group):
        if before.annual_budget and form.initial_budget is not None:
            values = before.annual_budget, form.initial_budget
            for found in _jump(before, values, parameters[BUDGET_JUMP.name]):
                cells = (*form.cite_total("initial_budget"), *before.cite_total("annual_budget"))
                yield n, replace(found, cells=cells)


def executed_jump(group: Group, parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """Far more or far less was spent than the year before."""
    for n, before, form in _years(group):
        if before.executed and form.executed is not None:
            values = before.executed, form.executed
            for found in _jump(before, values, parameters[EXECUTED_JUMP.name]):
                yield n, replace(found, cells=(*form.cite_total("executed"), *before.cite_total("executed")))


def text_of_last_year(group: Group, _parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """What was reached, in the words of the same project's form of another year."""
    for n, form in enumerate(group.members):
        for other in group.members[:n]:
            if _project(other) == _project(form) and other.year != form.year:
                cells = (*form.cite_form("goal_actual"), *other.cite_form("goal_actual"))
                yield n, Found(cells, {"year": text(_year(other))})
                break


def text_of_another_project(group: Group, _parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """What was reached, in the words of another project's form."""
    yield from _copied(group, "goal_actual")


def targets_of_another_project(group: Group, _parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """Every indicator and target of another project's form."""
    yield from _copied(group, "project_name")


def full_scores_everywhere(group: Group, parameters: Parameters) -> Iterator[tuple[int, Found]]:
    """Not one indicator below its full score in any form of a unit and year."""
    forms = len(group.members)
    if forms >= parameters[FORMS_AT_LEAST.name] and all(member.is_full for member in group.members):
        cells = tuple(cell for member in group.members[:MOST_CITED] for cell in member.cite_form("project_name"))
        yield 0, Found(cells, {"forms": count(forms)}, f"{forms} / {forms}")


# Of a conflict's cells, those that are told first.
_UNIT = "form.0.amount_unit"
# What makes two forms the same, and may be printed otherwise.
_OF_IDENTITY = frozenset({_UNIT, *(f"form.0.{name}" for name in ("project_code", "project_name", "year", "unit"))})
_FIGURES = frozenset({*AMOUNTS, "total_score", "total_weight", "score", "weight", "rate", "target", "actual"})
_NUMBERS = frozenset({"total_score", "total_weight", "score", "weight", "rate"})
_TELLING = ("executed", "annual_budget", "initial_budget", "total_score", "score", "rate", "weight", "actual")


def _differing(own: Mapping[str, Cell], other: Mapping[str, Cell]) -> list[str]:
    """The keys of cells that do not say the same; an amount may be printed in another unit."""

    def order(key: str) -> tuple[int, bool]:
        name = key.rpartition(".")[2]
        return (_TELLING.index(name) if name in _TELLING else len(_TELLING)), not key.startswith("funds.0")

    keys_of_both = (key for key in dict.fromkeys((*own, *other)) if key not in _OF_IDENTITY)
    found = [key for key in keys_of_both if _value(own, key) != _value(other, key)]
    return sorted(found, key=order)


def _value(cells: Mapping[str, Cell], key: str) -> Fact:
    """What a cell says: an amount in fen, a number, or its text; nothing of one that is blank or has a dash."""
    name, printed = key.rpartition(".")[2], cells[key].text if key in cells else ""
    if not any(map(str.isalnum, printed)):
        return text(None)
    unit = cells[_UNIT].text if _UNIT in cells else "元"
    amount_in_fen = fen(printed, unit if unit in FEN_IN else "元") if name in AMOUNTS else None
    if amount_in_fen is not None:
        return money(amount_in_fen)
    value = number(printed) if name in _NUMBERS else None
    return text(folded(printed)) if value is None else points(value)


def _of_both(key: str, here: Elsewhere, other: Elsewhere) -> Iterator[Cited]:
    record, position, name = key.split(".")
    for of in (here, other):
        if key in of.cells:
            cell = of.cells[key]
            yield Cited(record, int(position), name, cell.text, cell.place, of.evaluation_id, of.document_id)


def _text(cells: Mapping[str, Cell], key: str) -> str:
    return cells[key].text if key in cells else "—"


def _years(group: Group) -> Iterator[tuple[int, Member, Member]]:
    """Each form with the one of the year before."""
    by_year = {member.year: member for member in group.members}
    for n, form in enumerate(group.members):
        before = by_year.get((form.year or 0) - 1)
        if before is not None:
            yield n, before, form


def _jump(before: Member, values: tuple[int, int], most: Decimal) -> Iterator[Found]:
    """The finding, yet without its cells: to read them takes longer than to see that most forms have no such jump."""
    was, now = values
    change = Decimal(now - was) / was * 100
    if abs(change) > most:
        facts = {"printed": money(now), "expected": money(was), "change": rate(change)}
        sign = "+" if change > 0 else ""
        figures = f"({amount(now)} − {amount(was)}) ÷ {amount(was)} = {sign}{percent(change)}"
        yield Found((), {**facts, "year": text(_year(before))}, figures)


def _copied(group: Group, field: str) -> Iterator[tuple[int, Found]]:
    first: dict[str, Member] = {}  # of each project
    for n, form in enumerate(group.members):
        other = next((member for name, member in first.items() if name != _project(form)), None)
        first.setdefault(_project(form), form)
        if other is not None:
            facts = {"other": text(other.project_name), "year": text(_year(other))}
            yield n, Found((*form.cite_form(field), *other.cite_form(field)), facts)


def _project(form: Member) -> str:
    return folded(form.project_name or "")


def _year(form: Member) -> str:
    return str(form.year) if form.year else ""


def _digest(*texts: str) -> str:
    return hashlib.sha256(folded("|".join(texts)).encode(errors="surrogatepass")).hexdigest()[:24]
