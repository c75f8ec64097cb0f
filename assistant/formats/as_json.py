"""An answer as the JSON that `jiwen ask --json` prints."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.plain import json_text


def answer(answer: Answer) -> str:
    return json_text(answer.as_json(), indent=2) + "\n"
