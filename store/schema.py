"""The tables of a store, as sqlite-utils migrations.

Owns every CREATE statement and the store's version. It must not read or write rows: `indexing` writes,
`execution`, `searching` and `evaluations` read. A published migration is never edited; a change is a new one.

Numbers: money columns are integer fen. Weights, scores and rates are integers in ten-thousandths
(`SCALE`), so that 8.88 of 10 compares and sums exactly. Text columns are as printed.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import NewerStore

if TYPE_CHECKING:
    from sqlite_utils.db import Database

SCALE = 10_000
VERSION = 5  # kept in PRAGMA user_version: one more for every migration

_FIRST = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,          -- absolute
    kind TEXT NOT NULL,                 -- text, pdf, …
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,              -- bytes
    reader TEXT NOT NULL,               -- the version of jiwen that read it: another one reads it again
    indexed_at TEXT NOT NULL            -- ISO 8601, UTC
);
CREATE TABLE evaluations (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    form_index INTEGER NOT NULL,
    content TEXT NOT NULL,              -- sha256 of what the form says: the same form is stored once
    project_code TEXT,
    project_name TEXT,
    year INTEGER,
    unit TEXT,
    department TEXT,
    amount_unit TEXT,
    goal_expected TEXT,
    goal_actual TEXT,
    total_weight INTEGER,
    total_score INTEGER,
    missing TEXT NOT NULL,              -- JSON list of sentences
    cells TEXT NOT NULL                 -- JSON: field -> [text, line, page, cell]
);
CREATE INDEX evaluations_document ON evaluations(document_id);
CREATE UNIQUE INDEX evaluations_content ON evaluations(content);
CREATE INDEX evaluations_name ON evaluations(project_name, year);
-- Forms that a document repeats: read again once the one that is stored goes away.
CREATE TABLE duplicates (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    form_index INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (document_id, form_index)
) WITHOUT ROWID;
CREATE TABLE fund_lines (
    id INTEGER PRIMARY KEY,
    evaluation_id INTEGER NOT NULL REFERENCES evaluations(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- order in the form, from 0
    name TEXT NOT NULL,
    is_total INTEGER NOT NULL,
    initial_budget INTEGER,             -- fen
    annual_budget INTEGER,
    executed INTEGER,
    weight INTEGER,                     -- ten-thousandths
    rate INTEGER,                       -- percent, in ten-thousandths
    score INTEGER,
    cells TEXT NOT NULL
);
CREATE INDEX fund_lines_evaluation ON fund_lines(evaluation_id, is_total);
CREATE TABLE indicators (
    id INTEGER PRIMARY KEY,
    evaluation_id INTEGER NOT NULL REFERENCES evaluations(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    level1 TEXT,
    level1_weight INTEGER,
    level2 TEXT,
    level3 TEXT,
    target TEXT,
    actual TEXT,
    weight INTEGER,
    score INTEGER,
    deviation TEXT,
    applicable INTEGER NOT NULL,
    outcome TEXT,                       -- met, exactly, exceeded, missed, incomparable; NULL where not applicable
    achievement INTEGER,                -- actual / target in percent, ten-thousandths; NULL where it has no sense
    lower_is_better INTEGER,            -- the target is an upper bound; NULL where it is no single quantity
    target_number INTEGER,              -- ten-thousandths; NULL where the target is no single quantity
    target_unit TEXT,
    actual_number INTEGER,              -- ten-thousandths; NULL where the actual value is no single number
    actual_unit TEXT,                   -- %, 人, …; empty where none is printed
    cells TEXT NOT NULL
);
CREATE INDEX indicators_evaluation ON indicators(evaluation_id);
-- Every part of every name that a question may use: whole names, their words and their pairs of characters.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                 -- project, unit, department, indicator, fund_line
    name TEXT NOT NULL,
    UNIQUE (kind, name)
);
CREATE TABLE name_parts (
    part TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES names(id) ON DELETE CASCADE,
    PRIMARY KEY (part, name_id)
) WITHOUT ROWID;
CREATE INDEX name_parts_name ON name_parts(name_id);
-- Words of the text fields, segmented by jieba and joined by blanks; the record's own row holds the text.
CREATE VIRTUAL TABLE passages USING fts5 (
    words,                              -- rowid: evaluation_id * PASSAGES + n, so that a form's are found at once
    evaluation_id UNINDEXED,
    record UNINDEXED,                   -- evaluation, indicator
    record_id UNINDEXED,
    field UNINDEXED,                    -- project_name, goal_expected, level3, target, …
    tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE passage_words USING fts5vocab (passages, row);
"""
_SECOND = """
ALTER TABLE documents ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;  -- when the file was last written: ns
ALTER TABLE evaluations ADD COLUMN identity TEXT;                      -- project and year, folded
CREATE INDEX evaluations_identity ON evaluations(identity);
-- What older files say of a project and year that a newer file has other figures of: these are used.
CREATE TABLE superseded (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    form_index INTEGER NOT NULL,
    identity TEXT NOT NULL,
    content TEXT NOT NULL,
    annual_budget INTEGER,              -- of the total, fen
    executed INTEGER,
    total_score INTEGER,                -- ten-thousandths
    PRIMARY KEY (document_id, form_index)
) WITHOUT ROWID;
"""
_THIRD = """
ALTER TABLE superseded ADD COLUMN cells TEXT NOT NULL DEFAULT '{}';    -- JSON: record.position.field -> cell
-- What does not add up, found when a form is stored.
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    evaluation_id INTEGER NOT NULL REFERENCES evaluations(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,             -- contradiction, doubt, note
    what TEXT,                          -- the indicator or fund line
    facts TEXT NOT NULL,                -- JSON: name -> [kind of value, value]
    arithmetic TEXT NOT NULL,
    link TEXT                           -- what forms share that it was found between; NULL: in the form by itself
);
CREATE INDEX findings_evaluation ON findings(evaluation_id, severity);
CREATE INDEX findings_link ON findings(link) WHERE link IS NOT NULL;
CREATE TABLE finding_cells (
    finding_id INTEGER NOT NULL REFERENCES findings(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- the one that is doubted is the first
    record TEXT NOT NULL,               -- form, funds, indicator
    record_position INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT,                         -- as printed; NULL where it is blank
    line INTEGER,
    page INTEGER,
    cell TEXT,
    document_id INTEGER NOT NULL,
    evaluation_id INTEGER,              -- NULL: of a form that is not used
    PRIMARY KEY (finding_id, position)
) WITHOUT ROWID;
-- What a form shares with others (a project, a text, …), as kind:key.
CREATE TABLE links (
    link TEXT NOT NULL,
    evaluation_id INTEGER NOT NULL REFERENCES evaluations(id) ON DELETE CASCADE,
    PRIMARY KEY (link, evaluation_id)
) WITHOUT ROWID;
CREATE INDEX links_evaluation ON links(evaluation_id);
-- Links whose forms have changed since they were checked together: a run that was killed leaves them to the next.
CREATE TABLE unchecked (link TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER link_made AFTER INSERT ON links BEGIN INSERT OR IGNORE INTO unchecked VALUES (new.link); END;
CREATE TRIGGER link_gone AFTER DELETE ON links BEGIN INSERT OR IGNORE INTO unchecked VALUES (old.link); END;
CREATE TRIGGER copy_made AFTER INSERT ON superseded
    BEGIN INSERT OR IGNORE INTO unchecked VALUES ('identity:' || new.identity); END;
CREATE TRIGGER copy_gone AFTER DELETE ON superseded
    BEGIN INSERT OR IGNORE INTO unchecked VALUES ('identity:' || old.identity); END;
-- The parameters that a person has changed, which the findings were found by.
CREATE TABLE parameters (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_FOURTH = """
-- What the forms print, cell by cell: packed by `store.printed`. The columns `cells` beside it are empty since.
CREATE TABLE printed (
    evaluation_id INTEGER PRIMARY KEY REFERENCES evaluations(id) ON DELETE CASCADE,
    cells BLOB NOT NULL
);
ALTER TABLE fund_lines ADD COLUMN printed_rate TEXT;  -- the execution rate as the form prints it, of the total
UPDATE fund_lines SET printed_rate = json_extract(cells, '$.rate[0]') WHERE is_total;
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;  -- what the program notes for itself
DROP TABLE passage_words;
DROP TABLE passages;
-- Words of the text fields, segmented by jieba and joined by blanks; `store.numbering` says what a rowid is.
CREATE VIRTUAL TABLE passages USING fts5 (
    words,
    content = '',
    detail = none,
    columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE passage_words USING fts5vocab (passages, instance);
CREATE INDEX finding_cells_evaluation ON finding_cells(evaluation_id);
CREATE INDEX findings_contradiction ON findings(kind) WHERE severity = 'contradiction';
"""
_FIFTH = """
-- What questions over all forms look at stands together, apart from the long texts; units lead to their forms.
CREATE INDEX evaluations_figures ON evaluations(unit, year, project_name, department, total_score);
CREATE INDEX evaluations_department ON evaluations(department);
CREATE INDEX evaluations_year ON evaluations(year);
CREATE INDEX evaluations_code ON evaluations(project_code COLLATE NOCASE);
DROP INDEX evaluations_name;
CREATE INDEX evaluations_name ON evaluations(project_name, year, unit);
CREATE INDEX fund_lines_total ON fund_lines(evaluation_id, executed, annual_budget, initial_budget, rate, weight, score)
    WHERE is_total;
DROP INDEX indicators_evaluation;
CREATE INDEX indicators_evaluation ON indicators(evaluation_id, position, applicable, weight, score, outcome);
"""


def migrate(db: Database) -> None:
    """Bring a writable store up to this version. Raises NewerStore for one made by a later jiwen."""
    from sqlite_utils import Migrations

    from store.migrating import pack_cells

    migrations = Migrations("jiwen")
    scripts = {
        "first_tables": _FIRST,
        "conflicts": _SECOND,
        "findings": _THIRD,
        "packed_cells": _FOURTH,
        "covering_indexes": _FIFTH,
    }
    for name, script in scripts.items():

        @migrations(name=name)
        def run(db: Database, name: str = name, script: str = script) -> None:
            for statement in _statements(script):
                db.execute(statement)
            if name == "packed_cells":
                pack_cells(db.conn)

    if check_version(db.conn) < VERSION:
        migrations.apply(db)
        db.conn.execute(f"PRAGMA user_version = {VERSION}")


def check_version(connection: sqlite3.Connection) -> int:
    """The store's version, 0 for an empty file. Raises NewerStore above VERSION."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        raise NewerStore(Path(path), version, VERSION)
    return version


def _statements(script: str) -> list[str]:
    """The script's statements one by one: executescript would commit the migration's transaction."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
