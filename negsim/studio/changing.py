"""Addresses that change something, and one that needs a body: commands, undo and redo, new files, documents, scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from negsim.errors import NegsimError
from negsim.studio import beginnings, documents
from negsim.studio.calls import Call
from negsim.studio.folder import Leaf
from negsim.studio.following import follow_claims
from negsim.studio.state import state
from negsim.studio.studio import Studio


def _told(studio: Studio, call: Call, leaf: Leaf) -> Any:
    return state(studio.folder, studio.changed(leaf, call.text("page")))


def _command(studio: Studio, call: Call) -> Any:
    commands = call.sent.get("commands", [])
    say = call.text("say")[:500]
    names_claims = isinstance(commands, list) and any(map(_is_claim_renamed, commands))

    def change() -> Leaf:
        return studio.folder.change(call.name, call.fingerprint, commands, say)

    return _followed(studio, call, change) if names_claims else _told(studio, call, change())


def _is_claim_renamed(command: Any) -> bool:
    return (
        isinstance(command, dict)
        and command.get("do") == "rename"
        and command.get("path", [])[:1] == ["claims"]
    )


def _followed(studio: Studio, call: Call, change: Callable[[], Leaf]) -> Any:
    """Change a file; where that names its claims otherwise, what rests on them follows."""
    try:
        before = studio.folder.read(call.name).text
    except NegsimError:  # gone, or no text: the change itself says so, or mends it
        before = ""
    leaf = change()
    for other in follow_claims(studio.folder, before, leaf):
        studio.changed(other)
    return _told(studio, call, leaf)


def _undo(studio: Studio, call: Call) -> Any:
    return _followed(studio, call, lambda: studio.folder.undo(call.name, call.fingerprint))


def _redo(studio: Studio, call: Call) -> Any:
    return _followed(studio, call, lambda: studio.folder.redo(call.name, call.fingerprint))


def _back(studio: Studio, call: Call) -> Any:
    step = call.number("step")
    return _followed(studio, call, lambda: studio.folder.back(call.name, call.fingerprint, step))


def _restore(studio: Studio, call: Call) -> Any:
    return _told(studio, call, studio.folder.restore(call.name))


def _new(studio: Studio, call: Call) -> Any:
    return _told(studio, call, beginnings.begin(studio.folder, dict(call.sent)))


def _documents(studio: Studio, call: Call) -> Any:
    leaf = documents.take_in(studio.folder, call.text("filename"), call.text("base64"))
    return _told(studio, call, leaf)


def _anchor(studio: Studio, call: Call) -> Any:
    leaf = studio.folder.read(call.name)
    return documents.anchor(
        studio.folder,
        leaf,
        call.text("document"),
        call.number("paragraph"),
        call.number("start"),
        call.number("end"),
    )


def _confirm(studio: Studio, call: Call) -> Any:
    claims = [str(one) for one in call.sent.get("claims", [])]
    text = documents.confirmed(studio.folder, studio.folder.read(call.name), claims)
    return _do(studio, call, [{"do": "text", "text": text}], f"confirmed {', '.join(claims)}")


def _dismiss(studio: Studio, call: Call) -> Any:
    claims = [str(one) for one in call.sent.get("claims", [])]
    commands = [{"do": "remove", "path": ["claims", claim]} for claim in claims]
    return _do(studio, call, commands, f"dismissed {', '.join(claims)}")


def _do(studio: Studio, call: Call, commands: list[Any], say: str) -> Any:
    leaf = studio.folder.change(call.name, call.fingerprint, commands, say)
    return _told(studio, call, leaf)


def _score(studio: Studio, call: Call) -> Any:
    leaf = studio.folder.read(call.name)
    return studio.ask("score", leaf, call.variant, call.sent, call.is_wanted)


ADDRESSES: dict[str, Callable[[Studio, Call], Any]] = {
    "/api/command": _command,
    "/api/undo": _undo,
    "/api/redo": _redo,
    "/api/back": _back,
    "/api/restore": _restore,
    "/api/new": _new,
    "/api/documents": _documents,
    "/api/anchor": _anchor,
    "/api/confirm": _confirm,
    "/api/dismiss": _dismiss,
    "/api/score": _score,
}
