"""The few packages worth laying side by side: the solutions and what comes next, or the nearest misses."""

from __future__ import annotations

from heapq import nsmallest

import numpy as np

from negsim.errors import TooLarge
from negsim.questions.packages.result import Candidate, Packages
from negsim.questions.zone.result import CRITERIA, Deal, Findings, deal
from negsim.questions.zone.ways import fewest_steps_first
from negsim.solve.ahead import foresee_walks
from negsim.solve.answer import Criterion, Package
from negsim.solve.kernels.tally import SmallestGain
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Scan
from negsim.solve.patience import is_soon_walked

MOST = 5
FEWEST = 3
LISTED = 25


def packages(findings: Findings, rows: int = LISTED) -> Packages:
    """Choose the few packages worth laying side by side, and list the best of the zone.

    Parameters
    ----------
    findings : Findings
    rows : int
        At most so many packages of the zone, by their smallest gain; none where going through them takes long.
    """
    try:
        foresee_walks(findings.space.problem)
        shown = shortlist(findings)
    except TooLarge as fault:
        because = "; ".join(one.what for one in fault.faults)
        return Packages(findings, (), None, f"{because}.")
    is_soon = is_soon_walked(findings.space.problem)
    is_listed = findings.zone.size > 1 and is_soon
    best = best_by_floor(findings, rows) if is_listed else None
    return Packages(findings, shown, best)


def shortlist(findings: Findings, most: int = MOST) -> tuple[Candidate, ...]:
    """List the solutions, the egalitarian first, and up to three packages in all by their smallest gain.

    Where the zone is empty: the nearest misses. Where going through all packages would take long: the solutions only.
    """
    if not findings.zone.is_open:
        return nearest_misses(findings, most)
    order: tuple[Criterion, ...] = ("egalitarian", *(c for c in CRITERIA if c != "egalitarian"))
    found: dict[Package, list[Criterion]] = {}
    for criterion in order:
        # Of packages that tie, one that another solution has picked already says most.
        deals = findings.solutions[criterion].deals
        known = [one for one in deals if one.positions in found]
        for one in (known or list(deals))[:1]:
            found.setdefault(one.positions, []).append(criterion)
    chosen = [
        Candidate(deal(findings.space, package), "solution", tuple(criteria))
        for package, criteria in found.items()
    ][:most]
    if len(chosen) < FEWEST and is_soon_walked(findings.space.problem):
        next_best = best_by_floor(findings, FEWEST + len(chosen))
        rest = [one for one in next_best if one.positions not in found]
        chosen += [Candidate(one, "floor") for one in rest[: FEWEST - len(chosen)]]
    return tuple(chosen)


def nearest_misses(findings: Findings, most: int = MOST) -> tuple[Candidate, ...]:
    """List what the cheapest corrections would let through: the fewest steps first, then the widest zone."""
    return tuple(
        Candidate(correction.witness, "miss", correction=correction)
        for correction in fewest_steps_first(findings)[:most]
    )


def best_by_floor(findings: Findings, most: int) -> tuple[Deal, ...]:
    """List the zone's packages with the largest smallest gain of a principal; ties in package order.

    Raises
    ------
    TooLarge
        Where going through all packages would take hours.
    """
    space = findings.space
    foresee_walks(space.problem)
    gains = SmallestGain(space.problem)
    best: list[tuple[int, int]] = []  # negated smallest gain, package index
    for window in Scan(space.problem).windows():
        block = window.block(window.zone)
        if not len(block):
            continue
        smallest = gains.of(block)
        if len(best) == most:
            # Later packages lose ties, so that only what is better need be looked at.
            better = np.flatnonzero(smallest > -best[-1][0])
        else:
            better = np.arange(len(block))
        if len(better) > most and smallest.dtype != object:
            better = better[np.argsort(-smallest[better], kind="stable")[:most]]
        new = [(-int(smallest[i]), int(block.index[i])) for i in better]
        best = nsmallest(most, [*best, *new])
    sizes = space.problem.sizes
    return tuple(deal(space, package_at(index, sizes)) for _, index in best)
