"""The studio's addresses, and what each gives."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import PurePosixPath
from time import perf_counter
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from negsim.document.plain import plain
from negsim.errors import InputError, NegsimError, quoted
from negsim.language.schema import json_schema
from negsim.language.schema_register import register_schema
from negsim.language.shipped import shipped_names
from negsim.studio import asked
from negsim.studio.choices import choices
from negsim.studio.edits.values import from_json
from negsim.studio.events import Bell
from negsim.studio.folder import Folder, Gone, Leaf, Stale
from negsim.studio.state import faults, kind_of, read, state
from negsim.study import Study

TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
_ROOMS = {"assets": "negsim.studio", "explore": "negsim.explore"}


class Studio:
    """What the addresses work on.

    Parameters
    ----------
    folder : Folder
    first : str or None
        The file to show first.
    """

    def __init__(self, folder: Folder, first: str | None = None) -> None:
        self.folder, self.first, self.bell = folder, first, Bell()

    def study(self, name: str, variant: str) -> tuple[Leaf, Study]:
        """Give a scenario to be asked.

        Raises
        ------
        InputError
            With the faults of the file.
        """
        leaf = self.folder.read(name)
        found = read(self.folder, leaf)
        if found.scenario is None:
            raise (
                InputError(found.faults)
                if found.faults
                else InputError.one(f"{quoted(name)} is no scenario", "choose one")
            )
        return leaf, Study(found.scenario).with_variant(variant)


def application(studio: Studio) -> Starlette:
    """Make the application that answers the page."""
    addresses: list[tuple[str, str, Callable[[Studio, Request, Any], Any]]] = [
        ("/api/files", "GET", _files),
        ("/api/file", "GET", _file),
        ("/api/answer", "GET", _answer),
        ("/api/told", "GET", _told),
        ("/api/score", "POST", _score),
        ("/api/schema", "GET", _schema),
        ("/api/choices", "GET", _choices),
        ("/api/command", "POST", _command),
        ("/api/undo", "POST", _undo),
        ("/api/redo", "POST", _redo),
        ("/api/back", "POST", _back),
        ("/api/restore", "POST", _restore),
        ("/api/history", "GET", _history),
    ]
    routes = [
        Route(path, _endpoint(studio, serve), methods=[method]) for path, method, serve in addresses
    ]
    routes += [
        Route("/", _page),
        Route("/api/events", _events(studio)),
        Route("/{room}/{path:path}", _asset),
    ]
    return Starlette(routes=routes)


def _endpoint(
    studio: Studio, serve: Callable[[Studio, Request, Any], Any]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        sent: Any = None
        try:
            if request.method == "POST":
                sent = from_json(await request.body())
                if not isinstance(sent, dict):
                    raise InputError.one("a request is a mapping", "send one")
            found = await to_thread.run_sync(serve, studio, request, sent)
        except NegsimError as error:
            return _faulty(studio, request, sent, error)
        return found if isinstance(found, Response) else _json(found)

    return endpoint


def _faulty(studio: Studio, request: Request, sent: Any, error: NegsimError) -> Response:
    first = error.faults[0]
    name = str((sent or {}).get("name") or request.query_params.get("name", ""))
    body: dict[str, Any] = {"error": {"message": first.what, "mend": first.mend}}
    if isinstance(error, Stale):
        theirs = state(studio.folder, studio.folder.read(name))
        return _json({**body, "stale": True, "theirs": theirs}, 409)
    if isinstance(error, Gone):
        body["error"]["code"] = "gone"
        return _json(body, 404)
    if request.url.path in ("/api/answer", "/api/told", "/api/score"):
        body["faults"] = faults(error.faults, studio.folder.root, name)
        return _json(body, 422)
    body["error"]["code"] = "refused"
    body["faults"] = faults(error.faults, studio.folder.root, name)
    return _json(body, 400)


def _json(value: Any, status: int = 200) -> Response:
    text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    return Response(text, status, media_type="application/json; charset=utf-8")


def _files(studio: Studio, _: Request, __: Any) -> Any:
    return {
        "folder": studio.folder.root.name,
        "first": studio.first,
        "files": [
            {"name": name, "kind": kind_of(studio.folder, name), "title": name}
            for name in studio.folder.names()
        ],
        "shipped": list(shipped_names()),
        "read_only": studio.folder.why_read_only is not None,
    }


def _name(request: Request) -> str:
    return request.query_params.get("name", "")


def _file(studio: Studio, request: Request, _: Any) -> Any:
    return state(studio.folder, studio.folder.read(_name(request)))


def _answer(studio: Studio, request: Request, _: Any) -> Any:
    start = perf_counter()
    variant = request.query_params.get("variant", "")
    leaf, study = studio.study(_name(request), variant)
    found = asked.answer(study)
    took = round(perf_counter() - start, 3)
    return {"fingerprint": leaf.fingerprint, "variant": variant, "took": took, **found}


def _told(studio: Studio, request: Request, _: Any) -> Any:
    query = dict(request.query_params)
    _, study = studio.study(_name(request), query.get("variant", ""))
    return asked.question(study, query.get("question", ""), query)


def _score(studio: Studio, _: Request, sent: Any) -> Any:
    _, study = studio.study(str(sent.get("name", "")), str(sent.get("variant") or ""))
    return asked.score(study, sent.get("package"))


def _schema(_: Studio, request: Request, __: Any) -> Any:
    return register_schema() if request.query_params.get("kind") == "register" else json_schema()


def _choices(studio: Studio, request: Request, _: Any) -> Any:
    return choices(state(studio.folder, studio.folder.read(_name(request)))["tree"])


def _told_of(studio: Studio, leaf: Leaf, by: Any) -> Any:
    studio.bell.ring("changed", name=leaf.name, fingerprint=leaf.fingerprint, by=str(by or ""))
    return state(studio.folder, leaf)


def _where(sent: Any) -> tuple[str, str]:
    return str(sent.get("name", "")), str(sent.get("fingerprint", ""))


def _command(studio: Studio, _: Request, sent: Any) -> Any:
    say = str(sent.get("say") or "")[:500]
    leaf = studio.folder.change(*_where(sent), sent.get("commands"), say)
    return _told_of(studio, leaf, sent.get("page"))


def _undo(studio: Studio, _: Request, sent: Any) -> Any:
    return _told_of(studio, studio.folder.undo(*_where(sent)), sent.get("page"))


def _redo(studio: Studio, _: Request, sent: Any) -> Any:
    return _told_of(studio, studio.folder.redo(*_where(sent)), sent.get("page"))


def _back(studio: Studio, _: Request, sent: Any) -> Any:
    name, seen = _where(sent)
    step = str(sent.get("step", ""))
    if not step.isdecimal():
        raise InputError.one("a step is a number", "read the history")
    return _told_of(studio, studio.folder.back(name, seen, int(step)), sent.get("page"))


def _restore(studio: Studio, _: Request, sent: Any) -> Any:
    return _told_of(studio, studio.folder.restore(_where(sent)[0]), sent.get("page"))


def _history(studio: Studio, request: Request, _: Any) -> Any:
    entries, here = studio.folder.history(_name(request))
    return {
        "here": here,
        "steps": [
            {"step": one.id, "time": one.time, "kind": one.kind, "say": one.say} for one in entries
        ],
    }


def _events(studio: Studio) -> Callable[[Request], Awaitable[Response]]:
    async def events(_: Request) -> Response:
        return StreamingResponse(studio.bell.listen(), media_type="text/event-stream")

    return events


async def _page(_: Request) -> Response:
    return _file_of("negsim.studio", "page.html")


async def _asset(request: Request) -> Response:
    package = _ROOMS.get(request.path_params["room"])
    if package is None:
        return _missing()
    return _file_of(package, request.path_params["path"])


def _file_of(package: str, path: str) -> Response:
    parts = path.split("/")
    kind = TYPES.get(PurePosixPath(path).suffix)
    if kind is None or any(part.startswith(".") or "\\" in part or not part for part in parts):
        return _missing()
    asset = files(package) / "assets"
    for part in parts:
        asset = asset / part
    if not asset.is_file():
        return _missing()
    return Response(asset.read_bytes(), media_type=f"{kind}; charset=utf-8")


def _missing() -> Response:
    error = {"code": "not_found", "message": "there is nothing here", "mend": "go back to the page"}
    return _json({"error": error}, 404)
