"""What was made of a formula, kept as long as the formula is: many sweeps of one problem read the same ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from negsim.solve.tables.formula import collapse
from negsim.solve.tables.problem import Formula

T = TypeVar("T")

_kept: WeakKeyDictionary[Formula, dict[Hashable, Any]] = WeakKeyDictionary()


def kept(formula: Formula, how: Hashable, make: Callable[[], T]) -> T:
    """What was made of a formula in some way, made now if it was not yet. It may not hold the formula itself."""
    of_formula = _kept.setdefault(formula, {})
    if how not in of_formula:
        of_formula[how] = make()
    found: T = of_formula[how]
    return found


def collapsed(formula: Formula, sizes: Sequence[int]) -> Formula:
    """The formula with whatever is small in it as one table; `sizes` are options per issue of its problem."""

    def make() -> Formula | None:
        found = collapse(formula, sizes)
        return None if found is formula else found

    return kept(formula, "collapsed", make) or formula
