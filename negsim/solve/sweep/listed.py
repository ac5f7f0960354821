"""The first packages of a diagram, or the best by a sum, without listing the others: k-best dynamic programming.

What a sum and a place in the package order gain by an option does not depend on what came before, so that of partial
packages with the same completions only the first few can be the beginning of the first few (Hoffman & Pavley 1959).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.diagram import Diagram
from negsim.solve.sweep.nodes import Nodes, NodeSteps, forward, merged, start
from negsim.solve.tables.formula import WORD

HELD = 2**23  # partial packages held at once


@dataclass(frozen=True, eq=False)
class Listed:
    """Packages in order: by their value, the largest first, then in package order.

    Parameters
    ----------
    value : ndarray
        0 throughout where nothing was ranked.
    index : ndarray
        Positions in package order.
    """

    value: NDArray[Any]
    index: NDArray[Any]

    def __len__(self) -> int:
        return len(self.index)


def first_of(diagram: Diagram, most: int, *, is_ranked: bool = False) -> Listed:
    """List the first packages of a diagram whose sums reach their least.

    Parameters
    ----------
    diagram
        Of the packages. Where they are ranked, its last sum says how good each is, and has no least.
    most
        At most so many.
    is_ranked
        Whether the best come first; else package order alone counts.

    Raises
    ------
    TooLarge
        Where more than `HELD` partial packages would be held at once.
    """
    n_asked = len(diagram.sums) - is_ranked
    counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
    nodes = start(diagram, counting)
    first = nodes.sums[:, n_asked] if is_ranked else np.zeros(len(nodes), dtype=diagram.dtype)
    held = _Held(np.zeros(len(nodes), dtype=np.int64), first, np.zeros(len(nodes), dtype=counting))
    nodes, kept = _bounded(diagram, Nodes(nodes.state, nodes.sums[:, :n_asked], nodes.counts), 0)
    held = held if kept.all() else _Held(*(column[:0] for column in held.columns))
    for place, layer in enumerate(diagram.layers):
        wide = np.zeros((len(nodes), len(diagram.sums)), dtype=diagram.dtype)
        wide[:, :n_asked] = nodes.sums
        steps = forward(layer, Nodes(nodes.state, wide, nodes.counts))
        gained = (
            steps.sums[:, n_asked] if is_ranked else np.zeros(len(steps.state), dtype=first.dtype)
        )
        sums, kept = _capped(diagram, steps.state, steps.sums[:, :n_asked], place + 1)
        stride = prod(diagram.sizes[layer.issue + 1 :])
        moved = steps.option[kept].astype(counting) * stride
        steps = NodeSteps(steps.source, steps.option, steps.state, sums).only(kept)
        nodes, child = merged(steps, np.ones(len(steps.state), dtype=counting))
        held = held.moved(steps.source, child, gained[kept], moved, most)
    order = np.lexsort((_places(held.index), _places(-held.value)))[:most]
    return Listed(held.value[order], held.index[order])


def few_of(diagram: Diagram, most: int) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """Every package of a diagram whose sums reach their least, where these are few: positions and sums, in order.

    Parameters
    ----------
    diagram
        Of the packages; sums without a least are told all the same.
    most
        Partial packages that may suffice; None where at some issue there are more.
    """
    counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
    nodes = start(diagram, counting)
    state, sums, index = nodes.state, nodes.sums, np.zeros(len(nodes), dtype=counting)
    asked = [(k, one.at_least) for k, one in enumerate(diagram.sums) if one.at_least is not None]
    columns = [k for k, _ in asked]
    least = np.array([wanted for _, wanted in asked], dtype=diagram.dtype)
    to_come = diagram.to_come[1]
    for place, layer in enumerate(diagram.layers):
        target = layer.target[state]
        source, option = np.nonzero(target >= 0)
        reached = target[source, option]
        gathered = sums[source] + layer.worth[state[source], option]
        may = gathered[:, columns] + to_come[place + 1][reached][:, columns] >= least
        kept = np.flatnonzero(may.all(axis=1))
        if len(kept) > most:
            return None
        state, sums = reached[kept], gathered[kept]
        stride = prod(diagram.sizes[layer.issue + 1 :])
        index = index[source[kept]] + option[kept].astype(counting) * stride
    order = np.argsort(index, kind="stable")
    return index[order], sums[order]


@dataclass(frozen=True, eq=False)
class _Held:
    """The first few partial packages of each node, sorted by node."""

    node: NDArray[np.int64]
    value: NDArray[Any]
    index: NDArray[Any]

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        return self.node, self.value, self.index

    def moved(
        self,
        source: NDArray[np.signedinteger[Any]],
        child: NDArray[np.signedinteger[Any]],
        gained: NDArray[Any],
        moved: NDArray[Any],
        most: int,
    ) -> _Held:
        """Take every step from the nodes, and keep the first few of each node that is reached."""
        begin = np.searchsorted(self.node, source, side="left")
        n = np.searchsorted(self.node, source, side="right") - begin
        if int(n.sum()) > HELD:
            raise TooLarge.one(
                "too many partial packages would have to be held to list the first ones",
                "ask for fewer (`limit`), or fix some options with a variant",
            )
        step = np.repeat(np.arange(len(source)), n)
        offset = np.cumsum(n) - n
        which = np.arange(len(step)) - offset[step] + begin[step]
        node, value, index = (
            child[step],
            self.value[which] + gained[step],
            self.index[which] + moved[step],
        )
        order = np.lexsort((_places(index), _places(-value), node))
        node = node[order]
        rank = np.arange(len(node)) - np.searchsorted(node, node, side="left")
        kept = order[rank < most]
        return _Held(child[step][kept], value[kept], index[kept])


def _places(column: NDArray[Any]) -> NDArray[Any]:
    """Something that sorts as the column does, and can be sorted."""
    return (
        np.unique(column, return_inverse=True)[1].reshape(-1) if column.dtype == object else column
    )


def _bounded(diagram: Diagram, nodes: Nodes, place: int) -> tuple[Nodes, NDArray[np.bool_]]:
    sums, kept = _capped(diagram, nodes.state, nodes.sums, place)
    return Nodes(nodes.state, sums, nodes.counts).only(kept), kept


def _capped(
    diagram: Diagram, state: NDArray[np.int64], sums: NDArray[Any], place: int
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The sums, none larger than it must be whatever the rest brings; and which can suffice at all."""
    least, most = (bound[place] for bound in diagram.to_come)
    kept, capped = np.ones(len(state), dtype=bool), sums.copy()
    for k in range(sums.shape[1]):
        wanted = diagram.sums[k].at_least
        assert wanted is not None
        kept &= np.asarray(sums[:, k] + most[state, k] >= wanted, dtype=bool)
        capped[:, k] = np.minimum(sums[:, k], wanted - least[state, k])
    return capped, kept
