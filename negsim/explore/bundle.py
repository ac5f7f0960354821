"""Scripts joined into one: each module a function of its own, in the order in which they need one another."""

from __future__ import annotations

import posixpath
import re
from importlib.resources import files

_IMPORT = re.compile(
    r'^import\s+(?:\{([^}]*)\}\s+from\s+)?"(\.{1,2}/[\w./-]+\.js)";$', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function\*?|const|class)\s+([A-Za-z_$][\w$]*))", re.MULTILINE
)
_NOTHING = re.compile(r"^export \{\};$", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*", re.MULTILINE)


def asset(name: str) -> str:
    """Give the text of one of the page's own files."""
    return (files("negsim.explore") / "assets" / name).read_text(encoding="utf-8")


def bundle(entry: str) -> str:
    """Join a module and all that it imports into one script.

    Parameters
    ----------
    entry : str
        A module among the assets, such as ``engine/worker.js``.

    Returns
    -------
    A script for any place where scripts are taken: within a page opened from a disk no module may be imported.

    Notes
    -----
    The modules import by name from paths beside them (``import { a, b as c } from "./other.js";``) and export
    functions, constants and classes where they declare them; none imports itself by way of others. Each becomes a
    function that gives what it exports, so that two may use the same name for different things.
    """
    order: list[str] = []
    _visit(entry, order, ())
    modules = "\n".join(_module(name) for name in order)
    return f'(() => {{\n"use strict";\nconst modules = {{}};\n{modules}}})();\n'


def _visit(name: str, order: list[str], above: tuple[str, ...]) -> None:
    assert name not in above, f"{name} imports itself, by way of {above}"
    if name in order:
        return
    for _, path in _IMPORT.findall(asset(name)):
        _visit(_beside(name, path), order, (*above, name))
    order.append(name)


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _module(name: str) -> str:
    source = asset(name)
    given = _EXPORT.findall(source)

    def imported(found: re.Match[str]) -> str:
        if found[1] is None:
            return ""
        names = ", ".join(re.sub(r"\s+as\s+", ": ", one.strip()) for one in _listed(found[1]))
        return f'const {{ {names} }} = modules["{_beside(name, found[2])}"];'

    body = _EXPORT.sub("", _NOTHING.sub("", _IMPORT.sub(imported, source)))
    left = _LEFT.search(body)
    assert left is None, f"{name} imports or exports in a way that is not joined: {left}"
    exports = ", ".join(given)
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();\n'


def _listed(names: str) -> list[str]:
    return [one for one in names.split(",") if one.strip()]
