"""Prints a form in the "lines" layout: what stands at one height of the page is one line.

A page is laid out for real: rows as high as their highest cell, cells in the middle of their row, and the lines
of text sorted by height, those nearly at one height joined from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import form_text as ft
from form_text import Form, Look

_NEAR = 0.3  # lines of text nearer than this share of a line's height are one line
_MARGIN = 0.5  # of a row, above and below its text together


@dataclass
class Page:
    """Pieces of text with their height (in lines, downwards) and column."""

    look: Look
    bottom: float = 0.0
    pieces: list[tuple[float, int, str]] = field(default_factory=list)

    def row(self, cells: list[tuple[int, str, str]], least: float = 0.0, top: bool = False) -> tuple[float, float]:
        """A row of cells (place from the left, column, text); returns its top and bottom."""
        wrapped = [
            (place, ft.wrapped(text, self.look.widths.get(column, 40), self.look.keep_numbers))
            for place, column, text in cells
            if text
        ]
        height = max([least, *(len(lines) + _MARGIN for _, lines in wrapped)])
        start, self.bottom = self.bottom, self.bottom + height
        for place, lines in wrapped:
            first = start + (_MARGIN / 2 if top else (height - len(lines)) / 2)
            self.pieces += [(first + n, place, line) for n, line in enumerate(lines)]
        return start, self.bottom

    def beside(self, place: int, column: str, text: str, start: float, end: float, top: bool) -> None:
        """A cell that several rows share, at their top or in their middle."""
        lines = ft.wrapped(text, self.look.widths.get(column, 40), self.look.keep_numbers)
        first = start if top else (start + end - len(lines)) / 2
        self.pieces += [(first + n, place, line) for n, line in enumerate(lines)]

    def text(self) -> str:
        """The pieces as lines of text."""
        lines: list[list[tuple[float, int, str]]] = []
        for piece in sorted(self.pieces):
            if lines and piece[0] - lines[-1][0][0] < _NEAR:
                lines[-1].append(piece)
            else:
                lines.append([piece])
        return "\n".join(" ".join(text for _, _, text in sorted(line, key=lambda p: p[1])) for line in lines) + "\n"


def form_text(form: Form, look: Look) -> str:
    rng = look.rng
    page = Page(look)
    in_title = rng.random() < 0.4
    for line in ft.title(form, look, in_title):
        page.row([(0, "title", line)])
    _head(page, form, in_title)
    _funds(page, form)
    _goals(page, form)
    _indicators(page, form)
    if form["total_score"] is not None:
        cells = (rng.choice(("总分", "合计")), str(form["total_weight"] or 100), str(form["total_score"]), look.dash)
        page.row([(n, "total", cell) for n, cell in enumerate(cells)])
    if rng.random() < 0.5:
        page.row([(0, "total", rng.choice(("第 1 页", "-1-", "— 3 —")))])
    return page.text()


def _head(page: Page, form: Form, in_title: bool) -> None:
    pairs = ft.head_pairs(form, page.look, in_title)
    while pairs:
        taken = [pairs.pop(0) for _ in range(min(len(pairs), page.look.rng.randint(1, 2)))]
        cells = []
        for n, (label, value) in enumerate(taken):
            cells += [(2 * n, "label", label), (2 * n + 1, "head", value)]
        page.row(cells)


def _funds(page: Page, form: Form) -> None:
    rng, look = page.look.rng, page.look
    if rng.random() < 0.3:
        page.row([(0, "label", "资金使用情况")])
    block = rng.choice(("项目资金（{}）", "预算执行情况（{}）", "项目资金({})")).format(form["amount_unit"])
    columns = ft.fund_columns(form)
    look.widths |= {"block": rng.choice((8, 10, 14, 20)), "rate": rng.choice((8, 10, 16))}
    headings = [
        (n + 2, "rate" if c == "rate" else "label", rng.choice(ft.FUND_LABELS[c])) for n, c in enumerate(columns)
    ]
    beside = rng.random() < 0.5
    start, end = page.row(headings if beside else [(0, "block", block), *headings])
    for row in ft.fund_rows(form, look):
        end = page.row([(n + 1, "fund" if n == 0 else "amount", text) for n, text in enumerate(row)])[1]
    if beside:
        page.beside(0, "block", block, start, end, top=rng.random() < 0.5)


def _goals(page: Page, form: Form) -> None:
    block, expected, actual = page.look.rng.choice(ft.GOAL_LABELS)
    start = page.row([(1, "label", expected), (2, "label", actual)])[0]
    goals = [(1, "expected", form["goal_expected"] or ""), (2, "achieved", form["goal_actual"] or "")]
    end = page.row(goals, top=page.look.rng.random() < 0.6)[1]
    page.look.widths["goal block"] = 4
    lines = len(ft.wrapped(block, 4, False))
    if end - start < lines:
        page.bottom = end = start + lines
    page.beside(0, "goal block", block, start, end, top=page.look.rng.random() < 0.6)


def _indicators(page: Page, form: Form) -> None:
    rng, look = page.look.rng, page.look
    order = ft.ORDERS[look.order]
    look.widths["block"] = 4
    header = [(0, "block", rng.choice(("年度绩效指标", "绩效指标")))]
    header += [(n + 1, "label", label) for n, label in enumerate(("一级指标", "二级指标", "三级指标"))]
    header += [
        (n + 4, "deviation" if column == "deviation" else "label", rng.choice(ft.COLUMN_LABELS[column]))
        for n, column in enumerate(order)
    ]
    page.row(header)
    turns = look.page_breaks if look.furniture else 0.0
    spans: dict[str, list[list]] = {"level1": [], "level2": []}  # text, top, bottom
    level1 = level2 = None
    number = 0
    for indicator in form["indicators"]:
        new1 = indicator["level1"] != level1
        new2 = new1 or indicator["level2"] != level2
        if (new2 if look.top else new1) and level1 and rng.random() < turns:
            _new_page(page, header if rng.random() < 0.5 else [])
        level1, level2 = indicator["level1"], indicator["level2"]
        number = 1 if new2 else number + 1
        labels = {"level1": ft.level_label(level1, indicator["level1_weight"], look), "level2": level2 or ""}
        cells = [
            (n + 3, ("level3", *order)[n], text) for n, text in enumerate(ft.indicator_cells(indicator, number, look))
        ]
        alone = _alone(form, indicator)
        least = max(len(ft.wrapped(labels[c], look.widths[c], False)) + _MARGIN for c in alone) if alone else 0.0
        start, end = page.row(cells, least)
        for column, new in (("level1", new1), ("level2", new2)):
            if new:
                spans[column].append([labels[column], start, end])
            else:
                spans[column][-1][2] = end
    for place, column in ((1, "level1"), (2, "level2")):
        for text, start, end in spans[column]:
            if text:
                page.beside(place, column, text, start, end, top=look.top)


def _new_page(page: Page, header: list[tuple[int, str, str]]) -> None:
    """The foot of a page, and the table's header again at the top of the next."""
    pieces = page.look.rng.sample(ft.FURNITURE, page.look.rng.randint(1, 3))
    for line in [line for piece in pieces for line in piece]:
        page.row([(0, "total", line)])
    if header:
        page.row(header)


def _alone(form: Form, indicator: Form) -> list[str]:
    """The levels of which the row is the only one: it is as high as their labels."""
    of_level1 = [i for i in form["indicators"] if i["level1"] == indicator["level1"]]
    of_level2 = [i for i in of_level1 if i["level2"] == indicator["level2"]]
    return ["level1"] * (len(of_level1) == 1) + ["level2"] * (len(of_level2) == 1)
