"""What tests of every face start from: a store of the three forms in corpus/, made once a run by the program itself."""

from pathlib import Path

import pytest

from command_line import SEED, jiwen


@pytest.fixture(autouse=True)
def no_settings_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the person who runs the tests has set up for themselves changes none of them."""
    monkeypatch.setenv("JIWEN_CONFIG", str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def no_conversations_of_other_tests(request: pytest.FixtureRequest) -> None:
    """The store of the three forms is shared, what was asked of it is not."""
    if "seed_store" in request.fixturenames:
        store: Path = request.getfixturevalue("seed_store")
        for file in store.parent.glob("*.conversations.db*"):
            file.unlink()


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("seed") / "jiwen.db"
    indexed = jiwen("index", "--store", store, SEED)
    assert indexed.code == 0, indexed.err
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for forms."""
    path = tmp_path / "forms"
    path.mkdir()
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store is to be made."""
    return tmp_path / "data" / "jiwen.db"
