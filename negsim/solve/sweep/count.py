"""How many packages of a diagram reach what is asked of their sums: exactly, from both ends to the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.diagram import Diagram, Layer
from negsim.solve.sweep.dominance import Partners
from negsim.solve.sweep.nodes import Nodes, NodeSteps, backward, forward, merged, start
from negsim.solve.tables.formula import WORD

SUMS = 2**23  # of the partial packages weighed at once at either side of the middle


@dataclass(frozen=True)
class Size:
    """How many packages, and how many of them have each option of each issue."""

    packages: int
    options: tuple[tuple[int, ...], ...]
    interval: tuple[int, int] | None = (
        None  # where it is an estimate: 95% of such intervals hold the number
    )


@dataclass(frozen=True, eq=False)
class _Passed:
    """One issue taken on the way to the middle: what came of which node by which option."""

    layer: Layer
    source: NDArray[np.int32]
    option: NDArray[np.int16]
    child: NDArray[np.int32]
    counts: NDArray[Any]  # of the nodes that were left


def size_of(diagram: Diagram) -> Size:
    """How many packages of a diagram there are whose sums reach their least.

    Parameters
    ----------
    diagram
        Of the packages, told by the sums of which something is asked; others do not matter.

    Raises
    ------
    TooLarge
        Where partial packages with more than `SUMS` sums would have to be weighed at both sides.

    Notes
    -----
    Partial packages are gathered from the first issue on and from the last one back, and meet where both sides are
    small. Whatever is left to come, a sum that is sure to suffice counts no more than it must, and who cannot reach
    the least is dropped; so most nodes merge.
    """
    return _Meeting(diagram.demanding()).size()


class _Meeting:
    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.least = np.array(
            [one.at_least for one in diagram.sums], dtype=diagram.dtype
        )  # per sum
        self.bounds = [one.bound for one in diagram.sums]
        self.counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
        self.passed: tuple[list[_Passed], list[_Passed]] = ([], [])

    def size(self) -> Size:
        diagram = self.diagram
        if diagram.is_empty:
            return Size(0, tuple((0,) * n for n in diagram.sizes))
        left, right, middle = start(diagram, self.counting), self._end(), len(diagram.layers)
        front = 0
        left = self._bounded(left, *(bounds[0] for bounds in diagram.to_come))
        right = self._bounded(right, *(bounds[-1] for bounds in diagram.so_far))
        while front < middle:
            here, there = diagram.layers[front], diagram.layers[middle - 1]
            ahead = len(left) * here.target.shape[1], len(right) * there.target.shape[1]
            go_left = ahead[0] <= ahead[1]
            if min(ahead) * max(1, len(diagram.sums)) > SUMS:
                raise TooLarge.one(
                    "the packages that suit everyone are too many to count exactly",
                    "fewer decimals in scores and weights make sums coincide, which helps",
                )
            if go_left:
                front += 1
                bounds = [bound[front] for bound in diagram.to_come]
                left = self._step(here, left, forward(here, left), bounds, self.passed[0])
            else:
                middle -= 1
                bounds = [bound[middle] for bound in diagram.so_far]
                right = self._step(there, right, backward(there, right), bounds, self.passed[1])
        of_left, of_right = self._partners(left, right)
        packages = int((of_left * left.counts).sum()) if len(left) else 0
        options: list[tuple[int, ...]] = [()] * len(diagram.sizes)
        for passed, of_nodes in zip(self.passed, (of_left, of_right), strict=True):
            through = of_nodes
            for one in reversed(passed):
                taken = through[one.child]
                frequency = np.zeros(diagram.sizes[one.layer.issue], dtype=self.counting)
                np.add.at(frequency, one.option, taken * one.counts[one.source])
                options[one.layer.issue] = tuple(int(k) for k in frequency)
                through = np.zeros(len(one.counts), dtype=self.counting)
                np.add.at(through, one.source, taken)
        return Size(packages, tuple(options))

    def _end(self) -> Nodes:
        n = self.diagram.n_final
        sums = np.zeros((n, len(self.diagram.sums)), dtype=self.diagram.dtype)
        return Nodes(np.arange(n), sums, np.ones(n, dtype=self.counting))

    def _step(
        self,
        layer: Layer,
        nodes: Nodes,
        steps: NodeSteps,
        bounds: Sequence[NDArray[Any]],
        passed: list[_Passed],
    ) -> Nodes:
        capped, kept = self._capped(steps.state, steps.sums, *bounds)
        steps = NodeSteps(steps.source, steps.option, steps.state, capped).only(kept)
        after, child = merged(steps, nodes.counts[steps.source])
        passed.append(
            _Passed(
                layer,
                steps.source.astype(np.int32),
                steps.option.astype(np.int16),
                child.astype(np.int32),
                nodes.counts,
            )
        )
        return after

    def _bounded(self, nodes: Nodes, least: NDArray[Any], most: NDArray[Any]) -> Nodes:
        capped, kept = self._capped(nodes.state, nodes.sums, least, most)
        return Nodes(nodes.state, capped, nodes.counts).only(kept)

    def _capped(
        self, state: NDArray[np.int64], sums: NDArray[Any], least: NDArray[Any], most: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """The sums, all those the same that suffice whatever the rest brings; and which can suffice at all."""
        kept = np.ones(len(state), dtype=bool)
        capped = sums.copy()
        for k, wanted in enumerate(self.least):
            kept &= np.asarray(sums[:, k] + most[state, k] >= wanted, dtype=bool)
            suffices = sums[:, k] + least[state, k] >= wanted
            # Large enough for any sum at the other side, and told again from it after every step.
            capped[:, k] = np.where(suffices, 2 * self.bounds[k] + abs(wanted) + 1, sums[:, k])
        return capped, kept

    def _partners(self, left: Nodes, right: Nodes) -> tuple[NDArray[Any], NDArray[Any]]:
        of_left = np.zeros(len(left), dtype=self.counting)
        of_right = np.zeros(len(right), dtype=self.counting)
        for state in np.intersect1d(left.state, right.state):
            here = slice(*np.searchsorted(left.state, [state, state + 1]))
            there = slice(*np.searchsorted(right.state, [state, state + 1]))
            found = Partners(
                self.least - left.sums[here],
                right.sums[there],
                left.counts[here],
                right.counts[there],
            )
            of_left[here], of_right[there] = found.of_low, found.of_high
        return of_left, of_right
