"""What is counted in a walk through packages: who accepts how many, and what the zone holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Ratified, Seat
from negsim.solve.listing.scan import Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.consent import coalitions
from negsim.solve.tables.problem import Problem

K = TypeVar("K")


@dataclass
class PackageCounts:
    """What is counted in one walk over the feasible packages."""

    problem: Problem
    feasible: int = 0
    zone: int = 0
    red_line_zone: int = 0
    table_zone: int = 0
    read_two_ways: int = 0
    last_zone: int = 0
    accepted: dict[int, int] = field(default_factory=dict)
    red_line_accepted: dict[int, int] = field(default_factory=dict)
    needed: dict[int, int] = field(default_factory=dict)
    coalitions: dict[tuple[int, ...], int] = field(default_factory=dict)
    left_open: dict[int, int] = field(default_factory=dict)  # issues, at least so many -> packages
    passes: dict[Seat, int] = field(default_factory=dict)
    stops: dict[Seat, int] = field(default_factory=dict)
    pivots: dict[tuple[Seat, int], int] = field(default_factory=dict)
    _by_class: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    _by_column: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        every = range(len(self.problem.actors))
        self.accepted, self.red_line_accepted = dict.fromkeys(every, 0), dict.fromkeys(every, 0)
        self.needed = {a: 0 for a in every if self.problem.actors[a].consent == "when"}
        self.coalitions = dict.fromkeys(coalitions(self.problem), 0)
        self._by_class = {i: np.zeros(n, dtype=np.int64) for i, n in enumerate(self.problem.sizes)}

    def add(self, window: Window) -> None:
        """Count what a window holds."""
        problem = self.problem
        self.feasible += bits.popcount(window.selected)
        accepted: dict[int, Words] = {}
        for a in range(len(problem.actors)):
            accepted[a] = window.accepts(a)
            self.red_line_accepted[a] += bits.popcount(window.red_line_accepts(a))
            self.accepted[a] += bits.popcount(accepted[a])
        for a in self.needed:
            self.needed[a] += bits.popcount(window.selected & window.needed(a))
        content = {
            a: accepted[a]
            if problem.actors[a].consent == "always"
            else accepted[a] | (window.selected & ~window.needed(a))
            for a in problem.consenting
        }
        self._count_coalitions(content)
        self.last_zone = bits.popcount(window.zone)
        self.zone += self.last_zone
        self.red_line_zone += bits.popcount(window.red_line_zone)
        self._count_bodies(window)
        if self.last_zone:
            self._count_options(window)
            self.read_two_ways += bits.popcount(window.zone & window.scan.two_ways(window.rows))
            self._count_left_open(window)

    def merge(self, other: PackageCounts) -> None:
        """Take in what was counted over other packages of the same problem."""
        self.feasible += other.feasible
        self.zone += other.zone
        self.red_line_zone += other.red_line_zone
        self.table_zone += other.table_zone
        self.read_two_ways += other.read_two_ways
        _add(self.accepted, other.accepted)
        _add(self.red_line_accepted, other.red_line_accepted)
        _add(self.needed, other.needed)
        _add(self.coalitions, other.coalitions)
        _add(self.left_open, other.left_open)
        _add(self.passes, other.passes)
        _add(self.stops, other.stops)
        _add(self.pivots, other.pivots)
        for issue, options in other._by_class.items():
            self._by_class[issue] = self._by_class[issue] + options
        if other._by_column is not None:
            so_far = 0 if self._by_column is None else self._by_column
            self._by_column = so_far + other._by_column

    def _count_coalitions(self, content: Mapping[int, Words]) -> None:
        """Count the packages that suit all members of each set, the sets' common beginnings shared."""
        shared: dict[tuple[int, ...], Words] = {}
        for members in self.coalitions:
            before = shared.get(members[:-1])
            if before is None:
                before = content[members[0]]
                for a in members[1:-1]:
                    before = before & content[a]
                shared[members[:-1]] = before
            both = before & content[members[-1]]
            self.coalitions[members] += bits.popcount(both)
            if len(members) < len(content):
                shared[members] = both

    def _count_bodies(self, window: Window) -> None:
        scan = window.scan
        if not scan.without_body:
            self.table_zone += self.last_zone
            return
        self.table_zone += bits.popcount(window.table_zone)
        for seat, without in scan.without_body.items():
            body = scan.assembly.bodies[seat[0]][seat[1]]
            passed = window.passed(body, window.accepted) & window.selected
            _add(self.passes, {seat: bits.popcount(passed & window.needed(seat[0]))})
            stopped = window.agreed(window.accepted, without) & ~window.zone
            _add(self.stops, {seat: bits.popcount(stopped)})
            if stopped.any():
                for voter, _ in body.votes:
                    with_it = {**window.accepted, voter: window.selected}
                    opened = stopped & window.passed(body, with_it)
                    _add(self.pivots, {(seat, voter): bits.popcount(opened)})

    def _count_left_open(self, window: Window) -> None:
        open_here = [(words(window.rows), 1) for words in window.scan.left_open]
        for least in range(len(open_here) + 1):
            n = bits.popcount(window.zone & bits.enough(open_here, least))
            if not n:
                break
            _add(self.left_open, {least: n})

    def _count_options(self, window: Window) -> None:
        halves = window.scan.halves
        per_row = bits.row_counts(window.zone)
        for issue in range(halves.cut):
            options = halves.domains[issue][window.rows.place(issue)]
            np.add.at(self._by_class[issue], options, per_row)
        if self._by_column is None:
            self._by_column = np.zeros(halves.n_right, dtype=np.int64)
        rows = window.zone[per_row > 0]
        self._by_column += bits.unpack(rows, halves.n_right).sum(axis=0, dtype=np.int64)

    def option_counts(self, scan: Scan) -> tuple[tuple[int, ...], ...]:
        """Per issue and option, how many packages of the zone have it."""
        counts = {issue: found.copy() for issue, found in self._by_class.items()}
        if self._by_column is not None:
            for issue, options in scan.halves.columns.items():
                np.add.at(counts[issue], options, self._by_column)
        return tuple(tuple(int(n) for n in counts[i]) for i in range(len(counts)))

    @property
    def needed_by(self) -> tuple[int, ...]:
        """Per actor, how many feasible packages need its consent."""
        whole = {"always": self.feasible, "never": 0}
        return tuple(
            self.needed.get(a, whole.get(actor.consent, 0))
            for a, actor in enumerate(self.problem.actors)
        )

    def ratification(self, scan: Scan) -> Mapping[Seat, Ratified]:
        """What each body passes and stops."""
        return {
            seat: Ratified(
                self.passes.get(seat, 0),
                self.stops.get(seat, 0),
                {
                    voter: self.pivots.get((seat, voter), 0)
                    for voter, _ in scan.assembly.bodies[seat[0]][seat[1]].votes
                },
            )
            for seat in scan.without_body
        }


def just(at_least: Mapping[int, int]) -> Mapping[int, int]:
    """How many have just so much, told by how many have at least so much; those that occur."""
    found = {k: n - at_least.get(k + 1, 0) for k, n in at_least.items()}
    return {k: n for k, n in sorted(found.items()) if n}


def _add(ours: dict[K, int], theirs: Mapping[K, int]) -> None:
    for key, n in theirs.items():
        ours[key] = ours.get(key, 0) + n
