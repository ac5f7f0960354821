"""What the rest of a package adds to each sum, in the mean, and how far it strays: per state, over all completions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.diagram import Diagram

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Moments:
    """Of what lies on one side of a layer, per state: how many ways, and of each sum the mean and the variance."""

    ways: Floats  # (states,)
    mean: Floats  # (states, sums)
    variance: Floats  # (states, sums)

    @cached_property
    def steadiness(self) -> Floats:
        """One over the standard deviation, of sums that are integers."""
        found: Floats = 1 / np.sqrt(self.variance + 0.25)
        return found


def ahead(diagram: Diagram) -> list[Moments]:
    """Before each issue, and at the end, of what is still to come."""
    found = [_nothing(diagram.n_final, len(diagram.sums))]
    for layer in reversed(diagram.layers):
        source, option = np.nonzero(layer.target >= 0)
        after = layer.target[source, option]
        worth = layer.worth[source, option].astype(float)
        found.append(_gathered(found[-1], after, worth, source, len(layer.target)))
    return found[::-1]


def behind(diagram: Diagram) -> list[Moments]:
    """Before each issue, and at the end, of what was gathered on the way, the start included."""
    first = _nothing(diagram.n_states[0], len(diagram.sums))
    start = np.array(diagram.start_worth, dtype=float)
    found = [Moments(first.ways, first.mean + start, first.variance)]
    for layer, n_next in zip(diagram.layers, diagram.n_states[1:], strict=True):
        source, option = np.nonzero(layer.target >= 0)
        worth = layer.worth[source, option].astype(float)
        found.append(_gathered(found[-1], source, worth, layer.target[source, option], n_next))
    return found


def _nothing(n: int, n_sums: int) -> Moments:
    return Moments(np.ones(n), np.zeros((n, n_sums)), np.zeros((n, n_sums)))


def _gathered(
    known: Moments, of: NDArray[Any], worth: Floats, into: NDArray[Any], n: int
) -> Moments:
    """Of n states, each mixed from those that arcs bring together, with what the arcs are worth."""
    ways = known.ways[of]
    together = np.bincount(into, ways, n)
    whole = np.maximum(together, 1e-300)
    mean, variance = np.zeros((n, worth.shape[1])), np.zeros((n, worth.shape[1]))
    for k in range(worth.shape[1]):
        value = known.mean[of, k] + worth[:, k]
        mean[:, k] = np.bincount(into, ways * value, n) / whole
        strays = (value - mean[into, k]) ** 2 + known.variance[of, k]
        variance[:, k] = np.bincount(into, ways * strays, n) / whole
    return Moments(np.asarray(together, dtype=float), mean, variance)
