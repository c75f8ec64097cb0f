"""The UI in a browser: a server on this machine's loopback alone, and a `jiwen` for each page that is opened.

Owns who is let in. The page, its script and the running of the program in it are textual-serve's. A page of another
site that the same browser shows must not reach the server, nor another person of this machine: a request needs the key
that is in the address that was printed, or the cookie that was given for it, and the right Host and Origin.
"""

from __future__ import annotations

import hmac
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

HOST = "127.0.0.1"
# Scripts and styles are the page's own; nothing is fetched from anywhere else.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LocalServer(Server):
    """Serves the UI over one store to who has the key. `ready` is called with the address once it is reachable."""

    def __init__(self, store: Path, port: int, ready: Callable[[str], None]) -> None:
        super().__init__(
            shell_command([sys.executable, "-m", "assistant.cli", "--store", str(store.absolute())]),
            host=HOST,
            port=port,
            title="jiwen",
            templates_path=Path(__file__).parent,
        )
        self._ready = ready
        self._key = secrets.token_urlsafe(24)
        self._cookie = f"jiwen-{port}"  # cookies do not know ports: two servers must not take each other's

    @property
    def address(self) -> str:
        return f"{self.public_url}/?key={self._key}"

    def run(self) -> None:
        """Serve until Ctrl-C. Raises OSError where the port is taken."""
        # What run_app calls to say that it listens is where the address is told: before, nobody is let in by it.
        web.run_app(
            self._make_app(),
            host=HOST,
            port=self.port,
            print=lambda *_: self._ready(self.address),
            access_log=None,
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing: textual-serve's own greeting would go to stdout."""

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._is_ours(request):
            raise web.HTTPForbidden(text="Open the address that `jiwen serve` printed.")
        response = await handler(request)
        if request.path == "/":
            response.headers.update(_HEADERS)
            response.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
        return response

    def _is_ours(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        if request.host != f"{HOST}:{self.port}" or origin not in (None, self.public_url):
            return False
        shown = request.query.get("key") if request.path == "/" else None
        return hmac.compare_digest(shown or request.cookies.get(self._cookie, ""), self._key)


def shell_command(arguments: list[str]) -> str:
    """A command line that the shell of this platform takes apart into these arguments again."""
    return subprocess.list2cmdline(arguments) if sys.platform == "win32" else shlex.join(arguments)
