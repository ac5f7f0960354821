"""Where files name claims: what an element rests on, whose number it has, what supersedes or contradicts what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from negsim.language.writer import write_flow
from negsim.language.yaml.extents import Extent
from negsim.studio.edits.rendering import Changes, applied
from negsim.studio.edits.values import written

_NAMING = ("from", "numbers_from", "supersedes", "between")


@dataclass(frozen=True)
class Renamed:
    """Claims that have other names.

    Parameters
    ----------
    names : mapping
        Old ids, and the new.
    documents : frozenset of str
        Ids of the documents whose claims they are: `DOCUMENT.ID` names one anywhere.
    is_bare : bool
        Whether an id by itself names one too.
    """

    names: Mapping[str, str]
    documents: frozenset[str]
    is_bare: bool

    def of(self, text: str) -> str:
        """Give what a text that names a claim says from now on."""
        if self.is_bare and text in self.names:
            return self.names[text]
        document, dot, name = text.partition(".")
        is_ours = dot and document in self.documents and name in self.names
        return f"{document}.{self.names[name]}" if is_ours else text


def claim_ids(root: Extent) -> list[str]:
    """List the ids of a register's claims, in order; none of a scenario, which names files under that key."""
    claims = root.get("claims")
    return [] if claims is None else [key.text for key, _ in claims.items]


def documents_of(root: Extent) -> frozenset[str]:
    """Name the documents of a register."""
    many, one = root.get("documents"), root.get("document")
    if many is not None:
        return frozenset(key.text for key, _ in many.items)
    name = None if one is None else one.get("id")
    return frozenset() if name is None else frozenset([name.text])


def follow(text: str, root: Extent, renamed: Renamed) -> str:
    """Give a text in which claims are named as they are called now; all else stays byte for byte."""
    changes: Changes = []
    for extent in _naming(root):
        new = renamed.of(extent.text)
        if new != extent.text:
            changes.append((extent.start, extent.stop, write_flow(written(new))))
    return applied(text, changes)


def _naming(extent: Extent, *, is_naming: bool = False) -> Iterator[Extent]:
    """Give the texts that name claims."""
    if extent.kind == "scalar" and is_naming:
        yield extent
    elif extent.kind == "list":
        for part in extent.parts:
            yield from _naming(part, is_naming=is_naming)
    for key, value in extent.items:
        yield from _naming(value, is_naming=key.text in _NAMING)
