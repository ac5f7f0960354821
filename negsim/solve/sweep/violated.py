"""The minimal sets of suspects that packages violate, by dynamic programming over partial sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Layer
from negsim.solve.sweep.asks import content
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.nodes import Nodes, firsts_of, forward, merged, start
from negsim.solve.tables.blame import Layout, minimal_sets, too_many_sets
from negsim.solve.tables.consent import Assembly, Ballot
from negsim.solve.tables.efficient import in_order, is_efficient
from negsim.solve.tables.formula import conjunction, disjunction, negate, truth
from negsim.solve.tables.problem import Formula, FormulaBonus, Problem, ScopeTable, constant

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
    return minimal_sets(_Violations(problem, layout, layers).sets, len(layout.suspects))


class _Jury:
    """Who counts, where votes may be missing: a choice per actor, as if it were one more issue with two options.

    Only demands of those chosen count against a package, and only their votes for it. Who counts for the agreement
    must be chosen, and every body of it must pass; which way the agreement is met is a choice too.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem, self.sizes = problem, list(problem.sizes)
        assembly = Assembly.of(problem)
        self.hard: list[Formula] = []
        self.votes: list[Sum] = []
        is_asked = assembly.ways is None
        self._always = frozenset(problem.principals if is_asked else ())
        voters = problem.voters.union(() if is_asked else problem.principals) - self._always
        self._chosen = {a: self._choice(2) for a in sorted(voters)}
        for a, bodies in assembly.bodies.items():
            needed = problem.actors[a].needed
            if needed is not None:
                self._pass(bodies, self._chosen, negate(needed))
            elif is_asked:
                self._pass(bodies, self._chosen, None)
        if assembly.ways is not None:
            counted = {a: self._counted(a, assembly.bodies[a]) for a in problem.principals}
            way = self._choice(len(assembly.ways))
            for k, rules in enumerate(assembly.ways):
                other = self._is(way, [j for j in range(len(assembly.ways)) if j != k])
                for one, named in rules:
                    each = Ballot(tuple((a, 1) for a in sorted(named)), len(named))
                    self._pass([one, each], counted, other)

    def _choice(self, n: int) -> int:
        self.sizes.append(n)
        return len(self.sizes) - 1

    def _is(self, choice: int, options: Sequence[int]) -> ScopeTable:
        return ScopeTable((choice,), np.isin(np.arange(self.sizes[choice]), options))

    def _counted(self, a: int, bodies: Sequence[Ballot]) -> int:
        """The choice of whether a principal counts: whether it is chosen, where it has no bodies."""
        if not bodies:
            return self._chosen[a]
        choice = self._choice(2)
        out = self._is(choice, [0])
        self.hard.append(conjunction([self._is(choice, [1]), self._is(self._chosen[a], [0])]))
        self._pass(bodies, self._chosen, out)
        return choice

    def _pass(
        self, ballots: Sequence[Ballot], choices: Mapping[int, int], free: Formula | None
    ) -> None:
        """Let enough of those chosen vote, unless no votes are needed."""
        for one in ballots:
            wanted = one.wanted - sum(n for a, n in one.votes if a in self._always)
            votes = [
                FormulaBonus(self._is(choices[a], [1]), n)
                for a, n in one.votes
                if a not in self._always
            ]
            if wanted > 0:
                more = () if free is None else (FormulaBonus(free, wanted),)
                self.votes.append(Sum((), (*votes, *more), wanted))

    def counts(self, a: int) -> Formula:
        """Where an actor's demands count against a package."""
        actor = self.problem.actors[a]
        parts: list[Formula] = []
        if a in self._always:
            return constant(True)
        if a in self._chosen:
            parts.append(self._is(self._chosen[a], [1]))
        if actor.consent == "when":
            assert actor.needed is not None
            parts.append(actor.needed)
        return disjunction(parts)


class _Violations:
    """A sweep that keeps, per state, the partial packages of which no other violates less and has at least as much."""

    def __init__(self, problem: Problem, layout: Layout, layers: Sequence[Layer]) -> None:
        jury = _Jury(problem)
        blames_rules = "rules" in layers
        hard = [*problem.barred, *(() if blames_rules else problem.broken), *jury.hard]
        self.totals: list[
            tuple[int, Sum]
        ] = []  # bit of a reservation value, and what must reach it
        self.lines: list[tuple[int, Formula]] = []
        counts = {a: jury.counts(a) for a in problem.asked}
        for place, s in enumerate(layout.suspects):
            if s.layer not in layers or not (s.actor < 0 or s.actor in counts):
                continue
            if s.layer == "rules":
                self.lines.append((place, problem.broken[s.number]))
                continue
            actor, asked = problem.actors[s.actor], counts[s.actor]
            needed = None if truth(asked) else asked
            if s.layer == "reservations":
                reached = content(replace(actor, needed=needed)).sums
                self.totals += [(place, one) for one in reached]
            else:
                self.lines.append((place, conjunction([asked, actor.crossed[s.number]])))
        words = [
            Sum((), tuple(FormulaBonus(formula, 1 << k) for k, (_, formula) in enumerate(chunk)))
            for chunk in self._chunks()
        ]
        self.votes = jury.votes
        sums = [*(one for _, one in self.totals), *words, *self.votes]
        self.diagram = Diagram(tuple(jury.sizes), hard, sums)
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
        kept = np.ones(len(nodes), dtype=bool)
        for k, one in enumerate(self.votes, start=sums.shape[1] - len(self.votes)):
            assert one.at_least is not None
            kept &= np.asarray(sums[:, k] + most[:, k] >= one.at_least, dtype=bool)
            sums[:, k] = np.minimum(sums[:, k], one.at_least - least[:, k])
        capped = Nodes(nodes.state, sums, nodes.counts).only(kept)
        sums = capped.sums
        if not len(capped):
            return capped
        capped = capped.only(firsts_of(capped.state, sums))
        if len(self._known):
            # Who violates all of a set that is known has nothing smaller to show.
            free = np.asarray(~self._violated(capped, place), dtype=np.float32)
            missing = free @ self._known.T.astype(np.float32)
            capped = capped.only(np.asarray((missing > 0).all(axis=1)))
        if not len(capped):
            return capped
        order = in_order(capped.state)
        state = capped.state[order]
        compared = self._compared(capped)[order]
        changes = (np.flatnonzero(state[1:] != state[:-1]) + 1).tolist()
        kept = np.ones(len(order), dtype=bool)
        for begin, end in zip([0, *changes], [*changes, len(order)], strict=True):
            if (end - begin) ** 2 * compared.shape[1] > COMPARED:
                raise too_many_sets()
            if end - begin > 1:
                kept[order[begin:end]] = is_efficient(compared[begin:end])
        return capped.only(kept)

    def _compared(self, nodes: Nodes) -> NDArray[Any]:
        """The sums, votes too, and a column per demand: violating it is worse."""
        first = nodes.sums.shape[1] - len(self.votes)
        columns = [nodes.sums[:, k] for k in range(len(self.totals))]
        columns += [nodes.sums[:, first + k] for k in range(len(self.votes))]
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
