"""Prints a form in the "blocks" layout: cells one after another, each wrapped by itself."""

from __future__ import annotations

import form_text as ft
from form_text import Form, Look


class Page:
    """Text as it grows: cells, each after a blank, a line's end or a blank line."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.text = ""

    def cell(self, text: str, column: str, apart: str | None = None) -> None:
        """One cell, wrapped at its column's width."""
        if not text:
            return
        lines = ft.wrapped(text, self.look.widths.get(column, 40), self.look.keep_numbers)
        rng = self.look.rng
        gap = apart or rng.choice((" ", " ", "  ", "\n", "\n\n"))
        if self.text.endswith("\n") or not self.text:
            gap = ""
        self.text += gap + lines[0]
        for line in lines[1:]:
            self.text += ("\n\n" if rng.random() < self.look.blank else "\n") + line

    def line(self, text: str) -> None:
        """A line of its own, blank lines around it."""
        self.text = self.text.rstrip("\n") + ("\n\n" if self.text else "") + text + "\n\n"

    def lines(self, lines: list[str]) -> None:
        self.text = self.text.rstrip("\n") + "\n" + "\n".join(lines) + "\n"

    def row_end(self) -> None:
        self.text += self.look.rng.choice(("\n", "\n\n", " \n\n"))


def form_text(form: Form, look: Look) -> str:
    page = Page(look)
    rng = look.rng
    in_title = rng.random() < 0.4
    page.lines(ft.title(form, look, in_title))
    _head(page, form, in_title)
    _funds(page, form)
    _goals(page, form)
    _indicators(page, form)
    if form["total_score"] is not None:
        page.text = page.text.rstrip("\n") + "\n\n"
        for text in (rng.choice(("总分", "合计")), str(form["total_weight"] or 100), form["total_score"], look.dash):
            page.cell(str(text), "total", " ")
        page.row_end()
    page.text += rng.choice(("", "备注：\n", "填表人：某某 审核人：某某\n"))
    if rng.random() < 0.3 and look.furniture:
        page.lines(ft.furniture(look))
    return page.text.lstrip("\n") + "\n"


def _head(page: Page, form: Form, in_title: bool) -> None:
    rng = page.look.rng
    for label, value in ft.head_pairs(form, page.look, in_title):
        page.cell(label, "label", rng.choice((" ", "\n", "\n\n")))
        page.cell(value, "head", rng.choice((" ", " ", "\n\n")))
        if rng.random() < 0.5:
            page.row_end()
    page.row_end()


def _funds(page: Page, form: Form) -> None:
    rng, look = page.look.rng, page.look
    block = rng.choice(("项目资金（{}）", "预算执行情况（{}）", "项目资金({})")).format(form["amount_unit"])
    if rng.random() < 0.5:
        page.line("资金使用情况")
    first = rng.random() < 0.3
    if first:
        page.cell(block, "label", "\n\n")
    for column in ft.fund_columns(form):
        page.cell(rng.choice(ft.FUND_LABELS[column]), "fund", rng.choice((" ", "\n", "\n\n")))
    if not first:
        page.cell(block, "label", "\n\n")
    page.row_end()
    for row in ft.fund_rows(form, look):
        page.cell(row[0], "fund")
        for value in row[1:]:
            page.cell(value, "amount")
        page.row_end()


def _goals(page: Page, form: Form) -> None:
    block, expected, actual = page.look.rng.choice(ft.GOAL_LABELS)
    page.line(block)
    page.cell(expected, "label", "\n\n")
    page.cell(actual, "label", page.look.rng.choice((" ", "\n")))
    for column, goal in (("expected", form["goal_expected"]), ("achieved", form["goal_actual"])):
        if page.look.rng.random() < page.look.page_breaks and page.look.furniture:
            page.lines([*ft.furniture(page.look), "", block, ""])
        if goal:
            lines = ft.wrapped(goal, page.look.widths[column], page.look.keep_numbers)
            page.text = page.text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n\n"


def _indicators(page: Page, form: Form) -> None:
    rng, look = page.look.rng, page.look
    block = rng.choice(("年度绩效指标", "绩效指标"))
    page.line(block)
    for label in ("一级指标", "二级指标", "三级指标"):
        page.cell(label, "label", rng.choice((" ", " ", "\n")))
    for column in ft.ORDERS[look.order]:
        page.cell(rng.choice(ft.COLUMN_LABELS[column]), "deviation" if column == "deviation" else "label")
    page.row_end()
    level1 = level2 = None
    number = 0
    for indicator in form["indicators"]:
        again = rng.random() < look.page_breaks and look.furniture
        if again:
            page.lines(ft.furniture(look))
            page.line(block)
        new1 = indicator["level1"] != level1
        new2 = new1 or indicator["level2"] != level2
        if new2 and level2 and look.numbered and rng.random() < 0.3:
            page.line(rng.choice((f"指标{number + 1}：", "……")))
        number = 1 if new2 else number + 1
        level1, level2 = indicator["level1"], indicator["level2"]
        if new1 or again:
            page.row_end()
            page.cell(ft.level_label(level1, indicator["level1_weight"], look), "level1", "\n")
            page.row_end()
        if level2 and (new2 or (again and rng.random() < 0.3)):
            page.row_end()
            page.cell(level2, "level2", "\n")
        cells = ft.indicator_cells(indicator, number, look)
        page.cell(cells[0], "level3")
        for column, text in zip(ft.ORDERS[look.order], cells[1:], strict=True):
            page.cell(text, column)
        page.row_end()
