"""Where a person's own settings are.

Owns the folder and the names of the files in it. It must not read them.
"""

from __future__ import annotations

import os
from pathlib import Path

from store.folders import config_folder


def configuration_folder() -> Path:
    """The folder that JIWEN_CONFIG names, else `jiwen` in the platform's folder for a user's settings."""
    named = os.environ.get("JIWEN_CONFIG")
    if named:
        return Path(named).expanduser()
    return config_folder()


def lexicon_file() -> Path:
    """A person's own words; the file need not exist."""
    return configuration_folder() / "lexicon.ini"


def parameters_file() -> Path:
    """The limits that the checks go by, as a person has set them; the file need not exist."""
    return configuration_folder() / "checks.ini"


def settings_file() -> Path:
    """The terminal UI's language, theme and keys; the file need not exist."""
    return configuration_folder() / "settings.ini"
