"""Web pages saved as one file (MHT, MHTML): the pages among its parts, pictures and styles left aside.

Owns their unpacking. It must not know of tags: `html` reads the pages.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from store.errors import DamagedFile
from store.reading import html, limits
from store.reading.document import Block

_MARK = b"\xef\xbb\xbf"
_ANEW = "open the page in a browser and save it anew, as a web page (html)"


def blocks(path: Path, content: bytes) -> list[Block]:
    """Lines and grids of all pages in order: a workbook has one a sheet. Raises DamagedFile where there is no page."""
    try:
        archive = message_from_bytes(content.removeprefix(_MARK).lstrip(), policy=policy.compat32)
        parts = list(archive.walk())
    except RecursionError as error:
        raise DamagedFile(path, "the parts of the saved web page lie within each other without end", _ANEW) from error
    if len(parts) > limits.ARCHIVE_FILES:
        raise limits.over_archive_files(path, len(parts))
    texts = [_page_text(part) for part in parts if part.get_content_type() == "text/html"]
    pages = [text for text in texts if text]
    if not pages:
        raise DamagedFile(path, "the saved web page (mht) holds no page, or is not whole", _ANEW)
    return html.blocks(path, *pages)


def _page_text(part: Message) -> str | None:
    """The page in the character set that its part names, else in the one that it names itself."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return None
    return html.page_text(content, part.get_content_charset())
