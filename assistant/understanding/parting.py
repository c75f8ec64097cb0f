"""Two questions in one: 2023年谁花得最多？谁剩得最多？ – its parts, each a question, with what is said before them all.

Owns where a question may be parted. Whether the parts can be answered is not for it to know.
"""

from __future__ import annotations

import re

_JOINTS = (  # compiled when a question is parted, which few are
    r"[,;?？。；，!]\s*(?:and |then )?"
    r"|\s(?:and|as well as) (?=(?:which|who|what|how|whose|by how|where|why|is|are|was|were|did|does|do)\b)"
    r"|(?:和|以及|还有|并且|同时)(?=哪|谁|什么|多少|几)"
)
_ASKING = (
    r"哪|谁|什么|啥|多少|几|吗|为何|排[个一]?[序名下]|为什么|怎么|有没有|是否|是不是|最|第[一二三四五\d]"
    r"|\b(?:which|who|whose|what|how|why|where|did|does|is|are|was|were)\b|\b\w+est\b|\bmost\b|\bleast\b"
)
_ASKS_NOTHING = r"(?:不管|不论|无论)[哪谁什么]+|[那这]几"  # 不管哪个项目, 那几个项目
MOST_PARTS = 4


def parts_of(text: str) -> list[str]:
    """The questions of a folded text, each with what stands before the first of them; one or none: it has no parts."""
    pieces = [piece.strip() for piece in re.split(_JOINTS, text) if piece and piece.strip()]
    first = next((n for n, piece in enumerate(pieces) if _asks(piece)), None)
    if first is None:
        return []
    scope, questions = ",".join(pieces[:first]), pieces[first:]
    if not all(map(_asks, questions)) or not 1 < len(questions) <= MOST_PARTS:
        return []
    return [f"{scope},{question}" if scope else question for question in questions]


def _asks(piece: str) -> bool:
    return re.search(_ASKING, re.sub(_ASKS_NOTHING, "", piece)) is not None
