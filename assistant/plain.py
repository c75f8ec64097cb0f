"""Text of files and people made safe to write anywhere: no control character, and JSON that no terminal acts on.

Owns what is taken out and what is escaped. It must not print or write files.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

# Control characters that JSON leaves as they are: DEL, the C1 set (0x9b starts an escape) and what turns text round.
_RAW_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """One line without control characters: blanks for line breaks and tabs, nothing for the rest."""
    return uncontrolled(re.sub(r"\s+", " ", text)).strip()


def uncontrolled(text: str) -> str:
    """The text without control characters, half characters, and marks that turn its direction or show nothing."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON with Chinese as it is, and every character that a terminal could act on as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _RAW_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
