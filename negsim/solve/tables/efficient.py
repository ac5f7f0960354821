"""Pareto-efficient vectors, each with the number of its packages, gathered block by block."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.tables.formula import magnitude
from negsim.solve.tables.gains import DOUBLE

PENDING = 2**17  # vectors gathered before they are weighed against one another
STRONG = 24  # vectors against which others are held when they come
WORTH_HOLDING = (
    32  # of so many vectors a strong one dominates at least one, or the others are not tried
)
KEY = 2**62
FEW = 64  # vectors that are compared all at once
LOADED = 512  # vectors for which the filter is worth being loaded
WIDEST = 255  # columns that the filter takes


def row_keys(rows: NDArray[Any]) -> NDArray[np.int64]:
    """Integers that order rows as the rows are ordered: first column first; equal for equal rows only."""
    return codes(map(coded, rows.T), len(rows))


def in_order(values: NDArray[Any]) -> NDArray[np.int64]:
    """Where the values of a column of integers stand in ascending order, of equal ones the first first.

    Notes
    -----
    Value and place are packed into one word where they fit, which is sorted several times as fast as by places.
    """
    n_bits = max(0, len(values) - 1).bit_length()
    if len(values) > FEW and values.dtype.kind == "i":
        least = int(values.min())
        if (int(values.max()) - least).bit_length() + n_bits < 63:
            packed = values.astype(np.int64)
            packed -= least
            packed <<= n_bits
            packed |= np.arange(len(values))
            packed.sort()
            packed &= (1 << n_bits) - 1
            return packed
    return np.argsort(values, kind="stable")


def begins_of(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """Where every value of a sorted column stands for the first time."""
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(is_first)


def codes(columns: Iterable[tuple[NDArray[np.int64], int]], n: int) -> NDArray[np.int64]:
    """Integers that order rows by columns, first column first; each column with a number that it stays below.

    Parameters
    ----------
    columns
        Of integers from 0 on, each of shape (n,), and how many values it may have.
    n
        Rows.
    """
    keys, size = np.zeros(n, dtype=np.int64), 1
    for column, span in columns:
        if size * span >= KEY:
            keys, size = _ranked(keys)
        added, n_values = _ranked(column) if size * span >= KEY else (column, span)
        if size == 1:
            keys = added
        else:
            keys = keys * n_values
            keys += added
        size *= n_values
    return keys


def coded(column: NDArray[Any]) -> tuple[NDArray[np.int64], int]:
    """A column as integers from 0 on that order as it does, and a number that they stay below."""
    if len(column) == 0:
        return np.zeros(0, dtype=np.int64), 1
    least, most = int(column.min()), int(column.max())
    if most - least < KEY:
        small = column if column.dtype == object else column.astype(np.int64)
        return np.asarray(small - least, dtype=np.int64), most - least + 1
    return _ranked(column)


def _ranked(column: NDArray[Any]) -> tuple[NDArray[np.int64], int]:
    distinct, places = np.unique(column, return_inverse=True)
    return places.astype(np.int64), len(distinct)


def is_efficient(vectors: NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows no other row dominates: at least as large everywhere and larger somewhere. Equal rows are all kept.

    Parameters
    ----------
    vectors
        Integers of any size, of shape (n, actors).

    Notes
    -----
    The filter works on floats; where integers outgrow these, each column is replaced by its ranks, which changes no
    dominance.
    """
    n, width = vectors.shape
    if n == 0 or width == 0:
        return np.ones(n, dtype=bool)
    if width == 1:
        return np.asarray(vectors[:, 0] == vectors[:, 0].max(), dtype=bool)
    if n <= FEW or (n <= LOADED and "moocore" not in sys.modules):
        return _is_efficient_all_at_once(vectors)
    if magnitude(vectors) >= DOUBLE:
        ranks = [np.unique(column, return_inverse=True)[1] for column in vectors.T]
        vectors = np.stack(ranks, axis=1)
    if width > WIDEST:
        return _is_efficient_one_by_one(vectors)
    from moocore import is_nondominated

    found = is_nondominated(vectors.astype(float), maximise=True, keep_weakly=True)
    return np.asarray(found, dtype=bool)


def _is_efficient_all_at_once(vectors: NDArray[Any]) -> NDArray[np.bool_]:
    """The same for a few, as soon as the filter, and without loading it."""
    is_above = np.ones((len(vectors), len(vectors)), dtype=bool)
    for column in vectors.T:
        is_above &= np.asarray(column[:, None] >= column[None, :], dtype=bool)
    return np.asarray(~(is_above & ~is_above.T).any(axis=0))


def _is_efficient_one_by_one(vectors: NDArray[Any]) -> NDArray[np.bool_]:
    """The same for any number of columns, slower."""
    kept = np.ones(len(vectors), dtype=bool)
    for place, row in enumerate(vectors):
        others = vectors[kept]
        kept[place] = not ((others >= row).all(axis=1) & (others > row).any(axis=1)).any()
    return kept


def strong_vectors(vectors: NDArray[Any], sample: NDArray[Any]) -> NDArray[Any]:
    """Of some vectors the few, chosen greedily, that together dominate most of a sample."""
    if object in (vectors.dtype, sample.dtype) or not vectors.size:
        return np.zeros((0, vectors.shape[1]), dtype=np.int64)
    several = vectors[:: max(1, len(vectors) // 256)]
    below = np.ones((len(several), len(sample)), dtype=bool)
    for column in range(sample.shape[1]):
        below &= several[:, column, None] > sample[None, :, column]
    chosen: list[int] = []
    while len(chosen) < STRONG:
        best = int(below.sum(axis=1).argmax())
        if not below[best].any():
            break
        chosen.append(best)
        below &= ~below[best]
    return several[chosen]


class Archive:
    """The efficient among all vectors added so far, with how many packages have each and which has it first.

    Parameters
    ----------
    width
        Numbers of a vector.
    known
        Vectors that packages have, whoever adds these: what is worse than one of them is left out.
    """

    def __init__(self, width: int, known: NDArray[Any] | None = None) -> None:
        self.known = known
        self.vectors: NDArray[Any] = np.zeros((0, width), dtype=np.int64)
        self.counts: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.first: NDArray[Any] = np.zeros(0, dtype=np.int64)
        self._pending: list[tuple[NDArray[Any], NDArray[np.int64], NDArray[Any]]] = []
        self._size = 0
        self.strong = self._sample = self.vectors

    def add(self, vectors: NDArray[Any], index: NDArray[Any]) -> None:
        """Take in packages, which must come in package order."""
        if not len(vectors):
            return
        self._sample = vectors[:: max(1, len(vectors) // 2048)]
        kept = self._may_be_efficient(vectors)
        if len(kept) < len(vectors):
            vectors, index = vectors[kept], index[kept]
        self._pending.append((vectors, np.ones(len(vectors), dtype=np.int64), index))
        self._size += len(vectors)
        if self._size > PENDING:
            self.settle()

    def merge(self, other: Archive) -> None:
        """Take in the efficient among other packages, which come after all that were added so far."""
        other.settle()
        if len(other.vectors):
            self._pending.append((other.vectors, other.counts, other.first))
            self._size += len(other.vectors)

    def _may_be_efficient(self, vectors: NDArray[Any]) -> NDArray[np.intp]:
        """Leave out what one of a few strong vectors dominates: cheap, and most of what comes late.

        The strongest come first: where one dominates next to nothing, the filter itself is sooner done than the rest.
        """
        kept = np.arange(len(vectors))
        for strong in self.strong:
            columns = list(zip(vectors.T, strong, strict=True))
            stays = columns[0][0] > columns[0][1]
            for column, value in columns[1:]:
                stays |= column > value
            if stays.all():
                continue
            # Who equals the strong vector is not dominated by it.
            lost = np.flatnonzero(~stays)
            stays[lost[(vectors[lost] == strong).all(axis=1)]] = True
            before = len(kept)
            kept, vectors = kept[stays], np.asfortranarray(vectors[stays])
            if before - len(kept) < before // WORTH_HOLDING:
                break
        return kept

    def settle(self) -> None:
        """Weigh what is pending; afterwards the attributes are up to date, rows distinct and sorted."""
        if not self._pending:
            return
        parts = [(self.vectors, self.counts, self.first), *self._pending]
        self._pending, self._size = [], 0
        vectors = np.concatenate([part[0] for part in parts])
        counts = np.concatenate([part[1] for part in parts])
        first = np.concatenate([part[2] for part in parts])
        _, place, group = np.unique(row_keys(vectors), return_index=True, return_inverse=True)
        sums = np.zeros(len(place), dtype=np.int64)
        np.add.at(sums, group, counts)
        vectors, first, n = vectors[place], first[place], len(place)
        known = () if self.known is None or not len(self.known) else (self.known,)
        kept = is_efficient(np.concatenate([vectors, *known]))[:n]
        self.vectors, self.counts, self.first = vectors[kept], sums[kept], first[kept]
        self.strong = strong_vectors(np.concatenate([self.vectors, *known]), self._sample)
