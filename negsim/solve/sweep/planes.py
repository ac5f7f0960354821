"""Which points stand nowhere before rows, 64 pairs to a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.bits import Words, pack, words_for

WORDS = 2**14  # that are looked up at a time
LONG = 2**40  # factors from which on products are taken with Python's integers

Places = NDArray[np.int32]
Digits = list[tuple[int, Words | None]]  # a factor, and the bits that it counts for; all where None


def weight_above(
    ranks: Sequence[Places], orders: Sequence[Places], weight: NDArray[Any]
) -> NDArray[Any]:
    """Per row, the weight of the points from its rank on along every coordinate.

    Parameters
    ----------
    ranks
        Per coordinate and row, how many points stand before it.
    orders
        Per coordinate, the points in its order; so few that a table of bits holds them.
    weight
        Positive integers per point.
    """
    n, m = len(ranks[0]), len(weight)
    factors = digits(weight)
    tables = [_from_place_on(order) for order in orders]
    height = max(64, WORDS // words_for(m))
    found = np.empty(n, dtype=weight.dtype)
    for begin in range(0, n, height):
        these = slice(begin, begin + height)
        both = tables[0].take(ranks[0][these], axis=0)
        for table, rank in zip(tables[1:], ranks[1:], strict=True):
            both &= table.take(rank[these], axis=0)
        found[these] = _row_weights(both, factors)
    return found


def _from_place_on(order: Places) -> Words:
    """Per place in an order, the bits of the points from there on; none beyond the last."""
    n = len(order)
    table = np.zeros((n + 1, words_for(n)), dtype=np.uint64)
    bit = np.left_shift(np.uint64(1), (order & 63).astype(np.uint64))
    table[np.arange(n), order >> 6] = bit
    turned = table[::-1]
    np.bitwise_or.accumulate(turned, axis=0, out=turned)
    return table


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
    for factor, plane in weight:
        counted = np.bitwise_count(words if plane is None else words & plane)
        of_rows = np.einsum("ij->i", counted, dtype=np.uint32).astype(np.int64)
        found = found + (of_rows if factor < LONG else of_rows.astype(object)) * factor
    return np.asarray(found)
