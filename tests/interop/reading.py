"""What tests of importers ask of a scenario: the worth of every package, in the order of the file."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from negsim.language.model.scenario import Scenario
from negsim.solve.tables.gains import total
from negsim.solve.tables.problem import Problem
from negsim.space.space import compile_scenario


def packages(problem: Problem) -> list[tuple[int, ...]]:
    """Give every package, in package order."""
    return list(product(*(range(size) for size in problem.sizes)))


def worths(scenario: Scenario) -> list[list[Fraction]]:
    """Give each package, in package order, its utility to every actor."""
    space = compile_scenario(scenario)
    actors = space.problem.actors
    return [
        [Fraction(total(actor, package) + actor.offset, actor.scale) for actor in actors]
        for package in packages(space.problem)
    ]


def reservations(scenario: Scenario) -> list[Fraction]:
    """Give the reservation value of every actor, as a utility."""
    return [actor.reservation_value for actor in compile_scenario(scenario).problem.actors]
