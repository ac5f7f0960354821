"""The smallest changes that open the zone or raise its floor, ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from negsim.language.model.scenario import Scenario
from negsim.questions.levers.changes import Declared, Drop, Lower, OneStep, Reread, RetreatDetail
from negsim.questions.levers.declared import declared
from negsim.questions.levers.drafting import Staying, spelled_out, staying_open
from negsim.questions.levers.relaxed import GivingWay
from negsim.questions.levers.result import KINDS, LISTED, Levers, RankedChange, in_short
from negsim.questions.levers.retreats import details
from negsim.questions.zone.find import deal
from negsim.solve.ahead import Told, foresee_walks
from negsim.solve.answer import Suspect
from negsim.solve.kernels.lowering import JointFall, fall_alone, falls_together
from negsim.solve.kernels.retreats import StepVectors, retreats
from negsim.solve.kernels.tally import ZoneSummary, summarize
from negsim.solve.tables.lists import lists_of
from negsim.space.members import member
from negsim.space.space import Space, compile_scenario

Progress = Callable[[int, int, str], None]  # parts done, of how many, what comes next

PARTS = ("the zone", "retreats", "demands", "walk-away values", "levers of the file")


def levers(
    scenario: Scenario, *, progress: Progress | None = None, told: Told | None = None
) -> Levers:
    """Find the smallest changes that open the zone or, where it is open, raise its floor.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    progress : callable, optional
        Called before each part with how many are done, of how many, and what comes next.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Returns
    -------
    Levers
        Ranked by demands that move, fewest first; then by the floor that results, highest first.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.

    Notes
    -----
    Exact. The step vectors are those of `docs/reference/results.md`; drops and readings are the minimal sets whose
    loss, or change, opens the zone with reservation values in force.
    """
    space = compile_scenario(scenario)
    problem = space.problem
    each = len(problem.asked) + len(scenario.levers)
    foresee_walks(problem, told, walks=len(PARTS) + each)

    def next_is(place: int) -> None:
        if progress is not None:
            progress(place, len(PARTS), PARTS[place])

    next_is(0)
    before = summarize(problem)
    next_is(1)
    smallest = retreats(problem)
    details_of = details(space, smallest)
    next_is(2)
    giving = GivingWay(scenario, problem)
    if before.size:
        drops = [one for one in giving.single_drops() if _raises(before, one.floor)]
        readings = [one for one in giving.single_rereadings() if _raises(before, one.floor)]
        steps = [one for one in giving.single_steps() if _raises(before, one.floor)]
    else:
        drops, readings, steps = giving.drops(), giving.rereadings(), []
    next_is(3)
    closed = problem.asked if not before.size else ()
    alone = {space.actors[a]: _lower(space, a) for a in closed}
    together: tuple[JointFall, ...] | None = () if before.size else falls_together(problem)
    next_is(4)
    put = declared(space, before, details_of)
    staying = staying_open(scenario, before)
    if problem.quota is not None:
        together = None
    return Levers(
        space=space,
        before=before,
        retreats=smallest,
        details=details_of,
        unkeepable=tuple(space.red_lines[a][k] for a, k in StepVectors(problem).unkeepable()),
        drops=tuple(drops),
        readings=tuple(readings),
        steps=tuple(steps),
        lists=lists_of([one.drop for one in drops]) if not before.size else (),
        alone=alone,
        together=together,
        declared=put,
        staying=staying,
        spelled=spelled_out(space),
        ranked=_rank(before, details_of, drops, readings, steps, alone, put, staying),
    )


def _lower(space: Space, actor: int) -> Lower | None:
    problem = space.problem
    fall = fall_alone(problem, actor)
    if fall is None:
        return None
    lowered = replace(problem.actors[actor], reservation_value=fall.to)
    actors = (*problem.actors[:actor], lowered, *problem.actors[actor + 1 :])
    after = summarize(replace(problem, actors=actors))
    return Lower(
        start=problem.actors[actor].reservation_value,
        to=fall.to,
        zone=after.size,
        floor=after.floor,
        witness=deal(space, fall.package),
        against=member(space.scenario, Suspect("reservations", actor, 0)),
    )


def _raises(before: ZoneSummary, floor: Fraction | None) -> bool:
    return floor is not None and (before.floor is None or floor > before.floor)


def _rank(
    before: ZoneSummary,
    told: Sequence[RetreatDetail],
    drops: Sequence[Drop],
    readings: Sequence[Reread],
    steps: Sequence[OneStep],
    alone: Mapping[str, Lower | None],
    put: Sequence[Declared],
    staying: Staying,
) -> tuple[RankedChange, ...]:
    found = [
        *(
            RankedChange("drop", {"drop": list(one.drop)}, len(one.drop), one.zone, one.floor)
            for one in drops
        ),
        *(
            RankedChange("reading", {"read": dict(one.read)}, len(one.read), one.zone, one.floor)
            for one in readings
        ),
        *(RankedChange("step", {"line": one.line}, 1, one.zone, one.floor) for one in steps),
        *(
            RankedChange(
                "retreat", {"steps": dict(one.steps)}, one.total, one.above_reservation, one.floor
            )
            for one in told
            if _raises(before, one.floor)
        ),
        *(
            RankedChange("reservation", {"actor": actor, "to": one.to}, 1, one.zone, one.floor)
            for actor, one in alone.items()
            if one is not None
        ),
        *(one for lever in put for one in _on_the_table(before, lever)),
        *(
            RankedChange(
                "left open", {"left_open": list(one.issues)}, len(one.issues), one.zone, one.floor
            )
            for one in (staying.raises if before.size else staying.smallest)
        ),
    ]
    none = Fraction(-(10**9))
    found.sort(
        key=lambda one: (
            one.moves,
            -(none if one.floor is None else one.floor),
            KINDS.index(one.kind),
            in_short(one),
        )
    )
    return tuple(found[:LISTED])


def _on_the_table(before: ZoneSummary, lever: Declared) -> Iterator[RankedChange]:
    """A declared lever alone, and beside each retreat that does more with it than without."""
    if _raises(before, lever.floor):
        yield RankedChange("declared", {"lever": lever.id}, 0, lever.zone, lever.floor)
    for one in lever.beside:
        alone = before.floor if one.floor_before is None else one.floor_before
        if one.floor is not None and (alone is None or one.floor > alone):
            what = {"lever": lever.id, "steps": dict(one.steps)}
            moves = sum(one.steps.values())
            yield RankedChange("retreat and declared", what, moves, one.zone, one.floor)
