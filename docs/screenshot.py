"""Draws docs/screenshot.svg, the picture of the UI in the README: a question over corpus/ and its answer.

Run it after a change to the UI: python docs/screenshot.py. It needs nothing but jiwen itself.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from assistant.corpus import corpus_folder
from assistant.tui.app import JiwenApp
from assistant.tui.widgets.prompt import Prompt
from store.indexing import index

PICTURE = Path(__file__).with_name("screenshot.svg")
QUESTION = "哪个项目花钱最少"
SIZE = (104, 30)

_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>')
_REMOTE_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FONTS = "Fira Code, Menlo, Consolas, Noto Sans Mono CJK SC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, monospace"


def with_wide_characters(svg: str) -> str:
    """A terminal's picture by Rich, with Chinese as wide as it stands there: Rich gives every character one cell.

    Each run of characters of one width becomes a text of its own, so that what follows it begins in its column.
    The fonts that Rich would fetch from the net go: no page shows them in a picture.
    """
    svg = _REMOTE_FONTS.sub("", svg).replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    return _TEXT.sub(_spread, svg)


def _spread(found: re.Match[str]) -> str:
    style, x, y, length, rest, escaped = found.groups()
    text = unescape(escaped)
    cell = float(length) / len(text)
    parts, at = [], float(x)
    for _, run in groupby(text, cell_len):
        part = "".join(run)
        width = cell * cell_len(part)
        if part.strip():
            drawn = escape(part).replace(" ", "&#160;").replace("\xa0", "&#160;")
            place = f'x="{at:.1f}" y="{y}" textLength="{width:.1f}"'
            parts.append(f'<text class="{style}" {place} {rest}>{drawn}</text>')
        at += width
    return "".join(parts)


async def picture(store: Path, question: str, size: tuple[int, int]) -> str:
    """The UI over a store, after one question, as SVG."""
    app = JiwenApp(store, None, "zh")
    async with app.run_test(size=size) as pilot:
        app.main.query_one(Prompt).cursor_blink = False
        await pilot.pause()
        await pilot.press(*question, "enter")
        await pilot.pause()
        return with_wide_characters(app.export_screenshot(title="jiwen", simplify=True))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "jiwen.db"
        index(store, [corpus_folder()])
        PICTURE.write_text(asyncio.run(picture(store, QUESTION, SIZE)), encoding="utf-8")


if __name__ == "__main__":
    main()
