"""How many packages each of many sets of actors agrees to, counted on the same two halves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.sweep.asks import Ask, acceptance, agreement, rules
from negsim.solve.sweep.count import MOST, Middle
from negsim.solve.sweep.diagram import Sum
from negsim.solve.sweep.dominance import above
from negsim.solve.sweep.sample import Counting
from negsim.solve.tables.consent import ALL_COALITIONS_UP_TO
from negsim.solve.tables.formula import disjunction, negate
from negsim.solve.tables.problem import ActorTables, FormulaBonus, Problem


def verdict(actor: ActorTables) -> Sum:
    """A sum that reaches its least just where an actor accepts, or need not.

    Crossing a red line takes more than could be made good; where consent is not needed, more is given than that.
    """
    asked = acceptance(actor).sums
    [reached] = asked or (Sum((), at_least=0),)
    assert reached.at_least is not None
    most = reached.bound + abs(reached.at_least) + 1
    bonuses = list(reached.bonuses)
    if actor.crossed:
        bonuses.append(FormulaBonus(disjunction(actor.crossed), -2 * most))
    if actor.needed is not None:
        bonuses.append(FormulaBonus(negate(actor.needed), 4 * most))
    return Sum(reached.tables, tuple(bonuses), reached.at_least)


@dataclass(frozen=True, eq=False)
class _Half:
    """What both sides of the middle bring of each actor's sum, where they are in one state."""

    lacking: NDArray[Any]  # (n, actors): what the first half leaves to be reached
    brought: NDArray[Any]  # (m, actors)
    of_first: NDArray[Any]  # partial packages of each
    of_second: NDArray[Any]


class Agreements:
    """Counts the feasible packages that all members of a set of actors accept, or need not.

    Parameters
    ----------
    problem
        Of which all sets are.
    counted
        What counts a set by itself, where the halves with all actors' sums outgrow memory.
    """

    def __init__(self, problem: Problem, counted: Counting) -> None:
        self.problem, self._counted = problem, counted
        self.actors = problem.consenting

    def of(self, members: Collection[int]) -> int:
        """How many packages a set agrees to, of the actors whose consent may be needed."""
        if self._halves is None:
            return self._counted.packages(
                agreement(self.problem, members).diagram(self.problem.sizes)
            )
        columns = [self.actors.index(a) for a in members]
        found = 0
        for half in self._halves:
            partners = above(half.lacking[:, columns], half.brought[:, columns], half.of_second)
            found += int((partners * half.of_first).sum())
        return found

    @cached_property
    def _halves(self) -> list[_Half] | None:
        sizes = self.problem.sizes
        if len(self.actors) > ALL_COALITIONS_UP_TO or prod(sizes) > MOST:
            return None
        verdicts = tuple(verdict(self.problem.actors[a]) for a in self.actors)
        try:
            asked = rules(self.problem) + Ask((), verdicts)
            middle = Middle(asked.diagram(sizes), asks_all=False)
            pairs = list(middle.pairs())
        except TooLarge:
            return None
        return [
            _Half(middle.least - left.sums, right.sums, left.counts, right.counts)
            for left, right in pairs
        ]
