"""One negotiating text, improved step by step: every step is better for every principal, until none is left."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.questions.trade.further import RedLines
from negsim.questions.trade.result import Revision
from negsim.questions.zone.find import deal
from negsim.solve.answer import Package
from negsim.solve.kernels.one_package import verdict
from negsim.solve.kernels.swaps import (
    Columns,
    columns_of,
    feasible_at,
    nearby,
    needed_at,
    totals_at,
)
from negsim.solve.listing.scan import Block, Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space

STEPS = 200  # a path that is longer is cut: each step changes three issues at most


def single_text(space: Space, start: Package) -> tuple[tuple[Revision, ...], bool]:
    """Improve a package until no feasible change is better for every principal.

    Returns
    -------
    The steps, and whether their end is Pareto-efficient over the principals, among what a step may lead to.

    Notes
    -----
    After the single negotiating text of Fisher & Ury 1981 (chapter 7), as Raiffa 1982 (chapter 15) models it. Greedy:
    of all changes of one, two or three issues that lead to a feasible package, make every principal better off, no
    conditional actor that is then needed worse off, cross no red line anew and go no further across one (of an actor
    then needed), and from a package of the zone lead to one of the zone, take the one with the largest smallest gain
    in utility of a principal; then the largest sum; then package order. Where none is left, of all packages that do
    the same, however many issues they change. Another order of steps may end elsewhere on the frontier.
    """
    steps: list[Revision] = []
    package, lines = start, RedLines(space.problem)
    while True:
        text = _Text(space.problem, package, lines)
        following = text.near() if len(steps) < STEPS else None
        is_wide = following is None
        if following is None and len(steps) < STEPS:
            following = text.anywhere()
        if following is None:
            return tuple(steps), text.is_efficient()
        steps.append(_step(space, package, following, is_wide))
        package = following


def _step(space: Space, before: Package, after: Package, is_wide: bool) -> Revision:
    old, new = deal(space, before), deal(space, after)
    return Revision(
        deal=new,
        changes={
            issue: (old.package[issue], new.package[issue])
            for issue in space.issues
            if old.package[issue] != new.package[issue]
        },
        change={actor: new.utilities[actor] - old.utilities[actor] for actor in space.actors},
        is_wide=is_wide,
    )


class _Text:
    """A text as it stands, and what one step may lead to."""

    def __init__(self, problem: Problem, package: Package, lines: RedLines) -> None:
        self.problem, self.package, self.lines = problem, package, lines
        self.base = [total(actor, package) for actor in problem.actors]
        self.taken = lines.taken(package)
        self.is_inside = verdict(problem, package).in_zone

    def near(self) -> Package | None:
        """The best of the packages that differ in three issues at most."""
        candidates: list[Package] = []
        for packages in nearby(self.problem, self.package, (1, 2, 3)):
            columns = columns_of(packages)
            good = np.ones(len(packages), dtype=bool)
            for a in self.problem.principals:
                gains = totals_at(self.problem.actors[a], columns) > self.base[a]
                good &= np.asarray(gains, dtype=bool)
            packages = packages[good]  # noqa: PLW2901
            columns = columns_of(packages)
            good = feasible_at(self.problem, columns).copy()
            for a in self.problem.consenting:
                fine = np.asarray(
                    totals_at(self.problem.actors[a], columns) >= self.base[a], dtype=bool
                )
                good &= fine | ~needed_at(self.problem.actors[a], columns)
            candidates += self._allowed(packages[good])
        return self._best(candidates)

    def anywhere(self) -> Package | None:
        """The best of all packages."""
        best: list[Package] = []
        for window in Scan(self.problem).windows():
            block = self._kept(window.block(self._improving(window, 1)))
            if len(block):
                best.append(self._first_best(block))
        return self._best(best)

    def is_efficient(self) -> bool:
        """Whether nothing that a step could lead to is better for one principal and worse for none."""
        for window in Scan(self.problem).windows():
            totals = window.scan.totals
            better = np.zeros((1, 1), dtype=np.uint64)
            for a in self.problem.principals:
                better = better | totals[a].at_least(window.rows, self.base[a] + 1)
            if len(self._kept(window.block(self._improving(window, 0) & better))):
                return False
        return True

    def _allowed(self, packages: NDArray[Any]) -> list[Package]:
        """Those that go no further across a red line, and out of no zone."""
        if not len(packages):
            return []
        kept = packages[~self.lines.further(columns_of(packages), self.taken)]
        found = [tuple(int(option) for option in row) for row in kept]
        if self.is_inside:
            found = [one for one in found if verdict(self.problem, one).in_zone]
        return found

    def _improving(self, window: Window, least: int) -> bits.Words:
        """Where principals gain at least so much and nobody needed loses; from the zone, in the zone."""
        problem, totals = self.problem, window.scan.totals
        chosen = window.zone if self.is_inside else window.selected
        for a in problem.principals:
            chosen = chosen & totals[a].at_least(window.rows, self.base[a] + least)
        for a in problem.consenting:
            fine = totals[a].at_least(window.rows, self.base[a])
            first = window.scan.first_line[a]
            for k in np.flatnonzero(self.taken[a] == 0):  # what was kept: all others are measured
                fine = fine & ~window.crossed(first + int(k))
            chosen = chosen & (fine | ~window.needed(a))
        return chosen

    def _kept(self, block: Block) -> Block:
        """Those of a block that go no further across a red line."""
        if not len(block):
            return block
        columns: Columns = {i: block.options(i) for i in range(len(self.problem.sizes))}
        return block.only(~self.lines.further(columns, self.taken))

    def _first_best(self, block: Block) -> Package:
        """The package of a block with the largest smallest gain, by floats to choose a few, then exactly."""
        problem = self.problem
        gains = np.stack(
            [
                (block.totals(a) - self.base[a]).astype(float) / problem.actors[a].scale
                for a in problem.principals
            ],
            axis=1,
        )
        least = gains.min(axis=1)
        few = block.only(least >= least.max() - 1e-9)
        best = self._best([tuple(int(o) for o in row) for row in few.packages()])
        assert best is not None
        return best

    def _best(self, candidates: list[Package]) -> Package | None:
        def merit(package: Package) -> tuple[Any, ...]:
            actors = self.problem.actors
            gains = [
                Fraction(total(actors[a], package) - self.base[a], actors[a].scale)
                for a in self.problem.principals
            ]
            return (-min(gains), -sum(gains), package)

        return min(candidates, key=merit, default=None)
