"""Every finding is said in both languages, with its figures, and nothing that a person must judge is called wrong."""

from __future__ import annotations

import random
import string
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

import assistant.wording
from assistant.wording.findings import finding_phrases, message, vanishes, where
from clean_forms import FAMILIES, clean
from planting import PLANTED
from question_stores import fill
from store.checks.findings import Finding, findings
from store.checks.rules import ALL_RULES, PARAMETERS
from store.checks.vocabulary import Severity
from store.connection import open_store
from store.records import Evaluation
from store.writing import Writer, open_to_write

LANGUAGES = ("zh", "en")
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
FOLDER = Path(assistant.wording.__file__).parent / "findings"


def phrases(language: str) -> dict[str, str]:
    return finding_phrases(language)._phrases


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """A store that has every kind of finding."""
    store = tmp_path_factory.mktemp("every") / "jiwen.db"
    fill(store, {f"{n}.txt": [form] for n, form in enumerate(forms())})
    with closing(open_to_write(store)) as connection:
        Writer(connection).check_between_forms()
    return findings(open_store(store))


@cache
def forms() -> tuple[Evaluation, ...]:
    made = []
    for n, planter in enumerate(PLANTED.values()):
        found = (planter(clean(seed, family), random.Random(seed)) for seed in range(9) for family in FAMILIES)  # noqa: S311
        form = next(form for form in found if form)
        made.append(form.head(project_code=f"8{n:020}", project_name=f"河道清淤{n}期").form)
    long = "全年共开展日常管护一百二十次，处置群众诉求三百余件，设施完好率保持较高水平，群众反映良好。"
    same = {"project_name": "古树养护", "unit": "临川市园林局", "goal_actual": long}
    twice = clean(3, "classic")
    for year, share in ((2021, 100), (2022, 200)):
        lines = {n: v * share // 100 for n, v in (("initial_budget", 90_000_000), ("annual_budget", 90_000_000))}
        made.append(twice.head(year=year, **same).funds(0, **lines, executed=lines["annual_budget"]).form)
    made.append(twice.head(year=2022, **same).funds(0, executed=1_000_000).form)  # older or newer: one of them is used
    made.append(twice.head(year=2022, **{**same, "project_name": "绿道铺装"}, project_code="7").form)
    full = clean(4, "system").head(unit="临川市气象局", year=2020)
    for n in range(len(full.form.indicators)):
        full = full.row(n, score=full.form.indicators[n].weight, deviation=None)
    made += [full.head(project_code=f"6{n}", project_name=f"气象预警{n}").form for n in range(3)]
    return tuple(made)


@in_both_languages
def test_every_finding_is_said_with_its_figures(language: str, every: list[Finding]) -> None:
    assert {finding.kind for finding in every} == {rule.kind for rule in ALL_RULES}
    for finding in every:
        said = message(finding, language)
        assert not holes(said)
        assert "None" not in said
        assert where(finding, language)
        assert vanishes(finding.kind, language)


@in_both_languages
def test_every_rule_source_severity_and_parameter_has_its_words(language: str) -> None:
    kinds = {rule.kind for rule in ALL_RULES}
    expected = {f"{section}.{kind}" for section in ("kind", "says", "vanishes") for kind in kinds}
    expected |= {f"source.{rule.source}" for rule in ALL_RULES} | {f"parameter.{name}" for name in PARAMETERS}
    expected |= {f"{section}.{severity.value}" for section in ("severity", "means") for severity in Severity}
    of_rules = {key for key in phrases(language) if key.partition(".")[0] not in ("report", "field")}
    assert of_rules == expected


def test_both_languages_have_the_same_phrases_with_the_same_places_to_fill() -> None:
    chinese, english = phrases("zh"), phrases("en")
    assert set(chinese) == set(english)
    assert {key: holes(text) for key, text in chinese.items()} == {key: holes(text) for key, text in english.items()}


def test_what_needs_judgement_is_never_called_wrong() -> None:
    judged = {rule.kind for rule in ALL_RULES if rule.severity is not Severity.CONTRADICTION}
    for language, words in (("zh", ("错误", "违规", "造假")), ("en", ("wrong", "error", "false"))):
        said = [phrases(language)[f"{section}.{kind}"] for section in ("kind", "says") for kind in judged]
        assert not [text for text in said if any(word in text for word in words)]
