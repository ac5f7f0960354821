"""What dropping a minimal correction opens, and which package is nearest to keeping every line it crosses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from negsim.errors import TooLarge
from negsim.solve.answer import Layer, Package, Suspect
from negsim.solve.bargaining import leximin
from negsim.solve.blame import Layout
from negsim.solve.formula import collapse
from negsim.solve.gains import gain_ratios
from negsim.solve.problem import Problem, Table
from negsim.solve.steps import FAR, Steps, distances
from negsim.solve.sweep.asks import Counter, reservations, without, zone_frontier, zone_size
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.diagram import Sum

STEP_CELLS = 2**20  # assignments of one red line's issues, where steps are tabulated


class Openings:
    """What each minimal correction opens: the zones of the problem with its constraints gone.

    A package violates a subset of a minimal correction just where it is in the zone once that is dropped and what is
    not suspect left out; and then it violates all of it, since nothing smaller is violated by any package.
    """

    def __init__(
        self, problem: Problem, layout: Layout, layers: Sequence[Layer], counted: Counter = size_of
    ) -> None:
        self.problem, self.layout = problem, layout
        self.layers, self._counted = layers, counted
        self._sizes: dict[frozenset[Suspect], int] = {}
        self._steps: dict[int, int] = {}
        self._witnesses: dict[int, Package] = {}

    @cached_property
    def _unsuspected(self) -> frozenset[Suspect]:
        return frozenset() if "reservations" in self.layers else reservations(self.problem)

    def _opened(self, drop: int) -> Problem:
        return without(self.problem, self._gone(drop))

    def _gone(self, drop: int) -> frozenset[Suspect]:
        return self._unsuspected.union(self.layout.members(drop))

    def _size(self, gone: frozenset[Suspect]) -> int:
        """The size of the zone without some constraints, counted once: often it is asked for twice."""
        if gone not in self._sizes:
            self._sizes[gone] = zone_size(without(self.problem, gone), self._counted).packages
        return self._sizes[gone]

    def n_opened(self, drop: int, _suspect: int) -> int:
        """How many packages violate a subset of a set, among what is suspect."""
        return self._size(self._gone(drop))

    def n_within(self, drop: int) -> int:
        """How many packages are let through once these constraints are gone."""
        return self._size(frozenset(self.layout.members(drop)))

    def _nearness(self, drop: int) -> tuple[Table, ...]:
        """Per red line of a correction, minus the steps out of it."""
        problem, tables = self.problem, []
        for s in self.layout.members(drop):
            if s.layer == "red_lines":
                crossed = collapse(
                    problem.actors[s.actor].crossed[s.number], problem.sizes, STEP_CELLS
                )
                if not isinstance(crossed, Table):
                    raise TooLarge.one(
                        "a red line speaks of too many issues at once to say how far away it is",
                        "make its clause narrower, or coarsen the ranges it speaks of",
                    )
                away = distances(crossed, problem.is_ordered)
                tables.append(Table(away.scope, np.where(away.values == FAR, 0, -away.values)))
        return tuple(tables)

    def total_steps(self, drop: int) -> int:
        """Steps in all that the witness of a correction takes."""
        if drop not in self._steps:
            nearness = self._nearness(drop)
            if not nearness:
                self._steps[drop] = 0
            else:
                near = zone_frontier(self._opened(drop), [Sum(nearness)])
                self._steps[drop] = -int(near.vectors[:, 0].max())
        return self._steps[drop]

    def witness(self, drop: int) -> Package:
        """The package chosen for a correction: fewest steps, then leximin of the principals' gains, then the first."""
        if drop in self._witnesses:
            return self._witnesses[drop]
        problem, nearness = self.problem, self._nearness(drop)
        enough = [Sum(nearness, (), -self.total_steps(drop))] if nearness else []
        near = zone_frontier(self._opened(drop), also=enough)
        gains = np.zeros(near.vectors.shape)
        for place, a in enumerate(problem.principals):
            gains[:, place] = gain_ratios(problem.actors[a], near.vectors[:, place])
        self._witnesses[drop] = near.first_packages([leximin(gains)], 1)[0][0]
        return self._witnesses[drop]

    def steps(self, drop: int) -> Mapping[int, int | None]:
        """Steps that the witness takes, per actor with red lines in the correction; None if one cannot be kept."""
        problem = self.problem
        columns = {i: np.array([o]) for i, o in enumerate(self.witness(drop))}
        found: dict[int, int | None] = {}
        for s in self.layout.members(drop):
            if s.layer == "red_lines":
                line = problem.actors[s.actor].crossed[s.number]
                away = int(Steps(line, problem.sizes, problem.is_ordered).at(columns)[0])
                so_far = found.get(s.actor, 0)
                found[s.actor] = None if away == FAR or so_far is None else so_far + away
        return found
