"""The head of a form: labels and their values, in whatever order.

Owns which value belongs to which label. It must not look beyond the head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.forms import labels
from store.forms.tokens import Gap, Token, cell, folded, label_end, width
from store.records import Cell

_CODE_AND_NAME = re.compile(r"([0-9A-Z]{9,25})[-－—–](.+)")
_CODE = re.compile(r"[0-9A-Za-z-]{6,30}")
_UNIT_NUMBER = re.compile(r"(?:\[\d+\]|\d{3,9}[-－—–])(?=\D)")
_COLON = frozenset(":：")


def fields(found: Sequence[Token]) -> dict[str, Cell]:
    """The head's cells by field name. A label without a value is not among them.

    A cell `code-name` gives both; numbers before a unit or department (`219001-…`) are left out.
    """
    found = _colons_apart(found)
    values: dict[str, list[Token]] = {}
    current: list[Token] = []
    i = 0
    while i < len(found):
        end = label_end(found, i, is_label)
        if end > i:
            field = labels.HEAD[_label(found[i:end])]
            fresh: list[Token] = []
            current = values.setdefault(field, fresh) if field else fresh
            i = end
        else:
            if found[i].text not in _COLON:
                current.append(found[i])
            i += 1
    printed = {field: value for field, pieces in values.items() if (value := cell(pieces))}
    return _tidy(printed)


def fields_by_line(lines: Sequence[Sequence[Token]]) -> dict[str, Cell]:
    """The same, where what stands at one height is one line: a wrapped value's pieces lie above and below it."""
    read = [_labelled(_colons_apart(line)) for line in lines]
    at_label = [i for i, labelled in enumerate(read) if labelled]
    values: dict[str, list[Token]] = {}
    for k, i in enumerate(at_label):
        before = at_label[k - 1] if k else -1
        after = at_label[k + 1] if k + 1 < len(at_label) else len(lines)
        # Strays between two lines of labels are shared; pieces stand in pairs around their line.
        above = lines[i - (i - before - 1) // 2 if k else 0 : i]
        below = lines[i + 1 : i + 1 + (after - i - 1 + 1) // 2]
        hungry = [n for n, (_, value) in enumerate(read[i]) if not value] or [len(read[i]) - 1]
        for side, line in [(-1, line) for line in above] + [(1, line) for line in below]:
            for n, token in enumerate(line):
                value = read[i][hungry[min(n, len(hungry) - 1)]][1]
                value.insert(0, token) if side < 0 and value and n == 0 else value.append(token)
        for label, value in read[i]:
            if labels.HEAD[label] and value:
                values.setdefault(labels.HEAD[label] or "", value)
    return _tidy({field: printed for field, pieces in values.items() if (printed := cell(pieces))})


def _labelled(line: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The labels of a line, each with the tokens after it. Tokens before the first label are left out."""
    found: list[tuple[str, list[Token]]] = []
    i = 0
    while i < len(line):
        end = label_end(line, i, is_label)
        if end > i:
            found.append((_label(line[i:end]), []))
            i = end
        else:
            if found and line[i].text not in _COLON:
                found[-1][1].append(line[i])
            i += 1
    return found


def is_label(text: str) -> bool:
    return text.rstrip(":") in labels.HEAD


def year_in(text: str) -> int | None:
    """The year that a text names first, a four-digit one of this century."""
    met = re.search(r"(?<!\d)(20\d\d)(?!\d)", folded(text))
    return int(met[1]) if met else None


def _label(pieces: Sequence[Token]) -> str:
    return "".join(folded(piece.text) for piece in pieces).rstrip(":")


def _colons_apart(found: Sequence[Token]) -> list[Token]:
    """The tokens, a label and the value glued to its colon parted."""
    result: list[Token] = []
    for token in found:
        label, colon, value = token.text.replace("：", ":").partition(":")
        if value and colon and folded(label) in labels.HEAD:
            at = len(label) + 1
            result.append(token._replace(text=token.text[:at], width=width(token.text[:at])))
            result.append(Token(token.text[at:], token.place, Gap.SPACE, width(token.text[at:])))
        else:
            result.append(token)
    return result


def _tidy(printed: dict[str, Cell]) -> dict[str, Cell]:
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
