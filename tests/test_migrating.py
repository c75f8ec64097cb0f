"""A store of the version before is brought up to this one, and says the same."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from seed_forms import AFFAIRS, HALL, TRAINING, write
from store import schema
from store.connection import open_store
from store.evaluations import list_evaluations, load
from store.indexing import index
from store.searching import search
from store.writing import open_to_write

OF_THE_THIRD = "CREATE VIRTUAL TABLE passages USING fts5 (words, evaluation_id UNINDEXED)"


def taken_back_to_the_third(path: Path) -> None:
    """Makes of a store of today one as version 3 wrote them: cells beside their records, another full-text index."""
    connection = sqlite3.connect(path)
    for row in list_evaluations(connection):
        form = load(connection, row.id).evaluation
        for table, key, records in (
            ("evaluations", "id", (form,)),
            ("fund_lines", "evaluation_id", form.fund_lines),
            ("indicators", "evaluation_id", form.indicators),
        ):
            for n, record in enumerate(records):
                cells = {
                    name: [c.text, c.place.line, c.place.page, c.place.cell, *(c.place.box or ())]
                    for name, c in record.cells.items()
                }
                which = "" if table == "evaluations" else f" AND position = {n}"
                sql = f"UPDATE {table} SET cells = ? WHERE {key} = ?{which}"  # noqa: S608
                connection.execute(sql, (json.dumps(cells, ensure_ascii=False), row.id))
    for made in ("TABLE passage_words", "TABLE passages", "TABLE printed", "TABLE kept"):
        connection.execute(f"DROP {made}")
    of_evaluations = (f"evaluations_{name}" for name in ("figures", "department", "year", "code"))
    of_the_fifth = (*of_evaluations, "fund_lines_total", "indicators_evaluation")
    for made in ("finding_cells_evaluation", "findings_contradiction", *of_the_fifth):
        connection.execute(f"DROP INDEX {made}")
    connection.execute("ALTER TABLE fund_lines DROP COLUMN printed_rate")
    connection.execute(OF_THE_THIRD)
    connection.execute("CREATE VIRTUAL TABLE passage_words USING fts5vocab (passages, row)")
    connection.execute("PRAGMA user_version = 3")
    connection.execute("CREATE INDEX indicators_evaluation ON indicators(evaluation_id)")
    Database(connection)["_sqlite_migrations"].delete_where("name IN ('packed_cells', 'covering_indexes')")
    connection.commit()
    connection.close()


def test_cells_and_searches_are_the_same_after_the_fourth_migration(store: Path, folder: Path) -> None:
    write(folder, hall=HALL, training=TRAINING, affairs=AFFAIRS)
    index(store, [folder])
    with closing(open_store(store)) as connection:
        ids = [row.id for row in list_evaluations(connection)]
        before = [load(connection, number) for number in ids]
        rates = connection.execute("SELECT id, printed_rate FROM fund_lines").fetchall()
        found = [search(connection, words) for words in ("消杀", "培训 满意度", "档案")]
    taken_back_to_the_third(store)
    open_to_write(store).close()
    with closing(open_store(store)) as connection:
        assert schema.check_version(connection) == schema.VERSION
        assert [load(connection, number) for number in ids] == before
        assert connection.execute("SELECT id, printed_rate FROM fund_lines").fetchall() == rates
        assert all(found)
        assert [search(connection, words) for words in ("消杀", "培训 满意度", "档案")] == found
        assert connection.execute("SELECT max(length(cells)) FROM indicators").fetchone() == (0,)


def test_the_index_is_made_anew_where_texts_are_cut_otherwise(store: Path, folder: Path) -> None:
    write(folder, hall=HALL)
    index(store, [folder])
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("INSERT INTO passages (passages) VALUES ('delete-all')")
        connection.commit()
        assert not search(connection, "消杀")
        connection.execute("UPDATE kept SET value = 'otherwise'")
        connection.commit()
    open_to_write(store).close()
    with closing(open_store(store)) as connection:
        assert search(connection, "消杀")
