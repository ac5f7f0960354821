"""Addresses that change nothing: files, answers, charts, documents, and what is taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from negsim.document.result import told
from negsim.document.shown import section_html
from negsim.errors import InputError, quoted
from negsim.language.schema import json_schema
from negsim.language.schema_register import register_schema
from negsim.language.shipped import shipped_names
from negsim.studio import documents
from negsim.studio.calls import Call
from negsim.studio.choices import choices
from negsim.studio.folder import Leaf
from negsim.studio.packing import packed
from negsim.studio.state import claims_of, kind_of, shipped_title, state, title_of
from negsim.studio.studio import Studio

_SAFE_SVG = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_KINDS_OF_FILE = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}


def _files(studio: Studio, _: Call) -> Any:
    folder = studio.folder
    return {
        "folder": folder.root.name,
        "first": studio.first,
        "files": [
            {"name": name, "kind": kind_of(folder, name), "title": title_of(folder, name)}
            for name in folder.names()
        ],
        "shipped": [{"name": name, "title": shipped_title(name)} for name in shipped_names()],
        "read_only": folder.why_read_only is not None,
    }


def _file(studio: Studio, call: Call) -> Any:
    return state(studio.folder, studio.seen(studio.folder.read(call.name)))


def _answer(studio: Studio, call: Call) -> Any:
    leaf = _scenario(studio, call.name)
    found = studio.answer(leaf, call.variant, call.is_wanted)
    return {"fingerprint": leaf.fingerprint, "variant": call.variant, **found}


def _told(studio: Studio, call: Call) -> Any:
    leaf = _scenario(studio, call.name)
    return studio.ask("question", leaf, call.variant, call.query, call.is_wanted)


def _chart(studio: Studio, call: Call) -> Any:
    leaf = _scenario(studio, call.name)
    drawn = studio.ask("chart", leaf, call.variant, call.query, call.is_wanted)
    # Opened by itself, a picture is a page: it may run nothing.
    headers = {"content-security-policy": _SAFE_SVG}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def _take(studio: Studio, call: Call) -> Any:
    file = call.text("file")
    if file == "folder.zip":
        made = packed(studio.folder)
    else:
        leaf = _scenario(studio, call.name)
        made = studio.ask("take", leaf, call.variant, call.query, call.is_wanted)
    kind = _KINDS_OF_FILE[file.rpartition(".")[2]]
    return Response(
        made, media_type=kind, headers={"content-disposition": f'attachment; filename="{file}"'}
    )


def _schema(_: Studio, call: Call) -> Any:
    return register_schema() if call.text("kind") == "register" else json_schema()


def _choices(studio: Studio, call: Call) -> Any:
    leaf = studio.folder.read(call.name)
    tree = state(studio.folder, leaf)["tree"]
    return {**choices(tree), "claims": claims_of(studio.folder, leaf, tree)}


def _history(studio: Studio, call: Call) -> Any:
    entries, here = studio.folder.history(call.name)
    steps = [{"step": 0, "time": "", "kind": "first", "say": "as it was opened first"}]
    steps += [
        {"step": one.id, "time": one.time, "kind": one.kind, "say": one.say} for one in entries
    ]
    return {"here": here, "steps": steps if entries else []}


def _document(studio: Studio, call: Call) -> Any:
    return documents.document(studio.folder, studio.folder.read(call.name), call.text("document"))


def _proposals(studio: Studio, call: Call) -> Any:
    return {"proposals": documents.proposals(studio.folder, studio.folder.read(call.name))}


def _agree(studio: Studio, call: Call) -> Any:
    folder, scenario = studio.folder, call.text("scenario")
    found = documents.agreement(
        folder,
        folder.read(call.name),
        folder.read(call.text("with")),
        folder.read(scenario) if scenario else None,
    )
    return {"json": found.to_dict(), "html": section_html(told(found), is_first=True)}


def _scenario(studio: Studio, name: str) -> Leaf:
    if kind_of(studio.folder, name) != "scenario":
        studio.folder.read(name)
        raise InputError.one(f"{quoted(name)} is no scenario", "choose one")
    return studio.folder.read(name)


ADDRESSES: dict[str, Callable[[Studio, Call], Any]] = {
    "/api/files": _files,
    "/api/file": _file,
    "/api/answer": _answer,
    "/api/told": _told,
    "/api/chart/{kind}.svg": _chart,
    "/api/take/{file}": _take,
    "/api/schema": _schema,
    "/api/choices": _choices,
    "/api/history": _history,
    "/api/document": _document,
    "/api/proposals": _proposals,
    "/api/agree": _agree,
}
