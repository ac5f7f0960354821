"""A browser of a few lines: asks an ASGI application in this process, and keeps its cookie."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

T = TypeVar("T")
HOST = "127.0.0.1:8000"


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Do it in a thread of its own: a browser that tests before this one drove leaves its loop in the first."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@dataclass(frozen=True)
class Replied:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Browser:
    """Asks, with the cookies that it was given."""

    app: ASGIApp
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, target: str, **headers: str) -> Replied:
        return self.ask("GET", target, b"", **headers)

    def post(self, target: str, sent: Any, **headers: str) -> Replied:
        given = {"content_type": "application/json", **headers}
        return self.ask("POST", target, json.dumps(sent).encode(), **given)

    def ask(self, method: str, target: str, body: bytes, **headers: str) -> Replied:
        return apart(self.asking(method, target, body, **headers))

    async def asking(self, method: str, target: str, body: bytes = b"", **headers: str) -> Replied:
        path, _, query = target.partition("?")
        given = {"host": HOST, "content-length": str(len(body))}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
        }
        sent: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        got: list[Message] = []

        async def receive() -> Message:
            if not sent:
                await asyncio.Event().wait()  # a browser that stays
            return sent.pop()

        async def send(message: Message) -> None:
            got.append(message)

        await self.app(scope, receive, send)
        pairs = [(name.decode(), value.decode()) for name, value in got[0]["headers"]]
        for name, value in pairs:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        body = b"".join(message.get("body", b"") for message in got[1:])
        return Replied(got[0]["status"], dict(pairs), body)
