"""Who refuses each package, and how many option-steps those who do are away from keeping their red lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.listing.scan import Block, Scan
from negsim.solve.tables.problem import Problem
from negsim.solve.tables.steps import FAR, Steps


class LineSteps:
    """Option-steps out of every red line of a problem, made ready once for many packages."""

    def __init__(self, problem: Problem) -> None:
        self.lines = [
            [Steps.of(problem, a, k) for k in range(len(actor.crossed))]
            for a, actor in enumerate(problem.actors)
        ]

    def of(self, package: Package, actor: int, crossed: Sequence[int]) -> int | None:
        """Give the steps out of some red lines of an actor, together; None where one of them cannot be kept at all."""
        columns = {issue: np.array([option]) for issue, option in enumerate(package)}
        steps = [int(self.lines[actor][line].at(columns)[0]) for line in crossed]
        return None if FAR in steps else sum(steps)


class Refusals:
    """Who refuses, package by package.

    Parameters
    ----------
    scan
        Of the packages.

    Notes
    -----
    Who is not needed does not refuse. Under a quota every principal counts as needed.
    """

    def __init__(self, scan: Scan) -> None:
        self.scan, self.problem = scan, scan.problem
        self._away = LineSteps(scan.problem)

    def of(self, block: Block) -> NDArray[np.bool_]:
        """Give who refuses: of shape (packages, actors)."""
        found = np.zeros((len(block), len(self.problem.actors)), dtype=bool)
        for a in self.problem.consenting:
            found[:, a] = ~block.accepts(a)
            if self.problem.actors[a].consent == "when":
                found[:, a] &= block.needed(a)
        return found

    def steps(self, block: Block, refusing: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Give the option-steps of all who refuse, together; `FAR` where one of their red lines cannot be kept."""
        away = np.zeros(len(block), dtype=np.int64)
        for a in self.problem.consenting:
            for k, steps in enumerate(self._away.lines[a]):
                line = self.scan.first_line[a] + k
                rows = np.flatnonzero(refusing[:, a] & block.where(block.window.crossed(line)))
                if len(rows):
                    options = {i: block.options(i)[rows] for i in steps.scope}
                    away[rows] += steps.at(options) if options else FAR
        return np.minimum(away, FAR)
