"""What partial packages of two sides that were drawn make together: all sets of sums at once, 64 pairs to a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.bits import Words

DIGITS = 12  # binary digits of a weight, and those of how many there are, together
LEAST_DIGITS = 2

Floats = NDArray[np.float64]
Columns = tuple[int, ...]


def rounded(weight: Floats, rng: np.random.Generator) -> Floats:
    """Weights of few different values, each above or below as drawn, so that it is right in the mean.

    The fewer there are, the finer.
    """
    if not len(weight):
        return weight
    fine = max(LEAST_DIGITS, DIGITS - len(weight).bit_length() + 1)
    step = np.ldexp(1.0, np.frexp(weight)[1] - 1 - fine)
    return np.asarray(np.floor(weight / step + rng.random(len(weight))) * step)


class Met:
    """Two sets of points, small enough for a table of bits a coordinate.

    Parameters
    ----------
    low, high
        Of shape (n, d) and (m, d).
    weight
        Of each of `high`, of few different values.
    """

    def __init__(self, low: NDArray[Any], high: NDArray[Any], weight: Floats) -> None:
        # Every word holds points of one weight.
        values, kind, number = np.unique(weight, return_inverse=True, return_counts=True)
        words = -(-number // 64)
        first = 64 * (np.cumsum(words) - words)
        order = np.argsort(kind, kind="stable")
        place = np.empty(len(kind), dtype=np.int64)
        place[order] = np.arange(len(kind)) - np.repeat(np.cumsum(number) - number, number)
        place += first[kind]
        self.weight, self.whole = np.repeat(values, words), fsum(weight.tolist())
        self.n, self.low, self.high = len(low), low, high
        self._place = place
        self._tables: dict[int, Words] = {}

    def above(self, wanted: Sequence[Columns]) -> Iterator[tuple[Columns, Floats]]:
        """Per set of coordinates, and row of `low`, the weight of the rows of `high` nowhere below it along them.

        Sets that begin alike stand one after another.
        """
        begun: list[tuple[int, Words]] = []
        for columns in wanted:
            shared = 0
            while shared < min(len(begun), len(columns)) and begun[shared][0] == columns[shared]:
                shared += 1
            del begun[shared:]
            for c in columns[shared:]:
                bits = self._reached(c)
                begun.append((c, begun[-1][1] & bits if begun else bits))
            if begun:
                # Not a matrix product, for which threads would be started that wait for one another.
                counted = np.bitwise_count(begun[-1][1])
                yield columns, np.einsum("ij,j->i", counted, self.weight)
            else:
                yield columns, np.full(self.n, self.whole)

    def _reached(self, c: int) -> Words:
        """Per row of `low`, the bits of those of `high` that are not below it along a coordinate."""
        if c not in self._tables:
            order = np.argsort(self.high[:, c], kind="stable")
            place = self._place[order]
            table = np.zeros((len(order) + 1, len(self.weight)), dtype=np.uint64)
            bit = np.left_shift(np.uint64(1), (place & 63).astype(np.uint64))
            table[np.arange(len(order)), place >> 6] = bit
            turned = table[::-1]
            np.bitwise_or.accumulate(turned, axis=0, out=turned)
            rank = np.searchsorted(self.high[order, c], self.low[:, c])
            self._tables[c] = table[rank]
        return self._tables[c]
