"""The room's addresses: what a role may ask by its own cookie, and the facilitator by the studio's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from negsim.errors import InputError, NegsimError
from negsim.studio.application import PATIENCE
from negsim.studio.door import COOKIE, Secrets, given
from negsim.studio.edits.values import from_json
from negsim.studio.files import in_json, own_file
from negsim.studio.room.workshop import Workshop

ROLE = "negsim_room"
WRONG = 1.0  # seconds that a wrong code costs

Serve = Callable[[Workshop, str, dict[str, Any]], Any]


def _number(sent: dict[str, Any], key: str) -> int:
    text = str(sent.get(key, ""))
    if not text.isdecimal() or len(text) > 9:
        raise InputError.one(f"{key} is a number", "send one")
    return int(text)


def _said(sent: dict[str, Any]) -> bool:
    yes = sent.get("yes")
    if not isinstance(yes, bool):
        raise InputError.one("yes or no", "send `yes` as true or false")
    return yes


def _laid(workshop: Workshop, sent: dict[str, Any]) -> Any:
    package = sent.get("package")
    if not isinstance(package, dict):
        raise InputError.one("a package names an option of every issue", "send issue: option")
    return workshop.lay(package)


def _back(workshop: Workshop) -> Any:
    workshop.rounds.back()
    return workshop.facilitated()


def _fork(workshop: Workshop, name: str) -> Any:
    workshop.rounds.fork(name)
    return workshop.facilitated()


def _go(workshop: Workshop, name: str) -> Any:
    workshop.rounds.go(name)
    return workshop.facilitated()


FOR_ROLES: dict[str, tuple[str, Serve]] = {
    "state": ("GET", lambda room, role, _: room.state(role)),
    "move": (
        "POST",
        lambda room, role, sent: room.move(
            role, str(sent.get("path", "")), str(sent.get("value", ""))
        ),
    ),
    "yes": (
        "POST",
        lambda room, role, sent: room.say(role, _number(sent, "package"), _said(sent)),
    ),
}
FOR_FACILITATOR: dict[str, tuple[str, Serve]] = {
    "overview": ("GET", lambda room, _, __: room.overview()),
    "table": ("POST", lambda room, _, sent: _laid(room, sent)),
    "round": ("POST", lambda room, _, __: room.next_round()),
    "back": ("POST", lambda room, _, __: _back(room)),
    "fork": ("POST", lambda room, _, sent: _fork(room, str(sent.get("name", "")))),
    "go": ("POST", lambda room, _, sent: _go(room, str(sent.get("name", "")))),
    "debrief": ("POST", lambda room, _, __: room.debriefed()),
}


def room_routes(workshop: Workshop, kept: Secrets) -> list[Route]:
    """Give the addresses of a room."""

    def role(request: Request) -> str | None:
        return workshop.role_of(request.cookies.get(ROLE))

    def facilitator(request: Request) -> str | None:
        return "" if kept.is_known(request.cookies.get(COOKIE)) else None

    routes = [
        Route(f"/room/api/{name}", _endpoint(workshop, serve, role), methods=[method])
        for name, (method, serve) in FOR_ROLES.items()
    ]
    routes += [
        Route(f"/room/api/{name}", _endpoint(workshop, serve, facilitator), methods=[method])
        for name, (method, serve) in FOR_FACILITATOR.items()
    ]
    return [
        Route("/room/", _door(workshop)),
        Route("/room/api/events", _events(workshop, role, facilitator)),
        *routes,
    ]


def _endpoint(
    workshop: Workshop, serve: Serve, who: Callable[[Request], str | None]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        role = who(request)
        if role is None:
            return _refused("this is not open to you", "come in by your code", 403)
        try:
            sent = await _sent(request)
            if not isinstance(sent, dict):
                raise InputError.one("a request is a mapping", "send one")
            return in_json(await to_thread.run_sync(serve, workshop, role, sent))
        except NegsimError as error:
            first = error.faults[0]
            return _refused(first.what, first.mend or "", 400)

    return endpoint


async def _sent(request: Request) -> Any:
    if request.method != "POST":
        return {}
    try:
        return from_json(await asyncio.wait_for(request.body(), PATIENCE))
    except TimeoutError:
        raise InputError.one("what was sent came too slowly", "send it again") from None


def _door(workshop: Workshop) -> Callable[[Request], Awaitable[Response]]:
    async def door(request: Request) -> Response:
        code = request.query_params.get("code")
        if code is None:
            return own_file("negsim.studio", "room.html")
        secret = workshop.secret_of(code.strip().lower())
        if secret is None:
            await asyncio.sleep(WRONG)
            return _refused("no role has this code", "look at it again, letter by letter", 403)
        answer = RedirectResponse("/room/", 303)
        answer.headers["set-cookie"] = given(ROLE, secret, "/room/")
        return answer

    return door


def _events(
    workshop: Workshop, *who: Callable[[Request], str | None]
) -> Callable[[Request], Awaitable[Response]]:
    async def events(request: Request) -> Response:
        if all(one(request) is None for one in who):
            return _refused("this is not open to you", "come in by your code", 403)
        return StreamingResponse(workshop.bell.listen(), media_type="text/event-stream")

    return events


def _refused(message: str, mend: str, status: int) -> Response:
    return in_json({"error": {"code": "refused", "message": message, "mend": mend}}, status)
