"""How the UI starts: on a store, on a folder where there is no store, and on what is neither."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from assistant.tui import clipboard
from assistant.tui.app import JiwenApp
from assistant.tui.commands import ACTIONS
from assistant.tui.messages import Asked
from assistant.tui.texts import _TEXTS as TEXTS
from assistant.tui.texts import Texts, ui_language
from assistant.tui.widgets.progress import IndexProgress
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.turn import Notice, Turn
from command_line import environment
from seed_forms import AFFAIRS, NO_FORM, TRAINING, write
from store import indexing
from tui_driving import ask, opened, press, settled, shown


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    return folder


async def test_where_there_is_no_store_the_corpus_is_read_and_can_be_asked(tmp_path: Path, forms: Path) -> None:
    write(forms, training=TRAINING, affairs=AFFAIRS)
    async with opened(tmp_path / "new" / "jiwen.db", corpus=forms) as pilot:
        assert "库里有 2 张自评表" in shown(pilot)
        assert not pilot.app.screen.query_one(IndexProgress).display
        await ask(pilot, "哪个项目花钱最少")
        assert "49,956.50" in shown(pilot)


async def test_a_store_that_holds_nothing_is_filled_too(tmp_path: Path, forms: Path) -> None:
    store = tmp_path / "jiwen.db"
    indexing.index(store, [forms])
    write(forms, training=TRAINING)
    async with opened(store, corpus=forms) as pilot:
        assert "库里有 1 张自评表" in shown(pilot)


async def test_a_store_that_holds_something_is_left_as_it_is(forms: Path, seed_store: Path) -> None:
    write(forms, training=TRAINING)
    before = seed_store.read_bytes()
    async with opened(seed_store, corpus=forms) as pilot:
        assert "库里有 3 张自评表" in shown(pilot)
    assert seed_store.read_bytes() == before


async def test_files_that_could_not_be_read_are_named_with_the_reason(tmp_path: Path, forms: Path) -> None:
    write(forms, training=TRAINING, cut=AFFAIRS[: len(AFFAIRS) // 2])
    (forms / "damaged.txt").write_bytes(b"%PDF-1.7 \xff\xfe")
    async with opened(tmp_path / "jiwen.db", corpus=forms, size=(100, 40)) as pilot:
        said = " ".join(str(text.content) for text in pilot.app.screen.query(Static))
        assert "damaged.txt" in said
        assert "cut.txt" in said
        assert "库里有 2 张自评表" in shown(pilot)


async def test_progress_is_drawn_while_files_are_read(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        assert isinstance(pilot.app, JiwenApp)
        pilot.app._show_progress(indexing.Progress(3, 12, Path("全区信访.txt")))
        await settled(pilot)
        assert "正在读入 3/12 全区信访.txt" in shown(pilot)
        bar = pilot.app.screen.query_one(IndexProgress)
        done = bar.get_visual_style("progress--done").background
        cells = [s.style.bgcolor for s in bar.render_line(0) for _ in range(s.cell_length) if s.style]
        filled = sum(color is not None and color.name == done.rich_color.name for color in cells)
        assert filled == pytest.approx(80 * 3 / 12, abs=1)


async def test_a_question_asked_too_early_is_kept(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        assert isinstance(pilot.app, JiwenApp)
        pilot.app.main.show_projects(())  # a store that holds something answers meanwhile
        pilot.app.main.show_progress("", 0.5)
        await ask(pilot, "哪个项目花钱最少")
        assert not pilot.app.screen.query(Turn)
        assert pilot.app.screen.query_one(Prompt).text == "哪个项目花钱最少"
        pilot.app.main.end_progress()
        await press(pilot, "enter")
        assert "49,956.50" in shown(pilot)


async def test_leaving_while_files_are_read_ends_at_once_and_keeps_what_was_stored(
    tmp_path: Path, forms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(forms, **{f"n{n}": NO_FORM for n in range(20)})
    started: list[int] = []
    real = indexing.read

    def slow(path: Path) -> object:
        import time

        started.append(1)
        time.sleep(0.1)
        return real(path)

    monkeypatch.setattr(indexing, "read", slow)
    app = JiwenApp(tmp_path / "jiwen.db", forms, "zh")
    async with app.run_test() as pilot:
        await pilot.pause(0.3)
        app.exit()
    assert 0 < len(started) < 20


def no_store(path: Path) -> None:
    path.write_bytes(b"this is no database, whatever its name says" * 50)


def newer_store(path: Path) -> None:
    import sqlite3

    indexing.index(path, [])
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("spoil", [no_store, newer_store, a_folder])
async def test_a_store_that_cannot_be_used_is_said_with_its_path_and_a_remedy(tmp_path: Path, spoil: object) -> None:
    store = tmp_path / "jiwen.db"
    assert callable(spoil)
    spoil(store)
    async with opened(store, size=(120, 36)) as pilot:
        assert "jiwen.db" in shown(pilot).replace("\n", "")
        assert "--store" in " ".join(str(text.content) for text in pilot.app.screen.query(Static))
        await ask(pilot, "哪个项目花钱最少")
        assert len(pilot.app.screen.query(Notice)) == 2
        assert pilot.app.is_running


async def test_without_store_and_corpus_it_says_how_to_make_one_and_asks_once_it_is_there(
    tmp_path: Path, forms: Path
) -> None:
    store = tmp_path / "jiwen.db"
    async with opened(store) as pilot:
        assert "jiwen index" in shown(pilot)
        write(forms, training=TRAINING)
        indexing.index(store, [forms])
        await ask(pilot, "哪个项目花钱最少")
        assert "49,956.50" in shown(pilot)


async def test_ctrl_q_leaves(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running
        assert pilot.app.return_code == 0


async def test_ctrl_c_says_how_to_leave(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, "tab", "ctrl+c")
        assert "按 Ctrl+Q 退出" in shown(pilot)


async def test_the_last_answer_is_copied_by_the_systems_own_program(
    seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "copy", lambda text: copied.append(text) or clipboard.Copied.SEEN)
    async with opened(seed_store) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "ctrl+y")
        assert "已复制" in shown(pilot)
    (text,) = copied
    assert text.startswith("哪个项目花钱最少\n\n")
    assert "全区信访业务培训\t49,956.50" in text
    assert "longgang-xinfang-2023.txt" in text


async def test_without_a_clipboard_the_answer_is_saved_and_the_path_said(
    tmp_path: Path, forms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "programs", list)
    write(forms, training=TRAINING)
    async with opened(tmp_path / "jiwen.db", corpus=forms, size=(200, 40)) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "ctrl+y")
        (saved,) = (tmp_path / "answers").iterdir()
        assert "49,956.50" in saved.read_text(encoding="utf-8")
        assert saved.name in shown(pilot)


def kitty_flag(**changes: str) -> str:
    code = (
        "import sys, assistant.tui; assert not any(m.split('.')[0] in ('textual', 'rich') for m in sys.modules);"
        "import textual.constants as c; print(c.DISABLE_KITTY_KEY)"
    )
    env = environment(**changes)
    if not changes:
        env.pop("TEXTUAL_DISABLE_KITTY_KEY", None)
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_kitty_protocol_is_off_before_textual_is_imported_and_a_user_can_have_it_back() -> None:
    assert kitty_flag() == "True"
    assert kitty_flag(TEXTUAL_DISABLE_KITTY_KEY="0") == "False"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "JIWEN_LANG": "en"}, "en"),
        ({"LANG": "C.UTF-8", "JIWEN_LANG": "zh"}, "zh"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
    ],
)
def test_the_language_of_keys_and_notes_is_the_locales(environment: dict[str, str], language: str) -> None:
    assert ui_language(None, environment) == language


def test_every_text_takes_the_same_values_in_both_languages() -> None:
    from string import Formatter

    for chinese, english in TEXTS.values():
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (chinese, english)]
        assert fields[0] == fields[1]
    for action in ACTIONS:
        for pair in (action.label, action.meaning):
            assert Texts("zh").of(pair) != Texts("en").of(pair)


async def test_asking_by_message_is_what_every_widget_does(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        pilot.app.screen.post_message(Asked("哪个项目花钱最少"))
        await settled(pilot)
        assert len(pilot.app.screen.query(Turn)) == 1
