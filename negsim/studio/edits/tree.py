"""A text in YAML as plain data, and where each part of it stands."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Any, TypeAlias

from negsim.language.yaml.extents import Extent, extents
from negsim.language.yaml.text import split_lines

Key: TypeAlias = str | int
Tree: TypeAlias = Any  # mappings in order, lists, texts, truth values and None

_TRUTHS = {"true": True, "false": False}


@lru_cache(maxsize=8)  # as `extents` keeps them
def tree_in(text: str) -> Tree:
    """Give a text as plain data, which is for reading alone."""
    return tree_of(extents(text))


def tree_of(root: Extent) -> Tree:
    r"""Give plain data: what stands unquoted as `true`, `false` or nothing is that, all else is the text it was.

    Examples
    --------
    >>> from negsim.language.yaml.extents import extents
    >>> tree_of(extents("depth: {ten: 0.50, may_stay_open: true}\nnights: ['true', ~]\n"))
    {'depth': {'ten': '0.50', 'may_stay_open': True}, 'nights': ['true', None]}
    """
    return _plain(root, {})


def _plain(extent: Extent, anchors: dict[str, Tree]) -> Tree:
    if extent.kind == "alias":
        return anchors.get(extent.text)
    found: Tree
    if extent.kind == "scalar":
        found = _scalar(extent)
    elif extent.kind == "list":
        found = [_plain(part, anchors) for part in extent.parts]
    else:
        found = {}
        for key, value in extent.items:
            _plain(key, anchors)
            found.setdefault(key.text, _plain(value, anchors))
    if extent.anchor is not None:
        anchors[extent.anchor] = found
    return found


def _scalar(extent: Extent) -> Tree:
    if extent.is_null:
        return None
    return _TRUTHS.get(extent.text, extent.text) if extent.is_plain else extent.text


def places(root: Extent, text: str) -> dict[str, tuple[int, int, int, int]]:
    r"""Say of each part from which line and column to which it stands, counted from 1, the end not included.

    Examples
    --------
    >>> from negsim.language.yaml.extents import extents
    >>> text = "depth:\n  ten: 10 m\n"
    >>> places(extents(text), text)
    {'depth': (2, 3, 2, 12), 'depth.ten': (2, 8, 2, 12)}
    """
    starts = [0]
    for line in split_lines(text)[:-1]:
        end = starts[-1] + len(line)
        starts.append(end + (2 if text[end : end + 2] == "\r\n" else 1))
    found: dict[str, tuple[int, int, int, int]] = {}
    _place(root, (), starts, found)
    return found


def _place(
    extent: Extent,
    path: tuple[str, ...],
    starts: list[int],
    found: dict[str, tuple[int, int, int, int]],
) -> None:
    if path:
        found.setdefault(
            ".".join(path),
            (*_line_column(starts, extent.start), *_line_column(starts, extent.stop)),
        )
    if extent.kind == "mapping":
        for key, value in extent.items:
            _place(value, (*path, key.text), starts, found)
    elif extent.kind == "list":
        for index, part in enumerate(extent.parts):
            _place(part, (*path, str(index)), starts, found)


def _line_column(starts: list[int], at: int) -> tuple[int, int]:
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1
