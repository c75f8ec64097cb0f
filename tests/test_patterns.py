"""Patterns that wait to be compiled find what they would have found."""

import importlib
import pkgutil
import re

import pytest

import assistant.understanding
from assistant.understanding.folding import fold_question
from question_sets import STORES, questions
from store.patterns import late


def waiting() -> list[tuple[str, late]]:
    package = assistant.understanding
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [
        (f"{module.__name__}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, late) and value._needs
    ]


TEXTS = {fold_question(question["question"]) for name in STORES for question in questions(name)}
NAMED = waiting()


@pytest.mark.parametrize("pattern", [one for _, one in NAMED], ids=[name for name, _ in NAMED])
def test_no_text_that_a_pattern_matches_lacks_what_it_needs(pattern: late) -> None:
    compiled = re.compile(pattern.pattern, pattern._flags)
    for text in TEXTS:
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in compiled.finditer(text)]


def test_a_pattern_is_compiled_when_it_is_looked_for_and_has_a_pattern_s_methods() -> None:
    pattern = late("(a)(?P<n>b+)", re.IGNORECASE, needs="bB")
    assert pattern.search("xyz") is None
    assert pattern._compiled is None  # the text has no b
    assert pattern.search("xABb")["n"] == "Bb"
    assert pattern.match("xab") is None
    assert pattern.match("xab", 1).end() == 3
    assert pattern.fullmatch("abb")
    assert [m.start() for m in pattern.finditer("ab ab")] == [0, 3]
    assert pattern.findall("ab") == [("a", "b")]
    assert pattern.split("1ab2") == ["1", "a", "b", "2"]
    assert pattern.sub("-", "1ab2ab", 1) == "1-2ab"
    assert pattern.sub("-", "none") == "none"
