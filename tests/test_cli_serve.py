"""`jiwen serve` lets in who has its address, and nobody else."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.tui.serving import shell_command
from command_line import environment, jiwen


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(store: Path) -> Iterator[tuple[int, str]]:
    """The port, and the address that was printed."""
    port = free_port()
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port), "--store", str(store)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(JIWEN_LANG="zh")
    )
    try:
        assert process.stdout is not None
        yield port, process.stdout.readline().decode("utf-8").strip()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def status(port: int, path: str, headers: Mapping[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()


SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def test_only_who_has_the_address_is_let_in(seed_store: Path) -> None:
    with serving(seed_store) as (port, address):
        assert address.startswith(f"http://127.0.0.1:{port}/?key=")
        page, key = address.split(str(port), 1)[1], address.split("key=")[1]
        given = {"Cookie": f"jiwen-{port}={key}"}
        assert status(port, page, {}) == 200
        assert status(port, "/static/css/xterm.css", given) == 200
        assert status(port, "/", {}) == 403
        assert status(port, page[:-1] + ("A" if page[-1] != "A" else "B"), {}) == 403
        assert status(port, f"/ws{page[1:]}", SOCKET) == 403
        assert status(port, "/ws", {**SOCKET, **given, "Origin": "http://elsewhere.example"}) == 403
        assert status(port, page, {"Host": f"elsewhere.example:{port}"}) == 403
        assert status(port, "/ws", {**SOCKET, **given, "Origin": f"http://127.0.0.1:{port}"}) == 101


def test_it_listens_on_loopback_alone(seed_store: Path) -> None:
    with serving(seed_store) as (port, _), socket.socket() as other:
        other.bind(("127.0.0.2", port))  # would be taken, if the server listened everywhere
        other.listen()


def test_a_port_that_is_taken_is_said_to_be(seed_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = jiwen("serve", "--port", str(taken.getsockname()[1]), "--store", seed_store)
    assert done.code == 2
    assert "name another with --port" in done.err


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix takes it apart")
def test_a_path_is_one_argument_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "我的 库; $(touch x) 'a' \"b\".db"
    said = subprocess.run(shell_command(["printf", "%s|", str(path)]), shell=True, capture_output=True, check=True)  # noqa: S602
    assert said.stdout.decode("utf-8") == f"{path}|"
