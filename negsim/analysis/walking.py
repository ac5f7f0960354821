"""Whether all packages can be gone through while somebody waits for a picture."""

from __future__ import annotations

from negsim.solve.problem import Problem
from negsim.solve.scan import estimate

SOON = 3.0  # seconds that counting would take; looking at each costs many times as much


def is_soon_walked(problem: Problem) -> bool:
    """Whether looking at every package is a matter of a minute or two."""
    return estimate(problem).seconds <= SOON
