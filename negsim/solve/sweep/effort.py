"""How far exact counting goes before an estimate stands in, told from sizes alone: every machine tells alike."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

SUMS = 2**23  # of the partial packages at either side of the middle; twice as many fit
MICROSECONDS = (0.1, 0.3, 0.8, 2.2)  # per partial package at the middle, by sums that are compared
MORE = 1.0  # for every sum beyond


@dataclass(frozen=True)
class Effort:
    """What counting may take, and what happens beyond."""

    sums: int = 2 * SUMS
    seconds: float = inf  # of one processor, roughly, once both sides have met
    may_estimate: bool = True  # beyond; otherwise that is a fault


MANY = 5  # principals from which on what criteria pick is found before the frontier
COMPARISONS = 3e11  # of partial packages that may be efficient: some tens of seconds
ABLE = Effort()  # whatever memory allows
SOON = Effort(SUMS, 10.0)  # what `run` counts without being asked to insist
EXACT = Effort(may_estimate=False)


def seconds_for(n: int, n_sums: int) -> float:
    """About how long it takes to compare partial packages that meet, n of both sides together, by some sums."""
    beyond = max(0, n_sums - len(MICROSECONDS) + 1)
    each = MICROSECONDS[min(n_sums, len(MICROSECONDS) - 1)] + MORE * beyond
    return n * each / 1e6
