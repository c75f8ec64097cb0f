"""Full-text search: what is found, in which order, where it is marked; whatever is typed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import SEED
from store.connection import open_store
from store.forms import evaluations_in
from store.indexing import index
from store.reading import read
from store.searching import Hit, search
from store.writing import FileVersion, Writer, open_to_write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "jiwen.db"
    index(path, [SEED])
    return path


def found(store: Path, words: str, limit: int = 20) -> list[Hit]:
    return search(open_store(store), words, limit)


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.marks]


def test_a_hit_has_the_whole_text_its_marks_and_where_it_stands(store: Path) -> None:
    (hit,) = found(store, "消杀")
    assert (hit.record, hit.field, hit.text, marked(hit)) == ("indicator", "level3", "有害生物防治消杀", ["消杀"])
    assert (hit.project_name, hit.year) == ("区信访大厅（区维稳中心）管理事务", 2023)
    assert hit.file == str(SEED.resolve())
    assert "有害生物防治消杀" in SEED.read_text(encoding="utf-8").splitlines()[(hit.place.line or 0) - 1]


def test_every_field_is_searched(store: Path) -> None:
    searches = {
        "业务培训": "project_name",
        "稳压阀": "goal_expected",
        "优化了工作人员的办公环境": "goal_actual",
        "劝返率": "level3",
        "统一付款": "target",
        "每月结款": "actual",
    }
    assert {words: found(store, words)[0].field for words in searches} == searches


def test_a_reason_is_found(tmp_path: Path) -> None:
    (form, *_) = evaluations_in(read(SEED))
    first, *others = form.indicators
    form = replace(form, indicators=(replace(first, deviation="讲师档期冲突，推迟一月。"), *others))
    path = tmp_path / "jiwen.db"
    with closing(open_to_write(path)) as connection:
        Writer(connection).replace(FileVersion(SEED, "", 0, ""), "text", (form,))
    (hit,) = found(path, "档期")
    assert (hit.field, hit.text, marked(hit)) == ("deviation", "讲师档期冲突，推迟一月。", ["档期"])


def test_texts_with_all_words_are_the_only_ones_where_there_are_any(store: Path) -> None:
    hits = found(store, "档案 归档")
    assert {hit.text for hit in hits} == {"信访文书档案规范化整理归档数量", "信访文书档案规范化整理归档合格率"}
    assert all(marked(hit) == ["档案", "归档"] for hit in hits)


def test_else_those_with_any_and_first_those_of_a_project_with_the_others(store: Path) -> None:
    hits = found(store, "培训 满意度")
    assert {"工作人员满意度率", "全区信访业务培训"} <= {hit.text for hit in hits}
    satisfaction = [hit.project_name for hit in hits if hit.text == "工作人员满意度率"]
    assert satisfaction[0] == "全区信访业务培训"


def test_a_part_of_a_word_and_words_cut_across_are_found(store: Path) -> None:
    assert marked(found(store, "归")[0]) == ["归"]
    assert {"信访文书档案规范化整理归档数量"} <= {hit.text for hit in found(store, "书档")}


def test_a_word_that_is_nowhere_finds_nothing_even_where_its_characters_are(store: Path) -> None:
    assert found(store, "区块链") == []
    assert found(store, "案大") == []


def test_a_name_ranks_before_a_paragraph(store: Path) -> None:
    fields = [hit.field for hit in found(store, "劝返")]
    assert fields[0] == "level3"
    assert fields.index("goal_expected") > fields.index("target")


def test_numbers_and_latin_words_are_found_whole_and_else_in_part(store: Path) -> None:
    assert [hit.text for hit in found(store, "3000份")] == ["≥3000份"]
    assert {hit.text for hit in found(store, "401.56")} == {"实际支付401.56万元，未超年初预算"}
    assert {hit.text for hit in found(store, "00份")} == {"≥2500份", "2500份", "≥3000份", "5000份"}
    assert "＜5%" in {hit.text for hit in found(store, "＜5")}


def test_width_makes_no_difference(store: Path) -> None:
    assert [hit.text for hit in found(store, "３０００份")] == ["≥3000份"]


def test_the_limit_is_kept(store: Path) -> None:
    assert len(found(store, "信访", limit=3)) == 3


@pytest.mark.parametrize(
    "typed", ['"', '"信访', "信访 OR", "NEAR(信访 工作)", "信访*", "-信访", "words:信访", "^信访", "((", "'; --"]
)
def test_signs_of_a_query_language_are_data(store: Path, typed: str) -> None:
    hits = found(store, typed)
    assert bool(hits) == ("信访" in typed)


@pytest.mark.parametrize("typed", ["", " ", "\x00", "\ufeff", "？？", "[red]", "\x1b[31m"])
def test_what_holds_no_word_finds_nothing(store: Path, typed: str) -> None:
    assert found(store, typed) == []


def test_a_snippet_shows_the_first_mark_and_where_it_was_cut(store: Path) -> None:
    hit = next(hit for hit in found(store, "终点站") if hit.field == "goal_expected")
    text, marks = hit.snippet(20)
    assert [text[start:end] for start, end in marks] == ["终点站"]
    assert (text[0], text[-1], len(text)) == ("…", "…", 22)
    whole, marks = hit.snippet(1000)
    assert (whole, marks) == (hit.text, hit.marks)


@given(typed=st.text(max_size=30), width=st.integers(1, 80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_typed_marks_are_in_the_text_and_in_its_snippet(store: Path, typed: str, width: int) -> None:
    for hit in found(store, f"{typed} 信访"):
        assert hit.marks
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)
        snippet, marks = hit.snippet(width)
        assert len(snippet) <= width + 2
        assert marks
        assert all(0 <= start < end <= len(snippet) for start, end in marks)
