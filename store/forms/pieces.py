"""Pieces of labels that stand among other cells: in the "rows" layout a wrapped label's lines are interleaved
with those of its neighbours.

Owns taking them out of the lines and putting them together again. It must not read what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from store.dataclass import dataclass
from store.forms import labels
from store.forms.tokens import Gap, Token, folded

_FARTHEST = 5  # lines from a label's first piece to its points
_NEXT = 3  # lines from one piece of a label to the next
_NEXT_WEAK = 2  # the same after a piece that is a word of its own: 质量, 满意度
_MOST_LEADING = 3  # label pieces that may stand at the beginning of one line
_POINTS_CUT = re.compile(r"\d{0,3}(?:\.\d?)?分?")
_POINTS = re.compile(r"\(\d{1,3}(?:\.\d+)?分?\)")
_KNOWN = labels.LEVEL1 | labels.LEVEL2 | labels.LEVEL2_OR_NAME
_PREFIXES = frozenset(name[:n] for name in _KNOWN for n in range(2, len(name)))


@dataclass(slots=True)
class PlacedLabel:
    """A label put together from pieces; `first` and `last` are the indexes of their lines."""

    text: str
    token: Token
    first: int
    last: int
    points: bool = False

    def as_token(self) -> Token:
        return self.token._replace(text=self.text, gap=Gap.NEWLINE)


def by_line(found: Iterable[Token]) -> list[list[Token]]:
    """The tokens, a list a line. Lines without tokens have none."""
    lines: list[list[Token]] = []
    for token in found:
        if token.gap is Gap.SPACE and lines:
            lines[-1].append(token)
        else:
            lines.append([token])
    return lines


def take_classes(lines: Sequence[Sequence[Token]]) -> tuple[list[PlacedLabel], list[list[Token]]]:
    """The headings of classes among the lines, and the lines without them (some then empty)."""
    rest = [list(line) for line in lines]
    found: list[PlacedLabel] = []
    for known in (True, False, True):
        for i, line in enumerate(rest):
            for _ in range(_MOST_LEADING):
                label = _class_at(rest, i, found, known) if line else None
                if label is None:
                    break
                if not any(label is other for other in found):
                    found.append(label)
    return sorted(found, key=lambda label: label.first), rest


def _class_at(rest: Sequence[list[Token]], i: int, found: Sequence[PlacedLabel], known: bool) -> PlacedLabel | None:
    """The heading that the first token of line `i` begins, or whose points it is; its pieces are taken out.

    A known one, or else one that only ends as classes do.
    """
    token = rest[i][0]
    text = folded(token.text)
    if _POINTS.fullmatch(text):
        without = [p for p in found if not p.points and i - p.first <= _FARTHEST]
        if not without:
            return None
        owner = max(without, key=lambda p: (p.text in labels.LEVEL1, p.text not in labels.LEVEL2, p.first))
        rest[i].pop(0)
        owner.text, owner.points, owner.last = owner.text + text, True, i
        return owner
    name = labels.POINTS.sub("", text)
    if known and _is_beginning(text) and (label := _put_together(rest, i, text, known)):
        return label
    if name in _KNOWN if known else (labels.CLASS_END.fullmatch(name) and len(rest[i]) > 1):
        rest[i].pop(0)
        return PlacedLabel(text, token, i, i, points=name != text)
    return None if known or not re.fullmatch(r"[一-龥]{2,8}", text) else _put_together(rest, i, text, known)


def _put_together(rest: Sequence[list[Token]], i: int, text: str, known: bool) -> PlacedLabel | None:
    """A label from its first piece, at the beginning of line `i`, and others at the beginnings of lines after.

    Of several ways the one with the fewest pieces: the end of a name beside it may look like one.
    """
    token = rest[i][0]
    ways = list(_ways(rest, text, ((i, 0),), known))
    if not ways:
        return None
    text, taken = min(ways, key=lambda way: (way[0] in labels.LEVEL2_OR_NAME, len(way[1]), way[1][-1]))
    for line, place in taken:
        rest[line].pop(place)
    return PlacedLabel(text, token, i, taken[-1][0], points="(" in text)


_Taken = tuple[tuple[int, int], ...]  # lines, and places in them


def _ways(rest: Sequence[list[Token]], text: str, taken: _Taken, known: bool) -> Iterator[tuple[str, _Taken]]:
    """Every way to complete the label that begins with the text, whose pieces so far are `taken`."""
    last = taken[-1][0]
    reach = _NEXT_WEAK if len(text) < 4 and not text.endswith("指") else _NEXT
    for j in range(last + 1, min(last + reach + 1, len(rest))):
        at = next((n for n, piece in enumerate(rest[j][:2]) if _goes_on(text, folded(piece.text), n, known)), None)
        if at is None:
            continue
        longer, more = text + folded(rest[j][at].text), (*taken, (j, at))
        if _is_whole(longer) if known else labels.CLASS_END.fullmatch(longer):
            yield longer, more
        if not known or _is_beginning(longer):
            yield from _ways(rest, longer, more, known)


def _goes_on(text: str, piece: str, at: int, known: bool) -> bool:
    """Whether a piece, the `at`-th of its line, may go on the label that has begun with the text."""
    if known and "(" in text:
        return at == 0 and _is_whole(text + piece)
    if known:
        return not _POINTS.fullmatch(piece) and (_is_whole(text + piece) or _is_beginning(text + piece))
    tail = piece not in _KNOWN and _is_tail(piece)
    return at == 0 and tail and bool(labels.CLASS_END.fullmatch(text + piece))


def _is_whole(text: str) -> bool:
    return labels.POINTS.sub("", text) in _KNOWN


def _is_beginning(text: str) -> bool:
    """Whether more of a known class may follow: of its name, or of its points in brackets."""
    name, bracket, points = text.partition("(")
    return text in _PREFIXES or (bool(bracket) and name in _KNOWN and bool(_POINTS_CUT.fullmatch(points)))


def _is_tail(text: str) -> bool:
    return text == "标" or bool(re.fullmatch(r"[一-龥]{0,6}指标", text))


def take_block_label(
    lines: Sequence[Sequence[Token]], names: Iterable[str], fewest: int = 2
) -> tuple[str, list[list[Token]]]:
    """The block label, one of `names`, that is split at the beginnings of lines, and the lines without its pieces.

    The longest name whose pieces are all there is taken. Of others that begin with at least `fewest` pieces the
    rest may lie below the lines. The label is "" where there is none.
    """
    for name in sorted(names, key=len, reverse=True):
        for start in range(len(lines)):
            text, taken = _pieces_of(name, lines, start)
            if text == name or len(taken) >= fewest:
                return name, [list(line[1:]) if i in taken else list(line) for i, line in enumerate(lines)]
    return "", [list(line) for line in lines]


def _pieces_of(name: str, lines: Sequence[Sequence[Token]], start: int) -> tuple[str, set[int]]:
    """How much of the name the first tokens of the lines from `start` make up, and the lines that do."""
    text = ""
    taken: set[int] = set()
    for i in range(start, len(lines)):
        piece = folded(lines[i][0].text) if lines[i] else ""
        if taken and i - max(taken) > _NEXT:
            break
        if piece and name.startswith(text + piece):
            text += piece
            taken.add(i)
            if text == name:
                break
        elif i == start:
            break
    return text, taken
