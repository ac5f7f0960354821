"""Whether all packages can be gone through while somebody waits for a picture."""

from __future__ import annotations

from fractions import Fraction

from negsim.solve.listing.scan import estimate
from negsim.solve.tables.problem import Problem

SOON = 3.0  # seconds that counting would take; looking at each costs many times as much

BEYOND = 2 * 10**12  # packages: half of the issues alone would fill the memory


def is_soon_walked(problem: Problem) -> bool:
    """Whether looking at every package is a matter of a minute or two."""
    return estimate(problem).seconds <= SOON


def reach(problem: Problem) -> int | None:
    """How many packages can be looked at while somebody waits: None for all of them, 0 where memory forbids any."""
    if problem.total > BEYOND:
        return 0
    expected = estimate(problem)
    if expected.seconds <= SOON:
        return None
    return max(1, int(expected.packages * Fraction(SOON) / Fraction(expected.seconds)))
