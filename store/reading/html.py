"""Web pages, and what systems export as such: paragraphs as lines, tables as grids with their spans.

Owns the walk through a page. It must not fetch or run anything that a page names.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.reading.document import Block, Grid, GridCell, Line, cell_name
from store.reading.limits import Budget
from store.reading.text import clean, decoded
from store.records import Place

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|style|h\d)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes or characters at the beginning that say what a page is
_UNSEEN = frozenset({"head", "script", "style", "noscript", "template", "select", "iframe", "object", "svg"})
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
        "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
        "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_SPAN = 1000


def is_page(text: str) -> bool:
    """Whether a text is a web page."""
    return bool(_BEGINS.match(text[:_HEAD]))


def page_text(content: bytes, charset: str | None = None) -> str | None:
    """The page's text: in the character set that is given or that it names, where it is in that, else as any text is.

    None of what is no text.
    """
    named = _CHARSET.search(content[:_HEAD])
    name = (charset or (named[1].decode("ascii", "replace") if named else "")).lower()
    if name:
        name = "gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else name
        try:
            return codecs.lookup(name).decode(content)[0].removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def blocks(path: Path, *pages: str) -> list[Block]:
    """Lines and grids of the pages in order. Any text is some page."""
    from lxml import html
    from lxml.etree import ParserError

    found: list[Block] = []
    walk = _Walk(Budget(path))
    for text in pages:
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        try:
            # What may not stand in XML, a null say, would end lxml's reading of a str.
            root = html.document_fromstring(_without_declaration(text.replace("\x00", "")), parser=parser)
        except (ParserError, ValueError):
            continue
        found += walk.content(root)
    return found


def _without_declaration(text: str) -> str:
    """lxml takes no str that names its encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)


class _Walk:
    """Counts tables as it passes them: their numbers are their places."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._tables = 0

    def content(self, root: Any) -> Iterator[Block]:
        """Text between blocks as lines; a table that holds others is only their frame."""
        pieces: list[str] = []
        place = Place(line=root.sourceline)
        for piece in _pieces(root):
            if isinstance(piece, str):
                pieces.append(piece)
                continue
            self._budget.spend(1)
            text = " ".join(clean("".join(pieces)).split())
            pieces.clear()
            if text:
                yield Line(text, place)
            if _is_table(piece):
                yield self._table(piece)
            place = Place(line=piece.sourceline)

    def _table(self, table: Any) -> Grid:
        self._tables += 1
        cells: list[GridCell] = []
        taken: set[tuple[int, int]] = set()
        for row, tr in enumerate(table.iter("tr")):
            column = 0
            for td in (child for child in tr if child.tag in ("td", "th")):
                while (row, column) in taken:
                    column += 1
                height, width = _span(td, "rowspan"), _span(td, "colspan")
                self._budget.spend(height * width)
                taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
                place = Place(cell=f"表{self._tables}!{cell_name(row, column)}")
                cells.append(GridCell(_cell_text(td), place, row, column, height, width))
                column += width
        return Grid(tuple(cells))


def _is_seen(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return not _HIDDEN.search(element.get("style") or "") and element.get("hidden") is None


def _span(td: Any, name: str) -> int:
    text = (td.get(name) or "").strip()
    return max(min(int(text), _MOST_SPAN), 1) if text.isascii() and text.isdigit() else 1


def _is_table(element: Any) -> bool:
    """Whether a table is one of values, and no frame around others."""
    return bool(element.tag == "table") and element.find(".//table") is None


def _pieces(root: Any) -> Iterator[Any]:
    """The texts that a reader sees, with an element wherever a block of that begins or ends. Tables are not entered."""
    left: list[Any] = [(root, False)]
    while left:
        item, ended = left.pop()
        if isinstance(item, str) or ended:
            yield item
        elif _is_seen(item):
            is_block = item.tag in _BLOCKS
            if is_block:
                yield item
            if item is not root and _is_table(item):
                continue
            if is_block:
                left.append((item, True))
            for child in reversed(item):
                left += [(child.tail or "", False), (child, False)]
            left.append((item.text or "", False))


def _cell_text(td: Any) -> str:
    """A cell's text: a line a paragraph."""
    text = "".join(re.sub(r"\s+", " ", piece) if isinstance(piece, str) else "\n" for piece in _pieces(td))
    return "\n".join(line for piece in clean(text).split("\n") if (line := piece.strip()))
