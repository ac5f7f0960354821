"""The minimal sets of suspects that packages violate, by dynamic programming over partial sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Layer
from negsim.solve.blame import Layout, minimal_sets
from negsim.solve.consent import minimal_winning_sets
from negsim.solve.efficient import is_efficient, row_keys
from negsim.solve.formula import conjunction
from negsim.solve.problem import Bonus, Formula, Problem
from negsim.solve.sweep.asks import content
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.nodes import Nodes, forward, merged, start

WORD_BITS = 60  # suspects noted in one integer
STEPS = 2**22  # partial sets weighed at once


def minimal_violated_sets(problem: Problem, layout: Layout, layers: Sequence[Layer]) -> list[int]:
    """The inclusion-minimal violated sets over the packages that the layers range over, as masks.

    Raises
    ------
    TooLarge
        Where there are too many partial sets.
    """
    n_bits = len(layout.suspects)
    found: set[int] = set()
    for jury in minimal_winning_sets(problem):
        suspect = [
            place
            for place, s in enumerate(layout.suspects)
            if s.layer in layers
            and (s.actor < 0 or s.actor in jury or problem.actors[s.actor].consent == "when")
        ]
        found.update(_Violations(problem, layout, suspect, "rules" in layers).sets)
    return minimal_sets(found, n_bits)


class _Violations:
    """A sweep that keeps, per state, the partial packages of which no other violates less and has at least as much."""

    def __init__(
        self, problem: Problem, layout: Layout, suspect: Sequence[int], blames_rules: bool
    ) -> None:
        hard = list(problem.barred) + ([] if blames_rules else list(problem.broken))
        self.totals: list[
            tuple[int, Sum]
        ] = []  # bit of a reservation value, and what must reach it
        self.lines: list[tuple[int, Formula]] = []
        for place in suspect:
            s = layout.suspects[place]
            if s.layer == "reservations":
                asked = content(problem.actors[s.actor])
                self.totals += [(place, one) for one in asked.sums]
            elif s.layer == "rules":
                self.lines.append((place, problem.broken[s.number]))
            else:
                actor = problem.actors[s.actor]
                line = actor.crossed[s.number]
                crossed = line if actor.needed is None else conjunction([actor.needed, line])
                self.lines.append((place, crossed))
        words = [
            Sum((), tuple(Bonus(formula, 1 << k) for k, (_, formula) in enumerate(chunk)))
            for chunk in self._chunks()
        ]
        sums = [*(one for _, one in self.totals), *words]
        self.diagram = Diagram(problem.sizes, hard, sums)
        nodes = self._lean(start(self.diagram, np.int64), 0)
        for place, layer in enumerate(self.diagram.layers):
            if len(nodes) * layer.target.shape[1] > STEPS:
                raise TooLarge.one(
                    "too many sets of demands stop packages to find the smallest of them",
                    "ask about fewer red lines, or fix some issues with a variant",
                )
            steps = forward(layer, nodes)
            found, _ = merged(steps, nodes.counts[steps.source] * 0)
            nodes = self._lean(found, place + 1)
        self.sets = self._masks(nodes)

    def _chunks(self) -> list[list[tuple[int, Formula]]]:
        return [self.lines[k : k + WORD_BITS] for k in range(0, len(self.lines), WORD_BITS)]

    def _lean(self, nodes: Nodes, place: int) -> Nodes:
        """Sums capped from above where they suffice, and from below where they cannot; then the undominated."""
        if not len(nodes):
            return nodes
        least, most = (bound[place][nodes.state] for bound in self.diagram.to_come)
        sums = nodes.sums.copy()
        for k, (_, one) in enumerate(self.totals):
            assert one.at_least is not None
            column = sums[:, k]
            hopeless = column + most[:, k] < one.at_least
            column = np.minimum(column, one.at_least - least[:, k])
            sums[:, k] = np.where(hopeless, -(one.bound + abs(one.at_least) + 1), column)
        capped = Nodes(nodes.state, sums, nodes.counts)
        keys = np.column_stack([capped.state, sums])
        _, first = np.unique(row_keys(keys), return_index=True)
        capped = capped.only(first)
        order = np.argsort(capped.state, kind="stable")
        state = capped.state[order]
        compared = self._compared(capped)[order]
        begins = np.flatnonzero(np.r_[True, state[1:] != state[:-1]])
        kept = np.ones(len(order), dtype=bool)
        for begin, end in zip(begins, np.r_[begins[1:], len(order)], strict=True):
            if end - begin > 1:
                kept[order[begin:end]] = is_efficient(compared[begin:end])
        return capped.only(kept)

    def _compared(self, nodes: Nodes) -> NDArray[Any]:
        """The sums, and a column per demand: violating it is worse."""
        columns = [nodes.sums[:, k] for k in range(len(self.totals))]
        for place, chunk in enumerate(self._chunks()):
            word = nodes.sums[:, len(self.totals) + place]
            columns += [-(word >> k & 1) for k in range(len(chunk))]
        varies = [column for column in columns if (column != column[0]).any()]
        return np.column_stack(varies) if varies else np.zeros((len(nodes), 0), dtype=np.int64)

    def _masks(self, nodes: Nodes) -> list[int]:
        masks = []
        for row in nodes.sums.tolist():
            mask = 0
            for k, (place, one) in enumerate(self.totals):
                assert one.at_least is not None
                if row[k] < one.at_least:
                    mask |= 1 << place
            for number, chunk in enumerate(self._chunks()):
                word = int(row[len(self.totals) + number])
                mask |= sum(1 << place for k, (place, _) in enumerate(chunk) if word >> k & 1)
            masks.append(mask)
        return masks
