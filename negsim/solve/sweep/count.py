"""How many packages of a diagram reach what is asked of their sums: exactly, from both ends to the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.crowd import is_hopeless
from negsim.solve.sweep.diagram import Diagram, Layer
from negsim.solve.sweep.dominance import above
from negsim.solve.sweep.nodes import Nodes, NodeSteps, backward, forward, merged, start
from negsim.solve.tables.formula import WORD

SUMS = 2**23  # of the partial packages weighed at once at either side of the middle
MOST = SUMS**2  # packages; beyond, counting is not begun where it would surely come to nothing


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
    return Middle(diagram.demanding()).size()


def packages_of(diagram: Diagram) -> int:
    """As `size_of`, without the options: how many packages there are."""
    return Middle(diagram.demanding(), with_options=False).packages()


class Middle:
    """Partial packages from both ends of a diagram, up to where they meet.

    Parameters
    ----------
    diagram
        Every sum of which has a least.
    with_options
        Whether it is kept in mind by which options they came.
    asks_all
        Whether all sums must reach their least; otherwise partial packages are kept while any still may.
    """

    def __init__(
        self, diagram: Diagram, *, with_options: bool = True, asks_all: bool = True
    ) -> None:
        self.diagram, self.with_options, self.asks_all = diagram, with_options, asks_all
        self.least = np.array(
            [one.at_least for one in diagram.sums], dtype=diagram.dtype
        )  # per sum
        self.bounds = [one.bound for one in diagram.sums]
        self.counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
        self.passed: tuple[list[_Passed], list[_Passed]] = ([], [])

    def size(self) -> Size:
        """How many packages there are, with which options."""
        diagram = self.diagram
        if diagram.is_empty:
            return Size(0, tuple((0,) * n for n in diagram.sizes))
        left, right = self._met()
        of_left = np.zeros(len(left), dtype=self.counting)
        of_right = np.zeros(len(right), dtype=self.counting)
        for here, there in _together(left, right):
            lacking, brought = self.least - left.sums[here], right.sums[there]
            of_left[here] = above(lacking, brought, right.counts[there])
            of_right[there] = above(-brought, -lacking, left.counts[here])
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

    def packages(self) -> int:
        """How many packages there are."""
        return sum(
            int((above(self.least - left.sums, right.sums, right.counts) * left.counts).sum())
            for left, right in self.pairs()
        )

    def pairs(self) -> Iterator[tuple[Nodes, Nodes]]:
        """The partial packages of both sides, state by state where they meet."""
        if self.diagram.is_empty:
            return
        left, right = self._met()
        for here, there in _together(left, right):
            yield left.only(here), right.only(there)

    def _met(self) -> tuple[Nodes, Nodes]:
        diagram = self.diagram
        left, right, middle = start(diagram, self.counting), self._end(), len(diagram.layers)
        front = 0
        left = self._bounded(left, *(bounds[0] for bounds in diagram.to_come))
        right = self._bounded(right, *(bounds[-1] for bounds in diagram.so_far))
        weighed = SUMS // max(1, len(diagram.sums))
        if prod(diagram.sizes) > MOST and is_hopeless(
            diagram, left, right, self._capped, 2 * weighed
        ):
            raise _too_many()
        while front < middle:
            here, there = diagram.layers[front], diagram.layers[middle - 1]
            ahead = len(left) * here.target.shape[1], len(right) * there.target.shape[1]
            go_left = ahead[0] <= ahead[1]
            if min(ahead) > weighed:
                raise _too_many()
            if go_left:
                front += 1
                bounds = [bound[front] for bound in diagram.to_come]
                left = self._step(here, left, forward(here, left), bounds, self.passed[0])
            else:
                middle -= 1
                bounds = [bound[middle] for bound in diagram.so_far]
                right = self._step(there, right, backward(there, right), bounds, self.passed[1])
        return left, right

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
        if self.with_options:
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
        """The sums, all those the same that suffice whatever the rest brings; and which can suffice at all.

        Where one sum may do without another, those are the same too that cannot suffice.
        """
        kept = np.full(len(state), self.asks_all)
        capped = sums.copy()
        for k, wanted in enumerate(self.least):
            may = np.asarray(sums[:, k] + most[state, k] >= wanted, dtype=bool)
            suffices = sums[:, k] + least[state, k] >= wanted
            # Large enough for any sum at the other side, and told again from it after every step.
            far = 2 * self.bounds[k] + abs(int(wanted)) + 1
            capped[:, k] = np.where(suffices, far, sums[:, k])
            if self.asks_all:
                kept &= may
            else:
                kept |= may
                capped[:, k] = np.where(may, capped[:, k], -far)
        return capped, kept


def _together(left: Nodes, right: Nodes) -> Iterator[tuple[slice, slice]]:
    """Where the nodes of both sides are in one state."""
    for state in np.intersect1d(left.state, right.state):
        here, there = (np.searchsorted(n.state, [state, state + 1]) for n in (left, right))
        yield slice(*here), slice(*there)


def _too_many() -> TooLarge:
    return TooLarge.one(
        "the packages that suit everyone are too many to count exactly",
        "fewer decimals in scores and weights make sums coincide, which helps",
    )
