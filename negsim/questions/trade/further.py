"""Red lines in an exchange: which packages cross one that another keeps, or go further across it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Package
from negsim.solve.kernels.retreats import StepVectors
from negsim.solve.kernels.swaps import Columns, columns_of, needed_at
from negsim.solve.tables.problem import Problem

Taken = Mapping[
    int, NDArray[np.int64]
]  # per actor that is not advisory, steps over each of its red lines


class RedLines:
    """The option-steps that packages take over red lines, of the actors whose consent they need.

    A red line is never traded: an exchange that crosses one anew, or goes further across one, makes its holder worse
    off whatever it gains beside. Whoever was not needed before had given nothing up.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._steps = StepVectors(problem)

    def taken(self, package: Package) -> Taken:
        """Steps that one package takes."""
        columns = columns_of(np.array([package], dtype=np.int64))
        return {a: self._of(a, columns)[0] for a in self._problem.consenting}

    def further(self, columns: Columns, before: Taken) -> NDArray[np.bool_]:
        """Which packages, given as columns, take more steps over some red line."""
        found = np.zeros(len(columns[0]), dtype=bool)
        for a, steps in before.items():
            found |= (self._of(a, columns) > steps).any(axis=1)
        return found

    def anew(self, package: Package, before: Taken) -> list[tuple[int, int]]:
        """The red lines over which one package takes more steps: actor, and number."""
        after = self.taken(package)
        return [(a, int(k)) for a in before for k in np.flatnonzero(after[a] > before[a])]

    def _of(self, actor: int, columns: Columns) -> NDArray[Any]:
        needed = needed_at(self._problem.actors[actor], columns)
        return self._steps.each(actor, columns) * needed[:, None]
