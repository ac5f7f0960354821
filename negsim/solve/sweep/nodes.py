"""Partial packages of a sweep: those in the same state with the same sums so far are one node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.diagram import Diagram, Layer
from negsim.solve.tables.efficient import coded, codes, row_keys

FEW = 2**14  # steps that are stacked to be compared


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
        if not isinstance(kept, slice) and kept.dtype == bool and kept.all():
            return self
        return Nodes(self.state[kept], self.sums[kept], self.counts[kept])


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
        return NodeSteps(self.source[kept], self.option[kept], self.state[kept], self.sums[kept])


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
    target = layer.target[nodes.state]
    source, option = np.nonzero(target >= 0)
    sums = layer.worth[nodes.state[source], option]
    sums += nodes.sums[source]
    return NodeSteps(source.astype(np.int32), option.astype(np.int16), target[target >= 0], sums)


def backward(layer: Layer, nodes: Nodes) -> NodeSteps:
    """All steps from nodes after an issue to what comes before it; sums are of what is still to come."""
    before, option = np.nonzero(layer.target >= 0)
    after = layer.target[before, option]
    order = np.argsort(after, kind="stable")
    before, option, after = before[order], option[order], after[order]
    first = np.searchsorted(after, nodes.state, side="left")
    n_arcs = np.searchsorted(after, nodes.state, side="right") - first
    source = np.repeat(np.arange(len(nodes), dtype=np.int32), n_arcs)
    arc = np.arange(len(source))
    arc += (first - np.cumsum(n_arcs) + n_arcs)[source]
    sums = layer.worth[before[arc], option[arc]]
    sums += nodes.sums[source]
    return NodeSteps(source, option[arc].astype(np.int16), before[arc], sums)


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
    if len(steps.state) < FEW:
        keys = row_keys(np.column_stack([steps.state, steps.sums]))
    else:  # column by column that takes less memory
        keys = codes(map(coded, (steps.state, *steps.sums.T)), len(steps.state))
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    begins = np.flatnonzero(is_first)
    child = np.empty(len(keys), dtype=np.int32)
    child[order] = np.cumsum(is_first, dtype=np.int32) - 1
    first = order[begins]
    totals = np.add.reduceat(counts[order], begins) if len(begins) else counts[:0]
    return Nodes(steps.state[first], steps.sums[first], totals), child
