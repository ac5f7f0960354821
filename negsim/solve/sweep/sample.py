"""How many packages suit, estimated from packages drawn at random, where counting them exactly is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.intervals import share_interval
from negsim.solve.sweep.count import Size, packages_of, size_of
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.tables.formula import WORD

DRAWS = 200_000
SEED = 20_250_118  # of the one generator, so that the same scenario gives the same estimate


def estimated_size(
    diagram: Diagram, draws: int = DRAWS, rng: np.random.Generator | None = None
) -> Size:
    """Roughly how many packages of a diagram there are whose sums reach their least.

    Parameters
    ----------
    diagram
        As for `negsim.solve.sweep.count.size_of`.
    draws
        Packages drawn, independently and evenly from all those of the diagram, whose number is exact.
    rng
        The source of randomness; one with a fixed seed where absent.

    Returns
    -------
    An unbiased estimate, rounded, and a 95% interval that covers the true size at least that often (Clopper & Pearson
    1934).
    """
    rng = np.random.default_rng(SEED) if rng is None else rng
    diagram, sizes = diagram.demanding(), diagram.sizes
    if diagram.is_empty:
        return Size(0, tuple((0,) * n for n in sizes))
    ahead = _ahead(diagram)
    total = int(ahead[0][0])
    chosen, reached = _draw(diagram, ahead, draws, rng)
    suits = np.ones(draws, dtype=bool)
    for k, one in enumerate(diagram.sums):
        suits &= np.asarray(reached[:, k] >= one.at_least, dtype=bool)
    hits = int(suits.sum())
    low, high = share_interval(hits, draws)
    options: list[tuple[int, ...]] = [()] * len(sizes)
    for issue, size in enumerate(sizes):
        frequency = np.bincount(chosen[suits, issue], minlength=size)
        options[issue] = tuple(total * int(n) // draws for n in frequency)
    return Size(
        round(total * hits / draws) if total < 2**53 else total * hits // draws,
        tuple(options),
        (int(total * low), ceil(total * high)),
    )


class Counting:
    """Counts exactly where that can be done, else estimates, and keeps in mind whether it ever did."""

    def __init__(self) -> None:
        self.has_estimated = False

    def __call__(self, diagram: Diagram) -> Size:
        """How many packages of a diagram there are whose sums reach their least."""
        try:
            return size_of(diagram)
        except TooLarge:
            self.has_estimated = True
            return estimated_size(diagram)

    def packages(self, diagram: Diagram) -> int:
        """How many there are, whatever their options."""
        try:
            return packages_of(diagram)
        except TooLarge:
            self.has_estimated = True
            return estimated_size(diagram).packages


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
