"""How many packages suit, estimated from packages drawn at random, where counting them exactly is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, fsum, prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.intervals import share_interval, t_quantile
from negsim.solve.sweep import moments
from negsim.solve.sweep.count import Size, packages_of, size_of
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.effort import SOON, Effort
from negsim.solve.sweep.thinned import KEPT, Thinned
from negsim.solve.sweep.threads import side_by_side
from negsim.solve.tables.formula import WORD

RUNS = 16  # independent of one another, whose spread tells how far off their mean may be
DRAWS = 200_000  # where so little suits that some runs find nothing
SEED = 20_250_118  # of every generator, so that the same scenario gives the same estimate


def estimated_size(
    diagram: Diagram, *, with_options: bool = True, kept: int = KEPT, seed: int = SEED
) -> Size:
    """Roughly how many packages of a diagram there are whose sums reach their least.

    Parameters
    ----------
    diagram
        As for `negsim.solve.sweep.count.size_of`.
    with_options
        Whether it is told how many have each option; if not, none have any.
    kept
        Partial packages of either side that stand for all.
    seed
        Of what draws.

    Returns
    -------
    The mean of `RUNS` unbiased estimates, rounded, and its 95% interval by Student's t. Where a run finds nothing, it
    reaches up to what packages drawn evenly leave plausible (Clopper & Pearson 1934).
    """
    diagram, sizes = diagram.demanding().in_small_words(), diagram.sizes
    none = [np.zeros(n) for n in sizes]
    every = tuple(range(len(diagram.sums)))
    if diagram.is_empty:
        return Size(0, tuple((0,) * n for n in sizes))
    rest = moments.ahead(diagram), moments.behind(diagram)

    def run(number: int) -> tuple[float, list[NDArray[np.float64]]]:
        rng = np.random.default_rng([seed, number])
        one = Thinned(diagram, rest, rng, with_options=with_options, kept=kept)
        return one.frequencies() if with_options else (one.estimates([every])[0], none)

    runs = side_by_side(run, range(RUNS))
    found = [packages for packages, _ in runs]
    mean = fsum(found) / RUNS
    strays = t_quantile(RUNS - 1) * sqrt(
        fsum((one - mean) ** 2 for one in found) / (RUNS - 1) / RUNS
    )
    low, high = max(0, floor(mean - strays)), ceil(mean + strays)
    if not min(found):
        high = max(high, _plausible(diagram, seed))
    # There are no more than there are.
    packages, low, high = (min(n, _total(diagram)) for n in (round(mean), low, high))
    together = [
        [fsum(of) for of in zip(*(one[k] for _, one in runs), strict=True)]
        for k in range(len(sizes))
    ]
    return Size(packages, tuple(tuple(_shared(packages, one)) for one in together), (low, high))


def estimated_sets(
    diagram: Diagram, wanted: Sequence[tuple[int, ...]], *, kept: int = 2 * KEPT, seed: int = SEED
) -> list[int]:
    """About how many packages there are that reach what is asked of some of the sums, for several sets of them.

    Whoever reaches more is never more: all are told by the same draws.
    """
    diagram = diagram.in_small_words()
    rest = moments.ahead(diagram), moments.behind(diagram)

    def run(number: int) -> list[float]:
        rng = np.random.default_rng([seed, number])
        each = Thinned(diagram, rest, rng, with_options=False, asks_all=False, kept=kept)
        return each.estimates(wanted)

    runs = side_by_side(run, range(RUNS))
    total = _total(diagram)
    return [min(total, round(fsum(found) / RUNS)) for found in zip(*runs, strict=True)]


def _total(diagram: Diagram) -> int:
    """How many packages there are, whatever their sums."""
    return int(_ahead(diagram)[0][0])


def _shared(whole: int, parts: Sequence[float]) -> list[int]:
    """Integers in proportion to some parts that add up to a whole; none is 0 where its part is not."""
    everything = fsum(parts)
    if not everything:
        return [0] * len(parts)
    ends = [round(whole * (fsum(parts[: k + 1]) / everything)) for k in range(len(parts))]
    return [
        max(end - begin, int(part > 0))
        for begin, end, part in zip([0, *ends], ends, parts, strict=False)
    ]


def _plausible(diagram: Diagram, seed: int) -> int:
    """How many packages may suit, by what some that are drawn evenly tell."""
    ahead = _ahead(diagram)
    _, reached = _draw(diagram, ahead, DRAWS, np.random.default_rng(seed))
    suits = np.ones(DRAWS, dtype=bool)
    for k, one in enumerate(diagram.sums):
        suits &= np.asarray(reached[:, k] >= one.at_least, dtype=bool)
    return ceil(int(ahead[0][0]) * share_interval(int(suits.sum()), DRAWS)[1])


class Counting:
    """Counts exactly where that can be done, else estimates, and keeps in mind whether it ever did.

    Parameters
    ----------
    effort
        What exact counting may take.
    """

    def __init__(self, effort: Effort = SOON) -> None:
        self.effort, self.has_estimated = effort, False

    def __call__(self, diagram: Diagram) -> Size:
        """How many packages of a diagram there are whose sums reach their least."""
        try:
            return size_of(diagram, self.effort)
        except TooLarge as fault:
            self._estimating(fault)
            return estimated_size(diagram)

    def packages(self, diagram: Diagram) -> int:
        """How many there are, whatever their options."""
        try:
            return packages_of(diagram, self.effort)
        except TooLarge as fault:
            self._estimating(fault)
            return estimated_size(diagram, with_options=False).packages

    def _estimating(self, because: TooLarge) -> None:
        if not self.effort.may_estimate:
            raise TooLarge.one(
                because.faults[0].what,
                "leave `exact` out for an estimate with its interval, or give scores and weights fewer decimals",
                arguments=("exact",),
            ) from because
        self.has_estimated = True


def drawn(
    diagram: Diagram, draws: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Packages drawn evenly from a diagram, of shape (draws, issues), and their sums; none where it is empty."""
    if diagram.is_empty:
        return (
            np.zeros((0, len(diagram.sizes)), dtype=np.int64),
            np.zeros((0, len(diagram.sums)), dtype=diagram.dtype),
        )
    return _draw(diagram, _ahead(diagram), draws, rng)


def _ahead(diagram: Diagram) -> list[NDArray[Any]]:
    """Per layer and state, how many packages still follow."""
    counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
    ahead = [np.ones(diagram.n_final, dtype=counting)]
    for layer in reversed(diagram.layers):
        follows = np.where(layer.target >= 0, ahead[-1][layer.target], 0)
        ahead.append(follows.sum(axis=1))
    return ahead[::-1]


def _draw(
    diagram: Diagram, ahead: Sequence[NDArray[Any]], draws: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Packages drawn evenly, of shape (draws, issues), and their sums."""
    state = np.zeros(draws, dtype=np.int64)
    sums = np.zeros((draws, len(diagram.sums)), dtype=diagram.dtype)
    sums += np.array(diagram.start_worth, dtype=diagram.dtype).reshape(1, -1)
    chosen = np.zeros((draws, len(diagram.sizes)), dtype=np.int64)
    for place, layer in enumerate(diagram.layers):
        follows = np.where(layer.target >= 0, ahead[place + 1][layer.target], 0)
        whole = np.where(ahead[place] == 0, 1, ahead[place])
        shares = np.cumsum((follows / whole[:, None]).astype(float), axis=1)
        shares /= np.maximum(shares[:, -1:], np.finfo(float).tiny)
        option = (rng.random(draws)[:, None] >= shares[state]).sum(axis=1)
        chosen[:, layer.issue] = option
        sums += layer.worth[state, option]
        state = layer.target[state, option]
    return chosen, sums
