"""Answers that need no scenario: data as JSON, and the files that pages are made of."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from starlette.responses import Response

from negsim.document.plain import plain

TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".png": "image/png",
}


def in_json(value: Any, status: int = 200) -> Response:
    """Answer in JSON."""
    text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    return Response(text, status, media_type="application/json; charset=utf-8")


def own_file(package: str, path: str) -> Response:
    """Give one of the files that pages are made of."""
    parts = path.split("/")
    kind = TYPES.get(PurePosixPath(path).suffix)
    if kind is None or any(part.startswith(".") or "\\" in part or not part for part in parts):
        return missing()
    asset = files(package) / "assets"
    for part in parts:
        asset /= part
    if not asset.is_file():
        return missing()
    return Response(asset.read_bytes(), media_type=f"{kind}; charset=utf-8")


def missing() -> Response:
    """Say that there is nothing at an address."""
    error = {"code": "not_found", "message": "there is nothing here", "mend": "go back to the page"}
    return in_json({"error": error}, 404)
