"""Writes sheets of `form_tables` as files of every container, as an office that publishes them would."""

from __future__ import annotations

import base64
import html
import io
import quopri
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from form_tables import Cell, Sheet

Placed = tuple[int, int, Cell]  # row, column


def placed(sheet: Sheet) -> list[Placed]:
    """The table's cells, each with its row and column."""
    found: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(sheet.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(cell.height) for c in range(cell.width)}
            found.append((row, column, cell))
            column += cell.width
    return found


def xlsx(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """A sheet a form; numbers as numbers where the cell shows them so."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for n, sheet in enumerate(sheets, 1):
        page = book.create_sheet(f"Sheet{n}")
        top, left = rng.randint(1, 3), rng.choice((1, 1, 2))
        for text in sheet.above:
            page.cell(top, left, text)
            page.merge_cells(start_row=top, end_row=top, start_column=left, end_column=left + sheet.columns - 1)
            top += 1
        for row, column, cell in placed(sheet):
            _write(page.cell(top + row, left + column), cell.text, rng)
            if cell.width > 1 or cell.height > 1:
                at = {"start_row": top + row, "start_column": left + column}
                page.merge_cells(**at, end_row=top + row + cell.height - 1, end_column=left + column + cell.width - 1)
        for n_below, text in enumerate(sheet.below):
            page.cell(top + len(sheet.rows) + n_below, left, text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(cell: Any, text: str, rng: random.Random) -> None:
    number, number_format = _number(text)
    if number is None or rng.random() < 0.3:
        cell.value = text
        cell.data_type = "s" if text else "n"
    else:
        cell.value, cell.number_format = number, number_format


def _number(text: str) -> tuple[float | None, str]:
    """The number that a spreadsheet shows as the text, and its format."""
    bare = text.replace(",", "").removesuffix("%")
    if not bare or len(bare) > 15 or bare.count(".") > 1 or not bare.replace(".", "").isdigit():
        return None, ""
    decimals = len(bare.partition(".")[2])
    places = "." + "0" * decimals if decimals else ""
    if text.endswith("%"):
        return round(float(bare) / 100, decimals + 2), f"0{places}%"
    return (float(bare), f"#,##0{places}") if "," in text else (float(bare), f"0{places}")


def docx(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """A table a form; runs split anywhere, as a word processor leaves them."""
    from docx import Document

    document = Document()
    for sheet in sheets:
        for text in sheet.above:
            document.add_paragraph(text)
        table = document.add_table(len(sheet.rows), sheet.columns)
        for row, column, cell in placed(sheet):
            own = table.cell(row, column)
            if cell.width > 1 or cell.height > 1:
                own = own.merge(table.cell(row + cell.height - 1, column + cell.width - 1))
            for n, line in enumerate(cell.text.split("\n")):
                paragraph = own.paragraphs[0] if n == 0 else own.add_paragraph()
                at = rng.randint(0, len(line))
                paragraph.add_run(line[:at])
                paragraph.add_run(line[at:])
        for text in sheet.below:
            document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def page(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """A portal's page, its tables perhaps within another; UTF-8 or GBK."""
    encoding = rng.choice(("utf-8", "gb2312"))
    within = rng.random() < 0.3
    parts = [
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>公开</title><style>td{{}}</style></head><body>'
    ]
    parts.append(
        "<div><a>首页</a> &gt; 政务公开</div><h1>绩效自评结果</h1><script>var a = '<td>项目名称</td>';</script>"
    )
    for sheet in sheets:
        parts += [f"<p><b>{_escaped(text)}</b></p>" for text in sheet.above]
        parts.append("<table><tr><td>" if within else "")
        parts.append(_table(sheet, rng))
        parts.append("</td></tr></table>" if within else "")
        parts += [f"<p>{_escaped(text)}</p>" for text in sheet.below]
    return "\n".join([*parts, "</body></html>"]).encode("gb18030" if encoding == "gb2312" else encoding)


def saved_page(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """The page as a browser saves it in one file, with a picture; each sheet in a page of its own, or all in one."""
    from email.mime.image import MIMEImage
    from email.mime.multipart import MIMEMultipart
    from email.mime.nonmultipart import MIMENonMultipart

    archive = MIMEMultipart("related", type="text/html")
    archive["From"], archive["Subject"] = "<Saved by Blink>", "绩效自评结果"
    for n, of_page in enumerate([[sheet] for sheet in sheets] if rng.random() < 0.5 else [sheets]):
        content = page(of_page, rng)
        charset = "gb2312" if b'charset="gb2312"' in content else "utf-8"
        part = MIMENonMultipart("text", "html", **({"charset": charset} if rng.random() < 0.5 else {}))
        part.add_header("Content-Location", f"https://example.org/{n}.html")
        if rng.random() < 0.5:
            part["Content-Transfer-Encoding"] = "base64"
            part.set_payload(base64.encodebytes(content).decode("ascii"))
        else:
            part["Content-Transfer-Encoding"] = "quoted-printable"
            part.set_payload(quopri.encodestring(content).decode("ascii"))
        archive.attach(part)
        archive.attach(MIMEImage(b"GIF89a", "gif"))
    return archive.as_bytes()


def _table(sheet: Sheet, rng: random.Random) -> str:
    rows = []
    for cells in sheet.rows:
        tds = []
        for cell in cells:
            spans = "".join(f' {n}="{v}"' for n, v in (("colspan", cell.width), ("rowspan", cell.height)) if v > 1)
            text = _escaped(cell.text)
            dress = rng.choice(("{}", "&nbsp;{}", "<p><span>{}</span></p>", "\n  {}\n"))
            tds.append(f"<td{spans}>{dress.format(text)}</td>")
        rows.append(f"<tr>{''.join(tds)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def ods(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """As LibreOffice writes it, without styles."""
    tables = []
    for n, sheet in enumerate(sheets, 1):
        lines = [[Cell(text, sheet.columns)] for text in sheet.above]
        whole = Sheet([], [*lines, *sheet.rows], [], sheet.columns, sheet.truth)
        at = {(row, column): cell for row, column, cell in placed(whole)}
        rows = []
        for row in range(len(whole.rows)):
            tds = [_ods_cell(at.get((row, column))) for column in range(whole.columns)]
            rows.append(f"<table:table-row>{''.join(tds)}</table:table-row>")
        blank = f'<table:table-row table:number-rows-repeated="{rng.choice((3, 1048000))}"/>'
        tables.append(f'<table:table table:name="表{n}">{"".join(rows)}{blank}</table:table>')
    names = {of: f"urn:oasis:names:tc:opendocument:xmlns:{of}:1.0" for of in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        text = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>{body}</office:document-content>'
        )
        package.writestr("content.xml", text)
    return content.getvalue()


def _ods_cell(cell: Cell | None) -> str:
    if cell is None:
        return "<table:covered-table-cell/>"
    paragraphs = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in cell.text.split("\n"))
    spans = f'table:number-columns-spanned="{cell.width}" table:number-rows-spanned="{cell.height}"'
    return f"<table:table-cell {spans}>{paragraphs}</table:table-cell>"


def xls(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """A sheet a form, as Excel 97 has it."""
    import xlwt

    book = xlwt.Workbook()
    for n, sheet in enumerate(sheets, 1):
        own = book.add_sheet(f"Sheet{n}")
        top = len(sheet.above)
        for row, text in enumerate(sheet.above):
            own.write_merge(row, row, 0, sheet.columns - 1, text)
        for row, column, cell in placed(sheet):
            number, number_format = _number(cell.text)
            value = cell.text if number is None or rng.random() < 0.3 else number
            style = xlwt.easyxf(num_format_str=number_format or "General")
            own.write_merge(top + row, top + row + cell.height - 1, column, column + cell.width - 1, value, style)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv_text(sheets: Sequence[Sheet], rng: random.Random) -> bytes:
    """One form's table as Excel saves it: what is merged is there once."""
    import csv

    text = io.StringIO()
    writer = csv.writer(text)
    (sheet,) = sheets[:1]
    at = {(row, column): cell.text for row, column, cell in placed(sheet)}
    for line in sheet.above:
        writer.writerow([line, *[""] * (sheet.columns - 1)])
    for row in range(len(sheet.rows)):
        writer.writerow([at.get((row, column), "") for column in range(sheet.columns)])
    return text.getvalue().encode(rng.choice(("utf-8-sig", "gb18030")))


WRITE: dict[str, Callable[[Sequence[Sheet], random.Random], bytes]] = {
    "xlsx": xlsx,
    "docx": docx,
    "html": page,
    "mht": saved_page,
    "ods": ods,
    "xls": xls,
    "csv": csv_text,
}
