"""Plain text: bytes to lines in one alphabet, with nothing in them that could steer a terminal.

Owns the telling apart of encodings and the stripping of control characters, for every reader. It must not join, drop or
number lines in any way but the one an editor does: the numbers are what an answer cites.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from store.reading.document import Line
from store.records import Place

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-8 first: its rules are so strict that other encodings hardly ever pass for it.
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SURE = 0.9  # share of expected characters from which the first encoding that fits is taken
_LEAST = 0.7  # under this share a content is binary, whatever decodes it
_EXPECTED = re.compile(
    "[\t\n\r\f -~"
    "\u00b7\u00d7\u00b1\u00b0"  # · × ± °
    "\u2010-\u2027\u2030-\u206f\u2100-\u22ff\u2460-\u25ff\ufeff"  # dashes, quotes, ‰ № ≥ ① □
    "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]+"
)
_SAMPLE = 1 << 16  # characters that are enough to judge an encoding by

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # ANSI CSI: colours, cursor
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\n\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS: titles, links
    r"|\x1b[ -/]*[0-~]"
)
_BLANKS = dict.fromkeys(map(ord, "\f\v\u2028\u2029"), " ")


def decoded(content: bytes) -> str | None:
    """The text in the bytes, or None where they are no text. An incomplete last character is left off."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    best, best_share = None, _LEAST
    for encoding in _ENCODINGS:
        text = _strictly(content, encoding)
        share = _expected_share(text) if text else 0.0
        if share >= _SURE:
            return text
        if share > best_share:
            best, best_share = text, share
    return best


def lines(text: str) -> tuple[Line, ...]:
    """The text's lines, numbered from 1, without escapes, control characters and direction overrides."""
    return tuple(Line(line, Place(line=number)) for number, line in enumerate(clean(text).split("\n"), 1))


def clean(text: str) -> str:
    """The text with \\n at the end of its lines, without escapes, control characters and direction overrides."""
    if text.isascii() and text.isprintable():
        return text
    # Escapes go first: without their first character the rest would stay as text.
    plain = _ESCAPE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
    steering = {ord(c): None for c in set(plain) if c not in "\t\n" and unicodedata.category(c) in ("Cc", "Cf")}
    return plain.translate(steering) if steering else plain


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return None


def _expected_share(text: str) -> float:
    """How much of a text is made of the characters that forms are made of."""
    sample = text[:_SAMPLE]
    return sum(map(len, _EXPECTED.findall(sample))) / len(sample)
