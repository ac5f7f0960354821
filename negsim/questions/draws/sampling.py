"""Points of the unit cube: independent scrambled replicates of a low-discrepancy sequence.

Each replicate alone gives an unbiased estimate, and together they say how far such estimates scatter: so intervals
hold for the sampling used (Owen 1997; L'Ecuyer and Lemieux 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negsim.solve.intervals import share_interval as clopper_pearson
from negsim.solve.intervals import t_quantile

REPLICATES = 10
BLOCK = 20  # points that are worked on at a time, at least
BLOCKS = 25  # per replicate, at most


@dataclass(frozen=True)
class Unit:
    """Some points of one replicate: what one process works on."""

    replicate: int
    start: int
    stop: int


def replicate_sizes(count: int) -> tuple[int, ...]:
    """How many points each replicate has; the first ones have one more where it does not come out even."""
    replicates = min(REPLICATES, count)
    return tuple(count // replicates + (r < count % replicates) for r in range(replicates))


def units(count: int) -> tuple[Unit, ...]:
    """The work, cut the same way whoever does it: block by block, so that replicates stay even when it is stopped."""
    sizes = replicate_sizes(count)
    block = max(BLOCK, -(-max(sizes) // BLOCKS))
    starts = range(0, max(sizes), block)
    return tuple(
        Unit(r, start, min(size, start + block))
        for start in starts
        for r, size in enumerate(sizes)
        if start < size
    )


def points(width: int, unit: Unit, seed: int, purpose: int = 0) -> NDArray[np.float64]:
    """The points of a unit, of shape (points, width): a scrambled Sobol' sequence (Owen 1997) per replicate.

    Parameters
    ----------
    width : int
        Dimensions of the cube.
    unit : Unit
    seed : int
    purpose : int
        Tells apart uses of one seed that must be independent.
    """
    if not width:
        return np.zeros((unit.stop - unit.start, 0))
    from scipy.stats import qmc

    rng = np.random.default_rng(np.random.SeedSequence((seed, purpose, unit.replicate)))
    sequence = (
        qmc.Sobol(width, scramble=True, rng=rng) if _takes_rng() else qmc.Sobol(width, seed=rng)
    )
    # A whole power of two is asked for, as the sequence likes it, and what is beyond is left.
    power = max(0, unit.stop - 1).bit_length()
    found: NDArray[np.float64] = sequence.random_base2(power)[unit.start : unit.stop]
    return found


def _takes_rng() -> bool:
    """Whether scipy names the generator `rng`, as it does from 1.15 on."""
    from inspect import signature

    from scipy.stats import qmc

    return "rng" in signature(qmc.Sobol).parameters


def share_interval(hits: Sequence[int], sizes: Sequence[int]) -> tuple[float, float]:
    """The 95% interval of a share, from hits per replicate.

    Student's t over the replicates' shares; where hits, or misses, are fewer than ten, Clopper and Pearson (1934),
    as if points were independent: scrambled ones scatter less.

    Parameters
    ----------
    hits, sizes : sequence of int
        Per replicate, how many points hit, and of how many.
    """
    count, whole = sum(hits), sum(sizes)
    if not whole:
        return 0.0, 1.0
    if min(count, whole - count) < 10 or len(sizes) < 3:
        return clopper_pearson(count, whole)
    low, high = mean_interval([h / n for h, n in zip(hits, sizes, strict=True)])
    return max(0.0, low), min(1.0, high)


def mean_interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95% interval of the mean of independent replicates, by Student's t."""
    array = np.asarray(values, dtype=float)
    half = t_quantile(len(array) - 1) * array.std(ddof=1) / np.sqrt(len(array))
    return float(array.mean() - half), float(array.mean() + half)
