"""Who is let in: this machine only, who came by the printed link, and nothing that another page sends.

Binding to the loopback address alone does not keep a page of the web out (DNS rebinding), hence the look at the Host.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 2_000_000
COOKIE = "negsim_studio"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass
class Secrets:
    """The token of the printed link, good once, and the secret of the cookie that it is changed for."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    is_used: bool = False

    def take(self, token: str) -> bool:
        """Use the token; False where it is another, or has been used."""
        if self.is_used or not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        self.is_used = True
        return True

    def is_known(self, cookie: str | None) -> bool:
        """Say whether a cookie is the one that was given."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self.session.encode())


class Refused(Exception):
    """A request that is not served, and how that is said."""

    def __init__(self, status: int, code: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"code": code, "message": message, "mend": mend}}


class Door:
    """Lets requests in, or answers them itself.

    Parameters
    ----------
    app : ASGI application
    hosts : callable
        Says whether a Host is ours, with its port.
    kept : Secrets
    open_paths : callable
        Says of a path whether it looks after itself, as a room does.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Callable[[str], bool],
        kept: Secrets,
        open_paths: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.app, self.hosts, self.kept, self.open_paths = app, hosts, kept, open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            headers = _headers(scope)
            self._check_origin(scope, headers)
            arrival = self._arrival(scope)
            if arrival is not None:
                await _answer(send, 303, b"", [("location", "/"), ("set-cookie", arrival)])
                return
            self._check_cookie(scope, headers)
            await self.app(scope, _measured(receive), _with_headers(send))
        except Refused as refused:
            await refuse(send, refused)

    def _check_origin(self, scope: Scope, headers: dict[str, str]) -> None:
        host = headers.get("host", "")
        if not self.hosts(host):
            raise Refused(403, "host", "this address is not served here", "use the printed link")
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            raise Refused(403, "origin", "another page sent this", "use the studio's own page")
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not (
            scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
        ):
            raise Refused(403, "origin", "another page sent this", "use the studio's own page")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise Refused(405, "method", "only GET and POST are answered", "send one of them")
        if scope["method"] == "POST":
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != "application/json":
                raise Refused(400, "content_type", "only JSON is taken", "send application/json")
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > MOST_BYTES:
                raise _too_large()

    def _check_cookie(self, scope: Scope, headers: dict[str, str]) -> None:
        if not self.open_paths(scope["path"]) and not self.kept.is_known(cookie(headers)):
            raise Refused(
                403,
                "no_token",
                "this page is open to whoever started it",
                "open the link that was printed; it is good once, so start the studio anew if need be",
            )

    def _arrival(self, scope: Scope) -> str | None:
        """Give the cookie of who came by the printed link."""
        if scope["path"] != "/" or scope["method"] != "GET":
            return None
        query = scope["query_string"].decode("latin-1")
        token = next((part[6:] for part in query.split("&") if part.startswith("token=")), None)
        if token is None or not self.kept.take(token):
            return None
        return given(COOKIE, self.kept.session, "/")


def given(name: str, value: str, path: str) -> str:
    """Write a cookie that no script reads and no other page sends."""
    return f"{name}={value}; Path={path}; HttpOnly; SameSite=Strict"


def cookie(headers: dict[str, str], name: str = COOKIE) -> str | None:
    """Give the value of a cookie; None where it was not sent."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return None if found is None else found.value


async def refuse(send: Send, refused: Refused) -> None:
    """Say that a request is refused, and why."""
    body = json.dumps(refused.body, ensure_ascii=False).encode()
    # What is left of a body that is not read would be taken for the next request.
    await _answer(
        send,
        refused.status,
        body,
        [("content-type", "application/json; charset=utf-8"), ("connection", "close")],
    )


async def _answer(send: Send, status: int, body: bytes, more: list[tuple[str, str]]) -> None:
    headers = [*HEADERS.items(), *more, ("content-length", str(len(body)))]
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.encode(), value.encode()) for name, value in headers],
        }
    )
    await send({"type": "http.response.body", "body": body})


def _headers(scope: Scope) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in found and key in ("host", "origin", "content-length", "content-type"):
            raise Refused(400, "headers", f"{key} was sent twice", "send it once")
        found[key] = (
            f"{found[key]}; {value.decode('latin-1')}" if key in found else value.decode("latin-1")
        )
    return found


def _measured(receive: Receive) -> Receive:
    """Give what comes, and refuse where more comes than is taken; a body may lie about its length."""
    total = 0

    async def measured() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MOST_BYTES:
            raise _too_large()
        return message

    return measured


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            added: list[tuple[bytes, bytes]] = [
                (name.encode(), value.encode())
                for name, value in HEADERS.items()
                if name.encode() not in there
            ]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending


def _too_large() -> Refused:
    return Refused(413, "too_large", "more than 2 MB were sent", "send it in parts")


def loopback(host: str) -> bool:
    """Say whether a Host names this machine, whatever the port.

    Examples
    --------
    >>> loopback("127.0.0.1:8000"), loopback("evil.example:8000"), loopback("[::1]:80")
    (True, False, True)
    """
    name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    return (name or host) in ("127.0.0.1", "localhost", "[::1]") and (not port or port.isdigit())


def by_number(host: str) -> bool:
    """Say whether a Host names this machine by numbers, or as itself: a name of the web could lead here by a trick.

    Examples
    --------
    >>> by_number("192.168.0.7:8000"), by_number("evil.example:8000"), by_number("localhost:8000")
    (True, False, True)
    """
    name = host.rpartition(":")[0] or host
    try:
        ip_address(name)
    except ValueError:
        return loopback(host)
    return True
