"""Demands whose words may be meant in several ways: in which combinations of meanings some package goes through.

A demand has a few readings, and a combination takes one of each. A package is stopped by some readings; so it lets
through a *box* of combinations: per demand, the readings that do not stop it. What is open is the union of the boxes,
and nothing here looks at combinations one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from negsim.solve.tables.blame import minimal_sets
from negsim.solve.tables.hitting import Unfinished, minimal_hitting_sets

LISTED = 10_000  # closing or opening sets
MOST_STEPS = 400_000  # of the search for these
COMPARED = 12  # sets that are worth comparing with one another in a count
MOST_WORK = 1_500_000  # sets of readings looked at in all counts together


@dataclass(frozen=True)
class Decides:
    """What one demand's reading decides, over the combinations of all others' readings."""

    open_by_reading: tuple[int, ...]  # combinations that are open, per reading of the demand
    contexts: int  # combinations of the others' readings in which the answer hangs on this one
    flips: int  # pairs of an open and a closed combination that differ in this reading alone


@dataclass(frozen=True)
class Sets:
    """Inclusion-minimal sets of readings, as masks, and whether these are all."""

    masks: tuple[int, ...]
    is_complete: bool


class Combinations:
    """Combinations of readings, and the sets of readings that stop packages.

    Parameters
    ----------
    sizes
        Readings per demand. Bit `first[d] + r` of a mask is reading r of demand d.
    stopping
        Per package, or kind of package, the readings that stop it.
    """

    def __init__(self, sizes: Sequence[int], stopping: Iterable[int]) -> None:
        self.sizes = tuple(sizes)
        self.first = tuple(sum(sizes[:d]) for d in range(len(sizes)))
        self.readings = tuple(
            ((1 << size) - 1) << first for size, first in zip(sizes, self.first, strict=True)
        )
        # A demand that stops a package however it is read stops it in every combination.
        possible = (m for m in stopping if not any(m & every == every for every in self.readings))
        self.stopping = minimal_sets(possible, sum(sizes))
        self._work = 0

    @property
    def total(self) -> int:
        """Combinations in all."""
        return prod(self.sizes)

    @cached_property
    def n_open(self) -> int | None:
        """Combinations in which some package goes through; None where counting them is out of reach."""
        if not self.stopping or 0 in self.stopping:
            return self.total if self.stopping else 0
        if self.closing.is_complete and not self.closing.masks:
            return self.total
        # Any demand may come last: the one that most packages care about shortens the count most.
        last = min(range(len(self.sizes)), key=lambda d: -self._busy[d])
        decides = self.decides(last)
        return None if decides is None else sum(decides.open_by_reading)

    def is_open(self, chosen: Sequence[int]) -> bool:
        """Whether some package goes through in one combination, given as a reading per demand."""
        mask = sum(1 << first + r for first, r in zip(self.first, chosen, strict=True))
        return any(not stops & mask for stops in self.stopping)

    @cached_property
    def _busy(self) -> tuple[int, ...]:
        return tuple(sum(bool(m & every) for m in self.stopping) for every in self.readings)

    def decides(self, demand: int) -> Decides | None:
        """What a demand's reading decides; None where counting that is out of reach.

        All counts share one allowance of work, so that what is asked first is answered first.

        Notes
        -----
        The other demands are read one after another; sets of packages that are left with the same readings to fear
        share the rest of the work, as in a decision diagram of several values (Srinivasan, Ham, Malik & Brayton
        1990). At the end only the readings of this demand are open, and each either lets something through or not.
        """
        others = sorted((d for d in range(len(self.sizes)) if d != demand), key=self._order)
        size, first = self.sizes[demand], self.first[demand]
        states: dict[frozenset[int], int] = {_least(self.stopping): 1}
        opened = [0] * size
        contexts = flips = 0
        left = prod(self.sizes[d] for d in others)
        for other in [*others, None]:
            following: dict[frozenset[int], int] = {}
            for masks, times in states.items():
                if not masks:
                    continue
                if 0 in masks:
                    opened = [n + times * left for n in opened]
                    continue
                if other is None:
                    ways = [any(not m >> first + r & 1 for m in masks) for r in range(size)]
                    count = sum(ways)
                    opened = [n + times * way for n, way in zip(opened, ways, strict=True)]
                    contexts += times * (0 < count < size)
                    flips += times * count * (size - count)
                    continue
                self._work += len(masks) * self.sizes[other]
                if self._work > MOST_WORK:
                    return None
                for reading in self._bits(other):
                    rest = _least(m & ~self.readings[other] for m in masks if not m & reading)
                    following[rest] = following.get(rest, 0) + times
            if other is not None:
                left //= self.sizes[other]
                states = following
        return Decides(tuple(opened), contexts, flips)

    def _order(self, demand: int) -> tuple[int, int]:
        return (-self._busy[demand], demand)

    def _bits(self, demand: int) -> Iterator[int]:
        return (1 << self.first[demand] + r for r in range(self.sizes[demand]))

    @cached_property
    def closing(self) -> Sets:
        """The inclusion-minimal sets of readings under which nothing goes through, whatever the others are.

        These are the minimal sets with a reading that stops each package, at most one reading per demand.
        """
        return self._hitting(self.stopping)

    @cached_property
    def opening(self) -> Sets:
        """The inclusion-minimal sets of readings under which something goes through, whatever the others are.

        Such a set must contradict every closing set, that is hold another reading of one of its demands.
        """
        if not self.closing.is_complete:
            return Sets((), is_complete=False)
        contradicting = [
            sum(every & ~closing for every in self.readings if every & closing)
            for closing in self.closing.masks
        ]
        return self._hitting(contradicting)

    def _hitting(self, family: Sequence[int]) -> Sets:
        rivals = self._rivals
        found: list[int] = []
        try:
            for mask in minimal_hitting_sets(family, rivals, MOST_STEPS):
                if len(found) == LISTED:
                    return Sets(tuple(found), is_complete=False)
                found.append(mask)
        except Unfinished:
            return Sets(tuple(found), is_complete=False)
        return Sets(tuple(found), is_complete=True)

    @cached_property
    def _rivals(self) -> Mapping[int, int]:
        return {
            bit: self.readings[d] & ~bit for d in range(len(self.sizes)) for bit in self._bits(d)
        }


def _least(masks: Iterable[int]) -> frozenset[int]:
    """The minimal among sets; only the empty one where it is there, all of them where that is too many to compare."""
    distinct = set(masks)
    if 0 in distinct:
        return frozenset((0,))
    if len(distinct) < 2 or len(distinct) > COMPARED:
        return frozenset(distinct)
    found: list[int] = []
    for mask in sorted(distinct, key=int.bit_count):
        if not any(mask & smaller == smaller for smaller in found):
            found.append(mask)
    return frozenset(found)
