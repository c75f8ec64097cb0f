"""A form's tables as they stand: each cell in its column, merged ones across, figures whole, every place found."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.tui.laying import Laid, laid_out
from store.reading.document import Document, Grid, GridCell, Line, cell_name
from store.records import Place


def cell(text: str, row: int, column: int, height: int = 1, width: int = 1) -> GridCell:
    return GridCell(text, Place(cell=cell_name(row, column)), row, column, height, width)


def laid(*blocks: Line | Grid, width: int = 60) -> Laid:
    return laid_out(Document(Path("表.docx"), "docx", blocks), width)


def at(form: Laid, name: str) -> list[str]:
    return [form.lines[span.line][span.start : span.end] for span in form.find(None, None, name)]


FUNDS = Grid(
    (
        cell("项目资金（元）", 0, 0, height=3),
        *(cell(text, 0, n) for n, text in enumerate(("", "年初预算数", "全年预算数", "全年执行数"), 1)),
        *(cell(text, 1, n) for n, text in enumerate(("年度资金总额", "4574100.00", "4524300.00", "4015625.03"), 1)),
        cell("合计数字跨列 1234567.89", 2, 1, width=4),
    )
)


def test_cells_of_a_column_stand_one_below_the_other_and_figures_are_whole() -> None:
    form = laid(FUNDS)
    head, first = (
        next(line for line in form.lines if "全年预算数" in line),
        next(n for n in form.lines if "4574100.00" in n),
    )
    assert cell_len(head[: head.index("全年预算数")]) == cell_len(first[: first.index("4524300.00")])
    assert at(form, "D2") == ["4524300.00"]


def test_a_place_is_found_where_its_cell_stands_and_only_there() -> None:
    form = laid(Line("标题", Place(line=1)), FUNDS)
    assert at(form, "E2") == ["4015625.03"]
    assert "".join(at(form, "A1")) == "项目资金（元）"
    assert form.find(1, None, None)[0].line == 0
    assert form.find(None, None, "Z9") == ()


def test_a_narrow_view_keeps_figures_whole_and_wraps_words() -> None:
    form = laid(FUNDS, width=44)
    assert at(form, "C2") == ["4574100.00"]
    assert len(at(form, "B2")) > 1
    assert max(map(cell_len, form.lines)) <= 44


def test_a_merged_figure_is_not_broken_either() -> None:
    row = [cell("845400.00", 0, n * 2, width=2) for n in range(4)]
    form = laid(Grid((*row, *(cell("", 1, n) for n in range(8)))), width=50)
    assert at(form, "C1") == ["845400.00"]


@given(
    st.lists(
        st.tuples(st.text(alphabet="预算执行率 12.5%\n[x]", max_size=30), st.integers(0, 5), st.integers(0, 5)),
        max_size=12,
        unique_by=lambda one: one[1:],
    ),
    st.integers(20, 100),
)
def test_nothing_of_any_cell_is_lost(cells: list[tuple[str, int, int]], width: int) -> None:
    form = laid(Grid(tuple(cell(text, row, column) for text, row, column in cells)), width=width)
    for text, row, column in cells:
        assert "".join("".join(at(form, cell_name(row, column))).split()) == "".join(text.split())
