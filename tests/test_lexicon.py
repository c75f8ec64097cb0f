"""The data files of words and phrases: every meaning is known to the program, every phrase is in both languages."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import assistant
from assistant.deciding.conditions import FUND_PARTS, PREDICATES, field_of
from assistant.understanding import glossary, related
from assistant.understanding.bounds import OPERATORS
from assistant.understanding.folding import fold_question
from assistant.understanding.lexicon import FILES, Lexicon, LexiconError, Sense, lexicon, read_entries, read_into
from assistant.wording.phrases import Phrases
from question_stores import public, seed
from store.catalog import FIELDS
from store.query import Function, Subject
from store.values import Outcome

LANGUAGES = ("zh", "en")
SOURCES = [p for p in Path(assistant.__file__).parent.rglob("*.py") if not {"tui", "cli"} & set(p.parts)]
in_both_files = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def nodes() -> tuple[ast.AST, ...]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES)
    return tuple(chain.from_iterable(ast.walk(tree) for tree in trees))


@cache
def literals() -> frozenset[str]:
    """Every text in the source of the understanding, the deciding and the answers."""
    return frozenset(n.value for n in nodes() if isinstance(n, ast.Constant) and isinstance(n.value, str))


def said_by(*callees: str) -> set[str]:
    """The first argument of every call of these names, where it is a plain text."""
    calls = (node for node in nodes() if isinstance(node, ast.Call) and node.args)
    named = (c for c in calls if getattr(c.func, "attr", getattr(c.func, "id", None)) in callees)
    return {c.args[0].value for c in named if isinstance(c.args[0], ast.Constant) and isinstance(c.args[0].value, str)}


def meanings(path: Path, kind: str) -> list[str]:
    return list(dict.fromkeys(value for section, value, _ in read_entries(path) if section == kind))


def phrases(language: str) -> dict[str, str]:
    return Phrases(language)._phrases


# The lexicon.


@in_both_files
def test_every_measure_is_a_field_of_rows_of_every_kind(path: Path) -> None:
    for measure in meanings(path, "measure"):
        assert all(field_of(measure, subject) in FIELDS for subject in Subject), measure


@in_both_files
def test_predicates_are_those_that_are_defined_and_each_has_words(path: Path) -> None:
    assert set(meanings(path, "predicate")) == set(PREDICATES)


@in_both_files
def test_comparators_are_operators_or_said_roughly_or_between_two(path: Path) -> None:
    for kind in ("comparator", "comparator_after"):
        assert set(meanings(path, kind)) <= {*OPERATORS, "about", "between"}


@in_both_files
def test_superlatives_have_a_direction_and_a_field_that_they_rank_by(path: Path) -> None:
    for meaning in meanings(path, "superlative"):
        direction, _, field = meaning.partition(" ")
        assert direction in ("most", "least", "at_most", "at_least", "both")
        assert not field or field in FIELDS or meaning == "both ends"


@in_both_files
def test_nouns_are_what_rows_can_be_or_can_be_grouped_by(path: Path) -> None:
    of_groups = {"project", "unit", "department", "year", "level1", "level2", "fund"}
    assert set(meanings(path, "noun")) == {*of_groups, "indicator", "level3"}


def test_fund_lines_and_classes_are_called_as_forms_call_them() -> None:
    def printed(column: str, table: str) -> str:
        found = (c.execute(f"SELECT DISTINCT {column} FROM {table}") for c in (seed(), public()))  # noqa: S608
        return " ".join(str(value) for (value,) in chain.from_iterable(found))

    zh = FILES[0]
    for fund in ("当年财政拨款", "上年结转资金", "其他资金"):
        assert fund in meanings(zh, "fund")
        assert fund in printed("name", "fund_lines")
    assert FUND_PARTS in meanings(zh, "fund")
    for level in ("level1", "level2"):
        of_forms = set(printed(level, "indicators").split()) - {"None"}
        words = {*meanings(zh, "class1"), *meanings(zh, "class2")}
        assert all(any(w.removesuffix("指标") in of for w in words) for of in of_forms), of_forms


@in_both_files
def test_every_other_meaning_is_used_by_the_program(path: Path) -> None:
    own = {"measure", "predicate", "superlative", "fund", "class1", "class2", "office"}
    phrased = {key.split(".")[1] for key in phrases("zh") if key.startswith(("declined.", "meta."))}
    by_the_way = {"except_after", "before_last", "yi"}  # what an else takes care of
    for kind, meaning, _ in read_entries(path):
        assert kind in own or meaning in literals() | phrased | by_the_way, (kind, meaning)


@in_both_files
def test_every_kind_of_word_is_used_by_the_program(path: Path) -> None:
    assert {kind for kind, _, _ in read_entries(path)} <= literals()


def test_both_languages_have_words_for_the_same_kinds() -> None:
    zh, en = ({kind for kind, _, _ in read_entries(path)} for path in FILES)
    assert zh - {"contains"} == en - {"concerning"}  # "containing" and 关于 are searches


@pytest.mark.parametrize("path", [*FILES, glossary._FILE], ids=lambda path: path.stem)
def test_no_word_stands_twice_in_a_file(path: Path) -> None:
    counted = Counter(word for _, _, word in read_entries(path))
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("path", [*FILES, glossary._FILE], ids=lambda path: path.stem)
def test_words_are_written_as_questions_are_folded(path: Path) -> None:
    for _, _, word in read_entries(path):
        assert fold_question(word) == word.strip()


def test_every_word_of_the_files_is_found_in_a_question() -> None:
    for word, senses in lexicon().senses.items():
        kinds = {mention.kind for mention in lexicon().mentions(word) if mention.text == word}
        assert kinds == {sense.kind for sense in senses}, word


def test_a_latin_word_is_found_whole_and_in_the_plural_and_a_chinese_one_anywhere() -> None:
    words = Lexicon()
    words.add("budget", Sense("measure", "budget"))
    words.add("预算", Sense("measure", "budget"))

    def found(text: str) -> list[str]:
        return [mention.text for mention in words.mentions(text)]

    assert found("the budgets") == ["budgets"]
    assert found("budgetary") == []
    assert found("2023budget") == ["budget"]
    assert found("年初预算数") == ["预算"]


def test_a_word_with_two_meanings_keeps_both_and_one_said_twice_is_kept_once() -> None:
    words = Lexicon()
    for kind in ("filler", "range", "filler"):
        words.add("to", Sense(kind, kind))
    assert [mention.kind for mention in words.mentions("to")] == ["filler", "range"]


def test_what_is_made_of_words_alone_is_explained() -> None:
    assert lexicon().explains("年初预算多少钱")
    assert not lexicon().explains("年初预算多少钱区块链")
    assert lexicon().explains("")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("executed = spent\n", 1),
        ("[measure]\nexecuted = spent\nwithout a sign\n", 3),
        ("[measure]\nexecuted = spent\nexecuted = paid\n", 3),
        ("[measure]\n\n[measure]\n", 3),
        ("[measure]\n= spent\n", 2),
    ],
)
def test_a_file_that_cannot_be_read_says_which_and_on_which_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "mine.ini"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_into(Lexicon(), path)
    assert str(path) in str(caught.value)
    assert re.search(rf"\bline:? +{line}\b", str(caught.value)), str(caught.value)


def test_a_file_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.ini"
    path.write_bytes("[measure]\nexecuted = 花费\n".encode("gb18030"))
    with pytest.raises(LexiconError, match=re.escape(str(path))):
        read_into(Lexicon(), path)


def test_a_file_adds_its_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.ini"
    path.write_text("# mine\n[measure]\nexecuted = Shelled-Out , , 掏腰包\n", encoding="utf-8")
    words = Lexicon()
    read_into(words, path)
    assert words.senses == {
        "shelled out": [Sense("measure", "executed")],
        "掏腰包": [Sense("measure", "executed")],
    }


def test_related_words_lead_to_each_other() -> None:
    for word, others in related._groups().items():
        assert word not in others
        assert all(word in related._groups()[other] for other in others)
    assert "就餐" in related.related_words("吃饭")
    assert related.related_words("区块链") == ()


# The phrases.


def test_both_languages_have_the_same_phrases() -> None:
    assert set(phrases("zh")) == set(phrases("en"))


@pytest.mark.parametrize("key", sorted(phrases("zh")))
def test_a_phrase_takes_the_same_values_in_both_languages(key: str) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for form in phrases("en")[key].split(" | "):
        assert places(form) <= places(phrases("zh")[key]) | {"n"}
    assert places(phrases("zh")[key]) - {"n"} <= places(phrases("en")[key])


def test_a_plural_has_two_forms() -> None:
    for language in LANGUAGES:
        assert all(text.count(" | ") <= 1 for text in phrases(language).values())
    say = Phrases("en")
    assert [say("subject.indicator", n=n) for n in (0, 1, 2)] == ["indicators", "indicator", "indicators"]
    assert say("audit.found", forms=3, n="1") == "3 forms checked, 1 contradiction."


def test_braces_in_a_value_are_no_places() -> None:
    assert Phrases("zh")("declined.unknown", words="{n} {0} %s").count("{n} {0} %s") == 1
    assert "{year}" in Phrases("en").filled("note.corrected", ("{year}", "{0}"))


@pytest.mark.parametrize(
    ("items", "zh", "en"),
    [([], "", ""), (["A"], "A", "A"), (["A", "B"], "A、B", "A and B"), (["A", "B", "C"], "A、B、C", "A, B and C")],
)
def test_a_list_is_said_as_the_language_says_it(items: list[str], zh: str, en: str) -> None:
    assert (Phrases("zh").listed(items), Phrases("en").listed(items)) == (zh, en)


@in_both_languages
def test_every_phrase_that_is_said_is_there(language: str) -> None:
    keys = {key for key in said_by("say", "filled", "has") if "." in key}
    assert len(keys) > 80
    assert keys <= set(phrases(language))


@in_both_languages
def test_every_reason_for_declining_has_its_words(language: str) -> None:
    reasons = said_by("Declined") | set(chain.from_iterable(meanings(path, "decline") for path in FILES))
    assert {"unknown", "year", "judge", "write"} <= reasons
    assert {f"declined.{reason}" for reason in reasons} <= set(phrases(language))


@in_both_languages
def test_every_note_choice_and_reply_has_its_words(language: str) -> None:
    expected = {f"note.{key}" for key in said_by("Note")} | {f"clarify.{key}" for key in said_by("Clarify")}
    expected |= {f"meta.{key}" for key in said_by("Meta")} | {f"meta.{key}" for key in ("hello", "thanks", "data")}
    assert len(expected) > 12
    assert expected <= set(phrases(language))


@in_both_languages
def test_every_outcome_subject_and_function_has_its_words(language: str) -> None:
    expected = {f"outcome.{outcome.value}" for outcome in Outcome}
    expected |= {f"subject.{subject.value}" for subject in Subject}
    expected |= {f"interpretation.{function.value}" for function in Function}
    assert expected <= set(phrases(language))


@in_both_languages
def test_definitions_are_of_fields_and_of_the_grades(language: str) -> None:
    defined = {key.partition(".")[2] for key in phrases(language) if key.startswith("definition.")}
    assert defined <= {*FIELDS, "grade", "other"}
    assert {"execution_rate", "total_score", "grade", "unspent", "points_lost"} <= defined


def test_fields_have_a_label_of_their_own_in_both_languages() -> None:
    shared = {
        "丢分",
        "points lost",
        "actual value",
        "outcome",
    }  # of a form and of an indicator; the text and the figure
    for language in LANGUAGES:
        counted = Counter(field.label(language) for field in FIELDS.values())
        assert {label for label, times in counted.items() if times > 1} <= shared
