"""The sweeping engine: every question of `run` answered without listing packages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from negsim.solve.answer import Answer, Conflicts, Criterion, Frontier, Layer, Solution
from negsim.solve.bargaining import floor, solutions
from negsim.solve.blame import Layout
from negsim.solve.conflicts import Names, by_position, conflicts, suspected
from negsim.solve.consent import coalitions
from negsim.solve.enumerate import CRITERIA, LISTED
from negsim.solve.problem import Problem
from negsim.solve.scan import Progress
from negsim.solve.sweep.asks import (
    Ask,
    acceptance,
    agreement,
    feasible_frontier,
    reservations,
    rules,
    without,
    zone_frontier,
    zone_size,
)
from negsim.solve.sweep.count import size_of
from negsim.solve.sweep.frontier import Pareto
from negsim.solve.sweep.nearest import Openings
from negsim.solve.sweep.violated import minimal_violated_sets

T = TypeVar("T")


def answer(
    problem: Problem,
    *,
    suspects: frozenset[Layer] = frozenset(),
    names: Names | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Everything `run` reports of a problem, by sweeping over the issues: the same as by enumeration, to the bit.

    Parameters
    ----------
    problem
        What to answer.
    suspects
        Layers of constraints that are suspect whatever the finding.
    names
        The text of a suspect, by which conflicts and corrections are ordered; their positions where absent.
    progress
        Told now and then how many steps are done, and of how many.

    Raises
    ------
    TooLarge
        Where the issues are tied too densely, or what must be held outgrows memory.
    """
    done = _Steps(problem, progress)
    frontier = done.take(lambda: zone_frontier(problem))
    is_open = bool(len(frontier.vectors))
    lenient = without(problem, reservations(problem))
    zone = done.take(lambda: zone_size(problem))
    red_line_zone = done.take(lambda: zone_size(lenient).packages)
    base = rules(problem)

    def count(asked: Ask) -> int:
        return size_of(problem.sizes, asked.hard, asked.sums).packages

    feasible = done.take(lambda: count(base))
    actors = problem.actors
    keeping = [
        done.take(lambda a=a: count(base + acceptance(lenient.actors[a])))  # type: ignore[misc]
        for a in range(len(actors))
    ]
    accepting = [
        done.take(lambda a=a: count(base + acceptance(actors[a])))  # type: ignore[misc]
        for a in range(len(actors))
    ]
    together = {}
    for members in coalitions(problem):
        if members == problem.consenting and problem.quota is None:
            together[members] = zone.packages
        else:
            together[members] = done.take(lambda m=members: count(agreement(problem, m)))  # type: ignore[misc]
    if not is_open:
        frontier = feasible_frontier(problem)
    principals = [actors[a] for a in problem.principals]
    picked = (
        solutions(principals, frontier.vectors, under_quota=problem.quota is not None)
        if is_open
        else {}
    )
    layers = suspected(
        feasible=feasible, red_line_zone=red_line_zone, zone=zone.packages, asked=suspects
    )
    explained = (
        Conflicts(layers, (), (), 0)
        if is_open
        else done.take(lambda: explain(problem, layers, names or by_position))
    )
    return Answer(
        engine="sweep",
        total=problem.total,
        feasible=feasible,
        accepted_by=tuple(accepting),
        red_line_accepted_by=tuple(keeping),
        coalitions=together,
        zone_size=zone.packages,
        red_line_zone_size=red_line_zone,
        option_counts=zone.options,
        frontier=Frontier(
            "zone" if is_open else "feasible",
            frontier.vectors,
            tuple(int(count) for count in frontier.counts),
        ),
        solutions=_solutions(frontier, picked),
        floor=floor(principals, frontier.vectors[picked["egalitarian"]]) if picked else None,
        conflicts=explained,
    )


class _Steps:
    """Tells of progress, one step per question."""

    def __init__(self, problem: Problem, progress: Progress | None) -> None:
        self.progress = progress
        self.n_steps = 5 + 2 * len(problem.actors) + len(coalitions(problem))
        self.done = 0

    def take(self, step: Callable[[], T]) -> T:
        found = step()
        self.done += 1
        if self.progress is not None:
            self.progress(min(self.done, self.n_steps), self.n_steps)
        return found


def _solutions(
    frontier: Pareto, picked: Mapping[Criterion, NDArray[np.bool_]]
) -> Mapping[Criterion, Solution]:
    if not picked:
        return {name: Solution((), 0) for name in CRITERIA}
    packages = frontier.first_packages(list(picked.values()), LISTED)
    return {
        name: Solution(found, int(frontier.counts[mask].sum()))
        for (name, mask), found in zip(picked.items(), packages, strict=True)
    }


def explain(problem: Problem, layers: tuple[Layer, ...], names: Names) -> Conflicts:
    """Minimal corrections and conflicts, by sweeps over sets of violated constraints."""
    layout = Layout(problem)
    corrections = minimal_violated_sets(problem, layout, layers)
    opened = Openings(problem, layout, layers)
    return conflicts(opened, layers, corrections, opened, names)
