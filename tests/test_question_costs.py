"""What a question makes SQLite do, over forms made up for it: how many statements, and which tables are gone through.

No times are measured: a plan that reads all of a large table is as slow on every machine.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.conversation import Conversation
from store.searching import search
from store.writing import FileVersion, Writer, open_to_write

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from made_up import evaluation
from question_mix import questions

FORMS = 240
MOST_STATEMENTS = 120  # of a search among forms: one for each text that is looked at; of all others less than ten
# Whatever is asked, these are never gone through from end to end; neither by their names nor as a query calls them.
NEVER = {"names", "name_parts", "links", "printed", "documents", "finding_cells", "superseded", "n", "p", "d", "c", "l"}
# What is asked of one project or unit goes through none of these: f is a form's funds or a finding.
NOT_OF_ONE = {"evaluations", "indicators", "fund_lines", "e", "i", "f"}
# Years are few, and what is known of all forms is looked up once a conversation.
OVERVIEW = re.compile(
    r"SELECT EXISTS|MIN\(id\)|min\(year\)|SELECT COUNT\(\*\) FROM (?:evaluations|indicators WHERE applicable)$"
)


class Listening(sqlite3.Connection):
    """Keeps what it is asked."""

    heard: list[tuple[str, tuple[object, ...]]]

    def execute(self, sql: str, parameters: Iterable[object] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        values = tuple(parameters)
        self.heard.append((sql, values))
        return super().execute(sql, values)  # type: ignore[arg-type]

    def scanned(self, sql: str, values: tuple[object, ...]) -> set[str]:
        """The tables, as the statement calls them, that it goes through from end to end."""
        plan = super().execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()  # type: ignore[arg-type]
        return {found[1] for row in plan if (found := re.match(r"SCAN (\w+)(?! VIRTUAL TABLE)", row[3]))}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    path = tmp_path_factory.mktemp("costs") / "jiwen.db"
    with closing(open_to_write(path)) as connection:
        writer = Writer(connection)
        with writer.together():
            for n in range(FORMS):
                writer.replace(FileVersion(Path(f"/forms/{n}.txt"), str(n), n, "test"), "text", (evaluation(n),))
        writer.check_between_forms()
    with closing(sqlite3.connect(path, factory=Listening)) as connection:
        connection.heard = []
        yield connection


@pytest.fixture(scope="module")
def heard(store: Listening) -> dict[str, list[tuple[str, list[tuple[str, tuple[object, ...]]]]]]:
    """By type, the questions of the mix, each with the statements that it led to."""
    by_type = defaultdict(list)
    for kind, question in list(questions(store)):
        store.heard.clear()
        Conversation(store).ask(question)
        by_type[kind].append((question, [one for one in store.heard if not OVERVIEW.search(one[0])]))
    return by_type


def test_a_question_is_a_few_statements(heard) -> None:
    counts = {question: len(statements) for of_type in heard.values() for question, statements in of_type}
    assert len(counts) > 100
    assert {question: n for question, n in counts.items() if n > MOST_STATEMENTS} == {}


def test_no_question_goes_through_all_names_sources_or_findings(heard, store: Listening) -> None:
    for of_type in heard.values():
        for question, statements in of_type:
            for sql, values in statements:
                assert store.scanned(sql, values).isdisjoint(NEVER), (question, sql)


@pytest.mark.parametrize("kind", ["of a project", "of a unit"])
def test_a_question_of_one_project_or_unit_goes_through_no_table(kind: str, heard, store: Listening) -> None:
    for question, statements in heard[kind]:
        for sql, values in statements:
            # indicators together with execution rows are a list of their own, called i: of the forms in question
            of_list = {"i"} if "UNION ALL" in sql else set()
            assert (store.scanned(sql, values) - of_list).isdisjoint(NOT_OF_ONE), (question, sql)


@pytest.mark.parametrize("typed", ["完成", "培训 满意度", "孵化器"])
def test_a_search_looks_no_further_than_it_must(typed: str, store: Listening) -> None:
    store.heard.clear()
    assert search(store, typed)
    assert len(store.heard) < 150
    for sql, values in store.heard:
        assert store.scanned(sql, values).isdisjoint(NEVER | NOT_OF_ONE), sql
