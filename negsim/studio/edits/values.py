"""Values as the page sends them, to what YAML is written from and to what is read again."""

from __future__ import annotations

import json
import re
from typing import Any

from negsim.errors import InputError, quoted
from negsim.language.model.numbers import NumberText
from negsim.studio.edits.tree import Tree

_BARE = re.compile(r"-?[0-9]*\.?[0-9]+(/[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = re.compile("[\ud800-\udfff]")
MOST_LEVELS = 40


def from_json(text: str | bytes) -> Any:
    """Read JSON with numbers as the texts that they were: nothing is rounded.

    Raises
    ------
    InputError
        It is no JSON, too deep, or holds what YAML has no word for.
    """
    try:
        return json.loads(
            text, parse_float=NumberText, parse_int=NumberText, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise InputError.one("what was sent is no JSON", "send one value, in UTF-8") from None


def _no_number(name: str) -> None:
    raise InputError.one(f"{name} is no number", "send a number or a text")


def written(value: Any, level: int = 0) -> Any:
    """Give what is written: texts that are numbers or dates stand without quotes, as people write them.

    Raises
    ------
    InputError
        It holds half a letter, is too deep, or is neither mapping, list, text, number nor truth value.

    Examples
    --------
    >>> from negsim.language.writer import write_flow
    >>> write_flow(written({"depth": ["0.50", "no", True, None, "2025-01-18"]}))
    '{depth: [0.50, "no", true, null, 2025-01-18]}'
    """
    if level > MOST_LEVELS:
        raise InputError.one("what was sent is too deep", "write it in parts")
    if isinstance(value, dict):
        return {written(str(key)): written(item, level + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [written(item, level + 1) for item in value]
    if value is None or isinstance(value, bool | NumberText):
        return value
    if isinstance(value, int):
        return NumberText(value)
    if not isinstance(value, str):
        raise InputError.one(f"this can be no value of a file: {quoted(repr(value))}")
    if _HALF.search(value):
        raise InputError.one("half a letter was sent, which no file can hold", "type it again")
    return NumberText(value) if _BARE.fullmatch(value) else value


def meant(value: Any) -> Tree:
    """Give what is read again where a value has been written."""
    if isinstance(value, dict):
        return {str(key): meant(item) for key, item in value.items()}
    if isinstance(value, list):
        return [meant(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    return str(value)


def is_same(first: Tree, second: Tree) -> bool:
    """Say whether two are the same in everything, the order of mappings too."""
    return json.dumps(first) == json.dumps(second)
