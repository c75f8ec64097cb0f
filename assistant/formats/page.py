"""A conversation as one web page that needs nothing else: no script, no font, no picture from anywhere.

What forms and people say is escaped, and the page forbids every request, so that none of it can do anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer
from assistant.formats import parts
from assistant.plain import plain
from assistant.tabling import is_numeric

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.6;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
section { margin: 2rem 0; }
h2 { font-size: 1.1rem; border-left: .3rem solid #2b6cb0; padding-left: .6rem; }
.note, .sources { opacity: .75; font-size: .9rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #8886; padding: .2rem .6rem; text-align: left; vertical-align: top; }
td.figure { text-align: right; white-space: nowrap; }
@media print { section { break-inside: avoid; } }
"""


def conversation(title: str, answers: Sequence[Answer], language: str) -> str:
    """The page, its title, and a section for each question."""
    name = _text(title) or parts.label("conversation", language)
    sections = "\n".join(_section(answer) for answer in answers)
    return f"""<!DOCTYPE html>
<html lang="{"zh-CN" if language == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{name}</h1>
{sections}
</body>
</html>
"""


def _section(answer: Answer) -> str:
    parted = [f"<h2>{_text(answer.question)}</h2>"]
    parted += [f"<p>{_text(line)}</p>" for line in answer.text.splitlines() if line.strip()]
    if answer.rows:
        parted.append(_table(answer))
    if answer.choices:
        parted.append(f"<ol>{''.join(f'<li>{_text(choice)}</li>' for choice in answer.choices)}</ol>")
    if answer.interpretation:
        understood = parts.label("understood", answer.language)
        parted.append(f'<p class="note">{understood}{_text(answer.interpretation)}</p>')
    if sources := parts.sources(answer):
        items = "".join(f"<li>{_text(source)}</li>" for source in sources)
        parted.append(f'<div class="sources">{parts.label("sources", answer.language)}<ol>{items}</ol></div>')
    return f'<section lang="{"zh-CN" if answer.language == "zh" else "en"}">\n' + "\n".join(parted) + "\n</section>"


def _table(answer: Answer) -> str:
    headings, rows = parts.table(answer)
    figures = [is_numeric(answer, n) for n in range(len(answer.columns))]
    head = "".join(f"<th>{_text(heading)}</th>" for heading in headings)
    body = "\n".join(
        "<tr>" + "".join(_cell(text, n < len(figures) and figures[n]) for n, text in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f'<div class="table"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _cell(text: str, figure: bool) -> str:
    return f'<td class="figure">{_text(text)}</td>' if figure else f"<td>{_text(text)}</td>"


def _text(text: str) -> str:
    return escape(plain(text))
