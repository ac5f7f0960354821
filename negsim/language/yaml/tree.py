"""Nodes of a YAML file, frozen, each with its place: texts, mappings and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from negsim.errors import Where


@dataclass(frozen=True)
class Scalar:
    """A text as written, and whether it stood without quotes."""

    text: str
    is_plain: bool
    where: Where

    @property
    def is_null(self) -> bool:
        """Whether this is an empty value: nothing, ``~`` or ``null``, unquoted."""
        return self.is_plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Mapping:
    """Keys, each there once, and values, in the order of the file."""

    items: tuple[tuple[Scalar, Node], ...]
    where: Where

    @cached_property
    def _by_key(self) -> dict[str, tuple[Scalar, Node]]:
        return {key.text: (key, value) for key, value in self.items}

    def get(self, key: str) -> Node | None:
        """Give the value of a key, or None where the key is absent."""
        found = self._by_key.get(key)
        return None if found is None else found[1]

    def key(self, key: str) -> Scalar | None:
        """Give the key itself, which knows where it stands, or None where it is absent."""
        found = self._by_key.get(key)
        return None if found is None else found[0]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    where: Where


Node: TypeAlias = Scalar | Mapping | Sequence
