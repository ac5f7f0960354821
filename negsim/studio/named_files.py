"""The other files that a scenario or register names, and whether they lie in the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from negsim.errors import InputError, quoted
from negsim.studio.edits.tree import Tree, tree_in

NOTES = (".md", ".txt")  # a brief that ends so is the name of a file


def refuse_outside(before: str, after: str, file: Path, root: Path) -> None:
    """Refuse a text that names a file outside the folder which it did not name before.

    Raises
    ------
    InputError
        It names one. What the file named when it was opened, somebody wrote who may.
    """
    for name in sorted(_named(after) - _named(before)):
        try:
            is_inside = (file.parent / name).resolve().is_relative_to(root)
        except (OSError, ValueError):
            is_inside = False
        if not is_inside:
            raise InputError.one(
                f"{quoted(name)} lies outside this folder, and is not opened from here",
                "copy it into the folder, or name it with another editor",
            )


def _named(text: str) -> set[str]:
    """Name the files that a text names: registers, briefs, texts of documents."""
    try:
        tree = tree_in(text)
    except Exception:  # noqa: BLE001 (libyaml has many ways to refuse; such a text opens nothing)
        return set()
    if not isinstance(tree, dict):
        return set()
    briefs = [text for text in _texts(tree.get("brief")) if text.endswith(NOTES)]
    found = [*_texts(tree.get("claims")), *(text for text in briefs if "\n" not in text)]
    documents: Tree = tree.get("documents")
    for one in [tree.get("document"), *(documents.values() if isinstance(documents, dict) else ())]:
        if isinstance(one, dict):
            found += _texts(one.get("text"))
    return set(found)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []
