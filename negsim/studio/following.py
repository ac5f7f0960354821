"""Claims called otherwise: the other files of the folder that rest on them follow, each by a step of its own."""

from __future__ import annotations

from negsim.errors import NegsimError
from negsim.language.yaml.extents import Extent, extents
from negsim.studio.edits.claim_names import Renamed, claim_ids, documents_of, follow
from negsim.studio.edits.tree import tree_of
from negsim.studio.folder import Folder, Leaf

_YAML = (".yaml", ".yml")


def follow_claims(folder: Folder, before: str, after: Leaf) -> list[Leaf]:
    """Let every file that rests on a register follow the names of its claims.

    Parameters
    ----------
    folder : Folder
    before : str
        What the register said.
    after : Leaf
        The register as it stands.

    Returns
    -------
    list of Leaf
        The files that were changed.

    Notes
    -----
    A claim has another name where another id stands in its place, and all else among the ids is as it was: so undoing
    a renaming is one too.
    """
    old, new = _root(before), _root(after.text)
    if old is None or new is None:
        return []
    names = _other_names(claim_ids(old), claim_ids(new))
    if not names:
        return []
    changed = []
    for name in folder.names():
        if name.endswith(_YAML) and name != after.name:
            leaf = folder.read(name)
            text = _followed(folder, leaf, after, names, documents_of(new))
            if text != leaf.text:
                said = ", ".join(f"{one} is called {other}" for one, other in names.items())
                command = {"do": "text", "text": text}
                changed.append(folder.change(name, leaf.fingerprint, [command], said))
    return changed


def _other_names(old: list[str], new: list[str]) -> dict[str, str]:
    if len(old) != len(new):
        return {}
    other = {one: to for one, to in zip(old, new, strict=True) if one != to}
    return {} if set(other) & set(new) or set(other.values()) & set(old) else other


def _followed(
    folder: Folder,
    leaf: Leaf,
    register: Leaf,
    names: dict[str, str],
    documents: frozenset[str],
) -> str:
    """Give the text of a scenario, or another register of it, after it has followed."""
    root = _root(leaf.text)
    if root is None:
        return leaf.text
    tree = tree_of(root)
    named = tree.get("claims") if isinstance(tree, dict) else None
    if isinstance(named, dict):  # another register: of this one it names claims by their document
        return follow(leaf.text, root, Renamed(names, documents, is_bare=False))
    base = folder.path(leaf.name).parent
    registers = [named] if isinstance(named, str) else named or []
    paths = {(base / one).resolve() for one in registers if isinstance(one, str)}
    own = folder.path(register.name)
    if own not in paths:
        return leaf.text
    others = set[str]()
    for path in paths - {own}:
        if path.is_relative_to(folder.root):
            others |= _ids(folder, path.relative_to(folder.root).as_posix())
    bare = {old: new for old, new in names.items() if old not in others}
    text = follow(leaf.text, root, Renamed(names, documents, is_bare=False))
    root = _root(text)
    return text if root is None else follow(text, root, Renamed(bare, frozenset(), is_bare=True))


def _ids(folder: Folder, name: str) -> set[str]:
    try:
        root = _root(folder.read(name).text)
    except NegsimError:
        return set()
    return set() if root is None else set(claim_ids(root))


def _root(text: str) -> Extent | None:
    try:
        return extents(text)
    except Exception:  # noqa: BLE001 (libyaml has many ways to refuse; such a text rests on nothing)
        return None
