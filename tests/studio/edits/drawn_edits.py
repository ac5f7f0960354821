"""Texts in YAML drawn to be edited, commands drawn for them, and what they mean, in the slowest words there are."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

KEYS = ("ten", "fee", "no", "über", "a b", "12", "x:y", "深")
TEXTS = st.one_of(
    st.sampled_from(
        [
            "open",
            "no",
            "0.50 +- 0.10",
            "12",
            "at least twelve",
            "a: b",
            "# c",
            "",
            "“q”",
            "l1\nl2",
            "深い",
            "5/9",
            "2025-01-18",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
)
SCALARS = st.one_of(TEXTS, st.booleans(), st.none())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)
COMMENTS = ("", "", "  # why", " # “so”")


def quoted(draw: Any, text: str) -> str:
    """A text in one of the ways in which YAML writes it on a line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    ways = [f'"{plain}"']
    if "\n" not in text:
        ways.append("'" + text.replace("'", "''") + "'")
    if text and text.isascii() and text.replace(" ", "").isalnum() and text == text.strip():
        ways += [text] * 3
    return str(draw(st.sampled_from(ways)))


def scalar(draw: Any, value: Any) -> str:
    """A scalar as written."""
    if value is None:
        return str(draw(st.sampled_from(["~", "null"])))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value in ("true", "false", "null", ""):
        return f'"{value}"'
    return quoted(draw, value)


def flow(draw: Any, value: Any) -> str:
    """A value in brackets."""
    comma: str = draw(st.sampled_from([", ", ",", " , "]))
    if isinstance(value, dict):
        inner = comma.join(
            f"{quoted(draw, key)}: {flow(draw, item)}" for key, item in value.items()
        )
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + comma.join(flow(draw, item) for item in value) + "]"
    text = scalar(draw, value)
    return text if text[0] in "\"'~" or text.isalnum() else f'"{value}"'


def block(draw: Any, value: Any, indent: int) -> list[str]:
    """Lines of a mapping or list that is not empty."""
    pad, lines = " " * indent, []
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        lead = f"{pad}{quoted(draw, key)}:" if isinstance(value, dict) else f"{pad}-"
        if draw(st.integers(0, 5)) == 0:
            lines.append("")
        if draw(st.integers(0, 5)) == 0:
            lines.append(f"{pad}# on {key}")
        comment = draw(st.sampled_from(COMMENTS))
        if isinstance(item, dict | list) and item and draw(st.booleans()):
            lines.append(lead + comment)
            lines += block(draw, item, indent + draw(st.sampled_from([2, 4])))
        elif isinstance(item, dict | list):
            lines.append(f"{lead} {flow(draw, item)}{comment}")
        elif item is None and draw(st.booleans()):
            lines.append(lead + comment)
        else:
            lines.append(f"{lead} {scalar(draw, item)}{comment}")
    return lines


@st.composite
def texts(draw: Any) -> str:
    """A text in YAML whose whole is a mapping, in any layout, with comments."""
    keys = st.sampled_from(KEYS)
    tree = draw(st.dictionaries(keys, VALUES, min_size=1, max_size=4))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = ["# head", *block(draw, tree, 0), *draw(st.sampled_from([[], ["# foot"], [""]]))]
    return str(end.join(lines) + draw(st.sampled_from(["", end])))


def paths(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All paths of a tree but its root's."""
    items = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    found = []
    for key, item in items:
        found += [(*path, key), *paths(item, (*path, key))]
    return found


@st.composite
def commands(draw: Any, tree: Any) -> dict[str, Any]:
    """A command that can be meant for a tree."""
    there = paths(tree)
    path = draw(st.sampled_from(there))
    kind = draw(st.sampled_from(["set", "insert", "remove", "move", "put"]))
    if kind == "set":
        return {"do": "set", "path": list(path), "value": draw(VALUES)}
    if kind == "put":
        return {"do": "set", "path": ["made", draw(st.sampled_from(KEYS))], "value": draw(VALUES)}
    if kind == "remove":
        return {"do": "remove", "path": list(path)}
    if kind == "move":
        return {"do": "move", "path": list(path), "to": draw(st.integers(0, 4))}
    value, at = draw(VALUES), draw(st.one_of(st.none(), st.integers(0, 4)))
    command = {"do": "insert", "path": list(path), "at": at, "value": value}
    holder = look(tree, path)
    if isinstance(holder, dict) or (not isinstance(holder, list) and draw(st.booleans())):
        command["key"] = draw(st.sampled_from(("new", *KEYS)))
    return command


def look(tree: Any, path: Any) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def meaning(tree: Any, command: dict[str, Any]) -> Any:
    """The tree after a command; KeyError where it has no meaning there."""
    tree, path = deepcopy(tree), command["path"]
    if command["do"] == "set":
        return _set(tree, path, command["value"])
    holder = look(tree, path[:-1])
    if command["do"] == "remove":
        del holder[path[-1]]
        return tree
    if command["do"] == "move":
        pairs = list(holder.items()) if isinstance(holder, dict) else list(holder)
        place = list(holder).index(path[-1]) if isinstance(holder, dict) else path[-1]
        pairs.insert(max(0, min(command["to"], len(pairs) - 1)), pairs.pop(place))
        return _set(tree, path[:-1], dict(pairs) if isinstance(holder, dict) else pairs)
    there = look(tree, path)
    size = len(there) if isinstance(there, dict | list) else 0
    at = size if command["at"] is None else min(command["at"], size)
    if "key" in command:
        if isinstance(there, dict) and command["key"] in there:
            raise KeyError(command["key"])
        if there is not None and not isinstance(there, dict) and there != []:
            raise KeyError("no mapping")
        pairs = list((there or {}).items())
        pairs.insert(at, (command["key"], command["value"]))
        return _set(tree, path, dict(pairs))
    if there is not None and not isinstance(there, list) and there != {}:
        raise KeyError("no list")
    if there == {}:
        raise KeyError("a mapping")
    return _set(tree, path, [*(there or [])[:at], command["value"], *(there or [])[at:]])


def _set(tree: Any, path: Any, value: Any) -> Any:
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, list):
        return [
            _set(item, rest, value) if place == key else item for place, item in enumerate(tree)
        ]
    if tree is not None and not isinstance(tree, dict):
        raise KeyError("no mapping")
    return {**(tree or {}), key: _set((tree or {}).get(key), rest, value)}
