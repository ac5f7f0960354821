"""Rows of bits, 64 to a word: one bit per package, so that sets of packages meet at 64 packages a step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
FULL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def words_for(n: int) -> int:
    """How many words hold n bits."""
    return -(-n // 64)


def pack(flags: NDArray[np.bool_]) -> Words:
    """Booleans (m, n) as words (m, ceil(n / 64)); the bits beyond n are 0."""
    rows, n = flags.shape
    packed = np.packbits(flags, axis=1, bitorder="little")
    if packed.shape[1] % 8:
        room = np.zeros((rows, 8 * words_for(n)), dtype=np.uint8)
        room[:, : packed.shape[1]] = packed
        packed = room
    return packed.view(np.uint64)


def unpack(words: Words, n: int) -> NDArray[np.bool_]:
    """Words (m, w) as Booleans (m, n)."""
    octets = np.ascontiguousarray(words).view(np.uint8)
    return np.unpackbits(octets, axis=1, count=n, bitorder="little").view(np.bool_)


def popcount(words: Words) -> int:
    """How many bits are set."""
    return int(np.bitwise_count(words).sum(dtype=np.int64))


def row_counts(words: Words) -> NDArray[np.int64]:
    """How many bits are set in each row."""
    return np.asarray(np.bitwise_count(words).sum(axis=1, dtype=np.int64))


def positions(words: Words, n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of every bit that is set, row by row, ascending."""
    rows = np.flatnonzero(words.any(axis=1))
    if not rows.size:
        return rows, rows
    flat = np.flatnonzero(unpack(words[rows], n))
    row, column = np.divmod(flat, n)
    return rows[row], column


def bits_at(words: Words, row: NDArray[np.intp], column: NDArray[np.intp]) -> NDArray[np.bool_]:
    """The bits at the given places; words of one row or one column stand for all rows or columns."""
    octets = np.ascontiguousarray(words).view(np.uint8)
    at_row = row if words.shape[0] > 1 else 0
    chosen: NDArray[Any] = octets[at_row, (column >> 3) % octets.shape[1]]
    return ((chosen >> (column & 7).astype(np.uint8)) & 1).astype(bool)
