"""The head of a form: labels and their values, in whatever order.

Owns which value belongs to which label. It must not look beyond the head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product, takewhile, zip_longest

from store.dataclass import replace
from store.forms import labels
from store.forms.tokens import Gap, Token, cell, firsts, folded, label_end, width
from store.records import Cell

_CODE_AND_NAME = re.compile(r"([0-9A-Z]{9,25})[-－—–](.+)")
_CODE = re.compile(r"[0-9A-Za-z-]{6,30}")
_UNIT_NUMBER = re.compile(r"(?:\[\d+\]|\d{3,9}[-－—–])(?=\D)")
FIRSTS = firsts(labels.HEAD)  # of the labels
_MOST_PAIRS = 6  # of pieces above and below a line; more are no value's
_COLON = frozenset(":：")


def fields(found: Sequence[Token]) -> dict[str, Cell]:
    """The head's cells by field name. A label without a value is not among them.

    A cell `code-name` gives both; numbers before a unit or department (`219001-…`) are left out.
    """
    found = [t for t in _colons_apart(found) if not _is_year_line(t)]
    values: dict[str, list[Token]] = {}
    current: list[Token] = []
    i = 0
    while i < len(found):
        end = label_end(found, i, is_label, FIRSTS)
        if end > i:
            field = field_of(_label(found[i:end]))
            fresh: list[Token] = []
            current = values.setdefault(field, fresh) if field else fresh
            i = end
        else:
            if found[i].text not in _COLON:
                current.append(found[i])
            i += 1
    printed = {field: value for field, pieces in values.items() if (value := cell(pieces))}
    return tidy(printed)


def fields_by_line(lines: Sequence[Sequence[Token]]) -> dict[str, Cell]:
    """The same, where what stands at one height is one line: a wrapped value's pieces lie above and below it."""
    lines = [line for line in lines if not (len(line) == 1 and _is_year_line(line[0]))]
    read = [_labelled(_colons_apart(line)) for line in lines]
    at_label = [i for i, labelled in enumerate(read) if labelled]
    values: dict[str, list[Token]] = {}
    taken = 0  # lines before this one are read
    for i in at_label:
        above = lines[taken:i]
        # As many pieces lie below a line as above it; the rest are above the next.
        below = list(takewhile(lambda n: not read[n], range(i + 1, min(i + 1 + len(above), len(lines)))))
        taken = i + 1 + len(below)
        _share([value for _, value in read[i]], above, [lines[n] for n in below])
        for label, value in read[i]:
            field = field_of(label)
            if field and value:
                values.setdefault(field, value)
    return tidy({field: printed for field, pieces in values.items() if (printed := cell(pieces))})


def _share(values: Sequence[list[Token]], above: Sequence[Sequence[Token]], below: Sequence[Sequence[Token]]) -> None:
    """Give the pieces above and below a line to its values, two and two: the outermost pair is one value's.

    A value without a piece on the line itself has an even number of them, and goes first.
    """
    above, below = ([[t._replace(gap=Gap.NEWLINE) for t in line] for line in side] for side in (above, below))
    pairs = list(zip(above, reversed(below), strict=False))
    hungry = [value for value in values if not value] or list(values)
    choices = list(product(range(len(values)), repeat=len(pairs))) if len(pairs) <= _MOST_PAIRS else []

    def with_pieces(choice: Sequence[int]) -> list[list[Token]]:
        own = [list(value) for value in values]
        for (over, under), n in reversed(list(zip(pairs, choice, strict=True))):
            for piece, other in zip_longest(over, under):
                beside = 0 if piece is over[0] or len(over) == len(under) == 1 else 1
                into = min(n + beside, len(own) - 1)
                own[into] = [*([piece] if piece else []), *own[into], *([other] if other else [])]
        return own

    def cost(choice: Sequence[int]) -> float:
        # Pieces of an even number are half a line off, so nearer than the next of an odd one.
        total = 0.5 if choice and not any(values[choice[-1]] is value for value in hungry) else 0.0
        for own, value in zip(with_pieces(choice), values, strict=True):
            is_hungry = any(value is h for h in hungry)
            total += 2.0 if is_hungry and not own else 0.0
            total += 0.0 if is_hungry else (len(own) - len(value)) / 2
            widest = max((t.width for t in own), default=0)
            total += sum(min(max(widest - t.width - 2, 0), 6) for t in own[:-1])
        return total

    if not pairs and above:  # cut off below: better than lost
        hungry[0][:0] = [token for line in above for token in line]
    elif choices:
        for value, own in zip(values, with_pieces(min(choices, key=cost)), strict=True):
            value[:] = own


def _labelled(line: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The labels of a line, each with the tokens after it. Tokens before the first label are left out."""
    found: list[tuple[str, list[Token]]] = []
    i = 0
    while i < len(line):
        end = label_end(line, i, is_label, FIRSTS)
        if end > i:
            found.append((_label(line[i:end]), []))
            i = end
        else:
            if found and line[i].text not in _COLON:
                found[-1][1].append(line[i] if found[-1][1] else line[i]._replace(gap=Gap.NEWLINE))
            i += 1
    return found


def _is_year_line(token: Token) -> bool:
    """(2022年度), under the title; a bare year may be a label's value."""
    return bool(labels.YEAR_LINE.fullmatch(folded(token.text))) and token.text[0] in "(（"


def is_label(text: str) -> bool:
    return _known(text) in labels.HEAD


def field_of(text: str) -> str | None:
    """The field that a (folded) label is of; None for one whose value is not kept, and for no label."""
    return labels.HEAD.get(_known(text))


def _known(text: str) -> str:
    """The label without its colon, and without the note that a seal goes here."""
    bare = text.rstrip(":")
    return bare if bare in labels.HEAD else labels.SEAL.sub("", bare)


def year_in(text: str) -> int | None:
    """The year that a text names first, a four-digit one of this century."""
    met = re.search(r"(?<!\d)(20\d\d)(?!\d)", folded(text))
    return int(met[1]) if met else None


def _label(pieces: Sequence[Token]) -> str:
    return "".join(folded(piece.text) for piece in pieces).rstrip(":")


def _colons_apart(found: Sequence[Token]) -> list[Token]:
    """The tokens, a label and the value glued to its colon, or a score to its label, parted."""
    result: list[Token] = []
    for token in found:
        score = labels.SCORE_WITH_LABEL.fullmatch(folded(token.text))
        if score:
            result.append(token._replace(text=score[1], width=width(score[1])))
            result.append(Token(score[2], token.place, Gap.SPACE, width(score[2])))
            continue
        label, colon, value = token.text.replace("：", ":").partition(":")
        if value and colon and is_label(folded(label)):
            at = len(label) + 1
            result.append(token._replace(text=token.text[:at], width=width(token.text[:at])))
            result.append(Token(token.text[at:], token.place, Gap.SPACE, width(token.text[at:])))
        else:
            result.append(token)
    return result


def tidy(printed: dict[str, Cell]) -> dict[str, Cell]:
    """The head's cells, a code apart from its name, and without the numbers before a unit or department."""
    name = printed.get("project_name")
    both = _CODE_AND_NAME.fullmatch(name.text) if name else None
    if name and both:
        printed["project_name"] = replace(name, text=both[2])
        printed.setdefault("project_code", replace(name, text=both[1]))
    code = printed.get("project_code")
    if code and not _CODE.fullmatch(code.text.replace(" ", "")):
        del printed["project_code"]
    elif code:
        printed["project_code"] = replace(code, text=code.text.replace(" ", ""))
    for field in ("unit", "department"):
        if field in printed:
            printed[field] = replace(printed[field], text=_UNIT_NUMBER.sub("", printed[field].text, count=1))
    return printed
