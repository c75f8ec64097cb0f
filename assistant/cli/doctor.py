"""`jiwen doctor`: whether all that jiwen needs is there, and what to do where it is not."""

from __future__ import annotations

import click

from assistant.cli.exits import Exit
from assistant.cli.options import chosen_store, json_option, store_option
from assistant.cli.streams import say
from assistant.plain import json_text, plain


@click.command()
@click.option(
    "--language", type=click.Choice(["zh", "en"]), help="Of the report. Default: JIWEN_LANG, else your locale."
)
@json_option
@store_option
def doctor(language: str | None, as_json: bool) -> int:
    """Check terminal, clipboard, settings and store, and say what to do.

    Nothing is changed. How wide the terminal draws Chinese, and signs that terminals disagree on, is
    measured where the output goes to it. It exits with 6 where the store cannot be used.

    \b
    Examples:
      jiwen doctor
      jiwen doctor --json
    """
    from assistant.doctor import Verdict, examined
    from assistant.tui.texts import ui_language
    from assistant.wording.phrases import phrases

    spoken = language or ui_language()
    found = list(examined(chosen_store()))
    if as_json:
        say(json_text([checked.as_json(spoken) for checked in found], indent=2))
    else:
        verdicts = phrases(spoken, "doctor")
        for checked in found:
            verdict = verdicts(f"verdict.{checked.verdict.value}")
            colon = "：" if spoken == "zh" else ": "
            say(plain(f"[{verdict}] {checked.called(spoken)}{colon}{checked.says(spoken)}"))
            if remedy := checked.remedy(spoken):
                say("    " + plain(remedy))
    unusable = any(checked.name == "store" and checked.verdict is Verdict.BAD for checked in found)
    return Exit.STORE if unusable else Exit.DONE
