"""What was made of a formula or an actor, kept as long as that is: many sweeps of one problem read the same ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from negsim.solve.tables.formula import collapse
from negsim.solve.tables.problem import ActorTables, Formula

T = TypeVar("T")

_kept: WeakKeyDictionary[Formula | ActorTables, dict[Hashable, Any]] = WeakKeyDictionary()


def kept(source: Formula | ActorTables, how: Hashable, make: Callable[[], T]) -> T:
    """What was made of something in some way, made now if it was not yet. It may not hold the source itself."""
    of_source = _kept.setdefault(source, {})
    if how not in of_source:
        of_source[how] = make()
    found: T = of_source[how]
    return found


def collapsed(formula: Formula, sizes: Sequence[int]) -> Formula:
    """The formula with whatever is small in it as one table; `sizes` are options per issue of its problem."""

    def make() -> Formula | None:
        found = collapse(formula, sizes)
        return None if found is formula else found

    return kept(formula, "collapsed", make) or formula
