"""A scenario as a table of its elements, and a scenario of such a table again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negsim.language.model.scenario import Scenario

SECTIONS = ("red_lines", "preferences", "wishes", "expects", "ratification")
_TABLES = ("issues", "rules", "variants", "levers")
_ORDERED = ("options", "readings")  # mappings whose order means something
_SAID = frozenset("from numbers_from say short name batna because".split())

Path = tuple[str, ...]  # such as ("actors", "port", "red_lines", "deep")
Elements = dict[Path, Any]


def elements(scenario: Scenario) -> Elements:
    """Give each element of a scenario by its path, in the file's order.

    An actor is there as such, and so is each of its red lines, preferences, wishes, forecasts, bodies and other keys.
    """
    found: Elements = {}
    for key, value in scenario.to_plain().items():
        if key in _TABLES:
            found |= {(key, name): held for name, held in value.items()}
            if key == "issues":
                found[("order of issues",)] = list(value)
        elif key == "actors":
            found[("order of actors",)] = list(value)
            for actor, held in value.items():
                found[key, actor] = {}
                for part, inner in held.items():
                    if part in SECTIONS:
                        found |= {(key, actor, part, name): one for name, one in inner.items()}
                    else:
                        found[key, actor, part] = inner
        elif key not in ("negsim", "scenario"):
            found[(key,)] = value
    return found


def shown(path: Path) -> str:
    """Give a path as people type it: `port.red_lines.deep`, `rules.deep_needs_night`.

    Examples
    --------
    >>> shown(("actors", "port", "red_lines", "deep")), shown(("issues", "depth"))
    ('port.red_lines.deep', 'issues.depth')
    """
    return ".".join(path[1:] if path[0] == "actors" else path)


def tells(path: Path) -> bool:
    """Whether an element can change what is in the zone: variants, what is expected and what is only said cannot."""
    if path[0] in ("issues", "rules", "agreement", "status_quo") or path[0].startswith("order of"):
        return True
    if path[0] != "actors":
        return False
    return len(path) == 2 or path[2] not in {*_SAID, "expects", "influence", "salience"}


def deciding(path: Path, plain: Any) -> Any:
    """Leave out what only says, such as sources and reasons, of an element and its readings."""
    is_element = len(path) == 4 or path[0] in ("issues", "rules")
    if not is_element or not isinstance(plain, Mapping):
        return plain
    kept = {key: value for key, value in plain.items() if key not in _SAID}
    if isinstance(kept.get("readings"), Mapping):
        kept["readings"] = {
            name: {key: inner for key, inner in value.items() if key not in _SAID}
            if isinstance(value, Mapping)
            else value
            for name, value in kept["readings"].items()
        }
    return kept


def comparable(plain: Any, key: str = "") -> Any:
    """Give plain data for comparison: mappings whose order means something as lists of pairs."""
    if isinstance(plain, Mapping):
        inner = {name: comparable(value, name) for name, value in plain.items()}
        return list(inner.items()) if key in _ORDERED else inner
    return [comparable(item) for item in plain] if isinstance(plain, list) else plain


def document(found: Elements, version: Any, name: str) -> dict[str, Any]:
    """Make the plain data of a scenario whose answer these elements decide, without sources, variants and the like."""
    plain: dict[str, Any] = {"negsim": version, "scenario": name}
    for path, value in found.items():
        if not tells(path) or path[0].startswith("order of"):
            continue
        inner = plain
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = deciding(path, value)
    for key in ("issues", "actors"):
        order = found.get((f"order of {key}",), [])
        held = plain.get(key, {})
        names = [one for one in order if one in held] + [one for one in held if one not in order]
        plain[key] = {one: held[one] for one in names}
    return plain
