"""The kinds of change that levers rank: demands that give way, retreats, walk-away values, and levers of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.language.model.evidence import Claim
from negsim.language.model.timeline import Lever
from negsim.questions.zone.result import Deal
from negsim.solve.kernels.retreats import Retreat
from negsim.space.members import Member
from negsim.space.space import Space


@dataclass(frozen=True)
class RetreatPart:
    """One actor's part in a retreat."""

    steps: int
    cost: Fraction | None  # utility lost by the move itself; None where that cannot be told
    gain: Fraction  # utility less reservation value that it is left with


@dataclass(frozen=True)
class RetreatDetail:
    """A smallest retreat, and the package that makes most of it.

    Parameters
    ----------
    steps : mapping
        Option-steps per actor that is not advisory.
    packages, above_reservation : int
        Packages with just these steps, and those of them that leave everyone needed at its reservation value.
    floor : Fraction or None
        The largest smallest gain of a principal among those above; None where there are none.
    witness : Deal
        The first package that has it; where none is above, the first with the largest smallest gain.
    moves : mapping
        Actors that take steps.
    against : tuple of Member
        The red lines that the witness crosses.
    """

    steps: Mapping[str, int]
    packages: int
    above_reservation: int
    floor: Fraction | None
    witness: Deal
    moves: Mapping[str, RetreatPart]
    against: tuple[Member, ...]

    @property
    def total(self) -> int:
        """Steps of all actors together."""
        return sum(self.steps.values())

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "steps": dict(self.steps),
            "floor": self.floor,
            "crosses": [member.path for member in self.against],
            "moves": {
                actor: {"steps": move.steps, "cost": move.cost, "gain": move.gain}
                for actor, move in self.moves.items()
            },
            "witness": dict(self.witness.package),
            "against": [member.to_dict() for member in self.against],
        }


def named_steps(space: Space, steps: Sequence[int]) -> dict[str, int]:
    """Put the actors' names to a vector of steps."""
    return {space.actors[a]: n for a, n in zip(space.problem.asked, steps, strict=True)}


@dataclass(frozen=True)
class Opening:
    """Demands that give way, and the zone that this leaves."""

    zone: int
    floor: Fraction | None
    against: tuple[Member, ...]  # the demands that would give way, with what they rest on


@dataclass(frozen=True)
class Drop(Opening):
    """Red lines that are lost."""

    @property
    def drop(self) -> tuple[str, ...]:
        """Paths, sorted as text."""
        return tuple(member.path for member in self.against)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"drop": list(self.drop), "zone": self.zone, "floor": self.floor}


@dataclass(frozen=True)
class Reread(Opening):
    """Red lines that are read otherwise."""

    read: Mapping[str, str]  # path -> reading

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"read": dict(self.read), "zone": self.zone, "floor": self.floor}


@dataclass(frozen=True)
class OneStep(Opening):
    """A red line that lets through what is one option-step beyond it."""

    @property
    def line(self) -> str:
        """Its path."""
        return self.against[0].path

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"line": self.line, "zone": self.zone, "floor": self.floor}


@dataclass(frozen=True)
class Beside:
    """A lever and a retreat together: packages within the retreat that leave everyone needed above its walk-away."""

    steps: Mapping[str, int]
    zone_before: int  # with the retreat alone
    floor_before: Fraction | None
    zone: int  # with the lever too
    floor: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "steps": dict(self.steps),
            "zone_before": self.zone_before,
            "floor_before": self.floor_before,
            "zone": self.zone,
            "floor": self.floor,
        }


@dataclass(frozen=True)
class Declared:
    """A lever of the file, and what it does.

    Parameters
    ----------
    lever : Lever
        As declared.
    zone_before, floor_before, zone, red_line_zone, floor
        Without it, and with it.
    zone_using, floor_using
        Of the packages that use it: those with a new option, or with a new issue off its status quo.
    retreats : tuple of Retreat
        The smallest retreats that are left with it.
    beside : tuple of Beside
        With each smallest retreat, fewest steps first, at most 20.
    witness : Deal or None
        Of the packages that use it, the one with the largest smallest gain, alone or else beside a retreat.
    chosen : mapping
        What the witness has on the lever's issues.
    change : mapping
        Per actor, what the lever itself adds to its utility in the witness (below 0: costs).
    against : tuple of Claim
        Claims that bear on the lever's issues, best grade first.
    """

    lever: Lever
    zone_before: int
    floor_before: Fraction | None
    zone: int
    red_line_zone: int
    floor: Fraction | None
    zone_using: int
    floor_using: Fraction | None
    retreats: tuple[Retreat, ...]
    left: tuple[Mapping[str, int], ...]
    beside: tuple[Beside, ...]
    witness: Deal | None
    chosen: Mapping[str, Any]
    change: Mapping[str, Fraction]
    against: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The lever's id."""
        return self.lever.id

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "lever": self.id,
            "say": self.lever.say,
            "zone_before": self.zone_before,
            "floor_before": self.floor_before,
            "zone": self.zone,
            "red_line_zone": self.red_line_zone,
            "floor": self.floor,
            "zone_using": self.zone_using,
            "floor_using": self.floor_using,
            "retreats": [
                {
                    "steps": dict(steps),
                    "packages": one.packages,
                    "above_reservation": one.above_reservation,
                }
                for steps, one in zip(self.left, self.retreats, strict=True)
            ],
            "with_retreats": [one.to_dict() for one in self.beside],
            "witness": None if self.witness is None else dict(self.witness.package),
            "chosen": dict(self.chosen),
            "change": dict(self.change),
            "against": [
                {"claim": claim.full_id, "grade": claim.grade, "says": claim.says}
                for claim in self.against
            ],
        }


@dataclass(frozen=True)
class Lower:
    """How far one reservation value alone would have to fall for the zone to open."""

    start: Fraction
    to: Fraction
    zone: int  # once it has fallen there
    floor: Fraction | None
    witness: Deal
    against: Member

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "from": self.start,
            "to": self.to,
            "fall": self.start - self.to,
            "zone": self.zone,
            "floor": self.floor,
            "witness": dict(self.witness.package),
        }
