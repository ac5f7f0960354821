"""Points of the unit cube, in independent replicates of a randomized sequence that fills it, and who works on which.

Each replicate alone gives an unbiased estimate, and together they say how far such estimates scatter: so intervals
hold for the sampling used (L'Ecuyer and Lemieux 2002; Owen 2017).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.scenario import Scenario
from negsim.questions.draws.numbers import Unknowns, unknowns
from negsim.solve.halton import halton
from negsim.solve.intervals import share_interval as clopper_pearson
from negsim.solve.intervals import t_quantile
from negsim.spread import Spread

R = TypeVar("R")
Progress = Callable[[int, int, str, str], None]  # done, of how many, a word on it, of what

REPLICATES = 10
BLOCK = 20  # points that are worked on at a time, at least
BLOCKS = 25  # per replicate, at most
FORM = 2  # of what is kept of a piece of work; raise it when that, or how draws are made, changes


@dataclass(frozen=True)
class Unit:
    """Some points of one replicate: what one process works on."""

    replicate: int
    start: int
    stop: int


@dataclass(frozen=True, eq=False)
class Job:
    """What is drawn: sent to whoever does some of it.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    draws, seed : int
    mixed : bool
        Whether the readings of demands are drawn too.
    blockers : bool
        Whether it is asked who could open an empty zone alone.
    """

    scenario: Scenario
    draws: int
    seed: int
    mixed: bool = False
    blockers: bool = True

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Job) and self.key == other.key

    @cached_property
    def unknowns(self) -> Unknowns:
        """What varies."""
        return unknowns(self.scenario, mix_readings=self.mixed)

    @cached_property
    def key(self) -> str:
        """What tells this piece of work from every other."""
        scenario = self.scenario
        said: dict[str, Any] = {"form": FORM, "draws": self.draws, "seed": self.seed}
        said |= {
            "blockers": self.blockers,
            "mixed": self.mixed,
            "scenario": scenario.to_plain(),
            "applied": scenario.applied,
        }
        said |= {"fixed": [one.to_plain() for one in (*scenario.fixed, *scenario.excluded)]}
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()

    def rounds(
        self,
        function: Callable[[tuple[Job, tuple[Unit, ...]]], list[R]],
        spread: Spread,
        *,
        together: int = 1,
        done: int = 0,
        told: Callable[[int], None] | None = None,
    ) -> Iterator[list[R]]:
        """What a function gives, unit by unit, for those of each round, one round after another.

        A round has as many draws of each replicate, as far as it can be: so that replicates stay even when whoever
        takes the rounds is stopped between them.

        Parameters
        ----------
        function
            Of a module, so that other processes find it by name; given some units, it gives what each comes to.
        spread : Spread
        together : int
            Units that are best worked on at once, where nobody else could do some of them.
        done : int
            Rounds that need not be done again.
        told : callable, optional
            Called with the number of draws done, unit by unit.
        """
        parts = [list(some) for _, some in groupby(units(self.draws), key=lambda one: one.start)]
        left = parts[done:]
        size = 1 if spread.is_elsewhere else max(1, together)
        cut = [[tuple(some[k : k + size]) for k in range(0, len(some), size)] for some in left]
        work = [(self, few) for some in cut for few in some]
        count = sum(unit.stop - unit.start for some in parts[:done] for unit in some)
        with closing(spread.each(function, work)) as found:
            for some in cut:
                results: list[R] = []
                for few, result in zip(some, islice(found, len(some)), strict=True):
                    results += result
                    count += sum(unit.stop - unit.start for unit in few)
                    if told is not None:
                        told(count)
                yield results


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
    """The points of a unit, of shape (points, width): a randomized Halton sequence per replicate.

    Parameters
    ----------
    width : int
        Dimensions of the cube.
    unit : Unit
    seed : int
    purpose : int
        Tells apart uses of one seed that must be independent.
    """
    power = 1 << max(0, unit.stop - 1).bit_length()
    given = seed, purpose, unit.replicate
    return halton(width, power, *given, start=unit.start, stop=unit.stop)


def share_interval(hits: Sequence[int], sizes: Sequence[int]) -> tuple[float, float]:
    """The 95% interval of a share, from hits per replicate.

    Student's t over the replicates' shares; where hits, or misses, are fewer than ten, Clopper and Pearson (1934),
    as if points were independent: these scatter less.

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
