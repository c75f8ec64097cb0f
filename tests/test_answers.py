"""What every answer keeps to: figures are sourced and stand in its rows, suggestions are answered, its JSON holds.

The questions are those of data/questions, whatever they are about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from assistant.answer import CellValue, Source, Status
from assistant.conversation import Conversation
from assistant.understanding.folding import fold_question
from assistant.understanding.numerals import Number, number_mentions
from command_line import SEED
from question_sets import STORES, Asked, all_asked
from question_stores import public, seed
from questions_check import folded, number_of, row_matches, same
from store.catalog import EXECUTION_ROW, FIELDS, Field
from store.evaluations import load
from store.schema import SCALE

EVERY = all_asked()
SEED_LINES = SEED.read_text(encoding="utf-8").splitlines()
WRAPPED = 4  # lines that a cell goes on for
KEYS = {
    "question", "status", "text", "interpretation", "query", "columns", "rows", "sources", "choices", "suggestions",
    "elapsed_ms",
}  # fmt: skip


def over(asked: list[Asked], **faults: str) -> pytest.MarkDecorator:
    """Each of them a test; those with a known fault, by id, are expected to fail until it is mended."""

    def case(one: Asked) -> ParameterSet:
        fault = faults.get(one.question["id"])
        marks = [pytest.mark.xfail(strict=True, reason=fault)] if fault else []
        return pytest.param(one, id=one.question["id"], marks=marks)

    return pytest.mark.parametrize("one", [case(one) for one in asked])


# What a row is called by; the columns beside them are what is asked of it.
NAMES = frozenset({"project_name", "year", "unit", "level1", "level2", "level3"})


def asked_of(one: Asked, row: Sequence[CellValue]) -> list[int]:
    """The positions of the values that a row was asked for: those known to be wanted, else all that it shows."""
    fields = [FIELDS.get(column.key) for column in one.answer.columns]
    shown = [
        p for p, field in enumerate(fields) if field and field.cells and field.key not in NAMES and row[p] is not None
    ]
    known = [known for known in one.question["expect"].get("rows") or [] if row_matches(known, list(row))]
    named = [row[p] for p, field in enumerate(fields) if field and field.key in NAMES]
    cells = [cell for expected in known for cell in expected if not any(same(cell, name) for name in named)]
    wanted = [p for p in shown if any(same(cell, row[p]) for cell in cells)]
    return wanted or shown


def as_printed(one: Asked, row: Sequence[CellValue]) -> list[tuple[Field, CellValue]]:
    """Of these values, those that a form prints as they are: nothing that is worked out from two cells or more."""
    if one.answer.columns[0].key == "item":  # two figures set against each other, a column for both
        return []
    fields = [(FIELDS[one.answer.columns[p].key], row[p]) for p in asked_of(one, row)]
    return [(f, value) for f, value in fields if f.cells[0].endswith(f".{f.key.removeprefix('execution_')}")]


# The cells of the funds table that the 预算执行率 row among the indicators stands in.
EXECUTION_CELLS = {
    "indicator.score": "funds.score",
    "indicator.weight": "funds.weight",
    "indicator.actual": "funds.rate",
}


def of_execution(cell: str, row: Sequence[CellValue]) -> str:
    return EXECUTION_CELLS.get(cell, cell) if EXECUTION_ROW in row else cell


def figures(text: str) -> list[float]:
    return [number for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", text) if (number := number_of(figure)) is not None]


def says(text: str, value: CellValue) -> bool:
    """Whether a cell's text is this value: as a number (of 元 or 万元), or as a text."""
    if isinstance(value, int | float):
        return any(same(value, figure * unit) for figure in figures(text) for unit in (1, 10_000))
    return folded(value)[:8] in folded(text)


def single(one: Asked) -> Iterator[tuple[Sequence[CellValue], Source]]:
    """The rows that come from one record, each with its source."""
    for row, sources in zip(one.answer.rows, one.answer.sources, strict=True):
        if len(sources) == 1:
            yield row, sources[0]


@cache
def cells_of_public_forms() -> dict[tuple[int | None, int | None], str]:
    """Which cell (funds.executed, indicator.score, …) stands on a line; in these forms every cell has its own."""
    found: dict[tuple[int | None, int | None], str] = {}
    for (evaluation_id,) in public().execute("SELECT id FROM evaluations"):
        form = load(public(), evaluation_id).evaluation
        for prefix, records in (("form", (form,)), ("funds", form.fund_lines), ("indicator", form.indicators)):
            for record in records:
                found.update({(evaluation_id, c.place.line): f"{prefix}.{name}" for name, c in record.cells.items()})
    return found


@over(EVERY)
def test_every_row_has_a_source_with_its_file_and_line(one: Asked) -> None:
    assert len(one.answer.sources) == len(one.answer.rows)
    for sources in one.answer.sources:
        assert sources
        assert all(source.file and source.line and source.evaluation_id for source in sources)


@over(all_asked("seed", "seed_more", "seed_wide"))
def test_every_value_that_was_asked_for_has_its_cell_and_the_file_holds_it_there(one: Asked) -> None:
    for row, source in single(one):
        for field, value in as_printed(one, row):
            cell = {cell.field: cell for cell in source.cells}[of_execution(field.cells[0], row)]
            assert says(cell.value, value), f"{cell} for {value}"
        for cell in source.cells:
            assert cell.line is not None
            text = "".join(SEED_LINES[cell.line - 1 : cell.line - 1 + WRAPPED])
            assert folded(cell.value)[:8] in folded(text), f"{cell}, not {text}"


@over(all_asked("forms", "forms_more", "forms_wide"))
def test_every_value_that_was_asked_for_has_its_cell_and_the_record_has_it_there(one: Asked) -> None:
    for row, source in single(one):
        for field, value in as_printed(one, row):
            cell = {cell.field: cell for cell in source.cells}[of_execution(field.cells[0], row)]
            assert says(cell.value, value), f"{cell} for {value}"
        for cell in source.cells:
            assert cells_of_public_forms()[source.evaluation_id, cell.line] == cell.field


def test_figures_of_several_records_name_all_of_them() -> None:
    answer = Conversation(seed()).ask("三个项目一共花了多少钱")
    ((total,),) = answer.rows
    (sources,) = answer.sources
    said = [SEED_LINES[(source.line or 0) - 1] for source in sources]
    assert total == 5777510.53
    assert len(said) == 3
    for line, figure in zip(said, (4015625.03, 1711929.00, 49956.50), strict=True):
        assert figure in figures(line)


@over([one for one in EVERY if one.answer.rows])
def test_every_amount_in_a_headline_stands_in_the_answer_or_follows_from_it(one: Asked) -> None:
    """From its rows, the numbers of its query, the forms that it cites, and their totals, means and rates."""
    known = [abs(figure) for figure in _known(one)]
    for figure, unit in _AMOUNT.findall(one.answer.text):
        value = number_of(figure)
        assert value is not None
        fits = [*known, *(figure / 10_000 for figure in known)] if unit == "万元" else known
        assert any(same(value, figure) for figure in fits), f"{figure} {unit} in: {one.answer.text}"


_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(万元|元|yuan|%|个百分点|percentage points|分|points?)")


def _known(one: Asked) -> Iterator[float]:
    answer = one.answer
    for row in answer.rows:
        for value in row:
            yield from [float(value)] if isinstance(value, int | float) else figures(str(value))
    for column in zip(*answer.rows, strict=True):
        values = [value for value in column if isinstance(value, int | float)]
        yield sum(values)
        yield sum(values) / max(len(values), 1)
    for number in (answer.query or {}).get("parameters", []):
        yield from (number / scale for scale in (1, 100, SCALE)) if isinstance(number, int) else ()
    question = str(one.question["question"])
    yield from figures(question)
    yield from (float(m.value.value) for m in number_mentions(fold_question(question)) if isinstance(m.value, Number))
    yield from _of_cited_forms(one)


def _of_cited_forms(one: Asked) -> Iterator[float]:
    """The points of the rows of the forms that an answer cites, their mean rate and their rate over all."""
    connection = STORES[one.name]()
    cited = list({source.evaluation_id for sources in one.answer.sources for source in sources})
    among = f"evaluation_id IN ({', '.join('?' * len(cited))})"
    for table in ("fund_lines", "indicators"):
        for points in connection.execute(f"SELECT weight, score FROM {table} WHERE {among}", cited):  # noqa: S608
            yield from (value / SCALE for value in points if value is not None)
    funds = connection.execute(
        f"SELECT executed, annual_budget, rate FROM fund_lines WHERE is_total AND {among}",  # noqa: S608
        cited,
    ).fetchall()
    rates = [rate / SCALE for _, _, rate in funds if rate is not None]
    budget = sum(budget for _, budget, _ in funds if budget is not None)
    yield sum(rates) / max(len(rates), 1)
    yield 100 * sum(executed for executed, _, _ in funds if executed is not None) / max(budget, 1)


def _suggested() -> list[tuple[str, str]]:
    """Each question that any answer suggests, once, with the set that it was suggested in."""
    stores = {"seed": ("seed", "seed_more"), "forms": ("forms", "forms_more")}
    return [
        (name, suggestion)
        for name, sets in stores.items()
        for suggestion in dict.fromkeys(s for one in all_asked(*sets) for s in one.answer.suggestions)
    ]


@pytest.mark.parametrize(("name", "suggestion"), _suggested())
def test_every_suggestion_is_itself_answered(name: str, suggestion: str) -> None:
    answer = Conversation(STORES[name]()).ask(suggestion)
    assert (answer.status, answer.text) == (Status.ANSWERED, answer.text)


@pytest.mark.parametrize("name", ["seed", "forms"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_to_start_from_is_answered_in_its_language(name: str, language: str) -> None:
    suggestions = Conversation(STORES[name]()).suggestions(language)
    assert len(suggestions) >= 4
    for suggestion in suggestions:
        answer = Conversation(STORES[name]()).ask(suggestion)
        assert (answer.status, answer.language) == (Status.ANSWERED, language), suggestion


@over(EVERY)
def test_an_answer_as_json_has_the_keys_of_the_contract(one: Asked) -> None:
    printed: dict[str, Any] = json.loads(json.dumps(one.answer.as_json(), ensure_ascii=False, allow_nan=False))
    assert set(printed) == KEYS
    assert printed["status"] in ("answered", "empty", "clarify", "declined")
    assert printed["text"]
    assert all(set(column) == {"key", "label", "unit"} for column in printed["columns"])
    assert all(len(row) == len(printed["columns"]) for row in printed["rows"])
    for source in printed["sources"]:
        assert {"project_code", "project_name", "file"} <= set(source)
        assert {"line", "page", "cell"} & set(source)
    assert bool(printed["choices"]) == (printed["status"] == "clarify")


@over([one for one in EVERY if one.answer.rows])
def test_money_is_a_number_of_yuan_to_the_fen_and_points_and_rates_are_numbers(one: Asked) -> None:
    for position, column in enumerate(one.answer.columns):
        for value in (row[position] for row in one.answer.rows if column.unit and row[position] is not None):
            assert isinstance(value, int | float), column
            assert column.unit != "元" or value == round(value, 2)


def test_money_is_in_yuan_whatever_unit_the_form_has() -> None:
    """187.75 万元 in the form are 1,877,500 yuan in the answer."""
    answer = Conversation(public()).ask("环境空气自动监测站运行维护的年初预算是多少")
    column = [column.key for column in answer.columns].index("initial_budget")
    assert [row[column] for row in answer.rows] == [1877500]
    assert "1,877,500.00 元" in answer.text


@over([one for one in EVERY if "mixed" not in one.question["tags"]])
def test_an_answer_is_in_the_language_of_its_question(one: Asked) -> None:
    assert one.answer.language == ("en" if "en" in one.question["tags"] else "zh")
