"""The folders of a user are where platformdirs says they are."""

import platformdirs
import pytest

from store.folders import config_folder, data_folder


@pytest.mark.parametrize("named", [None, "", " ", "/somewhere/设置", "relative"])
def test_the_folders_are_those_of_platformdirs(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        if named is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, named)
    assert config_folder() == platformdirs.user_config_path("jiwen", appauthor=False)
    assert data_folder() == platformdirs.user_data_path("jiwen", appauthor=False)
