"""Partial packages from both ends of a diagram, of which some that are drawn stand for all: unbiased estimates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, fsum, sqrt

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.count import Middle, Passed
from negsim.solve.sweep.diagram import Diagram, Layer
from negsim.solve.sweep.met import Met, rounded
from negsim.solve.sweep.moments import Moments
from negsim.solve.sweep.nodes import Nodes, NodeSteps, merged
from negsim.solve.tables.efficient import in_order

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Kept(Passed):
    """The same where only some are kept."""

    times: Floats  # what a partial package counts for each that came


KEPT = 2**12  # partial packages of either side
ANYHOW = 0.1  # of the draws go by how many packages there are, whatever their chances
CELLS = 4  # binary digits of where a sum stands, for neighbours to be drawn evenly

# The standard normal distribution, rounded so that every machine has the same.
FINE = 32  # places a standard deviation
MIDST = 6 * FINE
_BELOW = np.array(
    [round(0.5 * erfc(-(k - MIDST) / FINE / sqrt(2)), 12) for k in range(2 * MIDST + 1)]
)


class Thinned(Middle):
    """As `Middle`, but of partial packages of one side no more than so many are kept, drawn at random.

    Parameters
    ----------
    diagram
        Every sum of which has a least.
    rest
        Before each issue, and at the end: of what is still to come, and of what was gathered.
    rng
        What draws.
    with_options, asks_all
        As for `Middle`.
    kept
        Partial packages of either side.

    Notes
    -----
    Each partial package is kept with a chance of its own and counts the more the smaller that was, so that whatever
    is counted is right in the mean (stochastic enumeration: Knuth 1975; resampling without bias: Fearnhead & Clifford
    2003). The chance follows how many packages it stands for, and how likely these are to suit: by normal
    approximation, which decides how well the estimate is, never whether it is right in the mean. Those drawn are
    spread evenly over states and sums (systematic sampling).
    """

    def __init__(
        self,
        diagram: Diagram,
        rest: tuple[Sequence[Moments], Sequence[Moments]],
        rng: np.random.Generator,
        *,
        with_options: bool = True,
        asks_all: bool = True,
        kept: int = KEPT,
    ) -> None:
        super().__init__(diagram, with_options=with_options, asks_all=asks_all)
        self.rest, self.rng, self.kept, self.counting = rest, rng, kept, np.float64
        self.weighed = kept * max(diagram.sizes)
        self._kept: tuple[list[_Kept], list[_Kept]] = ([], [])

    def _is_hopeless(self, _: tuple[Nodes, Nodes]) -> bool:
        return False

    def estimates(self, wanted: Sequence[tuple[int, ...]]) -> list[float]:
        """Per set of sums, about how many packages there are that reach what is asked of them."""
        parts: dict[tuple[int, ...], list[float]] = {columns: [] for columns in wanted}
        for one in self.junctions:
            met = Met(one.lacking, one.brought, one.second)
            for columns, partners in met.above(sorted(parts)):
                parts[columns] += (partners * one.first).tolist()
        return [fsum(parts[columns]) for columns in wanted]

    def frequencies(self) -> tuple[float, list[Floats]]:
        """About how many packages reach what is asked of all sums, and how many of them have each option."""
        every = (tuple(range(len(self.least))),)
        found: list[float] = []
        met = self.junctions
        of_left, of_right = (np.zeros(n) for n in self._numbers)
        for one in met:
            [(_, partners)] = Met(one.lacking, one.brought, one.second).above(every)
            found += (partners * one.first).tolist()
            of_left[one.left] = partners
            [(_, partners)] = Met(-one.brought, -one.lacking, one.first).above(every)
            of_right[one.right] = partners
        options = [np.zeros(n) for n in self.diagram.sizes]
        for passed, partners, ratio in zip(
            self._kept, (of_left, of_right), self._rounding, strict=True
        ):
            through: Floats = partners * ratio
            while passed:
                step = passed.pop()
                taken = through[step.child] * step.times
                issue, n = step.layer.issue, len(step.counts)
                options[issue] += np.bincount(
                    step.option, taken * step.counts[step.source], len(options[issue])
                )
                through = np.asarray(np.bincount(step.source, taken, n), dtype=float)
        return fsum(found), options

    def _met(self) -> tuple[Nodes, Nodes]:
        sides = super()._met()
        weights = [rounded(nodes.counts, self.rng) for nodes in sides]
        self._rounding = [
            weight / nodes.counts for weight, nodes in zip(weights, sides, strict=True)
        ]
        left, right = (
            Nodes(nodes.state, nodes.sums, weight)
            for nodes, weight in zip(sides, weights, strict=True)
        )
        return left, right

    def _step(
        self, layer: Layer, nodes: Nodes, steps: NodeSteps, place: int, *, onwards: bool
    ) -> Nodes:
        steps = self._reaching(steps, place, onwards=onwards)
        after, child = merged(steps, nodes.counts[steps.source])
        rest = self.rest[0 if onwards else 1][place]
        times = np.ones(len(after))
        if len(after) > self.kept:
            chances = self._chances(after, rest)
            kept = self._drawn(after, chances)
            times = 1 / chances[kept]
            number = np.full(len(after), -1, dtype=np.int32)
            number[kept] = np.arange(len(kept), dtype=np.int32)
            child = number[child]
            after = Nodes(after.state[kept], after.sums[kept], after.counts[kept] * times)
        if self.with_options:
            taken = child >= 0
            steps, child = steps.only(taken), child[taken]
            self._kept[0 if onwards else 1].append(
                _Kept(layer, steps.source, steps.option, child, nodes.counts, times[child])
            )
        return after

    def _chances(self, nodes: Nodes, rest: Moments) -> Floats:
        """With what chance each is kept."""
        worth = nodes.counts * rest.ways[nodes.state]
        worth /= worth.sum()
        n_sums = len(self.least)
        # How likely so many of the sums reach their least, whichever, each measured by how likely it is for all.
        many = [np.ones(len(nodes))]
        for k in range(n_sums):
            over = (rest.mean[:, k] - float(self.least[k])) * rest.steadiness[:, k]
            z = nodes.sums[:, k] * rest.steadiness[nodes.state, k] + over[nodes.state]
            suits = _BELOW.take(np.clip(z * FINE + MIDST, 0, len(_BELOW) - 1).astype(np.int32))
            suits /= max(1e-300, float((worth * suits).sum()))
            if self.asks_all:
                many = [many[0] * suits]
                continue
            many.append(many[-1] * suits)
            for j in range(len(many) - 2, 0, -1):
                many[j] += many[j - 1] * suits
        score = ANYHOW * worth
        for suits in many if self.asks_all else many[1:]:
            part = worth * suits
            score += part / max(1e-300, float(part.sum()))
        return _shares(score, self.kept)

    def _drawn(self, nodes: Nodes, chances: Floats) -> NDArray[np.intp]:
        """Which are kept, in order."""
        order = in_order(_neighbours(nodes))
        reached = np.cumsum(chances[order]) + self.rng.random()
        kept = np.floor(reached) > np.floor(
            np.concatenate([[reached[0] - chances[order[0]]], reached[:-1]])
        )
        return np.sort(order[kept])


def _neighbours(nodes: Nodes) -> NDArray[np.int64]:
    """Keys that order by state, and then so that who is alike in all sums is near (Morton 1966)."""
    key = nodes.state.astype(np.int64)
    cells = []
    for column in nodes.sums.T:
        low, high = column.min(), column.max()
        cells.append(
            ((column - low).astype(float) * (2**CELLS - 1) / max(1, int(high - low))).astype(
                np.int64
            )
        )
    for digit in range(CELLS - 1, -1, -1):
        for cell in cells:
            key = key << 1 | (cell >> digit & 1)
    return key


def _shares(score: Floats, kept: int) -> Floats:
    """Chances in proportion to scores, none above one, that come to so many in all."""
    ordered = np.sort(score)[::-1]
    n = np.arange(min(kept, len(score)))
    rest = score.sum() - np.concatenate([[0.0], np.cumsum(ordered)])[: len(n)]
    level = rest / (kept - n)
    enough = np.flatnonzero(ordered[: len(n)] <= level)
    return np.asarray(np.minimum(1.0, score / level[enough[0] if len(enough) else -1]))
