"""The breaking of lines in what Textual draws.

Owns the rule's use in place of Textual's own, which breaks at blanks alone: a Chinese sentence would be one word to
it, leave half a line empty before it and let 。 begin a line. It must not measure other than Textual does.
"""

from __future__ import annotations

import textual.content
import textual.document._wrapped_document
from rich.cells import cell_len

from assistant import wrapping


def break_offsets(text: str, width: int, fold: bool = True) -> list[int]:
    """As `assistant.wrapping.break_offsets`, with the arguments that Textual gives."""
    return wrapping.break_offsets(text, width, cell_len, fold=fold)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text of one or more paragraphs, each at most `width` cells."""
    return wrapping.wrapped(text, width, cell_len)


def least_width(text: str) -> int:
    """Cells of the widest run that stays together: no narrower column keeps the words of a text whole."""
    return wrapping.least_width(text, cell_len)


def _typed_offsets(text: str, width: int, tab_size: int, **_: object) -> list[int]:  # noqa: ARG001
    """The same for what is typed, with Textual's arguments. No tab is there: pasted ones are blanks by then."""
    return break_offsets(text, width)


def use_in_textual() -> None:
    """Have what Textual draws as `Content`, and what is typed, broken by this rule. A test watches that it is."""
    setattr(textual.content, "divide_line", break_offsets)  # noqa: B010 - the name is not exported, mypy refuses it
    setattr(textual.document._wrapped_document, "compute_wrap_offsets", _typed_offsets)  # noqa: B010
