"""How many packages bear each blame, and the largest smallest gain among them: what any loss of demands comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Block, Progress, Scan
from negsim.solve.listing.violations import distinct_blames
from negsim.solve.tables import bits
from negsim.solve.tables.blame import Blames, Layout, minimal_sets
from negsim.solve.tables.formula import WORD
from negsim.solve.tables.problem import Problem


class SmallestGain:
    """The smallest gain of any principal, package by package: exact integers over one denominator."""

    def __init__(self, problem: Problem) -> None:
        self._principals = problem.principals
        actors = [problem.actors[a] for a in problem.principals]
        self.unit = lcm(*(a.scale * a.reservation_value.denominator for a in actors))
        self._factors = [self.unit // a.scale for a in actors]
        self._shifts = [
            factor * a.offset - int(a.reservation_value * self.unit)
            for factor, a in zip(self._factors, actors, strict=True)
        ]

    def of(self, block: Block) -> NDArray[Any]:
        """The smallest gains of a block's packages, times `unit`: int64, or Python integers."""
        least: NDArray[Any] | None = None
        for a, factor, shift in zip(self._principals, self._factors, self._shifts, strict=True):
            totals = block.totals(a)
            bound = max(abs(int(totals.max())), abs(int(totals.min()))) if len(totals) else 0
            bound = max(bound, 1)  # the factor may be too large by itself
            if bound * factor + abs(shift) >= WORD:
                totals = totals.astype(object)
            gains = totals * factor + shift
            least = gains if least is None else np.minimum(least, gains)
        return np.zeros(len(block), dtype=np.int64) if least is None else least

    def fraction(self, value: int) -> Fraction:
        """The gain that an integer stands for."""
        return Fraction(value, self.unit)


class Tally(Blames):
    """The blames of all feasible packages, with the largest smallest gain of a principal under each."""

    def __init__(
        self, layout: Layout, counts: Mapping[int, int], best: Mapping[int, Fraction]
    ) -> None:
        super().__init__(layout, counts)
        self._best = [best[mask] for mask in self.masks]

    def floor_within(self, drop: int) -> Fraction | None:
        """The floor of the zone once these constraints are gone; None where it is empty all the same."""
        free = np.flatnonzero(self._is_free(drop))
        return max((self._best[place] for place in free), default=None)

    def openings(self, mendable: int, ignored: int = 0) -> list[int]:
        """The inclusion-minimal sets of constraints, all of them mendable, whose loss opens the zone.

        Parameters
        ----------
        mendable
            Constraints that may be lost.
        ignored
            Constraints that do not count at all.
        """
        counted = ~ignored & ((1 << len(self.layout.suspects)) - 1)
        sets = {found for _, found in self.violated(counted) if not found & ~mendable}
        return minimal_sets(sets, self.layout.n_bits)


def tally(problem: Problem, progress: Progress | None = None) -> Tally:
    """Walk through the feasible packages once and note what each violates.

    Memory grows with the distinct sets of violated constraints, not with the packages.
    """
    scan, layout, gains = Scan(problem), Layout(problem), SmallestGain(problem)
    counts: dict[int, int] = {}
    best: dict[int, int] = {}
    for block in scan.blocks(progress):
        masks, group, sizes = distinct_blames(block, layout, with_rules=False)
        tops = _largest(gains.of(block), group, len(masks))
        for mask, size, top in zip(masks, sizes, tops, strict=True):
            counts[mask] = counts.get(mask, 0) + int(size)
            best[mask] = max(best[mask], top) if mask in best else top
    return Tally(layout, counts, {mask: gains.fraction(top) for mask, top in best.items()})


def _largest(values: NDArray[Any], group: NDArray[Any], n_groups: int) -> Sequence[int]:
    order = np.lexsort((values, group)) if values.dtype != object else None
    if order is None:
        tops: list[int | None] = [None] * n_groups
        for value, place in zip(values.tolist(), group.tolist(), strict=True):
            known = tops[place]
            tops[place] = value if known is None or value > known else known
        return [top for top in tops if top is not None]
    ends = np.searchsorted(group[order], np.arange(n_groups), side="right") - 1
    return [int(value) for value in values[order][ends]]


@dataclass(frozen=True)
class ZoneSummary:
    """The zone in short: sizes, floor, and the first package with the largest smallest gain."""

    size: int
    red_line_size: int
    floor: Fraction | None
    best: Package | None


def summarize(problem: Problem) -> ZoneSummary:
    """Count the zone, and find its floor and a package that has it."""
    scan, gains = Scan(problem), SmallestGain(problem)
    size = red_line_size = 0
    top: int | None = None
    first = 0
    for window in scan.windows():
        red_line_size += bits.popcount(window.red_line_zone)
        block = window.block(window.zone)
        size += len(block)
        if len(block):
            smallest = gains.of(block)
            place = int(smallest.argmax())
            if top is None or int(smallest[place]) > top:
                top, first = int(smallest[place]), int(block.index[place])
    if top is None:
        return ZoneSummary(size, red_line_size, None, None)
    return ZoneSummary(size, red_line_size, gains.fraction(top), package_at(first, problem.sizes))
