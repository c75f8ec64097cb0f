"""Full-text search: the texts of the forms that hold a search's words, best first, with where the words stand.

Owns ranking and marks. What a person types is data, never FTS5's query language. It must not load jieba, and
must not change a text: a hit has it as it is stored.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from store import numbering
from store.dataclass import dataclass, replace
from store.numbering import FIELDS
from store.printed import FORM, INDICATOR, Printed
from store.records import Place
from store.segmentation import Plain, SearchTerm, is_chinese, plain, plain_text, search_terms

Span = tuple[int, int]

_TABLES = {"evaluation": "evaluations", "indicator": "indicators"}
_TIER = 1000.0  # beyond any rank: a word more counts before every weight; one in the project's name counts half
_MOST_RANKED = 500  # passages that are looked at closely: those that are worth most to find a word in
_AT_ONCE = 30  # of those, how many are fetched before it is seen whether more are needed
_FOUND = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid LIMIT ?"
_MOST_PAIRED = 6  # words, of more no pairs are looked for


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds words of the search, whole and as stored."""

    evaluation_id: int
    project_name: str | None
    year: int | None
    record: str  # evaluation or indicator
    record_id: int
    field: str  # project_name, goal_expected, level3, …
    text: str
    marks: tuple[Span, ...]  # where the words stand in `text`, in order, not overlapping
    file: str
    place: Place
    rank: float  # the lower the better; only to compare hits of one search

    def snippet(self, width: int = 60) -> tuple[str, tuple[Span, ...]]:
        """About `width` characters around the first mark, … where the text was cut, and the marks in them."""
        if len(self.text) <= width or not self.marks:
            cut, start = self.text[:width], 0
        else:
            first = self.marks[0][0]
            start = max(0, min(first - width // 3, len(self.text) - width))
            cut = self.text[start : start + width]
        before, after = "…" if start else "", "…" if start + len(cut) < len(self.text) else ""
        shift, end = len(before) - start, start + len(cut)
        marks = tuple((s + shift, min(e, end) + shift) for s, e in self.marks if start <= s < end)
        return before + re.sub(r"\s", " ", cut) + after, marks


def search(connection: sqlite3.Connection, words: str, limit: int = 20) -> list[Hit]:
    """The best hits: texts with all the words, else with any of them, else with what was typed as it stands."""
    terms = search_terms(connection, words)
    if not terms:
        return _holding(connection, words, limit)
    hits: list[Hit] = []
    if all(term.is_known for term in terms):
        needed = list(dict.fromkeys(word for term in terms for word in term.words))
        hits = _matching(connection, _with(connection, needed, [len(needed)]), needed, terms, limit)
    if not hits:
        # A single character out of a longer word is no reason to show a text.
        some = list(dict.fromkeys(w for term in terms for w in term.words if len(w) > 1 or w == term.text))
        sizes = range(len(some), 0, -1) if len(some) <= _MOST_PAIRED else (len(some), len(some) - 1, 1)
        hits = _matching(connection, _with(connection, some, sizes), some, terms, limit) if some else []
    if not hits and not _is_nowhere(terms):
        return _holding(connection, words, limit)
    return hits


def _with(connection: sqlite3.Connection, words: Sequence[str], sizes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers of passages with so many of the words, each with how many: first those with more, then the better."""
    seen: set[int] = set()
    for size in sizes:
        of_size: list[int] = []
        if size == 1:
            of_size = _found(connection, " OR ".join(map(_expression, words)))
        else:
            for some in combinations(words, size):
                of_size += _found(connection, " AND ".join(map(_expression, some)))
        for number in sorted(set(of_size) - seen):
            yield number, size
        seen.update(of_size)


def _found(connection: sqlite3.Connection, expression: str) -> list[int]:
    return [number for (number,) in connection.execute(_FOUND, (expression, _MOST_RANKED))]


def _is_nowhere(terms: Sequence[SearchTerm]) -> bool:
    """Whether no text can hold what was typed: a term in Chinese has a character that no text has."""
    return any(not term.is_known and all(map(is_chinese, term.text)) for term in terms)


def _expression(word: str) -> str:
    """FTS5's words for a word: itself or, where jieba cut it differently, all of its characters."""
    quoted = f'"{word}"'
    if len(word) == 1 or word.isascii():
        return quoted
    characters = " AND ".join(f'"{character}"' for character in dict.fromkeys(word))
    return f"({quoted} OR ({characters}))"


def _matching(
    connection: sqlite3.Connection,
    candidates: Iterator[tuple[int, int]],
    words: Sequence[str],
    terms: Sequence[SearchTerm],
    limit: int,
) -> list[Hit]:
    """Of the passages that FTS5 finds those that hold as many of the words as they should, each on end.

    A text with a whole term on end, or with more of the words, ranks before every other. They come in the order of what
    they are worth: once there are enough that hold everything, none that follows can rank before them.
    """
    patterns = [_pattern(word) for word in words]
    whole = [_pattern(term.text) for term in terms]
    hits: list[tuple[int, Hit]] = []
    everything = 0
    candidates = islice(candidates, _MOST_RANKED)
    while everything < limit and (some := dict(islice(candidates, _AT_ONCE))):
        for number, hit in _unmarked(connection, some):
            searched = plain_text(hit.text)
            found = [pattern for pattern in patterns if pattern.search(searched)]
            if len(found) < (len(words) if some[number] == len(words) else 1):
                continue
            terms_found = [pattern for pattern in whole if pattern.search(searched)]
            in_name = 0
            if len(found) < len(patterns):
                name = plain_text(hit.project_name or "")
                in_name = sum(1 for pattern in patterns if pattern not in found and pattern.search(name))
            tier = _TIER * (len(found) + len(terms_found) + in_name / 2)
            everything += len(found) + len(terms_found) == len(patterns) + len(whole)
            hits.append((number, replace(hit, rank=hit.rank - tier)))
    best = sorted(hits, key=lambda one: one[1].rank)[:limit]
    return _placed(connection, best, [*whole, *patterns])


def _holding(connection: sqlite3.Connection, typed: str, limit: int) -> list[Hit]:
    """The texts that hold what was typed as it stands: signs, a part of a number or of a Latin word."""
    wanted = plain(typed).text.strip()
    hits: list[tuple[int, Hit]] = []
    if not wanted:
        return []
    pattern = re.compile(re.escape(wanted))
    for number, text in _all_texts(connection, wanted):
        if pattern.search(plain_text(text)):
            hits += _unmarked(connection, [number])
            if len(hits) == limit:
                break
    return [replace(hit, rank=0.0) for hit in _placed(connection, hits, [pattern])]


def _all_texts(connection: sqlite3.Connection, wanted: str) -> Iterator[tuple[int, str]]:
    """(number, text) of all that may hold what is wanted: SQLite passes over those without its first character."""
    first = f"%{wanted[0]}%" if wanted[0].isascii() and wanted[0] not in "%_" else "%"
    for record, fields in FIELDS.items():
        key = "id, NULL" if record == "evaluation" else "evaluation_id, position"
        for field in fields:
            # a character that is no plain one may stand for one: full width, a fraction, ...
            sql = (
                f"SELECT {key}, {field} FROM {_TABLES[record]}"  # noqa: S608
                f" WHERE {field} LIKE ? OR {field} GLOB '*[^ -~\u3000-\u303f\u4e00-\u9fff]*' ORDER BY id"
            )
            for evaluation_id, position, text in connection.execute(sql, (first,)):
                yield numbering.number(evaluation_id, position, field, 1), text


def _unmarked(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Hit]]:
    """The hits of these numbers with their texts, in this order, yet without marks and where they stand."""
    forms = {}
    wanted = [(number, *numbering.read(number)) for number in numbers]
    evaluations = list(dict.fromkeys(evaluation_id for _, evaluation_id, *_ in wanted))
    marks = ", ".join("?" * len(evaluations))
    for evaluation_id, *form in connection.execute(f"{_FORMS} WHERE e.id IN ({marks})", evaluations):
        forms[evaluation_id] = form
    for number, evaluation_id, position, field, rank in wanted:
        name, year, file = forms[evaluation_id]
        record = "evaluation" if position is None else "indicator"
        record_id, text = connection.execute(_TEXT[record, field], (evaluation_id, position)).fetchone()
        yield number, Hit(evaluation_id, name, year, record, record_id, field, text, (), file, Place(), float(rank))


def _placed(
    connection: sqlite3.Connection, hits: Iterable[tuple[int, Hit]], patterns: Sequence[re.Pattern[str]]
) -> list[Hit]:
    """The hits with where they stand, and where the words stand in them: of those alone that are shown."""
    placed = []
    for number, hit in hits:
        _, position, field, _ = numbering.read(number)
        found = connection.execute("SELECT cells FROM printed WHERE evaluation_id = ?", (hit.evaluation_id,)).fetchone()
        part = FORM if position is None else INDICATOR
        cell = Printed(found[0] if found else None).cell(part, position, field, hit.text)
        marks = _marks(plain(hit.text), patterns)
        placed.append(replace(hit, place=cell.place if cell else Place(), marks=marks))
    return placed


_FORMS = "SELECT e.id, e.project_name, e.year, d.path FROM evaluations AS e JOIN documents AS d ON d.id = e.document_id"
_TEXT = {
    ("evaluation", field): f"SELECT id, {field} FROM evaluations WHERE id = ? AND ? IS NULL"  # noqa: S608
    for field in FIELDS["evaluation"]
} | {
    ("indicator", field): f"SELECT id, {field} FROM indicators WHERE evaluation_id = ? AND position = ?"  # noqa: S608
    for field in FIELDS["indicator"]
}


def _pattern(word: str) -> re.Pattern[str]:
    """A Latin word or a number is found whole, Chinese anywhere."""
    escaped = re.escape(word)
    start = r"(?<![0-9a-z])" if word[0].isascii() else ""
    end = r"(?![0-9a-z])" if word[-1].isascii() else ""
    return re.compile(start + escaped + end)


def _marks(searched: Plain, patterns: Sequence[re.Pattern[str]]) -> tuple[Span, ...]:
    """The spans of the original text that the patterns cover, those that touch or overlap joined."""
    spans: list[Span] = []
    for start, end in sorted(match.span() for pattern in patterns for match in pattern.finditer(searched.text)):
        span = searched.places[start], searched.places[end - 1] + 1
        if spans and span[0] <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], span[1])
        else:
            spans.append(span)
    return tuple(spans)
