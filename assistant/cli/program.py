"""The program `jiwen`: its commands, and how each of its ends becomes an exit code and a sentence.

Owns the list of commands and the handling of everything that goes wrong. A command's module is imported only
when the command is run, so that a question waits for nothing that it does not need.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from assistant.cli.exits import MEANING, Exit
from assistant.cli.options import store_option
from assistant.cli.streams import UnwritableOutput, note, use_utf8
from store.errors import FileProblem, StoreError

COMMANDS = (
    "ask",
    "index",
    "search",
    "summary",
    "show",
    "check",
    "export",
    "watch",
    "forget",
    "config",
    "doctor",
    "serve",
)


CHOOSE = -1  # of --resume: from the list


class LazyGroup(click.Group):
    """Finds a command `name` as the object `name` of the module `assistant.cli.name`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"assistant.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(f"there is no command {args[0]!r}. To ask a question: jiwen ask {' '.join(args)}")
        return super().resolve_command(ctx, args)


_CODES = "\n".join(f"  {code:>3}  {MEANING[code]}" for code in Exit)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"\b\nExit codes:\n{_CODES}",
)
@click.version_option(package_name="jiwen", message="%(prog)s %(version)s")
@click.option("--continue", "goes_on", is_flag=True, help="Go on with the conversation in which you asked last.")
@click.option(
    "--resume",
    metavar="[ID]",
    is_flag=False,
    flag_value=CHOOSE,
    type=int,
    help="Go on with this conversation, or choose one from the list.",
)
@store_option
@click.pass_context
def jiwen(context: click.Context, goes_on: bool, resume: int | None) -> int:
    """Ask a pile of 项目支出绩效自评表 anything, in Chinese or English.

    Without a command it opens the terminal UI. Conversations are kept beside the store.

    \b
    Examples:
      jiwen index ./自评表
      jiwen ask 哪个项目花钱最少
      jiwen ask "which indicators scored below cap"
      jiwen --continue
    """
    if context.invoked_subcommand is not None:
        if goes_on or resume is not None:
            raise click.UsageError("--continue and --resume are for the terminal UI, which has no command")
        return Exit.DONE
    if goes_on and resume is not None:
        raise click.UsageError("--continue takes the last conversation, --resume another: give one of them")
    return _open_ui(0 if goes_on else resume)


def _open_ui(resume: int | None) -> int:
    if not (_in_browser() or all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))):  # drawn on stderr
        raise click.UsageError("the terminal UI needs a terminal. To ask without one: jiwen ask QUESTION")
    from assistant.cli.options import chosen_store
    from assistant.corpus import corpus_folder
    from assistant.tui import run as run_ui

    return run_ui(chosen_store(), corpus_folder(), resume)


def _in_browser() -> bool:
    """Whether `jiwen serve` has started this: what is drawn goes to it, through a pipe."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("textual.drivers.web_driver")


def run(arguments: Sequence[str]) -> int:
    """Run one command line. Returns the exit code; every error has been said by then."""
    use_utf8()
    try:
        with jiwen.make_context("jiwen", list(arguments)) as context:
            return int(jiwen.invoke(context) or Exit.DONE)
    except Exception as ending:
        return _ended_by(ending)


def _ended_by(ending: Exception) -> int:
    """Say what ended a command early. Returns the exit code."""
    code: int = Exit.CRASH
    match ending:
        case click.exceptions.Exit():  # --help, --version
            code = ending.exit_code
        case click.ClickException():
            code = ending.exit_code
            command = f"{ending.ctx.command_path} " if isinstance(ending, click.UsageError) and ending.ctx else "jiwen "
            note(f"jiwen: {ending.format_message()} (see {command}--help)")
        case StoreError():
            code = Exit.STORE
            note(f"jiwen: {ending}")
        case FileProblem():
            code = Exit.FILE
            note(f"jiwen: {ending}")
        case UnwritableOutput() | BrokenPipeError():
            code = _end_of_output(ending)
        case _:
            sys.excepthook(type(ending), ending, ending.__traceback__)
            note("jiwen: this is a fault in jiwen itself; please report it with the lines above")
    return code


def _end_of_output(ending: UnwritableOutput | BrokenPipeError) -> int:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter's own last flush fails again
    if isinstance(ending, BrokenPipeError) or ending.closed:
        return Exit.DONE
    note(f"jiwen: {ending}")
    return Exit.FILE
