"""How a question was understood, step by step: what a person needs to trust an answer, and to mend a wrong one.

Owns the trace's shape. It must not understand anything itself: it shows what the steps made.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from assistant.deciding.request import Request
from assistant.understanding.frame import Frame
from assistant.understanding.reading import Reading
from store.dataclass import fields, is_dataclass

_SILENT = frozenset({"question"})  # of a frame: said already


def trace_of(reading: Reading, frame: Frame, request: Request) -> dict[str, Any]:
    """The folded question, its mentions with their spans, what nothing explained, the frame, and the request.

    `coverage` is the share of the question's letters and digits that mentions explain.
    """
    letters = sum(character.isalnum() for character in reading.folded)
    unknown = sum(character.isalnum() for gap in reading.gaps for character in gap)
    return {
        "folded": reading.folded,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "kind": m.kind, "value": plain(m.value)}
            for m in reading.cover
        ],
        "corrections": [{"typed": c.typed, "meant": c.meant} for c in reading.corrections],
        "unexplained": list(frame.unexplained),
        "coverage": round((letters - unknown) / letters, 3) if letters else 0.0,
        "frame": {f.name: plain(v) for f in fields(frame) if f.name not in _SILENT and (v := getattr(frame, f.name))},
        "request": {"is": type(request).__name__, **plain(request)},
    }


def plain(value: Any) -> Any:
    """A value as JSON holds it; of a dataclass, what is not empty."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        return {name: part for name, part in shown.items() if part not in (None, [], "", False)}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value
