"""How many packages each of many sets of actors agrees to, counted on the same two halves."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from itertools import combinations

from negsim.errors import TooLarge
from negsim.solve.sweep.asks import Ask, acceptance, agreement, rules
from negsim.solve.sweep.count import Middle, Size
from negsim.solve.sweep.diagram import Diagram, Sum
from negsim.solve.sweep.sample import Counting, estimated_sets
from negsim.solve.tables.consent import ALL_COALITIONS_UP_TO
from negsim.solve.tables.formula import disjunction, negate
from negsim.solve.tables.problem import ActorTables, FormulaBonus, Problem

FEW = 7  # sets of actors, none left out, up to which each is counted by itself where all together cannot be


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
        What counts a set by itself, and says what counting may take.
    with_options
        Whether `of_all` will be asked.

    Notes
    -----
    All sets are counted on the same two halves, or all estimated from the same draws; by themselves only where they are
    few, or those of so many actors that not all are asked for, or where counting insists.
    """

    def __init__(self, problem: Problem, counted: Counting, *, with_options: bool = False) -> None:
        self.problem, self._counted, self._with_options = problem, counted, with_options
        self.actors = problem.consenting

    def of(self, members: Collection[int]) -> int:
        """How many packages a set agrees to, of the actors whose consent may be needed."""
        columns = tuple(self.actors.index(a) for a in members)
        if self._middle is not None:
            return self._middle.packages(columns)
        if self._estimated is not None:
            return self._estimated[columns]
        return self._counted.packages(agreement(self.problem, members).diagram(self.problem.sizes))

    def of_all(self) -> Size | None:
        """How many packages all of them agree to, with which options; None where that is not told from the halves.

        It can be asked once: what it needs is given up with that.
        """
        return None if self._middle is None else self._middle.size()

    @cached_property
    def _sets(self) -> list[tuple[int, ...]]:
        every = range(len(self.actors))
        return [some for size in range(1, len(every) + 1) for some in combinations(every, size)]

    @cached_property
    def _diagram(self) -> Diagram | None:
        """Of all feasible packages, told by what each actor makes of them; None for too many actors."""
        if len(self.actors) > ALL_COALITIONS_UP_TO:
            return None
        verdicts = tuple(verdict(self.problem.actors[a]) for a in self.actors)
        try:
            return (rules(self.problem) + Ask((), verdicts)).diagram(self.problem.sizes)
        except TooLarge:
            return None

    @cached_property
    def _middle(self) -> Middle | None:
        if self._diagram is None:
            return None
        effort = self._counted.effort
        middle = Middle(
            self._diagram, with_options=self._with_options, asks_all=False, most=effort.sums
        )
        *sets, every = self._sets
        try:
            middle.keep_to(effort.seconds, [*sets[len(self.actors) :], every])
            if self._with_options:
                middle.keep_to(effort.seconds / 2, [every])
        except TooLarge:
            return None
        return middle

    @cached_property
    def _estimated(self) -> dict[tuple[int, ...], int] | None:
        if self._diagram is None or not self._counted.effort.may_estimate:
            return None
        if len(self._sets) <= FEW:
            return None
        self._counted.has_estimated = True
        return dict(zip(self._sets, estimated_sets(self._diagram, self._sets), strict=True))
