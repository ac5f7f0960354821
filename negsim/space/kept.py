"""What was compiled already: variants of a scenario share most of its elements, and each is compiled once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

R = TypeVar("R")

MOST = 1000  # elements whose formulas are kept at a time


class Kept:
    """What elements of scenarios with the same issues were compiled to; an element is known by being the same object.

    Parameters
    ----------
    issues : object
        The issues, which say what an element means beside its own words.
    """

    def __init__(self, issues: object) -> None:
        self.issues = issues
        self._made: dict[tuple[Hashable, int], tuple[object, Any]] = {}

    def of(self, kind: Hashable, element: object, make: Callable[[], R]) -> R:
        """Give what an element was made into; `kind` says all that this hangs on beside the element and the issues."""
        key = kind, id(element)
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= MOST:
                self._made.clear()
            found = element, make()  # held with its element, whose id nothing else has then
            self._made[key] = found
        made: R = found[1]
        return made


class _Same:
    """An object as a key: equal to itself alone."""

    def __init__(self, held: object) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.held is other.held


def kept(issues: object) -> Kept:
    """Give what is kept for scenarios with just these issues."""
    return _kept(_Same(issues))


@lru_cache(maxsize=4)
def _kept(issues: _Same) -> Kept:
    return Kept(issues.held)
