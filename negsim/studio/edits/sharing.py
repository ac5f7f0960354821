"""What is written once and stands in several places: written out for one of them, or changed for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from negsim.language.writer import write_flow
from negsim.language.yaml.extents import Extent
from negsim.studio.edits.ground import Ground, child
from negsim.studio.edits.rendering import replacements
from negsim.studio.edits.splice import at_path, first_that_says, put_at, set_value
from negsim.studio.edits.tree import Key
from negsim.studio.edits.values import meant, written


def apart(ground: Ground, path: Sequence[Key]) -> Ground:
    r"""Write out what is shared on the way to a path: what becomes of it becomes of nothing else.

    Examples
    --------
    >>> from negsim.studio.edits.splice import ground_of
    >>> text = "one: &deep {depth: ten}\ntwo: *deep\n"
    >>> print(apart(ground_of(text, "mine.yaml"), ["two", "depth"]).text, end="")
    one: &deep {depth: ten}
    two:
      depth: ten
    """
    while (shared := _alias_on(ground, path)) is not None:
        way = [ground.root]
        for key in shared:
            inner = child(way[-1], key)
            assert inner is not None
            way.append(inner)
        value = written(at_path(ground.tree, shared))
        ground = first_that_says(ground, replacements(ground, way, value), ground.tree)
    return ground


def original(ground: Ground, path: Sequence[Key]) -> list[Key]:
    r"""Give the path at which that is written which stands at a path.

    Examples
    --------
    >>> from negsim.studio.edits.splice import ground_of
    >>> text = "one: &deep {depth: ten}\ntwo: *deep\n"
    >>> original(ground_of(text, "mine.yaml"), ["two", "depth"])
    ['one', 'depth']
    """
    found: list[Key] = []
    extent = ground.root
    for number, key in enumerate(path):
        inner = child(extent, key)
        if inner is None:
            return [*found, *path[number:]]
        found.append(key)
        if inner.kind == "alias":
            found, inner = _marked(ground, inner)
        extent = inner
    return found


def set_for_all(ground: Ground, path: Sequence[Key], value: Any) -> Ground:
    r"""Write a value where one is marked, for all that it stands for; anything else is set as it is elsewhere.

    Examples
    --------
    >>> from negsim.studio.edits.splice import ground_of
    >>> text = "one: &deep ten\ntwo: *deep\n"
    >>> print(set_for_all(ground_of(text, "mine.yaml"), ["one"], "five").text, end="")
    one: &deep five
    two: *deep
    """
    marked = {tuple(at): one for at, one in _all(ground.root)}.get(tuple(path))
    if marked is None or marked.anchor is None or isinstance(value, dict | list):
        return set_value(replace(ground, is_for_all=True), path, value)
    tree = deepcopy(ground.tree)
    for at, one in _all(ground.root):
        if marked.anchor in (one.anchor, one.text if one.kind == "alias" else None):
            tree = put_at(tree, at, meant(value))
    text = f"&{marked.anchor} {write_flow(written(value))}"
    return first_that_says(ground, iter([[(marked.start, marked.stop, text)]]), tree)


def _alias_on(ground: Ground, path: Sequence[Key]) -> list[Key] | None:
    """The path of an alias that stands on the way to a path, or for something on it; None where nothing is shared."""
    extent: Extent | None = ground.root
    way: list[Key] = []
    for key in [*path, None]:
        assert extent is not None
        if extent.kind == "alias":
            return way
        if extent.anchor is not None:
            for alias, one in _all(ground.root):
                if one.kind == "alias" and one.text == extent.anchor:
                    return alias
        extent = None if key is None else child(extent, key)
        if extent is None:
            break
        assert key is not None
        way.append(key)
    return None


def _marked(ground: Ground, alias: Extent) -> tuple[list[Key], Extent]:
    """What an alias stands for, and its path: the last that is marked so before it."""
    return [
        (path, one)
        for path, one in _all(ground.root)
        if one.anchor == alias.text and one.start < alias.start
    ][-1]


def _all(extent: Extent, path: tuple[Key, ...] = ()) -> Iterator[tuple[list[Key], Extent]]:
    yield list(path), extent
    if extent.kind == "mapping":
        for key, value in extent.items:
            yield from _all(value, (*path, key.text))
    elif extent.kind == "list":
        for index, part in enumerate(extent.parts):
            yield from _all(part, (*path, index))
