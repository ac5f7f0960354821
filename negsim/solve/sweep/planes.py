"""Which rows of one set are nowhere above rows of another, 64 pairs to a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.bits import Words, pack, words_for

WIDTH = 2**10  # rows of the second set that are bits of a table
SAMPLE = 2**7  # rows that tell how many pairs a coordinate parts
WORDS = 2**14  # that are looked up at a time
LONG = 2**40  # factors from which on products are taken with Python's integers

Digits = list[tuple[int, Words | None]]  # a factor, and the bits that it counts for; all where None


def weight_above(
    low: Sequence[NDArray[Any]], high: Sequence[NDArray[Any]], weight: NDArray[Any]
) -> NDArray[Any]:
    """Per row of ``low``, the weight of the rows of ``high`` that are nowhere below it.

    Parameters
    ----------
    low, high
        A column of machine integers per coordinate.
    weight
        Positive integers per row of `high`.
    """
    n, m = len(low[0]), len(high[0])
    found = np.zeros(n, dtype=weight.dtype)
    # Both in order of the coordinate that parts most pairs, so that a table is looked up by those who may be below.
    first = int(np.argmin([_share(*columns) for columns in zip(low, high, strict=True)]))
    order, turned = np.argsort(low[first], kind="stable"), np.argsort(high[first], kind="stable")
    low, high = [one[order] for one in low], [one[turned] for one in high]
    weight = weight[turned]
    lines = [_Line(*columns) for columns in zip(low, high, strict=True)]
    others = [k for k in range(len(lines)) if k != first]
    for begin in range(0, m, WIDTH):
        end = min(m, begin + WIDTH)
        # Who is below all of a table along the first coordinate, and who below any.
        sure, some = low[first].searchsorted(high[first][[begin, end - 1]], side="right").tolist()
        if not some:
            continue
        factors = digits(weight[begin:end])
        tables = [line.table(begin, end) for line in lines]
        height = max(64, WORDS // words_for(end - begin))
        for here in range(0, some, height):
            these = slice(here, min(some, here + height))
            both: Words | None = None
            for k in others if these.stop <= sure else [first, *others]:
                up_to, table = tables[k]
                held = table.take(up_to.take(lines[k].rank[these]), axis=0)
                both = held if both is None else np.bitwise_and(both, held, out=both)
            assert both is not None
            found[order[these]] += _row_weights(both, factors)
    return found


def _share(low: NDArray[Any], high: NDArray[Any]) -> float:
    """Of how many pairs the first is not above the second, about."""
    some, others = low[:: 1 + len(low) // SAMPLE], high[:: 1 + len(high) // SAMPLE]
    return float((some[:, None] <= others[None, :]).mean())


class _Line:
    """One coordinate: where the rows of both sets stand in the order of the second."""

    def __init__(self, low: NDArray[Any], high: NDArray[Any]) -> None:
        self.order = np.argsort(high, kind="stable")
        ordered = high[self.order]
        if len(low) > 2 * len(high):
            self.rank = ordered.searchsorted(low)
            return
        # What is sought in order is found several times as fast.
        sort = np.argsort(low, kind="stable")
        self.rank = np.empty(len(low), dtype=np.intp)
        self.rank[sort] = ordered.searchsorted(low[sort])

    def table(self, begin: int, end: int) -> tuple[NDArray[np.intp], Words]:
        """Of some of the rows: how many come before a place; and, from such a one on, their bits."""
        is_in = (self.order >= begin) & (self.order < end)
        up_to = np.concatenate([[0], np.cumsum(is_in)])
        return up_to, _from_place_on(self.order[is_in] - begin)


def _from_place_on(order: NDArray[np.intp]) -> Words:
    """Per place in an order, the bits of the rows from there on; none beyond the last."""
    n = len(order)
    table = np.zeros((words_for(n), n + 1), dtype=np.uint64)
    bit = np.left_shift(np.uint64(1), (order & 63).astype(np.uint64))
    table[order >> 6, np.arange(n)] = bit
    turned = table[:, ::-1]
    np.bitwise_or.accumulate(turned, axis=1, out=turned)
    return np.ascontiguousarray(table.T)


def digits(weight: NDArray[Any]) -> Digits:
    """Positive weights as binary digits, a plane of bits each; one factor where all are alike."""
    first = int(weight[0])
    if (weight == first).all():
        return [(first, None)]
    places = range(int(weight.max()).bit_length())
    return [(1 << k, pack((weight >> k & 1).astype(bool)[None, :])) for k in places]


def _row_weights(words: Words, weight: Digits) -> NDArray[Any]:
    """Per row, the weight of the bits that are set."""
    found: Any = 0
    ones = np.ones(words.shape[1], dtype=np.float32)  # adds up faster than integers do, and exactly
    for factor, plane in weight:
        counted = np.bitwise_count(words if plane is None else words & plane)
        of_rows = (counted @ ones).astype(np.int64)
        found = found + (of_rows if factor < LONG else of_rows.astype(object)) * factor
    return np.asarray(found)
