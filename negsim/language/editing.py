"""Edits of a text in YAML that keep its comments, its order and its layout: what is added stands where it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from negsim.errors import InputError, Where, quoted
from negsim.language.writer import write_flow, write_yaml
from negsim.language.yaml.extents import Extent, extents, walk

_WIDE = 100  # columns up to which what is added to a line in brackets stays on it


@dataclass
class Edits:
    r"""Changes to one text, all told by their places in it, made at once.

    Parameters
    ----------
    text : str
        That `read_nodes` accepts.
    path : str
        The file, for messages.

    Examples
    --------
    >>> edits = Edits("port:\n  name: Port  # of the town\n", "mine.yaml")
    >>> edits.merge({"port": {"red_lines": {"deep": {"require": {"depth": "twelve"}}}}})
    >>> print(edits.result(), end="")
    port:
      name: Port  # of the town
      red_lines:
        deep:
          require: {depth: twelve}
    """

    text: str
    path: str
    _root: Extent = field(init=False)
    _changes: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._root = extents(self.text)
        self._newline = "\r\n" if "\r\n" in self.text else "\n"

    def find(self, *keys: str) -> Extent | None:
        """Give what stands under some keys, one within another; None where it is not there."""
        found: Extent | None = self._root
        for key in keys:
            found = None if found is None else found.get(key)
        return found

    def merge(self, plain: Mapping[str, Any]) -> None:
        """Add what is not there, within mappings that are.

        Raises
        ------
        InputError
            A mapping that something belongs to is written as an alias, or stands for others too.
        """
        self._merge(self._root, plain, "the file")

    def replace(self, extent: Extent, text: str) -> None:
        """Write another text in the place of a extent."""
        self._changes.append((extent.start, extent.stop, text))

    def comment(self, key: Extent, lines: Sequence[str]) -> None:
        """Put comments on lines of their own before a key."""
        start = self.text.rfind("\n", 0, key.start) + 1
        before = self.text[start : key.start]
        if before.strip():  # in brackets, after something else
            pad = " " * (len(before) - len(before.lstrip()) + 4)
            told = "".join(f"{self._newline}{pad}# {line}" for line in lines)
            self._changes.append((key.start, key.start, f"{told}{self._newline}{pad}"))
            return
        told = "".join(f"{before}# {line}{self._newline}" for line in lines)
        self._changes.append((start, start, told))

    def result(self) -> str:
        """Give the text with all changes made."""
        text = self.text
        # What comes later is written first, so that places before it stay; of one place, what was asked first first.
        numbered = [
            (start, number, stop, new) for number, (start, stop, new) in enumerate(self._changes)
        ]
        for start, _, stop, new in sorted(numbered, reverse=True):
            text = text[:start] + new + text[stop:]
        return text

    def _merge(self, extent: Extent, plain: Mapping[str, Any], subject: str) -> None:
        self._refuse_shared(extent, subject)
        missing: dict[str, Any] = {}
        for key, value in plain.items():
            there = extent.get(key)
            if there is None:
                missing[key] = value
            elif there.is_null:
                space = "" if there.text else " "
                self.replace(there, f"{space}{write_flow(value)}")
            elif not extent.is_flow and self._is_to_open(extent, key, value):
                self._open(there, value)
            else:
                self._merge(there, value, f"`{key}`")
        if missing:
            (self._add_in_brackets if extent.is_flow else self._add_on_lines)(extent, missing)

    def _refuse_shared(self, extent: Extent, subject: str) -> None:
        """Refuse to add to a mapping that is written once and meant twice."""
        aliases = {part.text for part in walk(self._root) if part.kind == "alias"}
        if extent.kind == "alias" or (extent.anchor is not None and extent.anchor in aliases):
            name = extent.text if extent.kind == "alias" else extent.anchor
            line = self.text.count("\n", 0, extent.start) + 1
            column = extent.start - self.text.rfind("\n", 0, extent.start)
            raise InputError.one(
                f"{subject} is shared by *{name}: what is added to one would be added to the others",
                "write each of them out",
                Where(self.path, line, column),
            )
        if extent.kind != "mapping":
            raise InputError.one(
                f"{subject} is no mapping, so that nothing can be added: {quoted(extent.text)}"
            )

    def _add_on_lines(self, extent: Extent, plain: Mapping[str, Any]) -> None:
        first = extent.items[0][0].start
        pad = " " * (first - self.text.rfind("\n", 0, first) - 1)
        at = self._line_end(extent.stop)
        lines = write_yaml(plain).rstrip("\n").split("\n")
        self._changes.append((at, at, "".join(f"{self._newline}{pad}{line}" for line in lines)))

    def _is_to_open(self, extent: Extent, key: str, plain: Mapping[str, Any]) -> bool:
        """Whether a mapping in brackets on one line, below a key on lines, gets more than its line holds."""
        name, there = extent.key(key), extent.get(key)
        if name is None or there is None or not there.is_flow or not there.items or there.anchor:
            return False
        start = self._line_start(name.start)
        end = self.text.find("\n", there.stop)
        end = len(self.text) if end < 0 else end
        inner = [extent for pair in there.items for extent in pair]
        added = sum(len(write_flow({name: value})) for name, value in plain.items())
        return (
            not self.text[start : name.start].strip()
            and there.kind == "mapping"
            and "\n" not in self.text[name.start : there.stop]
            and end - start + added > _WIDE
            and not any(there.key(name) for name in plain)
            and not any(one.is_null or one.anchor or one.kind == "alias" for one in inner)
        )

    def _open(self, extent: Extent, plain: Mapping[str, Any]) -> None:
        """Write a mapping in brackets on lines of its own, and add to it there."""
        start = self._line_start(extent.start)
        line = self.text[start : extent.start]
        pad = " " * (len(line) - len(line.lstrip()) + 2)
        own = self._newline + pad
        begin = start + len(line.rstrip())
        for key, value in extent.items:
            self._changes.append((begin, key.start, own))
            begin = value.stop
        self._changes.append((begin, extent.stop, ""))
        end = self._line_end(extent.stop)
        lines = write_yaml(plain).rstrip("\n").split("\n")
        self._changes.append((end, end, "".join(f"{own}{line}" for line in lines)))

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end

    def _add_in_brackets(self, extent: Extent, plain: Mapping[str, Any]) -> None:
        texts = [write_flow({key: value})[1:-1] for key, value in plain.items()]
        if not extent.items:
            self._changes.append((extent.start + 1, extent.start + 1, ", ".join(texts)))
            return
        at = max(extent.items[-1][0].stop, extent.items[-1][1].stop)
        line = self.text[self._line_start(at) : self._line_end(at)]
        if (
            len(line) + sum(len(text) + 2 for text in texts) <= _WIDE
            and "\n" not in self.text[extent.start : extent.stop]
        ):
            self._changes.append((at, at, "".join(f", {text}" for text in texts)))
            return
        first = extent.items[-1][0].start
        own = self.text[self.text.rfind("\n", 0, first) + 1 : first]
        pad = own if not own.strip() else " " * (len(own) - len(own.lstrip()) + 4)
        told = "".join(f",{self._newline}{pad}{text}" for text in texts)
        self._changes.append((at, at, told))
