"""Findings into the store: a form's own when it is stored, those between forms once a run is done.

Owns the tables findings, finding_cells, links and unchecked. It must not read files; a form's own findings are written
in the transaction that stores it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from typing import Any

from store import rows
from store.checks import across
from store.checks.across import Elsewhere, Group, GroupRule, Member
from store.checks.forms import Form
from store.checks.rules import DEFAULTS, GROUP_RULES, RULES, Rule
from store.checks.vocabulary import Cited, Found, Parameters
from store.dataclass import dataclass
from store.evaluations import load
from store.records import Evaluation

_AT_ONCE = 500  # links or forms in a transaction: another program does not wait long
_MEMBERS = """
SELECT e.id, e.document_id, e.project_name, e.year, f.initial_budget, f.annual_budget, f.executed, f.position,
       EXISTS (SELECT 1 FROM findings WHERE evaluation_id = e.id AND kind = 'all_full_score')
FROM links AS l JOIN evaluations AS e ON e.id = l.evaluation_id
LEFT JOIN fund_lines AS f ON f.id = (
    SELECT id FROM fund_lines WHERE evaluation_id = e.id AND is_total ORDER BY position LIMIT 1
)
WHERE l.link = ? ORDER BY e.year, e.id
"""
# Alone, a form has nothing to be compared with.
_SHARED = """
SELECT u.link FROM (SELECT link FROM unchecked LIMIT ?) AS u WHERE (SELECT count(*) FROM links WHERE link = u.link) > 1
OR (u.link LIKE 'identity:%' AND substr(u.link, 10) IN (SELECT identity FROM superseded))
"""
_CITE = "INSERT INTO finding_cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BY_SHARED: dict[str, tuple[GroupRule, ...]] = {
    shared: tuple(rule for rule in GROUP_RULES if rule.shared == shared)
    for shared in dict.fromkeys(rule.shared for rule in GROUP_RULES)
}


def own_findings(form: Form, parameters: Parameters = DEFAULTS) -> Iterator[tuple[Rule, Found]]:
    """What does not add up in a form by itself."""
    for rule in RULES:
        for found in rule.find(form, parameters):
            yield rule, found


@dataclass(frozen=True, slots=True)
class Checker:
    """Writes what the rules find to a store that is open to write."""

    connection: sqlite3.Connection
    parameters: Parameters

    def check_form(self, evaluation: Evaluation, evaluation_id: int, document_id: int, identity: str | None) -> None:
        """A form that is just being stored, in the transaction that stores it."""
        self._check_own(Form(evaluation, evaluation_id, document_id))
        links = [(link, evaluation_id) for link in dict.fromkeys(across.keys(evaluation, identity))]
        self.connection.executemany("INSERT INTO links VALUES (?, ?)", links)

    def check_links(self) -> None:
        """What is to be checked between forms since some of them were stored or removed."""
        while self.connection.execute("SELECT EXISTS (SELECT 1 FROM unchecked)").fetchone()[0]:
            with self._transaction():
                self._check_some_links()

    def recheck(self) -> None:
        """Everything that is stored, by these parameters."""
        stored = self.connection.execute("SELECT id, document_id FROM evaluations ORDER BY id").fetchall()
        for start in range(0, len(stored), _AT_ONCE):
            with self._transaction():
                some = stored[start : start + _AT_ONCE]
                ends = (some[0][0], some[-1][0])
                self.connection.execute("DELETE FROM findings WHERE evaluation_id BETWEEN ? AND ?", ends)
                for evaluation_id, document_id in some:
                    evaluation = load(self.connection, evaluation_id).evaluation
                    self._check_own(Form(evaluation, evaluation_id, document_id))
        with self._transaction():
            keep_parameters(self.connection, self.parameters)
            self.connection.execute("INSERT OR IGNORE INTO unchecked SELECT DISTINCT link FROM links")
        self.check_links()

    def _check_own(self, form: Form) -> None:
        self._store((rule, form, found, None) for rule, found in own_findings(form, self.parameters))

    def _check_some_links(self) -> None:
        run = self.connection.execute
        taken = "(SELECT link FROM unchecked LIMIT ?)"
        run(f"DELETE FROM findings WHERE link IN {taken}", (_AT_ONCE,))  # noqa: S608  no value is in the text
        for (link,) in run(_SHARED, (_AT_ONCE,)).fetchall():
            group = self._group(link)
            for rule in _BY_SHARED[link.partition(":")[0]]:
                found = [(rule, group.members[n], f, link) for n, f in rule.find(group, self.parameters)]
                self._store(found)
        run(f"DELETE FROM unchecked WHERE link IN {taken}", (_AT_ONCE,))  # noqa: S608

    def _group(self, link: str) -> Group:
        members = [self._member(row) for row in self.connection.execute(_MEMBERS, (link,)).fetchall()]
        kind, _, identity = link.partition(":")
        copies: list[Elsewhere] = []
        if kind == across.IDENTITY:
            sql = "SELECT document_id, cells FROM superseded WHERE identity = ? ORDER BY document_id, form_index"
            copies = [Elsewhere(rows.cells(text), doc) for doc, text in self.connection.execute(sql, (identity,))]
        return Group(members, copies)

    def _member(self, row: tuple[Any, ...]) -> Member:
        evaluation_id, document_id, name, year, initial, annual, executed, position, is_full = row
        return Member(
            evaluation_id=evaluation_id,
            document_id=document_id,
            project_name=name,
            year=year,
            initial_budget=initial,
            annual_budget=annual,
            executed=executed,
            total_position=position or 0,
            is_full=bool(is_full),
            whole=cache(lambda: load(self.connection, evaluation_id).evaluation),
        )

    def _store(self, found: Iterable[tuple[Rule | GroupRule, Form | Member, Found, str | None]]) -> None:
        for rule, form, finding, link in found:
            row = (
                form.evaluation_id,
                rule.kind,
                rule.severity_of(finding).value,
                finding.what,
                json.dumps(finding.facts, ensure_ascii=False),
                finding.arithmetic,
                link,
            )
            added = self.connection.execute(
                "INSERT INTO findings (evaluation_id, kind, severity, what, facts, arithmetic, link)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self.connection.executemany(_CITE, ((added.lastrowid, n, *_cited(c)) for n, c in enumerate(finding.cells)))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise


def _cited(cell: Cited) -> tuple[int | str | None, ...]:
    place = (cell.place.line, cell.place.page, cell.place.cell)
    return (cell.record, cell.position, cell.field, cell.value, *place, cell.document_id, cell.evaluation_id)


def stored_parameters(connection: sqlite3.Connection) -> dict[str, Decimal]:
    """Those that the store's findings were found by: what a person has changed, and the defaults."""
    changed = {name: Decimal(value) for name, value in connection.execute("SELECT name, value FROM parameters")}
    return {name: changed.get(name, default) for name, default in DEFAULTS.items()}


def keep_parameters(connection: sqlite3.Connection, parameters: Mapping[str, Decimal]) -> None:
    connection.execute("DELETE FROM parameters")
    changed = [(name, str(value)) for name, value in parameters.items() if value != DEFAULTS[name]]
    connection.executemany("INSERT INTO parameters VALUES (?, ?)", changed)
