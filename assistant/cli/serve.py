"""`jiwen serve`: the UI in a browser of this machine."""

from __future__ import annotations

from importlib.util import find_spec

import click

from assistant.cli.exits import Exit
from assistant.cli.options import chosen_store, store_option
from assistant.cli.streams import note, say

PORT = 8643


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="The port to listen on.")
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
@store_option
def serve(port: int, opens: bool) -> int:
    """Open the UI in a browser of this machine.

    It listens on loopback alone, and lets in only who has the address that it prints, which is another one
    each time. Every page that opens it has a conversation of its own. Ctrl-C ends it.

    It needs textual-serve: pip install 'jiwen[serve]'.

    \b
    Examples:
      jiwen serve
      jiwen serve --open --store 2023.db
    """
    if find_spec("textual_serve") is None:
        raise click.UsageError("textual-serve is not installed: pip install 'jiwen[serve]'")
    from assistant.tui.serving import LocalServer

    def ready(address: str) -> None:
        say(address)
        note("jiwen: serving on this machine alone; Ctrl-C ends it")
        if opens:
            import webbrowser

            webbrowser.open(address)

    try:
        LocalServer(chosen_store(), port, ready).run()
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); name another with --port") from error
    return Exit.DONE
