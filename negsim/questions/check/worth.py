"""Laws of what an actor prefers, which a scenario states itself: held for all packages, or a counterexample."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from negsim.language.model.conditions import Condition
from negsim.solve.answer import Package
from negsim.solve.tables.completions import least_difference, smallest
from negsim.space.compiler import Compiler
from negsim.space.space import Space

Words = Mapping[str, Any]  # a package, as results show it


def falls_along(
    space: Space, actor: str, issue: str, *, falling: bool
) -> tuple[Words, Words] | None:
    """Find two packages that differ on an ordered issue alone, of which the one further along is worth less.

    Parameters
    ----------
    space : Space
    actor : str
        Whose utility is compared.
    issue : str
        Among options that have a place in its order for this actor.
    falling : bool
        Find the opposite: one further along that is worth more.

    Returns
    -------
    pair of packages, or None
        Feasible or not, the one that should be worth at least as much first; None where there are no such two.
    """
    spec, place = space.scenario.issue[issue], space.issues.index(issue)
    ranks = spec.ranks(actor)
    foreign = spec.read_as(actor)
    along = [
        position
        for position, option in enumerate(spec.options)
        if ranks[position] is not None and option.id not in foreign
    ]
    compiled = space.problem.actors[space.actors.index(actor)]
    for before, after in pairwise(along):
        better, worse = (before, after) if falling else (after, before)
        difference, rest = least_difference(
            compiled, space.problem.sizes, {place: better}, {place: worse}
        )
        if difference < 0:
            first, second = (_with(rest, place, option) for option in (better, worse))
            return space.words(first), space.words(second)
    return None


def _with(package: Package, place: int, option: int) -> Package:
    return (*package[:place], option, *package[place + 1 :])


def worth_least(space: Space, actor: str, when: Condition | None) -> tuple[Fraction, Words] | None:
    """Find the package, feasible or not, that is worth least to an actor where a condition holds.

    Returns
    -------
    utility and package, or None
        None where the condition holds nowhere.
    """
    compiled = space.problem.actors[space.actors.index(actor)]
    where = None if when is None else Compiler(space.scenario).condition(when)
    found = smallest(compiled, space.problem.sizes, where)
    if found is None:
        return None
    total, package = found
    return Fraction(total + compiled.offset, compiled.scale), space.words(package)
