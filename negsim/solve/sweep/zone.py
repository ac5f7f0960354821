"""The zone of a problem in a sweep: its size, its options, and its efficient packages, whatever must agree to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.solve.sweep.asks import Ask, rules, total
from negsim.solve.sweep.count import Size, size_of
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.effort import MANY
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.nodes import Nodes
from negsim.solve.sweep.together import Together
from negsim.solve.sweep.voting import Forum, Gate, told_by, zone_terms
from negsim.solve.tables.formula import disjunction
from negsim.solve.tables.problem import FormulaBonus, Problem

Counter = Callable[[Diagram], Size]


def size_of_terms(
    sizes: tuple[int, ...], terms: Sequence[tuple[int, Ask]], counted: Counter = size_of
) -> Size:
    """How many packages there are, and with which options, of which several sets are the sum.

    Parameters
    ----------
    sizes
        Options per issue.
    terms
        The sets, each with how many times it counts.
    counted
        What counts a set of packages: exactly, unless told otherwise.

    Notes
    -----
    The intervals of estimates add up, so that they cover more often than they say.
    """
    packages = low = high = 0
    is_exact = True
    options = [np.zeros(n, dtype=object) for n in sizes]
    for times, asked in terms:
        found = counted(asked.diagram(sizes))
        packages += times * found.packages
        ends = [times * end for end in found.interval or (found.packages, found.packages)]
        low, high = low + min(ends), high + max(ends)
        is_exact &= found.interval is None
        for issue, counts in enumerate(found.options):
            options[issue] = options[issue] + times * np.array(counts, dtype=object)
    return Size(
        max(0, packages),
        tuple(tuple(max(0, int(k)) for k in counts) for counts in options),
        None if is_exact else (max(0, low), high),
    )


def zone_size(problem: Problem, counted: Counter = size_of, also: Ask | None = None) -> Size:
    """How many packages the zone has, and with which options; of those only of which something more is asked."""
    more = also or Ask(())
    terms = [(times, asked + more) for times, asked in zone_terms(problem)]
    return size_of_terms(problem.sizes, terms, counted)


def single(problem: Problem, also: Sequence[Sum] = ()) -> Ask | None:
    """The zone as one set of packages, sums first the principals' totals, and `also` last; None where it is several."""
    forum = Forum.of(problem)
    cases = forum.cases()
    if len(cases) != 1:
        return None
    [(term, times)] = cases.items()
    if times != 1:
        return None
    principals = [problem.actors[a] for a in problem.principals]
    is_asked = problem.quota is None
    heads = (total(actor, actor.threshold if is_asked else None) for actor in principals)
    asked = Ask((), tuple(heads)) + forum.base() + forum.ask(term)
    if is_asked:
        for actor in principals:
            asked += Ask(actor.crossed)
    return asked + Ask((), tuple(also))


def zone_frontier(
    problem: Problem,
    objectives: Sequence[Sum] = (),
    also: Sequence[Sum] = (),
    patience: float = inf,
) -> Pareto:
    """The efficient packages of the zone, over the principals' totals.

    Parameters
    ----------
    problem
        Whose zone.
    objectives
        What is to be large before these.
    also
        More sums that must reach their least.
    patience
        As of `Pareto`, where no votes are counted.
    """
    n_objectives = len(objectives) + len(problem.principals)
    asked = single(problem, also)
    if asked is not None:
        diagram = (Ask((), tuple(objectives)) + asked).diagram(problem.sizes)
        # Of fewer it takes longer to tell than it spares.
        is_worth_it = len(problem.principals) > MANY and problem.quota is None
        together = Together(diagram, n_objectives) if is_worth_it else None
        return Pareto(diagram, n_objectives, together=together, patience=patience)
    return _Votes(problem, objectives, also).frontier()


class _Votes:
    """Partial packages that also say how many votes they have, and of whom it is not told what they object to."""

    def __init__(self, problem: Problem, objectives: Sequence[Sum], also: Sequence[Sum]) -> None:
        self.problem, self.forum = problem, Forum.of(problem)
        self.gates = self.forum.every_gate
        self.is_asked = problem.quota is None
        principals = [problem.actors[a] for a in problem.principals]
        heads = [
            *objectives,
            *(total(actor, actor.threshold if self.is_asked else None) for actor in principals),
        ]
        self.n_heads = len(heads)
        self.base = self.forum.base() + Ask((), tuple(also))
        if self.is_asked:
            for actor in principals:
                self.base += Ask(actor.crossed)
        self.place = {a: len(objectives) + k for k, a in enumerate(problem.principals)}
        self.sums = [*heads, *self.base.sums]
        self.told: dict[int, int] = {}  # actor -> column that says whether it accepts
        self.first_gate = len(self.sums)
        self.sums += [self._votes(gate) for gate in self.gates]
        crossing = []
        for a in self._members():
            actor = problem.actors[a]
            told = told_by(actor, problem.sizes)
            if told is not None:
                self.told[a] = len(self.sums)
                self.sums.append(Sum((), (FormulaBonus(told, 1),), matters=(0, 1)))
                continue
            if a not in self.place:
                self.place[a] = len(self.sums)
                asked, least = total(actor), actor.threshold
                self.sums.append(Sum(asked.tables, asked.bonuses, matters=(least - 1, least)))
            if actor.crossed:
                crossing.append((a, disjunction(actor.crossed)))
        self.mark = {a: k for k, (a, _) in enumerate(crossing)}
        marks = tuple(FormulaBonus(formula, 1 << k) for k, (_, formula) in enumerate(crossing))
        self.sums.append(Sum((), marks))

    def _members(self) -> list[int]:
        return sorted({member.actor for gate in self.gates for member, _ in gate.members})

    def _votes(self, gate: Gate) -> Sum:
        """The votes of a gate that are told; how many of them matter depends on the others."""
        others = sum(number for _, number in gate.members)
        told = gate.told.bonuses
        if gate.free is not None:
            told = (*told, FormulaBonus(gate.free, max(1, gate.wanted)))
        return Sum((), told, matters=(gate.wanted - others - 1, gate.wanted))

    def frontier(self) -> Pareto:
        """The efficient packages, over the heads."""
        diagram = Diagram(self.problem.sizes, self.base.hard, self.sums)
        return Pareto(diagram, self.n_heads, 1, self._passes)

    def _passes(self, nodes: Nodes, most: NDArray[Any]) -> NDArray[np.bool_]:
        """Where votes may still suffice, whatever is to come."""
        reach = nodes.sums + most
        passed: dict[Gate, NDArray[np.bool_]] = {}
        for place, gate in enumerate(self.gates, start=self.first_gate):
            cast = reach[:, place]
            for member, number in gate.members:
                yes = self._accepts(member.actor, nodes, reach)
                for own in member.gates:
                    yes = yes & passed[own]
                cast = cast + yes * number
            passed[gate] = np.asarray(cast >= gate.wanted, dtype=bool)
        found = _all([passed[gate] for gate in self.forum.gates], len(nodes))
        if self.forum.ways is None:
            return found
        ways = (_all([passed[gate] for gate in way], len(nodes)) for way in self.forum.ways)
        return found & reduce(np.logical_or, ways)

    def _accepts(self, a: int, nodes: Nodes, reach: NDArray[Any]) -> NDArray[np.bool_]:
        """Where an actor may still accept."""
        if a in self.told:
            return np.asarray(reach[:, self.told[a]] >= 1, dtype=bool)
        yes = np.asarray(reach[:, self.place[a]] >= self.problem.actors[a].threshold, dtype=bool)
        if a in self.mark:
            yes &= np.asarray((nodes.sums[:, -1] >> self.mark[a] & 1) == 0, dtype=bool)
        return yes


def _all(flags: Sequence[NDArray[np.bool_]], n: int) -> NDArray[np.bool_]:
    return reduce(np.logical_and, flags, np.ones(n, dtype=bool))


def feasible_frontier(problem: Problem, patience: float = inf) -> Pareto:
    """The efficient feasible packages, over the principals."""
    heads = tuple(total(problem.actors[a]) for a in problem.principals)
    diagram = Diagram(problem.sizes, rules(problem).hard, heads)
    return Pareto(diagram, len(heads), patience=patience)
