"""`jiwen summary`: all projects, or one, in a few sentences and a table."""

import json
from pathlib import Path

from assistant.cli.exits import Exit
from command_line import jiwen
from seed_forms import HALL, write


def test_all_projects_are_summed_up(seed_store: Path) -> None:
    shown = jiwen("summary", "--store", seed_store)
    assert shown.code == Exit.DONE, shown.err
    for figure in ("5,777,510.53", "91.89", "4,015,625.03", "1,711,929.00", "49,956.50", "98.88"):
        assert figure in shown.out


def test_one_project_is_named_by_a_part_of_its_name_or_its_code(seed_store: Path) -> None:
    for name in ("培训", "440307210701500010882", "全区信访业务培训"):
        shown = jiwen("summary", "--json", "--store", seed_store, name)
        answer = json.loads(shown.out)
        assert answer["status"] == "answered"
        assert len(answer["rows"]) == 1
        assert {"全区信访业务培训", 49956.5, 99.91} <= set(answer["rows"][0])


def test_a_name_that_fits_several_projects_or_none_is_said_so(seed_store: Path) -> None:
    several, none = (jiwen("summary", "--store", seed_store, name) for name in ("信访", "全区信访业务陪训"))
    assert (several.code, len(several.out.splitlines())) == (Exit.CLARIFY, 2 + 3)
    assert (none.code, none.out) == (Exit.NOTHING, "")
    assert "全区信访业务培训" in none.err


def test_words_that_narrow_a_name_down_narrow_what_is_summed_up(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    write(folder, a=HALL, b=HALL.replace("2023", "2022"))
    store = tmp_path / "two.db"
    assert jiwen("index", "--store", store, folder).code == Exit.DONE
    one, both = (jiwen("summary", "--json", "--store", store, "大厅", *more) for more in (("a.txt",), ()))
    assert [len(json.loads(shown.out)["rows"]) for shown in (one, both)] == [1, 2]


def test_a_store_without_forms_has_nothing_to_sum_up(tmp_path: Path) -> None:
    store = tmp_path / "empty.db"
    jiwen("index", "--store", store, tmp_path)
    assert jiwen("summary", "--store", store).code == Exit.NOTHING
