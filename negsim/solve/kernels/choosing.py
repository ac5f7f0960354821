"""What one actor can choose among from every state: the least of what it would rather have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge

Direction = Literal["both", "forward", "back"]  # along the order of the file
Ranks = NDArray[np.int32]
NEVER = np.iinfo(np.int32).max
MOST_PAIRS = 2**28  # of a state and a choice that goes one way only


class OwnOptions:
    """An actor's own options, for every way in which the others may have chosen: tables with a row for each such way.

    Parameters
    ----------
    ranks : array
        How the actor ranks the states, one axis per issue; below 0 where a package is none.
    axes : sequence of (int, Direction)
        The issues that it can change, and in which direction.

    Raises
    ------
    TooLarge
        More than `MOST_PAIRS` pairs would have to be looked at, one by one.
    """

    def __init__(self, ranks: Ranks, axes: Sequence[tuple[int, Direction]]) -> None:
        own = [axis for axis, _ in axes]
        self._order = [*(axis for axis in range(ranks.ndim) if axis not in own), *own]
        self._shape = [ranks.shape[axis] for axis in self._order]
        self._width = prod(ranks.shape[axis] for axis in own)
        self._ranks = self._table(ranks)
        self._ahead: NDArray[np.bool_] | None = None
        if all(direction == "both" for _, direction in axes):
            self._sort()
            return
        if ranks.size * self._width > MOST_PAIRS:
            raise TooLarge.one(
                f"{self._width:,} choices of one actor, some of which cannot be undone, are too many to"
                f" follow in {ranks.size:,} packages",
                "let fewer issues move, or let them move both ways",
            )
        self._ahead = _ahead([ranks.shape[axis] for axis in own], [way for _, way in axes])

    def least_above(self, values: Ranks) -> Ranks:
        """Per state, the smallest value among those that the actor ranks higher and can choose; else `NEVER`."""
        table = self._table(values)
        found = self._by_order(table) if self._ahead is None else self._one_way(table, self._ahead)
        return found.reshape(self._shape).transpose(np.argsort(self._order))

    def _table(self, values: Ranks) -> Ranks:
        return values.transpose(self._order).reshape(-1, self._width)

    def _sort(self) -> None:
        """Sort each row by rank, and note where the next higher rank begins: the nearest change to the right."""
        n = self._width
        self._by_rank = np.argsort(self._ranks, axis=1, kind="stable").astype(np.int32)
        ranks = np.take_along_axis(self._ranks, self._by_rank, axis=1)
        next_one = np.full(ranks.shape, n, dtype=np.int32)
        changes = ranks[:, 1:] != ranks[:, :-1]
        next_one[:, :-1] = np.where(changes, np.arange(1, n, dtype=np.int32), n)
        self._next = np.minimum.accumulate(next_one[:, ::-1], axis=1)[:, ::-1]

    def _by_order(self, table: Ranks) -> Ranks:
        n = self._width
        least = np.full((len(table), n + 1), NEVER, dtype=np.int32)
        sorted_table = np.take_along_axis(table, self._by_rank, axis=1)
        least[:, :n] = np.minimum.accumulate(sorted_table[:, ::-1], axis=1)[:, ::-1]
        found = np.empty_like(table)
        np.put_along_axis(
            found, self._by_rank, np.take_along_axis(least, self._next, axis=1), axis=1
        )
        return found

    def _one_way(self, table: Ranks, ahead: NDArray[np.bool_]) -> Ranks:
        """Go through the options one at a time, so that memory stays that of a table."""
        found = np.full_like(table, NEVER)
        for to in range(self._width):
            higher = self._ranks[:, to][:, None] > self._ranks
            better = ahead[:, to][None, :] & higher
            np.minimum(found, np.where(better, table[:, to][:, None], NEVER), out=found)
        return found


def _ahead(sizes: Sequence[int], ways: Sequence[Direction]) -> NDArray[np.bool_]:
    """Of an actor's own options, which can be chosen from which: of shape (from, to)."""
    own = np.array(list(product(*(range(n) for n in sizes))))
    ahead = np.ones((len(own), len(own)), dtype=bool)
    for places, way in zip(own.T, ways, strict=True):
        if way == "forward":
            ahead &= places[:, None] <= places[None, :]
        elif way == "back":
            ahead &= places[:, None] >= places[None, :]
    return ahead
