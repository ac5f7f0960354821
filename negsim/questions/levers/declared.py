"""The levers that a file declares, each put on the table: alone, and beside each smallest retreat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from negsim.language.model.levers import with_lever
from negsim.language.model.timeline import Lever
from negsim.questions.levers.changes import Beside, Declared, RetreatDetail, named_steps
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Deal
from negsim.solve.kernels.retreats import reach, retreats
from negsim.solve.kernels.tally import ZoneSummary, summarize
from negsim.solve.tables.formula import conjunction, negate
from negsim.solve.tables.gains import total, utility_of_total
from negsim.solve.tables.problem import Problem, ScopeTable
from negsim.space.space import Space, compile_scenario


def declared(
    space: Space, before: ZoneSummary, smallest: Sequence[RetreatDetail]
) -> tuple[Declared, ...]:
    """Put each declared lever on the table."""
    steps = [tuple(one.steps.values()) for one in smallest]
    return tuple(_put(space, lever, before, smallest, steps) for lever in space.scenario.levers)


def _put(
    space: Space,
    lever: Lever,
    before: ZoneSummary,
    smallest: Sequence[RetreatDetail],
    steps: Sequence[tuple[int, ...]],
) -> Declared:
    changed = compile_scenario(with_lever(space.scenario, lever))
    after = summarize(changed.problem)
    reached = reach(changed.problem, steps) if steps else ()
    beside = tuple(
        Beside(one.steps, one.above_reservation, one.floor, got.packages, got.floor)
        for one, got in zip(smallest, reached, strict=True)
    )
    touched = tuple(
        dict.fromkeys([o.issue for o in lever.options] + [n.issue.id for n in lever.issues])
    )
    using = _using(changed, lever)
    used = summarize(using)
    best = used.best
    if best is None and steps:
        open_ones = [got for got in reach(using, steps) if got.floor is not None]
        best = max(open_ones, key=lambda got: got.floor or 0).best if open_ones else None
    left = retreats(changed.problem)
    witness = None if best is None else deal(changed, best)
    return Declared(
        lever=lever,
        zone_before=before.size,
        floor_before=before.floor,
        zone=after.size,
        red_line_zone=after.red_line_size,
        floor=after.floor,
        zone_using=used.size,
        floor_using=used.floor,
        retreats=left,
        left=tuple(named_steps(changed, one.steps) for one in left),
        beside=beside,
        witness=witness,
        chosen={} if witness is None else {issue: witness.package[issue] for issue in touched},
        change={} if witness is None else _changes(changed, lever, witness),
        against=tuple(
            sorted(
                (
                    claim
                    for claim in space.scenario.all_claims
                    if any(issue in touched for issue, _ in claim.bears_on)
                ),
                key=lambda claim: claim.grade,
            )
        ),
    )


def _using(space: Space, lever: Lever) -> Problem:
    """The problem in which only packages that use the lever are left."""
    new = {(option.issue, option.id) for option in lever.options}
    status_quo = {(brought.issue.id, brought.status_quo) for brought in lever.issues}
    brought = {issue for issue, _ in status_quo}
    used = []
    for place, issue in enumerate(space.scenario.issues):
        flags = [
            (issue.id, option.id) in new
            or (issue.id in brought and (issue.id, option.id) not in status_quo)
            for option in issue.options
        ]
        used.append(ScopeTable((place,), np.array(flags, dtype=bool)))
    unused = conjunction([negate(part) for part in used if part.values.any()])
    return replace(space.problem, barred=(*space.problem.barred, unused))


def _changes(space: Space, lever: Lever, witness: Deal) -> dict[str, Fraction]:
    """What the lever adds per actor: against new issues' status quo, against the option liked best of old ones."""
    package = list(witness.positions)
    new = {(option.issue, option.id) for option in lever.options}
    status_quo = {brought.issue.id: brought.status_quo for brought in lever.issues}
    others: dict[int, list[int]] = {}
    for place, issue in enumerate(space.scenario.issues):
        if issue.id in status_quo:
            package[place] = issue.position[status_quo[issue.id]]
        elif (issue.id, issue.options[package[place]].id) in new:
            others[place] = [
                k for k, option in enumerate(issue.options) if (issue.id, option.id) not in new
            ]
    changes = {}
    for a, name in enumerate(space.actors):
        actor = space.problem.actors[a]
        without = list(package)
        for place, options in others.items():
            without[place] = max(
                options,
                key=lambda k: total(actor, [*without[:place], k, *without[place + 1 :]]),
            )
        changes[name] = witness.utilities[name] - utility_of_total(actor, total(actor, without))
    return changes
