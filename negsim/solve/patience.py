"""How long is too long: the one place of it, in seconds that going through all packages is expected to take."""

from __future__ import annotations

from fractions import Fraction

from negsim.solve.listing.estimate import estimate
from negsim.solve.tables.problem import Problem

LOOKED_AT = 3.0  # for a picture or a page that looks at every package, which costs many times as much as counting
ENUMERATED = 5.0  # without anything else being weighed
GLANCED = 0.1  # for all codings on the first page of `run`: they take twice as long as the rest of its answer
READINGS = 5.0  # for all single other readings together, on a first page
COUNTED_FOR_A_PAGE = 20.0  # of `explore`, where packages cannot be counted otherwise
CODINGS = 60.0  # for all sets of differences between two coders together
BESIDE_DRAWS = 60.0  # for what is told beside draws: which number decides, who could open it alone
LISTED = 60.0  # to list what could matter in draws; beyond, each draw is answered by itself where it is swept
WIDENED = (
    5.0  # with more issues left open than the file says, beside what `levers` walks through anyway
)
LINTED = 30.0  # to find options and rules that are idle
COMPARED_WITH_ONE = (
    60.0  # for one package; beyond, those that are better are counted issue by issue
)
SEARCHED = 60.0  # for one package that suits all, where neither engine comes to an end
REPORTED = 120.0  # for the draws, or the futures, that go into a report
MEANT = 6 * 3600.0  # beyond, nobody meant it

NARROW = 8.0  # live width, as a power of two, up to which every variant is answered issue by issue
ANNOUNCED = 20.0  # seconds of work that is said beforehand to take long
BEYOND = 2 * 10**12  # packages: half of the issues alone would fill the memory


def is_soon_walked(problem: Problem) -> bool:
    """Whether looking at every package is a matter of a minute or two."""
    return estimate(problem).seconds <= LOOKED_AT


def reach(problem: Problem) -> int | None:
    """How many packages can be looked at while somebody waits: None for all of them, 0 where memory forbids any."""
    if problem.total > BEYOND:
        return 0
    expected = estimate(problem)
    if expected.seconds <= LOOKED_AT:
        return None
    return max(1, int(expected.packages * Fraction(LOOKED_AT) / Fraction(expected.seconds)))
