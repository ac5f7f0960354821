"""Stochastic multicriteria acceptability analysis: how often a package ranks where, and for which weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negsim.questions.draws.stage import CELLS, Stage
from negsim.questions.draws.values import Draws

RANKS = 5
SAME = 1e-12  # utilities closer than this are the same


@dataclass(frozen=True)
class Ranks:
    """Sums over some draws, for one actor.

    Parameters
    ----------
    counts : array
        How often each package has each of the first five ranks, of shape (packages, 5); packages that tie share the
        better rank.
    weights : array
        Sums of normalised weights (of preferences, then wishes) over the draws in which each package is first, of
        shape (packages, weights).
    """

    counts: NDArray[np.int64]
    weights: NDArray[np.float64]

    def plus(self, other: Ranks) -> Ranks:
        """Add those of other draws."""
        return Ranks(self.counts + other.counts, self.weights + other.weights)


def ranks(stage: Stage, actor: int, draws: Draws) -> Ranks:
    """Rank a stage's packages for one actor, draw by draw (Lahdelma, Hokkanen and Salminen 1998).

    Rank acceptability after Lahdelma and Salminen 2001; central weights are the mean of the weights for which a package
    comes first, as they define them.
    """
    weights = _weights(stage, actor, draws)
    counts = np.zeros((len(stage), RANKS), dtype=np.int64)
    sums = np.zeros((len(stage), weights.shape[0]))
    step = max(1, CELLS // max(1, len(stage)))
    for start in range(0, draws.count, step):
        some = draws.part(start, start + step)
        if not len(stage):
            break
        utilities = stage.utilities(actor, some)
        for column, draw in enumerate(range(start, start + some.count)):
            found = utilities[:, column]
            levels = np.sort(found)
            least = levels[max(0, len(levels) - RANKS)]
            near = np.flatnonzero(found >= least - SAME)
            better = len(levels) - np.searchsorted(levels, found[near] + SAME, side="right")
            counts[near[better < RANKS], better[better < RANKS]] += 1
            sums[near[better == 0]] += weights[:, draw]
    return Ranks(counts, sums)


def weight_names(stage: Stage, actor: int) -> tuple[str, ...]:
    """What the weights belong to: issues of preferences, then ids of wishes; none where an actor gives points."""
    held = stage.scenario.actors[actor]
    if held.uses_points:
        return ()
    return tuple(one.issue for one in held.preferences) + tuple(one.id for one in held.wishes)


def _weights(stage: Stage, actor: int, draws: Draws) -> NDArray[np.float64]:
    held = stage.scenario.actors[actor]
    if held.uses_points or not (held.preferences or held.wishes):
        return np.zeros((0, draws.count))
    found: list[NDArray[np.float64]] = []
    for one in held.preferences:
        assert one.weight is not None
        path = f"{held.id}.preferences.{one.issue}.weight"
        found.append(draws.floats(path, one.weight.best))
    for wish in held.wishes:
        assert wish.weight is not None
        found.append(draws.floats(f"{held.id}.wishes.{wish.id}.weight", wish.weight.best))
    weights = np.stack(found)
    whole = weights.sum(axis=0)
    shares: NDArray[np.float64] = np.divide(
        weights, whole, out=np.zeros_like(weights), where=whole > 0
    )
    return shares


def central(names: tuple[str, ...], sums: NDArray[np.float64], first: int) -> Mapping[str, float]:
    """The central weights of one package, rounded for people; none where it never comes first."""
    if not first:
        return {}
    return {name: float(value / first) for name, value in zip(names, sums, strict=True)}
