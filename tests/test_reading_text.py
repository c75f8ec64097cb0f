"""Text files: encodings told apart, line numbers kept, nothing let in that could steer a terminal."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import SEED
from store.errors import UnreadableFile
from store.reading import read
from store.reading.text import decoded, lines

SHORT = "信访事务\n"
LONG = SEED.read_text(encoding="utf-8").replace("\xa0", " ")  # GBK has no such blank
ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def written(folder: Path, content: bytes, name: str = "form.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [SHORT, LONG, "项目名称：全区信访业务培训 2023\n", "8.88\n", "plain ASCII\n"])
def test_a_text_is_read_whatever_its_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_utf_16_of_either_order_is_known_by_its_mark() -> None:
    assert decoded(codecs.BOM_UTF16_BE + SHORT.encode("utf-16-be")) == SHORT
    assert decoded(codecs.BOM_UTF16_LE + SHORT.encode("utf-16-le")) == SHORT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_the_middle_of_a_character_is_read_up_to_there(encoding: str) -> None:
    assert decoded(LONG.encode(encoding)[:-1] + "务".encode(encoding)[:1]) == LONG[:-1]


def test_every_line_keeps_its_number(tmp_path: Path) -> None:
    document = read(written(tmp_path, "一\r\n二\r\r四\n\f五".encode()))
    assert [(line.text.strip(), line.place.line) for line in document.lines] == [
        ("一", 1),
        ("二", 2),
        ("", 3),
        ("四", 4),
        ("五", 5),
    ]
    assert document.kind == "text"


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x1b]0;标题\x07文", "文"),
        ("\x1b]8;;http://x\x1b\\链\x1b]8;;\x1b\\接", "链接"),
        ("\x9b1m粗", "粗"),
        ("甲\x00乙\x08丙\x7f", "甲乙丙"),
        ("甲\u202e乙\u2066丙\u200f", "甲乙丙"),
        ("\ufeff甲", "甲"),
        ("[red]甲[/x]", "[red]甲[/x]"),
        ("甲\t乙", "甲\t乙"),
    ],
)
def test_control_characters_are_stripped_and_markup_is_text(hostile: str, plain: str) -> None:
    assert [line.text for line in lines(hostile)] == [plain]


@given(st.text())
def test_no_text_brings_a_control_character_in(text: str) -> None:
    for line in lines(text):
        assert all(c == "\t" or unicodedata.category(c) not in ("Cc", "Cf") for c in line.text)


@given(st.binary())
def test_any_bytes_are_a_text_or_no_text(content: bytes) -> None:
    assert decoded(content) is None or isinstance(decoded(content), str)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        ("\n 　\n\t\n".encode(), "blanks"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (bytes(range(256)) * 8, "no text"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_path_and_a_remedy(tmp_path: Path, content: bytes, what: str) -> None:
    path = written(tmp_path, content, "表.txt")
    with pytest.raises(UnreadableFile) as raised:
        read(path)
    assert raised.value.path == path
    assert what in raised.value.what
    assert raised.value.remedy


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(UnreadableFile, match="folder"):
        read(tmp_path)
