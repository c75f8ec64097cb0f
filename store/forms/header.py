"""The header of an indicator table: which columns it has, in which order; its repetition at the tops of pages.

Owns the taking out of headers and block labels, in either layout. It must not read rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.forms import labels
from store.forms.tokens import Gap, Token, firsts, folded, label_end

_COLUMNS = firsts(labels.INDICATOR_COLUMNS)
_BLOCKS = firsts(labels.INDICATOR_BLOCK)
_MOST_UPPER = 12  # tokens of the headings that stand a row above the classes'
_FEWEST_UPPER = 2  # headings that are a row of their own
_MOST_LINES = 5  # of a header whose headings are wrapped


def without_headers(section: Sequence[Token]) -> tuple[list[str], list[Token]]:
    """The columns after the levels, in the header's order, and the tokens without headers and block labels."""
    columns: list[str] = []
    body: list[Token] = []
    i = 0
    while i < len(section):
        lower = _upper_end(section, i)
        end = _header_end(section, lower)
        if end > lower:
            columns = columns or _columns([*section[lower:end], *section[i:lower]])
            i = end
            continue
        end = label_end(section, i, lambda text: text in labels.INDICATOR_BLOCK, _BLOCKS)
        alone = section[i].gap is not Gap.SPACE and (end == len(section) or section[end].gap is not Gap.SPACE)
        if end > i and alone:
            i = end
            continue
        body.append(section[i])
        i += 1
    return columns or list(labels.STANDARD_COLUMNS[2:]), body


def upper_start(found: Sequence[Token], header: int) -> int:
    """Where the headings begin that stand a row above a header, which begins with 一级指标; the header's if none do."""
    starts = range(max(header - _MOST_UPPER, 0), header)
    return next((i for i in starts if _upper_end(found, i) == header), header)


def _upper_end(section: Sequence[Token], start: int) -> int:
    """The end of a run of headings that may stand above those of the classes; the start of no run."""
    end, columns = start, 0
    while end < len(section):
        following = label_end(section, end, _is_upper_column, _COLUMNS)
        if following == end:
            break
        end, columns = following, columns + 1
    return end if columns >= _FEWEST_UPPER else start


def _is_upper_column(text: str) -> bool:
    return labels.INDICATOR_COLUMNS.get(text) in ("actual", "weight", "score", "deviation")


def _header_end(section: Sequence[Token], start: int) -> int:
    """The end of a run of column headings that begins with 一级指标."""
    end = label_end(section, start, lambda text: labels.INDICATOR_COLUMNS.get(text) == "level1", _COLUMNS)
    if end == start:
        return start
    while end < len(section):
        following = label_end(section, end, _is_column, _COLUMNS)
        if following == end:
            break
        end = following
    return end


def _columns(header: Sequence[Token]) -> list[str]:
    found: list[str] = []
    i = 0
    while i < len(header):
        end = label_end(header, i, _is_column, _COLUMNS)
        if end == i:
            i += 1
            continue
        column = labels.INDICATOR_COLUMNS["".join(folded(t.text) for t in header[i:end])]
        if column not in ("level1", "level2") and column not in found:
            found.append(column)
        i = end
    # A reason's column is the last. It may be there though its heading, wrapped among others, was not recognised.
    return ["level3", *(c for c in found if c not in ("level3", "deviation")), "deviation"]


def without_header_lines(lines: Sequence[Sequence[Token]]) -> tuple[list[str], list[list[Token]]]:
    """The columns after the levels, and the lines without header lines, at the top and repeated further down."""
    columns: list[str] = []
    body: list[list[Token]] = []
    i = 0
    while i < len(lines):
        end = i
        while end < len(lines) and end - i < _MOST_LINES and _is_header_line(lines[end]):
            end += 1
        header = [token for line in lines[i:end] for token in line]
        if any(_is_level1(folded(token.text)) for token in header):
            columns = columns or _columns(_main_line_first(lines[i:end]))
            i = end
        else:
            body.append(list(lines[i]))
            i += 1
    return columns or list(labels.STANDARD_COLUMNS[2:]), body


def _is_level1(text: str) -> bool:
    return labels.INDICATOR_COLUMNS.get(text) == "level1" or text == "一级指"


def _is_header_line(line: Sequence[Token]) -> bool:
    """Whether every token is a piece of a column's heading or of the block label."""
    return all(any(folded(t.text) in label for label in labels.INDICATOR_HEADINGS) for t in line)


def _main_line_first(header: Sequence[Sequence[Token]]) -> list[Token]:
    """The header's tokens: the line with 一级指标, then those above and below it, piece by piece."""
    main = next(i for i, line in enumerate(header) if any(_is_level1(folded(t.text)) for t in line))
    above = [t for line in header[:main] for t in line]
    below = [t for line in header[main + 1 :] for t in line]
    if len(above) != len(below):
        return [*header[main], *above, *below]
    return [*header[main], *(t for pair in zip(above, below, strict=True) for t in pair)]


def _is_column(text: str) -> bool:
    return text in labels.INDICATOR_COLUMNS
