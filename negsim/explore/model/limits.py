"""How many packages a page has to carry, and what it cannot offer because they would be too many."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from negsim.errors import TooLarge, spelled
from negsim.explore.model.halves import MOST_PAIRS
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


def not_counted(sizes: Sequence[int]) -> TooLarge:
    """What is raised where a page can neither list the packages nor count them in two halves."""
    total = prod(sizes)
    why = (
        f"a page in a browser counts {MOST_PAIRS:,} at most"
        if total > MOST_PAIRS
        else "the issues are tied too densely to be counted in two halves on a page"
    )
    return TooLarge.one(
        f"There are {spelled(total)} packages, and {why}",
        "ask `run` or the studio, which take them issue by issue; or fix or exclude some options by a"
        " variant and name it: what it takes off the table stays off the page",
    )


def in_halves(sizes: Sequence[int]) -> str:
    """Say that packages are counted in two halves, and what that leaves to others."""
    return (
        f"There are {spelled(prod(sizes))} packages, too many to be listed: this page counts them in two halves, every"
        " one. What needs a list, such as why there is no deal, it leaves to the commands that it names."
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
