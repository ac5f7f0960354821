"""One negotiating text, improved step by step: every step is better for every principal, until none is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Deal
from negsim.solve.answer import Package
from negsim.solve.kernels.swaps import (
    columns_of,
    feasible_at,
    holds_at,
    nearby,
    needed_at,
    totals_at,
)
from negsim.solve.listing.scan import Block, Scan, Window
from negsim.solve.tables import bits
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Problem
from negsim.space.space import Space

STEPS = 200  # a path that is longer is cut: each step changes three issues at most


@dataclass(frozen=True)
class Step:
    """One revision of the text."""

    deal: Deal
    changes: Mapping[str, tuple[Any, Any]]
    change: Mapping[str, Fraction]  # utility gained in this step, per actor
    is_wide: bool  # more than three issues at once: nothing smaller was left

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "changes": {i: {"from": a, "to": b} for i, (a, b) in self.changes.items()},
            "change": dict(self.change),
            "package": dict(self.deal.package),
            "gains": dict(self.deal.gains),
        }


def single_text(space: Space, start: Package) -> tuple[tuple[Step, ...], bool]:
    """Improve a package until no feasible change is better for every principal.

    Returns
    -------
    The steps, and whether their end is Pareto-efficient over the principals, among what a step may lead to.

    Notes
    -----
    After the single negotiating text of Fisher & Ury 1981 (chapter 7), as Raiffa 1982 (chapter 15) models it. Greedy:
    of all changes of one, two or three issues that lead to a feasible package, make every principal better off, no
    conditional actor that is then needed worse off, and cross no red line of an actor then needed that was kept
    before, take the one with the largest smallest gain in utility of a principal; then the largest sum; then package
    order. Where none is left, of all packages that do the same, however many issues they change. Another order of
    steps may end elsewhere on the frontier.
    """
    steps: list[Step] = []
    package = start
    while len(steps) < STEPS:
        following = _near(space.problem, package)
        is_wide = following is None
        if following is None:
            following = _anywhere(space.problem, package)
        if following is None:
            break
        steps.append(_step(space, package, following, is_wide))
        package = following
    return tuple(steps), _is_efficient(space.problem, package)


def _step(space: Space, before: Package, after: Package, is_wide: bool) -> Step:
    old, new = deal(space, before), deal(space, after)
    return Step(
        deal=new,
        changes={
            issue: (old.package[issue], new.package[issue])
            for issue in space.issues
            if old.package[issue] != new.package[issue]
        },
        change={actor: new.utilities[actor] - old.utilities[actor] for actor in space.actors},
        is_wide=is_wide,
    )


def _near(problem: Problem, package: Package) -> Package | None:
    base = [total(actor, package) for actor in problem.actors]
    candidates: list[Package] = []
    for packages in nearby(problem, package, (1, 2, 3)):
        columns = columns_of(packages)
        good = np.ones(len(packages), dtype=bool)
        for a in problem.principals:
            good &= np.asarray(totals_at(problem.actors[a], columns) > base[a], dtype=bool)
        packages = packages[good]  # noqa: PLW2901
        columns = columns_of(packages)
        good = feasible_at(problem, columns).copy()
        for a in problem.consenting:
            actor = problem.actors[a]
            fine = np.asarray(totals_at(actor, columns) >= base[a], dtype=bool)
            for line in actor.crossed:
                if not holds(line, package):
                    fine &= ~holds_at(line, columns)
            good &= fine | ~needed_at(actor, columns)
        candidates += [tuple(int(o) for o in row) for row in packages[good]]
    return _best(problem, base, candidates)


def _best(problem: Problem, base: list[int], candidates: list[Package]) -> Package | None:
    def merit(package: Package) -> tuple[Any, ...]:
        gains = [
            Fraction(total(problem.actors[a], package) - base[a], problem.actors[a].scale)
            for a in problem.principals
        ]
        return (-min(gains), -sum(gains), package)

    return min(candidates, key=merit, default=None)


def _anywhere(problem: Problem, package: Package) -> Package | None:
    """The best of all packages that improve on one for every principal."""
    base = [total(actor, package) for actor in problem.actors]
    best: list[Package] = []
    for window in Scan(problem).windows():
        chosen = _improving(window, base, package)
        block = window.block(chosen)
        if len(block):
            best.append(_first_best(block, base))
    return _best(problem, base, best)


def _improving(window: Window, base: list[int], package: Package, *, least: int = 1) -> bits.Words:
    """What a step may lead to: principals gain at least so much, red lines that were kept are kept."""
    scan = window.scan
    problem, chosen = scan.problem, window.selected
    for a in problem.principals:
        chosen = chosen & scan.totals[a].at_least(window.rows, base[a] + least)
    for a in problem.consenting:
        actor = problem.actors[a]
        fine = scan.totals[a].at_least(window.rows, base[a])
        for k, line in enumerate(actor.crossed):
            if not holds(line, package):
                fine = fine & ~window.crossed(scan.first_line[a] + k)
        chosen = chosen & (fine | ~window.needed(a))
    return chosen


def _first_best(block: Block, base: list[int]) -> Package:
    """The package of a block with the largest smallest gain, by floats to choose a few, then exactly."""
    problem = block.window.scan.problem
    gains = np.stack(
        [
            (block.totals(a) - base[a]).astype(float) / problem.actors[a].scale
            for a in problem.principals
        ],
        axis=1,
    )
    least = gains.min(axis=1)
    few = block.only(least >= least.max() - 1e-9)
    packages = [tuple(int(o) for o in row) for row in few.packages()]
    best = _best(problem, base, packages)
    assert best is not None
    return best


def _is_efficient(problem: Problem, package: Package) -> bool:
    """Whether nothing that a step could lead to is better for one principal and worse for none."""
    base = [total(actor, package) for actor in problem.actors]
    for window in Scan(problem).windows():
        scan = window.scan
        better = np.zeros((1, 1), dtype=np.uint64)
        for a in problem.principals:
            better = better | scan.totals[a].at_least(window.rows, base[a] + 1)
        if (_improving(window, base, package, least=0) & better).any():
            return False
    return True
