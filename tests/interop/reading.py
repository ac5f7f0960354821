"""What tests of importers ask of a scenario: the worth of every package, in the order of the file."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from negsim.language.model.scenario import Scenario
from negsim.solve.tables.gains import total
from negsim.space.space import compile_scenario


def worths(scenario: Scenario) -> list[list[Fraction]]:
    """Give each package, in package order, its utility to every actor."""
    space = compile_scenario(scenario)
    actors = space.problem.actors
    return [
        [Fraction(total(actor, package) + actor.offset, actor.scale) for actor in actors]
        for package in product(*(range(size) for size in space.problem.sizes))
    ]


def reservations(scenario: Scenario) -> list[Fraction]:
    """Give the reservation value of every actor, as a utility."""
    return [actor.reservation_value for actor in compile_scenario(scenario).problem.actors]
