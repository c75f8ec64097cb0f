"""Prints sheets of `form_tables` as PDF files: ruled, over pages, with what printers leave on them."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from form_files import Placed, placed
from form_tables import Sheet

FONT = "STSong-Light"
_PADDING = 3.0
_MARGIN = 40.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass
class _Look:
    """How a printer sets a page."""

    ruled: bool
    size: float
    page: tuple[float, float]
    repeats_header: bool
    splits_rows: bool
    by_lines: bool  # rulings are lines; else the edges of boxes
    middle: bool  # texts stand in the middle of their cells
    widths: list[float] = field(default_factory=list)


def unruled(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """The same without rulings, as some systems print."""
    return pdf(sheets, rng, ruled=False)


def pdf(sheets: Sequence[Sheet], rng: random.Random, ruled: bool = True) -> bytes:
    """A form a page or more."""
    content = io.BytesIO()
    page = rng.choice((A4, landscape(A4)))
    canvas = Canvas(content, pagesize=page)
    for sheet in sheets:
        look = _Look(
            ruled=ruled,
            size=rng.choice((8.0, 9.0, 10.5)),
            page=page,
            repeats_header=rng.random() < 0.3,
            splits_rows=rng.random() < 0.3,
            by_lines=rng.random() < 0.5,
            middle=rng.random() < 0.6,
        )
        look.widths = _widths(sheet, look, rng)
        _Printer(canvas, sheet, look).form()
    canvas.save()
    return content.getvalue()


def _widths(sheet: Sheet, look: _Look, rng: random.Random) -> list[float]:
    """The columns': the widest texts get the most, all together the page."""
    shares = [rng.uniform(0.9, 1.1) * share for share in (0.6, *(1.0 for _ in range(sheet.columns - 1)))]
    free = look.page[0] - 2 * _MARGIN
    return [free * share / sum(shares) for share in shares]


@dataclass
class _Box:
    """A cell on the page: from row to row, its lines of text."""

    row: int
    end: int
    left: float
    right: float
    lines: list[str]


class _Printer:
    def __init__(self, canvas: Canvas, sheet: Sheet, look: _Look) -> None:
        self._canvas, self._sheet, self._look = canvas, sheet, look
        self._leading = look.size * 1.25
        self._boxes = [self._box(cell) for cell in placed(sheet)]
        self._heights = self._row_heights()
        self._y = 0.0
        self._pages = 0

    def form(self) -> None:
        self._new_page()
        for text in self._sheet.above:
            self._line(text)
        header = next(
            (b.row for b in self._boxes if "".join(b.lines).startswith("一级指标") and not self._is_two_rows(b.row)),
            None,
        )
        at = 0
        while at < len(self._heights):
            at = self._rows_of_page(at)
            if at < len(self._heights):
                self._furniture()
                self._new_page()
                if header is not None and at > header + 1 and self._look.repeats_header:
                    self._draw([b for b in self._boxes if b.row == header and b.end == header + 1], header, header + 1)
        self._y -= 2
        for text in self._sheet.below:
            self._line(text)
        self._furniture()

    def _is_two_rows(self, row: int) -> bool:
        return any(b.row == row - 1 and b.end == row + 1 and b.left > 0 for b in self._boxes)

    def _box(self, cell: Placed) -> _Box:
        row, column, own = cell
        left = _MARGIN + sum(self._look.widths[:column])
        right = left + sum(self._look.widths[column : column + own.width])
        lines = [part for line in own.text.split("\n") for part in self._wrapped(line, right - left - 2 * _PADDING)]
        return _Box(row, row + own.height, left, right, lines)

    def _wrapped(self, text: str, width: float) -> list[str]:
        lines, line = [], ""
        for c in text.strip():
            if line and pdfmetrics.stringWidth(line + c, FONT, self._look.size) > width:
                lines.append(line)
                line = ""
            line += c
        return [*lines, line] if line else lines

    def _row_heights(self) -> list[float]:
        heights = [self._leading + 2 * _PADDING] * len(self._sheet.rows)
        for box in sorted(self._boxes, key=lambda b: b.end - b.row):
            needed = len(box.lines) * self._leading + 2 * _PADDING
            missing = needed - sum(heights[box.row : box.end])
            if missing > 0:
                heights[box.end - 1] += missing
        return heights

    def _new_page(self) -> None:
        if self._pages or self._canvas.getPageNumber() > 1 or self._canvas._code:
            self._canvas.showPage()
        self._pages += 1
        self._canvas.setFont(FONT, self._look.size)
        self._y = self._look.page[1] - _MARGIN

    def _line(self, text: str) -> None:
        if self._y < 2 * _MARGIN:
            self._furniture()
            self._new_page()
        self._y -= self._leading
        self._canvas.drawCentredString(self._look.page[0] / 2, self._y, text)
        self._y -= 4

    def _furniture(self) -> None:
        self._canvas.drawCentredString(self._look.page[0] / 2, 20, f"— {self._canvas.getPageNumber()} —")

    def _rows_of_page(self, at: int) -> int:
        """Prints as many rows as the page holds; the row that comes next. The last may go on on the next page."""
        free = self._y - _MARGIN
        end = at
        while end < len(self._heights) and sum(self._heights[at : end + 1]) <= free:
            end += 1
        left = free - sum(self._heights[at:end])
        parted = self._look.splits_rows and end < len(self._heights) and left > 2 * self._leading + 2 * _PADDING
        if parted and self._part(end, left):
            end += 1
        elif end == at:
            end = at + 1  # higher than a page: printed over its foot
        self._draw(self._boxes, at, end)
        return end

    def _part(self, row: int, left: float) -> bool:
        """Parts a row in two, the first as high as what is left of the page; whether it can be parted."""
        own = [b for b in self._boxes if b.row == row and b.end == row + 1]
        fits = int((left - 2 * _PADDING) / self._leading)
        if max((len(b.lines) for b in own), default=0) <= fits:
            return False
        for box in self._boxes:
            if box.row > row:
                box.row += 1
            if box.end > row + 1 or (box.end == row + 1 and box.row <= row and box not in own):
                box.end += 1
        for box in own:
            self._boxes.append(_Box(row + 1, row + 2, box.left, box.right, box.lines[fits:]))
            box.lines = box.lines[:fits]
        rest = max(len(b.lines) for b in self._boxes if b.row == row + 1 and b.end == row + 2)
        self._heights[row : row + 1] = [left, rest * self._leading + 2 * _PADDING]
        return True

    def _draw(self, boxes: Sequence[_Box], at: int, end: int) -> None:
        """The parts of the boxes that lie in the rows from `at` to `end`, from where the page is."""
        tops = [self._y]
        for height in self._heights[at:end]:
            tops.append(tops[-1] - height)
        for box in boxes:
            if box.end <= at or box.row >= end:
                continue
            top, bottom = tops[max(box.row, at) - at], tops[min(box.end, end) - at]
            self._frame(box, top, bottom)
            if box.row >= at:
                self._text(box, top, bottom)
        self._y = tops[-1]

    def _frame(self, box: _Box, top: float, bottom: float) -> None:
        if not self._look.ruled:
            return
        if self._look.by_lines:
            for x in (box.left, box.right):
                self._canvas.line(x, top, x, bottom)
            for y in (top, bottom):
                self._canvas.line(box.left, y, box.right, y)
        else:
            self._canvas.rect(box.left, bottom, box.right - box.left, top - bottom)

    def _text(self, box: _Box, top: float, bottom: float) -> None:
        free = top - bottom - len(box.lines) * self._leading
        y = top - (max(free / 2, 0) if self._look.middle else _PADDING) - self._look.size
        for line in box.lines:
            self._canvas.drawString(box.left + _PADDING, y, line)
            y -= self._leading
