"""The minimal sets of suspects that packages violate, by dynamic programming over partial sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Layer
from negsim.solve.sweep.asks import content
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.nodes import Nodes, forward, merged, start
from negsim.solve.tables.blame import Layout, minimal_sets, too_many_sets
from negsim.solve.tables.consent import minimal_winning_sets
from negsim.solve.tables.efficient import is_efficient, row_keys
from negsim.solve.tables.formula import conjunction
from negsim.solve.tables.problem import Bonus, Formula, Problem

WORD_BITS = 60  # suspects noted in one integer
STEPS = 2**20  # partial sets weighed at once
COMPARED = (
    3e11  # numbers compared, at the worst, to find the undominated of a state: some ten seconds
)
SCOUTS = 2**9  # partial sets followed to begin with, to know some sets beforehand
KNOWN = 2**10  # sets held against partial ones


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
        self.n_bits = len(layout.suspects)
        self._known: NDArray[np.bool_] = np.zeros(
            (0, len(self.totals) + len(self.lines)), dtype=bool
        )
        scouted = minimal_sets(self._masks(self._sweep(SCOUTS)), self.n_bits)
        self._known = self._as_rows(scouted[:KNOWN])
        self.sets = [*scouted, *self._masks(self._sweep(None))]

    def _sweep(self, most: int | None) -> Nodes:
        """The partial packages that are left at the end; with a limit, of those that violate least on the way."""
        nodes = self._lean(start(self.diagram, np.int64), 0)
        for place, layer in enumerate(self.diagram.layers):
            if len(nodes) * layer.target.shape[1] > STEPS:
                raise too_many_sets()
            steps = forward(layer, nodes)
            found, _ = merged(steps, nodes.counts[steps.source] * 0)
            nodes = self._lean(found, place + 1)
            if most is not None and len(nodes) > most:
                n_violated = self._violated(nodes, place + 1).sum(axis=1)
                nodes = nodes.only(np.sort(np.argsort(n_violated, kind="stable")[:most]))
        return nodes

    def _as_rows(self, masks: Sequence[int]) -> NDArray[np.bool_]:
        places = [place for place, _ in self.totals] + [place for place, _ in self.lines]
        rows = [[bool(mask >> place & 1) for place in places] for mask in masks]
        return np.array(rows, dtype=bool).reshape(len(masks), len(places))

    def _violated(self, nodes: Nodes, place: int) -> NDArray[np.bool_]:
        """What is violated for certain: (nodes, suspects), reservation values first."""
        most = self.diagram.to_come[1][place][nodes.state]
        columns = [
            np.asarray(nodes.sums[:, k] + most[:, k] < one.at_least, dtype=bool)
            for k, (_, one) in enumerate(self.totals)
        ]
        for number, chunk in enumerate(self._chunks()):
            word = nodes.sums[:, len(self.totals) + number]
            columns += [np.asarray(word >> k & 1, dtype=bool) for k in range(len(chunk))]
        return np.column_stack(columns) if columns else np.zeros((len(nodes), 0), dtype=bool)

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
        if len(self._known):
            # Who violates all of a set that is known has nothing smaller to show.
            free = np.asarray(~self._violated(capped, place), dtype=np.float32)
            missing = free @ self._known.T.astype(np.float32)
            capped = capped.only(np.asarray((missing > 0).all(axis=1)))
        if not len(capped):
            return capped
        order = np.argsort(capped.state, kind="stable")
        state = capped.state[order]
        compared = self._compared(capped)[order]
        begins = np.flatnonzero(np.r_[True, state[1:] != state[:-1]])
        kept = np.ones(len(order), dtype=bool)
        for begin, end in zip(begins, np.r_[begins[1:], len(order)], strict=True):
            if (end - begin) ** 2 * compared.shape[1] > COMPARED:
                raise too_many_sets()
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
