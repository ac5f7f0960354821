"""The efficient packages of a problem as far as they can be told, and what each criterion picks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf

import numpy as np
from numpy.typing import NDArray

from negsim.errors import TooLarge
from negsim.solve.answer import Criterion, SolvedSolution
from negsim.solve.listing.engine import CRITERIA, LISTED
from negsim.solve.sweep.effort import COMPARISONS, MANY
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.picked import Picked
from negsim.solve.sweep.zone import feasible_frontier, zone_frontier
from negsim.solve.tables.bargaining import floor, solutions
from negsim.solve.tables.problem import ActorTables, Problem


def picked(problem: Problem) -> Picked | None:
    """What the criteria pick, where there are so many principals that all efficient packages take long to find."""
    if len(problem.principals) < MANY:
        return None
    try:
        return Picked(problem)
    except TooLarge:
        return None


def frontier_of(problem: Problem, picked: Picked | None, *, exact: bool) -> Pareto | Picked:
    """The efficient packages of the zone; where they are too many, those that the criteria pick."""
    try:
        return zone_frontier(problem, patience=_patience(problem, exact=exact))
    except TooLarge as fault:
        if exact:
            raise
        found = picked
        if found is None:
            try:
                found = Picked(problem)
            except TooLarge:
                raise fault from None
        return found


def _patience(problem: Problem, *, exact: bool) -> float:
    """How long all efficient packages are looked for, where what is picked can be found without them."""
    return inf if exact or problem.quota is not None else COMPARISONS


def feasible_of(problem: Problem, *, exact: bool) -> Pareto | None:
    """The efficient feasible packages; None where they are too many."""
    try:
        return feasible_frontier(problem, patience=_patience(problem, exact=exact))
    except TooLarge:
        if exact:
            raise
        return None


def solved_of(
    problem: Problem, principals: Sequence[ActorTables], frontier: Pareto | Picked | None
) -> tuple[Mapping[Criterion, SolvedSolution], Fraction | None]:
    """What each criterion picks of a zone, and what the worst-off gains; nothing of none."""
    if frontier is None:
        return {name: SolvedSolution((), 0) for name in CRITERIA}, None
    vectors = frontier.vectors
    chosen = solutions(principals, vectors, under_quota=problem.quota is not None)
    return _solutions(frontier, chosen), floor(principals, vectors[chosen["egalitarian"]])


def _solutions(
    frontier: Pareto | Picked, picked: Mapping[Criterion, NDArray[np.bool_]]
) -> Mapping[Criterion, SolvedSolution]:
    packages = frontier.first_packages(list(picked.values()), LISTED)
    return {
        name: SolvedSolution(found, int(frontier.counts[mask].sum()))
        for (name, mask), found in zip(picked.items(), packages, strict=True)
    }
