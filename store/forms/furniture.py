"""Page furniture: what a printer, a reviewer or a template leaves between the lines of a form.

Owns the recognition of lines that belong to the page and not to the form. It must not drop anything that
could be a cell: a line goes only for its whole text, or beside a line that surely is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.reading import Line

_ALONE = re.compile(
    r"[(（]?限\d+字(?:以?内)?[)）]?"
    r"|第\d+页(?:[,，、/]?共\d+页)?|共\d+页[,，、]?第\d+页"
    r"|[-–—_]+\d{1,4}[-–—_]+"
    r"|[Pp]age\d+(?:of\d+)?|\d{1,4}/共?\d{1,4}页?"
    r"|导入模板无需填写|此列由系统自动带出|(?:新增项目|多年度项目)\S{0,12}为必填项|此项为必填项"
)
# Whoever wrote a comment: the accounts that office programs name, and anything "… 用户".
_AUTHOR = re.compile(
    r"(?:windows|microsoft|微软|hp|dell|asus|acer|lenovo|联想|office)(?:user|用户)?|\S{0,10}用户|administrator|admin|user"
    r"|thinkpad|think|pc|作者|系统管理员|[a-z][a-z0-9_.-]{2,15}",
    re.IGNORECASE,
)
# The note that a comment makes: an instruction to whoever fills in the form.
_NOTE = re.compile(
    r".{0,20}(?:限\d+字|导入模板|必填|无需填|请填|请选择|不用填|自动(?:带出|生成|计算)|填写说明|系统(?:自动|带出)|下拉选择).{0,20}"
)


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines with those that are furniture made blank, so that a page break still parts what it parts."""
    texts = ["".join(line.text.split()) for line in lines]
    furniture = {i for i, text in enumerate(texts) if text and _ALONE.fullmatch(text)}
    for i, text in enumerate(texts):
        follower = texts[i + 1] if i + 1 < len(texts) else ""
        if text and _AUTHOR.fullmatch(text) and (i + 1 in furniture or _NOTE.fullmatch(follower)):
            furniture |= {i, i + 1}
    for i in sorted(furniture):
        if i + 1 < len(texts) and i + 1 not in furniture and _NOTE.fullmatch(texts[i + 1]):
            furniture.add(i + 1)
    return [Line("", line.place) if i in furniture else line for i, line in enumerate(lines)]
