"""For every point of a set, how much of another set stands in dominance to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.planes import weight_above
from negsim.solve.tables.gains import DOUBLE

Columns = Sequence[NDArray[Any]]  # one per coordinate

BRUTE = 2**14  # pairs that are compared one with one
BITS = 2**29  # pairs that are compared 64 at a step; beyond, points are first sorted into cells
CELLS = 2**21  # of a grid, at most
DEEP = 3  # grids within the cells of one another; beyond, pairs are compared however many there are


def above(low: NDArray[Any], high: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    """Per row of ``low``, the weight of the rows of ``high`` that are nowhere below it.

    Parameters
    ----------
    low, high
        Integers, of shape (n, d) and (m, d).
    weight
        Integers per row of `high`, whose sum must be exact in the type they come in.

    Notes
    -----
    Multidimensional divide and conquer (Bentley 1980) with as many parts at once as there are points: both sets are
    sorted into the cells of a grid. Pairs whose cells differ along every coordinate are counted from sums over cells;
    those left lie in the same slab along some coordinate, and are counted there: the first such coordinate, so that
    before it cells must differ. Coordinates on which all of one set are above all of the other are left out, and rows
    without partners dropped, at every step.
    """
    columns = [_in_words(one, other) for one, other in zip(low.T, high.T, strict=True)]
    return _above([one for one, _ in columns], [other for _, other in columns], weight, len(low), 0)


def _above(low: Columns, high: Columns, weight: NDArray[Any], n: int, depth: int) -> NDArray[Any]:
    found = np.zeros(n, dtype=weight.dtype)
    rows, low, high, weight = _narrowed(low, high, weight, n)
    n = n if rows is None else len(rows)
    if n and len(weight):
        counted = _weighed(low, high, weight, n, depth)
        if rows is None:
            return counted
        found[rows] = counted
    return found


def _weighed(low: Columns, high: Columns, weight: NDArray[Any], n: int, depth: int) -> NDArray[Any]:
    if not low:
        return np.full(n, weight.sum(), dtype=weight.dtype)
    if len(low) == 1:
        return _along(low[0], high[0], weight)
    pairs = n * len(weight)
    if pairs <= BRUTE:
        return _one_by_one(low, high, weight)
    if pairs <= BITS or depth == DEEP:
        return weight_above(low, high, weight)
    return _by_cells(low, high, weight, depth)


def _narrowed(
    low: Columns, high: Columns, weight: NDArray[Any], n: int
) -> tuple[NDArray[np.intp] | None, Columns, Columns, NDArray[Any]]:
    """Which rows of `low` have partners at all (None: all); these, with their partners, on what is open."""
    rows: NDArray[np.intp] | None = None
    for c in range(len(low)):
        if not n or not len(weight):
            return np.zeros(0, dtype=np.intp), low, high, weight
        highest = high[c].max()
        if low[c].max() > highest:
            kept = np.flatnonzero(low[c] <= highest)
            rows = kept if rows is None else rows[kept]
            low, n = [column[kept] for column in low], len(kept)
            if not n:
                return rows, low, high, weight
        lowest = low[c].min()
        if high[c].min() < lowest:
            kept = np.flatnonzero(high[c] >= lowest)
            high, weight = [column[kept] for column in high], weight[kept]
    if not n or not len(weight):
        return rows, low, high, weight
    still = [c for c in range(len(low)) if low[c].max() > high[c].min()]
    return rows, [low[c] for c in still], [high[c] for c in still], weight


def _along(low: NDArray[Any], high: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    order = np.argsort(high, kind="stable")
    up_to = np.concatenate([weight[:1] * 0, np.cumsum(weight[order])])
    by_rank = up_to[-1] - up_to
    if len(low) < 2**10:
        return np.asarray(by_rank[np.searchsorted(high[order], low, side="left")])
    # Looking up what comes in order is several times as fast.
    sort = np.argsort(low, kind="stable")
    found = np.empty(len(low), dtype=weight.dtype)
    found[sort] = by_rank[np.searchsorted(high[order], low[sort], side="left")]
    return found


def _one_by_one(low: Columns, high: Columns, weight: NDArray[Any]) -> NDArray[Any]:
    is_below = low[0][:, None] <= high[0][None, :]
    for one, other in zip(low[1:], high[1:], strict=True):
        is_below &= one[:, None] <= other[None, :]
    # Products with floats are an order of magnitude faster than with integers, and exact up to here.
    is_small = weight.dtype != object and int(weight.sum()) < DOUBLE
    counted = is_below @ (weight.astype(float) if is_small else weight)
    return np.asarray(counted.astype(weight.dtype))


def _by_cells(low: Columns, high: Columns, weight: NDArray[Any], depth: int) -> NDArray[Any]:
    size = max(4, int(min(CELLS, len(low[0]) + len(weight)) ** (1 / len(low))))
    near, far = [], []
    for one, other in zip(low, high, strict=True):
        sample = np.concatenate([one[:: 1 + len(one) // 2**13], other[:: 1 + len(other) // 2**13]])
        sample.sort()
        cuts = sample[np.arange(1, size) * len(sample) // size]
        near.append(np.searchsorted(cuts, one, side="right"))
        far.append(np.searchsorted(cuts, other, side="right"))
    found = _in_higher_cells(near, far, weight, size)
    for c in range(len(low)):
        rows, partners = _slabs(near[c], size), _slabs(far[c], size)
        some = [one + 1 for one in near[:c]] + list(low[c:])
        others = [*far[:c], *high[c:]]
        for mine, theirs in zip(rows, partners, strict=True):
            if len(mine) and len(theirs):
                found[mine] += _above(
                    [column[mine] for column in some],
                    [column[theirs] for column in others],
                    weight[theirs],
                    len(mine),
                    depth + 1,
                )
    return found


def _in_higher_cells(near: Columns, far: Columns, weight: NDArray[Any], size: int) -> NDArray[Any]:
    """Per row, the weight of the rows whose cell is higher along every coordinate."""
    shape = (size + 1,) * len(near)
    sums = np.zeros(shape, dtype=weight.dtype)
    np.add.at(sums.reshape(-1), np.ravel_multi_index(tuple(far), shape), weight)
    for axis in range(len(shape)):
        turned = np.flip(sums, axis)
        np.add.accumulate(turned, axis=axis, out=turned)
    return np.asarray(sums[tuple(one + 1 for one in near)])


def _slabs(cells: NDArray[np.intp], size: int) -> list[NDArray[np.intp]]:
    """Rows by their cell."""
    order = np.argsort(cells.astype(np.uint16), kind="stable")
    return np.split(order, np.cumsum(np.bincount(cells, minlength=size))[:-1])


def _in_words(low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Two columns as machine integers, as small as they can be, that compare the same."""
    if object in (low.dtype, high.dtype):
        _, ranks = np.unique(np.concatenate([low, high]), return_inverse=True)
        ranks = ranks.reshape(-1).astype(np.int64)
        return ranks[: len(low)], ranks[len(low) :]
    return np.ascontiguousarray(low), np.ascontiguousarray(high)
