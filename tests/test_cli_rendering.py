"""How an answer is laid out: headline, table, how it was understood, sources."""

from collections.abc import Sequence

import pytest

from assistant.answer import Answer, CellValue, Column, Source, Status
from assistant.cli.rendering import say_answer

FILE = "/forms/longgang.txt"
NAME, SPENT = Column("project_name", "项目"), Column("executed", "全年执行数", "元")


def source(line: int, name: str | None = None, **place: int | str) -> Source:
    return Source(None, name, FILE, line, year=2023, **place)  # type: ignore[arg-type]


def answer(
    columns: Sequence[Column] = (),
    rows: Sequence[tuple[CellValue, ...]] = (),
    sources: Sequence[tuple[Source, ...]] = (),
    **fields: object,
) -> Answer:
    given: dict[str, object] = {"question": "问", "language": "zh", "status": Status.ANSWERED, "text": "答。", **fields}
    return Answer(columns=tuple(columns), rows=tuple(rows), sources=tuple(sources), **given)  # type: ignore[arg-type]


def laid_out(answered: Answer, capsys: pytest.CaptureFixture[str]) -> list[str]:
    say_answer(answered)
    return capsys.readouterr().out.splitlines()


def test_everything_stands_in_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    answered = answer(
        (NAME, SPENT),
        (("信访事务", 1711929), ("培训", 49956.5)),
        ((source(180, "信访事务"),), (source(339, "培训"),)),
        interpretation="项目按全年执行数",
        suggestions=("还问什么",),
    )
    assert laid_out(answered, capsys) == [
        "答。",
        "",
        "项目      全年执行数 (元)  来源",
        "--------  ---------------  ----",
        "信访事务     1,711,929.00  1",
        "培训            49,956.50  2",
        "",
        "理解为：项目按全年执行数",
        "",
        "来源：",
        "  [1] longgang.txt:180  信访事务  2023",
        "  [2] longgang.txt:339  培训  2023",
    ]


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("元", 4015625.03, "4,015,625.03"),
        ("元", 0, "0.00"),
        ("元", -49800, "-49,800.00"),
        ("%", 88.76, "88.76"),
        ("%", 100, "100.00"),
        ("分", 8.88, "8.88"),
        ("分", 10, "10"),
        ("分", 0.1 + 0.2, "0.3"),
        (None, 2023, "2023"),
        (None, None, "-"),
    ],
)
def test_a_figure_is_written_as_its_unit_is(
    unit: str | None, value: CellValue, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = laid_out(answer((Column("value", "值", unit),), ((value,),)), capsys)
    assert lines[-1].strip() == expected


def test_a_figure_of_several_records_names_them_all_and_a_record_has_one_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [source(line) for line in (22, 180, 339, 350, 360)]
    rows = (("全部", 1), ("其中", 2))
    lines_out = laid_out(
        answer((NAME, SPENT), rows, (tuple(lines[:3]), (lines[1], lines[0], lines[3], lines[4]))), capsys
    )
    assert [line.split()[-1] for line in lines_out[4:6]] == ["1-3", "1-2,4-5"]
    assert [line.split("]")[0].strip() for line in lines_out[8:]] == ["[1", "[2", "[3", "[4", "[5"]


def test_choices_are_numbered(capsys: pytest.CaptureFixture[str]) -> None:
    answered = answer(status=Status.CLARIFY, text="哪一个？", choices=("年初预算数", "全年预算数"))
    assert laid_out(answered, capsys) == ["哪一个？", "  1. 年初预算数", "  2. 全年预算数"]


def test_a_place_in_a_pdf_or_a_workbook_is_named_by_page_or_cell(capsys: pytest.CaptureFixture[str]) -> None:
    places = (Source(None, None, "/f/a.pdf", page=3), Source(None, None, "/f/b.xlsx", cell="B7"))
    assert laid_out(answer((NAME,), (("x",),), (places,)), capsys)[-2:] == ["  [1] a.pdf p. 3", "  [2] b.xlsx B7"]


def test_control_characters_never_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "[red]\x1b[31m\x00\x9b2J\u202e[/x]\nnext"
    answered = answer(
        (Column("k", hostile, hostile),),
        ((hostile,),),
        ((source(1, hostile),),),
        text=hostile,
        interpretation=hostile,
        choices=(hostile,),
    )
    out = "\n".join(laid_out(answered, capsys))
    assert out.count("[red][31m2J[/x] next") == 7
    assert not set(out) & set("\x1b\0\x9b\u202e")
