"""Which points of a plane are nowhere below others, bit by bit of where they stand."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int32]


def weight_above_along_two(
    rank: Places, other: Places, order: Places, turned: Places, weight: NDArray[Any]
) -> NDArray[Any]:
    """Per row, the weight of the points from its rank on along both of two coordinates.

    Parameters
    ----------
    rank, other
        Per row, how many points stand before it along either coordinate.
    order, turned
        The points in order of either coordinate.
    weight
        Integers per point.

    Notes
    -----
    A wavelet matrix (Claude, Navarro & Ordóñez 2015): the points in order of the first coordinate are parted by the
    highest binary digit of their place along the second, zeros first, then by the next; an interval stays an interval.
    """
    m = len(order)
    place = np.empty(m, dtype=np.int32)
    place[turned] = np.arange(m, dtype=np.int32)
    place = place[order]
    is_alike = bool((weight == weight[0]).all())
    weight = weight[order]
    # From a row's rank on; one whose rank along the second is beyond all points counts none.
    begin, end = rank, np.full(len(rank), m, dtype=np.int32)
    found = np.zeros(len(rank), dtype=np.int64 if is_alike else weight.dtype)
    before = np.zeros(m + 1, dtype=np.int32)
    summed = np.zeros(m + 1, dtype=weight.dtype)
    for digit in range(int(m).bit_length() - 1, -1, -1):
        is_one = (place >> digit & 1).astype(bool)
        np.cumsum(is_one, out=before[1:])
        first, last = before.take(begin), before.take(end)
        is_low = (other >> digit & 1) == 0
        zeros = m - int(before[-1])
        if is_alike:
            found += (last - first) * is_low
        else:
            ones = np.flatnonzero(is_one)
            np.cumsum(weight[ones], out=summed[1 : len(ones) + 1])
            found += (summed.take(last) - summed.take(first)) * is_low
            weight = np.concatenate([weight[~is_one], weight[ones]])
        begin = np.where(is_low, begin - first, first + np.int32(zeros))
        end = np.where(is_low, end - last, last + np.int32(zeros))
        if digit:
            place = np.concatenate([place[~is_one], place[is_one]])
    if is_alike:
        return np.asarray((found + (end - begin)).astype(weight.dtype) * weight[0])
    np.cumsum(weight, out=summed[1:])
    return np.asarray(found + (summed.take(end) - summed.take(begin)))
