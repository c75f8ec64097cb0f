"""PDF files: ruled tables as grids, the text around them as lines, page by page.

Owns the walk over pages, and what is said of a file that cannot be read: encrypted, damaged, scanned, without letters.
It must not join tables over pages: the columns of all grids are on one scale, and so a table may go on.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.dataclass import dataclass
from store.errors import DamagedFile, FileProblem, NothingToRead
from store.reading import limits, ocr
from store.reading.boxes import boxes
from store.reading.document import Block, Grid, GridCell, Line, cell_name, recognised_cell
from store.reading.letters import Letter, letters, line_texts, lines_of, text_of
from store.reading.text import clean
from store.records import Box, Place

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SAME = 3.0  # points between two rulings that are one
_UNREADABLE = 0.3  # share of letters without a code from which a file is not worth reading
_OCR = f"{ocr.INSTALL}; or ask for the original file"


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table: the boxes of its cells, each with the letters in it."""

    cells: Sequence[tuple[Box, list[Letter]]]
    top: float


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    content: Sequence[_Table | tuple[float, str]]  # tables, and lines with their height, downwards
    letters: Sequence[Letter]
    recognised: bool = False  # the page is a picture

    def place(self, n: int) -> Place:
        """Of the `n`-th line."""
        return Place(page=self.number, cell=recognised_cell(n)) if self.recognised else Place(page=self.number, line=n)


def blocks(path: Path, content: bytes) -> list[Block]:
    """Lines and grids in order. Raises NothingToRead for a file without text, DamagedFile for a damaged one."""
    pages = _pages(path, content)
    rulings = _merged(
        sorted(edge for page in pages for item in page.content if isinstance(item, _Table) for edge in _edges(item))
    )
    recognised = any(page.recognised for page in pages)  # there a piece is of one cell, whatever stands below it
    return list(_blocks(pages, rulings) if rulings or recognised else _unruled(pages))


def _unruled(pages: Sequence[_Page]) -> Iterator[Block]:
    """What seems to have been a cell as a line of its own, with a blank line after it."""
    for page in pages:
        for n, (text, box) in enumerate(boxes(page.letters), 1):
            yield Line(clean(text), Place(page=page.number, line=n, box=_rounded(box)))
            yield Line("", Place(page=page.number, line=n))


def _pages(path: Path, content: bytes) -> list[_Page]:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    budget = limits.Budget(path)
    read: list[_Page] = []
    counts: Counter[str] = Counter()
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > limits.PAGES:
                raise limits.over_pages(path, len(pdf.pages))
            for page in pdf.pages:
                found = letters(page.chars)
                counts["letters"] += len(found)
                counts["codeless"] += sum(letter.text.startswith("(cid:") for letter in found)
                is_picture = bool(page.images) and not found
                counts["pictures"] += is_picture
                budget.spend(len(found) // 10)
                if is_picture and ocr.is_installed():
                    found = ocr.letters(page)
                    counts["letters"] += len(found)
                    lines = [(line[0].y, " ".join(piece.text for piece in line)) for line in lines_of(found)]
                    read.append(_Page(page.page_number, lines, found, recognised=True))
                else:
                    read.append(_page(page, found))
                page.close()  # what it holds is not needed again
    except (NothingToRead, MemoryError):
        raise
    except PdfminerException as error:
        raise _unopened(path, error) from error
    except Exception as error:  # pdfminer raises whatever a damaged object makes it stumble over
        raise _damaged(path, error) from error
    if not read or (not counts["letters"] and b"%%EOF" not in content[-2048:]):
        raise _damaged(path, "it has no end, or no page can be found in it")
    _check_letters(path, counts)
    return read


def _check_letters(path: Path, counts: Counter[str]) -> None:
    """Raises NothingToRead where the pages are pictures, or most of their letters cannot be told."""
    if not counts["letters"]:
        what = "the file has no text"
        if counts["pictures"]:
            what = "the file is scanned: its pages are pictures without a text layer"
        raise NothingToRead(path, f"{what} (扫描件，没有文字层)", _OCR)
    if counts["codeless"] > _UNREADABLE * counts["letters"]:
        what = "the letters of its fonts have no codes, so that it can be seen but not read"
        raise NothingToRead(path, what, f"print the original to PDF anew, or {_OCR}")


def _unopened(path: Path, error: Exception) -> FileProblem:
    from pdfminer.pdfdocument import PDFEncryptionError

    if any(isinstance(reason, PDFEncryptionError) for reason in (error, *error.args)):
        what = "the file is encrypted and needs a password (加密文件，需要密码)"
        return NothingToRead(path, what, "open it with its password and save it without one")
    return _damaged(path, error.args[0] if error.args else error)


def _damaged(path: Path, error: object) -> DamagedFile:
    said = f" ({error})" if str(error) else ""
    return DamagedFile(path, f"the PDF file is damaged or not whole{said}", "fetch it again")


def _page(page: Page, found: Sequence[Letter]) -> _Page:
    ruled = [table.cells for table in page.find_tables()] if page.rects or page.lines or page.curves else []
    tables: list[_Table] = []
    left = list(found)
    for cells in _forms(ruled, page):
        table, left = _filled(cells, left)
        tables.append(table)
    content: list[_Table | tuple[float, str]] = [*tables, *line_texts(left)]
    return _Page(
        page.page_number, sorted(content, key=lambda item: item.top if isinstance(item, _Table) else item[0]), found
    )


def _forms(boxes: Sequence[list[Box]], page: Page) -> list[list[Box]]:
    """The tables without a frame around others or around the whole page."""
    kept = []
    for cells in boxes:
        left, top, right, bottom = cells[0]
        is_frame = len(cells) == 1 and (
            (right - left) * (bottom - top) > float(page.width * page.height) / 2
            or any(_is_in(other[0], cells[0]) for other in boxes if other is not cells)
        )
        if not is_frame:
            kept.append(cells)
    return kept


def _is_in(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _filled(boxes: Sequence[Box], found: Sequence[Letter]) -> tuple[_Table, list[Letter]]:
    """The table with the letters whose middle is in each cell, and the letters that are in none."""
    columns = sorted({edge for box in boxes for edge in (box[0], box[2])})
    rows = sorted({edge for box in boxes for edge in (box[1], box[3])})
    inside: dict[tuple[int, int], list[Letter]] = {}
    content = [(box, list[Letter]()) for box in boxes]
    for (left, top, right, bottom), own in content:
        for row in range(bisect_right(rows, top) - 1, bisect_right(rows, bottom) - 1):
            for column in range(bisect_right(columns, left) - 1, bisect_right(columns, right) - 1):
                inside[row, column] = own
    outside: list[Letter] = []
    for letter in found:
        at = bisect_right(rows, letter.y) - 1, bisect_right(columns, letter.x) - 1
        inside.get(at, outside).append(letter)
    return _Table(content, rows[0]), outside


def _edges(table: _Table) -> Iterator[float]:
    for (left, _, right, _), _ in table.cells:
        yield left
        yield right


def _merged(edges: Sequence[float]) -> list[float]:
    """The edges, those that are one counted once."""
    kept: list[float] = []
    for edge in edges:
        if not kept or edge - kept[-1] > _SAME:
            kept.append(edge)
    return kept


def _blocks(pages: Sequence[_Page], rulings: Sequence[float]) -> Iterator[Block]:
    tables = 0
    for page in pages:
        line = 0
        for item in page.content:
            if isinstance(item, _Table):
                tables += 1
                yield _grid(item, rulings, page.number, f"表{tables}")
            else:
                line += 1
                yield Line(clean(item[1]), page.place(line))


def _grid(table: _Table, rulings: Sequence[float], page: int, name: str) -> Grid:
    tops = _merged(sorted(box[1] for box, _ in table.cells))
    own_columns = sorted({_nearest(box[0], rulings) for box, _ in table.cells})
    cells: list[GridCell] = []
    for (left, top, right, bottom), inside in table.cells:
        row, column = _nearest(top, tops), _nearest(left, rulings)
        height = max(bisect_right(tops, bottom - _SAME) - row, 1)
        width = max(_nearest(right, rulings) - column, 1)
        box = _rounded((left, top, right, bottom))
        place = Place(page=page, cell=f"{name}!{cell_name(row, own_columns.index(column))}", box=box)
        cells.append(GridCell(clean(text_of(inside)), place, row, column, height, width))
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _nearest(edge: float, edges: Sequence[float]) -> int:
    """The index of the edge that this one was merged into."""
    return max(bisect_right(edges, edge + 0.01) - 1, 0)


def _rounded(box: Box) -> Box:
    """To tenths of a point, which nobody sees."""
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom
