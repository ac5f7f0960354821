"""One edit of a text in YAML at a path: what it says is what was asked, and nothing else has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from negsim.errors import InputError, quoted
from negsim.language.names import nearest
from negsim.language.yaml.extents import Extent
from negsim.language.yaml.nodes import read_nodes
from negsim.studio.edits.entries import count, insertions, moves, removals
from negsim.studio.edits.ground import Ground, position
from negsim.studio.edits.rendering import Changes, applied, replacements
from negsim.studio.edits.tree import Key, Tree
from negsim.studio.edits.values import is_same, meant, written


def ground_of(text: str, name: str) -> Ground:
    """Take a text to be edited.

    Raises
    ------
    InputError
        It is no sound YAML, or no mapping.
    """
    ground = _sound(text, name)
    if ground.root.kind != "mapping":
        raise ground.fault(ground.root, "the file is no mapping", "write `key: value` in the text")
    return ground


@lru_cache(maxsize=8)  # the text after one edit is the text before the next
def _sound(text: str, name: str) -> Ground:
    read_nodes(text, name)
    return Ground(text, name)


def set_value(ground: Ground, path: Sequence[Key], value: Any) -> Ground:
    """Write a value at a path, with the mappings that are missing on the way; what stays the same is left alone."""
    way = ground.way(path)
    missing = list(path[len(way) - 1 :])
    if not missing:
        return _replaced(ground, path, way, value)
    holder = way[-1]
    for key in reversed(missing[1:]):
        value = {str(key): value}
    if holder.kind == "list":
        raise _nowhere(ground, path[: len(way)], holder)
    return insert(ground, path[: len(way) - 1], None, str(missing[0]), value)


def insert(
    ground: Ground, path: Sequence[Key], at: int | None, key: str | None, value: Any
) -> Ground:
    """Put an entry into a mapping, under a key, or into a list, before the one at a position or at the end."""
    way = _whole_way(ground, path)
    holder = way[-1]
    if holder.kind == "scalar" and not holder.is_null:
        raise ground.fault(
            holder, f"{_said(path)} is a text, and has no entries", "set it to something else first"
        )
    tree = deepcopy(ground.tree)
    there = at_path(tree, path)
    size = 0 if there is None else len(there)
    index = size if at is None else max(0, min(at, size))
    if key is None:
        if isinstance(there, dict):
            raise ground.fault(holder, f"{_said(path)} is a mapping", "name the key of the entry")
        entry: Any = [written(value)]
        after: Tree = [*(there or [])]
        after.insert(index, meant(value))
    else:
        if isinstance(there, list) and there:
            raise ground.fault(holder, f"{_said(path)} is a list", "leave the key out")
        if there and key in there:
            raise ground.fault(
                holder, f"{quoted(key)} is in {_said(path)} already", "choose another name"
            )
        entry = {written(key): written(value)}
        items = list((there or {}).items())
        items.insert(index, (key, meant(value)))
        after = dict(items)
    if not size:
        ground.refuse_marks(holder)
        return first_that_says(
            ground, replacements(ground, way, entry, is_open=True), put_at(tree, path, after)
        )
    return first_that_says(ground, insertions(ground, way, index, entry), put_at(tree, path, after))


def remove(ground: Ground, path: Sequence[Key]) -> Ground:
    """Take out what stands at a path, with its key and the comments that are its own."""
    way = _whole_way(ground, path)
    if len(way) < 2:
        raise InputError.one("the whole file is not removed here", "delete the file")
    ground.refuse_marks(way[-1])
    holder, index = way[-2], _index(way[-2], way[-1])
    tree = deepcopy(ground.tree)
    there = at_path(tree, path[:-1])
    del there[path[-1] if isinstance(there, dict) else index]
    if count(holder) == 1:
        empty: Any = {} if holder.kind == "mapping" else []
        return first_that_says(
            ground, replacements(ground, way[:-1], empty), put_at(tree, path[:-1], empty)
        )
    return first_that_says(ground, removals(ground, way[:-1], index), tree)


def move(ground: Ground, path: Sequence[Key], to: int) -> Ground:
    """Move an entry of a mapping or list to a position among its like."""
    way = _whole_way(ground, path)
    if len(way) < 2:
        raise InputError.one("the whole file cannot be moved", "name a part of it")
    holder, index = way[-2], _index(way[-2], way[-1])
    new = max(0, min(to, count(holder) - 1))
    if new == index:
        return ground
    tree = deepcopy(ground.tree)
    there = at_path(tree, path[:-1])
    if isinstance(there, dict):
        items = list(there.items())
        items.insert(new, items.pop(index))
        after: Tree = dict(items)
    else:
        after = [*there]
        after.insert(new, after.pop(index))
    return first_that_says(
        ground, moves(ground, way[:-1], index, new), put_at(tree, path[:-1], after)
    )


def _replaced(ground: Ground, path: Sequence[Key], way: list[Extent], value: Any) -> Ground:
    old, new = at_path(ground.tree, path), meant(value)
    if is_same(old, new):
        return ground
    if isinstance(old, dict) and isinstance(value, dict) and _keeps_order(old, value):
        return _merged(ground, path, old, value)
    if isinstance(old, list) and isinstance(value, list) and old and value:
        return _listed(ground, path, old, value)
    ground.refuse_marks(way[-1])
    tree = deepcopy(ground.tree)
    return first_that_says(
        ground, replacements(ground, way, written(value)), put_at(tree, path, new)
    )


def _keeps_order(old: Tree, new: dict[str, Any]) -> bool:
    """Say whether two mappings share keys, in the same order."""
    shared = [key for key in old if key in new]
    return bool(shared) and shared == [key for key in new if key in old]


def _merged(ground: Ground, path: Sequence[Key], old: Tree, new: dict[str, Any]) -> Ground:
    for key in old:
        if key not in new:
            ground = remove(ground, [*path, key])
    for index, (key, value) in enumerate(new.items()):
        if key in old:
            ground = set_value(ground, [*path, key], value)
        else:
            ground = insert(ground, path, index, key, value)
    return ground


def _listed(ground: Ground, path: Sequence[Key], old: list[Tree], new: list[Any]) -> Ground:
    same = sum(1 for _ in _both(old, new))
    tail = sum(1 for _ in _both(old[same:][::-1], new[same:][::-1]))
    middle = min(len(old), len(new)) - same - tail
    for index in range(same, same + middle):
        ground = set_value(ground, [*path, index], new[index])
    for index in range(len(old) - tail - 1, same + middle - 1, -1):
        ground = remove(ground, [*path, index])
    for index in range(same + middle, len(new) - tail):
        ground = insert(ground, path, index, None, new[index])
    return ground


def _both(old: list[Tree], new: list[Any]) -> Iterator[Tree]:
    """Give what two lists begin with."""
    for first, second in zip(old, new, strict=False):
        if not is_same(first, meant(second)):
            return
        yield first


def first_that_says(ground: Ground, ways: Iterator[Changes], tree: Tree) -> Ground:
    """Make the first change after which the text says what it should."""
    for changes in ways:
        text = applied(ground.text, changes)
        try:
            after = _sound(text, ground.name)
        except InputError:
            continue
        if is_same(after.tree, tree):
            return after
    raise InputError.one(
        "this cannot be changed in place without touching what stands around it",
        "change it in the text",
    )


def _whole_way(ground: Ground, path: Sequence[Key]) -> list[Extent]:
    way = ground.way(path)
    if len(way) <= len(path):
        raise _nowhere(ground, path[: len(way)], way[-1])
    return way


def _nowhere(ground: Ground, path: Sequence[Key], holder: Extent) -> InputError:
    names = [key.text for key, _ in holder.items]
    meant_name = nearest(str(path[-1]), names)
    return ground.fault(
        holder,
        f"there is no {quoted(str(path[-1]))} in {_said(path[:-1])}",
        "read the file again" if meant_name is None else f"did you mean {meant_name}?",
    )


def _said(path: Sequence[Key]) -> str:
    return quoted(".".join(map(str, path))) if path else "the file"


def _index(holder: Extent, extent: Extent) -> int:
    values = [value for _, value in holder.items] if holder.kind == "mapping" else holder.parts
    return next(index for index, one in enumerate(values) if one is extent)


def at_path(tree: Tree, path: Sequence[Key]) -> Tree:
    """Give what stands at a path of a tree."""
    for key in path:
        tree = tree[position(key) or 0] if isinstance(tree, list) else tree[str(key)]
    return tree


def put_at(tree: Tree, path: Sequence[Key], value: Tree) -> Tree:
    """Give a tree with something else at a path."""
    if not path:
        return value
    holder = at_path(tree, path[:-1])
    key: Any = position(path[-1]) if isinstance(holder, list) else str(path[-1])
    old = holder[key] if isinstance(holder, list) else holder.get(key)
    if isinstance(old, dict) and isinstance(value, dict):
        old.clear()  # in place, as another part of the tree may be the same
        old.update(value)
    elif isinstance(old, list) and isinstance(value, list):
        old[:] = value
    else:
        holder[key] = value
    return tree
