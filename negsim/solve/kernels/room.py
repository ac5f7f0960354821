"""How much room each demand leaves: reservation values, red lines and options moved one at a time, in one walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.kernels.tally import SmallestGain
from negsim.solve.listing.halves import Halves
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.scan import Block, Progress, Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.gains import utility_of_total
from negsim.solve.tables.problem import Problem
from negsim.solve.tables.steps import Steps


@dataclass(frozen=True)
class ZoneFloor:
    """How many packages a zone holds, and its floor: the largest smallest gain of a principal; None where empty."""

    size: int
    floor: Fraction | None


@dataclass(frozen=True)
class RoomOfActor:
    """How far one actor's reservation value may rise, all else as it is."""

    utility: (
        Fraction | None
    )  # the most it can have of what everyone else would sign and it alone can stop
    package: Package | None  # the first package in which it has that
    lives_without: bool  # some package goes through without it
    sole_blocker_of: int


@dataclass(frozen=True)
class RoomOfLine:
    """The zone without one red line, and with it widened by a single option-step."""

    without: ZoneFloor
    one_step: ZoneFloor


@dataclass(frozen=True)
class RoomLeft:
    """Every demand moved one at a time."""

    zone: ZoneFloor
    actors: Mapping[int, RoomOfActor]  # by position, those that are asked
    lines: Mapping[tuple[int, int], RoomOfLine]  # by actor and number, advisory actors left out
    options: tuple[tuple[ZoneFloor, ...], ...]  # per issue and option


def room(problem: Problem, progress: Progress | None = None) -> RoomLeft:
    """The zone with each red line dropped or widened, each option fixed, each reservation value at its highest.

    Parameters
    ----------
    problem
        What to walk through.
    progress
        Told now and then how many packages are done, and of how many.

    Notes
    -----
    One walk. More agreement never stops a package, so that per actor two sets say all: the packages that go through
    whatever it says, and those that do if it says yes. The zone without one of its red lines is the first, and of the
    second what it accepts once that line is gone; only the packages that this adds are looked at one by one.
    """
    scan = Scan(problem)
    found = _Found(problem)
    for window in scan.windows(progress):
        found.add(window)
    return found.room()


class _Best:
    """A number of packages, and the largest smallest gain among them (times the unit of gains)."""

    def __init__(self) -> None:
        self.size = 0
        self.top: int | None = None

    def add(self, values: NDArray[Any]) -> None:
        if len(values):
            self.size += len(values)
            self._raise(int(values.max()))

    def join(self, other: _Best) -> _Best:
        joined = _Best()
        joined.size = self.size + other.size
        tops = [top for top in (self.top, other.top) if top is not None]
        joined.top = max(tops, default=None)
        return joined

    def take(self, size: int, top: int) -> None:
        """Take in packages of which the number and the largest smallest gain are known."""
        self.size += size
        self._raise(top)

    def _raise(self, top: int) -> None:
        self.top = top if self.top is None else max(self.top, top)


class _Columns:
    """Packages of the zone per column of the right half, and the largest smallest gain in each."""

    def __init__(self, halves: Halves) -> None:
        self.halves = halves
        self.counts = np.zeros(halves.n_right, dtype=np.int64)
        self.tops: NDArray[Any] = np.zeros(halves.n_right, dtype=np.int64)

    def add(self, column: NDArray[np.intp], smallest: NDArray[Any]) -> None:
        counts = np.bincount(column, minlength=len(self.counts))
        if smallest.dtype == object and self.tops.dtype != object:
            self.tops = self.tops.astype(object)
        # A column met for the first time begins with what none of these is below.
        self.tops[(counts > 0) & (self.counts == 0)] = smallest.min()
        np.maximum.at(self.tops, column, smallest)
        self.counts += counts

    def to_options(self, options: Sequence[Sequence[_Best]]) -> None:
        """Hand over to the options of the issues on the right."""
        met = np.flatnonzero(self.counts)
        for issue, of_column in self.halves.columns.items():
            _by_option(options[issue], of_column[met], self.counts[met], self.tops[met])


def _by_option(
    found: Sequence[_Best], options: NDArray[Any], counts: NDArray[np.int64], tops: NDArray[Any]
) -> None:
    for option in np.unique(options):
        chosen = options == option
        found[int(option)].take(int(counts[chosen].sum()), int(tops[chosen].max()))


@dataclass
class _Highest:
    """The highest total found so far, and the first package that has it."""

    total: int | None = None
    index: int = -1

    def add(self, totals: NDArray[Any], index: NDArray[Any]) -> None:
        if not len(totals):
            return
        place = int(totals.argmax())
        top = int(totals[place])
        if self.total is None or top > self.total:
            self.total, self.index = top, int(index[place])


class _Found:
    """What one walk gathers."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.gains = SmallestGain(problem)
        self.zone = _Best()
        self.highest = {a: _Highest() for a in problem.asked}
        self.lives_without = dict.fromkeys(problem.asked, False)
        self.blocked = dict.fromkeys(problem.asked, 0)
        lines = [(a, k) for a in problem.asked for k in range(len(problem.actors[a].crossed))]
        self.added = {line: _Best() for line in lines}
        self.near = {line: _Best() for line in lines}
        self.steps = {(a, k): Steps.of(problem, a, k) for a, k in lines}
        self.options = [[_Best() for _ in range(n)] for n in problem.sizes]
        self.columns: _Columns | None = None

    def add(self, window: Window) -> None:
        problem = self.problem
        accepted = {a: window.accepts(a) for a in problem.asked}
        nothing = np.zeros((1, 1), dtype=np.uint64)
        for a in problem.asked:
            with_it = window.agreed({**accepted, a: window.selected})
            without = window.agreed({**accepted, a: nothing})
            self.lives_without[a] = self.lives_without[a] or bool(without.any())
            decisive = with_it & ~without
            if not decisive.any():
                continue
            self.blocked[a] += bits.popcount(decisive & ~accepted[a])
            content = decisive & window.keeps_lines(a)
            if content.any():
                block = window.block(content)
                self.highest[a].add(block.totals(a), block.index)
            self._drop_lines(window, a, decisive & window.reaches(a))
        if window.zone.any():
            self._add_zone(window.block(window.zone))

    def _drop_lines(self, window: Window, actor: int, decisive: Words) -> None:
        """Note what each lost red line adds: what this actor decides, and only that line makes it refuse."""
        first = window.scan.first_line[actor]
        lines = range(len(self.problem.actors[actor].crossed))
        crossed = [window.crossed(first + k) for k in lines]
        for k in lines:
            others = (words for other, words in enumerate(crossed) if other != k)
            free = ~reduce(np.bitwise_or, others, np.zeros((1, 1), dtype=np.uint64))
            added = decisive & crossed[k] & free
            if not added.any():
                continue
            block = window.block(added)
            smallest = self.gains.of(block)
            self.added[actor, k].add(smallest)
            columns = {i: block.options(i) for i in self.steps[actor, k].scope}
            if columns:  # a line that is crossed everywhere can be reached in no number of steps
                self.near[actor, k].add(smallest[self.steps[actor, k].at(columns) <= 1])

    def _add_zone(self, block: Block) -> None:
        """Note the zone's packages row by row and column by column: an issue lies on one side of the cut."""
        halves = block.window.scan.halves
        smallest = self.gains.of(block)
        self.zone.add(smallest)
        if self.columns is None:
            self.columns = _Columns(halves)
        self.columns.add(block.column, smallest)
        rows, starts, counts = np.unique(block.row, return_index=True, return_counts=True)
        tops = np.maximum.reduceat(smallest, starts)
        for issue in range(halves.cut):
            options = halves.domains[issue][block.window.rows.place(issue)[rows]]
            _by_option(self.options[issue], options, counts, tops)

    def room(self) -> RoomLeft:
        problem = self.problem
        if self.columns is not None:
            self.columns.to_options(self.options)
        return RoomLeft(
            zone=self._zone(self.zone),
            actors={a: self._actor(a) for a in problem.asked},
            lines={
                line: RoomOfLine(
                    self._zone(self.zone.join(self.added[line])),
                    self._zone(self.zone.join(self.near[line])),
                )
                for line in self.added
            },
            options=tuple(tuple(map(self._zone, options)) for options in self.options),
        )

    def _zone(self, best: _Best) -> ZoneFloor:
        return ZoneFloor(best.size, None if best.top is None else self.gains.fraction(best.top))

    def _actor(self, a: int) -> RoomOfActor:
        highest, lives = self.highest[a], self.lives_without[a]
        known = highest.total is not None and not lives
        return RoomOfActor(
            utility=utility_of_total(self.problem.actors[a], highest.total or 0) if known else None,
            package=package_at(highest.index, self.problem.sizes) if known else None,
            lives_without=lives,
            sole_blocker_of=self.blocked[a],
        )
