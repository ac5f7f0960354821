"""How many packages there are outside some tables, without listing them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import prod

import numpy as np

from negsim.solve.tables.formula import grid, lookup, negate
from negsim.solve.tables.problem import ScopeTable

CELLS = 2**20  # of the largest table that elimination may make


def count_outside(tables: Sequence[ScopeTable], sizes: Sequence[int]) -> int | None:
    """Count the packages at which none of some Boolean tables is true.

    Exact, by eliminating one issue after another (Bertelè & Brioschi 1972), sums of products in place of minima of
    sums; costs what the largest table made on the way costs.

    Parameters
    ----------
    tables
        Over a few issues each.
    sizes
        Options per issue.

    Returns
    -------
    None where a table on the way would outgrow `CELLS`.

    Examples
    --------
    >>> equal = ScopeTable((0, 1), np.eye(3, dtype=bool))
    >>> count_outside([equal], [3, 3, 10])
    60
    """
    rest = []
    for table in tables:
        held = negate(table)
        assert isinstance(held, ScopeTable)
        rest.append(ScopeTable(held.scope, held.values.astype(object) * 1))
    free = set(range(len(sizes)))
    while scopes := {i: _joined(rest, i) for i in free if any(i in t.scope for t in rest)}:
        issue = min(scopes, key=lambda i: prod(sizes[j] for j in scopes[i]))
        scope = scopes[issue]
        if prod(sizes[j] for j in scope) > CELLS:
            return None
        columns = grid(scope, sizes)
        joined = reduce(np.multiply, (lookup(t, columns) for t in rest if issue in t.scope))
        shape = tuple(sizes[j] for j in scope)
        values = np.broadcast_to(joined, shape).sum(axis=scope.index(issue))
        rest = [table for table in rest if issue not in table.scope]
        rest.append(
            ScopeTable(tuple(j for j in scope if j != issue), np.asarray(values, dtype=object))
        )
        free.remove(issue)
    counted = prod(int(table.values) for table in rest)
    return counted * prod(sizes[issue] for issue in free)


def _joined(tables: Sequence[ScopeTable], issue: int) -> tuple[int, ...]:
    return tuple(sorted({j for table in tables if issue in table.scope for j in table.scope}))
