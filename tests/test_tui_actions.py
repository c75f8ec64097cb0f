"""One registry of actions: keys, footer, palette, `/` and help are all made from it, and the settings change it."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, OptionList

from assistant.tui import settings
from assistant.tui.app import JiwenApp
from assistant.tui.commands import ACTIONS, BY_ID
from assistant.tui.commands.binding import available, contexts_of, doer
from assistant.tui.commands.finding import chosen, matches
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.turn import Turn
from tui_driving import area, ask, opened, press, shown

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def own_settings(text: str) -> Path:
    file = settings.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def app_of(pilot: Pilot[None]) -> JiwenApp:
    assert isinstance(pilot.app, JiwenApp)
    return pilot.app


def test_every_action_has_a_name_of_its_own_and_no_plain_letter() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert not {*action.keys} & {*LETTERS}
        assert action.keys or (action.changeable and action.listed), action.id


def test_no_two_actions_of_a_place_share_a_key() -> None:
    for contexts in (("prompt", "main", "app"), ("table", "main", "app"), ("source", "over", "app")):
        keys = [key for action in ACTIONS if action.context in contexts and action.run for key in action.keys]
        assert len(keys) == len(set(keys)), contexts


async def test_every_action_is_done_by_a_node_that_has_it(seed_store: Path) -> None:
    async with opened(seed_store, size=(160, 40)) as pilot:
        await ask(pilot, "信访事务和全区信访业务培训的执行率")
        done = set()
        small = (80, 24)
        opening = (["f3", "1"], ["escape", "f4"], ["escape", "ctrl+f"], ["escape", "ctrl+r"])
        for size, keys in (((160, 40), ["f3", "1"]), *((small, keys) for keys in opening)):
            await pilot.resize_terminal(*size)
            await press(pilot, *keys)
            for action in ACTIONS:
                node = doer(app_of(pilot).screen, action.context)
                if node is None or action.run is None:
                    continue
                name = action.run.rpartition(".")[2].partition("(")[0]
                owners = {"app": pilot.app, "screen": app_of(pilot).screen}
                owner = owners.get(action.run.partition(".")[0], node)
                assert hasattr(owner, f"action_{name}"), action.id
                done.add(action.id)
        assert done == {action.id for action in ACTIONS if action.run}


@pytest.mark.parametrize(("language", "typed"), [("zh", "配色"), ("zh", "peise"), ("zh", "ps"), ("en", "theme")])
async def test_the_palette_finds_a_command_by_words_sound_and_initials_and_runs_it(
    seed_store: Path, language: str, typed: str
) -> None:
    async with opened(seed_store, language=language) as pilot:
        was = pilot.app.theme
        await press(pilot, "ctrl+p", *typed)
        assert isinstance(pilot.app.screen, PaletteScreen)
        assert pilot.app.screen.query_one(OptionList).option_count >= 1
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, PaletteScreen)
        assert pilot.app.theme != was
        assert settings.load(BY_ID).theme == pilot.app.theme


async def test_the_palette_lists_what_can_be_done_here_and_escape_leaves_it(seed_store: Path) -> None:
    async with opened(seed_store, size=(100, 40)) as pilot:
        here = [pilot.app.texts.of(action.label) for action, _ in available(pilot.app.screen)]  # type: ignore[attr-defined]
        await press(pilot, "ctrl+p")
        listed = area(pilot, pilot.app.screen.query_one(OptionList)).splitlines()
        assert [line.split()[0] for line in listed if line.strip()] == [label.split()[0] for label in here]
        await press(pilot, "down", "escape")
        assert pilot.app.screen.query_one(Prompt).has_focus


async def test_what_is_in_no_command_is_said_to_be(seed_store: Path) -> None:
    async with opened(seed_store) as pilot:
        await press(pilot, "ctrl+p", *"zzzz", "enter")
        assert "没有这样的命令" in shown(pilot)


async def test_help_is_of_the_focused_widget_first(seed_store: Path) -> None:
    async with opened(seed_store, size=(80, 60)) as pilot:
        await ask(pilot, "三个项目的全年执行数")
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "发送问题" in shown(pilot)
        assert "打开这一行的原表" not in shown(pilot)
        await press(pilot, "escape", "tab", "f1")
        assert "打开这一行的原表" in shown(pilot)
        assert "发送问题" not in shown(pilot)


async def test_a_key_of_ones_own_takes_the_place_of_the_first_in_keys_footer_and_help(seed_store: Path) -> None:
    own_settings("[keys]\nsources = Ctrl+G, f12\n")
    async with opened(seed_store, size=(100, 50)) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        assert "Ctrl+G 来源" in " ".join(area(pilot, pilot.app.screen.query_one(Footer)).split())
        await press(pilot, "f3")
        assert pilot.app.screen.query(Turn)
        await press(pilot, "f1")
        assert "Ctrl+G F12" in shown(pilot)
        await press(pilot, "escape", "ctrl+g")
        assert "49956.50" in shown(pilot)


async def test_mistakes_in_the_settings_are_said_and_the_rest_is_used(seed_store: Path) -> None:
    own_settings("[ui]\ntheme = pink\nlanguage = en\n[keys]\nnothing = f9\ncopy = c\nsources = f9\n")
    async with opened(seed_store, size=(100, 50)) as pilot:
        for words in ("theme = pink", "nothing", "copy = c"):
            assert words in shown(pilot)
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "f9")
        assert "49956.50" in shown(pilot)


@pytest.mark.parametrize("text", ["[ui", "\x00", "[ui]\nlanguage zh\n", "theme = light\n"])
async def test_settings_that_cannot_be_read_do_not_keep_it_from_opening(seed_store: Path, text: str) -> None:
    own_settings(text)
    async with opened(seed_store) as pilot:
        assert "设置没有用上" in shown(pilot)
        await ask(pilot, "哪个项目花钱最少")
        assert "49,956.50" in shown(pilot)


async def test_the_language_is_changed_in_place_and_kept(seed_store: Path) -> None:
    async with opened(seed_store, size=(100, 30)) as pilot:
        await ask(pilot, "哪个项目花钱最少")
        await press(pilot, "ctrl+p", *"yingwen", "enter")
        assert "Ask here" in shown(pilot)
        assert "Quit" in area(pilot, pilot.app.screen.query_one(Footer))
        assert len(pilot.app.screen.query(Turn)) == 1
    app = JiwenApp(seed_store, None)
    assert app.texts.language == "en"


def test_a_value_is_changed_and_every_other_line_of_the_settings_kept() -> None:
    file = own_settings("# mine\n[ui]\n# theme = dark\ntheme=light\n\n[keys]\ncopy = f12\n")
    settings.save("theme", "contrast")
    settings.save("language", "en")
    text = file.read_text(encoding="utf-8")
    assert "# mine\n[ui]\n" in text
    assert "# theme = dark\ntheme = contrast\n" in text
    assert text.endswith("[keys]\ncopy = f12\n")
    read = settings.load(BY_ID)
    assert (read.theme, read.language, read.keys) == ("contrast", "en", {"copy": "f12"})
    file.unlink()
    settings.save("theme", "light")
    assert settings.load(BY_ID).theme == "light"


@pytest.mark.parametrize(
    ("key", "usable"),
    [("a", False), ("shift+a", False), ("?", False), ("hyper+a", False), ("", False), ("f25", False)]
    + [(key, True) for key in ("ctrl+a", "alt+1", "f5", "ctrl+f5", "shift+up", "escape")],
)
def test_a_plain_letter_is_no_key_for_an_action(key: str, usable: bool) -> None:
    assert settings.usable(key) is usable


@pytest.mark.parametrize("typed", ["信访", "xinfang", "xf", "XF", "ｘｆ", "xfsw2023", "事务 2023", "swu", ""])
def test_chinese_is_found_by_part_sound_and_initials(typed: str) -> None:
    assert matches(typed, "信访事务2023") is (typed != "swu")


def test_what_begins_with_the_typed_comes_first() -> None:
    assert chosen("b", ["ab", "bc", "c"], lambda word: (word,)) == ["bc", "ab"]


def test_contexts_are_named_by_the_classes_that_do_them() -> None:
    assert contexts_of(Prompt("")) == ("prompt",)
