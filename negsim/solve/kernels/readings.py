"""Which readings of ambiguous demands stop which packages: the one walk behind all combinations of readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from negsim.solve.listing.scan import Progress, Scan, Window
from negsim.solve.listing.violations import distinct_rows, gather, violated
from negsim.solve.tables.bits import Words
from negsim.solve.tables.blame import Juries, Layout, minimal_sets, to_masks
from negsim.solve.tables.problem import Problem

SIEVED_BY = 256  # sets that packages are held against before they are listed
FIRST_ROWS = 8  # rows of a window that are listed before all that is left of it
Line = tuple[int, int]  # actor, number of its red line


@dataclass(frozen=True)
class Demand:
    """A demand of one actor that has several readings, each of which stands in the problem as a red line."""

    actor: int
    numbers: tuple[int, ...]  # of the red lines, in the order of the readings
    is_assumed: bool  # whether no claim supports it


@dataclass(frozen=True)
class Stopping:
    """Sets of readings, as masks, that stop a package: demand by demand in the order given, its readings in theirs.

    Under a quota a package may be stopped by several sets: it goes through where one of them is avoided.
    """

    all: frozenset[int]
    on_red_lines: frozenset[int]  # reservation values left out
    without_assumed: frozenset[
        int
    ]  # demands that no claim supports left out, those with readings too


def stopping(
    problem: Problem,
    demands: Sequence[Demand],
    assumed: frozenset[Line] = frozenset(),
    progress: Progress | None = None,
) -> Stopping:
    """What it takes to stop each feasible package, as far as readings can: what is stopped anyway is left out.

    Parameters
    ----------
    problem
        In which every reading of the demands is a red line of its own.
    demands
        Of actors that are not advisory.
    assumed
        The other red lines that no claim supports.
    progress
        Told now and then how many packages are done, and of how many.

    Notes
    -----
    Whatever lets a package through lets through one that violates less, whichever constraints are ignored: only the
    inclusion-minimal sets of violated constraints are kept, and packages that add nothing to these are not listed: a
    few rows of packages are listed one by one, and most of the others add nothing to them.
    """
    found = _Found(problem, demands, assumed)
    blames: list[int] = []
    for window in Scan(problem).windows(progress):
        left, tried = found.candidates(window), set[int]()
        for first in range(FIRST_ROWS + 1):
            sieve = [mask for mask in blames if mask not in tried][:SIEVED_BY]
            tried.update(sieve)
            left = found.unlike(window, left, sieve)
            rows = np.flatnonzero(left.any(axis=1))
            if not rows.size:
                break
            listed = left if first == FIRST_ROWS or len(rows) == 1 else _only(left, rows[0])
            words, _, _ = distinct_rows(gather(window.block(listed), found.layout, found.places))
            blames = minimal_sets([*blames, *to_masks(words)], found.layout.n_bits)
            left = left & ~listed
    nothing, reservations, ours = 0, found.layout.of_layers(("reservations",)), found.ours
    return Stopping(
        all=frozenset(found.sets(blames, nothing)),
        on_red_lines=frozenset(found.sets(blames, reservations)),
        without_assumed=frozenset(found.sets(blames, ours)),
    )


class _Found:
    """Which bits of a blame are readings, and which cannot be helped by reading anything otherwise."""

    def __init__(
        self, problem: Problem, demands: Sequence[Demand], assumed: frozenset[Line]
    ) -> None:
        self.problem, self.layout = problem, Layout(problem)
        self._juries = Juries(self.layout)
        self._readings = [
            self._bit((d.actor, number)) for d in demands for number in d.numbers
        ]  # in the order of the masks that are given back
        of_readings = {(d.actor, number) for d in demands for number in d.numbers}
        self.places = self.layout.places(with_rules=False)
        self._hard = ~sum(1 << place for place in self._readings)
        self.ours = sum(
            1 << self._bit(line)
            for line in {
                *assumed,
                *((d.actor, n) for d in demands if d.is_assumed for n in d.numbers),
            }
        )
        self._firm = {
            a: [
                k
                for k in range(len(problem.actors[a].crossed))
                if (a, k) not in of_readings and (a, k) not in assumed
            ]
            for a in problem.asked
        }

    def _bit(self, line: Line) -> int:
        return next(
            place
            for place, s in enumerate(self.layout.suspects)
            if s.layer == "red_lines" and (s.actor, s.number) == line
        )

    def candidates(self, window: Window) -> Words:
        """Packages that go through as far as the red lines say that have one reading and a claim."""

        def keeps(a: int) -> Words:
            first = window.scan.first_line[a]
            crossed = (window.crossed(first + k) for k in self._firm[a])
            return window.selected & ~reduce(
                np.bitwise_or, crossed, np.zeros((1, 1), dtype=np.uint64)
            )

        return window.agreed({a: keeps(a) for a in self.problem.asked})

    def unlike(self, window: Window, left: Words, blames: Sequence[int]) -> Words:
        """Those packages that violate all of none of some sets."""
        violates: dict[int, Words] = {}
        for mask in blames:
            if not left.any():
                break
            alike = left
            for place in self.places:
                if mask >> place & 1:
                    if place not in violates:
                        violates[place] = violated(window, self.layout, place)
                    alike = alike & violates[place]
            left = left & ~alike
        return left

    def sets(self, blames: Sequence[int], ignored: int) -> Iterator[int]:
        """The sets of readings that stop packages, where nothing else does, some constraints being ignored."""
        for blamed in {blame & ~ignored for blame in blames}:
            for found in self._juries.sets_of(blamed):
                if not found & self._hard:
                    yield sum(
                        1 << bit for bit, place in enumerate(self._readings) if found >> place & 1
                    )


def _only(words: Words, row: np.intp) -> Words:
    """The bits of one row."""
    found = np.zeros_like(words)
    found[row] = words[row]
    return found
