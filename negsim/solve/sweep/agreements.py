"""How many packages each of many sets of actors agrees to, counted on the same two halves."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from math import prod

from negsim.errors import TooLarge
from negsim.solve.sweep.asks import Ask, acceptance, agreement, rules
from negsim.solve.sweep.count import MOST, Middle, Size
from negsim.solve.sweep.diagram import Sum
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


class Agreements:
    """Counts the feasible packages that all members of a set of actors accept, or need not.

    Parameters
    ----------
    problem
        Of which all sets are.
    counted
        What counts a set by itself, where the halves with all actors' sums outgrow memory.
    with_options
        Whether `of_all` will be asked.
    """

    def __init__(self, problem: Problem, counted: Counting, *, with_options: bool = False) -> None:
        self.problem, self._counted, self._with_options = problem, counted, with_options
        self.actors = problem.consenting

    def of(self, members: Collection[int]) -> int:
        """How many packages a set agrees to, of the actors whose consent may be needed."""
        if self._middle is None:
            return self._counted.packages(
                agreement(self.problem, members).diagram(self.problem.sizes)
            )
        return self._middle.packages([self.actors.index(a) for a in members])

    def of_all(self) -> Size | None:
        """How many packages all of them agree to, with which options; None where the halves outgrow memory.

        It can be asked once: what it needs is given up with that.
        """
        return None if self._middle is None else self._middle.size()

    @cached_property
    def _middle(self) -> Middle | None:
        sizes = self.problem.sizes
        if len(self.actors) > ALL_COALITIONS_UP_TO or prod(sizes) > MOST:
            return None
        verdicts = tuple(verdict(self.problem.actors[a]) for a in self.actors)
        asked = rules(self.problem) + Ask((), verdicts)
        try:
            middle = Middle(asked.diagram(sizes), with_options=self._with_options, asks_all=False)
            _ = middle.junctions
        except TooLarge:
            return None
        return middle
