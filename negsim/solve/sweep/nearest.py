"""What dropping a minimal correction opens, and which package is nearest to keeping every line it crosses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Layer, Package, Suspect
from negsim.solve.listing.numbering import package_at
from negsim.solve.listing.walks import Elsewhere
from negsim.solve.sweep.asks import reservations, without
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.effort import Effort
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.listed import few_of
from negsim.solve.sweep.sample import Counting
from negsim.solve.sweep.zone import single, zone_frontier, zone_size
from negsim.solve.tables.bargaining import leximin
from negsim.solve.tables.blame import Layout
from negsim.solve.tables.efficient import is_efficient, row_keys
from negsim.solve.tables.formula import collapse
from negsim.solve.tables.gains import gain_ratios
from negsim.solve.tables.problem import Problem, ScopeTable
from negsim.solve.tables.steps import FAR, Steps, distances

WORTH_SHARING = 64  # minimal corrections beyond which other processes are worth their start
FEW = 2**11  # packages that are listed rather than counted
STEP_CELLS = 2**20  # assignments of one red line's issues, where steps are tabulated


class LargestZone:
    """A zone of which something is to be large before all else: minus the steps out of what was dropped.

    Where the zone is one set of packages, everything is read off one diagram.
    """

    def __init__(self, problem: Problem, nearness: Sequence[ScopeTable], counted: Counting) -> None:
        self.problem, self._counted = problem, counted
        self.nearness = Sum(tuple(nearness)) if nearness else None

    @cached_property
    def _diagram(self) -> Diagram | None:
        asked = single(self.problem, [] if self.nearness is None else [self.nearness])
        return None if asked is None else asked.diagram(self.problem.sizes)

    @cached_property
    def _few(self) -> tuple[NDArray[Any], NDArray[Any]] | None:
        """All packages with their sums, where there are few."""
        return None if self._diagram is None else few_of(self._diagram, FEW)

    @property
    def is_listed(self) -> bool:
        """Whether all packages are at hand."""
        return self._few is not None

    @cached_property
    def size(self) -> int:
        """How many packages there are."""
        if self._diagram is None:
            return zone_size(self.problem, self._counted).packages
        if self._few is not None:
            return len(self._few[0])
        return self._counted.packages(self._diagram)

    @cached_property
    def most(self) -> int:
        """How large the sum is where it is largest; 0 without one."""
        near, diagram = self.nearness, self._diagram
        if near is None:
            return 0
        if self._few is not None:
            return int(self._few[1][:, -1].max())
        if diagram is None:
            found = zone_frontier(self.problem, [near])
        else:
            *others, last = range(len(diagram.sums))
            told = {last: None, **{k: diagram.sums[k].at_least for k in others}}
            found = Pareto(diagram.told_by(told), 1)
        return int(found.vectors[:, 0].max())

    def first_of_best(
        self, most: int, chosen: Callable[[NDArray[Any]], NDArray[np.bool_]]
    ) -> Package:
        """The first package of those where the sum is largest, which is known, with totals that are chosen.

        Told the efficient among their totals, over the principals.
        """
        if self._few is None:
            best = self._best(most)
            return best.first_packages([chosen(best.vectors)], 1)[0][0]
        index, sums = self._few
        if self.nearness is not None:
            kept = sums[:, -1] == most
            index, sums = index[kept], sums[kept]
        totals = sums[:, : len(self.problem.principals)]
        _, first, place = np.unique(row_keys(totals), return_index=True, return_inverse=True)
        vectors = totals[first]
        efficient = np.flatnonzero(is_efficient(vectors))
        picked = np.zeros(len(vectors), dtype=bool)
        picked[efficient[chosen(vectors[efficient])]] = True
        return package_at(int(index[picked[place.reshape(-1)]][0]), self.problem.sizes)

    def _best(self, most: int) -> Pareto:
        """Over the principals' totals, the efficient of the packages where the sum is largest."""
        near, diagram = self.nearness, self._diagram
        if diagram is None:
            return zone_frontier(self.problem, also=[] if near is None else [near.reaching(most)])
        told = {k: one.at_least for k, one in enumerate(diagram.sums)}
        if near is not None:
            told[len(told) - 1] = most
        return Pareto(diagram.told_by(told), len(self.problem.principals))


@dataclass(frozen=True, eq=False)
class _Errand:
    """Minimal corrections as they are sent elsewhere: everything is asked of them, or the steps in all."""

    problem: Problem
    layers: tuple[Layer, ...]
    drops: tuple[int, ...]
    in_full: bool
    effort: Effort


@dataclass(frozen=True)
class _Found:
    """What was found of the corrections of an errand, each by its mask."""

    total_steps: dict[int, int]
    sizes: dict[int, tuple[int, int]]
    witnesses: dict[int, Package]
    has_estimated: bool


def _run(errand: _Errand) -> _Found:
    counted = Counting(errand.effort)
    here = Openings(errand.problem, Layout(errand.problem), errand.layers, counted)
    for drop in errand.drops:
        here.total_steps(drop)
        if errand.in_full:
            here.n_opened(drop, 0)
            here.witness(drop)
    return here.found


class Openings:
    """What each minimal correction opens: the zones of the problem with its constraints gone.

    A package violates a subset of a minimal correction just where it is in the zone once that is dropped and what is
    not suspect left out; and then it violates all of it, since nothing smaller is violated by any package.
    """

    def __init__(
        self,
        problem: Problem,
        layout: Layout,
        layers: Sequence[Layer],
        counted: Counting,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self.problem, self.layout = problem, layout
        self.layers, self._counted, self._elsewhere = layers, counted, elsewhere
        self._sizes: dict[int, tuple[int, int]] = {}
        self._total_steps: dict[int, int] = {}
        self._witnesses: dict[int, Package] = {}
        self._out: dict[Suspect, ScopeTable] = {}
        self._steps: dict[Suspect, Steps] = {}
        # Everything is asked of one correction, then of the next.
        self._opened = lru_cache(maxsize=1)(self._open)

    @property
    def found(self) -> _Found:
        """What is known of corrections so far."""
        return _Found(self._total_steps, self._sizes, self._witnesses, self._counted.has_estimated)

    def prepare(self, drops: Sequence[int], *, in_full: bool) -> None:
        """Have corrections looked at elsewhere, where that is worth it."""
        drops = [drop for drop in drops if drop not in self._witnesses]
        if self._elsewhere is None or len(drops) <= WORTH_SHARING:
            return
        step = -(-len(drops) // self._elsewhere.parts)
        errands = [
            _Errand(
                self.problem,
                tuple(self.layers),
                tuple(drops[k : k + step]),
                in_full,
                self._counted.effort,
            )
            for k in range(0, len(drops), step)
        ]
        for found in self._elsewhere.each(_run, errands):
            self._total_steps.update(found.total_steps)
            self._sizes.update(found.sizes)
            self._witnesses.update(found.witnesses)
            self._counted.has_estimated |= found.has_estimated

    def _open(self, drop: int) -> LargestZone:
        """The zone once all of a correction is dropped and what is not suspect left out."""
        opened = without(self.problem, self._unsuspected.union(self.layout.members(drop)))
        return LargestZone(opened, self._nearness(drop), self._counted)

    @cached_property
    def _unsuspected(self) -> frozenset[Suspect]:
        return frozenset() if "reservations" in self.layers else reservations(self.problem)

    def n_opened(self, drop: int, _suspect: int) -> int:
        """How many packages violate a subset of a set, among what is suspect."""
        return self._sizes_of(drop)[0]

    def n_within(self, drop: int) -> int:
        """How many packages are let through once these constraints are gone."""
        return self._sizes_of(drop)[1]

    def _sizes_of(self, drop: int) -> tuple[int, int]:
        if drop not in self._sizes:
            opens = within = self._opened(drop).size
            if self._unsuspected:
                gone = without(self.problem, frozenset(self.layout.members(drop)))
                within = zone_size(gone, self._counted).packages
            self._sizes[drop] = opens, within
        return self._sizes[drop]

    def _nearness(self, drop: int) -> tuple[ScopeTable, ...]:
        """Per red line of a correction, minus the steps out of it."""
        lines = (s for s in self.layout.members(drop) if s.layer == "red_lines")
        return tuple(self._steps_out(line) for line in lines)

    def _steps_out(self, line: Suspect) -> ScopeTable:
        """Minus the steps out of a red line, at the options of its issues; 0 where nothing keeps it."""
        problem = self.problem
        if line not in self._out:
            crossed = problem.actors[line.actor].crossed[line.number]
            crossed = collapse(crossed, problem.sizes, STEP_CELLS)
            if not isinstance(crossed, ScopeTable):
                raise TooLarge.one(
                    "a red line speaks of too many issues at once to say how far away it is",
                    "make its clause narrower, or coarsen the ranges it speaks of",
                )
            away = distances(crossed, problem.axes_of(line.actor))
            self._out[line] = ScopeTable(away.scope, np.where(away.values == FAR, 0, -away.values))
        return self._out[line]

    def total_steps(self, drop: int) -> int:
        """Steps in all that the witness of a correction takes."""
        if drop not in self._total_steps:
            opened = self._opened(drop)
            self._total_steps[drop] = -opened.most
            if opened.is_listed:  # then the rest is known as soon
                self.witness(drop)
                if not self._unsuspected:
                    self._sizes_of(drop)
        return self._total_steps[drop]

    def witness(self, drop: int) -> Package:
        """The package chosen for a correction: fewest steps, then leximin of the principals' gains, then the first."""
        if drop in self._witnesses:
            return self._witnesses[drop]
        opened = self._opened(drop)
        self._witnesses[drop] = opened.first_of_best(-self.total_steps(drop), self._leximin)
        return self._witnesses[drop]

    def _leximin(self, vectors: NDArray[Any]) -> NDArray[np.bool_]:
        """Over reservation values as they were: those of the opened zone may be gone."""
        gains = np.zeros(vectors.shape)
        for place, a in enumerate(self.problem.principals):
            gains[:, place] = gain_ratios(self.problem.actors[a], vectors[:, place])
        return leximin(gains)

    def _steps_of(self, line: Suspect) -> Steps:
        if line not in self._steps:
            self._steps[line] = Steps.of(self.problem, line.actor, line.number)
        return self._steps[line]

    def steps(self, drop: int) -> Mapping[int, int | None]:
        """Steps that the witness takes, per actor with red lines in the correction; None if one cannot be kept."""
        columns = {i: np.array([o]) for i, o in enumerate(self.witness(drop))}
        found: dict[int, int | None] = {}
        for s in self.layout.members(drop):
            if s.layer == "red_lines":
                away = int(self._steps_of(s).at(columns)[0])
                so_far = found.get(s.actor, 0)
                found[s.actor] = None if away == FAR or so_far is None else so_far + away
        return found
