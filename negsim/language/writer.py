"""Plain data to YAML that is pleasant to read, and that every reader of YAML takes for the same texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from negsim.language.model.numbers import NumberText, format_number, parse_number
from negsim.language.yaml import tree

_COLUMNS = 100
# libyaml looks no further than 1,024 bytes for the colon after a key.
_LONGEST_KEY = 200
_INLINE_DEPTH = 3

# Texts that a reader of YAML 1.1 or 1.2 would take for something else.
_WORDS = frozenset("null true false yes no on off y n ~ = <<".split())
_LIKE_A_NUMBER = re.compile(
    r"[-+.]?[0-9][0-9_.,:eExXoOa-fA-F+/-]*|[-+]?\.(inf|nan)|\d{4}-\d\d?-\d\d?[Tt\d:.Z +-]*",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<](?:[^:#]|:(?=\S)|(?<=\S)#)*")
_BLOCK_TEXT = re.compile(r"\S(?:.*\S)?(?:\n+\S(?:.*\S)?|\n+ +\S(?:.*\S)?)*\n?")


def write_yaml(plain: Any) -> str:
    r"""Write mappings, lists and texts as YAML 1.2.

    Parameters
    ----------
    plain : mapping, list, str, int, Fraction, bool, date or None
        Keys are texts or numbers. A text is quoted where any reader of YAML would take it for something else; to
        write a text as a number, give a `negsim.language.model.numbers.NumberText`.

    Returns
    -------
    str
        `negsim.language.yaml.nodes.read_nodes` reads the same texts from it.

    Raises
    ------
    TypeError
        There is something else in it, a float for instance: floats are not exact.
    ValueError
        A text holds half a surrogate pair, which no file can.

    Examples
    --------
    >>> print(write_yaml({"noise": {"ask": "Night work", "options": ["no", "some"]}}), end="")
    noise:
      ask: Night work
      options: ["no", some]
    """
    if isinstance(plain, str):
        return _double_quoted(plain) + "\n"
    return "\n".join(_block(plain, 0, 0)) + "\n"


def write_flow(plain: Any) -> str:
    """Write plain data on one line, mappings and lists in brackets.

    Examples
    --------
    >>> write_flow({"require": {"depth": ["twelve", "fifteen"]}, "say": "no more, no less"})
    '{require: {depth: [twelve, fifteen]}, say: "no more, no less"}'
    """
    return _flow(plain)


def write_lines(plain: Any, indent: int = 0, depth: int = 0) -> list[str]:
    """Write plain data as the lines of a file where they stand so far to the right, and so many levels down.

    Examples
    --------
    >>> write_lines({"nights": {"ladder": "none < quiet"}}, indent=4, depth=2)
    ['    nights: {ladder: none < quiet}']
    """
    return _block(plain, indent, depth)


def plain_of(node: tree.Node | None) -> Any:
    """Give plain data that are written as they stood: numbers as numbers, all else as texts; no node is an empty list.

    Examples
    --------
    >>> from negsim.errors import Where
    >>> node = tree.Scalar("0.50", is_plain=True, where=Where("mine.yaml", 1, 1))
    >>> write_flow({"share": plain_of(node)})
    '{share: 0.50}'
    """
    if isinstance(node, tree.Mapping):
        return {key.text: plain_of(value) for key, value in node.items}
    if isinstance(node, tree.Scalar):
        is_number = node.is_plain and parse_number(node.text) is not None
        return None if node.is_null else NumberText(node.text) if is_number else node.text
    return [] if node is None else [plain_of(item) for item in node.items]


def _block(value: Any, indent: int, depth: int) -> list[str]:
    """Give the lines of a value that stands on lines of its own."""
    pad = " " * indent
    if isinstance(value, Mapping) and value:
        lines = []
        for key, item in value.items():
            lines += _after(_key(key), item, indent, depth)
        return lines
    if _is_list(value) and value:
        lines = []
        for item in value:
            if isinstance(item, Mapping) and item and _inline(item, indent + 2, depth) is None:
                inner = _block(item, indent + 2, depth + 1)
                lines += [f"{pad}- {inner[0][indent + 2 :]}", *inner[1:]]
            else:
                lines += _after(["-"], item, indent, depth)
        return lines
    return _after([], value, indent, depth)


def _after(lead: list[str], value: Any, indent: int, depth: int) -> list[str]:
    """Give the lines of a value that comes after a key or a dash."""
    pad = " " * indent
    first = [pad + line for line in lead]
    last = first.pop() if first else pad
    space = " " if lead else ""
    if (
        isinstance(value, str)
        and _BLOCK_TEXT.fullmatch(value)
        and "\n" in value
        and not _SPECIAL.search(_one_line(value))
    ):
        inner = " " * (indent + 2)
        body = [inner + line if line else "" for line in value.removesuffix("\n").split("\n")]
        return [*first, f"{last}{space}|{'' if value.endswith(chr(10)) else '-'}", *body]
    inline = _inline(value, len(last) + 1, depth)
    if inline is not None:
        return [*first, f"{last}{space}{inline}"]
    return [*first, last, *_block(value, indent + 2, depth + 1)]


def _key(key: Any) -> list[str]:
    text = _scalar(key, in_flow=False)
    return [f"{text}:"] if len(text) <= _LONGEST_KEY else [f"? {text}", ":"]


def _inline(value: Any, column: int, depth: int) -> str | None:
    """Write a value on one line, or None where it should have several."""
    if not (isinstance(value, Mapping) or _is_list(value)):
        return _scalar(value, in_flow=False)
    if not value:
        return _flow(value)
    holds_scalars = not any(isinstance(item, Mapping) or _is_list(item) for item in _values(value))
    is_leaf = holds_scalars and (_is_list(value) or depth == _INLINE_DEPTH - 1)
    if depth < _INLINE_DEPTH and not is_leaf:
        return None
    if len(value) > _COLUMNS:
        return None
    flow = _flow(value)
    return flow if column + len(flow) <= _COLUMNS else None


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{_scalar(key, in_flow=True)}: {_flow(item)}" for key, item in value.items()
        )
        return f"{{{inner}}}"
    if _is_list(value):
        return f"[{', '.join(_flow(item) for item in value)}]"
    return _scalar(value, in_flow=True)


def _values(value: Any) -> Any:
    return value.values() if isinstance(value, Mapping) else value


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _scalar(value: Any, *, in_flow: bool) -> str:
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, str):
        return value if _is_plain(value, in_flow=in_flow) else _double_quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction):
        return str(format_number(value))
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"YAML is written of texts and exact numbers, not of {type(value).__name__}")


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if text.casefold() in _WORDS or _LIKE_A_NUMBER.fullmatch(text) or _SPECIAL.search(text):
        return False
    if (
        text != text.strip()
        or text.startswith("...")
        or text.endswith(":")
        or not _PLAIN.fullmatch(text)
    ):
        return False
    return not (in_flow and re.search(r"[,\[\]{}:?]", text))


def _double_quoted(text: str) -> str:
    if re.search("[\ud800-\udfff]", text):
        raise ValueError("half a surrogate pair cannot be written")
    quoted = json.dumps(text, ensure_ascii=False)
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _one_line(text: str) -> str:
    return text.replace("\n", "")
