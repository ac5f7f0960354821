"""Rows of bits, 64 to a word: one bit per package, so that sets of packages meet at 64 packages a step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import gcd, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
FULL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_BIT = np.left_shift(1, np.arange(8)).astype(np.uint8)


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
    octet = column >> 3 if words.shape[1] > 1 else column >> 3 & 7
    chosen: NDArray[Any] = octets[at_row, octet]
    found: NDArray[np.bool_] = (chosen & _BIT[column & 7]) != 0
    return found


Plane = Words | None  # one binary digit of a number per package; None where it is 0 for all


def enough(votes: Sequence[tuple[Words, int]], wanted: int) -> Words:
    """Where the votes of the bits that are set come to at least so many.

    Parameters
    ----------
    votes
        Words, of shapes that broadcast, and what each of their bits counts: 0 or more.
    wanted
        How much is enough.

    Returns
    -------
    Words in the shape that the votes broadcast to; bits beyond the last column are not defined.

    Notes
    -----
    Sums are held as binary digits, a plane of words each, so that 64 packages are added up at a step, whatever the
    size of the numbers. What varies along one half of the issues only is added up there alone.
    """
    unit = gcd(*(number for _, number in votes)) or 1
    cast = [(words, number // unit) for words, number in votes if number]
    wanted = -(-wanted // unit)
    total = sum(number for _, number in cast)
    if wanted <= 0 or wanted > total:
        return np.full((1, 1), FULL if wanted <= 0 else np.uint64(0))
    alike: dict[tuple[int, ...], list[Plane]] = {}
    for words, number in cast:
        digits: list[Plane] = [
            words if number >> place & 1 else None for place in range(number.bit_length())
        ]
        alike[words.shape] = _added(alike.get(words.shape, []), digits)
    # The sum is at least what is wanted where, with what is missing to a power of two beyond all, it reaches that.
    top = total.bit_length()
    missing = (1 << top) - wanted
    every = np.full((1, 1), FULL)
    start: list[Plane] = [every if missing >> place & 1 else None for place in range(top)]
    smallest_first = sorted(alike.items(), key=lambda item: prod(item[0]))
    found = reduce(_added, (digits for _, digits in smallest_first), start)
    reached = found[top] if len(found) > top else None
    return np.zeros((1, 1), dtype=np.uint64) if reached is None else reached


def _added(left: Sequence[Plane], right: Sequence[Plane]) -> list[Plane]:
    """The sum of two numbers per package."""
    found: list[Plane] = []
    carry: Plane = None
    for place in range(max(len(left), len(right))):
        digits = [row[place] if place < len(row) else None for row in (left, right)]
        held = [digit for digit in (*digits, carry) if digit is not None]
        if len(held) < 2:
            found.append(held[0] if held else None)
            carry = None
            continue
        first, second, *third = held
        either = first ^ second
        found.append(either ^ third[0] if third else either)
        carry = first & second
        if third:
            carry = carry | (either & third[0])
    return found if carry is None else [*found, carry]
