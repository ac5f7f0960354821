"""The server on a real socket: who says nothing is let go, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from negsim.errors import OutputError
from negsim.studio.connections import BriskProtocol
from negsim.studio.server import listener_at, server_of

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

HEAD = b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"


async def hello(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(BriskProtocol, "seconds", 0.5)
    listener = listener_at(0)
    server = server_of(hello)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()
    listener.close()


def test_two_hundred_who_say_nothing_are_let_go_and_the_studio_answers_on(port: int) -> None:
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    for place, one in enumerate(silent):
        if place % 2:
            one.sendall(HEAD[:20])  # half a head says no more than nothing
    with socket.create_connection(("127.0.0.1", port)) as brisk:
        brisk.sendall(HEAD)
        assert brisk.recv(1000).startswith(b"HTTP/1.1 200")
    for one in silent:
        one.settimeout(60)
        assert one.recv(1) == b""  # closed by the other side
        one.close()


def test_whoever_listens_is_let_go_in_order_when_the_server_ends() -> None:
    ended = threading.Event()

    async def stream(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hello", "more_body": True})
        await asyncio.to_thread(ended.wait)
        await send({"type": "http.response.body", "body": b""})

    listener = listener_at(0)
    server = server_of(stream, ended.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    heard = b""
    with socket.create_connection(listener.getsockname()) as page:
        page.sendall(HEAD)
        while b"hello" not in heard:
            heard += page.recv(1000)
        server.should_exit = True
        while more := page.recv(1000):
            heard += more
    thread.join()
    listener.close()
    assert heard.endswith(b"0\r\n\r\n")


def test_a_port_that_is_taken_is_said_to_be(port: int) -> None:
    with pytest.raises(OutputError, match=f"port {port} is taken"):
        listener_at(port)
