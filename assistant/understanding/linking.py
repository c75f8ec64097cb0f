"""Names in a question: which projects, units, departments and indicators of the store a stretch of it may mean.

Owns the search for candidates (through the store's index of pairs of characters, so that it stays fast with a
million names) and how well each fits. It must not choose among kinds: the grammar does, from what is asked.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.understanding.folding import fold_question
from assistant.understanding.glossary import english_parts
from assistant.understanding.mentions import Mention
from assistant.understanding.sounds import sounds_alike
from store.dataclass import dataclass, replace
from store.folding import letters
from store.patterns import late
from store.spelling import MARK

MOST_CANDIDATES = 300  # names that share the most pairs of characters with the question; the rest cannot win
_TAILS = ("尾号", "末尾", "后四位", "后几位", "结尾是", "ending in", "ends in", "ending with", "ends with")  # of a code
_LATIN = late(r"(?<![a-z0-9])[a-z]{2,}(?![a-z0-9])")
MOST_SYLLABLES = 8  # typed apart: xin fang shi wu
SHORTEST_SPELLING = 3
CODE = 12  # letters and digits: as long is no amount, but a code that the store does not have
_OF_PLACES = frozenset("省市区县镇乡村街路桥河湖山校院所站局")
LONG_ENOUGH = 5  # characters: one wrong among them is a slip, whatever it sounds like
_TELLING_APART = frozenset("一二三四五六七八九十0123456789东南西北上中下前后左右内外大小新老旧甲乙丙丁春夏秋冬男女")
SHORTEST_OFFICE = 3
LONGEST_OFFICE = 6  # characters of an abbreviation: 市场监管局
LONGEST_ABBREVIATION = 3
OFFICES = ("局", "委", "办", "厅", "院", "站", "所", "馆", "中心")
_REACH = 8  # characters on either side of a slip that may belong to the same name
MOST_SLIPS = {
    0: 0,
    1: 0,
    2: 0,
    3: 0,
    4: 2,
    5: 2,
    6: 2,
    7: 2,
}  # wrong characters forgiven in a stretch of that length, if it sounds the same; longer: a quarter


@dataclass(frozen=True, slots=True)
class Name:
    kind: str  # project, unit, department, indicator
    name: str
    pieces: int  # how many pieces of it the question has side by side; 1 for the whole


@dataclass(frozen=True, slots=True)
class Names:
    """What a stretch may mean: the best names of each kind."""

    candidates: tuple[Name, ...]
    whole: bool  # the stretch is a whole name, not a part of one
    wider: tuple[Name, ...] = ()  # names that have a whole one in them: 接待场所设施完好率, of 设施完好率

    def of(self, *kinds: str) -> tuple[str, ...]:
        return tuple(c.name for c in self.candidates if c.kind in kinds)

    @property
    def kinds(self) -> set[str]:
        return {c.kind for c in self.candidates}

    def pieces(self, kind: str) -> int:
        """The fewest pieces in which a name of the kind stands there."""
        return min((c.pieces for c in self.candidates if c.kind == kind), default=99)

    def __str__(self) -> str:
        return "/".join(f"{c.kind}={c.name}" for c in self.candidates[:3])


@dataclass(frozen=True, slots=True)
class _Known:
    kind: str
    name: str
    letters: str
    folded: str  # as it stands, whatever signs are in it


class Linker:
    """Finds names of one store.

    `explained` tells whether a text is made of words of the lexicon alone, `named` where words of a text stand for
    a name: (start, end, the name or a part of it).
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        explained: Callable[[str], bool],
        named: Callable[[str], Iterable[tuple[int, int, str]]] = lambda _: (),
    ) -> None:
        self._connection = connection
        self._explained = explained
        self._named = named

    def mentions(self, text: str) -> list[Mention]:
        """Every stretch of the folded question that is a name, a part of one, or several parts in a row."""
        by_span: dict[tuple[int, int], list[tuple[_Known, int]]] = defaultdict(list)
        for known in self._candidates(text):
            for start, end, pieces in _runs(text, known.letters):
                by_span[start, end].append((known, pieces))
            start, length = text.find(known.folded), len(known.folded)
            if start >= 0 and (known, 1) not in by_span[start, start + length]:
                by_span[start, start + length].append((known, 1))
        found = []
        for (start, end), fitting in by_span.items():
            stretch = letters(text[start:end])
            names = _best(stretch, fitting)
            if names.whole or not self._explained(stretch):
                found.append(Mention(start, end, "name", names, text[start:end]))
        found.extend(self._codes(text))
        found.extend(self._translated(text))
        found.extend(self._spelt(text))
        found.extend(self._standing_for(text))
        return found

    def corrections(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """What the unknown characters [start, end) of the question may be a slip in: (start, end, the name's piece).

        The best first. Both sound alike, what stands on the sides is equal, and the stretch is long enough for the
        number of wrong characters (MOST_SLIPS).
        """
        from rapidfuzz import fuzz

        found = []
        for known in self._candidates(text[max(0, start - _REACH) : end + _REACH]):
            for first, last, piece in _stretched(text, start, end, known.letters):
                office = known.kind in ("unit", "department")  # 白湖区教育局 is another one than 青湖区教育局
                if not (
                    sounds_alike(text[first:last], piece) or (not office and _looks_alike(text[first:last], piece))
                ):
                    continue  # 第二小学 is no slip for 第一小学
                whole = piece == known.letters
                found.append((fuzz.ratio(text[first:last], piece) + 10 * whole, last - first, first, last, piece))
        found.sort(reverse=True)
        return [(first, last, piece) for _, _, first, last, piece in found]

    def _spelt(self, text: str) -> Iterator[Mention]:
        """Names, or parts of them, typed by their sound, in one word or in several: xinfang shiwu, xfsw."""
        unknown = [match for match in _LATIN.finditer(text) if not self._explained(match.group())]
        for n, first in enumerate(unknown):
            for last in unknown[n : n + MOST_SYLLABLES]:
                typed = text[first.start() : last.end()]
                if not typed.replace(" ", "").isalpha():
                    break  # a word between them is known, or a sign
                names = self._sounding(typed.replace(" ", ""))
                if names and len(typed) >= SHORTEST_SPELLING:
                    yield Mention(first.start(), last.end(), "name", Names(names, whole=False), typed)

    def _sounding(self, spelling: str) -> tuple[Name, ...]:
        rows = self._connection.execute(
            "SELECT n.kind, n.name FROM name_parts AS p JOIN names AS n ON n.id = p.name_id WHERE p.part = ? LIMIT ?",
            (MARK + spelling, MOST_CANDIDATES),
        )
        return tuple(Name(kind, name, 1) for kind, name in rows if kind != "fund_line")

    def _standing_for(self, text: str) -> Iterator[Mention]:
        """Words of the lexicon that stand for a name: as if it, or the part of it, had been typed."""
        for start, end, name in self._named(text):
            typed = letters(name)
            spans = ((known, run) for known in self._candidates(typed) for run in _runs(typed, known.letters))
            fitting = [(known, pieces) for known, (first, last, pieces) in spans if (first, last) == (0, len(typed))]
            if fitting:
                yield Mention(start, end, "name", _best(typed, fitting), text[start:end])

    def _translated(self, text: str) -> Iterator[Mention]:
        """English words that stand for a part of Chinese names: the training project."""
        for start, end, parts in english_parts(text):
            known = [k for part in parts for k in self._candidates(part) if part in k.letters]
            if known:
                names = tuple(dict.fromkeys(Name(k.kind, k.name, 1) for k in known))
                yield Mention(start, end, "name", Names(names, whole=False), text[start:end])

    def offices(self, mention: Mention) -> Mention | None:
        """A word for a kind of office, as the units whose names have one of its pieces; None where there are none.

        Also None where there are more of them than a query can name: then the word is not understood.
        """
        found: list[str] = []
        for piece in mention.value.split():
            rows = self._connection.execute(
                "SELECT n.name FROM name_parts AS p JOIN names AS n ON n.id = p.name_id"
                " WHERE p.part = ? AND n.kind = 'unit' AND n.name LIKE ? ORDER BY n.id LIMIT ?",
                (piece[-2:], f"%{piece}%", MOST_CANDIDATES + 1),
            )
            found += [name for (name,) in rows if name not in found]
        if not 0 < len(found) <= MOST_CANDIDATES:
            return None
        names = Names(tuple(Name("unit", name, 1) for name in found), whole=False)
        return replace(mention, kind="office", value=names)

    def abbreviated(self, text: str) -> str | None:
        """What an unknown word is short for: 卫健局 for 卫生健康局, 桥隧 for 桥梁隧道; None where it may be several."""
        office = len(text) >= SHORTEST_OFFICE and text.endswith(OFFICES)
        if not office and not 1 < len(text) <= LONGEST_ABBREVIATION:
            return None
        rows = self._connection.execute(
            f"SELECT name FROM names WHERE kind {'IN' if office else 'NOT IN'} ('unit', 'department') AND name LIKE ?"  # noqa: S608
            " LIMIT ?",
            ("%" + "%".join(text) + "%", MOST_CANDIDATES),
        )
        found = {piece for (name,) in rows if (piece := _spanned(text, letters(name)))}
        if not office:  # 桥隧 for 桥梁隧道: the first characters of words side by side
            found = {piece for piece in found if len(piece) == 2 * len(text) - 1 and piece[::2] == text}
        return found.pop() if len(found) == 1 else None

    def _codes(self, text: str) -> Iterator[Mention]:
        position = 0
        while position < len(text):
            end = position
            while end < len(text) and text[end].isascii() and text[end].isalnum():
                end += 1
            if end - position >= 6:
                code = text[position:end]
                rows = self._connection.execute(
                    "SELECT DISTINCT project_code FROM evaluations WHERE project_code = ? COLLATE NOCASE", (code,)
                ).fetchall()
                if rows:
                    yield Mention(position, end, "code", rows[0][0], code)
                elif end - position >= CODE and any(c.isdigit() for c in code):
                    yield Mention(position, end, "unknown", "code", code)
            elif end - position >= 4 and text[position:end].isdigit() and text[:position].rstrip().endswith(_TAILS):
                rows = self._connection.execute(
                    "SELECT DISTINCT project_code FROM evaluations WHERE project_code LIKE ?",
                    ("%" + text[position:end],),
                ).fetchall()
                if len(rows) == 1:
                    yield Mention(position, end, "code", rows[0][0], text[position:end])
            position = max(end, position + 1)

    def _candidates(self, text: str) -> list[_Known]:
        kept = letters(text)
        parts = sorted({kept[i : i + 2] for i in range(len(kept) - 1)})
        if not parts:
            return []
        rows = self._connection.execute(_CANDIDATES.format(marks=", ".join("?" * len(parts))), parts)
        return [_known(kind, name) for kind, name in rows]


# Only the names that share the most pairs are looked at themselves. Those of fund lines are few, and counted in.
_CANDIDATES = f"""
WITH counted AS MATERIALIZED (
    SELECT name_id, COUNT(*) AS shared FROM name_parts WHERE part IN ({{marks}}) GROUP BY name_id
)
SELECT n.kind, n.name FROM counted CROSS JOIN names AS n ON n.id = name_id
WHERE shared >= COALESCE((SELECT shared FROM counted ORDER BY shared DESC LIMIT 1 OFFSET {2 * MOST_CANDIDATES}), 0)
AND n.kind IN ('project', 'unit', 'department', 'indicator')
ORDER BY shared DESC, LENGTH(n.name), n.id LIMIT {MOST_CANDIDATES}
"""  # noqa: S608


@lru_cache(maxsize=1 << 13)  # the same names are near in one question after another
def _known(kind: str, name: str) -> _Known:
    return _Known(kind, name, letters(name), fold_question(name))


def _best(stretch: str, fitting: Sequence[tuple[_Known, int]]) -> Names:
    """Of each kind the best: a whole name beats a part, one piece several; what is left is ambiguous and stays so."""
    kept: list[Name] = []
    for kind in dict.fromkeys(k.kind for k, _ in fitting):
        of_kind = [(k, pieces) for k, pieces in fitting if k.kind == kind]
        whole = [(k, pieces) for k, pieces in of_kind if k.letters == stretch]
        fewest = min(pieces for _, pieces in of_kind)
        kept += [
            Name(kind, k.name, 1 if whole else pieces)
            for k, pieces in whole or [(k, pieces) for k, pieces in of_kind if pieces == fewest]
        ]
    exact = any(k.letters == stretch for k, _ in fitting)
    wider = [Name(k.kind, k.name, pieces) for k, pieces in fitting if exact and pieces == 1 and k.letters != stretch]
    return Names(tuple(dict.fromkeys(kept)), exact, tuple(dict.fromkeys(wider)))


def _runs(text: str, name: str) -> Iterator[tuple[int, int, int]]:
    """The stretches of the text that are made of pieces of the name: (start, end, number of pieces).

    A piece is at least two characters that follow each other in both. Pieces side by side in the text make one
    run, whatever lies between them in the name (大厅管理 for 大厅…管理事务).
    """
    pieces = _pieces(text, name)
    for start, end in pieces:
        yield start, end, 1
    position = 0
    while position < len(pieces):
        last = position
        while last + 1 < len(pieces) and _beside(text, pieces[last][1], pieces[last + 1][0]):
            last += 1
        if last > position:
            yield pieces[position][0], pieces[last][1], last - position + 1
        position = last + 1


def _beside(text: str, end: int, start: int) -> bool:
    return start == end or text[end:start] in ("的", " ", "(", ")")


def _pieces(text: str, name: str) -> list[tuple[int, int]]:
    """The longest stretches of the text, from left to right, that stand in the name; Latin words stand whole."""
    found, start = [], 0
    while start < len(text) - 1:
        end = start
        while end < len(text) and text[start : end + 1] in name and text[end].isalnum():
            end += 1
        # brackets inside a name are no letters of it: 区信访大厅（区维稳中心）管理事务
        if end - start >= 2 and _whole_words(text, start, end):
            found.append((start, end))
            start = end
        else:
            start += 1
    return found


def _whole_words(text: str, start: int, end: int) -> bool:
    def cut(left: int) -> bool:
        return 0 < left < len(text) and all(c.isascii() and c.isalnum() for c in text[left - 1 : left + 1])

    return not cut(start) and not cut(end)


def _stretched(text: str, start: int, end: int, name: str) -> Iterator[tuple[int, int, str]]:
    """Where the unknown characters stand in for characters of the name, with equal characters on their sides."""
    wrong = end - start
    for at in range(len(name) - wrong + 1):
        left = _equal_before(text, start, name, at)
        right = _equal_after(text, end, name, at + wrong)
        length = left + wrong + right
        one_sided = (left == 0 and at != 0) or (right == 0 and at + wrong != len(name))
        if left + right >= 2 + one_sided and wrong <= MOST_SLIPS.get(length, length // 4):
            yield start - left, end + right, name[at - left : at + wrong + right]


def _looks_alike(typed: str, piece: str) -> bool:
    """高标淮农田 for 高标准农田: one other character well inside a long stretch, and none that tells names apart."""
    if len(typed) < LONG_ENOUGH:
        return False
    at = next(n for n, (one, other) in enumerate(zip(typed, piece, strict=True)) if one != other)
    inside = (
        (at > 1 or (at == 1 and len(typed) > LONG_ENOUGH + 1))
        and at < len(typed) - 1
        and typed[at + 1 :] == piece[at + 1 :]
        and piece[at + 1] not in _OF_PLACES
    )
    return inside and not {typed[at], piece[at]} & _TELLING_APART


def _spanned(short: str, name: str) -> str | None:
    """The shortest piece of a name that has the letters in order."""
    end = name.rfind(short[-1])
    start = end
    for letter in reversed(short[:-1]):
        start = name.rfind(letter, 0, start)
        if start < 0:
            return None
    return name[start : end + 1]


def _equal_before(text: str, end: int, name: str, at: int) -> int:
    length = 0
    while length < min(end, at) and text[end - length - 1] == name[at - length - 1]:
        length += 1
    return length


def _equal_after(text: str, start: int, name: str, at: int) -> int:
    length = 0
    while start + length < len(text) and at + length < len(name) and text[start + length] == name[at + length]:
        length += 1
    return length
