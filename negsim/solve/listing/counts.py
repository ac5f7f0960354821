"""What is counted in a walk through packages: who accepts how many, and what the zone holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from negsim.solve.listing.scan import Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.bits import Words
from negsim.solve.tables.consent import coalitions
from negsim.solve.tables.problem import Problem


@dataclass
class Counts:
    """What is counted in one walk over the feasible packages."""

    problem: Problem
    feasible: int = 0
    zone: int = 0
    red_line_zone: int = 0
    last_zone: int = 0
    accepted: list[int] = field(default_factory=list)
    red_line_accepted: list[int] = field(default_factory=list)
    coalitions: dict[tuple[int, ...], int] = field(default_factory=dict)
    _by_class: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    _by_column: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        self.accepted = [0] * len(self.problem.actors)
        self.red_line_accepted = [0] * len(self.problem.actors)
        self.coalitions = dict.fromkeys(coalitions(self.problem), 0)
        self._by_class = {i: np.zeros(n, dtype=np.int64) for i, n in enumerate(self.problem.sizes)}

    def add(self, window: Window) -> None:
        """Count what a window holds."""
        problem = self.problem
        self.feasible += bits.popcount(window.selected)
        accepted: dict[int, Words] = {}
        for a in range(len(problem.actors)):
            keeps = window.red_line_accepts(a)
            accepted[a] = keeps & window.reaches(a)
            self.red_line_accepted[a] += bits.popcount(keeps)
            self.accepted[a] += bits.popcount(accepted[a])
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
        if self.last_zone:
            self._count_options(window)

    def merge(self, other: Counts) -> None:
        """Take in what was counted over other packages of the same problem."""
        self.feasible += other.feasible
        self.zone += other.zone
        self.red_line_zone += other.red_line_zone
        for ours, theirs in (
            (self.accepted, other.accepted),
            (self.red_line_accepted, other.red_line_accepted),
        ):
            ours[:] = [a + b for a, b in zip(ours, theirs, strict=True)]
        for members, n in other.coalitions.items():
            self.coalitions[members] += n
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
