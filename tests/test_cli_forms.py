"""`jiwen index`, `show`, `search` and `export`: forms in, forms out, and what is said of files that are none."""

import csv
import io
import json
from pathlib import Path

import pytest

from assistant.cli.exits import Exit
from command_line import CORPUS, SEED, jiwen
from seed_forms import AFFAIRS, HALL, NO_FORM, TRAINING, write

SEED_LINES = SEED.read_text(encoding="utf-8").splitlines()


class TestIndex:
    def test_it_says_what_it_read_and_leaves_alone_what_did_not_change(self, tmp_path: Path) -> None:
        store = tmp_path / "deep" / "jiwen.db"
        first, again = (jiwen("index", "--store", store, SEED) for _ in range(2))
        assert (first.code, first.out) == (Exit.DONE, f"forms: 3; files: 1 read; store: {store}\n")
        assert (again.code, again.out) == (Exit.DONE, f"forms: 3; files: 1 unchanged; store: {store}\n")
        assert first.err == again.err == ""

    def test_the_corpus_is_read_though_its_readme_is_no_form(self, tmp_path: Path) -> None:
        indexed = jiwen("index", "--json", "--store", tmp_path / "jiwen.db", CORPUS)
        assert indexed.code == Exit.DONE, indexed.err
        report = json.loads(indexed.out)
        assert report["forms"] == 3
        assert {Path(f["path"]).name: f["status"] for f in report["files"]} == {
            "README.md": "skipped",
            SEED.name: "read",
        }

    def test_a_bad_file_is_named_with_what_to_do_and_the_others_are_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "forms"
        folder.mkdir()
        write(folder, training=TRAINING)
        missing = tmp_path / "nowhere"
        indexed = jiwen("index", "--store", tmp_path / "jiwen.db", missing, folder)
        assert indexed.code == Exit.FILE
        assert "1 failed" in indexed.out
        assert "1 read" in indexed.out
        assert f"{missing}: failed: there is no such file or folder; check the path" in indexed.err

    @pytest.mark.parametrize("content", ["", NO_FORM])
    def test_a_file_that_is_named_itself_and_holds_no_form_is_bad_input(self, content: str, tmp_path: Path) -> None:
        write(tmp_path, notice=content)
        indexed = jiwen("index", "--store", tmp_path / "jiwen.db", tmp_path / "notice.txt")
        assert indexed.code == Exit.FILE
        assert "notice.txt: skipped: " in indexed.err

    def test_a_form_that_is_cut_off_is_stored_and_what_is_missing_is_said(self, tmp_path: Path) -> None:
        write(tmp_path, hall=HALL[: len(HALL) // 2])
        store = tmp_path / "jiwen.db"
        indexed = jiwen("index", "--store", store, tmp_path / "hall.txt")
        assert indexed.code == Exit.FILE
        assert "hall.txt: read partial: " in indexed.err
        shown = jiwen("show", "--store", store, "信访大厅")
        assert "4,015,625.03" in shown.out
        assert "缺：" in shown.out

    def test_a_folder_without_forms_is_nothing_found(self, tmp_path: Path) -> None:
        write(tmp_path, notice=NO_FORM)
        assert jiwen("index", "--store", tmp_path / "jiwen.db", tmp_path).code == Exit.NOTHING

    def test_a_store_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        indexed = jiwen("index", "--store", tmp_path / "file" / "jiwen.db", SEED)
        assert indexed.code == Exit.STORE
        assert str(tmp_path / "file") in indexed.err


class TestShow:
    def test_the_whole_form_stands_there_with_the_lines_of_its_values(self, seed_store: Path) -> None:
        shown = jiwen("show", "--store", seed_store, "全区信访业务培训")
        assert shown.code == Exit.DONE, shown.err
        rows = [line.split() for line in shown.out.splitlines()]
        total = next(row for row in rows if row[:1] == ["年度资金总额"])
        assert total[1:7] == ["50,000.00", "50,000.00", "49,956.50", "10", "99.91", "9.99"]
        assert SEED_LINES[int(total[7]) - 1].startswith("年度资金总额 50000.00")
        satisfaction = next(row for row in rows if "工作人员满意度率" in row)
        assert satisfaction[:9] == [
            *("满意度指标", "(10分)", "服务对象满意度指标", "工作人员满意度率"),
            "≥96%",
            "100%",
            "10",
            "10",
            "-",
        ]
        assert "≥96%" in SEED_LINES[int(satisfaction[9]) - 1]

    @pytest.mark.parametrize(
        "name", ["440307210701500010882", "培训", "信访 业务 2023 龙岗", "全区信访业务培訓".replace("訓", "训")]
    )
    def test_a_code_a_part_or_several_words_name_it(self, name: str, seed_store: Path) -> None:
        shown = jiwen("show", "--json", "--store", seed_store, *name.split())
        assert json.loads(shown.out)["project_name"] == "全区信访业务培训"

    def test_a_whole_name_is_not_drowned_by_names_that_it_is_part_of(self, tmp_path: Path) -> None:
        store = tmp_path / "jiwen.db"
        write(tmp_path, a=AFFAIRS, b=TRAINING.replace("全区信访业务培训", "信访事务补充"))
        jiwen("index", "--store", store, tmp_path)
        assert json.loads(jiwen("show", "--json", "--store", store, "信访事务").out)["project_name"] == "信访事务"

    def test_several_that_fit_are_listed(self, seed_store: Path) -> None:
        shown = jiwen("show", "--store", seed_store, "信访")
        assert shown.code == Exit.CLARIFY
        assert "3 forms fit" in shown.err
        assert len(shown.out.splitlines()) == 2 + 3

    def test_none_that_fits_brings_the_nearest(self, seed_store: Path) -> None:
        shown = jiwen("show", "--store", seed_store, "全区信访业务陪训")
        assert (shown.code, shown.out) == (Exit.NOTHING, "")
        assert "the nearest are 全区信访业务培训" in shown.err

    @pytest.mark.parametrize("nothing", ["", " ", "\x1b"])
    def test_a_name_without_a_letter_fits_no_form(self, nothing: str, seed_store: Path) -> None:
        assert jiwen("show", "--store", seed_store, nothing).code == Exit.NOTHING


class TestSearch:
    def test_hits_come_with_their_line_project_and_field(self, seed_store: Path) -> None:
        found = jiwen("search", "--store", seed_store, "档案", "归档")
        assert found.code == Exit.DONE, found.err
        heading, snippet = found.out.splitlines()[:2]
        place, *where = heading.split("  ")
        assert where == ["区信访大厅（区维稳中心）管理事务", "2023", "三级指标"]
        assert "档案规范" in SEED_LINES[int(place.removeprefix(f"{SEED.name}:")) - 1]
        assert "档案规范化整理归档" in snippet

    def test_json_has_the_marks(self, seed_store: Path) -> None:
        hits = json.loads(jiwen("search", "--json", "--store", seed_store, "满意度率").out)
        assert len(hits) == 3
        for hit in hits:
            assert [hit["text"][start:end] for start, end in hit["marks"]] == ["满意度率"]

    def test_a_limit_says_that_there_is_more(self, seed_store: Path) -> None:
        found = jiwen("search", "--limit", "1", "--store", seed_store, "满意度率")
        assert len(found.out.splitlines()) == 2
        assert "there are more" in found.err

    def test_nothing_found_is_an_exit_code(self, seed_store: Path) -> None:
        found = jiwen("search", "--store", seed_store, "核电站")
        assert (found.code, found.out) == (Exit.NOTHING, "")
        assert "核电站" in found.err


class TestExport:
    def test_json_is_every_form_with_its_source(self, seed_store: Path) -> None:
        forms = json.loads(jiwen("export", "--format", "json", "--store", seed_store).out)
        assert [form["source"]["form_index"] for form in forms] == [0, 1, 2]
        assert {form["source"]["file"] for form in forms} == {str(SEED.resolve())}
        assert [form["funds"][0]["executed"] for form in forms] == ["4015625.03", "1711929.00", "49956.50"]

    @pytest.mark.parametrize(("rows", "count"), [("projects", 3), ("indicators", 19 + 10 + 10)])
    def test_csv_opens_in_excel(self, rows: str, count: int, seed_store: Path, tmp_path: Path) -> None:
        output = tmp_path / "导出.csv"
        piped = jiwen("export", "--format", "csv", "--rows", rows, "--store", seed_store)
        written = jiwen("export", "--format", "csv", "--rows", rows, "--store", seed_store, "--output", output)
        assert (written.code, written.out) == (Exit.DONE, "")
        assert piped.out.startswith("\ufeff")
        assert output.read_bytes() == piped.out.encode()
        table = list(csv.reader(io.StringIO(output.read_text(encoding="utf-8-sig"), newline="")))
        assert len(table) == 1 + count
        assert {len(row) for row in table} == {len(table[0])}
        assert not any(cell.startswith("=") for row in table for cell in row)

    def test_a_file_that_cannot_be_written_keeps_what_was_there(self, seed_store: Path, tmp_path: Path) -> None:
        for output in (tmp_path, tmp_path / "none" / "e.json", seed_store):
            before = seed_store.read_bytes()
            exported = jiwen("export", "--format", "json", "--store", seed_store, "--output", output)
            assert exported.code == Exit.FILE
            assert str(output) in exported.err
            assert seed_store.read_bytes() == before
        assert list(tmp_path.iterdir()) == []


HOSTILE = "[red]名[/x]\x1b[31m\x00\x9b2J\u202e'); DROP TABLE"


def test_text_of_a_form_is_never_a_terminal_escape_nor_lost(tmp_path: Path) -> None:
    """The same hostile text as a project's name, a goal and an indicator, through every command that shows it."""
    text = TRAINING
    for replaced in ("全区信访业务培训 ", "参训人员能够熟练", "工作人员满意度率 "):
        assert replaced in text
        text = text.replace(replaced, HOSTILE + replaced, 1)
    write(tmp_path, hostile=text)
    store = tmp_path / "jiwen.db"
    asked = [
        jiwen("index", "--store", store, tmp_path / "hostile.txt"),
        jiwen("ask", "--store", store, "哪个项目花钱最少"),
        jiwen("ask", "--json", "--store", store, "哪个项目花钱最少"),
        jiwen("ask", "--store", store, HOSTILE.replace("\0", "")),
        jiwen("summary", "--store", store),
        jiwen("show", "--store", store, "培训"),
        jiwen("search", "--store", store, "培训"),
        jiwen("export", "--format", "json", "--store", store),
        jiwen("export", "--format", "csv", "--store", store),
        jiwen("\x1b[31m"),
        jiwen("--\x1b[31m"),
        jiwen("index", "--store", store, tmp_path / "\x1b[31m"),
    ]
    for ended in asked:
        assert ended.code != Exit.CRASH, ended.err
        for character in "\x1b\0\x9b\u202e":
            assert character not in ended.out + ended.err
    assert all("[red]名[/x]" in ended.out for ended in (asked[1], *asked[4:9]))
