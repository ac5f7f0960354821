"""Room: how far each reservation value may rise, and what each red line and each option costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Deal
from negsim.solve.kernels.room import ZoneFloor
from negsim.space.members import Member
from negsim.space.space import Space

Because = Literal["closed_anyway", "never_closes"]


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
    without: ZoneFloor
    one_step: ZoneFloor

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
class Room(Result):
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

    COLUMNS: ClassVar = tuple(
        "kind path reservation_value room because sole_blocker_of zone floor zone_one_step"
        " floor_one_step".split()
    )

    space: Space
    zone: ZoneFloor
    actors: Mapping[str, ActorRoom]
    red_lines: Mapping[str, LineRoom]
    options: Mapping[str, Mapping[str, ZoneFloor]]

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


def _zone(zone: ZoneFloor) -> dict[str, Any]:
    return {"zone": zone.size, "floor": zone.floor}
