"""For every point of a set, how much of another set stands in dominance to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.along_two import weight_above_along_two
from negsim.solve.sweep.planes import weight_above
from negsim.solve.tables.efficient import in_order
from negsim.solve.tables.formula import WORD

BRUTE = 2**14  # pairs that are compared one with one
LEAF = 2**11  # points that are bits of a table
FEW = 2**6  # rows so few that they are compared one with one, whatever is left
ROWS = 2**17  # looked at at once, for the sake of memory
SAMPLE = 2**8  # rows that tell along which coordinate most is open

Rows = NDArray[np.intp]
Places = NDArray[np.int32]


def above(low: NDArray[Any], high: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    """Per row of ``low``, the weight of the rows of ``high`` that are nowhere below it.

    Parameters
    ----------
    low, high
        Integers, of shape (n, d) and (m, d).
    weight
        Positive integers per row of `high`, whose sum must be exact in the type they come in.
    """
    return Dominance(low, high, weight).above(range(low.shape[1]))


class Dominance:
    """Two sets of points, of which each coordinate is sorted once, whichever of them are then compared.

    Parameters
    ----------
    low, high, weight
        As for `above`.

    Notes
    -----
    Multidimensional divide and conquer (Bentley 1980). The points of `high` are halved along one coordinate after the
    other; who of `low` is above all of a part along some coordinate is dropped, who is above none along any counts it
    whole, so that few are left where a part is small enough to be bits of a table. Where a row of `low` stands among
    a part's points is told from where it stood before (fractional cascading: Chazelle & Guibas 1986), so that nothing
    is searched twice.
    """

    def __init__(self, low: NDArray[Any], high: NDArray[Any], weight: NDArray[Any]) -> None:
        self.low, self.high = low, high
        self.kind = weight.dtype
        fits = self.kind.kind != "O" or int(weight.sum()) < WORD
        self.weight = weight.astype(np.int64) if fits else weight
        self._told: dict[int, tuple[Places, Places]] = {}

    def above(self, columns: Sequence[int]) -> NDArray[Any]:
        """Per row of `low`, the weight of the rows of `high` that are nowhere below it along some coordinates."""
        if len(self.low) * len(self.high) <= BRUTE:
            low, high = ([side[:, c] for c in columns] for side in (self.low, self.high))
            return _one_by_one(low, high, self.weight, len(self.low)).astype(self.kind, copy=False)
        found = np.zeros(len(self.low), dtype=self.weight.dtype)
        told = [self._placed(c) for c in columns]
        points = _Points([order for order, _ in told], self.weight)
        if len(found) and len(self.weight):
            for begin in range(0, len(found), ROWS):
                these = slice(begin, begin + ROWS)
                ranks = [rank[these] for _, rank in told]
                _count(_Task(points, None, ranks), found[these])
        return found.astype(self.kind, copy=False)

    def _placed(self, c: int) -> tuple[Places, Places]:
        """The order of `high` along a coordinate, and before which of them each row of `low` stands in it."""
        if c not in self._told:
            low, high = self.low[:, c], self.high[:, c]
            order = in_order(high)
            # What is sought in order is found several times as fast.
            sort = in_order(low)
            rank = np.empty(len(low), dtype=np.int32)
            rank[sort] = high[order].searchsorted(low[sort])
            self._told[c] = order.astype(np.int32), rank
        return self._told[c]


@dataclass(frozen=True, eq=False)
class _Points:
    """Some points of the second set: their order along each coordinate that is still open, and their weights."""

    orders: list[Places]
    weight: NDArray[Any]

    def __len__(self) -> int:
        return len(self.weight)

    def halved(self, c: int, cut: int) -> NDArray[np.bool_]:
        """Which points are among the first few along a coordinate."""
        is_low = np.zeros(len(self), dtype=bool)
        is_low[self.orders[c][:cut]] = True
        return is_low

    def parted(
        self, kept: NDArray[np.bool_], ranks: Sequence[Places]
    ) -> tuple[tuple[_Points, list[Places]], tuple[_Points, list[Places]]]:
        """The points that are kept and the others, each with where rows stand among them."""
        place = np.cumsum(kept, dtype=np.int32)
        place -= 1
        place = np.where(kept, place, np.arange(len(self), dtype=np.int32) - 1 - place)
        some: list[Places] = []
        others: list[Places] = []
        here: list[Places] = []
        there: list[Places] = []
        before = np.zeros(len(self) + 1, dtype=np.int32)
        for order, rank in zip(self.orders, ranks, strict=True):
            is_kept = kept.take(order)
            np.cumsum(is_kept, out=before[1:])
            placed = place.take(order)
            some.append(placed[is_kept])
            others.append(placed[~is_kept])
            here.append(before.take(rank))
            there.append(rank - here[-1])
        return (
            (_Points(some, self.weight[kept]), here),
            (_Points(others, self.weight[~kept]), there),
        )


@dataclass(frozen=True, eq=False)
class _Task:
    """Points whose weight is to be added to some rows (None: all), each from its rank on along all coordinates."""

    points: _Points
    rows: Rows | None
    ranks: list[Places]


def _count(task: _Task, found: NDArray[Any]) -> None:
    """Add to what is found of each row the weight of the points from its rank on, along all coordinates."""
    left = [task]
    while left:
        # Nobody else holds on to it, so that what is halved is given up.
        left += _halves(left.pop(), found)


def _halves(task: _Task, found: NDArray[Any]) -> Iterable[_Task]:
    """Count what can be counted at once, and give what is left of it in parts."""
    points, rows, ranks = task.points, task.rows, task.ranks
    m = len(points)
    tops = [int(rank.max()) for rank in ranks]
    if m in tops:
        kept = np.flatnonzero(reduce(np.maximum, ranks) < m)
        if not len(kept):
            return ()
        rows, ranks = _only(rows, ranks, kept)
        tops = [int(rank.max()) for rank in ranks]
    if not all(tops):
        matters = [k for k, top in enumerate(tops) if top]
        points = _Points([points.orders[k] for k in matters], points.weight)
        ranks = [ranks[k] for k in matters]
    if not ranks:
        _add(found, rows, points.weight.sum())
        return ()
    if len(ranks) == 1:
        from_place_on = np.zeros(m + 1, dtype=found.dtype)
        np.cumsum(points.weight[points.orders[0]][::-1], out=from_place_on[1:])
        _add(found, rows, from_place_on[::-1].take(ranks[0]))
        return ()
    # Who is above none of them counts them whole.
    is_open = reduce(np.bitwise_or, ranks) != 0
    if not is_open.all():
        whole = np.flatnonzero(~is_open)
        _add(found, whole if rows is None else rows[whole], points.weight.sum())
        rows, ranks = _only(rows, ranks, np.flatnonzero(is_open))
    return _open(_Task(points, rows, ranks), found)


def _open(task: _Task, found: NDArray[Any]) -> Iterable[_Task]:
    """As `_halves`, where at least two coordinates are open to every row."""
    points, rows, ranks = task.points, task.rows, task.ranks
    m, n = len(points), len(ranks[0])
    if m <= LEAF:
        _add(found, rows, weight_above(ranks, points.orders, points.weight))
        return ()
    if n <= FEW:
        places = [_inverse(order) for order in points.orders]
        _add(found, rows, _one_by_one(ranks, places, points.weight, n))
        return ()
    least = [int(rank.min()) for rank in ranks]
    c = int(np.argmax(least))
    if least[c] > m // 8:
        # Nobody asks for the first of them.
        _, (asked, stood) = points.parted(points.halved(c, least[c]), ranks)
        return (_Task(asked, rows, stood),)
    if len(ranks) == 2:
        _add(
            found,
            rows,
            weight_above_along_two(
                ranks[0], ranks[1], points.orders[0], points.orders[1], points.weight
            ),
        )
        return ()
    every = 1 + n // SAMPLE
    c = int(np.argmax([np.count_nonzero(rank[::every]) for rank in ranks]))
    parts = points.parted(points.halved(c, m // 2), ranks)
    return [_Task(half, rows, stood) for half, stood in parts]


def _only(
    rows: Rows | None, ranks: Sequence[Places], kept: Rows
) -> tuple[Rows | None, list[Places]]:
    return kept if rows is None else rows[kept], [rank[kept] for rank in ranks]


def _add(found: NDArray[Any], rows: Rows | None, weight: Any) -> None:
    if rows is None:
        found += weight
    else:
        found[rows] += weight


def _inverse(order: Places) -> Places:
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    return place


def _one_by_one(
    low: Sequence[NDArray[Any]], high: Sequence[NDArray[Any]], weight: NDArray[Any], n: int
) -> NDArray[Any]:
    if not low or not n or not len(weight):
        return np.full(n, weight.sum(), dtype=weight.dtype)
    is_below = low[0][:, None] <= high[0][None, :]
    for one, other in zip(low[1:], high[1:], strict=True):
        is_below &= np.asarray(one[:, None] <= other[None, :], dtype=bool)
    if weight.dtype == object:
        return np.asarray(is_below @ weight)
    return np.asarray(np.einsum("ij,j->i", is_below, weight))
