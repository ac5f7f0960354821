"""The smallest retreats over red lines: who moves, where that leaves it, and what the demands rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod

import numpy as np

from negsim.questions.levers.changes import RetreatDetail, RetreatPart, named_steps
from negsim.questions.zone.find import deal
from negsim.solve.answer import Package
from negsim.solve.kernels.retreats import Retreat, reach
from negsim.solve.tables.formula import (
    TABLE_CELLS,
    collapse,
    disjunction,
    evaluate,
    grid,
    holds,
    scope_of,
)
from negsim.solve.tables.gains import total, utility_of_total
from negsim.solve.tables.problem import Problem
from negsim.space.members import red_line_member
from negsim.space.space import Space

DETAILED = 20  # retreats told in detail, fewest steps in all first


def details(space: Space, found: Sequence[Retreat]) -> tuple[RetreatDetail, ...]:
    """Tell the retreats with the fewest steps in all, at most 20; nobody moves in one without steps."""
    moving = sorted(
        (one for one in found if any(one.steps)),
        key=lambda one: (sum(one.steps), -one.above_reservation, one.steps),
    )[:DETAILED]
    good = [one for one in moving if one.above_reservation]
    poor = [one for one in moving if not one.above_reservation]
    best = dict(zip(good, reach(space.problem, [one.steps for one in good]), strict=True))
    if poor:
        wide = reach(space.problem, [one.steps for one in poor], above=False)
        best.update(zip(poor, wide, strict=True))
    told = []
    for one in moving:
        package = best[one].best
        assert package is not None
        told.append(
            _detail(space, one, package, best[one].floor if one.above_reservation else None)
        )
    return tuple(told)


def _detail(space: Space, one: Retreat, package: Package, floor: Fraction | None) -> RetreatDetail:
    problem, witness = space.problem, deal(space, package)
    moves = {
        space.actors[a]: RetreatPart(
            n, own_cost(problem, a, package), witness.gains[space.actors[a]]
        )
        for a, n in zip(problem.asked, one.steps, strict=True)
        if n
    }
    against = []
    for a in problem.consenting:
        actor, spec = problem.actors[a], space.scenario.actors[a]
        if actor.needed is not None and not holds(actor.needed, package):
            continue
        for line, crossed in zip(spec.red_lines, actor.crossed, strict=True):
            if holds(crossed, package):
                against.append(red_line_member(space.scenario, spec, line))
    return RetreatDetail(
        steps=named_steps(space, one.steps),
        packages=one.packages,
        above_reservation=one.above_reservation,
        floor=floor,
        witness=witness,
        moves=moves,
        against=tuple(sorted(against, key=lambda member: member.path)),
    )


def own_cost(problem: Problem, actor: int, package: Package) -> Fraction | None:
    """What an actor loses in utility by crossing its red lines in a package: against the nearest one that keeps them.

    Nearest in option-steps, all else left as it is, feasible or not; of several as near, the one it likes best. None
    where no package keeps the lines, or where they tie too many issues together to say.
    """
    spec = problem.actors[actor]
    crossed = collapse(disjunction(spec.crossed), problem.sizes)
    scope = scope_of(crossed)
    shape = tuple(problem.sizes[issue] for issue in scope)
    if not scope or prod(shape) > TABLE_CELLS:
        return None
    columns = grid(scope, problem.sizes)
    kept = ~np.broadcast_to(evaluate(crossed, columns), shape)
    if not kept.any():
        return None
    steps = np.zeros(shape, dtype=np.int64)
    for issue, options in columns.items():
        steps = steps + problem.axis(actor, issue).away(options, package[issue])
    nearest = np.argwhere(kept & (steps == steps[kept].min()))
    best = max(
        total(spec, _moved(package, dict(zip(scope, cell, strict=True))))
        for cell in nearest.tolist()
    )
    return utility_of_total(spec, best) - utility_of_total(spec, total(spec, package))


def _moved(package: Package, options: Mapping[int, int]) -> Package:
    return tuple(options.get(issue, option) for issue, option in enumerate(package))
