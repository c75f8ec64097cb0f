"""An answer written for other programs says the same in all of them, and what is in it does nothing there."""

import csv
import io
import json
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.answer import Answer, Column, Source, Status
from assistant.conversation import Conversation
from assistant.formats import ANSWERS, CONVERSATIONS
from command_line import jiwen
from store.connection import open_store

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    " =1",
    "440307210000000012345",
    "<b>x</b>|`*_[a](b)",
)


def hostile() -> Answer:
    rows = tuple((text, -3.5) for text in HOSTILE)
    source = Source("1", "<i>", "/x/=f.txt", line=3, year=2023)
    columns = (Column("a", "=名"), Column("b", "数", "元"))
    return Answer(
        "# 问\x1b[31m", "zh", Status.ANSWERED, "1. 首\t句\n- 次句", "", None, columns, rows, ((source,),) * len(rows)
    )


@pytest.fixture(scope="module")
def asked(seed_store: Path) -> list[Answer]:
    with closing(open_store(seed_store)) as connection:
        conversation = Conversation(connection)
        return [conversation.ask(q) for q in ("各项目的执行数", "最好的项目", "which project spent the least")]


@pytest.mark.parametrize("name", ANSWERS)
def test_every_format_has_the_figures_and_no_control_character(name: str, asked: list[Answer]) -> None:
    written = ANSWERS[name].write(asked[0])
    plain = written.replace(",", "")
    assert all(str(row[-1]) in plain for row in asked[0].rows)
    assert "\x1b" not in ANSWERS[name].write(hostile())


@pytest.mark.parametrize(("name", "delimiter", "mark"), [("csv", ",", "\t"), ("tsv", "\t", "'")])
def test_no_cell_is_a_formula_and_no_code_is_rounded(name: str, delimiter: str, mark: str) -> None:
    written = ANSWERS[name].write(hostile()).removeprefix("\ufeff")
    quoting = csv.QUOTE_MINIMAL if name == "csv" else csv.QUOTE_NONE
    rows = list(csv.reader(io.StringIO(written), delimiter=delimiter, quoting=quoting))
    assert [len(row) for row in rows] == [2] * (len(HOSTILE) + 1)
    texts = [row[0] for row in rows[1:]]
    assert texts[:-1] == [mark + text.strip() for text in HOSTILE[:-1]]
    assert rows[0][0] == mark + "=名"
    assert {row[1] for row in rows[1:]} == {"-3.50"}


def test_a_csv_is_known_as_utf_8_and_has_numbers_for_a_spreadsheet(asked: list[Answer]) -> None:
    written = ANSWERS["csv"].write(asked[0])
    assert written.startswith("\ufeff")
    row = next(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert float(row["全年执行数 (元)"]) == asked[0].rows[0][-1]


def test_an_answer_without_rows_is_its_headline(asked: list[Answer]) -> None:
    assert ANSWERS["tsv"].write(asked[1]) == asked[1].text + "\n"
    assert "1. 全年执行数" in ANSWERS["md"].write(asked[1])
    assert "1. 全年执行数" in ANSWERS["text"].write(asked[1])


def test_markdown_has_figures_to_the_right_and_its_sources(asked: list[Answer]) -> None:
    written = ANSWERS["md"].write(asked[0])
    assert "| --- | ---: | --- |\n" in written
    assert "\n1. " in written
    assert "第 " in written
    assert "line " in ANSWERS["md"].write(asked[2])


def test_text_of_forms_is_no_markup_in_markdown() -> None:
    written = ANSWERS["md"].write(hostile())
    assert "\\<b\\>x\\</b\\>\\|\\`\\*\\_\\[a\\](b)" in written
    assert "## \\# 问" in written
    assert "\n1\\. 首 句\n\n\\- 次句\n" in written
    assert {line.replace("\\|", "").count("|") for line in written.splitlines() if line.startswith("| ")} == {3}


def test_json_is_that_of_the_command_line(asked: list[Answer]) -> None:
    assert json.loads(ANSWERS["json"].write(asked[0])) == json.loads(json.dumps(asked[0].as_json()))


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {"src", "href", "onclick"} & {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said += data


def test_a_page_shows_what_forms_say_and_asks_for_nothing() -> None:
    seen = Seen()
    seen.feed(CONVERSATIONS["html"].write("<script>x</script>", [hostile()], "zh"))
    assert {"b", "i", "script", "img", "link"}.isdisjoint(seen.tags)
    assert "<b>x</b>|`*_[a](b)" in seen.said
    assert "<script>x</script>" in seen.said


def test_a_conversation_has_every_question_in_order(asked: list[Answer]) -> None:
    for name in CONVERSATIONS:
        written = CONVERSATIONS[name].write("题", asked, "zh")
        places = [written.index(answer.question) for answer in asked]
        assert places == sorted(places)
        assert CONVERSATIONS[name].write("", [], "en").count("Conversation with jiwen") >= 1


@pytest.mark.parametrize(
    ("option", "first"), [("--csv", "\ufeff项目,"), ("--tsv", "项目\t"), ("--md", "## 各项目的执行数\n")]
)
def test_the_command_line_prints_the_same_formats(seed_store: Path, option: str, first: str) -> None:
    done = jiwen("ask", option, "各项目的执行数", "--store", seed_store)
    assert done.code == 0
    assert done.out.startswith(first)


def test_options_that_exclude_each_other_are_said_to(seed_store: Path) -> None:
    assert jiwen("ask", "--explain", "--csv", "各项目的执行数", "--store", seed_store).code == 2
    assert jiwen("ask", "--batch", "-", "--md", "--store", seed_store).code == 2
