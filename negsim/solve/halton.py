"""Points that fill the unit cube evenly: Halton's sequence, its digits permuted at random."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, log

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=16)
def halton(width: int, count: int, *seed: int) -> NDArray[np.float64]:
    """Give the first points of a sequence, of shape (count, width), each coordinate at least 0 and below 1.

    Parameters
    ----------
    width : int
        Dimensions of the cube.
    count : int
        Points; those of a smaller count come first.
    *seed : int
        The same seed gives the same sequence; other seeds are independent.

    Notes
    -----
    Coordinate j of point i has the digits of i in base of the j-th prime (Halton 1960), behind the point and backwards;
    each digit is permuted at random, apart by its place, so that every point is uniform in the cube, and an estimate
    from them without bias (Owen 2017).

    Examples
    --------
    >>> halton(2, 8, 1).shape
    (8, 2)
    >>> sorted((halton(2, 8, 1)[:, 0] * 8).astype(int).tolist())
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    found = np.empty((count, width))
    streams = np.random.SeedSequence(seed).spawn(width)
    for column, (prime, stream) in enumerate(zip(primes(width), streams, strict=True)):
        rng = np.random.default_rng(stream)
        left, worth, sums = np.arange(count), 1.0, np.zeros(count)
        # Beyond its digits an index has noughts for ever, each of them permuted: what they come to is drawn once.
        rest = rng.random()
        while left.any():
            left, digit = np.divmod(left, prime)
            worth, rest = worth / prime, rest * prime
            nought, rest = int(rest), rest % 1.0
            order = rng.permutation(prime)
            order[np.flatnonzero(order == nought)[0]], order[0] = order[0], nought
            sums += order[digit] * worth
        found[:, column] = sums + rest * worth
    found = np.minimum(found, np.nextafter(1.0, 0.0))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=16)
def primes(count: int) -> tuple[int, ...]:
    """Give the first so many primes.

    Examples
    --------
    >>> primes(6)
    (2, 3, 5, 7, 11, 13)
    """
    most = max(15, ceil(count * (log(count + 1) + log(log(count + 2) + 1)) + 1))
    is_prime = np.ones(most + 1, dtype=bool)
    is_prime[:2] = False
    for number in range(2, int(most**0.5) + 1):
        if is_prime[number]:
            is_prime[number * number :: number] = False
    return tuple(np.flatnonzero(is_prime)[:count].tolist())
