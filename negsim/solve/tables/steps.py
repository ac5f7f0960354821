"""Option-steps: how far a package is from one that does not cross a red line.

One place along an ordered issue is a step, and so is any change on an unordered one, and leaving an issue open or
settling it; steps on several issues add up. An actor that reads an option as another counts from what it reads.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.distinct import distinct
from negsim.solve.tables.formula import collapse, fix, key, lookup, scope_of, truth
from negsim.solve.tables.problem import NOWHERE, Axis, Formula, Problem, ScopeTable

FAR = 2**40  # no package: more steps than any scenario has


def distances(crossed: ScopeTable, axes: Sequence[Axis]) -> ScopeTable:
    """Fewest option-steps from every cell of a table to one where it is false; FAR where it is true everywhere.

    Steps add up over the issues, so that one pass per issue is exact (a separable distance transform).
    """
    steps = np.where(crossed.values.astype(bool), FAR, 0).astype(np.int64)
    for axis, issue in enumerate(crossed.scope):
        along = _transformed(np.moveaxis(steps, axis, -1), axes[issue])
        steps = np.moveaxis(along, -1, axis)
    return ScopeTable(crossed.scope, np.minimum(steps, FAR))


def _transformed(steps: NDArray[np.int64], axis: Axis) -> NDArray[np.int64]:
    """What is left once steps along the last axis may be taken too."""
    if not axis.is_ordered:
        # What stands in one place is one option: the steps out of a red line are the same there.
        return np.asarray(np.minimum(steps, steps.min(axis=-1, keepdims=True) + 1))
    open_ones = np.flatnonzero(axis.places == NOWHERE)
    standing = np.flatnonzero(axis.places != NOWHERE)
    places = axis.places[standing]
    shortest = np.full((*steps.shape[:-1], int(places.max()) + 1), FAR, dtype=np.int64)
    # Of options that stand in one place the steps are the same: it does not matter which is written last.
    shortest[..., places] = steps[..., standing]
    at = np.arange(shortest.shape[-1])
    up = np.minimum.accumulate(shortest - at, axis=-1) + at
    down = np.minimum.accumulate((shortest + at)[..., ::-1], axis=-1)[..., ::-1] - at
    found = steps.copy()
    found[..., standing] = np.minimum(up, down)[..., places]
    if open_ones.size:
        least = shortest.min(axis=-1, keepdims=True) + 1
        stays = steps[..., open_ones].min(axis=-1, keepdims=True)
        found[..., standing] = np.minimum(found[..., standing], stays + 1)
        found[..., open_ones] = np.minimum(stays, least)
    return found


class Steps:
    """Fewest option-steps out of the packages that cross a red line.

    Parameters
    ----------
    crossed
        Where the red line is crossed.
    sizes, axes
        Options per issue, and how its holder counts the steps along each.

    Notes
    -----
    A formula that is one small table is answered by a distance transform of that table. For others the issues are
    fixed one at a time, packages that leave the same formula over being taken together: dynamic programming over the
    formula's decision diagram, whose width sets the cost.
    """

    def __init__(self, crossed: Formula, sizes: Sequence[int], axes: Sequence[Axis]) -> None:
        self.crossed = collapse(crossed, sizes)
        self.sizes, self.axes = tuple(sizes), tuple(axes)
        self.scope = scope_of(self.crossed)
        self._table = (
            distances(self.crossed, axes) if isinstance(self.crossed, ScopeTable) else None
        )

    @classmethod
    def of(cls, problem: Problem, actor: int, line: int) -> Steps:
        """The steps out of a red line of an actor."""
        crossed = problem.actors[actor].crossed[line]
        return cls(crossed, problem.sizes, problem.axes_of(actor))

    def at(self, columns: Mapping[int, NDArray[Any]]) -> NDArray[np.int64]:
        """Steps at packages given as columns of options of one length; FAR where the line cannot be kept at all."""
        n = len(next(iter(columns.values())))
        if self._table is not None:
            return np.broadcast_to(lookup(self._table, columns), (n,)).astype(np.int64)
        packages = np.stack([columns[issue] for issue in self.scope], axis=1)
        rows, place = distinct(packages)
        return self._walk(rows)[place]

    def _walk(self, packages: NDArray[Any]) -> NDArray[np.int64]:
        n = len(packages)
        best = np.full(n, FAR, dtype=np.int64)
        states: dict[Hashable, tuple[Formula, NDArray[np.int64]]] = {
            key(self.crossed): (self.crossed, np.zeros(n, dtype=np.int64))
        }
        for column, issue in zip(packages.T, self.scope, strict=True):
            following: dict[Hashable, tuple[Formula, NDArray[np.int64]]] = {}
            for formula, steps in states.values():
                for option in range(self.sizes[issue]):
                    rest = fix(formula, issue, option)
                    away = self.axes[issue].away(column, option)
                    reached = steps + away
                    if truth(rest) is False:
                        best = np.minimum(best, reached)
                    elif truth(rest) is None:
                        name = key(rest)
                        if name in following:
                            reached = np.minimum(following[name][1], reached)
                        following[name] = (rest, reached)
            states = following
        return best
