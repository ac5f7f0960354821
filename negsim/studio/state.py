"""A file as the page sees it: its text and tree, where each part stands, its faults, and what things are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from negsim.errors import Fault, InputError
from negsim.language.load import load_register, loads, loads_register
from negsim.language.model.scenario import Scenario
from negsim.language.shipped import locate
from negsim.language.yaml.extents import Extent, extents
from negsim.language.yaml.nodes import first_key
from negsim.studio.edits.ground import Ground
from negsim.studio.edits.tree import Tree, places, tree_in
from negsim.studio.folder import Folder, Leaf
from negsim.studio.suggestions import suggestions

_YAML = (".yaml", ".yml")
_TITLE = re.compile(r"^title:[ \t]*(\S.*)$", re.MULTILINE)
_DOCUMENT = re.compile(
    r"^document:[^\n]*(?:\n[ \t][^\n]*)*?\btitle:[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^,}\n#]+)",
    re.MULTILINE,
)
_DOCUMENTS = (".pdf", ".docx", ".odt", ".rtf", ".html", ".htm", ".txt", ".md")


@dataclass(frozen=True)
class ReadFile:
    """What reading a file gave: the scenario, where it is sound, and its faults."""

    scenario: Scenario | None
    faults: tuple[Fault, ...]


def kind_of(folder: Folder, name: str) -> str:
    """Say what a file is: `scenario`, `register`, `document` or `other`."""
    lower = name.lower()
    if lower.endswith(_DOCUMENTS):
        return "document"
    if not lower.endswith(_YAML):
        return "other"
    try:
        text = folder.path(name).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "other"
    return "register" if first_key(text) in ("document", "documents") else "scenario"


def read(folder: Folder, leaf: Leaf) -> ReadFile:
    """Read a scenario, or a register of claims, by the one reader."""
    try:
        text = leaf.text
        path = str(folder.path(leaf.name))
        if first_key(text) in ("document", "documents"):
            loads_register(text, path)
            return ReadFile(None, ())
        return ReadFile(loads(text, path), ())
    except InputError as error:
        return ReadFile(None, error.faults)


def state(folder: Folder, leaf: Leaf) -> dict[str, Any]:
    """Give a file as the page sees it."""
    text, root, tree = _parsed(leaf)
    found = read(folder, leaf)
    where = {} if root is None else places(root, text)
    return {
        "name": leaf.name,
        "kind": kind_of(folder, leaf.name),
        "fingerprint": leaf.fingerprint,
        "text": text,
        "tree": tree,
        "places": where,
        "faults": faults(found.faults, folder.root, leaf.name, text, root),
        "words": words(tree),
        "undo": leaf.can_undo,
        "redo": leaf.can_redo,
        "read_only": folder.why_read_only is not None,
        "suggestions": _suggested(folder, leaf, text, root, found.scenario),
    }


def _suggested(
    folder: Folder, leaf: Leaf, text: str, root: Extent | None, scenario: Scenario | None
) -> list[dict[str, Any]]:
    if scenario is None:
        return []
    own = str(folder.path(leaf.name))
    found = []
    for fault, path, says in suggestions(scenario):
        where = None if fault is None else fault.where
        if where is not None and where.path == own:
            found.append({"path": _path_at(text, root, where.line, where.column), "text": says})
        else:
            found.append({"path": path, "text": says})
    return found


def title_of(folder: Folder, name: str) -> str | None:
    """Give the title of a scenario or a register's document, where it is read quickly; None where it has none."""
    if not name.endswith(_YAML):
        return None
    try:
        with folder.path(name).open(encoding="utf-8") as file:
            head = file.read(4000)
    except (OSError, UnicodeDecodeError):
        return None
    return _title_in(head) or _title_of_document(head)


@cache
def shipped_title(name: str) -> str:
    """Give the title of a shipped scenario; its name where it has none."""
    return _title_in(locate(name).read_text(encoding="utf-8")) or name


def _title_in(text: str) -> str | None:
    found = _TITLE.search(text)
    return None if found is None else found[1].strip().strip("\"'")


def _title_of_document(text: str) -> str | None:
    found = _DOCUMENT.search(text)
    return None if found is None else found[1].strip().strip("\"'")


def claims_of(folder: Folder, leaf: Leaf, tree: Tree) -> list[dict[str, Any]]:
    """List the claims of the registers that a scenario rests on, as far as they can be read."""
    named = tree.get("claims") if isinstance(tree, dict) else None
    found: list[dict[str, Any]] = []
    for register in [named] if isinstance(named, str) else named or []:
        if not isinstance(register, str):
            continue
        path = (folder.path(leaf.name).parent / register).resolve()
        if not path.is_relative_to(folder.root):
            continue
        try:
            read = load_register(path)
        except InputError:
            continue
        found += [
            {
                "id": claim.id,
                "says": claim.says,
                "speaker": claim.speaker,
                "kind": claim.kind,
                "grade": claim.grade,
                "status": claim.standing,
                "register": path.relative_to(folder.root).as_posix(),
            }
            for claim in read.claims
        ]
    return found


def _parsed(leaf: Leaf) -> tuple[str, Extent | None, Tree]:
    try:
        text = leaf.text
    except InputError:
        return leaf.content.decode("utf-8", "replace"), None, None
    try:
        root = extents(text)
    except Exception:  # noqa: BLE001 (libyaml has many ways to refuse; the reader's faults say which)
        return text, None, None
    return text, root, tree_in(text)


def faults(
    found: tuple[Fault, ...], base: Path, name: str, text: str = "", root: Extent | None = None
) -> list[dict[str, Any]]:
    """Give faults with their places; of those in this file, with the path of what is to blame."""
    told = []
    own = str(base / name)
    for fault in found:
        one: dict[str, Any] = {"message": fault.what, "mend": fault.mend}
        if fault.where is not None:
            file = fault.where.path
            one["line"], one["column"] = fault.where.line, fault.where.column
            one["length"] = fault.where.length
            if file == own:
                one["path"] = _path_at(text, root, fault.where.line, fault.where.column)
            else:
                path = Path(file)
                is_inside = path.is_absolute() and path.is_relative_to(base)
                one["file"] = path.relative_to(base).as_posix() if is_inside else path.name
        told.append(one)
    return told


def _path_at(text: str, root: Extent | None, line: int, column: int) -> str:
    """Find the path of the innermost part that holds a place, its key included."""
    if root is None:
        return ""
    ground = Ground(text, "")
    at = 0
    for _ in range(line - 1):
        at = ground.next_line(at)
    at += column - 1
    path: list[str] = []
    extent = root
    while True:
        inner = None
        if extent.kind == "mapping":
            for key, value in extent.items:
                if key.start <= at < max(value.stop, key.stop + 1):
                    inner = (key.text, value)
        elif extent.kind == "list":
            for index, part in enumerate(extent.parts):
                if part.start <= at < max(part.stop, part.start + 1):
                    inner = (str(index), part)
        if inner is None:
            return ".".join(path)
        path.append(inner[0])
        extent = inner[1]


def words(tree: Tree) -> dict[str, Any]:
    """Give what things are called, by their ids, as far as the file says."""
    if not isinstance(tree, dict):
        return {"issues": {}, "options": {}, "actors": {}, "variants": {}}
    issues = _mapping(tree.get("issues"))
    return {
        "issues": {name: _said(issue, "ask") or name for name, issue in issues.items()},
        "options": {
            name: {
                key: (_said(option, "label") or key) if isinstance(option, dict) else option or key
                for key, option in _mapping(_mapping(issue).get("options")).items()
            }
            for name, issue in issues.items()
        },
        "actors": {
            name: _said(actor, "name") or name
            for name, actor in _mapping(tree.get("actors")).items()
        },
        "variants": {
            name: _said(variant, "say") or name
            for name, variant in _mapping(tree.get("variants")).items()
        },
    }


def _mapping(tree: Tree) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}


def _said(tree: Tree, key: str) -> str | None:
    found = _mapping(tree).get(key)
    return found if isinstance(found, str) else None
