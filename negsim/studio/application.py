"""The studio's addresses, and how each is asked and answered."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from negsim.errors import InputError, NegsimError
from negsim.studio import changing, reading
from negsim.studio.calls import Call
from negsim.studio.door import Refused
from negsim.studio.edits.ground import Shared
from negsim.studio.edits.values import from_json
from negsim.studio.files import in_json, missing, own_file
from negsim.studio.folder import Gone, Stale
from negsim.studio.state import faults, state
from negsim.studio.studio import Studio
from negsim.studio.worker import StoppedAsking

PATIENCE = 20  # seconds in which a body must be there
GLANCE = 0.1  # seconds between looks at whether a page still waits
_PACKAGES = {"assets": "negsim.studio", "explore": "negsim.explore"}

Serve = Callable[[Studio, Call], Any]
ADDRESSES: dict[str, tuple[str, Serve]] = {
    **{path: ("GET", serve) for path, serve in reading.ADDRESSES.items()},
    **{path: ("POST", serve) for path, serve in changing.ADDRESSES.items()},
}
ASKING = ("/api/answer", "/api/told", "/api/score", "/api/agree", "/api/chart", "/api/take")


def application(studio: Studio, more: Sequence[BaseRoute] = ()) -> Starlette:
    """Make the application that answers the page; `more` are addresses of a room."""
    routes: list[BaseRoute] = [
        Route(path, _endpoint(studio, serve), methods=[method])
        for path, (method, serve) in ADDRESSES.items()
    ]
    routes += [
        *more,
        Route("/", _page),
        Route("/api/events", _events(studio)),
        Route("/{package}/{path:path}", _asset),
    ]
    return Starlette(routes=routes, exception_handlers={Refused: _refused})


async def _refused(_: Request, refused: Exception) -> Response:
    """Say what the door refuses while a body is read: here, before anybody else answers for it."""
    assert isinstance(refused, Refused)
    answer = in_json(refused.body, refused.status)
    answer.headers["connection"] = "close"
    return answer


def _endpoint(studio: Studio, serve: Serve) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        call = Call(request.url.path, {**request.query_params, **request.path_params})
        try:
            call = await _read(request, call)
            watch = asyncio.create_task(_watch(request, call.gone))
            try:
                found = await to_thread.run_sync(serve, studio, call)
            finally:
                watch.cancel()
        except StoppedAsking:
            return in_json({"stopped": True}, 409)
        except NegsimError as error:
            return await to_thread.run_sync(_faulty, studio, call, error)
        return found if isinstance(found, Response) else in_json(found)

    return endpoint


async def _read(request: Request, call: Call) -> Call:
    if request.method != "POST":
        return call
    try:
        sent = from_json(await asyncio.wait_for(request.body(), PATIENCE))
    except TimeoutError:
        raise InputError.one("what was sent came too slowly", "send it again") from None
    if not isinstance(sent, dict):
        raise InputError.one("a request is a mapping", "send one")
    return Call(call.path, call.query, sent, threading.Event())


async def _watch(request: Request, gone: threading.Event) -> None:
    while not gone.is_set():
        await asyncio.sleep(GLANCE)
        if await request.is_disconnected():
            gone.set()


def _faulty(studio: Studio, call: Call, error: NegsimError) -> Response:
    first = error.faults[0]
    body: dict[str, Any] = {"error": {"message": first.what, "mend": first.mend, "code": "refused"}}
    if isinstance(error, Stale):
        body["error"]["code"] = "stale"
        theirs = state(studio.folder, studio.folder.read(call.name))
        return in_json({**body, "stale": True, "theirs": theirs}, 409)
    if isinstance(error, Gone):
        body["error"]["code"] = "gone"
        return in_json(body, 404)
    if isinstance(error, Shared):
        body["error"]["code"] = "shared"
        body["shared"] = error.places
    body["faults"] = faults(error.faults, studio.folder.root, call.name)
    return in_json(body, 422 if call.path.startswith(ASKING) else 400)


def _events(studio: Studio) -> Callable[[Request], Awaitable[Response]]:
    async def events(_: Request) -> Response:
        return StreamingResponse(studio.bell.listen(), media_type="text/event-stream")

    return events


async def _page(_: Request) -> Response:
    return own_file("negsim.studio", "page.html")


async def _asset(request: Request) -> Response:
    package = _PACKAGES.get(request.path_params["package"])
    return missing() if package is None else own_file(package, request.path_params["path"])
