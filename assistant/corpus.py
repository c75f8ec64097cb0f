"""Where the forms lie that come with the project.

Owns the one difference between a checkout and an installed package. It must not read or index them.
"""

from __future__ import annotations

from pathlib import Path


def corpus_folder() -> Path:
    """The folder of forms to try jiwen on: packed into the wheel, or at the top of a checkout."""
    package = Path(__file__).parent
    packed = package / "_corpus"
    return packed if packed.is_dir() else package.parent / "corpus"
