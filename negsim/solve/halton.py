"""Points that fill the unit cube evenly: Halton's sequence, its digits permuted at random."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, log

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=64)
def halton(
    width: int, count: int, *seed: int, start: int = 0, stop: int | None = None
) -> NDArray[np.float64]:
    """Give the first points of a sequence, of shape (count, width), each coordinate at least 0 and below 1.

    Parameters
    ----------
    width : int
        Dimensions of the cube.
    count : int
        Points; those of a smaller count come first.
    *seed : int
        The same seed gives the same sequence; other seeds are independent.
    start, stop : int, optional
        Only those from one number to before another, which takes no longer than so many do.

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
    >>> (halton(2, 8, 1, start=3, stop=5) == halton(2, 8, 1)[3:5]).all()
    np.True_
    """
    numbers = np.arange(start, count if stop is None else stop)
    found = np.empty((len(numbers), width))
    every = zip(primes(width), _permuted(width, count, *seed), strict=True)
    for column, (prime, (orders, rest)) in enumerate(every):
        left, worth, sums = numbers, 1.0, np.zeros(len(numbers))
        for order in orders:
            over = left // prime
            digit, left, worth = left - over * prime, over, worth / prime
            sums += order[digit] * worth
        found[:, column] = sums + rest * worth
    found = np.minimum(found, np.nextafter(1.0, 0.0))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=64)
def _permuted(
    width: int, count: int, *seed: int
) -> tuple[tuple[list[NDArray[np.int64]], float], ...]:
    """Per dimension, what each digit of the first points becomes; and what is behind the last of them."""
    found = []
    streams = np.random.SeedSequence(seed).spawn(width)
    for prime, stream in zip(primes(width), streams, strict=True):
        rng = np.random.default_rng(stream)
        # Beyond its digits an index has noughts for ever, each of them permuted: what they come to is drawn once.
        left, orders, rest = max(0, count - 1), [], rng.random()
        while left:
            left, rest = left // prime, rest * prime
            nought, rest = int(rest), rest % 1.0
            order = rng.permutation(prime)
            order[np.flatnonzero(order == nought)[0]], order[0] = order[0], nought
            orders.append(order)
        found.append((orders, rest))
    return tuple(found)


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
