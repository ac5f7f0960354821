"""How many packages a page has to carry, and what it cannot offer because they would be too many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.listing.estimate import estimate
from negsim.solve.listing.scan import Scan
from negsim.solve.patience import COUNTED_FOR_A_PAGE
from negsim.solve.tables.counting import count_outside
from negsim.solve.tables.formula import collapse
from negsim.solve.tables.problem import Axis, Formula, Problem, ScopeTable

MOST = 2_000_000  # packages that a page carries: some 200 MB in a browser
QUICK = 600_000  # of which every change is answered in an instant
MOST_ACTORS = 30  # a script holds a set of actors in the bits of one number


def carried(refused: Sequence[Formula], sizes: Sequence[int]) -> int | None:
    """Count the packages at which none of some formulas holds; None where that takes too long."""
    small = [collapse(formula, sizes) for formula in refused]
    tables = [formula for formula in small if isinstance(formula, ScopeTable)]
    if len(tables) == len(small):
        count = count_outside(tables, sizes)
        if count is not None:
            return count
    axes = tuple(Axis.of(size, is_ordered=False) for size in sizes)
    problem = Problem(tuple(sizes), axes, tuple(refused), (), (), None)
    if estimate(problem).seconds > COUNTED_FOR_A_PAGE:
        return None
    return sum(
        int(np.bitwise_count(window.selected).sum(dtype=np.int64))
        for window in Scan(problem).windows()
    )


def require_actors(count: int) -> None:
    """Refuse what has more actors than a page can tell apart.

    Raises
    ------
    TooLarge
        With what to do.
    """
    if count > MOST_ACTORS:
        raise TooLarge.one(
            f"a page can tell {MOST_ACTORS} actors apart, and here are {count}",
            "leave out advisory actors in a copy of the file",
        )


def too_many(count: int | None) -> TooLarge:
    """What is raised where a page would have to carry too many packages."""
    many = "Too many" if count is None else f"{count:,}"
    return TooLarge.one(
        f"{many} packages are feasible, and a page in a browser carries {MOST:,} at most",
        "fix or exclude some options by a variant and name it: what it takes off the table"
        " stays off the page",
    )


def slow(count: int) -> list[str]:
    """Say what to expect of a large page."""
    if count <= QUICK:
        return []
    return [f"There are {count:,} feasible packages: a change may take a second to be answered."]


def stays_off(variant: str) -> str:
    """Say that what a variant takes off the table is not on the page at all."""
    return f"What {variant} takes off the table stays off this page: there are too many packages with it."


def not_carried(lever: str) -> str:
    """Say that a lever is not offered."""
    return f"The lever “{lever}” is not offered: with it there are too many packages for a page."
