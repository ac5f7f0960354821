"""The commands of the page, each an edit of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from negsim.errors import InputError, quoted
from negsim.language.names import one_of
from negsim.studio.edits.ground import Ground
from negsim.studio.edits.rename import rename
from negsim.studio.edits.sharing import apart, original, set_for_all
from negsim.studio.edits.splice import ground_of, insert, move, remove, set_value
from negsim.studio.edits.tree import Key

KINDS = ("set", "insert", "remove", "move", "rename", "text")
MOST_COMMANDS = 1000
MOST_KEYS = 40


def done(text: str, name: str, commands: Sequence[Any]) -> str:
    r"""Give the text after some commands, or leave it as it is where one of them cannot be.

    Parameters
    ----------
    text : str
        Of the file.
    name : str
        The file's name, for messages.
    commands : sequence of mappings
        `do` says which, such as `{"do": "set", "path": […], "value": …}`. Where something on the path is written once
        and stands for several, `shared` says whether it is changed `here` or for `all`.

    Raises
    ------
    InputError
        A command is none, has no place to be done, or would touch what stands around it.

    Examples
    --------
    >>> done("port:\n  name: Port  # of the town\n", "mine.yaml", [
    ...     {"do": "set", "path": ["port", "name"], "value": "Harbour"}])
    'port:\n  name: Harbour  # of the town\n'
    """
    if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
        raise InputError.one("commands are a list of at most 1,000", "send fewer at a time")
    ground: Ground | None = None
    for command in commands:
        kind = _kind(command)
        if kind == "text":
            text, ground = _text(command.get("text")), None
            continue
        ground = ground or ground_of(text, name)
        ground = _step(ground, kind, command)
        text = ground.text
    return text


def _step(ground: Ground, kind: str, command: dict[str, Any]) -> Ground:
    path = _path(command.get("path"))
    shared = command.get("shared")
    if shared == "here":
        ground = apart(ground, path)
    elif shared == "all":
        path = original(ground, path)
        if kind == "set":
            return set_for_all(ground, path, command.get("value"))
        ground = replace(ground, is_for_all=True)
    elif shared is not None:
        raise InputError.one("what is shared is changed `here` or for `all`", "send one of them")
    if kind == "set":
        return set_value(ground, path, command.get("value"))
    if kind == "insert":
        key = command.get("key")
        if key is not None and not isinstance(key, str):
            raise InputError.one("a key is a text", "send a text")
        at = command.get("at")
        return insert(ground, path, None if at is None else _place(at), key, command.get("value"))
    if kind == "remove":
        return remove(ground, path)
    if kind == "move":
        return move(ground, path, _place(command.get("to")))
    return rename(ground, path, _text(command.get("to")))


def _kind(command: Any) -> str:
    kind = command.get("do") if isinstance(command, dict) else None
    if kind not in KINDS:
        said = quoted(str(kind))
        raise InputError.one(f"there is no command {said}", one_of(str(kind), KINDS))
    return str(kind)


def _path(path: Any) -> list[Key]:
    if (
        not isinstance(path, list)
        or len(path) > MOST_KEYS
        or not all(isinstance(key, str | int) and not isinstance(key, bool) for key in path)
    ):
        raise InputError.one("a path is a list of keys and positions", 'such as ["actors", "port"]')
    return list(path)


def _place(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise InputError.one("a position is a whole number", "send 0 for the first") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise InputError.one("a text is missing", "send one")
    return value
