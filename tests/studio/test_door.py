"""Who is let in: this machine, by the printed link, with what the studio's own page sends; all else is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from negsim.studio.door import MOST_BYTES, Door, Secrets, loopback
from tests.studio.calling import Browser, apart

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    """Read all of a body, and say how long it was."""
    length = 0
    while True:
        message = await receive()
        length += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(length).encode()})


@pytest.fixture
def browser() -> Browser:
    kept = Secrets()
    found = Browser(Door(echo, loopback, kept))
    found.get(f"/?token={kept.token}")
    return found


def test_the_link_is_good_once_and_for_its_own_token() -> None:
    kept = Secrets()
    app = Door(echo, loopback, kept)
    assert Browser(app).get("/?token=guessed").status == 403
    first, second = Browser(app), Browser(app)
    came = first.get(f"/?token={kept.token}")
    assert (came.status, came.headers["location"]) == (303, "/")
    assert came.headers["set-cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert first.get("/api/files").status == 200
    assert second.get(f"/?token={kept.token}").status == 403
    assert second.get("/api/files").json["error"]["code"] == "no_token"
    second.cookies["negsim_studio"] = "guessed"
    assert second.get("/api/files").status == 403


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"host": "evil.example:8000"}, "host"),
        ({"host": ""}, "host"),
        ({"origin": "http://evil.example"}, "origin"),
        ({"origin": "null"}, "origin"),
        ({"origin": "http://127.0.0.1:9999"}, "origin"),
        ({"sec_fetch_site": "cross-site"}, "origin"),
        ({"content_type": "text/plain"}, "content_type"),
        ({"content_type": "application/x-www-form-urlencoded"}, "content_type"),
        ({"content_length": "50000000"}, "too_large"),
        ({"content_length": "many"}, "too_large"),
    ],
)
def test_what_another_page_could_send_is_refused(
    browser: Browser, headers: dict[str, str], code: str
) -> None:
    refused = browser.post("/api/command", {}, **headers)
    assert refused.json["error"]["code"] == code
    assert refused.status in {400, 403, 413}
    assert browser.post("/api/command", {}, origin="http://127.0.0.1:8000").status == 200


def test_a_body_that_lies_about_its_length_is_cut_off(browser: Browser) -> None:
    refused = browser.ask(
        "POST", "/x", b"x" * (MOST_BYTES + 1), content_type="application/json", content_length="2"
    )
    assert (refused.status, refused.json["error"]["code"]) == (413, "too_large")


def test_other_methods_and_sockets_are_refused(browser: Browser) -> None:
    assert browser.ask("DELETE", "/api/files", b"").status == 405
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def never() -> Message:
        raise AssertionError

    async def knock() -> None:
        await browser.app({"type": "websocket", "headers": []}, never, send)

    apart(knock())
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_every_answer_forbids_what_a_page_of_the_studio_does_not_need(browser: Browser) -> None:
    for answer in (browser.get("/"), browser.get("/", host="evil.example")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answer.headers
