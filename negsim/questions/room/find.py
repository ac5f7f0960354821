"""How far each reservation value may rise, and what each red line and each option costs, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from negsim.document.plain import to_json
from negsim.document.rows import Row, frame, to_csv
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.find import check_size, deal
from negsim.questions.zone.result import Deal, Member
from negsim.solve.kernels.room import ActorRoom as Found
from negsim.solve.kernels.room import Zone
from negsim.solve.kernels.room import room as solve_room
from negsim.space.members import red_line_member
from negsim.space.space import Space, compile_scenario

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]
Because = Literal["closed_anyway", "never_closes"]
COLUMNS = tuple(
    "kind path reservation_value room because sole_blocker_of zone floor zone_one_step"
    " floor_one_step".split()
)


@dataclass(frozen=True)
class ActorRoom:
    """How much more one actor could ask for before the zone closes, all else as it is.

    Parameters
    ----------
    actor : str
    reservation_value : Fraction
        As it stands.
    room : Fraction or None
        The highest reservation value at which the zone is open; below `reservation_value`, how far it would have to
        fall to open the zone. None where `because` says why there is no such number.
    because : "closed_anyway", "never_closes" or None
        The zone stays empty whatever this actor asks for; or stays open whatever it does.
    best : Deal or None
        The package in which the actor has just that, the first of them in package order.
    sole_blocker_of : int
        Packages that it alone stands against.
    """

    actor: str
    reservation_value: Fraction
    room: Fraction | None
    because: Because | None
    best: Deal | None
    sole_blocker_of: int

    @property
    def slack(self) -> Fraction | None:
        """What lies between the reservation value and the room; negative where the zone is empty."""
        return None if self.room is None else self.room - self.reservation_value

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "reservation_value": self.reservation_value,
            "room": self.room,
            "because": self.because,
            "sole_blocker_of": self.sole_blocker_of,
            "package": None if self.best is None else dict(self.best.package),
        }


@dataclass(frozen=True)
class LineRoom:
    """What one red line costs: the zone without it, and with one option-step beyond it let through."""

    member: Member
    without: Zone
    one_step: Zone

    @property
    def path(self) -> str:
        """ACTOR.ID of the red line."""
        return self.member.path

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "zone_without": self.without.size,
            "floor_without": self.without.floor,
            "zone_one_step": self.one_step.size,
            "floor_one_step": self.one_step.floor,
        }


@dataclass(frozen=True, eq=False)
class Room:
    """Every demand moved one at a time. Everything is exact.

    Parameters
    ----------
    space : Space
        The scenario, with its variants applied.
    zone : Zone
        As things stand: its size, and its floor (the largest smallest gain of a principal).
    actors : mapping
        Per actor that is not advisory.
    red_lines : mapping
        Per red line of such an actor.
    options : mapping
        Issue, option, and the zone with that option fixed.

    Examples
    --------
    >>> import negsim
    >>> room = negsim.load("harbour").room("quiet_machines")
    >>> room.zone.size
    8
    >>> room.actors["port"].because is None
    True
    """

    space: Space
    zone: Zone
    actors: Mapping[str, ActorRoom]
    red_lines: Mapping[str, LineRoom]
    options: Mapping[str, Mapping[str, Zone]]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim room --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "zone": _zone(self.zone),
            "actors": {actor: one.to_dict() for actor, one in self.actors.items()},
            "red_lines": {path: one.to_dict() for path, one in self.red_lines.items()},
            "options": {
                issue: {option: _zone(zone) for option, zone in options.items()}
                for issue, options in self.options.items()
            },
        }

    def to_json(self) -> str:
        """Write what `negsim room --format json` writes."""
        return to_json(self.to_dict())

    def to_csv(self) -> str:
        """Write what `negsim room --format csv` writes: one actor, red line or option a row."""
        return to_csv(self.rows(), COLUMNS)

    def to_frame(self) -> pd.DataFrame:
        """List actors, red lines and options, one a row."""
        return frame([{name: row.get(name) for name in COLUMNS} for row in self.rows()], COLUMNS)

    def rows(self) -> list[Row]:
        """Give actors, red lines and options, one a row, with those of `COLUMNS` that say something of it."""
        actors: list[Row] = [
            {
                "kind": "actor",
                "path": one.actor,
                "reservation_value": one.reservation_value,
                "room": one.room,
                "because": one.because,
                "sole_blocker_of": one.sole_blocker_of,
            }
            for one in self.actors.values()
        ]
        lines: list[Row] = [
            {
                "kind": "red_line",
                "path": path,
                "zone": one.without.size,
                "floor": one.without.floor,
                "zone_one_step": one.one_step.size,
                "floor_one_step": one.one_step.floor,
            }
            for path, one in self.red_lines.items()
        ]
        options: list[Row] = [
            {"kind": "option", "path": f"{issue}.{option}", "zone": z.size, "floor": z.floor}
            for issue, zones in self.options.items()
            for option, z in zones.items()
        ]
        return actors + lines + options

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html

        size = self.zone.size
        answer = f"{size:,} packages in the zone" if size else "The zone is empty"
        rows = [{name: row.get(name) for name in COLUMNS} for row in self.rows()]
        return rows_html(self.scenario, answer, rows, COLUMNS)


def room(scenario: Scenario, *, progress: Progress | None = None) -> Room:
    """Say how far each reservation value may rise, and what each red line and each option costs.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    progress : callable, optional
        Called with the number of packages done, and of how many.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.
    """
    space = compile_scenario(scenario)
    check_size(space)
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


def _zone(zone: Zone) -> dict[str, Any]:
    return {"zone": zone.size, "floor": zone.floor}
