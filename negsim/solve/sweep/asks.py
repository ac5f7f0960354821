"""From a problem to diagrams: which packages may not be, and what must come to how much."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction

from negsim.solve.answer import Suspect
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.tables.formula import conjunction, negate
from negsim.solve.tables.problem import ActorTables, Formula, FormulaBonus, Problem


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


def total(actor: ActorTables, at_least: int | None = None) -> Sum:
    """An actor's total."""
    return Sum(actor.tables, actor.bonuses, at_least)


def acceptance(actor: ActorTables) -> Ask:
    """What an actor accepts, its consent needed or not."""
    asked = total(actor, actor.threshold)
    sums = (asked,) if actor.threshold > -asked.bound else ()
    return Ask(actor.crossed, sums)


def content(actor: ActorTables) -> Ask:
    """What an actor accepts, or does not need to.

    Where its consent is not needed a sum gets more than it could lack, so that one comparison says both.
    """
    if actor.needed is None:
        return acceptance(actor)
    asked = acceptance(actor)
    enough = total(actor).bound + abs(actor.threshold) + 1
    free = FormulaBonus(negate(actor.needed), enough)
    sums = tuple(Sum(s.tables, (*s.bonuses, free), s.at_least) for s in asked.sums)
    return Ask(tuple(conjunction([actor.needed, line]) for line in actor.crossed), sums)


def without_reservation(actor: ActorTables) -> ActorTables:
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
