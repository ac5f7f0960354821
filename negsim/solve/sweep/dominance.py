"""For every point of two sets, how much of the other set stands in dominance to it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.gains import DOUBLE

BRUTE = 2**16  # pairs that are compared one with one


class Partners:
    """Per row of ``low``, the weight of the rows of ``high`` that are nowhere below it; and the other way round.

    Parameters
    ----------
    low, high
        Integers, of shape (n, d) and (m, d).
    low_weight, high_weight
        Integers per row. Their sums must be exact in the type they come in.

    Notes
    -----
    Divide and conquer over coordinates (Bentley 1980, multidimensional divide-and-conquer): split at a median, so that
    the lower part of ``low`` and the upper part of ``high`` have one coordinate less to be compared on. Coordinates
    on which all of one set are above all of the other are left out, and rows without partners dropped, at every step.
    """

    def __init__(
        self,
        low: NDArray[Any],
        high: NDArray[Any],
        low_weight: NDArray[Any],
        high_weight: NDArray[Any],
    ) -> None:
        self.low = [np.ascontiguousarray(column) for column in low.T]
        self.high = [np.ascontiguousarray(column) for column in high.T]
        self.of_low = np.zeros(len(low), dtype=high_weight.dtype)
        self.of_high = np.zeros(len(high), dtype=low_weight.dtype)
        self.low_weight, self.high_weight = low_weight, high_weight
        # Products with floats are an order of magnitude faster than with integers, and exact up to here.
        is_small = all(
            w.dtype != object and int(w.sum()) < DOUBLE for w in (low_weight, high_weight)
        )
        self._factor_low = low_weight.astype(float) if is_small else low_weight
        self._factor_high = high_weight.astype(float) if is_small else high_weight
        coordinates = list(range(low.shape[1]))
        rows, partners = np.arange(len(low)), np.arange(len(high))
        self._last = coordinates[-1] if coordinates else -1
        if coordinates:
            rows = np.argsort(self.low[-1], kind="stable")
            partners = np.argsort(self.high[-1], kind="stable")
        self._count(rows, partners, coordinates)

    def _count(
        self, low: NDArray[np.int64], high: NDArray[np.int64], coordinates: list[int]
    ) -> None:
        low, high, coordinates = self._narrowed(low, high, coordinates)
        if not len(low) or not len(high):
            return
        if not coordinates:
            self.of_low[low] += self.high_weight[high].sum()
            self.of_high[high] += self.low_weight[low].sum()
        elif len(coordinates) == 1:
            self._along(low, high, coordinates[0])
        elif len(low) * len(high) <= BRUTE:
            self._one_by_one(low, high, coordinates)
        else:
            c, *others = coordinates
            below, above = self.low[c][low], self.high[c][high]
            both = np.concatenate([below, above])
            cut = np.partition(both, len(both) // 2)[len(both) // 2]
            near, far = below <= cut, above >= cut
            # Rows stay sorted along the last coordinate, which is never split by while another is left.
            turned = [*others[:-1], c, others[-1]]
            self._count(low[near], high[far], others)
            self._count(low[near], high[~far], turned)
            self._count(low[~near], high[far], turned)

    def _narrowed(
        self, low: NDArray[np.int64], high: NDArray[np.int64], coordinates: list[int]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], list[int]]:
        open_coordinates = []
        for c in coordinates:
            if not len(low) or not len(high):
                break
            below, above = self.low[c][low], self.high[c][high]
            highest, lowest = above.max(), below.min()
            if below.max() > highest:
                low = low[below <= highest]
                below = self.low[c][low]
            if above.min() < lowest:
                high = high[above >= lowest]
                above = self.high[c][high]
            if len(low) and len(high) and below.max() > above.min():
                open_coordinates.append(c)
        return low, high, open_coordinates

    def _along(self, low: NDArray[np.int64], high: NDArray[np.int64], c: int) -> None:
        if c != self._last:
            low = low[np.argsort(self.low[c][low], kind="stable")]
            high = high[np.argsort(self.high[c][high], kind="stable")]
        below, above = self.low[c][low], self.high[c][high]
        weights = self.high_weight[high]
        up_to = np.concatenate([weights[:1] * 0, np.cumsum(weights)])
        self.of_low[low] += up_to[-1] - up_to[np.searchsorted(above, below, side="left")]
        weights = self.low_weight[low]
        up_to = np.concatenate([weights[:1] * 0, np.cumsum(weights)])
        self.of_high[high] += up_to[np.searchsorted(below, above, side="right")]

    def _one_by_one(
        self, low: NDArray[np.int64], high: NDArray[np.int64], coordinates: list[int]
    ) -> None:
        is_below = np.ones((len(low), len(high)), dtype=bool)
        for c in coordinates:
            is_below &= self.low[c][low][:, None] <= self.high[c][high][None, :]
        of_low = is_below @ self._factor_high[high]
        of_high = self._factor_low[low] @ is_below
        self.of_low[low] += of_low.astype(self.of_low.dtype)
        self.of_high[high] += of_high.astype(self.of_high.dtype)
