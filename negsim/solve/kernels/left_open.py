"""What the packages of the zone leave open: how many leave just which issues open, and the best of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from negsim.solve.answer import Package
from negsim.solve.kernels.tally import SmallestGain
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Scan
from negsim.solve.tables.problem import Problem

Issues = frozenset[int]  # by position


@dataclass(frozen=True)
class PartialDeals:
    """Packages of the zone: how many, the largest smallest gain of a principal, and the first that has it."""

    size: int
    floor: Fraction
    best: Package


def partial_deals(problem: Problem) -> Mapping[Issues, PartialDeals]:
    """Give the packages of the zone by the issues that they leave open, in one walk."""
    scan, gains = Scan(problem), SmallestGain(problem)
    places = list(problem.left_open.items())
    sizes: dict[int, int] = {}
    tops: dict[
        int, tuple[int, int]
    ] = {}  # the largest smallest gain, and the first package with it
    for window in scan.windows():
        block = window.block(window.zone)
        if not len(block):
            continue
        opened = np.zeros(len(block), dtype=np.int64)
        for bit, (issue, option) in enumerate(places):
            opened |= (block.options(issue) == option).astype(np.int64) << bit
        smallest = gains.of(block)
        for mask in np.unique(opened).tolist():
            here = np.flatnonzero(opened == mask)
            place = here[int(smallest[here].argmax())]
            sizes[mask] = sizes.get(mask, 0) + len(here)
            top = int(smallest[place])
            if mask not in tops or top > tops[mask][0]:
                tops[mask] = top, int(block.index[place])
    return {
        frozenset(issue for bit, (issue, _) in enumerate(places) if mask >> bit & 1): PartialDeals(
            size, gains.fraction(tops[mask][0]), package_at(tops[mask][1], problem.sizes)
        )
        for mask, size in sizes.items()
    }


def within(found: Mapping[Issues, PartialDeals], allowed: Issues) -> PartialDeals | None:
    """The packages that leave nothing open but some of these issues; None where there is none."""
    inside = [one for opened, one in found.items() if opened <= allowed]
    if not inside:
        return None
    floor = max(one.floor for one in inside)
    first = min(one.best for one in inside if one.floor == floor)
    return PartialDeals(sum(one.size for one in inside), floor, first)


def smallest(found: Mapping[Issues, PartialDeals]) -> tuple[Issues, ...]:
    """The inclusion-minimal sets of issues that must stay open for there to be a package, fewest first."""
    return tuple(
        sorted(
            (one for one in found if not any(other < one for other in found)),
            key=lambda one: (len(one), sorted(one)),
        )
    )
