"""The Pareto-efficient packages of a diagram, by multi-objective dynamic programming.

Rollón & Larrosa 2006 (multi-objective bucket elimination); Bergman & Cire 2016 (decision diagrams). Partial packages
in the same state have the same completions, so that one that is worse than another in the same state never becomes
efficient.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Package
from negsim.solve.listing.numbering import package_at
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.effort import MANY
from negsim.solve.sweep.nodes import Nodes, NodeSteps, forward, keys_of, merged, start
from negsim.solve.sweep.threads import side_by_side
from negsim.solve.sweep.together import Together
from negsim.solve.tables.efficient import in_order, is_efficient, row_keys
from negsim.solve.tables.formula import WORD

LARGE = 2**14  # partial packages from which on several threads compare them
STEPS = 2**25  # partial packages weighed at once
CHUNK = 2**22  # of which so many are listed before the worse ones are dropped

Passes = Callable[[Nodes, NDArray[Any]], NDArray[np.bool_]]


class Pareto:
    """The efficient packages of a diagram over its first few sums.

    Parameters
    ----------
    diagram
        Sums: first the objectives; then those that must only reach their least (`at_least`); then marks, which
        partial packages must share to be compared.
    n_objectives, n_marks
        How many of the sums are what. An objective may have an `at_least` too.
    passes
        Which nodes may still be counted in, told by the nodes and by the most that their sums still gain; all where
        absent. It may only become stricter as the sums grow smaller.
    together
        What objectives must come to together, where anything.
    patience
        Comparisons of two partial packages, about, that are worth waiting for; of few sums they cost little, and are
        not counted.

    Raises
    ------
    TooLarge
        Where the partial packages to weigh outgrow memory or patience.
    """

    def __init__(
        self,
        diagram: Diagram,
        n_objectives: int,
        n_marks: int = 0,
        passes: Passes | None = None,
        together: Together | None = None,
        patience: float = inf,
    ) -> None:
        self.diagram, self.n_objectives = diagram, n_objectives
        self.n_compared = len(diagram.sums) - n_marks
        self.passes, self.together, self.patience = passes, together, patience
        self.counting: Any = np.int64 if prod(diagram.sizes) < WORD else object
        nodes = self._bounded(start(diagram, self.counting), 0)
        self.kept = [nodes]
        for place in range(len(diagram.layers)):
            nodes = self._next(nodes, place)
            self.kept.append(nodes)
        self._gather(nodes)

    def _gather(self, final: Nodes) -> None:
        """At the end only the objectives count."""
        vectors = final.sums[:, : self.n_objectives]
        _, first, group = np.unique(row_keys(vectors), return_index=True, return_inverse=True)
        counts = np.zeros(len(first), dtype=self.counting)
        np.add.at(counts, group.reshape(-1), final.counts)
        kept = is_efficient(vectors[first])
        places = np.full(len(first), -1)
        places[kept] = np.arange(int(kept.sum()))
        self.vectors, self.counts = vectors[first][kept], counts[kept]
        self.place = places[group.reshape(-1)]  # per final node; -1 where it is not efficient

    def _next(self, nodes: Nodes, place: int) -> Nodes:
        layer = self.diagram.layers[place]
        size = layer.target.shape[1]
        if self.n_compared >= MANY and len(nodes):  # of fewer sums sorting tells most
            alike = np.bincount(nodes.state).astype(float)
            self.patience -= self.n_compared * float(alike @ alike)
        if len(nodes) * size > STEPS or self.patience < 0:
            raise TooLarge.one(
                f"the efficient packages are too many: {len(nodes):,} partial ones after"
                f" {place} of {len(self.diagram.layers)} issues",
                "fewer decimals in scores and weights, or fewer principals, make them fewer; unless everything"
                " must be exact, what the criteria pick is told without them",
            )
        pending: list[Nodes] = []
        height = max(1, CHUNK // size)
        for begin in range(0, len(nodes), height):
            part = nodes.only(np.arange(begin, min(begin + height, len(nodes))))
            pending.append(self._weighed(forward(layer, part), part.counts, place + 1))
        if len(pending) == 1:
            return pending[0]
        together = NodeSteps(
            np.arange(sum(map(len, pending))),
            np.zeros(0, dtype=np.int64),
            np.concatenate([part.state for part in pending]) if pending else nodes.state,
            np.concatenate([part.sums for part in pending]) if pending else nodes.sums,
        )
        counts = np.concatenate([part.counts for part in pending]) if pending else nodes.counts
        found, _ = merged(together, counts)
        return found.only(self._is_undominated(found))

    def _weighed(self, steps: NodeSteps, counts: NDArray[Any], place: int) -> Nodes:
        capped, kept = self._capped(steps.state, steps.sums, place)
        if not kept.all():
            steps, capped = steps.only(kept), capped[kept]
        found, _ = merged(
            NodeSteps(steps.source, steps.option, steps.state, capped), counts[steps.source]
        )
        found = self._passing(found, place)
        return found.only(self._is_undominated(found))

    def _bounded(self, nodes: Nodes, place: int) -> Nodes:
        capped, kept = self._capped(nodes.state, nodes.sums, place)
        return self._passing(Nodes(nodes.state, capped, nodes.counts).only(kept), place)

    def _passing(self, nodes: Nodes, place: int) -> Nodes:
        if self.passes is None or not len(nodes):
            return nodes
        return nodes.only(self.passes(nodes, self.diagram.to_come[1][place][nodes.state]))

    def _capped(
        self, state: NDArray[np.int64], sums: NDArray[Any], place: int
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        least, most = (bound[place] for bound in self.diagram.to_come)
        kept, capped = np.ones(len(state), dtype=bool), sums
        for k, one in enumerate(self.diagram.sums):
            if one.matters is not None:
                capped = capped.copy() if capped is sums else capped
                capped[:, k] = _alike(sums[:, k], one, least[state, k], most[state, k])
            if one.at_least is None:
                continue
            kept &= np.asarray(sums[:, k] + most[state, k] >= one.at_least, dtype=bool)
            if k >= self.n_objectives:
                capped = capped.copy() if capped is sums else capped
                capped[:, k] = np.minimum(sums[:, k], one.at_least - least[state, k])
        if self.together is not None and kept.any():
            kept[kept] = self.together.may_reach(state[kept], sums[kept], place)
        return capped, kept

    def _is_undominated(self, nodes: Nodes) -> NDArray[np.bool_]:
        marks = nodes.sums[:, self.n_compared :]
        keys = keys_of(nodes.state, marks)
        order = in_order(keys)
        compared = _comparable(nodes.sums[:, : self.n_compared], self.n_objectives)[order]
        ordered = keys[order]
        changes = (np.flatnonzero(ordered[1:] != ordered[:-1]) + 1).tolist()
        found = np.ones(len(nodes), dtype=bool)
        groups = [
            slice(begin, end)
            for begin, end in zip([0, *changes], [*changes, len(order)], strict=True)
            if end - begin > 1
        ]
        # The largest first, so that nobody waits for one that was left to the end.
        groups.sort(key=lambda group: group.start - group.stop)
        is_large = len(nodes) > LARGE
        each = (side_by_side if is_large else map)(
            lambda group: is_efficient(compared[group]), groups
        )
        for group, kept in zip(groups, each, strict=True):
            found[order[group]] = kept
        return found

    def first_packages(
        self, wanted: Sequence[NDArray[np.bool_]], most: int
    ) -> list[tuple[Package, ...]]:
        """For each of some sets of efficient vectors, the first packages that have one, in package order."""
        any_wanted = np.zeros(len(self.vectors), dtype=bool)
        for mask in wanted:
            any_wanted |= mask
        if not any_wanted.any():
            return [() for _ in wanted]
        is_marked = (self.place >= 0) & any_wanted[self.place]
        trail = self._trail(is_marked)
        node, index = self._walk(trail, most)
        found = []
        for mask in wanted:
            chosen = mask[self.place[node]] & (self.place[node] >= 0)
            places = sorted(int(i) for i in index[chosen])[:most]
            found.append(tuple(package_at(i, self.diagram.sizes) for i in places))
        return found

    def _trail(self, is_marked: NDArray[np.bool_]) -> list[tuple[NodeSteps, NDArray[np.int64]]]:
        """The steps that lead to marked final nodes, layer by layer, and the node that each leads to."""
        trail = []
        for place in range(len(self.diagram.layers) - 1, -1, -1):
            nodes, after = self.kept[place], self.kept[place + 1]
            marked = np.flatnonzero(is_marked)
            layer = self.diagram.layers[place]
            states = np.unique(after.state[marked])
            leads = np.asarray(np.isin(layer.target, states).any(axis=1))
            near = np.flatnonzero(leads[nodes.state])
            found: list[tuple[NodeSteps, NDArray[np.int64]]] = []
            height = max(1, CHUNK // layer.target.shape[1])
            for begin in range(0, len(near), height):
                chosen = near[begin : begin + height]
                steps = forward(layer, nodes.only(chosen))
                steps = steps.only(np.isin(steps.state, states))
                capped, kept = self._capped(steps.state, steps.sums, place + 1)
                steps = NodeSteps(chosen[steps.source], steps.option, steps.state, capped).only(
                    kept
                )
                child = _among(after.only(marked), steps)
                hit = child >= 0
                found.append((steps.only(hit), marked[child[hit]]))
            trail.append(_joined(found))
            is_marked = np.zeros(len(nodes), dtype=bool)
            is_marked[trail[-1][0].source] = True
        return trail[::-1]

    def _walk(
        self, trail: Sequence[tuple[NodeSteps, NDArray[np.int64]]], most: int
    ) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Per final node the first few packages that end there. Indices add up, so each node keeps its first few."""
        sizes = self.diagram.sizes
        node = np.zeros(1, dtype=np.int64)
        index: NDArray[Any] = np.zeros(1, dtype=self.counting)
        for (steps, child), layer in zip(trail, self.diagram.layers, strict=True):
            order = np.argsort(steps.source, kind="stable")
            source = steps.source[order]
            first = np.searchsorted(source, node, side="left")
            n_steps = np.searchsorted(source, node, side="right") - first
            which = np.repeat(np.arange(len(node)), n_steps)
            begin = np.cumsum(n_steps) - n_steps
            step = order[np.arange(len(which)) - begin[which] + first[which]]
            stride = prod(sizes[layer.issue + 1 :])
            reached = index[which] + steps.option[step].astype(self.counting) * stride
            ends = child[step]
            by_index = np.argsort(reached, kind="stable")
            sort = by_index[np.argsort(ends[by_index], kind="stable")]
            ends, reached = ends[sort], reached[sort]
            rank = np.arange(len(ends)) - np.searchsorted(ends, ends, side="left")
            node, index = ends[rank < most], reached[rank < most]
        return node, index


def _alike(column: NDArray[Any], one: Sum, least: NDArray[Any], most: NDArray[Any]) -> NDArray[Any]:
    """A sum so far, those made the same of which it does not matter what they come to."""
    assert one.matters is not None
    useless, enough = one.matters
    capped = np.minimum(column, enough - least)
    return np.where(column + most <= useless, -(one.bound + one.farthest + 1), capped)


def _comparable(sums: NDArray[Any], n_objectives: int) -> NDArray[Any]:
    """Columns under which a row is dominated just where another is better in an objective and worse in nothing.

    Rows with the same objectives must not drop one another, whatever their other sums: both are efficient. One more
    column sets them against each other and follows the objectives otherwise.
    """
    if sums.shape[1] == n_objectives or not len(sums):
        return sums
    objectives, others = sums[:, :n_objectives], sums[:, n_objectives:]
    varies = [k for k in range(others.shape[1]) if (others[:, k] != others[0, k]).any()]
    if not varies:
        return objectives
    level = np.unique(row_keys(objectives), return_inverse=True)[1].astype(np.int64).reshape(-1)
    against = np.unique(row_keys(others), return_inverse=True)[1].astype(np.int64).reshape(-1)
    tie = level * (int(against.max()) + 1) - against
    return np.column_stack([objectives, others[:, varies], tie])


def _among(nodes: Nodes, steps: NodeSteps) -> NDArray[np.int64]:
    """Position of the node that each step leads to, -1 where it is none of them."""
    both = np.concatenate(
        [np.column_stack([nodes.state, nodes.sums]), np.column_stack([steps.state, steps.sums])]
    )
    keys = row_keys(both)
    known, asked = keys[: len(nodes)], keys[len(nodes) :]
    order = np.argsort(known)
    places = np.minimum(np.searchsorted(known[order], asked), len(known) - 1)
    return np.where(known[order][places] == asked, order[places], -1)


def _joined(
    found: Sequence[tuple[NodeSteps, NDArray[np.int64]]],
) -> tuple[NodeSteps, NDArray[np.int64]]:
    return (
        NodeSteps(
            np.concatenate([steps.source for steps, _ in found]),
            np.concatenate([steps.option for steps, _ in found]),
            np.concatenate([steps.state for steps, _ in found]),
            np.concatenate([steps.sums for steps, _ in found]),
        ),
        np.concatenate([child for _, child in found]),
    )
