"""Texts to words for the index, and a search to the index's words."""

from __future__ import annotations

import functools
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_line import SEED, environment
from store import tokenizer
from store.connection import open_store
from store.indexing import index
from store.segmentation import LONGEST_SEARCH, plain, search_terms, words


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "jiwen.db"
    index(path, [SEED])
    return path


UNHURRIED = settings(deadline=None)  # the first text loads jieba's dictionary


@functools.cache
def jieba_alone() -> Any:
    return tokenizer.as_jieba_does()


def query_words(connection: sqlite3.Connection, text: str) -> list[str]:
    return [word for term in search_terms(connection, text) for word in term.words]


def test_the_domains_own_words_are_words() -> None:
    assert words("接访劝返")[:2] == ("接访", "劝返")
    assert "消杀" in words("有害生物防治消杀")
    assert "执行率" in words("预算执行率")


def test_a_long_word_is_found_by_the_words_within_it_and_by_each_character() -> None:
    assert {"规范化", "规范", "规", "范", "化"} <= set(words("规范化"))


def test_width_case_and_line_breaks_make_no_difference() -> None:
    assert words("ＡＮＮＵＡＬ Report") == words("annual\n report") == ("annual", "report")
    assert words("大厅资料、案例汇\n编印刷") == words("大厅资料、案例汇编印刷")


def test_signs_are_no_words() -> None:
    assert words("≥3000份") == ("3000", "份")
    assert words("— / %") == ()


def test_a_search_is_cut_into_the_indexs_longest_words(store: Path) -> None:
    connection = open_store(store)
    assert query_words(connection, "信访大厅") == ["信访大厅"]
    assert query_words(connection, "文书档案 归档") == ["文书", "档案", "归档"]
    assert query_words(connection, "≥3000份") == ["3000", "份"]


def test_what_the_index_does_not_have_is_said_to_be_unknown(store: Path) -> None:
    known, unknown = search_terms(open_store(store), "劝返 区块链")
    assert (known.words, known.is_known) == (("劝返",), True)
    assert not unknown.is_known


def test_a_search_of_any_length_is_cut_in_no_time(store: Path) -> None:
    assert sum(map(len, query_words(open_store(store), "信" * 100_000))) <= LONGEST_SEARCH


def test_a_search_does_not_load_jieba_and_indexing_says_nothing(store: Path, tmp_path: Path) -> None:
    search = (
        "import sys; from pathlib import Path; from store.connection import open_store; "
        "from store.searching import search; assert search(open_store(Path(sys.argv[1])), '劝返'); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'jieba', 'sqlite_utils', 'pkg_resources'}))"
    )
    run = subprocess.run([sys.executable, "-c", search, store], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
    segment = "from store.segmentation import words; words('信访')"
    env = environment(XDG_CACHE_HOME=str(tmp_path))
    run = subprocess.run([sys.executable, "-c", segment], capture_output=True, text=True, check=True, env=env)
    assert run.stdout + run.stderr == ""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder for caches is elsewhere there")
def test_a_folder_without_forms_loads_no_dictionary(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("会议通知", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from store.indexing import index; "
        "index(Path(sys.argv[1]) / 'jiwen.db', [Path(sys.argv[1]) / 'note.txt']); sys.exit('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], check=False, env=environment())
    assert done.returncode == 0


def test_jiebas_cache_is_the_users_own(tmp_path: Path) -> None:
    env = environment(XDG_CACHE_HOME=str(tmp_path), TMPDIR=str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    program = "from store.segmentation import words; words('信访')"
    subprocess.run([sys.executable, "-c", program], check=True, env=env)
    assert [path.name for path in (tmp_path / "jiwen").iterdir()] == ["jieba.cache"]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_without_a_place_for_its_cache_it_works_as_well(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    program = "from store.segmentation import words; print(words('信访')[0])"
    env = environment(XDG_CACHE_HOME=str(tmp_path / "file"), PYTHONIOENCODING="utf-8")
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, env=env)
    assert (run.stdout.strip(), run.stderr) == ("信访", "")


@UNHURRIED
@given(st.text())
def test_every_character_of_a_folded_text_leads_back_to_the_original(text: str) -> None:
    folded = plain(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@UNHURRIED
@given(st.text(max_size=50))
def test_words_hold_letters_and_digits_alone(text: str) -> None:
    assert all(character.isalnum() for word in words(text) for character in word)


PHRASES = [
    *("预算执行率", "信访大厅", "区维稳中心", "接访劝返", "规范化建设", "受天气影响部分工程延期", "张伟明", "鱻龘"),
    *("南浦镇综合行政执法大队", "的", "一", "𠀀", "≥95%", "3.5万元", "GIS平台", "annual-report", "a_b", "C++", "．"),
    *("（二期）", "½", "㎡", "﹦", "é", "，", "。", " ", "\u3000", "\r\n"),
]


@UNHURRIED
@given(st.lists(st.sampled_from(PHRASES) | st.text(max_size=6), max_size=12).map("".join))
def test_words_are_jiebas_own(text: str) -> None:
    ours, jiebas = tokenizer.tokenizer(), jieba_alone()
    assert list(ours.cut(text)) == list(jiebas.cut(text))
    assert list(ours.cut_for_search(text)) == list(jiebas.cut_for_search(text))


def test_the_words_of_a_whole_form_are_jiebas_own() -> None:
    text = SEED.read_text(encoding="utf-8")
    assert list(tokenizer.tokenizer().cut_for_search(text)) == list(jieba_alone().cut_for_search(text))


@UNHURRIED
@given(st.lists(st.sampled_from(PHRASES) | st.text(max_size=6), max_size=12).map("".join))
def test_a_text_is_cut_as_a_whole(text: str) -> None:
    cut = [run for token in jieba_alone().cut_for_search(plain(text).text) for run in re.findall(r"[^\W_]+", token)]
    assert "".join(words(text)).startswith("".join(cut))
