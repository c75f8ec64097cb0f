"""Opening a store to read: where it is, that it is one, and that nothing needless is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.connection import default_store, open_store
from store.schema import migrate


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a store%3f#.db"  # characters that mean something in a URI
    migrate(Database(path))
    return path


def test_a_store_is_opened_to_read_alone(store: Path) -> None:
    connection = open_store(store)
    assert connection.execute("SELECT count(*) FROM evaluations").fetchone() == (0,)
    with pytest.raises(Exception, match="readonly"):
        connection.execute("DELETE FROM evaluations")


def test_a_store_in_a_folder_that_nothing_can_be_written_to_is_read(store: Path) -> None:
    store.chmod(0o444)
    store.parent.chmod(0o555)
    try:
        assert open_store(store).execute("SELECT count(*) FROM evaluations").fetchone() == (0,)
        assert [p.name for p in store.parent.iterdir()] == [store.name]  # no journal, no shared memory beside it
    finally:
        store.parent.chmod(0o755)


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIWEN_STORE", str(tmp_path / "mine.db"))
    assert default_store() == tmp_path / "mine.db"


def test_else_it_is_in_the_folder_for_a_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JIWEN_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_store().name == "jiwen.db"
    assert default_store().parent.name == "jiwen"


def test_opening_and_reading_loads_neither_jieba_nor_sqlite_utils(store: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from store.connection import open_store, default_store; "
        "default_store(); open_store(Path(sys.argv[1])).execute('SELECT * FROM evaluations').fetchall(); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'jieba', 'sqlite_utils', 'textual', 'pkg_resources'}))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(store)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
