"""What a walk through all packages would take, told before it begins."""

from __future__ import annotations

from dataclasses import dataclass

from negsim.solve.listing.halves import CELLS
from negsim.solve.listing.scan import Among, Scan
from negsim.solve.listing.tabulated import bound_of, dtype_within
from negsim.solve.tables.problem import Problem

BEYOND = 10**30  # packages


@dataclass(frozen=True)
class Estimate:
    """What a walk through all packages would take."""

    packages: int  # left after options, rows and columns that are impossible by themselves
    seconds: float
    megabytes: float


def estimate(problem: Problem, among: Among = "feasible") -> Estimate:
    """Roughly what a walk takes, known before it begins: among feasible packages, or all that no variant bars."""
    scan = Scan(problem, among)
    packages = scan.halves.n_left * scan.halves.n_right
    rows = max(CELLS, scan.halves.n_right)
    # What is beyond any machine need not be told apart, and may be beyond floating point.
    return Estimate(
        packages,
        seconds(problem, packages),
        60 + min(rows, BEYOND) * 16 * len(problem.actors) / 2**20,
    )


def seconds(problem: Problem, packages: int) -> float:
    """Roughly what a walk through so many packages takes."""
    # Asked of the bounds alone: the sums themselves are tabulated where a walk begins.
    is_exact_slow = any(
        dtype_within(bound_of(actor.tables, [bonus.worth for bonus in actor.bonuses])) is object
        for actor in problem.actors
    )
    per_package = (60e-9 if is_exact_slow else 2e-9) * (1 + len(problem.actors))
    return 0.05 + min(packages, BEYOND) * per_package
