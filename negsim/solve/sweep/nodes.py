"""Partial packages of a sweep: those in the same state with the same sums so far are one node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.diagram import Diagram, Layer
from negsim.solve.tables.efficient import begins_of, coded, codes, in_order


@dataclass(frozen=True, eq=False)
class Nodes:
    """Distinct partial packages, sorted by state."""

    state: NDArray[np.int64]
    sums: NDArray[Any]  # (n, sums)
    counts: NDArray[Any]  # partial packages of each node

    def __len__(self) -> int:
        return len(self.state)

    def only(self, kept: NDArray[Any] | slice) -> Nodes:
        """Some of the nodes."""
        if isinstance(kept, slice):
            return Nodes(self.state[kept], self.sums[kept], self.counts[kept])
        if kept.dtype == bool and kept.all():
            return self
        places = _places(kept)
        return Nodes(
            self.state.take(places), self.sums.take(places, axis=0), self.counts.take(places)
        )


@dataclass(frozen=True, eq=False)
class NodeSteps:
    """Every way on from some nodes: which node, which option, and where to."""

    source: NDArray[np.signedinteger[Any]]
    option: NDArray[np.signedinteger[Any]]
    state: NDArray[np.int64]
    sums: NDArray[Any]

    def only(self, kept: NDArray[Any]) -> NodeSteps:
        """Some of the steps."""
        if kept.dtype == bool and kept.all():
            return self
        places = _places(kept)
        return NodeSteps(
            self.source.take(places),
            self.option.take(places),
            self.state.take(places),
            self.sums.take(places, axis=0),
        )


def start(diagram: Diagram, counting: Any) -> Nodes:
    """The one partial package that settles nothing; none where the diagram is empty."""
    n = 0 if diagram.is_empty else 1
    sums = np.array([diagram.start_worth] * n, dtype=diagram.dtype)
    return Nodes(
        np.zeros(n, dtype=np.int64),
        sums.reshape(n, len(diagram.sums)),
        np.ones(n, dtype=counting),
    )


def forward(layer: Layer, nodes: Nodes) -> NodeSteps:
    """All steps from nodes before an issue to what comes after it."""
    before, option = np.nonzero(layer.target >= 0)
    first = np.searchsorted(before, np.arange(len(layer.target) + 1))
    return _taken(nodes, first, option, layer.worth[before, option], layer.target[before, option])


def backward(layer: Layer, nodes: Nodes) -> NodeSteps:
    """All steps from nodes after an issue to what comes before it; sums are of what is still to come."""
    before, option = np.nonzero(layer.target >= 0)
    after = layer.target[before, option]
    order = in_order(after)
    before, option, after = before[order], option[order], after[order]
    most = 1 + max(int(nodes.state[-1]) if len(nodes) else 0, int(after[-1]) if len(after) else 0)
    first = np.searchsorted(after, np.arange(most + 1))
    return _taken(nodes, first, option, layer.worth[before, option], before)


def _taken(
    nodes: Nodes,
    first: NDArray[np.int64],
    option: NDArray[np.int64],
    worth: NDArray[Any],
    state: NDArray[np.int64],
) -> NodeSteps:
    """The steps of nodes, told what each way on is: those from a state stand from its first to that of the next."""
    begin = first.take(nodes.state)
    n_ways = first[1:].take(nodes.state) - begin
    source = np.repeat(np.arange(len(nodes), dtype=np.int32), n_ways)
    begin -= np.cumsum(n_ways) - n_ways
    way = np.arange(len(source))
    way += begin.take(source)
    sums = worth.take(way, axis=0)
    sums += nodes.sums.take(source, axis=0)
    return NodeSteps(source, option.astype(np.int16).take(way), state.take(way), sums)


def n_forward(layer: Layer, nodes: Nodes) -> int:
    """How many steps `forward` takes."""
    return int((layer.target >= 0).sum(axis=1)[nodes.state].sum())


def n_backward(layer: Layer, nodes: Nodes) -> int:
    """How many steps `backward` takes."""
    reached = layer.target[layer.target >= 0]
    most = 1 + max(int(nodes.state[-1]) if len(nodes) else 0, int(reached.max(initial=0)))
    return int(np.bincount(reached, minlength=most)[nodes.state].sum())


def merged(steps: NodeSteps, counts: NDArray[Any]) -> tuple[Nodes, NDArray[np.int32]]:
    """The distinct nodes that steps lead to, and which of them each step does.

    Parameters
    ----------
    steps
        Where to.
    counts
        Partial packages that take each step.
    """
    keys = keys_of(steps.state, steps.sums)
    order = in_order(keys)
    begins = begins_of(keys.take(order))
    child = np.empty(len(keys), dtype=np.int32)
    child[order] = np.repeat(
        np.arange(len(begins), dtype=np.int32), np.diff(begins, append=len(keys))
    )
    first = order[begins]
    totals = np.add.reduceat(counts.take(order), begins) if len(begins) else counts[:0]
    return Nodes(steps.state[first], steps.sums[first], totals), child


def keys_of(state: NDArray[np.int64], sums: NDArray[Any]) -> NDArray[np.int64]:
    """Integers that order by state and then by sums, alike where these all are."""
    return codes(map(coded, (state, *sums.T)), len(state))


def firsts_of(state: NDArray[np.int64], sums: NDArray[Any]) -> NDArray[np.int64]:
    """Where each state with its sums stands for the first time, in the order of these."""
    keys = keys_of(state, sums)
    order = in_order(keys)
    return np.asarray(order[begins_of(keys[order])])


def _places(kept: NDArray[Any]) -> NDArray[np.signedinteger[Any]]:
    """What is kept, by its places: rows are taken several times as fast by these."""
    return np.flatnonzero(kept) if kept.dtype == bool else kept
