"""The forms of a file: each begins at its title.

Owns the recognition of titles and the cutting. It must not read what a form holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from store.dataclass import dataclass
from store.forms import head, labels
from store.forms.tokens import Token, folded, label_end, tokens
from store.reading import Line
from store.records import Place

_LABEL_WITHIN = 60  # tokens after a title in which a head label stands, or it is no form's


@dataclass(frozen=True, slots=True)
class CutForm:
    """One form's title and the tokens under it. `end` is where its text ends."""

    title: str
    tokens: tuple[Token, ...]
    end: Place | None


def cut(lines: Sequence[Line]) -> list[CutForm]:
    """The forms among the lines. A title without a head label under it is a page's, not a form's."""
    titles = [i for i, line in enumerate(lines) if is_title(line.text)]
    at_title = set(titles)
    forms: list[CutForm] = []
    bounds: list[int] = []
    for at, following in pairwise([*titles, len(lines)]):
        if _has_head(lines[at + 1 : following]):
            bounds.append(at)
    for at, following in pairwise([*bounds, len(lines)]):
        body = [line for i, line in enumerate(lines[at + 1 : following], at + 1) if i not in at_title]
        found = tokens(body)
        forms.append(CutForm(_title(lines, at), tuple(found), found[-1].place if found else None))
    return forms


def is_title(line: str) -> bool:
    text = folded(line) if "评" in line else ""  # no other character is folded to it
    return len(text) < 120 and "自评" in text and bool(labels.TITLE.fullmatch(text))


def _title(lines: Sequence[Line], at: int) -> str:
    """The title, with the line before where the title is the end of a wrapped one."""
    text = folded(lines[at].text)
    above = folded(lines[at - 1].text) if at else ""
    return above + text if text.startswith("绩效") and 0 < len(above) < 40 else text


def _has_head(lines: Sequence[Line]) -> bool:
    """Whether a head label stands among the first tokens of the lines."""
    within: list[Token] = []
    for line in lines:
        if len(within) >= _LABEL_WITHIN:
            break
        within += tokens([line])
    within = within[:_LABEL_WITHIN]
    return any(label_end(within, i, lambda text: head.is_label(text.partition(":")[0])) > i for i in range(len(within)))
