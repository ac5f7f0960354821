"""Pareto-efficient vectors, each with the number of its packages, gathered block by block."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.formula import magnitude
from negsim.solve.gains import DOUBLE

PENDING = 2**17  # vectors gathered before they are weighed against one another
KEY = 2**62


def row_keys(rows: NDArray[Any]) -> NDArray[np.int64]:
    """Integers that order rows as the rows are ordered: first column first; equal for equal rows only."""
    keys, size = np.zeros(len(rows), dtype=np.int64), 1
    for column in rows.T:
        codes, span = _codes(column)
        if size * span >= KEY:
            distinct, keys = np.unique(keys, return_inverse=True)
            size = len(distinct)
        keys = keys * span + codes
        size *= span
    return keys


def _codes(column: NDArray[Any]) -> tuple[NDArray[np.int64], int]:
    if len(column) == 0:
        return np.zeros(0, dtype=np.int64), 1
    least, most = int(column.min()), int(column.max())
    if most - least < 2**30:
        return (column - least).astype(np.int64), most - least + 1
    distinct, codes = np.unique(column, return_inverse=True)
    return codes.astype(np.int64), len(distinct)


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
    if magnitude(vectors) >= DOUBLE:
        ranks = [np.unique(column, return_inverse=True)[1] for column in vectors.T]
        vectors = np.stack(ranks, axis=1)
    from moocore import is_nondominated

    found = is_nondominated(vectors.astype(float), maximise=True, keep_weakly=True)
    return np.asarray(found, dtype=bool)


class Archive:
    """The efficient among all vectors added so far, with how many packages have each and which has it first."""

    def __init__(self, width: int) -> None:
        self.vectors: NDArray[Any] = np.zeros((0, width), dtype=np.int64)
        self.counts: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.first: NDArray[Any] = np.zeros(0, dtype=np.int64)
        self._pending: list[tuple[NDArray[Any], NDArray[np.int64], NDArray[Any]]] = []
        self._size = 0

    def add(self, vectors: NDArray[Any], index: NDArray[Any]) -> None:
        """Take in packages, which must come in package order."""
        if not len(vectors):
            return
        kept = self._may_be_efficient(vectors)
        if not kept.all():
            vectors, index = vectors[kept], index[kept]
        self._pending.append((vectors, np.ones(len(vectors), dtype=np.int64), index))
        self._size += len(vectors)
        if self._size > PENDING:
            self.settle()

    def _may_be_efficient(self, vectors: NDArray[Any]) -> NDArray[np.bool_]:
        """Leave out what one of a few strong vectors dominates: cheap, and most of what comes late."""
        kept = np.ones(len(vectors), dtype=bool)
        if object in (vectors.dtype, self.vectors.dtype) or vectors.shape[1] == 0:
            return kept
        for strong in self._strong():
            below = np.ones(len(vectors), dtype=bool)
            is_equal = np.ones(len(vectors), dtype=bool)
            for column, value in zip(vectors.T, strong, strict=True):
                below &= column <= value
                is_equal &= column == value
            kept &= ~below | is_equal
        return kept

    def _strong(self) -> NDArray[Any]:
        if len(self.vectors) <= 6:
            return self.vectors
        spread = np.maximum(np.ptp(self.vectors, axis=0), 1).astype(float)
        level = (self.vectors / spread).sum(axis=1)
        return self.vectors[np.argsort(-level, kind="stable")[:6]]

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
        kept = is_efficient(vectors[place])
        self.vectors, self.counts = vectors[place][kept], sums[kept]
        self.first = first[place][kept]
