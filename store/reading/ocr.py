"""Pages that are pictures: their text recognised, where the optional package for it is installed.

Owns the call of the recogniser, RapidOCR, whose models for Chinese come with it. It must not be needed: without it a
scanned page is told as one. It fetches nothing, and what it reads is marked as recognised.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from store.reading.letters import Letter

if TYPE_CHECKING:
    from pdfplumber.page import Page

Corners = Sequence[Sequence[float]]  # of a piece: x and y, from the top left round to the bottom left, in dots

INSTALL = "pip install 'jiwen[ocr]' has it recognised (OCR)"
PACKAGE = "rapidocr_onnxruntime"
_RESOLUTION = 200  # dots an inch, of the picture that is looked at
_POINTS = 72 / _RESOLUTION
_AMOUNT = re.compile(r"^(\d{1,3}(?:[.,]\d{3})+)(\.\d\d)$", re.ASCII)  # its commas are often taken for points
_LONG = 150  # dots, from which a piece tells how askew the page lies
_SURE = 0.6  # of 1; what is less sure is likelier to be a stain


def is_installed() -> bool:
    return find_spec(PACKAGE) is not None


def letters(page: Page) -> list[Letter]:
    """What is recognised on a page, each piece as if it were one letter, as they stand once the page lies straight.

    In points from its top left.
    """
    recognised, _ = _engine()(page.to_image(resolution=_RESOLUTION).original.convert("RGB"))
    pieces = [
        (corners, _AMOUNT.sub(_with_commas, text.strip()))
        for corners, text, sure in recognised or []
        if float(sure) >= _SURE and text.strip()
    ]
    slope = _slope([corners for corners, _ in pieces])
    found = []
    for corners, text in pieces:
        xs, ys = [x * _POINTS for x, _ in corners], [y * _POINTS for _, y in corners]
        left, right = min(xs), max(xs)
        y = sum(ys) / 4 - slope * (left + right) / 2
        size = (ys[2] + ys[3] - ys[0] - ys[1]) / 2
        found.append(Letter(text, left, right, (left + right) / 2, y, size))
    return found


def _with_commas(amount: re.Match[str]) -> str:
    return f"{amount[1].replace('.', ',')}{amount[2]}"


def _slope(pieces: Sequence[Corners]) -> float:
    """How askew the page lies: how far a line falls for each point to the right; that of most of the long ones."""
    long = [corners for corners in pieces if corners[1][0] - corners[0][0] > _LONG]
    slopes = sorted((b[1] - a[1] + c[1] - d[1]) / (b[0] - a[0] + c[0] - d[0]) for a, b, c, d in long)
    return slopes[len(slopes) // 2] if slopes else 0.0


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR()
