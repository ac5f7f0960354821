"""How far each reservation value may rise, and what each red line and each option costs, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from negsim.language.model.scenario import Scenario
from negsim.questions.room.result import ActorRoom, Because, LineRoom, Room
from negsim.questions.zone.find import deal
from negsim.solve.ahead import Told, foresee_walks
from negsim.solve.kernels.room import RoomOfActor as Found
from negsim.solve.kernels.room import room as solve_room
from negsim.space.members import red_line_member
from negsim.space.space import Space, compile_scenario

Progress = Callable[[int, int], None]


def room(scenario: Scenario, *, progress: Progress | None = None, told: Told | None = None) -> Room:
    """Say how far each reservation value may rise, and what each red line and each option costs.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    progress : callable, optional
        Called with the number of packages done, and of how many.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.
    """
    space = compile_scenario(scenario)
    foresee_walks(space.problem, told)
    found = solve_room(space.problem, progress)
    return Room(
        space=space,
        zone=found.zone,
        actors={space.actors[a]: _actor(space, a, one) for a, one in found.actors.items()},
        red_lines={
            space.red_lines[a][k]: LineRoom(
                red_line_member(scenario, scenario.actors[a], scenario.actors[a].red_lines[k]),
                one.without,
                one.one_step,
            )
            for (a, k), one in found.lines.items()
        },
        options={
            issue: dict(zip(names, zones, strict=True))
            for issue, names, zones in zip(space.issues, space.options, found.options, strict=True)
        },
    )


def _actor(space: Space, a: int, found: Found) -> ActorRoom:
    because: Because | None = None
    if found.utility is None:
        because = "never_closes" if found.lives_without else "closed_anyway"
    return ActorRoom(
        actor=space.actors[a],
        reservation_value=space.problem.actors[a].reservation_value,
        room=found.utility,
        because=because,
        best=None if found.package is None else deal(space, found.package),
        sole_blocker_of=found.sole_blocker_of,
    )
