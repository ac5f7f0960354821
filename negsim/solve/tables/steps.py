"""Option-steps: how far a package is from one that does not cross a red line.

One place along an ordered issue is a step, and so is any change on an unordered one; steps on several issues add up.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.formula import collapse, fix, key, lookup, scope_of, truth
from negsim.solve.tables.problem import Formula, Table

FAR = 2**40  # no package: more steps than any scenario has


def distances(crossed: Table, is_ordered: Sequence[bool]) -> Table:
    """Fewest option-steps from every cell of a table to one where it is false; FAR where it is true everywhere.

    Steps add up over the issues, so that one pass per issue is exact (a separable distance transform).
    """
    steps = np.where(crossed.values.astype(bool), FAR, 0).astype(np.int64)
    for axis, issue in enumerate(crossed.scope):
        if is_ordered[issue]:
            along = np.moveaxis(steps, axis, -1)
            place = np.arange(along.shape[-1])
            up = np.minimum.accumulate(along - place, axis=-1) + place
            down = np.minimum.accumulate((along + place)[..., ::-1], axis=-1)[..., ::-1] - place
            steps = np.moveaxis(np.minimum(up, down), -1, axis)
        else:
            steps = np.minimum(steps, steps.min(axis=axis, keepdims=True) + 1)
    return Table(crossed.scope, np.minimum(steps, FAR))


class Steps:
    """Fewest option-steps out of the packages that cross a red line.

    Parameters
    ----------
    crossed
        Where the red line is crossed.
    sizes, is_ordered
        Options per issue, and whether their order counts.

    Notes
    -----
    A formula that is one small table is answered by a distance transform of that table. For others the issues are
    fixed one at a time, packages that leave the same formula over being taken together: dynamic programming over the
    formula's decision diagram, whose width sets the cost.
    """

    def __init__(self, crossed: Formula, sizes: Sequence[int], is_ordered: Sequence[bool]) -> None:
        self.crossed = collapse(crossed, sizes)
        self.sizes, self.is_ordered = tuple(sizes), tuple(is_ordered)
        self.scope = scope_of(self.crossed)
        self._table = (
            distances(self.crossed, is_ordered) if isinstance(self.crossed, Table) else None
        )

    def at(self, columns: Mapping[int, NDArray[Any]]) -> NDArray[np.int64]:
        """Steps at packages given as columns of options of one length; FAR where the line cannot be kept at all."""
        n = len(next(iter(columns.values())))
        if self._table is not None:
            return np.broadcast_to(lookup(self._table, columns), (n,)).astype(np.int64)
        packages = np.stack([columns[issue] for issue in self.scope], axis=1)
        distinct, group = np.unique(packages, axis=0, return_inverse=True)
        return self._walk(distinct)[group.reshape(-1)]

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
                    away = abs(column - option) if self.is_ordered[issue] else column != option
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
