"""From a problem to diagrams: which packages may not be, and what must come to how much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Suspect
from negsim.solve.sweep.count import Size, size_of
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.nodes import Nodes
from negsim.solve.tables.consent import is_enough
from negsim.solve.tables.formula import conjunction, disjunction, negate
from negsim.solve.tables.problem import Actor, Bonus, Formula, Problem

Counter = Callable[[Diagram], Size]

MOST_OUTVOTABLE = 12  # principals under a quota, whose sets are all looked at
WINS = "the quota leaves too many sets of principals to be counted apart"


@dataclass(frozen=True, eq=False)
class Ask:
    """Packages of which no formula of `hard` holds and whose sums reach their least."""

    hard: tuple[Formula, ...]
    sums: tuple[Sum, ...] = ()

    def __add__(self, other: Ask) -> Ask:
        return Ask(self.hard + other.hard, self.sums + other.sums)

    def diagram(self, sizes: tuple[int, ...]) -> Diagram:
        """The packages of which no formula of `hard` holds, told by the sums; `sizes` are options per issue."""
        return Diagram(sizes, self.hard, self.sums)


def rules(problem: Problem) -> Ask:
    """The feasible packages."""
    return Ask((*problem.barred, *problem.broken))


def total(actor: Actor, at_least: int | None = None) -> Sum:
    """An actor's total."""
    return Sum(actor.tables, actor.bonuses, at_least)


def acceptance(actor: Actor) -> Ask:
    """What an actor accepts, its consent needed or not."""
    asked = total(actor, actor.threshold)
    sums = (asked,) if actor.threshold > -asked.bound else ()
    return Ask(actor.crossed, sums)


def content(actor: Actor) -> Ask:
    """What an actor accepts, or does not need to.

    Where its consent is not needed a sum gets more than it could lack, so that one comparison says both.
    """
    if actor.needed is None:
        return acceptance(actor)
    asked = acceptance(actor)
    enough = total(actor).bound + abs(actor.threshold) + 1
    free = Bonus(negate(actor.needed), enough)
    sums = tuple(Sum(s.tables, (*s.bonuses, free), s.at_least) for s in asked.sums)
    return Ask(tuple(conjunction([actor.needed, line]) for line in actor.crossed), sums)


def without_reservation(actor: Actor) -> Actor:
    """The actor with a reservation value that every package reaches."""
    bound = total(actor).bound
    return replace(actor, reservation_value=Fraction(actor.offset - bound, actor.scale))


def without(problem: Problem, dropped: Collection[Suspect]) -> Problem:
    """The problem with some red lines, reservation values and rules gone."""
    actors = []
    for a, actor in enumerate(problem.actors):
        crossed = tuple(
            line
            for k, line in enumerate(actor.crossed)
            if Suspect("red_lines", a, k) not in dropped
        )
        kept = replace(actor, crossed=crossed)
        is_free = Suspect("reservations", a, 0) in dropped
        actors.append(without_reservation(kept) if is_free else kept)
    broken = tuple(
        rule for r, rule in enumerate(problem.broken) if Suspect("rules", -1, r) not in dropped
    )
    return replace(problem, actors=tuple(actors), broken=broken)


def reservations(problem: Problem) -> frozenset[Suspect]:
    """All reservation values."""
    return frozenset(Suspect("reservations", a, 0) for a in range(len(problem.actors)))


def conditionals(problem: Problem) -> tuple[int, ...]:
    """Positions of the actors whose consent is needed here and there."""
    return tuple(a for a in problem.consenting if problem.actors[a].consent == "when")


def agreement(problem: Problem, members: Collection[int]) -> Ask:
    """The feasible packages that all members accept or need not."""
    asked = rules(problem)
    for a in members:
        asked += content(problem.actors[a])
    return asked


def zone_terms(problem: Problem) -> list[tuple[int, Ask]]:
    """Sets of packages of which the zone is the sum, each so many times.

    One without a quota. Under a quota whether enough accept is a polynomial in who accepts: a set of principals counts
    as often as its winning subsets of even co-size exceed those of odd (Mobius inversion).

    Raises
    ------
    TooLarge
        Where there are more than `MOST_OUTVOTABLE` principals under a quota.
    """
    principals, others = problem.principals, conditionals(problem)
    if problem.quota is None:
        return [(1, agreement(problem, (*principals, *others)))]
    if len(principals) > MOST_OUTVOTABLE:
        raise TooLarge.one(WINS, "name fewer principals, or leave the quota out")
    times: dict[frozenset[int], int] = {}
    for n in range(len(principals) + 1):
        for some in combinations(principals, n):
            members = frozenset(some)
            below = sum(k for smaller, k in times.items() if smaller < members)
            times[members] = int(is_enough(problem, members)) - below
    return [
        (k, agreement(problem, (*sorted(members), *others))) for members, k in times.items() if k
    ]


def zone_size(problem: Problem, counted: Counter = size_of) -> Size:
    """How many packages the zone has, and with which options.

    Parameters
    ----------
    problem
        Whose zone.
    counted
        What counts a set of packages: exactly, unless told otherwise.

    Notes
    -----
    Under a quota the zone is a sum of several sets; the intervals of estimates add up, so that they cover more often
    than they say.
    """
    packages = low = high = 0
    is_exact = True
    options = [np.zeros(n, dtype=object) for n in problem.sizes]
    for times, asked in zone_terms(problem):
        found = counted(asked.diagram(problem.sizes))
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


def zone_frontier(
    problem: Problem, objectives: Sequence[Sum] = (), also: Sequence[Sum] = ()
) -> Pareto:
    """The efficient packages of the zone, over the principals' totals.

    Parameters
    ----------
    problem
        Whose zone.
    objectives
        What is to be large before these; only where there is a quota.
    also
        More sums that must reach their least.
    """
    if problem.quota is None:
        asked = zone(problem, also)
        return Pareto(asked.diagram(problem.sizes), len(problem.principals))
    asked = rules(problem) + Ask((), tuple(also))
    for a in conditionals(problem):
        asked += content(problem.actors[a])
    return _outvoted(problem, asked, tuple(objectives))


def zone(problem: Problem, also: Sequence[Sum] = ()) -> Ask:
    """The zone of a problem without a quota: sums are first the principals' totals, and `also` come last."""
    principals = [problem.actors[a] for a in problem.principals]
    asked = Ask((), tuple(total(actor, actor.threshold) for actor in principals)) + rules(problem)
    for a in conditionals(problem):
        asked += content(problem.actors[a])
    for actor in principals:
        asked += Ask(actor.crossed)
    return asked + Ask((), tuple(also))


def _outvoted(problem: Problem, asked: Ask, objectives: tuple[Sum, ...]) -> Pareto:
    """Under a quota partial packages also say which principals' lines they cross."""
    principals = problem.principals
    crossing = tuple(
        Bonus(disjunction(problem.actors[a].crossed), 1 << place)
        for place, a in enumerate(principals)
        if problem.actors[a].crossed
    )
    totals = tuple(total(problem.actors[a]) for a in principals)
    heads = (*objectives, *totals)
    sums = (*heads, *asked.sums, Sum((), crossing))
    first = len(objectives)
    thresholds = [problem.actors[a].threshold for a in principals]

    def passes(nodes: Nodes, most: NDArray[Any]) -> NDArray[np.bool_]:
        accepting = np.zeros(len(nodes), dtype=object)
        for place, least in enumerate(thresholds):
            column = first + place
            reaches = nodes.sums[:, column] + most[:, column] >= least
            keeps = (nodes.sums[:, -1] >> place & 1) == 0
            accepting = accepting + (np.asarray(reaches & keeps, dtype=bool) * (1 << place))
        wins = {
            pattern: is_enough(
                problem, [a for place, a in enumerate(principals) if pattern >> place & 1]
            )
            for pattern in set(accepting.tolist())
        }
        return np.array([wins[pattern] for pattern in accepting.tolist()], dtype=bool)

    return Pareto(Diagram(problem.sizes, asked.hard, sums), len(heads), 1, passes)


def feasible_frontier(problem: Problem) -> Pareto:
    """The efficient feasible packages, over the principals."""
    heads = tuple(total(problem.actors[a]) for a in problem.principals)
    return Pareto(Diagram(problem.sizes, rules(problem).hard, heads), len(heads))
