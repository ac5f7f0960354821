"""An id called otherwise, with everything in the file that names it: issues, options, actors, lines, variants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from negsim.errors import InputError, quoted
from negsim.language.writer import write_flow
from negsim.language.yaml.extents import Extent
from negsim.language.yaml.nodes import read_nodes
from negsim.studio.edits.ground import Ground
from negsim.studio.edits.rendering import Changes, applied
from negsim.studio.edits.tree import Key
from negsim.studio.edits.values import written

Path: TypeAlias = tuple[str, ...]
# Under these, texts are for people: no id in them is followed.
PROSE = frozenset(
    "say says title name ask because batna note text brief short label unit speaker publisher chain".split()
)
_ID = re.compile(r"[a-z][a-z0-9_]*")
_WORDS = re.compile(r"[^\s|,<>=+&()\[\]]+")
_APPLIED = ("variant", "variants", "apply", "stacks")
_LADDERS = frozenset(["ladder", "ladders"])
_CONDITION_WORDS = frozenset("sum count any all not at_least at_most between".split())
# Keys of these mappings are names of their own, and never those of issues in a condition.
_NAMES = (
    "issues",
    "actors",
    "rules",
    "variants",
    "levers",
    "options",
    "red_lines",
    "readings",
    "wishes",
    "expects",
    "trends",
    "events",
    "claims",
    "documents",
    "conflicts",
    "silences",
    "read_as",
    "scores",
    "points",
)


@dataclass(frozen=True)
class Mention:
    """A text of the file: where it stands, whether it is a key, and among which keys it is one."""

    path: Path
    extent: Extent
    is_key: bool
    beside: frozenset[str] = frozenset()


def rename(ground: Ground, path: Sequence[Key], to: str) -> Ground:
    """Give an id another name wherever it stands.

    Raises
    ------
    InputError
        It is no id, or something is called so already.
    """
    if not _ID.fullmatch(to) or len(to) > 80:
        raise InputError.one(
            f"{quoted(to)} is no id", "use small letters, digits and underscores, a letter first"
        )
    way = ground.way(path)
    names = tuple(map(str, path))
    holder = way[-2] if len(way) == len(path) + 1 and len(way) > 1 else None
    key = None if holder is None else holder.key(names[-1])
    if holder is None or key is None:
        raise InputError.one(
            f"there is nothing called {quoted('.'.join(names))}", "read the file again"
        )
    if holder.get(to) is not None:
        raise ground.fault(holder, f"{quoted(to)} is there already", "choose another name")
    issues = frozenset(_keys(ground, ("issues",))) | _new_issues(ground)
    follow = _followers(names, to, issues)
    changes: Changes = []
    for part in _parts(ground.root, ()):
        if part.extent is key:
            changes.append((key.start, key.stop, write_flow(written(to))))
            continue
        new = follow(part)
        if new is not None and new != part.extent.text:
            changes.append((part.extent.start, part.extent.stop, write_flow(written(new))))
    text = applied(ground.text, changes)
    read_nodes(text, ground.name)
    return Ground(text, ground.name)


def _followers(path: Path, to: str, issues: frozenset[str]) -> Callable[[Mention], str | None]:
    """Give what a text of the file becomes where an id is called otherwise; None where it stays."""
    old = path[-1]
    match path:
        case ("issues", _) | ("levers", _, "issues", _):
            return lambda part: _issue(part, old, to, issues)
        case (*_, "issues", issue, "options", _):
            return lambda part: _option(part, issue, old, to)
        case ("actors", _):
            return lambda part: _actor(part, old, to, issues)
        case ("actors", actor, "red_lines" | "wishes" | "expects", _):
            return lambda part: _dotted(part, (actor,), old, to)
        case ("actors", actor, "red_lines", line, "readings", _):
            return lambda part: _reading(part, f"{actor}.{line}", old, to)
        case ("rules", _):
            return lambda part: _dotted(part, ("rules",), old, to)
        case ("variants", _):
            return lambda part: _variant(part, old, to)
        case ("claims", _):
            return lambda part: _claim(part, old, to)
        case _:
            return lambda part: _same(part, old, to)


def _is_condition(part: Mention, issues: frozenset[str]) -> bool:
    """Say whether a key stands among keys that are all issues: a condition, or a package."""
    above = part.path[-2] if len(part.path) > 1 else ""
    if above in _NAMES and part.beside:
        return False
    return bool(part.beside) and part.beside <= issues | _CONDITION_WORDS


def _issue(part: Mention, old: str, to: str, issues: frozenset[str]) -> str | None:
    text = part.extent.text
    if part.is_key and text == old:
        is_own = part.path[-2:-1] == ("preferences",) or _is_new_option(part.path[:-1])
        return to if is_own or _is_condition(part, issues) else None
    if not _is_prose(part):
        if text == old and not part.is_key and part.path[-2:-1] == ("about",):
            return to
        return _in_paths(
            text,
            lambda names: [
                to if name == old and names[place - 1 : place] == ["preferences"] else name
                for place, name in enumerate(names)
            ],
        )
    return None


def _is_new_option(path: Path) -> bool:
    """Say whether a path is that of the options which a lever brings, each under its issue."""
    return len(path) == 3 and path[0] == "levers" and path[2] == "options"


def _option(part: Mention, issue: str, old: str, to: str) -> str | None:
    text, path = part.extent.text, part.path
    if part.is_key:
        under = path[-3:-1]
        if text == old and under in ((issue, "scores"), (issue, "points"), ("options", issue)):
            return to
        return _in_paths(
            text,
            lambda names: [
                to
                if n == old and k and names[k - 1] in ("scores", "points") and issue in names
                else n
                for k, n in enumerate(names)
            ],
        )
    if _is_prose(part):
        return None
    if issue in path and "preferences" in path and _LADDERS & set(path):
        return _tokens(text, old, to)
    if _stands_under(path, issue) and "issues" not in path[-2:-1] and "preferences" not in path:
        return _tokens(text, old, to)
    if issue in path and ("read_as" in path or path[-1] == "status_quo") and text == old:
        return to
    return None


def _actor(part: Mention, old: str, to: str, issues: frozenset[str]) -> str | None:
    text, path = part.extent.text, part.path
    if part.is_key and text == old:
        is_name = path[-2:-1] in (("read_as",), ("preferences",), ("wishes",), ("red_lines",))
        return to if is_name and not _is_condition(part, issues) else None
    if _is_prose(part) or (not part.is_key and _is_test(path, issues)):
        return None
    if text == old:
        return to
    return _in_paths(text, lambda names: [to, *names[1:]] if names[0] == old else names)


def _dotted(part: Mention, owner: Path, old: str, to: str) -> str | None:
    if _is_prose(part):
        return None

    def renamed(names: list[str]) -> list[str]:
        if (*owner, old) == tuple(names[:2]):
            return [names[0], to, *names[2:]]
        if names[0] == owner[0] and names[2:3] == [old]:
            return [*names[:2], to, *names[3:]]
        return names

    return _in_paths(part.extent.text, renamed)


def _reading(part: Mention, line: str, old: str, to: str) -> str | None:
    text = part.extent.text
    if not part.is_key and part.path and part.path[-1] == line and text == old:
        return to
    return None if _is_prose(part) else text.replace(f"{line}.{old}", f"{line}.{to}")


def _variant(part: Mention, old: str, to: str) -> str | None:
    if part.is_key or not any(_stands_under(part.path, key) for key in _APPLIED):
        return None
    return _tokens(part.extent.text, old, to)


def _claim(part: Mention, old: str, to: str) -> str | None:
    is_naming = any(_stands_under(part.path, key) for key in ("supersedes", "between"))
    return to if is_naming and not part.is_key and part.extent.text == old else None


def _same(part: Mention, old: str, to: str) -> str | None:
    if part.is_key or _is_prose(part):
        return None
    return to if part.extent.text == old else None


def _tokens(text: str, old: str, to: str) -> str:
    return _WORDS.sub(lambda found: to if found[0] == old else found[0], text)


def _in_paths(text: str, renamed: Callable[[list[str]], list[str]]) -> str:
    """Rename within a text that is a path, `actor.preferences.issue`, and in no other."""
    if not re.fullmatch(r"[a-z0-9_]+(?:\.[a-z0-9_-]+)+", text):
        return text
    return ".".join(renamed(text.split(".")))


def _is_prose(part: Mention) -> bool:
    names = [name for name in part.path[-2:] if not name.isdigit()]
    return not part.is_key and bool(names) and names[-1] in PROSE


def _stands_under(path: Path, name: str) -> bool:
    """Say whether a text, or the list that it is in, stands under a key."""
    return path[-1:] == (name,) or (path[-2:-1] == (name,) and path[-1].isdigit())


def _is_test(path: Path, issues: frozenset[str]) -> bool:
    return any(_stands_under(path, issue) for issue in path[-2:] if issue in issues)


def _parts(extent: Extent, path: Path) -> Iterator[Mention]:
    if extent.kind == "scalar":
        yield Mention(path, extent, False)
    elif extent.kind == "list":
        for place, part in enumerate(extent.parts):
            yield from _parts(part, (*path, str(place)))
    elif extent.kind == "mapping":
        beside = frozenset(key.text for key, _ in extent.items)
        for key, value in extent.items:
            inner = (*path, key.text)
            yield Mention(inner, key, True, beside)
            yield from _parts(value, inner)


def _keys(ground: Ground, path: Path) -> list[str]:
    extent: Extent | None = ground.root
    for key in path:
        extent = None if extent is None else extent.get(key)
    return [] if extent is None else [key.text for key, _ in extent.items]


def _new_issues(ground: Ground) -> frozenset[str]:
    """Name the issues that levers bring."""
    levers = ground.root.get("levers")
    found: set[str] = set()
    for _, lever in levers.items if levers is not None else ():
        brought = lever.get("issues")
        found |= {key.text for key, _ in brought.items} if brought is not None else set()
    return frozenset(found)
