"""A text in YAML with its extents: where an edit may be made, and what stands around the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from negsim.errors import Fault, InputError, Where, quoted
from negsim.language.yaml.extents import Extent, extents, walk
from negsim.studio.edits.tree import Key, Tree, tree_in

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


class Shared(InputError):
    """What was to be changed is written once, and stands for several.

    Parameters
    ----------
    faults : iterable of Fault
    places : tuple of str
        The paths that it stands at.
    """

    def __init__(self, faults: Iterable[Fault], places: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.places = places


@dataclass(frozen=True)
class Ground:
    """A text that `read_nodes` accepts.

    Parameters
    ----------
    text : str
    name : str
        The file, for messages.
    is_for_all : bool
        Whether what is marked may be changed, for all that it stands for.
    """

    text: str
    name: str
    is_for_all: bool = False

    @cached_property
    def root(self) -> Extent:
        """All of it."""
        return extents(self.text)

    @cached_property
    def tree(self) -> Tree:
        """What it says."""
        return tree_in(self.text)

    @cached_property
    def newline(self) -> str:
        """How its lines end."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def _aliases(self) -> frozenset[str]:
        return frozenset(part.text for part in walk(self.root) if part.kind == "alias")

    def way(self, path: Sequence[Key]) -> list[Extent]:
        """Give the extents from the whole down to what stands at a path, as far as there are any.

        Raises
        ------
        InputError
            Something on the way is shared by an alias.
        """
        found = [self.root]
        self._refuse_shared(self.root, "the file")
        for key in path:
            inner = child(found[-1], key)
            if inner is None:
                break
            found.append(inner)
            self._refuse_shared(inner, quoted(str(key)))
        return found

    def refuse_marks(self, extent: Extent) -> None:
        """Refuse to take away what an alias elsewhere stands for."""
        for part in walk(extent):
            if part.anchor is not None and part.anchor in self._aliases:
                raise self.fault(
                    part,
                    f"&{part.anchor} is marked here, and *{part.anchor} stands for it elsewhere",
                    "write out what it stands for, in the text",
                )

    def fault(self, at: Extent, what: str, mend: str) -> InputError:
        """Make an error of a place."""
        line = len(_LINE_END.findall(self.text, 0, at.start)) + 1
        return InputError.one(what, mend, Where(self.name, line, self.column(at.start) + 1))

    def column(self, at: int) -> int:
        """How many characters stand before a place on its line."""
        return at - self.line_start(at)

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the line of a place ends, before its line end."""
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Where the line after that of a place begins; the end of the text after the last."""
        found = _LINE_END.search(self.text, at)
        return found.end() if found else len(self.text)

    def before(self, at: int) -> str:
        """Give what stands before a place on its line."""
        return self.text[self.line_start(at) : at]

    def after(self, at: int) -> str:
        """Give what stands after a place on its line."""
        return self.text[at : self.line_end(at)]

    def sign(self, sign: str, start: int, stop: int) -> int:
        """Find the last of a sign between two places, in no comment; -1 where there is none."""
        between = _COMMENT.sub(lambda found: " " * len(found[0]), self.text[start:stop])
        found = between.rfind(sign)
        return -1 if found < 0 else start + found

    def entry(self, parent: Extent, index: int) -> tuple[int, int]:
        """Give where an entry of a mapping or list begins, the dash of a list left out, and where it ends."""
        if parent.kind == "mapping":
            key, value = parent.items[index]
            return key.start, max(key.stop + 1, value.stop)
        return parent.parts[index].start, parent.parts[index].stop

    def _refuse_shared(self, extent: Extent, subject: str) -> None:
        is_alias = extent.kind == "alias"
        if is_alias or (extent.anchor in self._aliases and not self.is_for_all):
            name = extent.text if is_alias else str(extent.anchor)
            fault = self.fault(
                extent,
                f"{subject} is shared by *{name}: what becomes of one would become of the others",
                "write each of them out, in the text",
            )
            raise Shared(fault.faults, tuple(_standing_for(self.root, name)))


def _standing_for(extent: Extent, name: str, path: str = "") -> Iterator[str]:
    """Where what is marked by a name stands, as paths."""
    if name in (extent.anchor, extent.text if extent.kind == "alias" else None):
        yield path
    parts = [(key.text, value) for key, value in extent.items]
    if extent.kind == "list":
        parts = [(str(index), part) for index, part in enumerate(extent.parts)]
    for key, part in parts:
        yield from _standing_for(part, name, f"{path}.{key}" if path else key)


def child(extent: Extent, key: Key) -> Extent | None:
    """Give what stands under a key or at a position; None where nothing does."""
    if extent.kind == "mapping":
        return extent.get(str(key))
    if extent.kind == "list":
        index = position(key)
        return extent.parts[index] if index is not None and index < len(extent.parts) else None
    return None


def position(key: Key) -> int | None:
    """Read a position in a list, a number or its digits; None where it is none.

    Examples
    --------
    >>> position("3"), position(0), position("depth"), position(-1)
    (3, 0, None, None)
    """
    if isinstance(key, bool):
        return None
    if isinstance(key, int):
        return key if key >= 0 else None
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 7 else None
