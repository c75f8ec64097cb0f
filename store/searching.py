"""Full-text search: the texts of the forms that hold a search's words, best first, with where the words stand.

Owns ranking and marks. What a person types is data, never FTS5's query language. It must not load jieba, and
must not change a text: a hit has it as it is stored.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from store.dataclass import dataclass, replace
from store.records import Place
from store.rows import cells
from store.schema import PASSAGE_FIELDS
from store.segmentation import Plain, SearchTerm, is_chinese, plain, search_terms

Span = tuple[int, int]

# A word in a name says more than one in a paragraph.
_WEIGHTS = {"project_name": 3.0, "level3": 2.5, "deviation": 1.5}
_TABLES = {"evaluation": "evaluations", "indicator": "indicators"}
_TIER = 1000.0  # beyond any bm25: a word more counts before every weight; one in the project's name counts half
_MOST_RANKED = 500  # passages that are looked at closely: the best by FTS5's own ranking
_RANKED = """
SELECT record, record_id, field, bm25(passages) * CASE field {weights} ELSE 1 END AS rank
FROM passages WHERE passages MATCH ? ORDER BY rank, rowid
""".format(weights=" ".join(f"WHEN '{field}' THEN {weight}" for field, weight in _WEIGHTS.items()))


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
        hits = _matching(connection, " AND ".join(map(_expression, needed)), needed, terms, len(needed))
    if not hits:
        # A single character out of a longer word is no reason to show a text.
        some = list(dict.fromkeys(w for term in terms for w in term.words if len(w) > 1 or w == term.text))
        hits = _matching(connection, " OR ".join(map(_expression, some)), some, terms, 1) if some else []
    if not hits and not _is_nowhere(terms):
        return _holding(connection, words, limit)
    return sorted(hits, key=lambda hit: hit.rank)[:limit]


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
    connection: sqlite3.Connection, expression: str, words: Sequence[str], terms: Sequence[SearchTerm], at_least: int
) -> list[Hit]:
    """The passages that FTS5 finds and that hold at least so many of the words, each on end.

    A text with a whole term on end, or with more of the words, ranks before every other.
    """
    patterns = [_pattern(word) for word in words]
    whole = [_pattern(term.text) for term in terms]
    hits = []
    for record, record_id, field, rank in connection.execute(_RANKED, (expression,)).fetchmany(_MOST_RANKED):
        hit = _unmarked(connection, record, record_id, field)
        searched, name = plain(hit.text), plain(hit.project_name or "").text
        found = [pattern for pattern in patterns if pattern.search(searched.text)]
        if len(found) < at_least:
            continue
        terms_found = [pattern for pattern in whole if pattern.search(searched.text)]
        in_name = [pattern for pattern in patterns if pattern not in found and pattern.search(name)]
        tier = _TIER * (len(found) + len(terms_found) + len(in_name) / 2)
        hits.append(replace(hit, marks=_marks(searched, [*terms_found, *found]), rank=rank - tier))
    return hits


def _holding(connection: sqlite3.Connection, typed: str, limit: int) -> list[Hit]:
    """The texts that hold what was typed as it stands: signs, a part of a number or of a Latin word."""
    wanted = plain(typed).text.strip()
    hits: list[Hit] = []
    if not wanted:
        return hits
    pattern = re.compile(re.escape(wanted))
    for record, record_id, field, text in _all_texts(connection):
        searched = plain(text)
        if pattern.search(searched.text):
            hits.append(replace(_unmarked(connection, record, record_id, field), marks=_marks(searched, [pattern])))
            if len(hits) == limit:
                break
    return hits


def _all_texts(connection: sqlite3.Connection) -> Iterator[tuple[str, int, str, str]]:
    for record, fields in PASSAGE_FIELDS.items():
        for field in fields:
            sql = f"SELECT id, {field} FROM {_TABLES[record]} WHERE {field} IS NOT NULL ORDER BY id"  # noqa: S608
            for record_id, text in connection.execute(sql):
                yield record, record_id, field, text


def _unmarked(connection: sqlite3.Connection, record: str, record_id: int, field: str) -> Hit:
    """A hit with its text and where it stands, yet without marks and rank."""
    assert field in PASSAGE_FIELDS[record]  # noqa: S101 (the names below are the program's own)
    evaluation = "r" if record == "evaluation" else "e"
    join = "" if record == "evaluation" else "JOIN evaluations AS e ON e.id = r.evaluation_id "
    sql = (
        f"SELECT r.{field}, r.cells, {evaluation}.id, {evaluation}.project_name, {evaluation}.year, d.path"  # noqa: S608
        f" FROM {_TABLES[record]} AS r {join}JOIN documents AS d ON d.id = {evaluation}.document_id WHERE r.id = ?"
    )
    text, printed, evaluation_id, name, year, file = connection.execute(sql, (record_id,)).fetchone()
    cell = cells(printed).get(field)
    place = cell.place if cell else Place()
    return Hit(evaluation_id, name, year, record, record_id, field, text, (), file, place, 0.0)


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
