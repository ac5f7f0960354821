"""How many packages of a diagram reach what is asked of their sums: exactly, from both ends to the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.crowd import is_hopeless
from negsim.solve.sweep.diagram import Diagram, Layer
from negsim.solve.sweep.dominance import Dominance
from negsim.solve.sweep.effort import ABLE, Effort, seconds_for
from negsim.solve.sweep.nodes import (
    Nodes,
    NodeSteps,
    backward,
    forward,
    merged,
    n_backward,
    n_forward,
    start,
)
from negsim.solve.sweep.threads import side_by_side
from negsim.solve.tables.formula import WORD

A = TypeVar("A")
R = TypeVar("R")

SURE = (
    2**4
)  # times fewer packages than pairs of partial ones that can be weighed: surely few enough
UNSURE = 2**15  # partial packages from which on it is asked whether there will be too many
LARGE = 2**16  # partial packages from which on several threads work on them


@dataclass(frozen=True)
class Size:
    """How many packages, and how many of them have each option of each issue."""

    packages: int
    options: tuple[tuple[int, ...], ...]
    interval: tuple[int, int] | None = (
        None  # where it is an estimate: 95% of such intervals hold the number
    )


@dataclass(frozen=True, eq=False)
class Passed:
    """One issue taken on the way to the middle: what came of which node by which option."""

    layer: Layer
    source: NDArray[np.signedinteger[Any]]
    option: NDArray[np.signedinteger[Any]]
    child: NDArray[np.int32]
    counts: NDArray[Any]  # of the nodes that were left


@dataclass(frozen=True, eq=False)
class Junction:
    """One state in which partial packages of both sides meet."""

    left: slice  # of the nodes of either side
    right: slice
    lacking: NDArray[Any]  # (n, sums): what the first side leaves to be reached
    brought: NDArray[Any]  # (m, sums)
    first: NDArray[Any]  # partial packages of each node
    second: NDArray[Any]

    @cached_property
    def _compared(self) -> Dominance:
        return Dominance(self.lacking, self.brought, self.second)

    def packages(self, columns: Sequence[int]) -> int:
        """How many packages reach what is asked of some of the sums."""
        return int((self._compared.above(columns) * self.first).sum())

    def partners(self, *, onwards: bool) -> NDArray[Any]:
        """Per node of the first side (or of the second) how many partial packages of the other suit it in all."""
        columns = range(self.lacking.shape[1])
        if onwards:
            return self._compared.above(columns)
        return Dominance(-self.brought, -self.lacking, self.first).above(columns)


def size_of(diagram: Diagram, effort: Effort = ABLE) -> Size:
    """How many packages of a diagram there are whose sums reach their least.

    Parameters
    ----------
    diagram
        Of the packages, told by the sums of which something is asked; others do not matter.
    effort
        What it may take.

    Raises
    ------
    TooLarge
        Where it would take more.

    Notes
    -----
    Partial packages are gathered from the first issue on and from the last one back, and meet where both sides are
    small. Whatever is left to come, a sum that is sure to suffice counts no more than it must, and who cannot reach
    the least is dropped; so most nodes merge.
    """
    middle = Middle(diagram.demanding(), most=effort.sums)
    # The two sides are compared once for the options of each.
    middle.keep_to(effort.seconds / 2, [range(len(middle.least))])
    return middle.size()


def packages_of(diagram: Diagram, effort: Effort = ABLE) -> int:
    """As `size_of`, without the options: how many packages there are."""
    middle = Middle(diagram.demanding(), with_options=False, most=effort.sums)
    middle.keep_to(effort.seconds, [range(len(middle.least))])
    return middle.packages()


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
    most
        Sums of the partial packages weighed at once at either side of the middle.
    """

    def __init__(
        self,
        diagram: Diagram,
        *,
        with_options: bool = True,
        asks_all: bool = True,
        most: int = ABLE.sums,
    ) -> None:
        diagram = diagram.in_small_words()
        self.most, self.weighed = most, most // max(1, len(diagram.sums))
        self.diagram, self.with_options, self.asks_all = diagram, with_options, asks_all
        self.least = np.array(
            [one.at_least for one in diagram.sums], dtype=diagram.dtype
        )  # per sum
        self.bounds = [one.bound for one in diagram.sums]
        self.counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
        self.passed: tuple[list[Passed], list[Passed]] = ([], [])

    def keep_to(self, seconds: float, asked: Sequence[Sequence[int]]) -> None:
        """Fail where it takes longer, about, to count what reaches each of some sets of sums."""
        n = sum(len(one.first) + len(one.second) for one in self.junctions)
        if sum(seconds_for(n, len(columns)) for columns in asked) > seconds:
            raise _too_many()

    def size(self) -> Size:
        """How many packages there are, with which options."""
        if self.diagram.is_empty:
            return Size(0, tuple((0,) * n for n in self.diagram.sizes))
        both = [(way, one) for one in self.junctions for way in (True, False)]
        found = self._each(lambda asked: asked[1].partners(onwards=asked[0]), both)
        of_left, of_right = (np.zeros(n, dtype=self.counting) for n in self._numbers)
        for (onwards, one), partners in zip(both, found, strict=True):
            if onwards:
                of_left[one.left] = partners
            else:
                of_right[one.right] = partners
        packages = sum(int((of_left[one.left] * one.first).sum()) for one in self.junctions)
        options: list[tuple[int, ...]] = [()] * len(self.diagram.sizes)
        for passed, of_nodes in zip(self.passed, (of_left, of_right), strict=True):
            through = of_nodes
            while passed:
                step = passed.pop()
                taken = through[step.child] * step.counts[step.source]
                n = self.diagram.sizes[step.layer.issue]
                frequency = (taken[step.option == k].sum() for k in range(n))
                options[step.layer.issue] = tuple(map(int, frequency))
                through = _gathered(through[step.child], step.source, len(step.counts))
        return Size(packages, tuple(options))

    def packages(self, columns: Sequence[int] | None = None) -> int:
        """How many packages there are; of which only some of the sums must reach their least, if so told."""
        chosen = range(len(self.least)) if columns is None else columns
        return sum(self._each(lambda one: one.packages(chosen), self.junctions))

    def _each(self, function: Callable[[A], R], things: Sequence[A]) -> list[R]:
        is_large = sum(len(one.first) + len(one.second) for one in self.junctions) > LARGE
        return side_by_side(function, things) if is_large else [function(one) for one in things]

    @cached_property
    def junctions(self) -> list[Junction]:
        """The partial packages of both sides, state by state where they meet."""
        if self.diagram.is_empty:
            return []
        left, right = self._met()
        self._numbers = len(left), len(right)
        found = []
        for state in np.intersect1d(left.state, right.state):
            here, there = (
                slice(*np.searchsorted(nodes.state, [state, state + 1])) for nodes in (left, right)
            )
            lacking, brought = self.least - left.sums[here], right.sums[there]
            found.append(
                Junction(here, there, lacking, brought, left.counts[here], right.counts[there])
            )
        return found

    def _met(self) -> tuple[Nodes, Nodes]:
        diagram = self.diagram
        left, right, middle = start(diagram, self.counting), self._end(), len(diagram.layers)
        front = 0
        left = self._bounded(left, *(bounds[0] for bounds in diagram.to_come))
        right = self._bounded(right, *(bounds[-1] for bounds in diagram.so_far))
        ends, is_sure = (left, right), False
        while front < middle:
            here, there = diagram.layers[front], diagram.layers[middle - 1]
            ahead = n_forward(here, left), n_backward(there, right)
            if min(ahead) > self.weighed or (
                not is_sure and min(ahead) > UNSURE and self._is_hopeless(ends)
            ):
                raise _too_many()
            is_sure |= min(ahead) > UNSURE
            if ahead[0] <= ahead[1]:
                front += 1
                left = self._step(here, left, forward(here, left), front, onwards=True)
            else:
                middle -= 1
                right = self._step(there, right, backward(there, right), middle, onwards=False)
        return left, right

    def _is_hopeless(self, ends: tuple[Nodes, Nodes]) -> bool:
        """Whether it would surely come to nothing, told from where both sides begin."""
        return prod(self.diagram.sizes) > self.weighed**2 // SURE and is_hopeless(
            self.diagram, *ends, self._capped, 2 * self.weighed
        )

    def _end(self) -> Nodes:
        n = self.diagram.n_final
        sums = np.zeros((n, len(self.diagram.sums)), dtype=self.diagram.dtype)
        return Nodes(np.arange(n), sums, np.ones(n, dtype=self.counting))

    def _step(
        self, layer: Layer, nodes: Nodes, steps: NodeSteps, place: int, *, onwards: bool
    ) -> Nodes:
        steps = self._reaching(steps, place, onwards=onwards)
        after, child = merged(steps, nodes.counts[steps.source])
        if self.with_options:
            passed = Passed(layer, steps.source, steps.option, child, nodes.counts)
            self.passed[0 if onwards else 1].append(passed)
        return after

    def _reaching(self, steps: NodeSteps, place: int, *, onwards: bool) -> NodeSteps:
        """The steps that may still reach what is asked, to before the issue at a place."""
        bounds = self.diagram.to_come if onwards else self.diagram.so_far
        _, kept = self._capped(steps.state, steps.sums, *(bound[place] for bound in bounds))
        return steps.only(kept)

    def _bounded(self, nodes: Nodes, least: NDArray[Any], most: NDArray[Any]) -> Nodes:
        _, kept = self._capped(nodes.state, nodes.sums, least, most)
        return nodes.only(kept)

    def _capped(
        self, state: NDArray[np.int64], sums: NDArray[Any], least: NDArray[Any], most: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """The sums, all those made the same that suffice whatever the rest brings; and which can suffice at all.

        Where one sum may do without another, those are the same too that cannot suffice.
        """
        kept = np.full(len(state), self.asks_all)
        for k, wanted in enumerate(self.least):
            column = sums[:, k]
            may = np.asarray(column >= (wanted - most[:, k]).take(state), dtype=bool)
            suffices = np.asarray(column >= (wanted - least[:, k]).take(state), dtype=bool)
            # Large enough for any sum at the other side, and told again from it after every step.
            far = 2 * self.bounds[k] + abs(int(wanted)) + 1
            np.copyto(column, far, where=suffices)
            if self.asks_all:
                kept &= may
            else:
                kept |= may
                np.copyto(column, -far, where=~may)
        return sums, kept


def _gathered(worth: NDArray[Any], places: NDArray[np.signedinteger[Any]], n: int) -> NDArray[Any]:
    """What comes together at each of n places; the places ascend."""
    found = np.zeros(n, dtype=worth.dtype)
    if len(places):
        begins = np.flatnonzero(np.r_[True, places[1:] != places[:-1]])
        found[places[begins]] = np.add.reduceat(worth, begins)
    return found


def _too_many() -> TooLarge:
    return TooLarge.one(
        "the packages that suit everyone are too many to count exactly",
        "fewer decimals in scores and weights make sums coincide, which helps",
    )
