"""Where a platform keeps a user's settings and data: as platformdirs says.

Owns the one shortcut: on Linux a variable or a fixed folder is all there is to it, and platformdirs with what it
imports takes as long to load as a question takes to be understood.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PROGRAM = "jiwen"


def config_folder() -> Path:
    """The program's folder for a user's settings; it need not exist."""
    if _follows_xdg():
        return _xdg("XDG_CONFIG_HOME", ".config")
    import platformdirs

    return platformdirs.user_config_path(_PROGRAM, appauthor=False)


def data_folder() -> Path:
    """The program's folder for a user's data; it need not exist."""
    if _follows_xdg():
        return _xdg("XDG_DATA_HOME", ".local/share")
    import platformdirs

    return platformdirs.user_data_path(_PROGRAM, appauthor=False)


def _follows_xdg() -> bool:
    return sys.platform == "linux" and "ANDROID_ROOT" not in os.environ


def _xdg(variable: str, otherwise: str) -> Path:
    named = os.environ.get(variable, "")
    folder = Path(named)  # a relative one is to be ignored, says the specification
    return (folder if folder.is_absolute() else Path("~").expanduser() / otherwise) / _PROGRAM
